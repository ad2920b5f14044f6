"""Cards made now ↔ cards known before: one that asks the same keeps its id, however it is worded or filed now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from study import clozes
from study.ids import letters
from study.model import Card

SAME = 72.0
"""How alike (0 to 100) question and answer of two cards of one note and kind must be to be one card."""
_QUOTED = 15.0  # by so much more alike must be what they rest on, where the learner's words hide what the program said


def keep_ids(made: Sequence[Card], known: Iterable[Card]) -> tuple[Card, ...]:
    """Give each card that is made now the id under which it is known.

    A card's own id hashes what it is about, so that it is the same on any machine. A better catalogue may know what a
    card is about by another name, and a note may come to say the same in other words: such a card is recognised by the
    note it comes from, its kind and its words, so that Anki sees the same card, with its reviews.

    Args:
        made: the cards as they are made now.
        known: all cards that were ever made, dropped and retired ones too.

    Returns:
        The cards in the same order; no two have the same id.
    """
    ids = {card.id for card in made}
    missing: dict[tuple[str, str], list[Card]] = defaultdict(list)
    before: set[str] = set()
    for card in known:
        before.add(card.id)
        if card.id not in ids and card.entry:
            missing[card.entry, card.kind].append(card)
    alike = sorted(
        (-likeness, other.id, card.id)
        for card in made
        if card.id not in before
        for other in missing.get((card.entry, card.kind), ())
        if (likeness := _likeness(card, other)) >= SAME
    )
    kept: dict[str, str] = {}
    for _, old, new in alike:
        if new not in kept and old not in kept.values():
            kept[new] = old
    return tuple(replace(card, id=kept[card.id]) if card.id in kept else card for card in made)


def _likeness(one: Card, other: Card) -> float:
    quoted = fuzz.ratio(letters(one.quote), letters(other.quote)) - _QUOTED
    return max(fuzz.ratio(_said(one), _said(other)), quoted if one.term == other.term else 0.0)


def _said(card: Card) -> str:
    """Give question and answer as one text; a cloze is its whole sentence, wherever its gap is."""
    return letters(clozes.filled(card.front) + card.back)
