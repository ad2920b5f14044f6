"""Terms → cards: one module for each kind, rules that every card meets, and the choice among drafts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from study import clozes
from study.cards import (
    attribute,
    cloze,
    contrast,
    definition,
    enumeration,
    full_name,
    gloss,
    limit,
    mechanism,
    origin,
    purpose,
    relation,
)
from study.cards.draft import Draft, Source
from study.cards.rules import alike, broken, from_catalogue, same_front
from study.ids import fold
from study.model import Card, Passage, Reference, Term

__all__ = ["FEWEST", "KINDS", "MOST", "alike", "broken", "choose", "from_catalogue", "make"]

KINDS = (definition, enumeration, contrast, purpose, mechanism, limit, relation, attribute, origin, full_name, cloze)
MOST = 8
"""How many cards an entry gets at most."""
FEWEST = 3
"""How many cards an entry gets at least, where the catalogue knows enough of its terms."""
_ALIKE = 88.0  # per cent; within one entry already fronts as alike as this ask the same thing
_MOSTLY_SAME = 0.6
_LONG_ANSWER = 8  # characters; two cards of different kinds with the same answer of this length ask the same
_SAME_WORDS = 0.25  # share of a cloze's sentence that another card of the entry already asks for


def make(passage: Passage, terms: tuple[Term, ...], topic: str) -> tuple[tuple[Card, float], ...]:
    """Make the cards of one entry, the most important first, each with its weight.

    Args:
        passage: the entry taken apart.
        terms: its key terms, the topic first.
        topic: id of the topic whose deck the cards belong to.
    """
    if not terms:
        return ()
    source = Source.of(passage, terms)
    drafts = [draft for kind in KINDS for draft in kind.make(source)]
    chosen: list[tuple[Card, Draft]] = []
    for draft in sorted(drafts, key=lambda draft: (-draft.weight, draft.start, draft.front)):
        card = draft.card(passage.entry.id, passage.entry.text, topic)
        if len(chosen) < MOST and not broken(card) and not _asked(card, draft, chosen):
            chosen.append((card, draft))
    # Cards from the catalogue stand by for an entry that keeps too few: see `choose`.
    spare = [(draft.card(passage.entry.id, passage.entry.text, topic), draft) for draft in gloss.make(source)]
    chosen += [(card, draft) for card, draft in spare if not broken(card) and not _asked(card, draft, chosen)]
    return tuple((card, draft.weight) for card, draft in chosen)


def _asked(card: Card, draft: Draft, chosen: Sequence[tuple[Card, Draft]]) -> bool:
    for other, made in chosen:
        if other.id == card.id or fuzz.ratio(fold(other.front), fold(card.front)) > _ALIKE:
            return True
        if _plain(card) == _plain(other) and (card.kind == other.kind or len(_plain(card)) > _LONG_ANSWER):
            return True
        if _leaks(card, other):
            return True
        shared = min(made.end, draft.end) - max(made.start, draft.start)
        answer = fold(card.back) or fold(draft.about[0])
        told = shared > 0 and len(answer) > 1 and answer in fold(other.back)
        again = (
            shared > 0
            and len(fold(other.back)) > 1
            and fold(other.back) in answer
            and card.kind not in {"enumeration", "contrast"}
        )
        if again and other.kind not in {"enumeration", "full-name"}:
            return True
        if told and (card.kind == "cloze" or other.kind != "enumeration"):
            return True
        if card.kind == "cloze" and _told(draft, made):
            return True
    return False


def _leaks(card: Card, other: Card) -> bool:
    """Say whether one of two questions holds the answer of the other; the sentence of a cloze may, as notes repeat."""
    if {card.kind, other.kind} & {"cloze", "full-name"}:
        return False
    return any(
        len(_plain(one)) >= _LONG_ANSWER and _plain(one) in re.sub("[（）()；;、，,→]", "", fold(two.front))
        for one, two in ((card, other), (other, card))
    )


def _told(draft: Draft, made: Draft) -> bool:
    """Say whether another card already rests on the words of a cloze, or on the clause that holds its gap."""
    begin, finish = draft.core or (draft.start, draft.end)
    whole = min(made.end, draft.end) - max(made.start, draft.start)
    core = min(made.end, finish) - max(made.start, begin)
    return core > _SAME_WORDS * (finish - begin) or whole > _MOSTLY_SAME * (draft.end - draft.start)


def _plain(card: Card) -> str:
    """Give the answer without brackets' contents: `单精度（FP32）` and `单精度 FP32` hide the same."""
    hidden = clozes.hidden(card.front)
    return re.sub("[（）()；;、，,→]", "", fold(hidden[0] if hidden else card.back))


def choose(made: Sequence[tuple[Card, float]]) -> tuple[Card, ...]:
    """Keep of the cards that ask the same the best one, over all entries; the words of the others become its `also`.

    Cards ask the same when they are about the same thing, or when their fronts are the same or nearly so. An entry that
    keeps fewer than `FEWEST` cards of its own gets some from the catalogue.
    """
    ranked = sorted(made, key=lambda pair: (from_catalogue(pair[0]), -pair[1], pair[0].entry))
    best: dict[str, Card] = {}
    fronts: dict[str, str] = {}
    also: dict[str, list[Reference]] = defaultdict(list)
    held: Counter[str] = Counter()
    by_topic: dict[str, list[Card]] = defaultdict(list)
    for card, _ in ranked:
        winner = card.id if card.id in best else fronts.get(fold(card.front))
        if winner is None and not (from_catalogue(card) and held[card.entry] >= FEWEST):
            if any(same_front(other, card) for other in by_topic[card.topic]):
                continue
            by_topic[card.topic].append(card)
            best[card.id] = card
            fronts[fold(card.front)] = card.id
            held[card.entry] += 1
        elif winner and card.kind == "definition" and card.entry != best[winner].entry and not from_catalogue(card):
            also[winner].append(Reference(card.entry, card.quote, card.start, card.end))
    order = dict.fromkeys(card.id for card, _ in made)
    return tuple(replace(best[card_id], also=tuple(also[card_id])) for card_id in order if card_id in best)
