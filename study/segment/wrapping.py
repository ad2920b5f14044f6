"""Wrapping: the white space between Chinese characters that ended no line of the note."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from study.segment.tokenizer import Tokenizer
from study.words import HAN, HANGS

_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s(?=[{HAN}])")
_HANGS_ON = frozenset("的是为和与中即也都则等")
"""Characters that no line begins with."""
_LEADS_ON = ("或者", "以及", "例如", "比如")
"""Words that no line ends with, besides the single characters."""
_WAITS = re.compile(
    r"(?:一[种类个]|[可以能够会来并再去要]|需要|主要)(?:利用|使用|采用|借助|结合|考虑|引入|用)\Z|(?:根据|基于|对于|以及|或者|称为|叫做|按照|等于|具有)\Z"
)
"""Words that no line ends with, as their object is still to come."""
_SET_OFF = 3  # such places tell that an author sets words off with spaces
_LONGEST_WORD = 6  # characters of a word that is set off
_WORDS = 8  # characters beside a space that tell whether it parts a word


def wraps(text: str, tokenizer: Tokenizer) -> Iterator[int]:
    """Find the white space at which a line was only wrapped: inside a word, and in such a note behind 的 too."""
    gaps = [gap.start() for gap in _BETWEEN_HAN.finditer(text)]
    inside = [at for at in gaps if tokenizer.parts_word(text[max(0, at - _WORDS) : at], text[at + 1 : at + 1 + _WORDS])]
    yield from inside
    yield from (at for at in gaps if _is_object(text, at, tokenizer))
    if len(inside) > 1:
        yield from (at for at in gaps if text[at - 1] in "的和与")
    yield from _set_off(text, gaps)


def _is_object(text: str, at: int, tokenizer: Tokenizer) -> bool:
    """Tell a noun that a verb in front of the white space still waits for: `是一类利用 随机数 来求解…`."""
    return (
        bool(_WAITS.search(text, max(0, at - _WORDS), at))
        and tokenizer.first_tag(text[at + 1 : at + 1 + _WORDS])[:1] == "n"
    )


def _set_off(text: str, gaps: list[int]) -> Iterator[int]:
    """Find the white space around words that the author set off (`对于 加权平均数 来说`): most of it no line ends with.

    Where a word that hangs stands on both sides of one, formulas dropped out, and nothing is certain.
    """
    hangs = [(text[at - 1] in HANGS or text.endswith(_LEADS_ON, 0, at), text[at + 1] in _HANGS_ON) for at in gaps]
    sure = {at for at, (left, right) in zip(gaps, hangs, strict=True) if left != right}
    if len(sure) < _SET_OFF or (True, True) in hangs:
        return
    words = [pair for pair in itertools.pairwise(gaps) if _is_word(text[pair[0] + 1 : pair[1]])]
    for pair in (*words, *reversed(words)):
        if sure.intersection(pair):
            sure.update(pair)
    yield from sure


def _is_word(piece: str) -> bool:
    return len(piece) <= _LONGEST_WORD and piece.isalpha()
