"""Cards ↔ YAML files, one a topic: they are the learner's to edit, and edits, deletions and own cards are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from study import clozes, yamlfile
from study.errors import Fault, StudyError
from study.ids import digest
from study.model import Card, Ledger, Record, Topic

_HEAD = """\
# Cards on {name}, written by `study build`.
# Yours to edit: change a front or a back and it stays as you write it; delete a card and it stays deleted;
# add a card as `- front: …` and `back: …` and it is exported with the others.
"""
_KEYS = ("id", "kind", "term", "front", "back", "quote", "entry", "start", "end")


@dataclass(frozen=True, slots=True)
class FileCard:
    """A card as its YAML file holds it; ``id`` is "" for one that the learner has just written."""

    id: str
    kind: str
    term: str
    front: str
    back: str
    quote: str
    entry: str
    start: int
    end: int
    topic: str
    path: Path
    line: int

    @property
    def card(self) -> Card:
        """The card as the file words it."""
        words = self.kind, self.topic, self.term, self.front, self.back, self.entry, self.quote
        return Card(self.id, *words, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Files:
    """The deck files of a folder.

    Args:
        cards: all their cards.
        paths: for each topic's id its file, which may hold no card any more.
        decks: for each topic's id the name of its deck, where its file says it.
    """

    cards: tuple[FileCard, ...] = ()
    paths: Mapping[str, Path] = field(default_factory=dict)
    decks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merge:
    """The cards after the learner's edits, and the ids that the learner deleted."""

    cards: tuple[Card, ...]
    dropped: frozenset[str]


def read(folder: Path) -> Files:
    """Read every deck file of a folder.

    Raises:
        StudyError: a file does not parse or is not a deck; it carries the faults of all files.
    """
    cards: list[FileCard] = []
    paths: dict[str, Path] = {}
    names: dict[str, str] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        try:
            document, found = _read_file(path)
            cards += found
            paths[document["topic"]] = path
            if isinstance(document.get("deck"), str):
                names[document["topic"]] = document["deck"]
        except StudyError as error:
            faults += error.faults
    if faults:
        raise StudyError(*faults)
    seen: dict[str, FileCard] = {}
    for card in cards:
        if card.id and card.id in seen:
            first = seen[card.id]
            where = f"{first.path.name}:{first.line}"
            raise StudyError(Fault(card.path, card.line, f"the card {card.id} also stands in {where}; delete one"))
        seen[card.id] = card
    return Files(tuple(cards), paths, names)


def _read_file(path: Path) -> tuple[yamlfile.Mapping, list[FileCard]]:
    document = yamlfile.load(path)
    if not isinstance(document, yamlfile.Mapping) or not isinstance(document.get("topic"), str):
        raise StudyError(Fault(path, 1, "is no deck: it must begin with `topic:`; restore it or delete the file"))
    items = document.get("cards") or []
    if not isinstance(items, list):
        raise StudyError(Fault(path, document.lines["cards"], "`cards` must be a list, each card beginning with `- `"))
    faults = []
    cards = []
    for item in items:
        if not isinstance(item, yamlfile.Mapping):
            faults.append(
                Fault(path, document.lines["cards"], f"`{item}` is no card; write `- front: …` and `  back: …`")
            )
            continue
        wrong = [key for key in item if key not in _KEYS] + [
            key for key, value in item.items() if not isinstance(value, str)
        ]
        if wrong or "front" not in item:
            line = item.lines[wrong[0]] if wrong else item.line
            what = f"`{wrong[0]}` is not a known key with one text" if wrong else "the card has no `front`"
            faults.append(Fault(path, line, f"{what}; a card has {', '.join(_KEYS)}"))
            continue
        start, end = (int(item.get(key, "0")) if item.get(key, "0").isdigit() else 0 for key in ("start", "end"))
        cards.append(
            FileCard(
                item.get("id", ""),
                item.get("kind", "own"),
                item.get("term", ""),
                item["front"],
                item.get("back", ""),
                item.get("quote", ""),
                item.get("entry", ""),
                start,
                end,
                document["topic"],
                path,
                item.line,
            )
        )
    if faults:
        raise StudyError(*faults)
    return document, cards


