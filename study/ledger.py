"""What was made before: entries, cards, deck names; one JSON record a line, sorted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from study.errors import Fault, StudyError
from study.ids import digest
from study.model import Card, Entry, Ledger, Record

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
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except FileNotFoundError:
        return Ledger()
    except (OSError, UnicodeDecodeError) as error:
        raise StudyError(
            Fault(path, None, f"cannot be read ({error}); take it from your last copy of this folder")
        ) from None
    entries: list[Entry] = []
    cards: dict[str, Record] = {}
    decks: dict[str, str] = {}
    version = VERSION
    for number, line in enumerate(lines, start=1):
        try:
            record = json.loads(line)
            version = _version(record) if "ledger" in record else version
            _take(record, version, entries, cards, decks)
        except _NewerError as newer:
            raise StudyError(
                Fault(path, number, f"was written by a newer `study` (format {newer}); upgrade it")
            ) from None
        except (ValueError, KeyError, TypeError):
            raise StudyError(
                Fault(path, number, "is damaged; take the file from your last copy, or delete it")
            ) from None
    return Ledger(tuple(entries), cards, decks)


class _NewerError(Exception):
    """The format version is above ours."""


def _version(record: Any) -> int:
    if int(record["ledger"]) > VERSION:
        raise _NewerError(record["ledger"])
    return int(record["ledger"])


def _take(record: Any, version: int, entries: list[Entry], cards: dict[str, Record], decks: dict[str, str]) -> None:
    if "entry" in record and "versions" in record:
        versions = tuple(map(str, record["versions"]))
        longest = max(versions, key=lambda text: (len(text), text))
        entries.append(Entry(str(record["entry"]), longest, tuple(map(str, record["snapshots"])), versions))
    elif "card" in record:
        cards[str(record["card"])] = _first_format(record) if version == 1 else _card(record)
    elif "deck" in record:
        decks[str(record["topic"])] = str(record["deck"])
    elif "ledger" not in record:
        raise ValueError(record)


def _first_format(record: Any) -> Record:
    """Read a card of format 1, which kept no words and no place of it, and hashed other fields."""
    card = Card(str(record["card"]), "", str(record["topic"]), "", "", "", "", "", 0, 0)
    made = str(record["front"]), str(record["back"])
    return Record(card, *made, "", int(record["changed"]), 0, record["state"])


def _card(record: Any) -> Record:
    topic, kind, term, front, back, entry, quote = (str(record.get(key, "")) for key in _TEXTS)
    start, end = int(record.get("start", 0)), int(record.get("end", 0))
    card = Card(str(record["card"]), kind, topic, term, front, back, entry, quote, start, end)
    made = record.get("made") or _made(card, record["state"])
    return Record(
        card, str(made[0]), str(made[1]), str(record["shown"]), int(record["changed"]), int(record["due"]),
        record["state"],
    )  # fmt: skip


def _made(card: Card, state: str) -> tuple[str, str]:
    """Give what the program made of a card where the learner changed nothing of it, or made it alone."""
    return ("", "") if state == "own" else (digest(card.front), digest(card.back))


def write(ledger: Ledger) -> str:
    """Write the ledger's text: one record a line, sorted, so that a diff shows what a build changed."""
    records: list[dict[str, object]] = [{"ledger": VERSION}]
    records += [{"topic": topic, "deck": deck} for topic, deck in sorted(ledger.decks.items())]
    records += [
        {"entry": entry.id, "snapshots": list(entry.snapshots), "versions": list(entry.versions)}
        for entry in sorted(ledger.entries, key=lambda entry: entry.id)
    ]
    records += [_line(record) for _, record in sorted(ledger.cards.items())]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _line(record: Record) -> dict[str, object]:
    card = record.card
    line: dict[str, object] = {"card": card.id, "state": record.state, "changed": record.changed, "due": record.due}
    line |= {key: getattr(card, key) for key in _TEXTS if getattr(card, key)}
    line |= {"start": card.start, "end": card.end} if card.quote else {}
    made = record.front, record.back
    line |= {"made": list(made)} if made != _made(card, record.state) else {}
    return {**line, "shown": record.shown}
