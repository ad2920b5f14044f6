"""Cloze marks: found whole, whatever braces stand in them or around them."""

from __future__ import annotations

import time

import pytest

from study import clozes


@pytest.mark.parametrize(
    ("front", "hidden", "filled", "blanked"),
    [
        ("甲 {{c1::乙}} 丙", ["乙"], "甲 乙 丙", "甲  丙"),
        ("{{c1::甲}}{{c2::乙}}", ["甲", "乙"], "甲乙", ""),
        ("集合 {{c1::{a}}}。", ["{a}"], "集合 {a}。", "集合 。"),
        (r"\({{c1::\frac{1}{x^{2}}}}\)", [r"\frac{1}{x^{2}}"], r"\(\frac{1}{x^{2}}\)", r"\(\)"),
        ("{{c1::a}b}}", ["a}b"], "a}b", ""),
        ("{{c1::std::vector}}", ["std::vector"], "std::vector", ""),
        ("{{c1::两\n行}}", ["两\n行"], "两\n行", ""),
        ("{{Back}} {{c1:x}} {c1::x}", [], "{{Back}} {{c1:x}} {c1::x}", "{{Back}} {{c1:x}} {c1::x}"),
    ],
)
def test_what_is_hidden_and_what_is_left(front: str, hidden: list[str], filled: str, blanked: str) -> None:
    assert (clozes.hidden(front), clozes.filled(front), clozes.blanked(front)) == (hidden, filled, blanked)


@pytest.mark.parametrize(
    ("front", "numbers"),
    [("没有", set()), ("{{c1::甲}} {{c3::乙}} {{c1::丙}}", {"c1", "c3"}), ("{{c12::甲}}", {"c12"})],
)
def test_each_number_is_a_card_of_its_own(front: str, numbers: set[str]) -> None:
    assert clozes.numbers(front) == numbers


@pytest.mark.parametrize(
    "front", ["{{c1::" * 4000, "{{c1::" + "{" * 20_000, "{{c1::" + "{}" * 20_000, "{{c1::" + "a}" * 20_000]
)
def test_marks_that_never_end_take_no_time(front: str) -> None:
    started = time.perf_counter()
    assert clozes.hidden(front) == []
    assert time.perf_counter() - started < 5
