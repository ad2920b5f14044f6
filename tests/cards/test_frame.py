"""What a card shows around its question and answer: where it comes from, and what helps without giving it away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.cards.frame import Framing, around, source
from study.cards.rules import CATALOGUE
from study.model import Card, Entry, Frame, Need, Reference, Topic, Track

NOTE = "数据库要索引。红黑树是一种自平衡的二叉查找树,插入要旋转。死锁是另一回事。"
QUOTE = "红黑树是一种自平衡的二叉查找树"
START = NOTE.index(QUOTE)
CARD = Card(
    "id", "definition", "red-black-tree", "红黑树", "红黑树是什么？", "自平衡的二叉查找树", "e", QUOTE,
    START, START + len(QUOTE),
)  # fmt: skip
NEEDS = (Need("binary-search-tree", "它是一种二叉搜索树"), Need("rotation", "它靠旋转保持平衡"))
TOPIC = Topic(
    "red-black-tree", "红黑树", ("Red-Black Tree", "RB-Tree"), Track("data-structures", "Data structures", "数据结构"),
    0, False, "", NEEDS, ("id",),
)  # fmt: skip
ENTRIES = {
    "e": Entry("e", NOTE, ("a.txt",)),
    "f": Entry("f", "复习:红黑树用颜色位保持平衡。", ("a.txt",)),
}
NAMES = {"binary-search-tree": "二叉搜索树", "red-black-tree": "红黑树"}
GLOSSES = {"死锁": "一组进程循环等待对方的资源,都无法推进的状态。"}
ENDS = "。！？!?"


def framed(card: Card = CARD, topic: Topic = TOPIC) -> Frame:
    return Framing({topic.id: topic}, ENTRIES, GLOSSES, NAMES).frame(card)


def _cloze(front: str) -> Card:
    return replace(CARD, kind="cloze", front=front, back="")


def test_the_quote_stands_in_its_own_sentence() -> None:
    shown = framed()
    assert (shown.before, shown.after) == ("", ",插入要旋转。")


@pytest.mark.parametrize(
    ("before", "quote", "after", "expected"),
    [
        ("堆很快。但", "栈是表", ",后进先出。堆是树。", ("但", ",后进先出。")),
        ("堆是树吗?首先,", "栈是表", "!堆是树。", ("首先,", "!")),
        ("堆是树！", "栈是表", "？当然。", ("", "？")),
        ("堆是树。", "栈是表。", "堆是树。", ("", "")),
        ("", "栈是表", "", ("", "")),
        ("总之", "栈是表", ",堆是树", ("总之", ",堆是树")),
        ("💡 总之", "栈是表", "。", ("总之", "。")),
        ("前" * 48, "栈是表", "后" * 48, ("前" * 48, "后" * 48)),
        ("Red. The heap is old. ", "It is a tree.", " And so on.", ("", "")),
        ("v1.5 is old, ", "栈是表", "。", ("v1.5 is old, ", "。")),
        ("detection " * 6, "stack", " detection" * 6, ("… " + "detection " * 4, " detection" * 4 + " …")),
        ("前" * 49, "栈是表", "后" * 49, ("…" + "前" * 48, "后" * 48 + "…")),
        ("前" * 60 + "。但", "栈是表", "的。" + "后" * 60, ("但", "的。")),
    ],
)
def test_the_context_ends_where_the_sentence_ends_or_is_cut_with_an_ellipsis(
    before: str, quote: str, after: str, expected: tuple[str, str]
) -> None:
    text = before + quote + after
    assert around(text, len(before), len(before + quote)) == expected


@st.composite
def _quoted(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(st.text("堆树是a1 ,，。！？!?…💡《》\n", min_size=1, max_size=200))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(_quoted())
@settings(max_examples=200, deadline=None)
def test_context_and_quote_are_verbatim_but_for_the_ellipses(place: tuple[str, int, int]) -> None:
    text, start, end = place
    before, after = around(text, start, end)
    assert text[:start].endswith(before.removeprefix("…"))
    assert text[end:].startswith(after.removesuffix("…"))


@given(_quoted())
@settings(max_examples=200, deadline=None)
def test_the_context_holds_no_words_of_another_sentence(place: tuple[str, int, int]) -> None:
    before, after = around(*place)
    assert not set(before) & set(ENDS)
    assert not set(after[:-1]) & set(ENDS)


def test_a_card_that_the_learner_wrote_has_no_context() -> None:
    shown = framed(replace(CARD, entry="", quote="", start=0, end=0))
    assert (shown.before, shown.after, shown.source) == ("", "", "")


def test_the_hint_names_field_and_topic() -> None:
    assert framed().hint == "数据结构 · 红黑树"


@pytest.mark.parametrize(
    "card",
    [
        replace(CARD, front="自平衡、节点带颜色的查找树叫什么？", back="红黑树"),
        replace(CARD, front="红黑树的英文名是什么？", back="Red-Black Tree"),
        replace(CARD, front="缩写是什么？", back="rb tree"),
        _cloze("{{c1::红黑树}}是一种自平衡的二叉查找树。"),
        _cloze("平衡树有 {{c1::AVL 树}}和{{c2::红黑树}}。"),
        replace(CARD, front="有序映射用什么存储键？", back="红黑树和链表"),
    ],
)
def test_the_hint_is_without_the_topic_where_that_is_the_answer(card: Card) -> None:
    assert framed(card).hint == "数据结构"


@pytest.mark.parametrize(
    "card",
    [
        _cloze("红黑树是一种{{c1::自平衡}}的二叉查找树。"),
        replace(CARD, front="红黑树和 AVL 树谁旋转得少？", back="红黑树"),
    ],
)
def test_the_hint_keeps_the_topic_where_the_answer_is_another_or_the_question_names_it(card: Card) -> None:
    assert framed(card).hint == "数据结构 · 红黑树"


def test_a_term_that_no_note_defines_is_glossed_from_the_catalogue() -> None:
    about = replace(CARD, kind="limit", term="死锁", front="死锁会带来什么问题？", back="进程都无法推进")
    assert framed(about).gloss == "死锁：一组进程循环等待对方的资源，都无法推进的状态。"


def test_a_term_that_a_note_defines_has_no_gloss() -> None:
    assert framed().gloss == ""


def test_a_card_that_is_the_catalogue_s_own_is_not_glossed_again() -> None:
    assert framed(replace(CARD, term="死锁", front="死锁是什么？", back=f"循环等待的状态{CATALOGUE}")).gloss == ""


@pytest.mark.parametrize("term", ["红黑树", "RB-Tree", "red-black tree"])
def test_a_card_about_the_topic_names_the_prerequisites_that_have_a_place_in_the_plan(term: str) -> None:
    assert framed(replace(CARD, term=term)).needs == ("二叉搜索树",)


def test_a_card_about_something_else_names_no_prerequisites() -> None:
    assert framed(replace(CARD, term="死锁")).needs == ()
    assert framed(topic=replace(TOPIC, needs=())).needs == ()


def test_where_else_the_notes_answer_is_said_with_the_note_s_opening() -> None:
    other = Reference("f", "红黑树用颜色位保持平衡", 3, 14)
    gone = Reference("gone", "红黑树是树", 0, 5)
    assert framed(replace(CARD, also=(other, gone))).also == (
        "红黑树用颜色位保持平衡（复习:红黑树用颜色位保持平衡。）",
    )
    assert framed().also == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("红黑树是树。", "红黑树是树。"),
        ("🌳 红黑树 是树", "红黑树 是树"),
        ("🌳 https://example.org/rb 红黑树是树", "红黑树是树"),
        ("红黑树\n是树", "红黑树 是树"),
        ("树" * 36, "树" * 36),
        ("树" * 37, "树" * 36 + "…"),
    ],
)
def test_a_note_is_known_by_its_opening_words(text: str, expected: str) -> None:
    assert source(Entry("e", text, ("a.txt",))) == expected


def shown_and_made_from(
    card: Card = CARD,
    topic: Topic = TOPIC,
    entries: dict[str, Entry] = ENTRIES,
    glosses: dict[str, str] = GLOSSES,
    names: dict[str, str] = NAMES,
) -> tuple[Frame, list[str]]:
    framing = Framing({topic.id: topic}, entries, glosses, names)
    return framing.frame(card), list(framing.sources(topic, [card]))


DEADLOCK = replace(CARD, term="死锁", also=(Reference("f", "红黑树用颜色位保持平衡", 3, 14),))


@pytest.mark.parametrize(
    "changes",
    [
        {"card": replace(DEADLOCK, start=START + 1)},
        {"card": replace(DEADLOCK, front="哪种树带颜色？", back="红黑树")},
        {"card": replace(DEADLOCK, also=())},
        {"card": replace(DEADLOCK, term="红黑树")},
        {"topic": replace(TOPIC, name="RBT")},
        {"topic": replace(TOPIC, track=Track("t", "T", "域"))},
        {"card": replace(DEADLOCK, term="红黑树"), "topic": replace(TOPIC, needs=())},
        {"entries": {**ENTRIES, "e": replace(ENTRIES["e"], text=NOTE.replace("旋转", "变色"))}},
        {"entries": {**ENTRIES, "f": replace(ENTRIES["f"], text="再学:红黑树用颜色位保持平衡。")}},
        {"glosses": {}},
        {"card": replace(DEADLOCK, term="红黑树"), "names": {}},
    ],
    ids=" and ".join,
)
def test_where_a_frame_changes_something_that_it_is_made_from_does(changes: dict[str, Any]) -> None:
    (before, made_from), (after, then_from) = (
        shown_and_made_from(card=DEADLOCK),
        shown_and_made_from(**{"card": DEADLOCK, **changes}),
    )
    assert before != after
    assert made_from != then_from


def test_what_a_frame_is_made_from_is_the_same_wherever_the_topic_stands_in_the_plan() -> None:
    moved = replace(TOPIC, order=7, cards=("id", "another"))
    assert shown_and_made_from(topic=moved) == shown_and_made_from()
