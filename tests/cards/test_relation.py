"""Relation cards: what a thing is part of, rests on, comes from or is a variant of."""

from __future__ import annotations

import pytest

from study.cards import relation
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("GRU 是 LSTM 的变体。", "GRU 与 LSTM 是什么关系？", "GRU 是 LSTM 的变体"),
        ("红黑树是二叉搜索树的变体。", "红黑树与二叉搜索树是什么关系？", "红黑树是二叉搜索树的变体"),
        ("跳表是平衡树的替代方案。", "跳表与平衡树是什么关系？", "跳表是平衡树的替代方案"),
        ("线程是进程的组成部分。", "线程与进程是什么关系？", "线程是进程的组成部分"),
        ("Spark 就是 MapReduce 的替代方案。", "Spark 与 MapReduce 是什么关系？", "Spark 是 MapReduce 的替代方案"),
        ("XGBoost 是梯度提升树的具体实现。", "XGBoost 与梯度提升树是什么关系？", "XGBoost 是梯度提升树的具体实现"),
        ("多头注意力是自注意力的扩展。", "多头注意力与自注意力是什么关系？", "多头注意力是自注意力的扩展"),
    ],
)
def test_two_key_terms_are_asked_for_what_one_is_to_the_other(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(relation, note) == [(front, back)]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("隔离级别越高,并发性能越差。", "隔离级别越高，并发性能会怎样？", "越差"),
        ("知识蒸馏的温度越高,软标签的分布就越平滑。", "知识蒸馏的温度越高，软标签的分布会怎样？", "越平滑"),
    ],
)
def test_what_moves_with_another_quantity_is_asked_for(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(relation, note) == [(front, back)]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("BERT 基于 Transformer 的编码器。", "BERT 基于什么？", "Transformer 的编码器"),
        ("gRPC 基于 HTTP/2 实现。", "gRPC 基于什么？", "HTTP/2"),
        ("索引的作用就相当于书的目录。", "索引的作用相当于什么？", "书的目录"),
        ("前缀和类似于积分。", "前缀和类似于什么？", "积分"),
        ("支持向量机属于判别式模型。", "支持向量机属于什么？", "判别式模型"),
        ("朴素贝叶斯属于生成式模型,需要估计联合分布。", "朴素贝叶斯属于什么？", "生成式模型"),
        ("早停也属于正则化方法。", "早停属于什么？", "正则化方法"),
        ("语义分割本质上属于像素级的分类任务。", "语义分割本质上属于什么？", "像素级的分类任务"),
        ("BERT 本质上仍是 Transformer 的编码器。", "BERT 本质上属于什么？", "Transformer 的编码器"),
        ("XGBoost 由梯度提升树发展而来。", "XGBoost 由什么发展而来？", "梯度提升树"),
        ("HTTP/2 由 SPDY 协议演变而来。", "HTTP/2 由什么演变而来？", "SPDY 协议"),
        ("DQN 在 Q-Learning 的基础上发展而来。", "DQN 由什么发展而来？", "Q-Learning"),
        ("Adam 由 RMSProp 和动量法发展而来。", "Adam 由什么发展而来？", "RMSProp 和动量法"),
        ("交叉熵来自信息论。", "交叉熵来自什么？", "信息论"),
        ("LSTM 脱胎于 RNN。", "LSTM 脱胎于什么？", "RNN"),
        ("Kubernetes 起源于 Google 的 Borg 系统。", "Kubernetes 起源于什么？", "Google 的 Borg 系统"),
        ("遗传算法的灵感来源于自然选择。", "遗传算法的灵感来源于什么？", "自然选择"),
        ("Word2Vec 的思想源于分布假设,即上下文相近的词含义相近。", "Word2Vec 的思想源于什么？", "分布假设"),
    ],
)
def test_what_a_thing_rests_on_comes_from_or_belongs_to_is_the_answer(
    asked: Asked, note: str, front: str, back: str
) -> None:
    assert asked(relation, note) == [(front, back)]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("它是 LSTM 的变体。", id="a pronoun without its noun"),
        pytest.param("该算法属于贪心算法。", id="points outside"),
        pytest.param("这基于 Transformer。", id="the subject points outside"),
        pytest.param("红黑树属于上述结构。", id="the other side points outside"),
        pytest.param("红黑树是数据的基础。", id="the other side is no key term"),
        pytest.param("DistilBERT 是一个基于 BERT 的简化版本。", id="what it is built on"),
        pytest.param("红黑树是很重要的基础。", id="praise"),
        pytest.param("BERT 似乎基于注意力机制。", id="a guess"),
        pytest.param("BERT 基于 BERT。", id="nothing else is named"),
        pytest.param("昨天的会议基于红黑树。", id="the subject is no key term"),
        pytest.param("注意力机制的计算量很大。", id="no relation"),
        pytest.param("TCP 属于哪一层?", id="a question"),
        pytest.param("BERT 基于...", id="cut"),
        pytest.param("BERT 基于 [公式] 训练。", id="a formula was taken out"),
        pytest.param("BERT is based on the Transformer encoder.", id="English"),
    ],
)
def test_where_nothing_named_is_related_there_is_no_relation(asked: Asked, note: str) -> None:
    assert asked(relation, note) == []
