"""Where sentences end in a line, and what stands in brackets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.segment.sentences import bracketed, split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), bracketed(text))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("堆(heap)是树", "heap)"),
        ("堆（heap）是树", "heap）"),
        ("堆（heap)是树", "heap)"),
        ("栈(后进先出(LIFO)的表)好用", "后进先出(LIFO)的表)"),
        ("读《算法导论》一书", "算法导论》"),
        ("他说“先排序”再找", "先排序”"),
        ("堆(heap 是树", ""),
        ("堆)heap 是树(", ""),
        ("堆(" + "大" * 200 + ")是树", ""),
    ],
)
def test_only_brackets_that_close_nearby_enclose_text(text: str, inside: str) -> None:
    assert "".join(char for char, within in zip(text, bracketed(text), strict=False) if within) == inside


@given(st.text("堆a ()（）《》“”[]。", max_size=40))
@settings(max_examples=60, deadline=None)
def test_brackets_are_told_for_every_character_and_the_place_behind_the_text(text: str) -> None:
    assert len(bracketed(text)) == len(text) + 1
    assert bracketed(text)[-1] is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("堆取最大值.栈后进先出!图有环?树没有。", ["堆取最大值.", "栈后进先出!", "图有环?", "树没有。"]),
        ("学习率取 0.5 即可.动量取0.9。", ["学习率取 0.5 即可.", "动量取0.9。"]),
        ("密度 f(x,t) 随 t 变化。导数 f'(x.y) 存在。", ["密度 f(x,t) 随 t 变化。", "导数 f'(x.y) 存在。"]),
        ("样本存成 tf.Example 再读。", ["样本存成 tf.Example 再读。"]),
        ("类名.class 不会触发。对象会。", ["类名.class 不会触发。", "对象会。"]),
        ("浮点数遵循 IEEE 754 标准。整数用补码。", ["浮点数遵循 IEEE 754 标准。", "整数用补码。"]),
        ("Many codes, e.g. Huffman codes, are short.", ["Many codes, e.g. Huffman codes, are short."]),
        ("Knuth et al. Wrote it. See Fig. 3 first.", ["Knuth et al. Wrote it.", "See Fig. 3 first."]),
        ("A heap is a tree. It keeps the maximum.", ["A heap is a tree.", "It keeps the maximum."]),
        ("Node.js 单线程。Vue.js 管界面。", ["Node.js 单线程。", "Vue.js 管界面。"]),
        ("他问“堆是什么?树吗?”然后走了。", ["他问“堆是什么?树吗?”然后走了。"]),
        ("栈(后进先出。英文 stack)是表。堆是树。", ["栈(后进先出。英文 stack)是表。", "堆是树。"]),
        ("真的吗?!当然。", ["真的吗?!", "当然。"]),
        ("堆真快~ 栈也快。", ["堆真快~", "栈也快。"]),
        ("要排 2~ 4 次。", ["要排 2~ 4 次。"]),
        ("他说“排好了。”数组有序。", ["他说“排好了。”数组有序。"]),
        ("  ", []),
    ],
)
def test_a_sentence_ends_at_its_punctuation_and_never_inside_a_name_a_number_or_brackets(
    text: str, expected: list[str]
) -> None:
    assert sentences(text) == expected
