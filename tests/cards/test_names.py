"""Names: which key term a text is called, names or opens with."""

from __future__ import annotations

import pytest

from study.cards.names import Names
from study.model import Concept, Term

NAMES = Names.of((Term("红黑树", ("Red-Black Tree", "RB 树"), 3.0, None), Term("树", (), 1.0, None)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("红黑树的旋转很便宜", "红黑树"),
        ("所谓红黑树,是一种平衡树", "所谓红黑树"),
        ("“红黑树”是一种平衡树", "“红黑树”"),
        ("红黑树结构很常用", "红黑树结构"),
        ("A red-black tree stays balanced", "A red-black tree"),
        ("Red-black trees stay balanced", "Red-black trees"),
    ],
)
def test_the_longest_name_at_the_head_is_found_as_it_is_written(text: str, shown: str) -> None:
    assert NAMES.opening(text) == (NAMES.terms[0], shown)


def test_of_two_names_in_a_row_the_second_is_the_head() -> None:
    deadlock = Concept("deadlock", "死锁", "Deadlock", "死锁", None, (), (), "", (), "os", 0)
    names = Names.of((Term("线程", (), 2.0, None), Term("死锁", (), 1.0, deadlock), Term("天生", (), 1.0, None)))
    assert names.opening("线程死锁很难查") == (names.terms[1], "线程死锁")
    assert names.opening("线程 死锁很难查") == (names.terms[1], "线程 死锁")
    assert names.opening("线程天生并发") == (names.terms[0], "线程")
    assert names.opening("线程会死锁") == (names.terms[0], "线程")


@pytest.mark.parametrize("text", ["插入红黑树", "Red-Black Treetop", ""])
def test_a_name_inside_a_word_or_further_on_opens_nothing(text: str) -> None:
    assert NAMES.opening(text) is None


def test_a_term_is_called_by_each_of_its_names_and_by_nothing_else() -> None:
    assert NAMES.called("red black tree") is NAMES.terms[0]
    assert NAMES.called("RB 树") is NAMES.terms[0]
    assert NAMES.called("红黑树结构") is None


def test_a_heading_names_its_term_alone_explained_or_first_in_an_english_title() -> None:
    names = Names.of((Term("CenterNet", (), 2.0, None), Term("Attention", (), 1.0, None)))
    assert names.headed_by("CenterNet(中心点)") is names.terms[0]
    assert names.headed_by("CenterNet Objects as Points") is names.terms[0]
    assert names.headed_by("Attention Is All You Need") is None
    assert names.headed_by("") is None


def test_of_the_terms_that_a_text_names_the_best_is_given() -> None:
    assert NAMES.named_in("把节点插入红黑树") is NAMES.terms[0]
    assert NAMES.named_in("把节点插入链表") is None


def test_a_heading_names_a_term_alone_or_with_what_explains_it() -> None:
    assert NAMES.headed_by("红黑树(Red-Black)") is NAMES.terms[0]
    assert NAMES.headed_by("红黑树:旋转与染色") is NAMES.terms[0]
    assert NAMES.headed_by("红黑树(Red-Black)的旋转") is None
