"""The stages together: what must not change a result, and what must."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from study import building, ledger, pipeline
from study.errors import StudyError
from study.views import document
from tests.conftest import NOW, SEEDS

SNAPSHOTS = ("000_d80bb9f88363154f.txt", "002_e8bb21cf346337e4.txt")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name in SNAPSHOTS:
        shutil.copy(SEEDS / name, folder / name)
    return folder


def test_file_names_and_line_order_do_not_change_the_result(seeds: Path, tmp_path: Path) -> None:
    first = pipeline.study(seeds, tmp_path / "decks").study
    other = tmp_path / "other"
    other.mkdir()
    for name, new in zip(SNAPSHOTS, ("z.txt", "a.txt"), strict=True):
        lines = (seeds / name).read_text(encoding="utf-8").splitlines()
        (other / new).write_text("\n".join(reversed(lines)), encoding="utf-8")
    second = pipeline.study(other, tmp_path / "decks").study
    assert second.cards == first.cards
    assert second.topics == first.topics
    assert [entry.entry.text for entry in second.entries] == [entry.entry.text for entry in first.entries]


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
    assert (account.reworded, account.new_cards, account.retired) == (1, 0, 0)
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
    assert (after.entries, after.cards, after.retired) == (before.entries, before.cards, 0)


def test_a_concept_of_the_learners_own_can_be_a_topic(seeds: Path, tmp_path: Path) -> None:
    (seeds / "own.txt").write_text(
        "稀疏缓存重排 稀疏缓存重排是一种先按访问频率分组、再只移动热数据的缓存整理方法。它的目的是减少搬动的数据量。",
        encoding="utf-8",
    )
    (seeds / "catalog.yaml").write_text(
        "concepts:\n  - id: sparse-reorder\n    name: 稀疏缓存重排\n    zh: 稀疏缓存重排\n    en: Sparse Reordering\n"
        "    needs:\n      cache-memory: 整理的对象是缓存里的数据\n",
        encoding="utf-8",
    )
    result = pipeline.study(seeds, tmp_path / "decks").study
    topic = next(topic for topic in result.topics if topic.id == "sparse-reorder")
    fronts = {card.front: card.back for card in result.cards if card.topic == topic.id}
    assert fronts["稀疏缓存重排是什么？"] == "先按访问频率分组、再只移动热数据的缓存整理方法"
    assert not topic.gap


def test_an_entry_on_something_unknown_gets_a_topic_of_its_own(seeds: Path, tmp_path: Path) -> None:
    (seeds / "own.txt").write_text(
        "潮汐索引(Tidal Indexing)是一种随负载高低伸缩分片数目的倒排结构。潮汐索引适合昼夜流量相差很大的站点。",
        encoding="utf-8",
    )
    result = pipeline.study(seeds, tmp_path / "decks").study
    studied = next(entry for entry in result.entries if entry.entry.text.startswith("潮汐索引"))
    topic = next(topic for topic in result.topics if topic.id == studied.topic)
    assert topic.name == "潮汐索引"
    assert "Tidal Indexing" in topic.aliases


def test_nothing_but_bad_snapshots_is_refused_with_all_their_faults(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_bytes(b"")
    (seeds / "b.txt").write_bytes(b"\x00")
    with pytest.raises(StudyError) as error:
        building.build(seeds, tmp_path / "decks", NOW)
    assert len(error.value.faults) == 2


def test_the_export_of_an_empty_plan_part_is_still_json(seeds: Path, tmp_path: Path) -> None:
    result = pipeline.study(seeds, tmp_path / "decks").study
    assert document.plan(result.topics[:0]) == '{\n  "topics": []\n}\n'


def test_a_note_that_says_what_came_later_stands_before_it(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(
        "布隆过滤器 布隆过滤器是用位数组和多个哈希函数判断元素可能存在与否的概率型数据结构。\n"
        "潮汐索引 潮汐索引(Tidal Indexing)是一种随负载伸缩的检索结构。潮汐索引在布隆过滤器出现之前就有了。\n",
        encoding="utf-8",
    )
    topics = {topic.name: topic for topic in pipeline.study(seeds, tmp_path / "decks").study.topics}
    assert topics["潮汐索引"].order < topics["布隆过滤器"].order
    (need,) = [need for need in topics["布隆过滤器"].needs if need.source == "note"]
    assert need.quote == "潮汐索引在布隆过滤器出现之前就有了。"
