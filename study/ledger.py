"""What was made before: entries, cards, deck names; one JSON record a line, sorted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from study.errors import Fault, StudyError
from study.ids import fold, letters
from study.model import NOT_MADE, Card, Entry, Ledger, Record

VERSION = 2
NAME = "ledger.jsonl"
_TEXTS = ("topic", "kind", "term", "front", "back", "entry", "quote")


def read(folder: Path) -> Ledger:
    """Read the ledger of a decks folder; an absent one is empty.

    Raises:
        StudyError: it is damaged, or was written by a newer version of this program.
    """
    path = folder / NAME
    try:
        records = path.read_bytes().decode().removesuffix("\n").split("\n")
    except FileNotFoundError:
        return Ledger()
    except (OSError, UnicodeDecodeError) as error:
        raise StudyError(
            Fault(path, None, f"cannot be read ({error}); take it from your last copy of this folder")
        ) from None
    held = _Held()
    version = VERSION
    for number, line in enumerate(records, start=1):
        try:
            record = json.loads(line)
            version = _version(record) if "ledger" in record else version
            _take(record, version, held)
        except _NewerError as newer:
            raise StudyError(
                Fault(path, number, f"was written by a newer `study` (format {newer}); upgrade it")
            ) from None
        except (ValueError, KeyError, TypeError):
            raise StudyError(
                Fault(path, number, "is damaged; take the file from your last copy, or delete it")
            ) from None
    dropped = frozenset(held.dropped)
    return Ledger(held.shown(held.entries), held.cards, held.decks, dropped, held.shown(held.forgotten))


@dataclass(slots=True)
class _Held:
    """A ledger while it is read."""

    entries: list[Entry] = field(default_factory=list)
    cards: dict[str, Record] = field(default_factory=dict)
    decks: dict[str, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    forgotten: list[Entry] = field(default_factory=list)
    snapshots: dict[str, list[str]] = field(default_factory=dict)

    def shown(self, entries: list[Entry]) -> tuple[Entry, ...]:
        """Give the entries with the snapshots that showed them."""
        return tuple(replace(entry, snapshots=tuple(sorted(self.snapshots.get(entry.id, ())))) for entry in entries)


class _NewerError(Exception):
    """The format version is above ours."""


def _version(record: Any) -> int:
    if int(record["ledger"]) > VERSION:
        raise _NewerError(record["ledger"])
    return int(record["ledger"])


def _take(record: Any, version: int, held: _Held) -> None:
    if "entry" in record and "versions" in record:
        versions = tuple(map(str, record["versions"]))
        longest = max(versions, key=lambda text: (len(text), text))
        held.snapshots.setdefault(str(record["entry"]), []).extend(map(str, record.get("snapshots", [])))
        entry = Entry(str(record["entry"]), longest, (), versions)
        (held.forgotten if record.get("forgotten") else held.entries).append(entry)
    elif "snapshot" in record:
        for entry_id in record["entries"]:
            held.snapshots.setdefault(str(entry_id), []).append(str(record["snapshot"]))
    elif "card" in record:
        held.cards[str(record["card"])] = _first_format(record) if version == 1 else _card(record)
    elif "deck" in record:
        held.decks[str(record["topic"])] = str(record["deck"])
        held.dropped |= {str(record["topic"])} if record.get("dropped") else set()
    elif "ledger" not in record:
        raise ValueError(record)


def _first_format(record: Any) -> Record:
    """Read a card of format 1, which kept no words and no place of it, and hashed other fields."""
    card = Card(str(record["card"]), "", str(record["topic"]), "", "", "", "", "", 0, 0)
    made = str(record["front"]), str(record["back"])
    return Record(card, made, "", int(record["changed"]), 0, record["state"])


def _card(record: Any) -> Record:
    topic, kind, term, front, back, entry, quote = (str(record.get(key, "")) for key in _TEXTS)
    start, end = int(record.get("start", 0)), int(record.get("end", 0))
    card = Card(str(record["card"]), kind, topic, term, front, back, entry, quote, start, end)
    changed, due = int(record["changed"]), int(record["due"])
    return Record(card, _made(record), str(record["shown"]), changed, due, record["state"])


def _made(record: Any) -> tuple[str, str] | None:
    """Read what the program made of a card; a line says it where that is not clear from its words and state."""
    if "made" in record:
        front, back = record["made"]
        return str(front), str(back)
    return NOT_MADE if record["state"] == "own" else None


def lines(ledger: Ledger) -> Iterator[bytes]:
    """Give the lines of a ledger: one record each, sorted, so that a diff shows what a build changed; in UTF-8."""
    for record in _records(ledger):
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _records(ledger: Ledger) -> Iterator[dict[str, object]]:
    yield {"ledger": VERSION}
    for topic, deck in sorted(ledger.decks.items()):
        yield {"topic": topic, "deck": deck, **({"dropped": True} if topic in ledger.dropped else {})}
    forgotten = {entry.id for entry in ledger.forgotten}
    entries = sorted((*ledger.entries, *ledger.forgotten), key=lambda entry: entry.id)
    shown: dict[str, list[str]] = {}
    for entry in entries:
        for snapshot in entry.snapshots:
            shown.setdefault(snapshot, []).append(entry.id)
    # A line a snapshot, so that one that shows known notes again changes no line of theirs.
    for snapshot, ids in sorted(shown.items()):
        yield {"snapshot": snapshot, "entries": ids}
    for entry in entries:
        is_forgotten: dict[str, object] = {"forgotten": True} if entry.id in forgotten else {}
        yield {"entry": entry.id, "versions": list(entry.versions), **is_forgotten}
    for card_id in sorted(ledger.cards):
        yield _line(ledger.cards[card_id])


def _line(record: Record) -> dict[str, object]:
    card = record.card
    line: dict[str, object] = {"card": card.id, "state": record.state, "changed": record.changed, "due": record.due}
    line |= {key: getattr(card, key) for key in _TEXTS if getattr(card, key)}
    line |= {"start": card.start, "end": card.end} if card.quote else {}
    is_own = record.made == NOT_MADE and record.state == "own"
    line |= {"made": list(record.made)} if record.made and not is_own else {}
    return {**line, "shown": record.shown}


def forget(ledger: Ledger, entry_id: str) -> Ledger:
    """Have an entry forgotten: it is known when a snapshot shows it, and left out."""
    gone = tuple(entry for entry in ledger.entries if entry.id == entry_id)
    kept = tuple(entry for entry in ledger.entries if entry.id != entry_id)
    return replace(ledger, entries=kept, forgotten=(*ledger.forgotten, *gone))


def restore(ledger: Ledger, wanted: str) -> Ledger | None:
    """Have back what the learner dropped or had forgotten.

    Args:
        ledger: what is remembered.
        wanted: a topic (its id or name), the id of a card, or the id or first words of a forgotten entry.

    Returns:
        The ledger in which it is wanted again; None where nothing of that name is gone.
    """
    topics = {
        topic for topic, deck in ledger.decks.items() if wanted == topic or fold(wanted) == fold(deck.partition(" ")[2])
    }
    cards = {
        card_id: replace(record, state="restored")
        for card_id, record in ledger.cards.items()
        if record.state == "dropped" and (card_id == wanted or record.card.topic in topics)
    }
    entries = named(ledger.forgotten, wanted)
    if not (cards or entries or topics & ledger.dropped):
        return None
    return Ledger(
        (*ledger.entries, *entries),
        {**ledger.cards, **cards},
        ledger.decks,
        ledger.dropped - topics,
        tuple(entry for entry in ledger.forgotten if entry not in entries),
    )


def named(entries: tuple[Entry, ...], wanted: str) -> tuple[Entry, ...]:
    """Find the entries of an id, or those that begin with the given words."""
    opening = letters(wanted)
    return tuple(
        entry for entry in entries if entry.id == wanted or (opening and letters(entry.text).startswith(opening))
    )
