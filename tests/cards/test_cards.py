"""The choice among drafts: few, different, verbatim, and the same whatever the order and the wording."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from study.cards import FEWEST, MOST, choose, from_catalogue, make, quoting
from study.cards.draft import Source
from study.cards.rules import CATALOGUE, broken
from study.cards.typeset import typeset
from study.catalog import Catalog
from study.ids import fold
from study.model import Card, Entry, Passage, Reference

Made = tuple[tuple[Card, float], ...]
MadeOf = Callable[..., Made]

NOTES = (
    "学习率是一个控制每次参数更新步长的超参数。学习率的问题是过大会导致训练发散。",
    "进程是资源分配的基本单位,而线程是调度执行的基本单位。",
    "TCP 是一种面向连接的、可靠的传输层协议。TCP 通过滑动窗口控制发送方的发送速率。",
    "学习率是一个决定参数更新快慢的超参数。",
    "K-Means 先随机选取 K 个中心,然后把每个样本分给最近的中心,最后重新计算各簇的均值。",
    "支持向量机(Support Vector Machine, SVM)寻找间隔最大的超平面。支持向量机的核心思想是最大化分类间隔。",
    "Dropout is a regularization method that randomly drops units during training.",
    "操作系统的进程有三种状态: 1. 就绪 2. 运行 3. 阻塞",
    "MobileNet 把标准卷积分解为深度卷积和逐点卷积。",
    "Paxos 由 Leslie Lamport 于 1990 年提出。",
)


@pytest.fixture(scope="module")
def made(source_of: Callable[[str], Source], passage_of: Callable[[str], Passage]) -> MadeOf:
    """Make the cards of a note under an entry's id, each with its weight."""

    def make_cards(text: str, entry: str = "e") -> Made:
        passage = passage_of(text)
        passage = Passage(
            Entry(entry, text, ("a.txt",)), passage.headings, passage.sentences, passage.listings, passage.mentions
        )
        return make(passage, source_of(text).terms, "topic")

    return make_cards


LONG = (
    "TCP 是一种面向连接的、可靠的传输层协议。UDP 是一种无连接的传输层协议。DNS 是一种把域名解析为地址的分布式系统。"
    "Redis 是一个基于内存的键值数据库。红黑树是一种自平衡的二叉查找树。学习率是一个控制更新步长的超参数。"
    "Kafka 是 LinkedIn 开发的消息队列。Paxos 由 Leslie Lamport 于 1990 年提出。"
    "ACID 包括原子性、一致性、隔离性和持久性。"
    "Dropout 的核心思想是在训练时随机丢弃一部分神经元。虚拟内存被划分为固定大小的页。"
)


def test_an_entry_gets_at_most_eight_cards_the_weightiest_first(made: MadeOf) -> None:
    cards = made(LONG)
    weights = [weight for _, weight in cards]
    assert MOST == len(cards) == 8
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("note", [*NOTES, LONG])
def test_every_quote_is_verbatim_and_no_card_breaks_a_rule(made: MadeOf, note: str) -> None:
    cards = made(note)
    assert [(card.front, broken(card)) for card, _ in cards if broken(card)] == []
    assert [card.quote for card, _ in cards] == [note[card.start : card.end] for card, _ in cards]
    assert all(card.quote == card.quote.strip() != "" for card, _ in cards)


@pytest.mark.parametrize("note", [*NOTES, LONG])
def test_no_two_cards_of_an_entry_ask_nearly_the_same(made: MadeOf, note: str) -> None:
    fronts = [fold(card.front) for card, _ in made(note)]
    assert [pair for pair in itertools.combinations(fronts, 2) if fuzz.ratio(*pair) > 88] == []


def test_the_quote_holds_only_the_clauses_that_the_answer_rests_on(made: MadeOf) -> None:
    card, _ = made("首先,红黑树是一种自平衡的二叉查找树,每个节点带有一个颜色位。")[0]
    assert card.quote == "红黑树是一种自平衡的二叉查找树"


