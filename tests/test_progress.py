"""Progress: what a real Anki collection tells of it, in every form in which Anki saves one."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from study import apkg
from study.errors import StudyError
from study.model import Card, Frame, Need, Topic, Track
from study.progress import learned, remaining, states

TRACK = Track("t", "Track", "方向")
TOPIC = Topic("x", "词", (), TRACK, 0, gap=False, gloss="", needs=(), cards=("one", "two", "three"))


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """A collection with three cards: one learned, one begun, one new."""
    cards = [Card(name, "definition", "x", "词", f"{name}？", "答", "e", "原文", 0, 2) for name in TOPIC.cards]
    notes = tuple((apkg.note(card, TOPIC, Frame()), 1, at) for at, card in enumerate(cards, start=1))
    (tmp_path / "a.apkg").write_bytes(b"".join(apkg.package([apkg.Deck("010 词", "", notes)])))
    opened = Collection(str(tmp_path / "collection.anki2"))
    opened.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(tmp_path / "a.apkg"), options=ImportAnkiPackageOptions())
    )
    for name, answer in (("one", 4), ("two", 1)):
        (note_id,) = opened.find_notes(f"{name}？")
        (card,) = opened.get_note(note_id).cards()
        card.start_timer()
        opened.sched.answerCard(card, answer)  # type: ignore[arg-type]
    yield opened
    if opened.db is not None:
        opened.close()


EXPECTED = {"one": True, "two": False}


def test_a_collection_is_read_while_anki_has_it_open_and_is_not_changed(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "collection.anki2"
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert learned(path) == EXPECTED
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert collection.card_count() == 3


@pytest.mark.parametrize("legacy", [True, False])
def test_a_package_exported_with_scheduling_is_read(collection: Collection, tmp_path: Path, *, legacy: bool) -> None:
    out = tmp_path / "out.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=False, legacy=legacy)
    collection.export_anki_package(out_path=str(out), options=options, limit=None)
    assert learned(out) == EXPECTED


@pytest.mark.parametrize("legacy", [True, False])
def test_a_whole_backup_is_read(collection: Collection, tmp_path: Path, *, legacy: bool) -> None:
    out = tmp_path / "out.colpkg"
    collection.export_collection_package(str(out), include_media=False, legacy=legacy)
    assert learned(out) == EXPECTED


@pytest.mark.parametrize(
    "content", [b"", b"no collection", b"PK\x03\x04 no archive", b"SQLite format 3\x00" + b"\x00" * 100]
)
def test_what_is_no_collection_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.anki2"
    path.write_bytes(content)
    with pytest.raises(StudyError) as error:
        learned(path)
    assert str(error.value).startswith(f"{path}: is no Anki collection")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"none\.anki2: cannot be read"):
        learned(tmp_path / "none.anki2")


def topic(name: str, *needs: str, cards: int = 2) -> Topic:
    held = tuple(f"{name}{at}" for at in range(cards))
    return Topic(name, name, (), TRACK, 0, not cards, "", tuple(Need(need, "") for need in needs), held)


PLAN = (topic("a"), topic("gap", "a", cards=0), topic("b", "gap"), topic("c", "b"), topic("d"))


@pytest.mark.parametrize(
    ("cards", "expected"),
    [
        ({}, ["ready now", "blocked", "blocked", "blocked", "ready now"]),
        ({"a0": True}, ["in progress", "blocked", "blocked", "blocked", "ready now"]),
        ({"a0": True, "a1": False}, ["in progress", "blocked", "blocked", "blocked", "ready now"]),
        ({"a0": True, "a1": True}, ["done", "done", "ready now", "blocked", "ready now"]),
        ({"c0": False, "d0": True, "d1": True}, ["ready now", "blocked", "blocked", "in progress", "done"]),
    ],
)
def test_a_topic_is_done_begun_ready_or_blocked(cards: dict[str, bool], expected: list[str]) -> None:
    assert list(states(PLAN, cards).values()) == expected


def test_what_remains_is_what_was_never_begun() -> None:
    left = remaining(PLAN, {"a0": True, "a1": True, "b0": False, "d0": True, "d1": False})
    assert [(one.id, one.cards) for one in left] == [("b", ("b1",)), ("c", ("c0", "c1"))]


@pytest.mark.parametrize("member", ["collection.anki21b", "collection.anki2", "other"])
def test_a_damaged_archive_is_refused_in_one_line(tmp_path: Path, member: str) -> None:
    path = tmp_path / "notes.apkg"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, b"damaged")
    with pytest.raises(StudyError, match="is no Anki collection"):
        learned(path)


def test_reading_takes_little_time(collection: Collection, tmp_path: Path) -> None:
    assert collection.card_count() == 3
    started = time.perf_counter()
    learned(tmp_path / "collection.anki2")
    assert time.perf_counter() - started < 1
