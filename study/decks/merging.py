"""The cards that the program makes and what the learner did in the files → the cards that are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from study import clozes
from study.decks.reading import FileCard, Files
from study.ids import digest
from study.model import NOT_MADE, STANDS, Card, Ledger, Record


@dataclass(frozen=True, slots=True)
class Merge:
    """The cards after the learner's edits.

    Args:
        cards: those that stand: what the program makes, and the learner's own where they stand in the file.
        dropped: ids of the cards that the learner deleted.
        topics: ids of the topics whose file the learner deleted.
        comments: for a card's id what the learner wrote above it.
        around: for a topic's id what the learner wrote above its file's keys and below its cards.
    """

    cards: tuple[Card, ...]
    dropped: frozenset[str]
    topics: frozenset[str] = frozenset()
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    around: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)


def merge(made: Iterable[Card], files: Files, ledger: Ledger) -> Merge:
    """Bring the cards that the program makes together with what the learner did in the files.

    Field by field: a front or back that the learner left alone is the program's, a changed one is the learner's.
    A card that the ledger knows and its topic's file lacks was deleted, and stays so; so does a topic without its file.

    Args:
        made: the cards as the program makes them now, in plan order.
        files: the deck files as they stand.
        ledger: what was made before.
    """
    held = {file.card.id: file for file in files.cards if file.card.id}
    made = tuple(made)
    made_ids = {card.id for card in made}
    topics = _dropped_topics(files, ledger)
    dropped = {
        card_id
        for card_id, record in ledger.cards.items()
        if card_id not in held and _was_deleted(record, topics, is_made=card_id in made_ids)
    }
    cards: list[Card] = []
    for card in made:
        mine = held.pop(card.id, None)
        if card.id in dropped or (mine is None and card.topic in topics):
            continue
        merged = _with_edits(card, mine, ledger.cards.get(card.id))
        if merged.id != card.id:
            dropped.add(card.id)
        cards.append(merged)
    comments: dict[str, tuple[str, ...]] = {}
    taken = {card.id for card in cards}
    for file in files.cards:
        card_id = file.card.id
        if not card_id or card_id in held:
            own = _own(file, ledger.cards.get(card_id), taken)
            if own:
                cards.insert(_place(own, file, cards), own)
                card_id = own.id
                taken.add(card_id)
        comments[card_id] = file.comments
    cards += [
        replace(record.card, edited=True)
        for card_id, record in ledger.cards.items()
        if record.state == "restored" and record.made == NOT_MADE and card_id not in taken
    ]
    return Merge(tuple(cards), frozenset(dropped), topics, *_comments(files, comments, cards))


def _dropped_topics(files: Files, ledger: Ledger) -> frozenset[str]:
    """A topic that had cards at the last build and has no file now was dropped, until its file or a wish is back."""
    had = {record.card.topic for record in ledger.cards.values() if record.state in STANDS}
    return frozenset((ledger.dropped | had) - files.paths.keys())


def _was_deleted(record: Record, topics: frozenset[str], *, is_made: bool) -> bool:
    """Say of a card that no file holds whether the learner deleted it; what no rule makes any more retires instead."""
    if record.state == "dropped" or record.card.topic in topics:
        return record.state != "retired"
    return record.state == "own" or (record.state == "live" and is_made)


def _with_edits(card: Card, mine: FileCard | None, record: Record | None) -> Card:
    if mine is None:
        return card
    front = card.front if record and made_front(record, mine.card.front) else mine.card.front
    back = card.back if record and made_back(record, mine.card.back) else mine.card.back
    card_id, edited = _note_id(card.id, front, record), (front, back) != (card.front, card.back)
    return replace(card, id=card_id, front=front, back=back, edited=edited) if edited or card_id != card.id else card


def made_front(record: Record, front: str) -> bool:
    """Say whether this is the front that the program last made of a card."""
    return front == record.card.front if record.made is None else digest(front) == record.made[0]


def made_back(record: Record, back: str) -> bool:
    """Say whether this is the back that the program last made of a card."""
    return back == record.card.back if record.made is None else digest(back) == record.made[1]


def _own(mine: FileCard, record: Record | None, taken: set[str]) -> Card | None:
    """Keep a card that the program does not make: the learner's own, or one of ours that the learner reworded."""
    card = mine.card
    if record and record.state == "live" and made_front(record, card.front) and made_back(record, card.back):
        return None  # no rule makes it any more: it retires
    card_id = _note_id(card.id, card.front, record) if card.id else digest("own", card.topic, card.front)
    while not card.id and card_id in taken:
        card_id = digest(card_id)  # two own cards may ask the same
    return replace(card, id=card_id, edited=True)


def _place(own: Card, file: FileCard, cards: list[Card]) -> int:
    """Say where an own card belongs: behind the card that it follows in its file, else before or behind its topic's."""
    for at, card in enumerate(cards):
        if card.topic == own.topic and file.after in {card.id, card.front} - {""}:
            return at + 1
    places = [at for at, card in enumerate(cards) if card.topic == own.topic]
    if not places:
        return len(cards)
    return places[-1] + 1 if file.after else places[0]


def _note_id(card_id: str, front: str, record: Record | None) -> str:
    """Keep a card's id, unless its note in Anki cannot become what the learner made of it.

    Anki does not turn a question into a cloze, and leaves an empty card behind where a number of a cloze disappears.
    """
    before = clozes.numbers(record.card.front) if record and record.card.front else None
    now = clozes.numbers(front)
    fits = before is None or (before <= now and bool(before) == bool(now))
    return card_id if fits else digest("note", card_id, *sorted(now))


def _comments(
    files: Files, beside: Mapping[str, tuple[str, ...]], cards: Iterable[Card]
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Give the comments to the cards that stand; those of a card that went stay at the end of its file."""
    standing = {card.id for card in cards}
    around = dict(files.heads)
    for file in files.cards:
        if file.comments and file.card.id and file.card.id not in standing:
            head, tail = around[file.card.topic]
            around[file.card.topic] = (head, (*tail, *file.comments))
    comments = {card_id: words for card_id, words in beside.items() if words and card_id in standing}
    return comments, {topic: both for topic, both in around.items() if any(both)}
