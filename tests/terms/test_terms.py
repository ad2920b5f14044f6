"""Key terms of a note, and which of them it is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study import terms
from study.catalog import Catalog
from study.ids import fold
from study.model import Passage, Term
from study.words import GENERIC_NOUNS, is_generic_heading

Found = Callable[[str], tuple[Term, ...]]


@pytest.fixture(scope="session")
def found(known: Catalog, passage_of: Callable[[str], Passage]) -> Found:
    return lambda text: terms.extract(passage_of(text), known.ancestors, known.dependents)


def names(found: tuple[Term, ...]) -> list[str]:
    return [term.name for term in found]


PIECES = st.sampled_from(
    [
        "红黑树", "TCP", "跳跃协议", "(Skip Protocol)", "方法", "模型", "数据", "概述 ", "问题", "method ",
        "the model ", "是一种", "用来", "Quick Sort", "《Attention》", "。", ",", " ", "的", "3.14", "x", "训练",
    ]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=25).map("".join))
@settings(max_examples=60, deadline=None)
def test_terms_are_few_none_is_generic_and_none_comes_twice(found: Found, text: str) -> None:
    result = found(text)
    assert len(result) <= terms.MOST
    assert not {fold(name) for name in names(result)} & GENERIC_NOUNS
    assert not any(is_generic_heading(name) for name in names(result))
    assert len({fold(name) for name in names(result)}) == len(result)
    for term in result:
        assert fold(term.name) not in {fold(alias) for alias in term.aliases}
        assert term.score > 0
    assert [term.score for term in result[1:]] == sorted((term.score for term in result[1:]), reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        "旋光协议出自《Spinning Waves for Fast Relay Networks》一文。",
        "旋光协议的论文是 Spinning Waves for Fast Relay Networks,影响很大。",
        "旋光协议由 Ada Quill 和 Tom R. Marsh 提出,用于转发。",
        "旋光协议是 Quill 等人的工作。",
        "旋光协议的代码在 github.com/Quill/Marsh ,欢迎 Star。",
        "旋光协议写作 \\frac{1}{2},所谓旋光也在其中。",
        "旋光协议 作者: Ada Quill, Tom R. Marsh (Relay Networks) 协议用于转发。",
        "旋光协议写作 {vec phi} 的和,Spin protocol by Quill et al. 用于转发。",
    ],
)
def test_what_a_note_cites_is_no_term_of_its_field(found: Found, text: str) -> None:
    assert not {
        "frac",
        "vec phi",
        "所谓旋光",
        "github.com",
        "Spinning Waves",
        "Relay Networks",
        "Fast Relay Networks",
        "Ada Quill",
        "Quill",
        "Marsh",
    } & {*names(found(text))}


def test_what_the_title_of_a_work_names_is_a_term_as_well(found: Found) -> None:
    terms = names(found("Scalable Diffusion Models with Transformers 把图像切成小块再加噪声。"))
    assert terms[0] == "DiT"
    assert {"扩散模型", "Transformer"} <= set(terms)


def test_words_that_name_nothing_give_no_term(found: Found) -> None:
    assert names(found("概述 这种方法的效果很好。模型的数据很多，问题很少。")) == []
    terms = names(found("论文地址: 略。 效果非常明显 跳跃协议靠旋转保持平衡。"))
    assert not any("地址" in name or "非常" in name for name in terms)


def test_what_a_note_defines_as_so_called_is_a_term_beside_a_longer_name(found: Found) -> None:
    text = "青藤协议属于某种中继,所谓中继指的是把数据包转发一次。青藤协议用中继节点(Relay Node)转发。"
    assert {"中继", "中继节点"} <= set(names(found(text)))


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("旋光协议(Spin Protocol)是一种新的协议。", "旋光协议", "Spin Protocol"),
        ("旋光协议（Spin Protocol）是一种新的协议。", "旋光协议", "Spin Protocol"),
        ("青藤路由 (QingTeng, 2031) 用于转发。", "青藤路由", "QingTeng"),
        ("旋光标签(label)是一种新的标记。", "旋光标签", "label"),
        ("直到旋光协议(Spin Protocol)唤醒它,节点都不说话。", "旋光协议", "Spin Protocol"),
        ("Spin Protocol(旋光协议)每秒同步一次。", "Spin Protocol", "旋光协议"),
        ("Spin Glass Relay (SGR) syncs once a second.", "Spin Glass Relay", "SGR"),
    ],
)
def test_a_name_and_the_other_in_brackets_behind_it_are_one_term(
    found: Found, text: str, name: str, alias: str
) -> None:
    assert (found(text)[0].name, found(text)[0].aliases) == (name, (alias,))
    assert alias not in names(found(text))


def test_a_concept_comes_once_under_the_catalogue_s_name_with_its_others_as_aliases(found: Found) -> None:
    result = found("循环神经网络(RNN)按时间步读入。Recurrent Neural Network 难以并行。RNN 会遗忘。")
    (term,) = [term for term in result if term.concept and term.concept.id == "rnn"]
    assert term.name == "RNN"
    assert {"循环神经网络", "Recurrent Neural Network"} <= set(term.aliases)
    assert not {"循环神经网络", "Recurrent Neural Network"} & set(names(result))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("旋光中继协议是一种转发数据的约定。", "旋光中继协议"),
        ("Spin Glass Relay 是一种转发数据的约定。", "Spin Glass Relay"),
        ("读《On Computable Numbers》可以了解可计算数。", "On Computable Numbers"),
        ("QingTeng2 是一种转发数据的约定。", "QingTeng2"),
        ("Zig 是一种新的语言。", "Zig"),
        ("隐马尔可夫模型是一种统计模型。", "隐马尔可夫模型"),
        ("Actor Critic 是一种强化学习算法。", "Actor-Critic"),
        ("GloVe 词向量由共现次数得出。", "GloVe"),
    ],
)
def test_a_term_may_be_several_words_and_mix_scripts(found: Found, text: str, name: str) -> None:
    assert found(text)[0].name == name


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Reinforcment Learning 从奖励中学习。", "reinforcement-learning"),
        ("Dependency Injecton 由容器给出依赖。", "dependency-injection"),
        ("Convolutional Neural Networks 用卷积核提取特征。", "cnn"),
    ],
)
def test_a_slip_in_a_long_name_does_not_hide_the_concept(found: Found, text: str, concept: str) -> None:
    assert concept in [term.concept.id for term in found(text) if term.concept]


def test_a_name_one_letter_away_from_a_short_one_is_another_name(found: Found) -> None:
    assert all(term.concept is None for term in found("Rediz 每秒写盘一次。"))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("红黑树 二叉搜索树可能退化成链表。红黑树靠旋转保持平衡。", "红黑树"),
        ("概述 死锁是指多个进程互相等待对方持有的资源。进程因此都停下。进程要等很久。", "死锁"),
        ("布隆过滤器是一种用位数组表示集合的结构。哈希函数把元素映射到位。哈希函数要快。", "布隆过滤器"),
        ("旋光协议是一种转发数据的约定。TCP 不适合它。", "旋光协议"),
        (
            "CAP理论 CAP理论为:系统最多满足两项。 一致性(Consistency) 一致性指所有节点的数据相同。",
            "CAP 定理",
        ),
        ("Dropout is a regularization method. Neural networks overfit less with Dropout.", "Dropout"),
        ("大模型面试题(持续更新) 什么是 RAG?为什么有了大模型还要它? 答:RAG 先检索再生成。", "RAG"),
        ("承接上一篇 XLNet 挖的坑,补一下 Transformer-XL。 XLNet 用了它的段级循环。", "Transformer-XL"),
        ("Adding Conditional Control to Text-to-Image Diffusion Models 论文笔记 文生图难以精确控制。", "ControlNet"),
        ("End-to-End Object Detection with Transformers 阅读笔记 匹配用匈牙利算法。", "DETR"),
        ("下面回答两个问题: 1. 虚拟内存为什么要分页? 1. 虚拟内存有什么用? 处理器要翻译地址。", "虚拟内存"),
    ],
)
def test_a_note_is_about_what_its_heading_its_questions_or_its_definition_announce(
    found: Found, text: str, topic: str
) -> None:
    assert found(text)[0].name == topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("深度学习里,LSTM 靠门控机制缓解梯度消失。深度学习还常用残差连接。", "LSTM"),
        ("在机器学习中,随机森林集成很多决策树。机器学习常用集成来降低方差。", "随机森林"),
    ],
)
def test_of_a_field_and_a_thing_in_it_the_note_is_about_the_thing(found: Found, text: str, topic: str) -> None:
    assert found(text)[0].name == topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("在 ImageNet 上层数多的网络误差反而大。残差连接把输入直接加回来。", "残差连接"),
        ("from peft import LoraConfig 三行就够。LoRA 把权重的变化写成两个小矩阵的乘积。", "LoRA"),
    ],
)
def test_a_note_is_not_about_what_it_measures_on_nor_what_its_code_imports(found: Found, text: str, topic: str) -> None:
    assert found(text)[0].name == topic


def test_a_concept_in_a_web_address_is_not_named(found: Found) -> None:
    assert found("https://example.org/redis 红黑树靠旋转保持平衡。")[0].name == "红黑树"
    assert "Redis" not in names(found("https://example.org/redis 红黑树靠旋转保持平衡。"))
    assert "Redis" in names(found("见 redis 一章。红黑树靠旋转保持平衡。"))


def test_no_text_gives_no_term(found: Found) -> None:
    assert found("") == ()


def test_a_latin_phrase_ends_where_it_says_its_last_word_again(found: Found) -> None:
    assert "Skip Relay" in names(found("Skip Relay Relay forwards a packet once, as 跳跃协议 does."))
    assert not any(
        "Relay Relay" in name for name in names(found("Skip Relay Relay forwards it once, as 跳跃协议 does."))
    )


def test_the_number_of_a_lecture_is_no_term(found: Found) -> None:
    assert not any("Lecture" in name for name in names(found("Lecture2-Rotation 红黑树靠旋转保持平衡。")))
