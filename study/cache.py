"""What was worked out of each entry, kept beside the decks: deleted at any time, it changes nothing but the time taken.

It is plain JSON, a line an entry, and read as data: nothing in it can be run. A line that does not read, or that was
made by another version of the program or with another catalogue, is worked out anew.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from study import program
from study.ids import digest
from study.model import Card, Concept, Entry, Need, StudiedEntry, Term

NAME = ".cache"

Signature = tuple[tuple[str, int], ...]
"""For each concept that an entry names, how much of the learner's notes name it, in steps."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What was worked out of one entry.

    Args:
        signature: what of the other entries it depends on.
        studied: topic, terms and cues.
        cards: its drafts, each with its weight.
    """

    signature: Signature
    studied: StudiedEntry
    cards: tuple[tuple[Card, float], ...]


def key(entry: Entry, pinned: str) -> str:
    """Name an entry's line: by its text, its id and the topic that the learner gave it."""
    return digest("entry", entry.id, entry.text, pinned)


def read(folder: Path, circumstances: str) -> dict[str, str]:
    """Read the lines of a decks folder by key; none where they were made under other `circumstances`."""
    try:
        first, *lines = (folder / NAME).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    if first != circumstances:
        return {}
    return dict(line.partition("\t")[::2] for line in lines if line)


def write(folder: Path, lines: Mapping[str, str], circumstances: str) -> None:
    """Keep the lines where the folder can be written."""
    text = "\n".join([circumstances, *(f"{name}\t{line}" for name, line in sorted(lines.items())), ""])
    beside = folder / f"{NAME}-{os.getpid()}"
    with suppress(OSError):
        if not (folder / NAME).exists() or (folder / NAME).read_bytes() != text.encode():
            beside.write_text(text, encoding="utf-8", newline="\n")
            beside.replace(folder / NAME)


def circumstances(concepts: Mapping[str, Concept]) -> str:
    """Hash what else an entry's line depends on: the program and the catalogue."""
    return digest("cache", program.digest(), repr(sorted(concepts.items())))


def pack(worked: Worked) -> str:
    """Write a line."""
    studied = worked.studied
    row = {
        "signature": worked.signature,
        "topic": studied.topic,
        "terms": [[term.name, term.aliases, term.score, term.concept and term.concept.id] for term in studied.terms],
        "cues": [dataclasses.astuple(need) for need in studied.cues],
        "leads_to": [dataclasses.astuple(need) for need in studied.leads_to],
        "cards": [
            [[card.id, card.kind, card.topic, card.term, card.front, card.back, card.start, card.end], weight]
            for card, weight in worked.cards
        ],
    }
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def unpack(line: str, entry: Entry, concepts: Mapping[str, Concept]) -> Worked | None:
    """Read an entry's line; None where it does not read."""
    try:
        row = json.loads(line)
        terms = tuple(
            Term(name, tuple(aliases), score, concepts[concept] if concept else None)
            for name, aliases, score, concept in row["terms"]
        )
        studied = StudiedEntry(entry, row["topic"], terms, _needs(row["cues"]), _needs(row["leads_to"]))
        cards = tuple(
            (
                Card(name, kind, topic, term, front, back, entry.id, entry.text[start:end], start, end),
                float(weight),
            )
            for (name, kind, topic, term, front, back, start, end), weight in row["cards"]
        )
        return Worked(tuple((concept, step) for concept, step in row["signature"]), studied, cards)
    except (ValueError, KeyError, TypeError):
        return None


def _needs(rows: Iterable[Any]) -> tuple[Need, ...]:
    return tuple(Need(topic, reason, source, quote) for topic, reason, source, quote in rows)
