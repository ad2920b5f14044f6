"""Where a line of Chinese and Latin text may be broken: beside a Chinese character, at a space, behind a hyphen."""

from __future__ import annotations

import re
from collections.abc import Callable

_WIDE = r"\u2e80-\u303f\u30a0-\ufaff\uff00-\uffef"
_OPENERS = re.escape("（《“‘「([{")
_CLOSERS = re.escape("，。、；：？！）》”’」…,.;:?!)]}%")
_PIECE = re.compile(
    rf"[{_OPENERS}]*(?:[^\s{_WIDE}{_OPENERS}{_CLOSERS}]+?[-/](?=\w)|[^\s{_WIDE}{_OPENERS}]+|[^\s]|\s+)[{_CLOSERS}]*\s*"
)


def pieces(text: str) -> list[str]:
    """Part a text into what stays on one line, with the spaces behind it: `text == "".join(pieces(text))`.

    No piece begins with closing punctuation or ends with an opening bracket; a small part of the rules of UAX #14.
    """
    found = _PIECE.findall(text)
    return found if "".join(found) == text else [text]


def wrap(text: str, wide: int, width: Callable[[str], int]) -> list[str]:
    """Break a text into lines no wider than ``wide``; a piece wider than that is cut where it must be."""
    lines = [""]
    for piece in pieces(text):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > wide:
            lines.append("")
        lines[-1] += piece
        while width(lines[-1].rstrip()) > wide and len(lines[-1]) > 1:
            fits = max((at for at in range(1, len(lines[-1])) if width(lines[-1][:at]) <= wide), default=1)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return [line.rstrip() for line in lines]
