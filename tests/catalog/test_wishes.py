"""What the learner asks for in seeds/catalog.yaml: a note's topic, and what comes before what."""

from __future__ import annotations

from pathlib import Path

import pytest

from study import catalog, pipeline
from study.errors import StudyError


def own(folder: Path, text: str) -> Path:
    path = folder / "catalog.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(StudyError) as error:
        catalog.load(own(folder, text))
    return [str(fault).removeprefix(f"{folder}/") for fault in error.value.faults]


def test_a_note_is_pinned_by_the_words_it_begins_with_however_punctuated(tmp_path: Path) -> None:
    known = catalog.load(own(tmp_path, "topics:\n  缓存与数据库的一致性: redis\n"))
    pinned = known.pinned("💡 缓存与数据库,的一致性 先更新哪一个?")
    assert pinned is known.concepts["redis"]
    assert known.pinned("数据库与缓存的一致性") is None


def test_a_pinned_note_gets_its_topic_and_its_order_holds(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(
        "二叉树 二叉树是每个节点最多有两棵子树的树结构，常用链式存储。\n"
        "队列 队列是先进先出的线性表，只在一端插入、在另一端删除。\n",
        encoding="utf-8",
    )
    before = [topic.id for topic in pipeline.study(seeds, tmp_path / "d").study.topics if not topic.gap]
    assert before == ["queue", "binary-tree"]
    own(seeds, "topics:\n  队列: bloom-filter\norder:\n  bloom-filter: [binary-tree]\n")
    after = pipeline.study(seeds, tmp_path / "d").study
    assert [topic.id for topic in after.topics if not topic.gap] == ["binary-tree", "bloom-filter"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("topics:\n  某篇笔记: redsi\n", "catalog.yaml:2: there is no concept `redsi`; did you mean `redis`?"),
        ("order:\n  redis: [zzzzzz]\n", "catalog.yaml:2: there is no concept `zzzzzz`; `study concepts` finds its id"),
        (
            "topics: [redis]\n",
            "catalog.yaml:1: `topics` must be a mapping, each line `words a note begins with: topic`",
        ),
        ("topics:\n  某篇笔记: [a, b]\n", "catalog.yaml:2: write `words a note begins with: topic`"),
        (
            "order:\n  database: [mvcc]\n",
            "catalog.yaml:2: this order goes in a circle: ",
        ),
    ],
)
def test_a_wish_that_cannot_be_met_is_one_line_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    (found,) = faults(tmp_path, text)
    assert found.startswith(expected)
