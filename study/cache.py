"""What was worked out of each entry, kept beside the decks: deleted at any time, it changes nothing but the time taken.

It is plain JSON, a line an entry, and read as data: nothing in it can be run. A line that does not read, or that was
made by another version of the program or with another catalogue, is worked out anew. A build adds to it
line by line, so that what was worked out of ten thousand notes is not lost with a build that is broken off.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import IO, Any

from study import files, program
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
        cards: its drafts; what a draft quotes may be left out, as most are never chosen.
        weights: of the drafts, in their order; an array, as a build of many notes holds them all.
    """

    signature: Signature
    studied: StudiedEntry
    cards: tuple[Card, ...]
    weights: array[float]


def key(entry: Entry, pinned: str) -> str:
    """Name an entry's line: by its text, its id and the topic that the learner gave it."""
    return digest("entry", entry.id, entry.text, pinned)


def read(
    folder: Path, circumstances: str, entries: Mapping[str, Entry], concepts: Mapping[str, Concept]
) -> dict[str, Worked]:
    """Read what is kept of entries, line by line.

    Args:
        folder: the decks' folder.
        circumstances: those of now; lines that were made under others are not read.
        entries: the entries, by key.
        concepts: the catalogue's, by id.

    Returns:
        What was worked out of each entry of which a line is kept, by key.
    """
    found: dict[str, Worked] = {}
    for name, line in _lines(folder, circumstances):
        entry = entries.get(name)
        worked = unpack(line, entry, concepts) if entry else None
        if worked:
            found[name] = worked
    return found


def _lines(folder: Path, circumstances: str) -> Iterator[tuple[str, str]]:
    with suppress(OSError), (folder / NAME).open("rb") as file:
        if next(file, b"").strip() == circumstances.encode():
            for line in file:
                name, tab, text = line.partition(b"\t")
                with suppress(UnicodeDecodeError):
                    if tab:
                        yield name.decode(), text.decode()


@contextmanager
def adding(folder: Path, circumstances: str) -> Iterator[Callable[[str, str], None]]:
    """Take lines, each with its entry's key, and keep them at once; where the folder cannot be written, none.

    Args:
        folder: the decks' folder.
        circumstances: those of now; what was kept under others goes.
    """
    file = _opened(folder / NAME, circumstances)

    def add(name: str, line: str) -> None:
        if file:
            with suppress(OSError):
                file.write(f"{name}\t{line}\n")

    try:
        yield add
    finally:
        if file:
            with suppress(OSError):
                file.close()


def _opened(path: Path, circumstances: str) -> IO[str] | None:
    with suppress(OSError):
        is_same = path.exists() and any(True for _ in _lines(path.parent, circumstances))
        file = path.open("a" if is_same else "w", encoding="utf-8", newline="\n")
        file.write("\n" if is_same else f"{circumstances}\n")  # the last line may have been broken off
        return file
    return None


def tidy(folder: Path, circumstances: str, keys: Collection[str]) -> None:
    """Keep the last line of each of these keys, and no other."""
    names = [name for name, _ in _lines(folder, circumstances)]
    last = {name: at for at, name in enumerate(names) if name in keys}
    if len(last) < len(names):
        kept = (
            f"{name}\t{line}" for at, (name, line) in enumerate(_lines(folder, circumstances)) if last.get(name) == at
        )
        files.keep(folder / NAME, itertools.chain([f"{circumstances}\n"], kept))


def circumstances(own: Iterable[Concept]) -> str:
    """Hash what else an entry's line depends on: the program with its catalogue, and the learner's own concepts."""
    return digest("cache", program.digest(), repr(sorted(own, key=lambda concept: concept.id)))


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
            [[card.id, card.kind, card.term, card.front, card.back, card.start, card.end], weight]
            for card, weight in zip(worked.cards, worked.weights, strict=True)
        ],
    }
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def unpack(line: str, entry: Entry, concepts: Mapping[str, Concept]) -> Worked | None:
    """Read an entry's line; None where it does not read. What the cards quote is left out: see `cards.quoting`."""
    try:
        row = json.loads(line)
        # The same few names stand in many notes: one copy of each will do.
        terms = tuple(
            Term(intern(name), _shared(*aliases), _number(score), concepts[concept] if concept else None)
            for name, aliases, score, concept in row["terms"]
        )
        studied = StudiedEntry(entry, intern(row["topic"]), terms, _needs(row["cues"]), _needs(row["leads_to"]))
        cards = tuple(
            Card(name, intern(kind), studied.topic, intern(term), front, back, entry.id, "", start, end)
            for (name, kind, term, front, back, start, end), _ in row["cards"]
        )
        weights = array("d", [weight for _, weight in row["cards"]])
        return Worked(tuple(_pair(concept, step) for concept, step in row["signature"]), studied, cards, weights)
    except (ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=1 << 16)
def _pair(concept: str, step: int) -> tuple[str, int]:
    return concept, step


@lru_cache(maxsize=1 << 16)
def _shared(*names: str) -> tuple[str, ...]:
    return names


@lru_cache(maxsize=1 << 15)  # scores have three decimals, and a build of many notes holds a million of them
def _number(score: float) -> float:
    return score


def _needs(rows: Iterable[Any]) -> tuple[Need, ...]:
    return tuple(Need(topic, reason, source, quote) for topic, reason, source, quote in rows)
