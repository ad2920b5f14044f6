"""White space between Chinese characters at which no line of the note ended."""

from __future__ import annotations

from collections.abc import Callable

from study.model import Passage


def test_words_that_an_author_sets_off_with_spaces_break_no_line(passage_of: Callable[[str], Passage]) -> None:
    text = "对于 加权平均 来说, 权重值 只要是 正数 即可。而 标准化的权重 则要求 权重值 和为一。"
    assert [sentence.text for sentence in passage_of(text).sentences] == [
        "对于 加权平均 来说, 权重值 只要是 正数 即可。",
        "而 标准化的权重 则要求 权重值 和为一。",
    ]


def test_no_line_ends_with_a_verb_that_waits_for_its_object(passage_of: Callable[[str], Passage]) -> None:
    text = "蒙特卡洛是一类利用 随机数 来求解的方法。它的利用 结果很好。"
    assert next(sentence.text for sentence in passage_of(text).sentences) == "蒙特卡洛是一类利用 随机数"
