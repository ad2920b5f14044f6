"""Wording: how cards spell a place of an entry's text, and which words stand there; the rules ask many times over."""

from __future__ import annotations

from bisect import bisect_left

from study.cards import typeset
from study.model import Passage, Word


class Wording:
    """The text of an entry, place by place: places are offsets into it in code points, the end not included."""

    def __init__(self, passage: Passage) -> None:
        self._text = passage.entry.text
        self._mentions = passage.mentions
        self._begins = [mention.start for mention in passage.mentions]
        self._words = [word for sentence in passage.sentences for word in sentence.words]
        self._starts = [word.start for word in self._words]
        self._spelled: dict[tuple[int, int], str] = {}

    def spelled(self, start: int, end: int) -> str:
        """Give a piece with every concept in its standard spelling (`ActorCritic` → `Actor-Critic`)."""
        known = self._spelled.get((start, end))
        if known is not None:
            return known
        parts = []
        at = start
        for mention in self._mentions[bisect_left(self._begins, start) : bisect_left(self._begins, end)]:
            if at <= mention.start and mention.end <= end:
                written = self._text[mention.start : mention.end]
                parts += [self._text[at : mention.start], typeset.standard(written, mention.standard)]
                at = mention.end
        spelled = self._spelled[start, end] = "".join([*parts, self._text[at:end]])
        return spelled

    def typeset(self, start: int, end: int) -> str:
        """Give a piece in standard spelling, set for reading."""
        return typeset.typeset(self.spelled(start, end))

    def line(self, start: int, end: int) -> str:
        """Give a piece in standard spelling, set for reading, without final punctuation."""
        return typeset.without_full_stop(self.typeset(start, end))

    def words(self, start: int, end: int) -> list[Word]:
        """List the words that begin in a piece, in text order; those of headings are none of them."""
        return self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
