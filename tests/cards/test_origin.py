"""Origin cards: who made it, when, in which paper."""

from __future__ import annotations

import pytest

from study.cards import origin
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("MapReduce 由 Google 提出,用于处理大规模数据集。", "MapReduce 由谁提出？", "Google"),
        ("Paxos 由 Leslie Lamport 于 1990 年提出。", "Paxos 由谁提出？", "Leslie Lamport，1990 年"),
        ("Transformer 由 Google 在 2017 年提出。", "Transformer 由谁提出？", "Google，2017 年"),
        ("Java 于 1995 年由 Sun 公司发布。", "Java 由谁发布？", "Sun 公司，1995 年"),
        ("Redis 是 Salvatore Sanfilippo 开发的内存数据库。", "Redis 由谁开发？", "Salvatore Sanfilippo"),
        ("ResNet 是何恺明等人提出的残差网络。", "ResNet 由谁提出？", "何恺明等人"),
        ("Raft 由 Ongaro 和 Ousterhout 提出,用于管理日志复制。", "Raft 由谁提出？", "Ongaro 和 Ousterhout"),
        (
            "Transformer 由 Vaswani 等人于 2017 年在论文《Attention Is All You Need》中提出。",
            "Transformer 由谁提出？",
            "Vaswani 等人，2017 年，论文《Attention Is All You Need》",
        ),
        ("2015 年 Ioffe 和 Szegedy 提出了批归一化,训练因此更快。", "批归一化由谁提出？", "Ioffe 和 Szegedy，2015 年"),
        ("Google 的 Mikolov 等人在 2013 年开源了 Word2Vec。", "Word2Vec 由谁开源？", "Google 的 Mikolov 等人，2013 年"),
        (
            "GAN 的论文标题是《Generative Adversarial Nets》。",
            "GAN 的论文标题是什么？",
            "《Generative Adversarial Nets》",
        ),
    ],
)
def test_who_made_a_thing_is_asked_for_and_when_and_where_are_told(
    asked: Asked, note: str, front: str, back: str
) -> None:
    assert asked(origin, note) == [(front, back)]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("WGAN 由我们提出。", id="we"),
        pytest.param("有人提出了 WGAN。", id="somebody"),
        pytest.param("2014 年 Ongaro 为了易懂而设计了 Raft。", id="what for, not who alone"),
        pytest.param("Adam 是我们提出的优化算法。", id="made by us"),
        pytest.param("此方法由 Google 提出。", id="points outside"),
        pytest.param("它由 Google 提出。", id="a pronoun without its noun"),
        pytest.param("WGAN 是一种提出较早的模型。", id="nobody is named"),
        pytest.param("WGAN 由 Arjovsky 等人于 2017 年提...", id="cut"),
        pytest.param("WGAN 由谁提出?", id="a question"),
        pytest.param("Redis 是为缓存与队列之间的通信而设计的。", id="what for"),
        pytest.param("GAN 由生成器和判别器组成。", id="由 for parts"),
    ],
)
def test_where_no_maker_is_named_there_is_no_origin(asked: Asked, note: str) -> None:
    assert asked(origin, note) == []
