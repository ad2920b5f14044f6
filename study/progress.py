"""A learner's Anki collection → how far each topic is; read from a copy, so that Anki may be open."""

from __future__ import annotations

import io
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from study.errors import Fault, StudyError
from study.model import Topic

Progress = Literal["done", "in progress", "ready now", "blocked"]
"""Of a topic: done: every card has been learned; in progress: some have; ready now: none has, and all that the topic
needs is done; blocked: something that it needs is not."""

_NEW, _LEARNING = 0, 1  # Anki's card types below those that have graduated
_MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")  # newest first; the last may be a stub


def learned(path: Path) -> dict[str, bool]:
    """Read which of the program's cards a learner has begun (False) or learned (True), by card id.

    Args:
        path: Anki's ``collection.anki2``, or a package or backup that Anki exported with scheduling.

    Raises:
        StudyError: there is no such file, or it is none of these.
    """
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "collection.anki2"
        try:
            if zipfile.is_zipfile(path):
                copy.write_bytes(_unpacked(path))
            else:
                shutil.copyfile(path, copy)
                log = path.with_name(f"{path.name}-wal")  # what an open Anki has not yet moved into the file itself
                if log.exists():
                    shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
            return _read(copy)
        except OSError as error:
            raise StudyError(Fault(path, None, f"cannot be read ({error.strerror or error})")) from None
        except (sqlite3.Error, zipfile.BadZipFile, KeyError):
            what = "is no Anki collection; name your collection.anki2, or a file that Anki exported with scheduling"
            raise StudyError(Fault(path, None, what)) from None


def _unpacked(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        held = [name for name in _MEMBERS if name in archive.namelist()]
        content = archive.read(held[0] if held else _MEMBERS[0])
    if not held[0].endswith("b"):
        return content
    import zstandard  # noqa: PLC0415 - for Anki's newest form only

    try:
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(content)) as reader:
            return bytes(reader.read())
    except zstandard.ZstdError as error:
        raise zipfile.BadZipFile(str(error)) from None


def remaining(topics: Iterable[Topic], cards: Mapping[str, bool]) -> tuple[Topic, ...]:
    """Keep of a plan what is still to be begun: no gap or topic that is done, and of the others the new cards."""
    every = tuple(topics)
    found = states(every, cards)
    return tuple(
        replace(topic, cards=tuple(card for card in topic.cards if card not in cards))
        for topic in every
        if found[topic.id] != "done" and (topic.gap or any(card not in cards for card in topic.cards))
    )


def _read(collection: Path) -> dict[str, bool]:
    connection = sqlite3.connect(collection)
    try:
        rows = connection.execute("select n.guid, c.type, c.reps from notes n join cards c on c.nid = n.id").fetchall()
    finally:
        connection.close()
    found: dict[str, bool] = {}
    for guid, kind, reviews in rows:
        if reviews:
            is_learned = kind > _LEARNING
            found[guid] = found.get(guid, True) and is_learned
    return found


def states(topics: Iterable[Topic], cards: Mapping[str, bool]) -> dict[str, Progress]:
    """Say for each topic of a plan, by its id, how far it is.

    Args:
        topics: the plan, prerequisites first.
        cards: what `learned` read.

    Returns:
        A gap is never in progress: it is done where all that it needs is, as nothing tells more of it.
    """
    found: dict[str, Progress] = {}
    for topic in topics:
        open_needs = [need for need in topic.needs if found.get(need.topic, "done") != "done"]
        begun = [cards[card] for card in topic.cards if card in cards]
        if topic.cards and len(begun) == len(topic.cards) and all(begun):
            found[topic.id] = "done"
        elif begun:
            found[topic.id] = "in progress"
        elif open_needs:
            found[topic.id] = "blocked"
        else:
            found[topic.id] = "ready now" if topic.cards else "done"
    return found
