"""Terms → cards: one module for each kind, rules that every card meets, and the choice among drafts."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

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
    question,
    relation,
)
from study.cards.draft import Draft, Source
from study.cards.rules import alike, are_contrary, broken, from_catalogue, same_fronts
from study.ids import fold
from study.model import Card, Passage, Reference, Term

__all__ = ["FEWEST", "KINDS", "MOST", "alike", "broken", "choose", "from_catalogue", "make", "quoting"]

KINDS = (
    question,
    definition,
    enumeration,
    contrast,
    purpose,
    mechanism,
    limit,
    relation,
    attribute,
    origin,
    full_name,
    cloze,
)
MOST = 8
"""How many cards an entry gets at most."""
FEWEST = 3
"""How many cards an entry gets at least, where the catalogue knows enough of its terms."""
_SIGNS = re.compile("[（）()；;、，,→]")
_ALIKE = 88.0  # per cent; within one entry already fronts as alike as this ask the same thing
_LONG_ANSWER = 8  # characters; two cards of different kinds with the same answer of this length ask the same


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
    chosen: list[_Asked] = []

    def take(drafts: Iterable[Draft], most: int) -> None:
        for draft in sorted(drafts, key=lambda draft: (-draft.weight, draft.start, draft.front)):
            if len(chosen) == most:
                return
            asked = _Asked.of(draft, draft.card(passage.entry.id, passage.entry.text, topic))
            if not any(_again(asked, other) for other in chosen) and not broken(asked.card):
                chosen.append(asked)

    drafts = [draft for kind in KINDS if kind is not cloze for draft in kind.make(source)]
    take((draft for draft in drafts if draft.weight > cloze.HEAVIEST), MOST)
    if len(chosen) < MOST:  # what follows is the dearest to make
        clozes = cloze.make(source, [(asked.draft.start, asked.draft.end) for asked in chosen])
        take((*(draft for draft in drafts if draft.weight <= cloze.HEAVIEST), *clozes), MOST)
    # Cards from the catalogue stand by for an entry that keeps too few: see `choose`.
    take(gloss.make(source), MOST + len(terms))
    return tuple((asked.card, asked.draft.weight) for asked in chosen)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A card beside the draft that it is made of.

    Args:
        front: its question, folded; ``back`` is its answer, folded.
        bare: its question without signs that only part or enclose words.
        answer: what it asks for, without such signs: `单精度（FP32）` and `单精度 FP32` hide the same.
    """

    draft: Draft
    card: Card
    front: str
    back: str
    bare: str
    answer: str

    @classmethod
    def of(cls, draft: Draft, card: Card) -> _Asked:
        front, back = fold(card.front), fold(card.back)
        hidden = clozes.hidden(card.front)
        return cls(draft, card, front, back, _bare(front), _bare(fold(hidden[0]) if hidden else back))


def _bare(folded: str) -> str:
    return _SIGNS.sub("", folded)


def _again(one: _Asked, other: _Asked) -> bool:
    """Say whether a card asks, gives away or rests on what another card of the entry does already."""
    card, kind = one.card, other.card.kind
    is_like = fuzz.ratio(other.front, one.front) > _ALIKE and not are_contrary(other.front, one.front)
    if other.card.id == card.id or is_like:
        return True
    if one.answer == other.answer and (card.kind == kind or len(one.answer) > _LONG_ANSWER):
        return True
    if _leaks(one, other):
        return True
    if min(other.draft.end, one.draft.end) > max(other.draft.start, one.draft.start):
        answer = one.back or fold(one.draft.about[0])
        told = len(answer) > 1 and answer in other.back
        again = len(other.back) > 1 and other.back in answer and card.kind not in {"enumeration", "contrast"}
        if again and kind not in {"enumeration", "full-name"}:
            return True
        if told and (card.kind == "cloze" or kind != "enumeration"):
            return True
    return card.kind == "cloze" and cloze.is_told(one.draft, other.draft)


def _leaks(one: _Asked, other: _Asked) -> bool:
    """Say whether one of two questions holds the answer of the other; the sentence of a cloze may, as notes repeat."""
    if {one.card.kind, other.card.kind} & {"cloze", "full-name"}:
        return False
    pairs = ((one.answer, other.bare), (other.answer, one.bare))
    return any(len(answer) >= _LONG_ANSWER and answer in question for answer, question in pairs)


def choose(made: Iterable[tuple[Card, float]]) -> tuple[Card, ...]:
    """Keep of the cards that ask the same the best one, over all entries; the words of the others become its `also`.

    Cards ask the same when they are about the same thing, or when their fronts are the same or nearly so. An entry that
    keeps fewer than `FEWEST` cards of its own gets some from the catalogue.
    """
    # There may be a million: no tuple of each is held, neither as a pair nor as a key to sort by.
    cards: list[Card] = []
    weights = array("d")
    for card, weight in made:
        cards.append(card)
        weights.append(weight)
    ranked = sorted(range(len(cards)), key=lambda at: cards[at].entry)
    ranked.sort(key=weights.__getitem__, reverse=True)
    ranked.sort(key=lambda at: from_catalogue(cards[at]))
    best: dict[str, Card] = {}
    fronts: dict[str, str] = {}
    also: dict[str, list[Reference]] = defaultdict(list)
    held: Counter[str] = Counter()
    by_topic: dict[str, list[str]] = defaultdict(list)
    for card in map(cards.__getitem__, ranked):
        front = fold(card.front)
        winner = card.id if card.id in best else fronts.get(front)
        if winner is None and not (from_catalogue(card) and held[card.entry] >= FEWEST):
            if same_fronts(front, by_topic[card.topic]):
                continue
            by_topic[card.topic].append(front)
            best[card.id] = card
            fronts[front] = card.id
            held[card.entry] += 1
        elif winner and card.kind == "definition" and card.entry != best[winner].entry and not from_catalogue(card):
            also[winner].append(Reference(card.entry, card.quote, card.start, card.end))
    order = dict.fromkeys(card.id for card in cards if card.id in best)
    for card_id, references in also.items():
        best[card_id] = replace(best[card_id], also=tuple(references))
    return tuple(best[card_id] for card_id in order)


def quoting(cards: Iterable[Card], texts: Mapping[str, str]) -> tuple[Card, ...]:
    """Give cards with the words that they and their references rest on, from the texts of the entries, by id."""

    def quoted(said: Card | Reference) -> str:
        return texts[said.entry][said.start : said.end]

    return tuple(
        replace(card, quote=quoted(card), also=tuple(replace(other, quote=quoted(other)) for other in card.also))
        for card in cards
    )
