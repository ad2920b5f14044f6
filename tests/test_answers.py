"""The parts of an answer."""

from __future__ import annotations

import pytest

from study.answers import parts
from study.model import Card


@pytest.mark.parametrize(
    ("kind", "back", "edited", "items", "is_ordered"),
    [
        ("enumeration", "有监督微调 → 奖励建模 → 强化学习", False, ("有监督微调", "奖励建模", "强化学习"), True),
        ("enumeration", "互斥；循环等待", False, ("互斥", "循环等待"), False),
        ("contrast", "Actor：执行动作；Critic：评估", False, ("Actor：执行动作", "Critic：评估"), False),
        ("enumeration", "只有一项", False, ("只有一项",), False),
        ("definition", "先编码；再解码", False, ("先编码；再解码",), False),
        ("enumeration", "我的；措辞", True, ("我的；措辞",), False),
        ("cloze", "", False, ("",), False),
    ],
)
def test_the_items_of_an_enumeration_and_the_sides_of_a_contrast_are_its_parts(
    kind: str, back: str, edited: bool, items: tuple[str, ...], is_ordered: bool
) -> None:
    assert parts(Card("c", kind, "t", "T", "问？", back, "e", "q", 0, 1, edited)) == (items, is_ordered)
