"""Closed classes of words."""

from __future__ import annotations

import pytest

from study.words import ASIDES, OPINIONS, TALK, is_generic_heading, named_by_heading, points_outside


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
    ("heading", "name"),
    [
        ("红黑树 介绍", "红黑树"),
        ("Raft 论文笔记", "Raft"),
        ("堆的实现原理", "堆"),
        ("概述与背景", ""),
        ("红黑树", ""),
        ("红黑树 参考代码", ""),
    ],
)
def test_a_heading_names_what_stands_before_the_words_for_the_part_that_follows(heading: str, name: str) -> None:
    assert named_by_heading(heading) == name


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("注意,堆不稳定", "堆不稳定"),
        ("注意到堆不稳定", "堆不稳定"),
        ("其实堆不稳定", "堆不稳定"),
        ("最后,堆不稳定", "堆不稳定"),
        ("可以说堆不稳定", "堆不稳定"),
        ("主要说了堆不稳定", "堆不稳定"),
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


@pytest.mark.parametrize(
    "text",
    [
        "在跳表中,每个节点有多层指针", "特征图中的每个点", "在 ImageNet 上表现接近人类", "用在 ImageNet 上图像的分类",
        "比如上游系统", "例如下载文件", "原图 800x600", "单链表 3 个节点", "持有排他锁的事务",
        "文本文件", "样本节点", "目录下文件", "在图中寻找最短的路径", "在表中插入一行", "本实验室",
        "用法如下载", "统一作为输入", "拆成单一作业", "从图像来看一致", "画在主页面上", "延迟为 10 us", "MySQL 的锁",
    ],
)  # fmt: skip
def test_a_word_that_holds_another_that_points_does_not_point(text: str) -> None:
    assert not points_outside(text)
    assert not TALK.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "如图 3 所示",
        "图 3 是结构",
        "从表中可以看出",
        "在表 2 中",
        "下图是结构",
        "图(b)是结构",
        "在图中可以看到栈",
        "本实验用到栈",
        "本文的方法",
        "他提出了栈",
        "如下线所示",
        "在下面证明",
        "our goal is fewer faults",
    ],
)
def test_a_word_that_points_to_another_place_is_found(text: str) -> None:
    assert points_outside(text)


@pytest.mark.parametrize("text", ["有许多重要的应用", "最近公共祖先", "模型已学习到的特征"])
def test_what_only_looks_like_talk_is_none(text: str) -> None:
    assert not OPINIONS.search(text)
    assert not TALK.search(text)
