"""Cloze marks: the `{{c1::hidden}}` in a card's front."""

from __future__ import annotations

import re

_BRACED = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"  # as in a formula, three deep
MARK = re.compile(rf"\{{\{{(c\d+)::((?:[^{{}}]|{_BRACED})*|.*?)\}}\}}(?!\}})", re.DOTALL)
"""One mark: its number, and what it hides."""


def numbers(front: str) -> frozenset[str]:
    """Give the numbers of a front's marks; Anki makes a card of each. None means that it is no cloze."""
    return frozenset(number for number, _ in MARK.findall(front))


def hidden(front: str) -> list[str]:
    """Give what a front's marks hide."""
    return [words for _, words in MARK.findall(front)]


def filled(front: str) -> str:
    """Give a front with what it hides in its place."""
    return MARK.sub(r"\2", front)


def blanked(front: str) -> str:
    """Give a front without what it hides."""
    return MARK.sub("", front)
