"""Every named rule, with a card that breaks it and one that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from study.cards.rules import RULES, broken
from study.model import Card

GOOD = Card("id", "definition", "t", "红黑树", "红黑树是什么？", "自平衡的二叉查找树", "e", "红黑树是…", 0, 6)


def _cloze(front: str) -> Card:
    return replace(GOOD, kind="cloze", front=front, back="")


def _with(front: str = GOOD.front, back: str = GOOD.back, kind: str = "attribute") -> Card:
    return replace(GOOD, kind=kind, front=front, back=back)


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
        + [_cloze("红黑树把{{c1::节点}}替换为。"), _cloze("红黑树由{{c1::节点}}和。")],
        [_with(back=back) for back in ("权重之和", "达到平衡的目的", "一种行为")]
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
        (_with(back="平衡树）"), (("unbalanced", "`（` and `）` do not match"),)),
        (_with(back="似乎平衡"), (("opinion", "`似乎` is an opinion, nothing to know"),)),
    ],
)
def test_what_is_wrong_is_said_in_words(card: Card, faults: tuple[tuple[str, str], ...]) -> None:
    assert broken(card) == faults
