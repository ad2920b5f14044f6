"""Names: which key term of an entry a text is called, names or opens with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from study.ids import fold
from study.model import Term
from study.words import GENERIC_NOUNS, is_generic_heading, named_by_heading

_LONGEST = 40  # characters of a name
_KINDS = ("模型", "算法", "方法", "网络", "结构", "文件", "机制", "方案", "系统")
"""Nouns that may follow a name and belong to it."""
_ADJECTIVE = re.compile(r"(?:而|但|所谓|常规的|传统的|普通的|标准的|原始的|经典的|一般的)?[“\"]?")
_ARTICLE = re.compile(r"An? (?=[A-Za-z])")
_COINED = re.compile("(?:[A-Z]*[a-z]+[A-Z]|[A-Z]{2})[A-Za-z0-9-]*(?= [A-Za-z]+ )")
"""A name that is no plain word, before at least two others."""
_BRACKET = re.compile(r"\s*[(（][^()（）]*[)）]")
_EXPLAINED = re.compile(r"\s*[:：(（]")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an entry's key terms.

    Args:
        terms: the key terms, the topic first; a term's place among them is its rank.
        folded: every name of every term as `fold` spells it, with the term's rank.
        spelled: each name, folded, alone and with the plural s or the noun that may follow it → its term.
        order: these spellings in their order, in which a text's opening is looked up.
    """

    terms: tuple[Term, ...]
    folded: tuple[tuple[int, str], ...]
    spelled: Mapping[str, Term]
    order: tuple[str, ...]

    @classmethod
    def of(cls, terms: tuple[Term, ...]) -> Names:
        """Collect the names of key terms."""
        folded = tuple((rank, fold(name)) for rank, term in enumerate(terms) for name in (term.name, *term.aliases))
        spelled: dict[str, Term] = {}
        for rank, name in folded:
            spelled.setdefault(name, terms[rank])
            if name[-1:].isascii() and name[-1:].isalpha():
                spelled.setdefault(name + "s", terms[rank])
            for noun in _KINDS:
                spelled.setdefault(name + noun, terms[rank])
        return cls(terms, folded, spelled, tuple(sorted(spelled)))

    @property
    def of_topic(self) -> Iterator[str]:
        """Give the names of the topic, folded."""
        return (name for rank, name in self.folded if rank == 0)

    def called(self, name: str) -> Term | None:
        """Find the key term that has this spelling."""
        wanted = fold(name)
        return next((self.terms[rank] for rank, known in self.folded if known == wanted), None)

    def headed_by(self, heading: str) -> Term | None:
        """Find the key term that a heading names, alone or with an explanation: `ThreadLocal(本地变量)`, `RDB:快照`.

        The first words of `基于模型(model based)的协同过滤` are no name. A title in English may name
        what it is about first (`CenterNet Objects as Points`).
        """
        if not heading:
            return None
        coined = _COINED.match(heading) if heading.isascii() else None
        bare = _BRACKET.sub("", heading)
        return (
            self.called(_EXPLAINED.split(bare)[0])
            or (self.called(coined.group()) if coined else None)
            or self.called(named_by_heading(bare))
        )

    def ranks_in(self, text: str) -> list[int]:
        """List the ranks of the key terms that a text names, the best first; one letter names nothing."""
        folded = fold(text)
        return list(dict.fromkeys(rank for rank, name in self.folded if name in folded and len(name) > 1))

    def named_in(self, text: str) -> Term | None:
        """Find the best key term that a text names."""
        return next((self.terms[rank] for rank in self.ranks_in(text)), None)

    def opening(self, text: str) -> tuple[Term, str] | None:
        """Find the longest key term that a text opens with, and how the text writes it.

        Where the name of a concept follows at once, that is the one: it is the head of the compound.
        `所谓`, `传统的`, an English article and quotation marks are passed over and stand in what is given back.
        """
        head = _ADJECTIVE.match(text)
        at = head.end() if head else 0
        article = _ARTICLE.match(text, at)
        at = article.end() if article else at
        found = self._longest(text, at)
        if not found:
            return None
        term, end = found
        of_it = self._longest(text, end + text.startswith(" ", end))
        if of_it and of_it[0].concept:
            term, end = of_it  # `线程死锁`: the second one is the head
        closing = "”" if text[at - 1 : at] == "“" and text[end : end + 1] == "”" else ""
        return term, text[:end] + closing

    def _longest(self, text: str, at: int) -> tuple[Term, int] | None:
        """Find the longest key term that stands at a place of a text, and where it ends."""
        found: tuple[Term, int] | None = None
        folded = ""
        for end in range(at + 1, min(len(text), at + _LONGEST) + 1):
            folded += fold(text[end - 1])
            near = bisect_left(self.order, folded)
            if near == len(self.order) or not self.order[near].startswith(folded):
                break
            term = self.spelled.get(folded) if end > at + 1 else None
            if term and not text[end - 1].isspace() and _at_word_end(text, end) and not _is_generic(folded):
                found = term, end
        return found


def _is_generic(name: str) -> bool:
    return name in GENERIC_NOUNS or is_generic_heading(name)


def _at_word_end(text: str, end: int) -> bool:
    return end >= len(text) or not (
        text[end - 1].isascii() and text[end].isascii() and text[end].isalnum() and text[end - 1].isalnum()
    )
