"""Closed classes of words."""

from __future__ import annotations

import pytest

from study.words import ASIDES, is_generic_heading


@pytest.mark.parametrize(
    "text",
    ["概述", "背景与动机", "一、引言", "2.1 相关工作", "Introduction", "Related Work", "实验结果（对比）", "模型结构:"],
)
def test_a_heading_that_only_says_which_part_follows_is_generic(text: str) -> None:
    assert is_generic_heading(text)


@pytest.mark.parametrize("text", ["红黑树", "红黑树概述", "死锁的定义", "Introduction to TCP", "模型压缩", ""])
def test_a_heading_that_names_something_is_not_generic(text: str) -> None:
    assert not is_generic_heading(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("注意,堆不稳定", "堆不稳定"),
        ("注意到堆不稳定", "堆不稳定"),
        ("其实堆不稳定", "堆不稳定"),
        ("最后,堆不稳定", "堆不稳定"),
        ("可以说堆不稳定", "堆不稳定"),
        ("注意力很贵", "注意力很贵"),
        ("其实现很短", "其实现很短"),
        ("最后一层很贵", "最后一层很贵"),
        ("最终的损失很小", "最终的损失很小"),
        ("可以说明堆不稳定", "可以说明堆不稳定"),
    ],
)
def test_an_aside_ends_where_another_word_would_be_cut(text: str, rest: str) -> None:
    aside = ASIDES.match(text)
    assert text[aside.end() if aside else 0 :] == rest
