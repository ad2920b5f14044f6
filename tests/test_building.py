"""The build: what it leaves in the decks folder, what it stamps, and what it refuses."""

from __future__ import annotations

import contextlib
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from study import apkg, building, decks, last_build, ledger, pipeline
from study.errors import StudyError
from study.model import Card, Frame
from study.views import page
from tests.conftest import NOW, SNAPSHOTS

pytestmark = pytest.mark.usefixtures("one_dictionary")


def delete_cards(deck: Path, keep: int) -> list[str]:
    """Delete all but the first cards of a deck file, as in an editor; give the ids of those deleted."""
    head, *cards = deck.read_text(encoding="utf-8").split("- id: ")
    deck.write_text("- id: ".join([head, *cards[:keep]]), encoding="utf-8")
    return [card.split("\n")[0] for card in cards[keep:]]


def test_the_same_snapshots_give_the_same_ids_after_the_ledger_is_lost(seeds: Path, tmp_path: Path) -> None:
    decks = tmp_path / "decks"
    building.build(seeds, decks, NOW)
    before = pipeline.study(seeds, decks).study
    (decks / ledger.NAME).unlink()
    building.build(seeds, decks, NOW + 1)
    after = pipeline.study(seeds, decks).study
    assert [card.id for card in after.cards] == [card.id for card in before.cards]
    assert [entry.entry.id for entry in after.entries] == [entry.entry.id for entry in before.entries]


def test_a_card_keeps_the_time_at_which_it_last_changed(seeds: Path, tmp_path: Path) -> None:
    decks = tmp_path / "decks"
    building.build(seeds, decks, NOW)
    deck = decks / "tfrecord.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("谷歌推荐的一种", "一种", 1), encoding="utf-8")
    account = building.build(seeds, decks, NOW + 60)
    assert (len(account.reworded), account.new_cards, account.retired) == (1, (), ())
    times = [record.changed for record in ledger.read(decks).cards.values()]
    assert sorted(set(times)) == [NOW, NOW + 60]
    assert times.count(NOW + 60) == 1


def test_a_card_deleted_in_the_yaml_stays_deleted(seeds: Path, tmp_path: Path) -> None:
    decks = tmp_path / "decks"
    count = building.build(seeds, decks, NOW).cards
    deck = decks / "tfrecord.yaml"
    head, _, cards = deck.read_text(encoding="utf-8").partition("cards:\n")
    first, *rest = cards.split("\n- id: ")
    deck.write_text(f"{head}cards:\n- id: " + "\n- id: ".join(rest), encoding="utf-8")
    for later in (60, 120):
        assert building.build(seeds, decks, NOW + later).cards == count - 1
    gone = first.split("\n")[0].removeprefix("- id: ")
    assert ledger.read(decks).cards[gone].state == "dropped"


def test_a_note_that_rolls_off_the_index_page_keeps_its_cards(seeds: Path, tmp_path: Path) -> None:
    decks = tmp_path / "decks"
    before = building.build(seeds, decks, NOW)
    (seeds / SNAPSHOTS[1]).unlink()
    after = building.build(seeds, decks, NOW + 60)
    assert (after.entries, after.cards, after.retired) == (before.entries, before.cards, ())