def merge(made: Iterable[Card], files: Files, ledger: Ledger) -> Merge:
    """Bring the cards that the program makes together with what the learner did in the files.

    Field by field: a front or back that the learner left alone is the program's, a changed one is the learner's.
    A card that the ledger knows and its topic's file lacks was deleted, and stays so.

    Args:
        made: the cards as the program makes them now, in plan order.
        files: the deck files as they stand.
        ledger: what was made before.
    """
    held = {card.id: card for card in files.cards if card.id}
    made = tuple(made)
    made_ids = {card.id for card in made}
    dropped = {
        card_id
        for card_id, record in ledger.cards.items()
        if card_id not in held and _was_deleted(record, files, is_made=card_id in made_ids)
    }
    cards: list[Card] = []
    for card in made:
        mine = held.pop(card.id, None)
        if card.id in dropped:
            continue
        merged = _with_edits(card, mine, ledger.cards.get(card.id))
        if merged.id != card.id:
            dropped.add(card.id)
        cards.append(merged)
    for mine in files.cards:
        if not mine.id or mine.id in held:
            kept = _own(mine, ledger.cards.get(mine.id), {card.id for card in cards})
            if kept:
                cards.append(kept)
    return Merge(tuple(cards), frozenset(dropped))


def _was_deleted(record: Record, files: Files, *, is_made: bool) -> bool:
    """Say of a card that no file holds whether the learner deleted it; what no rule makes any more retires instead."""
    if record.card.topic not in files.paths:
        return record.state == "dropped"
    return record.state in {"dropped", "own"} or (record.state == "live" and is_made)


def _with_edits(card: Card, mine: FileCard | None, record: Record | None) -> Card:
    if mine is None:
        return card
    front = mine.front if not record or digest(mine.front) != record.front else card.front
    back = mine.back if not record or digest(mine.back) != record.back else card.back
    edited = (front, back) != (card.front, card.back)
    return replace(card, id=_note_id(card.id, front, record), front=front, back=back, edited=edited)


def _own(mine: FileCard, record: Record | None, taken: set[str]) -> Card | None:
    """Keep a card that the program does not make: the learner's own, or one of ours that the learner reworded."""
    untouched = (
        record and record.state == "live" and (digest(mine.front), digest(mine.back)) == (record.front, record.back)
    )
    if untouched:
        return None  # no rule makes it any more: it retires
    card_id = _note_id(mine.id, mine.front, record) if mine.id else digest("own", mine.topic, mine.front)
    while not mine.id and card_id in taken:
        card_id = digest(card_id)  # two own cards may ask the same
    return replace(mine.card, id=card_id, edited=True)


def _note_id(card_id: str, front: str, record: Record | None) -> str:
    """Keep a card's id, unless its note in Anki cannot become what the learner made of it.

    Anki does not turn a question into a cloze, and leaves an empty card behind where a number of a cloze disappears.
    """
    before = clozes.numbers(record.card.front) if record and record.card.front else None
    now = clozes.numbers(front)
    fits = before is None or (before <= now and bool(before) == bool(now))
    return card_id if fits else digest("note", card_id, *sorted(now))


def write(topic: Topic, deck: str, cards: Iterable[Card]) -> str:
    """Write one topic's file; ``deck`` is the name of its deck in Anki."""
    items = []
    for card in cards:
        item: dict[str, object] = {"id": card.id, "kind": card.kind}
        item |= {"term": card.term} if card.term else {}
        item |= {"front": card.front}
        item |= {"back": card.back} if card.back else {}
        item |= {"quote": card.quote, "entry": card.entry, "start": card.start, "end": card.end} if card.quote else {}
        items.append(item)
    document = {"topic": topic.id, "name": topic.name, "deck": deck, "cards": items}
    return _HEAD.format(name=topic.name) + yamlfile.dump(document)
