"""Every named rule, with a card that breaks it and one that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from study.cards.rules import CATALOGUE, RULES, alike, broken, from_catalogue
from study.model import Card

GOOD = Card(
    "id", "definition", "t", "红黑树", "红黑树是什么？", "自平衡的二叉查找树", "e", "红黑树是自平衡的二叉查找树", 0, 13
)


def _cloze(front: str) -> Card:
    return replace(GOOD, kind="cloze", front=front, back="", quote=front)


def _with(front: str = GOOD.front, back: str = GOOD.back, kind: str = "attribute", quote: str | None = None) -> Card:
    return replace(GOOD, kind=kind, front=front, back=back, quote=back if quote is None else quote)


CASES = {
    "empty": (
        [_with(front=" "), _with(back=""), _cloze("红黑树是一种平衡树。"), _cloze("红黑树是{{c1:: }}。")],
        [GOOD, _cloze("红黑树是一种{{c1::平衡树}}。")],
    ),
    "too long": (
        [_with(front="问" * 61), _with(back="答" * 121), _cloze("{{c1::" + "字" * 131 + "}}")],
        [
            _with(front="问" * 60, back="答" * 120),
            _cloze("{{c1::" + "字" * 130 + "}}"),
            _with(back="项；" * 50 + "项", kind="enumeration"),
        ],
    ),
    "placeholder": (
        [_with(back="取 [公式] 的最小值"), _with(back=r"取 \frac 的值"), _with(front="[代码] 输出什么？")],
        [_with(back="取数组 a[0] 的值")],
    ),
    "cut": (
        [
            _with(back=back)
            for back in ("自平衡的", "平衡树和", "平衡树...", "平衡树，", "平衡树（", "平衡树，而", "称为")
        ]
        + [_with(back="a tree whose height is bounded by"), _cloze("The height of a {{c1::red-black tree}} is.")]
        + [_cloze("红黑树把{{c1::节点}}替换为。"), _cloze("红黑树由{{c1::节点}}和。")],
        [_with(back=back) for back in ("权重之和", "达到平衡的目的", "一种行为", "the tree as it is", "类型 A")]
        + [_cloze("红黑树的{{c1::实现}}是开源的。")],
    ),
    "points outside": (
        [
            _with(front="它的输入是什么？"),
            _with(front="该模型由谁提出？"),
            _with(back="如上所述的平衡树"),
            _with(back="与图 3 的结构相同"),
            _cloze("因此红黑树是一种{{c1::平衡树}}。"),
        ],
        [_with(front="其他索引有哪些？"), _with(back="除此外不能删除元素"), _with(front="此外还有哪些锁？")],
    ),
    "opinion": (
        [_with(back="令人惊艳的速度"), _with(front="红黑树为什么值得学习？"), _cloze("红黑树{{c1::大概是}}平衡树。")],
        [_with(back="旋转和变色")],
    ),
    "unbalanced": (
        [_with(back="平衡树（AVL"), _with(back="《平衡树"), _with(back='名为 "rb'), _cloze("红黑树（{{c1::RB}}。")],
        [_with(back="平衡树（AVL）"), _cloze("红黑树（{{c1::RB 树}}）有颜色。"), _with(back='名为 "rb" 的树')],
    ),
    "ornament": (
        [_with(back="平衡树 💡"), _with(front="1. 红黑树是什么？")],
        [_with(front="2 层的网络能表示什么？"), _with(back="O(log n)")],
    ),
    "gives itself away": (
        [
            _with(front="平衡的红黑树有什么性质？", back="平衡"),
            _cloze("平衡树是{{c1::平衡树}}的一种。"),
        ],
        [
            _with(front="进程与线程有什么区别？", back="进程", kind="contrast"),
            _cloze("平衡树是{{c1::查找树}}的一种。"),
        ],
    ),
    "repeats the name": (
        [_with(back="红黑树", kind="definition"), _with(back="“红黑树”。", kind="definition")],
        [_with(back="红黑树", kind="attribute"), GOOD],
    ),
    "too many": (
        [_with(back=joint.join("甲乙丙丁戊己庚辛"), kind="enumeration") for joint in ("；", " → ")],
        [
            _with(back="；".join("甲乙丙丁戊己庚"), kind="enumeration"),
            _with(back="；".join("甲乙丙丁戊己庚辛"), kind="attribute"),
        ],
    ),
    "no subject": (
        [
            _with(front=front)
            for front in ("是什么？", "有哪三种？", "模型是什么？", "主要的方法有哪些？", "What is the algorithm?")
        ],
        [_with(front=front) for front in ("堆有哪几种？", "What is TCP?", "红黑树的主要方法有哪些？")]
        + [_cloze("{{c1::红黑树}}。")],
    ),
    "ungrounded": (
        [
            _with(back="二叉查找树", quote="红黑树是平衡树"),
            _with(back="AVL", quote="红黑树是平衡树"),
            _with(back="Redis 集群", quote="Kafka 集群"),
            replace(_cloze("红黑树是{{c1::哈希表}}。"), quote="红黑树是平衡树。"),
        ],
        [
            GOOD,
            _with(back="平衡的树", quote="红黑树是平衡树"),
            _with(back="Actor-Critic", quote="ActorCritic 算法"),
            _with(back="平衡树", quote=""),
            _with(back=f"平衡树{CATALOGUE}", quote="红黑树很快"),
            replace(_cloze("红黑树是{{c1::平衡树}}，不是哈希表。"), quote="红黑树是平衡树"),
        ],
    ),
}


def test_every_rule_has_its_cases() -> None:
    assert CASES.keys() == RULES.keys()


@pytest.mark.parametrize(("rule", "card"), [(rule, card) for rule, (bad, _) in CASES.items() for card in bad])
def test_a_card_that_breaks_a_rule_is_told_so(rule: str, card: Card) -> None:
    assert rule in dict(broken(card))
    assert dict(broken(card))[rule] == RULES[rule](card) != ""


@pytest.mark.parametrize(("rule", "card"), [(rule, card) for rule, (_, good) in CASES.items() for card in good])
def test_a_card_that_only_looks_like_a_breach_is_left_alone(rule: str, card: Card) -> None:
    assert RULES[rule](card) == ""


@pytest.mark.parametrize(
    ("card", "faults"),
    [
        (GOOD, ()),
        (_with(back=""), (("empty", "the back is empty"),)),
        (_cloze("红黑树是平衡树。"), (("empty", "nothing is hidden: write {{c1::…}}"),)),
        (_with(front="问" * 61), (("too long", "the front has 61 characters, 60 are allowed"),)),
        (
            _with(front="它是什么？", back="平衡树和"),
            (("cut", "the answer breaks off"), ("points outside", "`它` points outside the card; name what is meant")),
        ),
        (_with(back="第一次读取时建一个"), (("cut", "the answer breaks off"),)),
        (_with(back="同一个"), ()),
        (_with(back="平衡树）"), (("unbalanced", "`（` and `）` do not match"),)),
        (
            _with(back="；".join("甲乙丙丁戊己庚辛"), kind="enumeration"),
            (("too many", "8 items, 7 are allowed"),),
        ),
        (_with(front="有哪些？"), (("no subject", "the front names no subject"),)),
        (
            _with(back="二叉树", quote="平衡树"),
            (("ungrounded", "`二叉树` does not stand in the quote (`二`)"),),
        ),
        (_with(back="AVL", quote="平衡树"), (("ungrounded", "`AVL` does not stand in the quote"),)),
        (_with(back="似乎平衡"), (("opinion", "`似乎` is an opinion, nothing to know"),)),
    ],
)
def test_what_is_wrong_is_said_in_words(card: Card, faults: tuple[tuple[str, str], ...]) -> None:
    assert broken(card) == faults


def _fronts(*fronts: str, topics: str = "") -> list[Card]:
    return [replace(GOOD, id=str(at), front=front, topic=topics[at : at + 1] or "t") for at, front in enumerate(fronts)]


@pytest.mark.parametrize(
    ("kind", "back", "wrong"),
    [
        ("enumeration", "；".join("一二三四五六七八九"), "9 items, 7 are allowed"),
        ("enumeration", " → ".join("一二三四五六七八"), "8 items, 7 are allowed"),
        ("enumeration", " → ".join("一二三四五六七"), ""),
        ("enumeration", "、".join("一二三四五六七八"), ""),
        ("definition", "；".join("一二三四五六七八"), ""),
    ],
)
def test_only_the_items_of_an_enumeration_are_counted(kind: str, back: str, wrong: str) -> None:
    assert RULES["too many"](_with(back=back, kind=kind)) == wrong


@pytest.mark.parametrize(
    ("front", "names"),
    [
        ("有哪些？", False),
        ("主要有哪几种？", False),
        ("为什么？", False),
        ("算法是什么？", False),
        ("优点有哪些？", False),
        ("全称是什么？", False),
        ("What is the model?", False),
        ("What are the?", False),
        ("锁是什么？", True),
        ("C 是什么？", True),
        ("什么是红黑树？", True),
        ("TCP 为什么要三次握手？", True),
        ("红黑树有哪些优点？", True),
        ("What is a heap?", True),
    ],
)
def test_a_front_names_a_subject_where_more_stands_in_it_than_asking_and_a_general_noun(
    front: str, names: bool
) -> None:
    assert RULES["no subject"](_with(front=front)) == ("" if names else "the front names no subject")


QUOTE = "红黑树是一种自平衡的二叉查找树,由 Rudolf Bayer 发明,训练集是 LAION5B。"


@pytest.mark.parametrize(
    ("back", "wrong"),
    [
        ("自平衡的二叉查找树", ""),
        ("自平衡，二叉查找树；Rudolf Bayer", ""),
        ("二叉查找树和 Rudolf Bayer", ""),
        ("rudolf bayer", ""),
        ("LAION-5B", ""),
        ("自平衡的哈希表", "`自平衡的哈希表` does not stand in the quote (`哈`)"),
        ("Donald Knuth", "`Donald Knuth` does not stand in the quote"),
        ("CIFAR-10", "`CIFAR-10` does not stand in the quote"),
        ("Rudolf Bayer 和队列", "`和队列` does not stand in the quote (`队`)"),
        (f"带颜色的队列{CATALOGUE}", ""),
    ],
)
def test_an_answer_stands_in_its_quote_unless_it_is_the_catalogue_s(back: str, wrong: str) -> None:
    assert RULES["ungrounded"](_with(back=back, quote=QUOTE)) == wrong


@pytest.mark.parametrize(
    ("front", "is_grounded"),
    [
        ("红黑树是{{c1::二叉查找树}}。", True),
        ("队列{{c1::由 Rudolf Bayer 发明}}。", True),
        ("红黑树是{{c1::队列}}。", False),
        ("{{c1::红黑树}}由 {{c2::Donald Knuth}} 发明。", False),
    ],
)
def test_of_a_cloze_what_is_hidden_stands_in_the_quote(front: str, is_grounded: bool) -> None:
    assert (RULES["ungrounded"](replace(_cloze(front), quote=QUOTE)) == "") is is_grounded


def test_a_card_that_the_learner_wrote_needs_no_quote() -> None:
    assert RULES["ungrounded"](_with(back="队列", quote="")) == ""


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        (f"带颜色的树{CATALOGUE}", True),
        (CATALOGUE, True),
        (f"{CATALOGUE}带颜色的树", False),
        ("带颜色的树（目录）", False),
        ("", False),
    ],
)
def test_an_answer_is_from_the_catalogue_where_it_ends_by_saying_so(back: str, expected: bool) -> None:
    assert from_catalogue(_with(back=back)) is expected


@pytest.mark.parametrize(
    ("fronts", "topics", "pairs"),
    [
        (("红黑树是什么？", "红黑树 是什么?", "堆是什么？"), "", [("1", "0")]),
        (("B-Tree 是什么？", "b tree 是什么？"), "", [("1", "0")]),
        (("TCP 建立连接的三次握手有哪些步骤？", "TCP 建立连接的三次握手有哪几步骤？"), "", [("1", "0")]),
        (("堆是什么？", "堆是什么？", "堆是什么？"), "", [("1", "0"), ("2", "0"), ("2", "1")]),
        (("堆是什么？", "栈是什么？", "堆是什么？"), "aba", [("2", "0")]),
        (("堆是什么？", "堆是什么？"), "ab", []),
        (("TCP 是什么？", "UDP 是什么？"), "", []),
        (("红黑树有哪些性质？", "红黑树有哪些操作？"), "", []),
        (("HTTP/1 建立连接时要握手几次，耗时多久？", "HTTP/2 建立连接时要握手几次，耗时多久？"), "", []),
        ((), "", []),
    ],
)
def test_fronts_of_a_topic_that_ask_nearly_the_same_are_found_the_later_first(
    fronts: tuple[str, ...], topics: str, pairs: list[tuple[str, str]]
) -> None:
    assert [(card.id, other.id) for card, other in alike(_fronts(*fronts, topics=topics))] == pairs


@pytest.mark.parametrize(
    ("front", "back", "faults"),
    [
        ("DDPM 把扩散过程分为{{c1::固定的 T 步}}。", "", []),
        ("DDPM 把扩散过程分为{{c1::固定的 T 步}}。", "固定的 T 步", []),
        ("DDPM 把扩散过程分为几步？", "", ["empty"]),
        ("DDPM 分{{c1::固定的 T 步}}，即固定的 T 步。", "", ["gives itself away"]),
    ],
)
def test_a_cloze_of_the_learners_own_is_held_to_what_a_cloze_must_be(front: str, back: str, faults: list[str]) -> None:
    card = Card("mine", "own", "ddpm", "", front, back, "", "", 0, 0)
    assert [rule for rule, _ in broken(card)] == faults
