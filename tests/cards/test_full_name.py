"""Full-name cards: abbreviations that a note spells out in brackets."""

from __future__ import annotations

import pytest

from study.cards import full_name
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "cards"),
    [
        (
            "域名系统(Domain Name System, DNS)把域名解析为 IP 地址。",
            [("DNS 的全称是什么？", "Domain Name System（域名系统）")],
        ),
        (
            "CPU(Central Processing Unit,中央处理器)执行指令。",
            [("CPU 的全称是什么？", "Central Processing Unit（中央处理器）")],
        ),
        (
            "CNN(Convolutional Neural Network,卷积神经网络)处理图像。",
            [("CNN 的全称是什么？", "Convolutional Neural Network（卷积神经网络）")],
        ),
        ("LRU (Least Recently Used) 是一种缓存淘汰策略。", [("LRU 的全称是什么？", "Least Recently Used")]),
        ("KNN(K-Nearest Neighbors)按最近的邻居投票分类。", [("KNN 的全称是什么？", "K-Nearest Neighbors")]),
        ("支持向量机(SVM)寻找间隔最大的超平面。", [("SVM 的中文名称是什么？", "支持向量机")]),
        ("LRU 就是最近最少使用,淘汰最久没有访问的页面。", [("LRU 的中文名称是什么？", "最近最少使用")]),
        ("IRL(inverse RL)从示范里反推奖励。", []),
        ("自动微分(DONE)贯穿整个框架。", []),
        (
            "BERT 是“Bidirectional Encoder Representations from Transformers”的首字母缩写。",
            [("BERT 的全称是什么？", "Bidirectional Encoder Representations from Transformers")],
        ),
        ("SVM 即支持向量机,寻找间隔最大的超平面。", [("SVM 的中文名称是什么？", "支持向量机")]),
        ("最近最少使用(LRU)淘汰最久没有访问的页面。", [("LRU 的中文名称是什么？", "最近最少使用")]),
    ],
)
def test_a_bracket_that_spells_an_abbreviation_out_is_asked_for(
    asked: Asked, note: str, cards: list[tuple[str, str]]
) -> None:
    assert asked(full_name, note) == cards


def test_the_language_of_a_name_is_no_part_of_it(asked: Asked) -> None:
    cards = asked(full_name, "布隆过滤器(英语:Bloom Filter,简称BF)是一种概率型数据结构。")
    assert ("BF 的全称是什么？", "Bloom Filter（布隆过滤器）") in cards
    assert not any("英语" in back for _, back in cards)


def test_what_rests_on_it_is_no_part_of_a_name(asked: Asked) -> None:
    cards = asked(full_name, "经典的基于隐马尔可夫模型(Hidden Markov Model,HMM)的语音识别。")
    assert ("HMM 的全称是什么？", "Hidden Markov Model（隐马尔可夫模型）") in cards


def test_the_full_name_in_a_bracket_that_says_which_is_short_is_whole(asked: Asked) -> None:
    cards = asked(full_name, "循环神经网络(Recurrent Neural Network,简称RNN)处理序列。")
    assert ("RNN 的全称是什么？", "Recurrent Neural Network（循环神经网络）") in cards


def test_the_abbreviation_is_asked_for_where_the_topic_on_the_front_does_not_tell_it(asked: Asked) -> None:
    note = "知识蒸馏(Knowledge Distillation, KD)让小模型学习大模型的输出。"
    assert asked(full_name, note) == [
        ("KD 的全称是什么？", "Knowledge Distillation（知识蒸馏）"),
        ("知识蒸馏的英文缩写是什么？", "KD（Knowledge Distillation）"),
    ]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("SVM 的全称是 Support Vector Machine。", "SVM 的全称是什么？", "Support Vector Machine"),
        ("GloVe 的全称叫(Global Vectors for Words)。", "GloVe 的全称是什么？", "Global Vectors for Words"),
        ("支持向量机,简称 SVM,寻找间隔最大的超平面。", "SVM 的全称是什么？", "支持向量机"),
        (
            "SVM (Support Vector Machine) separates classes by the widest margin.",
            "What does SVM stand for?",
            "Support Vector Machine",
        ),
        (
            "KMP 用失配的信息。因此人们称它为克努特——莫里斯——普拉特操作(简称KMP算法)。",
            "KMP 的全称是什么？",
            "克努特——莫里斯——普拉特操作",
        ),
    ],
)
def test_a_full_name_is_read_outside_brackets_and_in_english_too(
    asked: Asked, note: str, front: str, back: str
) -> None:
    assert asked(full_name, note) == [(front, back)]


