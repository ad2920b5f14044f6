"""Wording: how cards spell a place of an entry's text, and which words stand there."""

from __future__ import annotations

from collections.abc import Callable

from study.cards.wording import Wording
from study.model import Passage


def test_only_the_concepts_inside_the_piece_are_spelled_anew(passage_of: Callable[[str], Passage]) -> None:
    text = "ActorCritic 优于 QLearning 吗? ActorCritic 更稳。"
    wording = Wording(passage_of(text))
    assert wording.spelled(0, len(text)) == "Actor-Critic 优于 Q-Learning 吗? Actor-Critic 更稳。"
    assert wording.spelled(12, 24) == "优于 Q-Learning"
    assert wording.spelled(3, 24) == "orCritic 优于 Q-Learning"
    assert wording.spelled(12, 12) == ""


def test_a_line_is_set_for_reading_and_loses_its_full_stop(passage_of: Callable[[str], Passage]) -> None:
    text = "第一句,不算。MergeSort比快排稳定,但慢。"
    assert Wording(passage_of(text)).line(7, len(text)) == "Merge Sort 比快排稳定，但慢"


def test_the_words_of_a_piece_are_those_that_begin_in_it(passage_of: Callable[[str], Passage]) -> None:
    text = "线程共享内存。进程不会。"
    wording = Wording(passage_of(text))
    every = wording.words(0, len(text))
    assert "".join(word.text for word in every) == text
    middle = [word for word in every if 2 <= word.start < 8]
    assert wording.words(2, 8) == middle
    assert wording.words(2, 7) != middle
    assert wording.words(6, 6) == []
