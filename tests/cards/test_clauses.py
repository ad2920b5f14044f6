"""Clauses: where a text is split, and which of them an answer keeps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.cards.clauses import clauses, fitting, length, past_asides, past_label, split, whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("快排很快,平均只要 n log n 步;最坏很慢", ["快排很快", "平均只要 n log n 步", "最坏很慢"]),
        ("栈(后进先出,LIFO)是表,堆是树", ["栈(后进先出,LIFO)是表", "堆是树"]),
        ("他说“先排,再找”", ["他说“先排,再找”"]),
        ("共 10,000 个桶,很少冲突", ["共 10,000 个桶", "很少冲突"]),
        ("X 锁与 X,S 锁不兼容,要等", ["X 锁与 X,S 锁不兼容", "要等"]),
        ("由 Kahn,Tarjan和Hopcroft 提出,很快", ["由 Kahn,Tarjan和Hopcroft 提出", "很快"]),
        ("先学 C,Go 更简单", ["先学 C", "Go 更简单"]),
        ("LeCun, et al. 提出了它", ["LeCun, et al. 提出了它"]),
        (",,", []),
    ],
)
def test_clauses_end_at_commas_but_not_inside_brackets_quotations_and_numbers(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text("堆a1 ,，;；()（）“”", max_size=40), st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_clauses_are_ranks_in_the_text_and_none_is_empty(text: str, start: int) -> None:
    for begin, end in clauses(text, start):
        piece = text[begin - start : end - start]
        assert piece
        assert piece == piece.strip()


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("随机丢弃神经元，防止过拟合", "随机丢弃神经元，防止过拟合"),
        ("随机丢弃神经元，如果网络很大", "随机丢弃神经元"),
        ("随机丢弃神经元，但推理时保留全部", "随机丢弃神经元"),
        ("训练不稳定，主要分为三个阶段", "训练不稳定"),
        ("训练不稳定，" + "很慢" * 60, "训练不稳定"),
    ],
)
def test_an_answer_ends_before_what_says_something_else_or_does_not_fit(answer: str, kept: str) -> None:
    assert fitting(answer) == kept


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("但是,实际上堆不稳定", "堆不稳定"),
        ("堆很快,但是不稳定", "堆很快,但是不稳定"),
        ("读的同时写", "读的同时写"),
        ("而", ""),
    ],
)
def test_asides_are_passed_at_the_head_of_a_text_only(text: str, rest: str) -> None:
    assert text[past_asides(text) :].lstrip(",") == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("堆是指父节点不小于子节点的树", "父节点不小于子节点的树"),
        ("堆就是父节点不小于子节点的树", "父节点不小于子节点的树"),
        ("父节点不小于子节点的树", "父节点不小于子节点的树"),
        ("堆指向根的那一项", "堆指向根的那一项"),
        ("堆是指向根的数组", "堆是指向根的数组"),
        ("堆是否有序", "堆是否有序"),
    ],
)
def test_a_label_that_says_its_name_again_is_passed(text: str, rest: str) -> None:
    assert text[past_label("堆", text) :] == rest


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("哈希表用键找到值,冲突时", "哈希表用键找到值"),
        ("哈希表(又称散列表,", "哈希表"),
        ("共 10,000 个桶,很少", "共 10,000 个桶"),
        ("哈希表", ""),
    ],
)
def test_of_a_cut_sentence_what_stands_before_the_last_separator_is_whole(text: str, kept: str) -> None:
    assert whole(text) == kept


def test_two_latin_letters_are_as_long_as_one_han_character() -> None:
    assert length("哈希表") == length("hashes") == 3
