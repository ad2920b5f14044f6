"""What was made before: entries, when each card last changed, deck names; one JSON record a line, sorted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from study.errors import Fault, StudyError
from study.model import Entry, Ledger, Record

VERSION = 1
NAME = "ledger.jsonl"


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
    for number, line in enumerate(lines, start=1):
        try:
            _take(json.loads(line), entries, cards, decks)
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


def _take(record: Any, entries: list[Entry], cards: dict[str, Record], decks: dict[str, str]) -> None:
    if "ledger" in record:
        if int(record["ledger"]) > VERSION:
            raise _NewerError(record["ledger"])
    elif "entry" in record:
        versions = tuple(map(str, record["versions"]))
        longest = max(versions, key=lambda text: (len(text), text))
        entries.append(Entry(str(record["entry"]), longest, tuple(map(str, record["snapshots"])), versions))
    elif "card" in record:
        cards[str(record["card"])] = Record(
            str(record["topic"]),
            str(record["front"]),
            str(record["back"]),
            str(record["shown"]),
            int(record["changed"]),
            record["state"],
        )
    else:
        decks[str(record["topic"])] = str(record["deck"])


def write(ledger: Ledger) -> str:
    """Write the ledger's text: one record a line, sorted, so that a diff shows what a build changed."""
    records: list[dict[str, object]] = [{"ledger": VERSION}]
    records += [{"topic": topic, "deck": deck} for topic, deck in sorted(ledger.decks.items())]
    records += [
        {"entry": entry.id, "snapshots": list(entry.snapshots), "versions": list(entry.versions)}
        for entry in sorted(ledger.entries, key=lambda entry: entry.id)
    ]
    records += [
        {
            "card": card_id,
            "topic": card.topic,
            "state": card.state,
            "changed": card.changed,
            "front": card.front,
            "back": card.back,
            "shown": card.shown,
        }
        for card_id, card in sorted(ledger.cards.items())
    ]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def name_decks(topics: Iterable[tuple[str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """Name the decks so that their alphabetical order is the plan's, and no known name changes.

    Args:
        topics: id and name of each topic with cards, in plan order.
        known: the names given before. A topic that the plan moved keeps its name: Anki matches decks by name, so a
            new one would leave the cards that are already studied behind in the old deck.

    Returns:
        Names like ``010 DDPM``; a new topic's number lies between those of its neighbours.
    """
    wanted = list(topics)
    names = dict(known)
    if not known:
        width = len(str(10 * len(wanted))) if len(wanted) > 9 else 3
        return {topic: f"{10 * place:0{width}} {_plain(name)}" for place, (topic, name) in enumerate(wanted, start=1)}
    keys = {topic: name.split(" ")[0] for topic, name in known.items()}
    in_order = set(_longest_rise([(topic, keys[topic]) for topic, _ in wanted if topic in keys]))
    before = ""
    for place, (topic, name) in enumerate(wanted):
        if topic in keys:
            before = keys[topic] if topic in in_order else before
            continue
        after = next((keys[later] for later, _ in wanted[place + 1 :] if later in in_order), None)
        before = between(before, after, set(keys.values()))
        keys[topic] = before
        in_order.add(topic)
        names[topic] = f"{before} {_plain(name)}"
    return names


def between(low: str, high: str | None, taken: set[str] | frozenset[str] = frozenset()) -> str:
    """Find a string of digits that sorts between two others and is not taken; `high` None means no upper bound."""
    used = {key.rstrip("0") for key in taken}  # 02 and 020 are one number: nothing would go between them
    length = max(len(low), len(high or ""), 1)
    while True:
        bottom = int(low.ljust(length, "0"))
        top = int(high.ljust(length, "0")) if high else min(bottom + 20, 10**length)
        middle = (bottom + top) // 2
        key = f"{middle:0{length}}"
        if not bottom < middle < top:
            length += 1
        elif key.rstrip("0") in used:
            low = key
        else:
            return key


def _longest_rise(keyed: Sequence[tuple[str, str]]) -> list[str]:
    """Find the longest subsequence of topics whose keys rise: those are already in the plan's order."""
    best: list[list[str]] = []
    for place, (topic, key) in enumerate(keyed):
        before = [best[at] for at in range(place) if keyed[at][1] < key]
        best.append([*max(before, key=len, default=[]), topic])
    return max(best, key=len, default=[])


def _plain(name: str) -> str:
    """Keep what Anki reads as part of a deck's path, and line breaks, out of its name."""
    return " ".join(re.sub(r":{2,}", ":", name.replace('"', "")).split())
