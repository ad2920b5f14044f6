"""The parts of an answer: the items of an enumeration, in order, or the sides of a contrast."""

from __future__ import annotations

from study.model import Card

_SEPARATORS = ((" → ", True), ("；", False))


def parts(card: Card) -> tuple[tuple[str, ...], bool]:
    """Take an answer apart, and say whether the order of its parts matters.

    An answer in one piece, and one that the learner worded, is its own only part.
    """
    if card.kind in {"enumeration", "contrast"} and not card.edited:
        for separator, is_ordered in _SEPARATORS:
            items = tuple(card.back.split(separator))
            if len(items) > 1:
                return items, is_ordered
    return (card.back,), False