def test_no_question_holds_the_answer_of_another(made: MadeOf) -> None:
    cards = [
        card
        for card, _ in made(
            "TFRecord 存储在 tf.data 模块的读取层里面。tf.data 模块的读取层里面有三种:TFRecord、CSV 和文本。"
        )
    ]
    questions = [card for card in cards if card.kind not in {"cloze", "full-name"}]
    assert questions
    assert not [
        (one.back, two.front)
        for one in questions
        for two in questions
        if one is not two and len(one.back) > 8 and one.back in two.front
    ]


def test_a_note_without_terms_gives_no_cards(made: MadeOf) -> None:
    assert made("训练时使用了很多数据。") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("学习率是一个控制每次参数更新步长的超参数。", "学习率是一个决定参数更新快慢的超参数。"),
        ("学习率是一个控制每次参数更新步长的超参数。", "所谓“学习率”,是指控制每次参数更新步长的超参数。"),
        ("TCP 是一种面向连接的、可靠的传输层协议。", "TCP是一种面向连接的,可靠的传输层协议!"),
        ("随机梯度下降是一种每次只看一个样本的优化算法。", "SGD 是一种每次只看一个样本的优化算法。"),
        ("Paxos 由 Leslie Lamport 于 1990 年提出。", "Paxos 由 Leslie Lamport 提出,用于达成共识。"),
        ("批归一化的目的是减小每层输入分布的变化。", "Batch Normalization 的目的在于让每层的输入分布保持稳定。"),
        ("YOLO 将目标检测视为回归问题。", "YOLO 把目标检测看作一个回归问题。"),
    ],
)
def test_the_same_thing_in_other_words_keeps_its_id(made: MadeOf, one: str, other: str) -> None:
    def ids(note: str) -> set[str]:
        return {card.id for card, _ in made(note) if card.kind not in {"cloze", "full-name"}}

    first, second = ids(one), ids(other)
    assert first
    assert first <= second or second <= first


def test_a_contrast_keeps_its_id_when_the_other_side_is_said_first(made: MadeOf) -> None:
    def contrasts(note: str) -> list[str]:
        return [card.id for card, _ in made(note) if card.kind == "contrast"]

    one = contrasts("进程是资源分配的基本单位,而线程是调度执行的基本单位。")
    assert len(one) == 1
    assert contrasts("线程是 CPU 调度的最小单位,而进程是分配资源的最小单位。") == one
    assert contrasts("协程是用户态调度的最小单位,而进程是分配资源的最小单位。") != one


def test_different_things_have_different_ids(made: MadeOf) -> None:
    tcp, udp = made("TCP 是一种面向连接的传输层协议。"), made("UDP 是一种面向连接的传输层协议。")
    assert {card.id for card, _ in tcp}.isdisjoint(card.id for card, _ in udp)


def test_an_id_does_not_come_from_entry_or_topic(source_of: Callable[[str], Source]) -> None:
    source = source_of("TCP 是一种面向连接的传输层协议。")
    card, _ = make(source.passage, source.terms, "tcp")[0]
    again, _ = make(source.passage, source.terms, "elsewhere")[0]
    assert (card.id, card.topic, again.topic) == (again.id, "tcp", "elsewhere")


def test_of_two_notes_the_better_definition_wins(made: MadeOf) -> None:
    early = made("学习率是一个控制每次参数更新步长的超参数。", "b")
    late = made("TCP 通过滑动窗口控制发送方的发送速率。学习率是一个决定快慢的超参数。", "a")
    winners = {card.id: card for card in choose([*late, *early])}
    definition = early[0][0]
    assert winners[definition.id].back == "控制每次参数更新步长的超参数"


def test_of_equally_good_cards_the_one_of_the_first_entry_wins(made: MadeOf) -> None:
    note = "学习率是一个控制每次参数更新步长的超参数。"
    for order in ([*made(note, "b"), *made(note, "a")], [*made(note, "a"), *made(note, "b")]):
        assert {card.entry for card in choose(order)} == {"a"}


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(len(NOTES))))
def test_the_cards_do_not_depend_on_the_order_of_the_notes(order: Sequence[int], made: MadeOf) -> None:
    def cards(places: Sequence[int]) -> set[Card]:
        return set(choose([card for place in places for card in made(NOTES[place], f"e{place}")]))

    assert cards(order) == cards(range(len(NOTES)))