def test_nothing_but_bad_snapshots_is_refused_with_all_their_faults(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_bytes(b"")
    (seeds / "b.txt").write_bytes(b"\x00")
    with pytest.raises(StudyError) as error:
        building.build(seeds, tmp_path / "decks", NOW)
    assert len(error.value.faults) == 2


def test_without_a_ledger_the_decks_keep_the_names_that_their_files_say(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    building.build(seeds, folder, NOW)
    deck = folder / "tfrecord.yaml"
    name = decks.read(folder).decks["tfrecord"]
    deck.write_text(deck.read_text(encoding="utf-8").replace(f"deck: {name}", "deck: 0815 TFRecord"), encoding="utf-8")
    (folder / ledger.NAME).unlink()
    building.build(seeds, folder, NOW + 60)
    assert ledger.read(folder).decks["tfrecord"] == "0815 TFRecord"


@pytest.mark.parametrize("later", [60, 0, -3600], ids=["later", "in the same second", "by a clock that was put back"])
def test_a_change_is_always_stamped_later_than_the_one_before(seeds: Path, tmp_path: Path, later: int) -> None:
    folder = tmp_path / "decks"
    building.build(seeds, folder, NOW)
    deck = folder / "tfrecord.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("谷歌推荐的一种", "一种", 1), encoding="utf-8")
    building.build(seeds, folder, NOW + later)
    assert max(record.changed for record in ledger.read(folder).cards.values()) == NOW + max(later, 1)


def test_a_card_that_the_learner_deletes_leaves_in_one_package(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    whole = building.build(seeds, folder, NOW)
    (gone,) = delete_cards(folder / "tfrecord.yaml", keep=3)
    account = building.build(seeds, folder, NOW + 60)
    assert (account.cards, len(account.retired), account.leaving) == (whole.cards - 1, 1, 1)
    assert ledger.read(folder).cards[gone].changed == NOW + 60
    again = building.build(seeds, folder, NOW + 120)
    assert (again.retired, again.leaving, again.written) == ((), 1, ())


def test_a_build_that_would_retire_many_cards_is_refused_and_writes_nothing(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    whole = building.build(seeds, folder, NOW)
    files = sorted(path for path in folder.glob("*.yaml"))
    gone: list[str] = []
    for deck in files:
        gone += delete_cards(deck, keep=1)
    assert len(gone) > building.MANY * whole.cards
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(StudyError) as error:
        building.build(seeds, folder, NOW + 60)
    (fault,) = error.value.faults
    assert f"{len(gone)} of {whole.cards} known cards would retire" in str(fault)
    assert "study build --allow-retire" in str(fault)
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    account = building.build(seeds, folder, NOW + 60, may_retire=True)
    assert (len(account.retired), account.cards) == (len(gone), whole.cards - len(gone))


def test_a_fifth_of_the_cards_may_go_without_a_word(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    whole = building.build(seeds, folder, NOW)
    room = int(building.MANY * whole.cards)
    for deck in sorted(folder.glob("*.yaml")):
        held = deck.read_text(encoding="utf-8").count("- id: ")
        room -= len(delete_cards(deck, keep=max(0, held - room)))
    assert room == 0
    assert len(building.build(seeds, folder, NOW + 60).retired) == int(building.MANY * whole.cards)


def test_cards_of_a_topic_that_left_the_plan_still_leave_with_their_deck(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    building.build(seeds, folder, NOW)
    held = delete_cards(folder / "tfrecord.yaml", keep=0)
    account = building.build(seeds, folder, NOW + 60, may_retire=True)
    assert account.leaving == len(held) > 0
    assert not (folder / "tfrecord.yaml").exists()


def test_a_better_catalogue_and_a_reworded_note_change_no_id(tmp_path: Path) -> None:
    seeds, folder = tmp_path / "seeds", tmp_path / "decks"
    seeds.mkdir()
    note = "潮汐索引 潮汐索引(Tidal Indexing)是一种随负载高低伸缩分片数目的倒排结构。潮汐索引的缺点是伸缩时查询变慢。"
    (seeds / "a.txt").write_text(note, encoding="utf-8")
    building.build(seeds, folder, NOW)
    before = {card.id: card.topic for card in pipeline.study(seeds, folder).study.cards}
    (seeds / "catalog.yaml").write_text(
        "concepts:\n  - id: tidal-index\n    name: Tidal Indexing\n    zh: 潮汐索引\n    en: Tidal Indexing\n",
        encoding="utf-8",
    )
    (seeds / "b.txt").write_text(note.replace("查询变慢", "查询会明显地变慢"), encoding="utf-8")
    building.build(seeds, folder, NOW + 60)
    after = {card.id: card.topic for card in pipeline.study(seeds, folder).study.cards}
    assert before.keys() <= after.keys()
    assert "潮汐索引" in before.values()
    assert set(after.values()) == {"tidal-index"}


def test_cards_that_changed_at_different_times_leave_together_even_by_a_clock_that_was_put_back(
    seeds: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "decks"
    building.build(seeds, folder, NOW)
    deck = folder / "tfrecord.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("谷歌推荐的一种", "一种", 1), encoding="utf-8")
    building.build(seeds, folder, NOW + 60)
    gone = delete_cards(deck, keep=0)
    assert building.build(seeds, folder, NOW - 3600, may_retire=True).leaving == len(gone) > 1


def test_only_the_files_of_topics_that_say_something_new_are_written_out(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "decks"
    building.build(seeds, folder, NOW)
    before = {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    (seeds / "new.txt").write_text(
        "布隆过滤器是一种用位数组和多个哈希函数判断元素是否存在的数据结构。\n", encoding="utf-8"
    )
    written: list[str] = []
    write = decks.write

    def record(said: decks.Contents) -> str:
        written.append(f"{said.topic}.yaml")
        return write(said)

    monkeypatch.setattr(decks, "write", record)
    building.build(seeds, folder, NOW + 60)
    changed = {path.name for path in folder.glob("*.yaml") if before.get(path.name) != path.read_bytes()}
    assert set(written) == changed == {"bloom-filter.yaml"}


def test_package_and_page_set_only_the_cards_of_topics_that_show_something_new(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "decks"
    building.build(seeds, folder, NOW)
    (seeds / "new.txt").write_text(
        "布隆过滤器是一种用位数组和多个哈希函数判断元素是否存在的数据结构。\n", encoding="utf-8"
    )
    deck = folder / "tfrecord.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("谷歌推荐的一种", "一种", 1), encoding="utf-8")
    set_now: dict[str, set[str]] = {"package": set(), "page": set()}
    note, face = apkg.note, page.face

    def in_package(card: Card, *rest: Any, **options: Any) -> apkg.Note:
        set_now["package"].add(card.topic)
        return note(card, *rest, **options)

    def on_page(card: Card, frame: Frame) -> page.Face:
        set_now["page"].add(card.topic)
        return face(card, frame)

    monkeypatch.setattr(apkg, "note", in_package)
    monkeypatch.setattr(page, "face", on_page)
    building.build(seeds, folder, NOW + 60)
    assert set_now == {"package": {"bloom-filter", "tfrecord"}, "page": {"bloom-filter", "tfrecord"}}
    taken_over = {name: (folder / name).read_bytes() for name in (last_build.PACKAGE, last_build.PAGE)}
    (folder / last_build.NAME).unlink()
    assert building.build(seeds, folder, NOW + 120).written == ()
    assert taken_over == {name: (folder / name).read_bytes() for name in taken_over}


def spoil_page(page: Path) -> None:
    page.write_bytes(page.read_bytes().replace(b"TFRecord", b"CSVfile!"))


def spoil_package(package: Path) -> None:
    collection = package.with_name("collection.anki2")
    with zipfile.ZipFile(package) as archive:
        archive.extract(collection.name, package.parent)
    with contextlib.closing(sqlite3.connect(collection)) as database, database:
        database.execute("update notes set flds = replace(flds, 'TFRecord', 'CSVfile!')")
    with zipfile.ZipFile(package, "w") as archive:
        archive.write(collection, collection.name)
    collection.unlink()


@pytest.mark.parametrize(
    ("name", "spoil"), [(last_build.PACKAGE, spoil_package), (last_build.PAGE, spoil_page)], ids=["package", "page"]
)
def test_nothing_is_taken_over_from_a_package_or_page_that_somebody_changed(
    seeds: Path, tmp_path: Path, name: str, spoil: Callable[[Path], None]
) -> None:
    folder = tmp_path / "decks"
    building.build(seeds, folder, NOW)
    before = (folder / name).read_bytes()
    spoil(folder / name)
    assert (folder / name).read_bytes() != before
    (seeds / "again.txt").write_bytes((seeds / SNAPSHOTS[0]).read_bytes())
    building.build(seeds, folder, NOW + 60)
    assert (folder / name).read_bytes() == before
