"""Contrast cards: two things told apart on one axis."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from study.cards import contrast
from study.cards.draft import Source
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        (
            "进程是资源分配的基本单位,而线程是调度执行的基本单位。",
            "进程与线程有什么区别？",
            "进程：资源分配的基本单位；线程：调度执行的基本单位",
        ),
        (
            "令牌桶允许一定程度的突发流量,漏桶则总是以恒定的速率流出。",
            "令牌桶与漏桶有什么区别？",
            "令牌桶：允许一定程度的突发流量；漏桶：总是以恒定的速率流出",
        ),
        (
            "TCP 是面向连接的传输协议,而 UDP 是无连接的传输协议。",
            "TCP 与 UDP 有什么区别？",
            "TCP：面向连接的传输协议；UDP：无连接的传输协议",
        ),
        (
            "BERT 采用双向的编码器,而 GPT 采用单向的解码器。",
            "BERT 与 GPT 有什么区别？",
            "BERT：采用双向的编码器；GPT：采用单向的解码器",
        ),
        (
            "有监督学习需要人工标注的标签,而无监督学习需要从数据本身寻找结构。",
            "有监督学习与无监督学习有什么区别？",
            "有监督学习：需要人工标注的标签；无监督学习：需要从数据本身寻找结构",
        ),
        (
            "悲观锁:先加锁再访问共享数据。 乐观锁:先访问数据,提交时再检查冲突。",
            "悲观锁与乐观锁有什么区别？",
            "悲观锁：先加锁再访问共享数据；乐观锁：先访问数据，提交时再检查冲突",
        ),
        (
            "悲观锁:悲观锁就是指先加锁再访问共享数据。 乐观锁:先访问数据,提交时再检查冲突。",
            "悲观锁与乐观锁有什么区别？",
            "悲观锁：先加锁再访问共享数据；乐观锁：先访问数据，提交时再检查冲突",
        ),
    ],
)
def test_two_sides_on_one_axis_are_asked_for_together(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(contrast, note) == [(front, back)]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("与进程不同,线程共享所属进程的地址空间。", "与进程相比，线程有什么不同？", "共享所属进程的地址空间"),
        ("与多线程不同,协程由用户程序自己调度。", "与多线程相比，协程有什么不同？", "由用户程序自己调度"),
        (
            "UDP 不同于 TCP 的地方在于,发送数据前不需要建立连接。",
            "与 TCP 相比，UDP 有什么不同？",
            "发送数据前不需要建立连接",
        ),
    ],
)
def test_what_sets_one_apart_from_another_is_asked_for(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(contrast, note) == [(front, back)]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("进程是资源分配的基本单位,而线程是...", id="the other half is cut"),
        pytest.param("进程是资源分配的基本单位。", id="only one half"),
        pytest.param("TCP 是可靠的传输协议,而效果更好。", id="the other half names nothing"),
        pytest.param("Adam 是自适应学习率的优化算法,而这是传统的方法。", id="the other half points outside"),
        pytest.param("GPT 是自回归语言模型,而 BERT 使用掩码预测被遮住的词。", id="two axes"),
        pytest.param("与它不同,线程共享所属进程的地址空间。", id="a pronoun"),
        pytest.param("与进程不同,线程更轻。", id="too little to know"),
        pytest.param("BERT 是编码器结构,而 BERT 是预训练模型。", id="the same thing twice"),
    ],
)
def test_half_a_contrast_gives_none(asked: Asked, note: str) -> None:
    assert asked(contrast, note) == []


def test_a_contrast_is_about_the_pair_whichever_stands_first(source_of: Callable[[str], Source]) -> None:
    one = next(contrast.make(source_of("进程是资源分配的基本单位,而线程是调度执行的基本单位。")))
    other = next(contrast.make(source_of("线程是调度执行的基本单位,而进程是资源分配的基本单位。")))
    assert one.about == other.about == ("process", "thread")
