"""Punctuation, spaces, hyphens and spellings that snapshots took, put back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.cards.typeset import standard, typeset, without_full_stop

PIECES = st.sampled_from(
    [
        *"快是的x3 ,:;，。：()（）\"《》“”%!?、-/[]\n",
        "排序", "Hash", "TCP", "0.5", "Flowbased", "$x$", "\\alpha", "f(x,t)", "Least Recently Used", "(log n)",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("快速排序,简称QS,是一种排序", "快速排序，简称 QS，是一种排序"),
        ("优点:快;省内存", "优点：快；省内存"),
        ("读到EOF!然后停止", "读到 EOF！然后停止"),
        ("真的?!当然", "真的？！当然"),
        ("为什么叫“堆”?", "为什么叫“堆”？"),
        ("叫做「堆」:一种树", "叫做「堆」：一种树"),
        ("如果x>0,则y=1;否则y=0", "如果 x>0，则 y=1；否则 y=0"),
        ("The heap is a tree, and it is full.", "The heap is a tree, and it is full."),
        ("比例 3:1 时", "比例 3:1 时"),
        ("共1,000元", "共 1,000 元"),
        ("由 Kahn,Tarjan和Hopcroft 提出", "由 Kahn、Tarjan 和 Hopcroft 提出"),
        ("加载, 验证, 准备和解析这4个阶段", "加载、验证、准备和解析这 4 个阶段"),
        ("先加载,然后验证和准备这两个阶段", "先加载，然后验证和准备这两个阶段"),
    ],
)
def test_punctuation_is_full_width_beside_han_only(text: str, expected: str) -> None:
    assert typeset(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用GPU训练", "用 GPU 训练"),
        ("用  GPU  训练", "用 GPU 训练"),
        ("第3章", "第 3 章"),
        ("命中率为99%左右", "命中率为 99% 左右"),
        ("快 速 排 序", "快速排序"),
        ("《红宝书》 是书", "《红宝书》是书"),
        ("求$x$的值", "求 $x$的值"),
        (" 堆\n是树 ", "堆是树"),
    ],
)
def test_one_space_stands_between_scripts_and_none_between_han(text: str, expected: str) -> None:
    assert typeset(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("栈(stack)是表", "栈（stack）是表"),
        ("用GPU (图形处理器)计算", "用 GPU（图形处理器）计算"),
        ("LRU(Least Recently Used)策略", "LRU（Least Recently Used）策略"),
        ("密度f(x,t)随时间变化", "密度 f(x,t)随时间变化"),
        ("查找要 O(log n) 步", "查找要 O(log n) 步"),
        ("查找要 O(nlogn) 步", "查找要 O(nlogn) 步"),
        ("后验分布 p(theta mid x) 难算", "后验分布 p(theta mid x) 难算"),
        ("A heap (a tree) is full.", "A heap (a tree) is full."),
        ('他说"排好"后走了', "他说“排好”后走了"),
        ('他说:"好",走了', "他说：“好”，走了"),
        ('一个"引号', '一个"引号'),
    ],
)
def test_brackets_and_quotation_marks_are_chinese_in_chinese_and_stay_in_formulas(text: str, expected: str) -> None:
    assert typeset(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rulebased methods", "Rule-based methods"),
        ("用Rulebased方法", "用 Rule-based 方法"),
        ("cacheaware 算法", "cache-aware 算法"),
        ("rule-based 方法", "rule-based 方法"),
        ("clockwise 方向", "clockwise 方向"),
        ("likewise", "likewise"),
    ],
)
def test_a_lost_hyphen_comes_back(text: str, expected: str) -> None:
    assert typeset(text) == expected


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=60, deadline=None)
def test_what_is_typeset_stays_as_it_is(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=60, deadline=None)
def test_typesetting_keeps_every_letter(text: str) -> None:
    assert [char for char in typeset(text) if char.isalnum()] == [char for char in text if char.isalnum()]


@pytest.mark.parametrize(
    ("written", "spelling", "expected"),
    [
        ("Bellmanford", "Bellman-Ford", "Bellman-Ford"),
        ("ActorCritics", "Actor-Critic", "Actor-Critics"),
        ("MergeSort", "Merge Sort", "Merge Sort"),
        ("Unet", "UNet", "UNet"),
        ("Hash Tabel", "Hash Table", "Hash Table"),
        ("hash tables", "Hash Table", "hash tables"),
        ("Hash table", "Hash Table", "Hash table"),
        ("feature maps", "feature map", "feature maps"),
        ("Feature Map", "feature map", "Feature Map"),
        ("HTTPS", "HTTP", "HTTPS"),
        ("lstm", "LSTM", "lstm"),
        ("B-Tree 索引", "BTREE 索引", "B-Tree 索引"),
    ],
)
def test_the_catalogue_mends_a_spelling_and_leaves_the_author_s_choice(
    written: str, spelling: str, expected: str
) -> None:
    assert standard(written, spelling) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("堆是树。", "堆是树"), ("堆是树 ;,", "堆是树"), ("堆是树!", "堆是树"), ("堆是树？", "堆是树？"), ("。", "")],
)
def test_the_final_punctuation_goes_and_a_question_mark_stays(text: str, expected: str) -> None:
    assert without_full_stop(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Endtoend 训练", "End-to-end 训练"),
        ("endtoend", "end-to-end"),
        ("facetoface 会议", "face-to-face 会议"),
        ("用LAION5B训练", "用 LAION-5B 训练"),
        ("LAION400M", "LAION-400M"),
        ("Llama2.7B", "Llama-2.7B"),
        ("Flowbased 模型", "Flow-based 模型"),
        ("TokenFree", "Token-Free"),
        ("CrossLayerFree 类", "CrossLayerFree 类"),
        ("eventdriven 架构", "event-driven 架构"),
        ("HighResolution 图像", "High-Resolution 图像"),
        ("highdimensional", "high-dimensional"),
        ("onestage 检测器", "one-stage 检测器"),
        ("selfattention 与 crossentropy", "self-attention 与 cross-entropy"),
        ("SelfAttention", "Self-Attention"),
        ("fewshot 或 zeroshot", "few-shot 或 zero-shot"),
        ("Finetuned", "Fine-tuned"),
        ("largescale", "large-scale"),
        ("coarsegrained", "coarse-grained"),
    ],
)
def test_the_hyphen_of_a_compound_whose_shape_is_certain_comes_back(text: str, expected: str) -> None:
    assert typeset(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "TensorFlow", "HashMap", "PyTorch", "JavaScript", "PostgreSQL", "GPT4", "Python3", "LSTM2", "H264", "IPv4",
        "ResNet50", "MySQL8", "MP3", "7B", "ab5B",
        "End-to-end", "LAION-5B", "one-stage", "self-attention", "High-Resolution",
        "clockwise", "otherwise", "likewise", "unaware", "unbiased", "carefree", "tomato", "overhead", "highlight",
        "selfless", "lowercase", "somehow", "multitask",
    ],
)  # fmt: skip
def test_a_name_that_has_lost_no_hyphen_stays(name: str) -> None:
    assert typeset(name) == name
    assert typeset(f"用 {name} 训练") == f"用 {name} 训练"