def test_the_verb_before_a_chinese_name_is_no_part_of_it(asked: Asked) -> None:
    note = "使用随机梯度下降(Stochastic Gradient Descent, SGD)训练网络。"
    assert asked(full_name, note)[0] == ("SGD 的全称是什么？", "Stochastic Gradient Descent（随机梯度下降）")


def test_a_chinese_name_of_which_nobody_knows_where_it_begins_is_left_out(asked: Asked) -> None:
    note = "我们用广义性梯度下降(Generalised Gradient Descent, GGD)训练。"
    assert asked(full_name, note) == [("GGD 的全称是什么？", "Generalised Gradient Descent")]


def test_the_word_that_leads_up_to_an_example_is_no_part_of_it(asked: Asked) -> None:
    note = "优化器有好多,比如随机梯度下降(Stochastic Gradient Descent, SGD)。"
    assert asked(full_name, note)[0] == ("SGD 的全称是什么？", "Stochastic Gradient Descent（随机梯度下降）")


def test_a_name_that_lost_its_hyphen_gets_it_back(asked: Asked) -> None:
    note = "词频逆文档频率(Term Frequency Inverse Document Frequency, TFIDF)衡量词的重要性。"
    front, back = asked(full_name, note)[0]
    assert (front, back.split("（")[0]) == ("TF-IDF 的全称是什么？", "Term Frequency-Inverse Document Frequency")


def test_the_rows_of_a_table_of_abbreviations_are_asked_for(asked: Asked) -> None:
    note = (
        "扩散语言模型 缩写 全称 含义 DLM Diffusion Language Model 扩散语言模型 "
        "D2M Discrete Diffusion Model 离散扩散模型 见下。"
    )
    assert asked(full_name, note) == [
        ("DLM 的全称是什么？", "Diffusion Language Model（扩散语言模型）"),
        ("D2M 的全称是什么？", "Discrete Diffusion Model（离散扩散模型）"),
    ]
    assert asked(full_name, "扩散语言模型 DLM Diffusion Language Model 扩散语言模型 ABC Other Words 别的。") == []


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("ReLU(简单好用)是常用的激活函数。", id="a remark"),
        pytest.param("DNS(详见附录)把域名解析为 IP 地址。", id="points elsewhere"),
        pytest.param("BERT(2018)是一个预训练模型。", id="a year"),
        pytest.param("主键(id)唯一标识一行数据。", id="a lower-case name"),
        pytest.param("我们用了两种方法(SVM 和 KNN)。", id="examples"),
        pytest.param("见上一节(ABC)。", id="an unknown abbreviation"),
        pytest.param("受限玻尔兹曼机(Restricted Boltzma...", id="cut in the bracket"),
        pytest.param("支持向量机(Support Vector Machine, SVM)寻找...", id="cut behind the bracket"),
    ],
)
def test_a_bracket_that_spells_nothing_out_gives_no_full_name(asked: Asked, note: str) -> None:
    assert asked(full_name, note) == []


@pytest.mark.parametrize(
    ("short", "long", "stands"),
    [
        ("CNN", "Convolutional Neural Network", True),
        ("LSTM", "Long Short-Term Memory", True),
        ("GPT", "Generative Pre-trained Transformer", True),
        ("TF-IDF", "Term Frequency Inverse Document Frequency", True),
        ("CNN", "Recurrent Neural Network", False),
        ("CNN", "Convolution", False),
        ("GAN", "gan", False),
        ("SVM", "see the very long manual that follows", False),
    ],
)
def test_the_letters_of_an_abbreviation_stand_in_its_name_in_order(short: str, long: str, *, stands: bool) -> None:
    assert full_name.stands_for(short, long) is stands


def test_of_a_cut_sentence_what_stands_whole_is_read(asked: Asked) -> None:
    note = "图像用卷积神经网络(Convolutional Neural Network,CNN)处理,文本用循环神经网络(RNN,Recurr..."
    assert asked(full_name, note)[:1] == [("CNN 的全称是什么？", "Convolutional Neural Network（卷积神经网络）")]
    assert not any("RNN" in front for front, _ in asked(full_name, note))
