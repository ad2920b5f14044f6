"""The stages together: what must not change a result, and what must."""

from __future__ import annotations

from pathlib import Path

import pytest

from study import pipeline
from study.views import document
from study.views.outline import outline
from tests.conftest import SNAPSHOTS

pytestmark = pytest.mark.usefixtures("one_dictionary")


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


def test_the_export_of_an_empty_plan_part_is_still_json(seeds: Path, tmp_path: Path) -> None:
    result = pipeline.study(seeds, tmp_path / "decks").study
    assert document.plan(outline(result.topics[:0])) == '{\n  "topics": []\n}\n'


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
