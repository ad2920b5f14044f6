"""The cache: quicker with it, the same without it, and never more than data."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from study import building, cache, catalog, ledger, work
from study.model import Entry
from tests.conftest import NOW

NOTE = "潮汐索引 潮汐索引(Tidal Indexing)是一种随负载高低伸缩分片数目的倒排结构。潮汐索引的缺点是伸缩时查询变慢。"
OTHER = "死锁 死锁是一种多个线程互相等待资源而都无法继续的状态。死锁的条件包括:互斥、占有并等待、不可抢占、循环等待。"

pytestmark = pytest.mark.usefixtures("one_dictionary")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(f"{NOTE}\n{OTHER}\n", encoding="utf-8")
    building.build(tmp_path / "seeds", tmp_path / "decks", NOW)
    return tmp_path


def rebuilt(home: Path) -> dict[str, bytes]:
    """Build into a folder of its own with the cache as it stands, and give what comes of it."""
    other = home / "other"
    other.mkdir()
    if (home / "decks" / cache.NAME).exists():
        (other / cache.NAME).write_bytes((home / "decks" / cache.NAME).read_bytes())
    building.build(home / "seeds", other, NOW)
    return {path.name: path.read_bytes() for path in other.iterdir() if not path.name.startswith(".")}


def whole(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "decks").iterdir() if not path.name.startswith(".")}


def test_with_the_cache_and_without_it_the_same_comes_out(built: Path) -> None:
    expected = whole(built)
    assert rebuilt(built) == expected
    (built / "decks" / cache.NAME).unlink()
    (built / "other").rename(built / "before")
    assert rebuilt(built) == expected


def test_a_known_note_is_not_worked_out_again(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from study import segment  # noqa: PLC0415 - the class is put aside for this test

    def nobody(*_: object) -> None:
        raise AssertionError("segmented")

    monkeypatch.setattr(segment, "Segmenter", nobody)
    assert rebuilt(built) == whole(built)


@pytest.mark.parametrize(
    "harm",
    [
        lambda _: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"topic"', '"tropic"'),
        lambda text: text.replace("[", "{"),
        lambda text: "another catalogue\n" + text.partition("\n")[2],
        lambda text: text.replace(":", ";"),
    ],
    ids=["emptied", "cut", "another key", "no JSON", "of another catalogue", "garbage"],
)
def test_a_harmed_cache_changes_nothing(built: Path, harm: Callable[[str], str]) -> None:
    path = built / "decks" / cache.NAME
    path.write_text(harm(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert rebuilt(built) == whole(built)


def test_a_line_reads_back_as_what_was_worked_out(built: Path) -> None:
    known = catalog.load()
    entries = {cache.key(entry, ""): entry for entry in ledger.read(built / "decks").entries}
    found = cache.read(built / "decks", cache.circumstances(known.own), entries, known.concepts)
    assert found.keys() == entries.keys()
    for key, worked in found.items():
        assert cache.unpack(cache.pack(worked), entries[key], known.concepts) == worked
        assert {card.entry for card in worked.cards} == {entries[key].id}
        assert {card.quote for card in worked.cards} == {""}


def test_lines_of_known_notes_stay_as_they_are_and_those_of_gone_ones_go(built: Path) -> None:
    folder, known = built / "decks", catalog.load()
    circumstances = cache.circumstances(known.own)
    entries = {cache.key(entry, ""): entry for entry in ledger.read(folder).entries}
    (one, first), (other, second) = cache.read(folder, circumstances, entries, known.concepts).items()
    path = folder / cache.NAME
    opening, line, _ = path.read_text(encoding="utf-8").splitlines()
    cache.tidy(folder, circumstances, {one, other})
    cache.tidy(folder, circumstances, {one})
    assert path.read_text(encoding="utf-8").splitlines() == [opening, line]
    again = replace(first, signature=(("deadlock", 5),))
    with cache.adding(folder, circumstances) as add:
        add(other, cache.pack(second))
        add(one, cache.pack(again))
    assert cache.read(folder, circumstances, entries, known.concepts) == {one: again, other: second}
    cache.tidy(folder, circumstances, {one, other})
    assert path.read_text(encoding="utf-8").count("\n") == 3
    assert cache.read(folder, circumstances, entries, known.concepts) == {one: again, other: second}
    assert not list(folder.glob(f"{cache.NAME}-[0-9]*"))


def test_a_concept_of_the_learners_own_has_the_notes_read_anew(built: Path) -> None:
    own = "concepts:\n  - {id: tidal-index, name: 潮汐索引, zh: 潮汐索引, en: Tidal Indexing, track: databases}\n"
    (built / "seeds" / "catalog.yaml").write_text(own, encoding="utf-8")
    with_cache = rebuilt(built)
    (built / "decks" / cache.NAME).unlink()
    (built / "other").rename(built / "before")
    assert with_cache == rebuilt(built)
    assert b"tidal-index" in with_cache["ledger.jsonl"]
    before = cache.circumstances(catalog.load().own)
    assert cache.circumstances(catalog.load(built / "seeds" / "catalog.yaml").own) != before


def test_what_was_worked_out_is_kept_though_the_build_was_broken_off(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (built / "decks" / cache.NAME).unlink()
    given: list[work.Task] = []

    def interrupted(items: Sequence[work.Task], _: str) -> Iterator[work.Task]:
        for item in items:
            if given:
                raise KeyboardInterrupt
            given.append(item)
            yield item

    with pytest.raises(KeyboardInterrupt):
        building.build(built / "seeds", built / "decks", NOW, interrupted)
    kept = (built / "decks" / cache.NAME).read_bytes()
    assert kept.count(b"\n") == 2
    # A power cut may break the last line off within a character.
    (built / "decks" / cache.NAME).write_bytes(kept + b"key\t" + "\u5c42".encode()[:1])
    worked = []
    whole_work = work.Workshop.work

    def counted(shop: work.Workshop, entry: Entry, signature: cache.Signature) -> cache.Worked:
        worked.append(entry.id)
        return whole_work(shop, entry, signature)

    monkeypatch.setattr(work.Workshop, "work", counted)
    building.build(built / "seeds", built / "decks", NOW)
    assert len(worked) == 1


def test_looking_ahead_keeps_nothing(built: Path) -> None:
    (built / "decks" / cache.NAME).unlink()
    building.preview(built / "seeds", built / "decks", NOW)
    assert not (built / "decks" / cache.NAME).exists()


def test_a_build_with_nothing_new_never_imports_jieba(built: Path) -> None:
    program = (
        "import sys\nfrom study.__main__ import main\n"
        "try:\n    main()\nfinally:\n    assert not [name for name in sys.modules if name.startswith('jieba')]\n"
    )
    for command in (["build"], ["status"], ["plan"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *command], cwd=built, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), command