PIECES = st.sampled_from(
    [
        *"1、 一、 (2) ① 2. 、 ， ； 。 ： ( ) （ ） “ ” 《 》 的 是 由 和 以下 包括 如果 ，但 就 为了 被 ...".split(),
        *"有 3 种方法: |优点: |监控:检查节点。 |加载(Load) |TCP(Transmission Control Protocol)|死锁".split("|"),
        *"线程 BERT 深度学习".split(),
        *"由锁实现|、和|X,S 锁|[公式]|a@b.com |Kaiming He 等人|为什么? |因此|分为 A、B 和 C|《一篇论文".split("|"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(text=st.lists(PIECES, min_size=1, max_size=30).map("".join))
@example(text="《论文 Neural Machine Translation(NMT) 讲了》")
@example(text="死锁有以下几种: 1、互斥。 一、等待。")
@example(text="死锁...: 1. 互斥 2. 等待")
def test_any_note_is_read_to_its_end(made: MadeOf, text: str) -> None:
    for card, weight in made(text):
        assert card.front
        assert weight >= 0


def _answers(cards: Iterable[Card]) -> list[str]:
    """Give what each card asks for: the back, or what a cloze hides, without punctuation."""
    hidden = (" ".join(re.findall(r"\{\{c\d+::(.*?)\}\}", card.front)) or card.back for card in cards)
    return ["".join(filter(str.isalnum, fold(answer))) for answer in hidden]


TALK = (
    "这次课程讲了布隆过滤器、红黑树和哈希表,很有收获。",
    "周末翻了随机森林、决策树和支持向量机的笔记。",
    "面试前把死锁、信号量和互斥锁又看了一遍。",
)


@pytest.mark.parametrize("note", [*NOTES, *TALK, LONG])
def test_no_answer_of_an_entry_equals_another_s(made: MadeOf, note: str) -> None:
    answers = _answers(card for card, _ in made(note))
    assert "" not in answers
    assert len(set(answers)) == len(answers)


@pytest.mark.parametrize("note", TALK)
def test_an_entry_that_says_little_gets_cards_from_the_catalogue(made: MadeOf, known: Catalog, note: str) -> None:
    cards = choose(made(note))
    assert len(cards) == FEWEST
    glosses = {typeset(concept.gloss).rstrip("。") for concept in known.concepts.values()}
    assert {card.kind for card in cards} == {"definition"}
    assert all(from_catalogue(card) and card.back.removesuffix(CATALOGUE) in glosses for card in cards)
    assert all(card.quote in note for card in cards)


def test_the_catalogue_gives_no_more_than_an_entry_lacks(made: MadeOf) -> None:
    many = "这次课程讲了布隆过滤器、红黑树、二叉树、哈希表和并查集,很有收获。"
    assert len(choose(made(many))) == FEWEST
    one = "红黑树是一种自平衡的二叉查找树。布隆过滤器、哈希表和并查集下次再看。"
    assert [from_catalogue(card) for card in choose(made(one))] == [False, True, True]


@pytest.mark.parametrize(
    "note", [LONG, "Redis 是一个基于内存的键值数据库。Kafka 是一个分布式消息系统。TCP 是一种面向连接的协议。"]
)
def test_an_entry_that_says_enough_gets_none_from_the_catalogue(made: MadeOf, note: str) -> None:
    cards = choose(made(note))
    assert len(cards) >= FEWEST
    assert not any(from_catalogue(card) for card in cards)


def test_an_english_entry_gets_no_chinese_cards_from_the_catalogue(made: MadeOf) -> None:
    cards = choose(made("Dropout is a regularization method that randomly drops units during training."))
    assert [(card.front, from_catalogue(card)) for card in cards] == [("What is Dropout?", False)]


def test_what_a_note_says_comes_before_what_the_catalogue_says(made: MadeOf) -> None:
    says, talks = made("红黑树是一种自平衡的二叉查找树。", "b"), made(TALK[0], "a")
    for order in ([*says, *talks], [*talks, *says]):
        asking = [card for card in choose(order) if card.front == "红黑树是什么？"]
        assert [(card.back, card.entry, card.also) for card in asking] == [("自平衡的二叉查找树", "b", ())]


def test_the_definitions_of_other_notes_are_told_beside_the_best(made: MadeOf) -> None:
    notes = {
        "a": "红黑树是一种自平衡的二叉查找树。",
        "b": "红黑树是一种用颜色位保持平衡的二叉查找树。",
        "c": "总之,红黑树是一种最坏情况下也很矮的查找树。",
    }
    cards = choose([card for entry, note in notes.items() for card in made(note, entry)])
    [best] = [card for card in cards if card.front == "红黑树是什么？"]
    assert (best.entry, best.back) == ("a", "自平衡的二叉查找树")
    assert [(other.entry, other.quote) for other in best.also] == [
        ("b", "红黑树是一种用颜色位保持平衡的二叉查找树。"),
        ("c", "红黑树是一种最坏情况下也很矮的查找树。"),
    ]
    assert [notes[other.entry][other.start : other.end] for other in best.also] == [other.quote for other in best.also]


CARD = Card("i", "definition", "t", "红黑树", "红黑树是什么？", "自平衡的二叉查找树", "a", "红黑树是查找树", 0, 7)


@pytest.mark.parametrize(
    "other",
    [
        replace(CARD, back="带颜色的树"),
        replace(CARD, entry="b", kind="attribute"),
        replace(CARD, entry="b", back=f"带颜色的树{CATALOGUE}"),
    ],
)
def test_only_a_definition_by_another_note_is_told_beside_the_best(other: Card) -> None:
    assert choose([(CARD, 2.0), (other, 1.0)]) == (CARD,)


@pytest.mark.parametrize(
    ("weight", "expected"), [(3.0, "B"), (1.0, "A")]
)  # the card of the second note weighs less or more than that of the first
def test_of_cards_with_one_id_or_one_front_the_weightier_stays(weight: float, expected: str) -> None:
    one = replace(CARD, back="A")
    for other in (
        replace(CARD, entry="b", back="B"),
        replace(CARD, id="j", entry="b", back="B", front="红黑树是什么?"),
    ):
        for order in ([(one, 2.0), (other, weight)], [(other, weight), (one, 2.0)]):
            assert [(card.back, [reference.entry for reference in card.also]) for card in choose(order)] == [
                (expected, ["a" if expected == "B" else "b"])
            ]


def test_of_nearly_the_same_fronts_of_a_topic_the_weightier_stays() -> None:
    one = replace(CARD, front="TCP 建立连接的三次握手有哪些步骤？")
    other = replace(CARD, id="j", entry="b", front="TCP 建立连接的三次握手有哪几步骤？")
    assert [card.id for card in choose([(one, 1.0), (other, 2.0)])] == ["j"]
    assert [card.id for card in choose([(one, 1.0), (replace(other, topic="u"), 2.0)])] == ["i", "j"]


@pytest.mark.parametrize(("one", "other"), [("优点", "缺点"), ("输入", "输出"), ("优势", "劣势")])
def test_fronts_that_ask_for_the_contrary_both_stay(one: str, other: str) -> None:
    cards = [replace(CARD, id=part, front=f"三次握手的主要{part}分别有哪些？") for part in (one, other)]
    assert choose([(card, 1.0) for card in cards]) == tuple(cards)


def test_a_weightier_card_from_the_catalogue_gives_way_to_a_note_s() -> None:
    other = replace(CARD, entry="b", back=f"带颜色的树{CATALOGUE}")
    assert choose([(other, 9.0), (CARD, 1.0)]) == (CARD,)


def test_cards_and_their_references_quote_the_notes_again() -> None:
    texts = {"a": "总之红黑树是查找树。", "b": "平衡的红黑树"}
    whole = replace(CARD, start=2, end=9, quote="红黑树是查找树", also=(Reference("b", "红黑树", 3, 6),))
    bare = replace(whole, quote="", also=(Reference("b", "", 3, 6),))
    assert quoting([bare], texts) == (whole,) == quoting([whole], texts)
