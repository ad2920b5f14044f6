"""Terms → cards: one module for each kind, rules that every card meets, and the choice among drafts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from study.cards import attribute, cloze, contrast, definition, enumeration, full_name, mechanism, origin
from study.cards.draft import Draft, Source
from study.cards.rules import broken
from study.cards.statement import statements
from study.ids import fold
from study.model import Card, Passage, Term

__all__ = ["KINDS", "MOST", "broken", "choose", "make"]

KINDS = (definition, enumeration, contrast, attribute, mechanism, origin, full_name, cloze)
MOST = 8
"""How many cards an entry gets at most."""
_ALIKE = 88.0  # per cent; fronts of one entry that are more alike than this ask the same thing
_SAME_WORDS = 0.35  # share of a cloze's sentence that another card of the entry already asks for


def make(passage: Passage, terms: tuple[Term, ...], topic: str) -> tuple[tuple[Card, float], ...]:
    """Make the cards of one entry, the most important first, each with its weight.

    Args:
        passage: the entry taken apart.
        terms: its key terms, the topic first.
        topic: id of the topic whose deck the cards belong to.
    """
    if not terms:
        return ()
    source = Source(passage, terms, statements(passage, terms))
    drafts = [draft for kind in KINDS for draft in kind.make(source)]
    chosen: list[tuple[Card, Draft]] = []
    for draft in sorted(drafts, key=lambda draft: (-draft.weight, draft.start, draft.front)):
        card = draft.card(passage.entry.id, passage.entry.text, topic)
        if len(chosen) < MOST and not broken(card) and not _asked(card, draft, chosen):
            chosen.append((card, draft))
    return tuple((card, draft.weight) for card, draft in chosen)


def _asked(card: Card, draft: Draft, chosen: Sequence[tuple[Card, Draft]]) -> bool:
    for other, made in chosen:
        if other.id == card.id or fuzz.ratio(fold(other.front), fold(card.front)) > _ALIKE:
            return True
        shared = min(made.end, draft.end) - max(made.start, draft.start)
        answer = fold(card.back) or fold(draft.about[0])
        if shared > 0 and len(answer) > 1 and answer in fold(other.back):
            return True
        if card.kind == "cloze" and shared > _SAME_WORDS * (draft.end - draft.start):
            return True
    return False


def choose(made: Iterable[tuple[Card, float]]) -> tuple[Card, ...]:
    """Keep of the cards that are about the same thing the best one, over all entries."""
    best: dict[str, tuple[float, Card]] = {}
    for card, weight in made:
        kept = best.get(card.id)
        if kept is None or (-weight, card.entry) < (-kept[0], kept[1].entry):
            best[card.id] = weight, card
    return tuple(card for _, card in best.values())
