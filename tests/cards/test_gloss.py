"""Gloss cards: what the catalogue says of a term that the note only mentions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from study.cards import gloss
from study.cards.draft import Source
from study.cards.rules import CATALOGUE
from study.cards.typeset import typeset, without_full_stop
from study.catalog import Catalog
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "fronts"),
    [
        ("布隆过滤器节省了很多内存。", {"布隆过滤器是什么？"}),
        ("Kafka 与 RabbitMQ 经常一起出现在架构图里。", {"Kafka 是什么？", "RabbitMQ 是什么？"}),
        ("昨天的会议讨论了红黑树和并查集。", {"红黑树是什么？", "并查集是什么？"}),
        ("培训的第二天讲随机森林和某某框架。", {"随机森林是什么？"}),
    ],
)
def test_what_a_known_term_is_is_asked_for_where_a_note_only_mentions_it(
    asked: Asked, note: str, fronts: set[str]
) -> None:
    cards = asked(gloss, note)
    assert fronts <= {front for front, _ in cards}
    assert all(back.endswith(CATALOGUE) for _, back in cards)


def test_the_answer_is_the_catalogue_s_and_says_so(asked: Asked, known: Catalog) -> None:
    (mention,) = known.mentions("死锁。")
    ((_, back),) = asked(gloss, "昨天的会议讨论了死锁。")
    assert back == without_full_stop(typeset(mention.concept.gloss)) + CATALOGUE
    assert "资源" in back


def test_a_term_that_is_named_by_another_spelling_is_asked_for_by_its_usual_name(asked: Asked) -> None:
    assert [front for front, _ in asked(gloss, "昨天的会议讨论了 Bloom Filter。")] == ["布隆过滤器是什么？"]


def test_only_the_first_key_terms_of_a_note_are_asked_for(asked: Asked) -> None:
    names = ["红黑树", "跳表", "布隆过滤器", "哈希表", "链表", "并查集", "快速排序", "归并排序"]
    assert len(asked(gloss, "昨天的会议讨论了" + "。然后讨论了".join(names) + "。")) == 6


def test_a_term_of_another_field_than_the_topic_s_may_mean_something_else_and_is_not_asked_for(
    asked: Asked, source_of: Callable[[str], Source]
) -> None:
    note = "昨天的会议讨论了红黑树和死锁。"
    topic = source_of(note).topic.name
    assert topic in {"红黑树", "死锁"}
    assert [front for front, _ in asked(gloss, note)] == [f"{topic}是什么？"]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("昨天的会议讨论了绿皮书的装订。", id="nothing that the catalogue knows"),
        pytest.param("工程师在会议上画出了红黑树的...", id="only in a sentence that breaks off"),
        pytest.param("面试时常问红黑树有什么用?", id="only in a question"),
        pytest.param("Redis saves a lot of time.", id="English"),
    ],
)
def test_where_the_catalogue_has_nothing_to_say_there_is_no_gloss(asked: Asked, note: str) -> None:
    assert asked(gloss, note) == []
