"""Cards ↔ YAML files, one a topic: they are the learner's to edit, and edits, deletions and own cards are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from study import yamlfile
from study.errors import Fault, StudyError
from study.ids import digest
from study.model import Card, Ledger, Topic

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


@dataclass(frozen=True, slots=True)
class Files:
    """The deck files of a folder: their cards, and for each topic's id its file, which may hold no card any more."""

    cards: tuple[FileCard, ...] = ()
    paths: Mapping[str, Path] = field(default_factory=dict)


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
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        try:
            topic, found = _read_file(path)
            cards += found
            paths[topic] = path
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
    return Files(tuple(cards), paths)


def _read_file(path: Path) -> tuple[str, list[FileCard]]:
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
    return document["topic"], cards


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
    dropped = {card_id for card_id, record in ledger.cards.items() if record.state == "dropped" and card_id not in held}
    cards: list[Card] = []
    made = tuple(made)
    for card in made:
        record = ledger.cards.get(card.id)
        mine = held.pop(card.id, None)
        if mine is None and record and record.state == "live" and record.topic in files.paths:
            dropped.add(card.id)
        if card.id not in dropped:
            cards.append(_with_edits(card, mine, ledger))
    for mine in files.cards:
        if not mine.id or mine.id in held:
            kept = _own(mine, ledger, {card.id for card in cards})
            if kept:
                cards.append(kept)
    return Merge(tuple(cards), frozenset(dropped))


def _with_edits(card: Card, mine: FileCard | None, ledger: Ledger) -> Card:
    if mine is None:
        return card
    record = ledger.cards.get(card.id)
    front = mine.front if not record or digest(mine.front) != record.front else card.front
    back = mine.back if not record or digest(mine.back) != record.back else card.back
    return replace(card, front=front, back=back, edited=(front, back) != (card.front, card.back))


def _own(mine: FileCard, ledger: Ledger, taken: set[str]) -> Card | None:
    """Keep a card that the program does not make: the learner's own, or one of ours that the learner reworded."""
    record = ledger.cards.get(mine.id) if mine.id else None
    untouched = (
        record and record.state == "live" and (digest(mine.front), digest(mine.back)) == (record.front, record.back)
    )
    if untouched:
        return None  # no rule makes it any more: it retires
    card_id = mine.id or digest("own", mine.topic, mine.front)
    while not mine.id and card_id in taken:
        card_id = digest(card_id)  # two own cards may ask the same
    return Card(
        card_id,
        mine.kind,
        mine.topic,
        mine.term,
        mine.front,
        mine.back,
        mine.entry,
        mine.quote,
        mine.start,
        mine.end,
        edited=True,
    )


def write(topic: Topic, cards: Iterable[Card]) -> str:
    """Write one topic's file."""
    items = []
    for card in cards:
        item: dict[str, object] = {"id": card.id, "kind": card.kind}
        item |= {"term": card.term} if card.term else {}
        item |= {"front": card.front}
        item |= {"back": card.back} if card.back else {}
        item |= {"quote": card.quote, "entry": card.entry, "start": card.start, "end": card.end} if card.quote else {}
        items.append(item)
    document = {"topic": topic.id, "name": topic.name, "cards": items}
    return _HEAD.format(name=topic.name) + yamlfile.dump(document)
