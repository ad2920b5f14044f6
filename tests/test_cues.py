"""What a note itself says its topic builds on, where the catalogue does not know the topic."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from study import cues
from study.model import Passage, Term


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("潮汐索引是一种基于倒排索引的检索结构。", ["inverted-index"]),
        ("潮汐索引取代了哈希表。", ["hash-table"]),
        ("潮汐索引是红黑树的一种变体。", ["red-black-tree"]),
        ("潮汐索引在 LSM 树的基础上增加了冷热分层。", ["lsm-tree"]),
        ("潮汐索引改进了布隆过滤器。它还沿用了 B+ 树。", ["bloom-filter", "b-plus-tree"]),
        ("Tidal indexing is based on the inverted index.", ["inverted-index"]),
        ("潮汐索引常与哈希表一起使用。", []),
        ("潮汐索引很新。它的作者不多。它基于倒排索引...", []),
    ],
)
def test_a_cue_beside_a_concept_names_a_prerequisite(
    passage_of: Callable[[str], Passage], note: str, expected: list[str]
) -> None:
    found = cues.needs(passage_of(note), Term("潮汐索引", (), 1.0))
    assert [need.topic for need in found] == expected


def test_the_reason_is_the_quoted_sentence(passage_of: Callable[[str], Passage]) -> None:
    note = "潮汐索引用于检索。潮汐索引取代了哈希表,省下许多内存。"
    (need,) = cues.needs(passage_of(note), Term("潮汐索引", (), 1.0))
    assert (need.source, need.quote) == ("note", "潮汐索引取代了哈希表,省下许多内存。")
    assert need.quote is not None
    assert need.quote in note
    assert need.reason == f"笔记说：{need.quote}"


def test_a_sentence_about_something_else_further_on_says_nothing(passage_of: Callable[[str], Passage]) -> None:
    note = "潮汐索引用于检索。它省内存。很多站点用它。另外,布隆过滤器基于哈希函数。"
    assert cues.needs(passage_of(note), Term("潮汐索引", (), 1.0)) == ()


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("潮汐索引在红黑树出现之前就有了。", ["red-black-tree"]),
        ("潮汐索引早于布隆过滤器。", ["bloom-filter"]),
        ("潮汐索引取代了哈希表。", []),
    ],
)
def test_what_came_later_is_told_apart(passage_of: Callable[[str], Passage], note: str, expected: list[str]) -> None:
    found = cues.leads_to(passage_of(note), Term("潮汐索引", (), 1.0))
    assert [need.topic for need in found] == expected
