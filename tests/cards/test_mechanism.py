"""Mechanism cards: what is changed into what, what stands in for what."""

from __future__ import annotations

import pytest

from study.cards import mechanism
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        (
            "ResNet 把网络要学的目标从映射本身改成了残差。",
            "ResNet 把网络要学的目标从映射本身改成了什么？",
            "残差",
        ),
        (
            "Swin Transformer 将全局注意力替换为窗口注意力,降低了计算量。",
            "Swin Transformer 把全局注意力替换成了什么？",
            "窗口注意力",
        ),
        ("BPE 把罕见词拆分为更小的子词。", "BPE 把罕见词拆分成了什么？", "更小的子词"),
        (
            "哈希函数将任意长度的输入映射为固定长度的输出。",
            "哈希函数把任意长度的输入映射成了什么？",
            "固定长度的输出",
        ),
        (
            "MobileNet 把标准卷积分解为深度卷积和逐点卷积。",
            "MobileNet 把标准卷积分解成了什么？",
            "深度卷积和逐点卷积",
        ),
        ("事务的原子性、隔离性由锁机制实现,后面再讲。", "事务的原子性、隔离性由什么实现？", "锁机制"),
        ("MVCC 的可见性由 Read View 来决定。", "MVCC 的可见性由什么决定？", "ReadView"),
        ("YOLO 将目标检测视为回归问题。", "YOLO 把目标检测视作什么？", "回归问题"),
        ("虚拟内存被划分为固定大小的页。", "虚拟内存被划分成什么？", "固定大小的页"),
        (
            "ResNet replaces plain stacked layers with residual blocks.",
            "What does ResNet put in place of plain stacked layers?",
            "residual blocks",
        ),
    ],
)
def test_a_change_is_asked_for_with_what_it_was_before(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(mechanism, note) == [(front, back)]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("它把循环结构替换为自注意力。", id="a pronoun without its noun"),
        pytest.param("It replaces batch norm with layer norm.", id="English pronoun"),
        pytest.param("这篇文章把卷积替换为注意力。", id="points outside"),
        pytest.param("我们把标准卷积替换为深度卷积。", id="what the authors did"),
        pytest.param("MobileNet 把标准卷积分解为...", id="cut"),
        pytest.param("MobileNet 把标准卷积替换为 [公式]。", id="a formula was taken out"),
        pytest.param("MobileNet 把标准卷积替换得很优雅。", id="an opinion"),
        pytest.param("连续的内存很大。", id="no change"),
        pytest.param("负载均衡器会将用户请求转发到别的节点,从而保证服务可用。", id="用 inside 用户"),
        pytest.param(
            "循环依赖很常见。接下来我们将构造器注入修改为 setter 注入。", id="what the authors do to an example"
        ),
    ],
)
def test_where_nothing_named_changes_there_is_no_mechanism(asked: Asked, note: str) -> None:
    assert asked(mechanism, note) == []
