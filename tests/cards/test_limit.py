"""Limit cards: what a thing lacks, and what trouble it brings."""

from __future__ import annotations

import pytest

from study.cards import limit
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        (
            "布隆过滤器的缺点是可能把不存在的元素误判为存在。",
            "布隆过滤器的缺点是什么？",
            "可能把不存在的元素误判为存在",
        ),
        ("快速排序的主要缺点是最坏情况下退化为平方时间。", "快速排序的主要缺点是什么？", "最坏情况下退化为平方时间"),
        ("微服务的主要挑战在于跨服务的数据一致性。", "微服务的主要挑战是什么？", "跨服务的数据一致性"),
        ("自旋锁的代价是等待期间一直占用处理器。", "自旋锁的代价是什么？", "等待期间一直占用处理器"),
        (
            "两阶段提交的缺点是协调者宕机时参与者会一直阻塞,而且网络开销大。",
            "两阶段提交的缺点是什么？",
            "协调者宕机时参与者会一直阻塞，而且网络开销大",
        ),
        (
            "布隆过滤器的优点是省空间。缺点:无法删除已经加入的元素。",
            "布隆过滤器的缺点是什么？",
            "无法删除已经加入的元素",
        ),
        ("循环神经网络存在梯度消失的问题。", "循环神经网络有什么问题？", "梯度消失"),
        ("分布式锁面临时钟漂移的挑战。", "分布式锁有什么挑战？", "时钟漂移"),
        ("布隆过滤器有误判的风险。", "布隆过滤器有什么风险？", "误判的风险"),
        ("UDP 无法保证报文按序到达。", "UDP 有什么局限？", "无法保证报文按序到达"),
        ("K-Means 不适合发现非凸形状的簇。", "K-Means 有什么局限？", "不适合发现非凸形状的簇"),
        ("Redis 缺乏对复杂查询的支持。", "Redis 有什么局限？", "缺乏对复杂查询的支持"),
        ("红黑树查找稳定,但是哈希表无法按顺序遍历键。", "哈希表有什么局限？", "无法按顺序遍历键"),
    ],
)
def test_what_a_thing_lacks_is_asked_for_by_the_note_s_own_word(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(limit, note) == [(front, back)]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("链表插入很快,但是随机访问很慢。", "链表有什么不足？", "随机访问很慢"),
        ("决策树容易解释,但容易过拟合。", "决策树有什么不足？", "容易过拟合"),
        ("单例模式实现简单,但在多线程下容易失败。", "单例模式有什么不足？", "在多线程下容易失败"),
    ],
)
def test_what_stands_behind_but_is_a_limit_where_it_sounds_like_one(
    asked: Asked, note: str, front: str, back: str
) -> None:
    assert asked(limit, note) == [(front, back)]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("学习率过大会导致训练过程震荡。", "学习率过大会带来什么问题？", "训练过程震荡"),
        ("频繁的上下文切换会带来很大的 CPU 开销。", "频繁的上下文切换会带来什么问题？", "很大的 CPU 开销"),
        ("哈希函数分布不均会造成严重的冲突。", "哈希函数分布不均会带来什么问题？", "严重的冲突"),
        ("内存分配频繁容易造成内存碎片和性能下降。", "内存分配频繁会带来什么问题？", "内存碎片和性能下降"),
        (
            "死锁需要检测。增加一个额外的检测步骤会带来很大的开销。",
            "死锁中，增加一个额外的检测步骤会带来什么问题？",
            "很大的开销",
        ),
        ("消息队列可能会导致消息的重复投递。", "消息队列可能会带来什么问题？", "消息的重复投递"),
    ],
)
def test_a_cause_stands_in_the_question_and_the_trouble_in_the_answer(
    asked: Asked, note: str, front: str, back: str
) -> None:
    assert asked(limit, note) == [(front, back)]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        (
            "布隆过滤器 布隆过滤器占用空间很小。 缺点 已经加入的元素无法删除。",
            "布隆过滤器有什么问题？",
            "已经加入的元素无法删除",
        ),
        (
            "二、布隆过滤器的缺点 随着元素增多,误判率会逐渐上升。",
            "布隆过滤器有什么问题？",
            "随着元素增多，误判率会逐渐上升",
        ),
        (
            "微服务 微服务把系统拆成许多小服务。 部署时会遇到的问题 服务之间的调用链变长。",
            "微服务部署时会出现什么问题？",
            "服务之间的调用链变长",
        ),
    ],
)
def test_what_stands_under_a_heading_of_shortcomings_is_one(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(limit, note) == [(front, back)]


def test_what_follows_from_a_condition_is_asked_with_who_it_happens_to(asked: Asked) -> None:
    note = "如果过滤之后一个节点都不剩,Pod 就会停在 Pending 状态。如果不设,就会报错退出。"
    assert asked(limit, note) == [("如果过滤之后一个节点都不剩，会怎样？", "Pod 停在 Pending 状态")]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("只要学习率足够小, 损失就会一直下降。", "如果学习率足够小，会怎样？", "损失会一直下降"),
        ("如果学习率过大, 即就需要缩短每一步。", "如果学习率过大，会怎样？", "需要缩短每一步"),
        ("如果学习率过大,会导致训练过程震荡。", "如果学习率过大，会怎样？", "导致训练过程震荡"),
        (
            "若 KNN 的 k 值较小,相当于用很小的邻域预测,方差较大。",
            "如果 KNN 的 k 值较小，会怎样？",
            "相当于用很小的邻域预测，方差较大",
        ),
        (
            "如果 WOE 在训练集上单调,但在验证集上翻转,那么说明分箱并不合理。",
            "如果 WOE 在训练集上单调，但在验证集上翻转，会怎样？",
            "说明分箱并不合理",
        ),
    ],
)
def test_all_of_a_condition_stands_in_the_question(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(limit, note) == [(front, back)]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("它的缺点是容易把布隆过滤器撑满。", id="a pronoun without its noun"),
        pytest.param("该方法存在梯度消失的问题。", id="points outside"),
        pytest.param("这会导致死锁。", id="the cause points outside"),
        pytest.param("BERT 的缺点是如图 3 所示的现象。", id="points to a figure"),
        pytest.param("死锁检测不可少。把两个不完整的结果拼在一起会导致误差变大。", id="two that only the note knows"),
        pytest.param("布隆过滤器存在重要的问题。", id="a problem without a name"),
        pytest.param("Redis 有一些问题。", id="some problems"),
        pytest.param("我觉得 BERT 的缺点大概是太优雅。", id="an opinion"),
        pytest.param("布隆过滤器的优点是非常节省空间。", id="an advantage"),
        pytest.param("布隆过滤器 布隆过滤器占用空间很小。 优点 查询只需要计算几次哈希。", id="a heading of advantages"),
        pytest.param("批归一化能加快训练,但效果很好。", id="praise behind 但"),
        pytest.param("布隆过滤器容易实现,但容易理解。", id="容易 that is no fault"),
        pytest.param("学习率过大会导致更快的更新。", id="no trouble"),
        pytest.param("布隆过滤器的缺点是什么?", id="a question"),
        pytest.param("BERT 的缺点是太大...", id="cut"),
        pytest.param("Dropout 的缺点是 [公式]。", id="a formula was taken out"),
        pytest.param("Bloom filters cannot delete elements.", id="English"),
    ],
)
def test_where_nothing_is_lacking_there_is_no_limit(asked: Asked, note: str) -> None:
    assert asked(limit, note) == []


def test_under_a_heading_of_problems_what_was_wanted_is_none(asked: Asked) -> None:
    note = "GAN 的问题 GAN 的目的是生成逼真的图像。 为了衡量距离,要用到散度。"
    assert asked(limit, note) == []


def test_under_a_heading_of_both_strengths_and_weaknesses_nothing_is_a_limit(asked: Asked) -> None:
    assert asked(limit, "YOLO 的优缺点 YOLO 速度很快,每秒能处理四十五帧。") == []


def test_what_follows_from_a_condition_ends_where_the_next_one_begins(asked: Asked) -> None:
    note = "如果布隆过滤器的位数太少,就会让误判率升高;如果位数太多,就会浪费内存。"
    answers = [back for _, back in asked(limit, note)]
    assert answers
    assert not any("如果" in answer for answer in answers)
