"""Cloze cards: the fallback, with the fact hidden and its subject in sight."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from study.cards import cloze
from study.cards.draft import Source
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front"),
    [
        ("Redis 使用跳表来实现有序集合。", "Redis 使用{{c1::跳表}}来实现有序集合。"),
        ("随机森林通过投票合并多棵决策树的预测。", "随机森林通过投票合并多棵{{c1::决策树}}的预测。"),
        ("写时复制只在修改页面时才分配新的物理内存。", "写时复制只在修改页面时才分配新的{{c1::物理内存}}。"),
        (
            "域名系统(Domain Name System, DNS)把域名解析为 IP 地址。",
            "域名系统（Domain Name System, DNS）把域名解析为 {{c1::IP 地址}}。",
        ),
        ("因为词表是有限的集合,所以罕见词要拆成子词。", "因为词表是有限的集合，所以罕见词要拆成{{c1::子词}}。"),
        (
            "基于分割的文本检测的优势在于可以描述弯曲的文本,但同时具有后处理复杂的缺点。",
            "基于分割的文本检测的优势在于可以描述弯曲的文本，但同时具有{{c1::后处理复杂的缺点}}。",
        ),
        ("进程切换时操作系统需要保存寄存器的值。", "进程切换时操作系统需要保存{{c1::寄存器}}的值。"),
        (
            "The forget gate of an LSTM uses a sigmoid function to decide what to discard.",
            "The forget gate of an LSTM uses a {{c1::sigmoid function}} to decide what to discard.",
        ),
    ],
)
def test_the_noun_phrase_behind_the_strongest_cue_is_hidden(asked: Asked, note: str, front: str) -> None:
    assert asked(cloze, note) == [(front, "")]


def test_asides_are_dropped_and_the_fact_stays(asked: Asked) -> None:
    note = "值得注意的是,随机森林通过投票合并多棵决策树的预测。"
    assert asked(cloze, note) == [("随机森林通过投票合并多棵{{c1::决策树}}的预测。", "")]


def test_a_deed_that_is_spoken_of_is_a_subject(asked: Asked) -> None:
    fronts = [front for front, _ in asked(cloze, "哈希表入门 遍历过程依赖于底层的数组。")]
    assert fronts == ["遍历过程依赖于底层的{{c1::数组}}。"]


def test_a_name_that_only_looks_like_a_plural_stays_as_the_note_writes_it(asked: Asked) -> None:
    front = asked(cloze, "HTTPS 使用 TLS 对 HTTP 报文加密。")[0][0]
    assert front == "HTTPS 使用 {{c1::TLS}} 对 HTTP 报文加密。"


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("Docker 是非常好用的工具。", id="praise"),
        pytest.param("虚拟内存是操作系统中重要的概念。", id="a filler"),
        pytest.param("众所周知,梯度裁剪大概是避免梯度爆炸的。", id="a guess"),
        pytest.param("我觉得反向传播似乎利用了链式法则。", id="an opinion"),
        pytest.param("个人觉得,反向传播的核心是链式法则。", id="what somebody thinks"),
        pytest.param("学习率要调。太大会导致反向传播的梯度爆炸。", id="nobody knows what is too large"),
        pytest.param("本实验将用反向传播训练一个卷积神经网络。", id="what the note goes on to do"),
        pytest.param("它可以避免循环神经网络中的梯度爆炸。", id="a pronoun without its noun"),
        pytest.param("通过它可以得到更好的结果。", id="nothing is named"),
        pytest.param("反向传播利用链式法则逐层计算...", id="cut"),
        pytest.param("梯度裁剪能避免梯度爆炸吗?", id="a question"),
        pytest.param("梯度裁剪。", id="a bare name"),
        pytest.param("反向传播是神经网络的训练中非常重要的一个组件。", id="praise of a component"),
        pytest.param("反向传播。意思是用链式法则逐层计算梯度。", id="says again what stood before"),
        pytest.param("官网介绍了反向传播利用链式法则逐层计算梯度。", id="who says it"),
        pytest.param("反向传播掀起了一股神经网络的研究热潮。", id="how popular it is"),
        pytest.param("在神经网络中,反向传播是应用非常广泛的优化算法。", id="how widely it is used"),
        pytest.param(
            "从深度学习开始火一直到反向传播普及,目标检测领域都很少有端到端的方法。", id="since when it is popular"
        ),
        pytest.param("进入反向传播的 ReLU 状态。", id="nobody does it"),
        pytest.param("一种反向的传播,是由链式法则得到的一种反向传播的算法。", id="what it is, without its name"),
        pytest.param("用于把梯度经由反向传播送到 ReLU 之前的各层。", id="what it is for, without its name"),
        pytest.param("梯度裁剪的影响(基于反向传播的链式法则)。", id="a heading with a remark"),
        pytest.param("梯度爆炸---->使用反向传播之前的梯度裁剪。", id="drawn, not said"),
        pytest.param("训练时使用了很多数据。", id="only generic words"),
        pytest.param("MobileNet 把标准卷积替换为 [公式]。", id="a formula was taken out"),
        pytest.param("损失函数为 [公式] 时,反向传播利用链式法则。", id="a condition was taken out"),
        "主要是通过减少内存碎片的占用，虚拟内存提高了利用率。",
        "Redis Transactions on Distributed Systems, February 1994.",
    ],
)
def test_a_sentence_without_a_fair_gap_gives_no_cloze(asked: Asked, note: str) -> None:
    assert asked(cloze, note) == []


@pytest.mark.parametrize(
    "note",
    [
        "Redis 使用跳表来实现有序集合。",
        "过拟合是指模型在训练集上误差很小,在测试集上误差很大的现象。",
        "Raft 先选举领导者,然后由领导者复制日志,最后提交日志条目。",
        "Swin Transformer 将全局注意力替换为窗口注意力,降低了计算量。",
    ],
)
def test_the_gap_never_takes_the_subject_nor_half_the_sentence(asked: Asked, note: str) -> None:
    (front, _), *others = asked(cloze, note)
    before, rest = front.split("{{c1::")
    hidden, after = rest.split("}}")
    assert not others
    assert note.startswith(before[:2])
    assert 2 <= len(hidden) < len(before + after) / 2


def test_a_statement_that_another_card_mostly_rests_on_gets_none(source_of: Callable[[str], Source]) -> None:
    source = source_of("Redis 使用跳表来实现有序集合。")
    (draft,) = cloze.make(source)
    assert list(cloze.make(source, [(draft.start, draft.end)])) == []
    assert list(cloze.make(source, [(draft.start, draft.start + 3)])) == [draft]
