"""Names: which key term of an entry a text is called, names or opens with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from study.ids import fold
from study.model import Term
from study.words import GENERIC_NOUNS, is_generic_heading

_LONGEST = 40  # characters of a name
_KINDS = ("模型", "算法", "方法", "网络", "结构", "文件", "机制", "方案", "系统")
"""Nouns that may follow a name and belong to it."""
_ADJECTIVE = re.compile(r"(?:而|但|所谓|常规的|传统的|普通的|标准的|原始的|经典的|一般的)?[“\"]?")
_ARTICLE = re.compile(r"An? (?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an entry's key terms.

    Args:
        terms: the key terms, the topic first.
        spelled: each name, folded, alone and with the plural s or the noun that may follow it → its term.
        openings: what these begin with.
    """

    terms: tuple[Term, ...]
    spelled: Mapping[str, Term]
    openings: frozenset[str]

    @classmethod
    def of(cls, terms: tuple[Term, ...]) -> Names:
        """Collect the names of key terms."""
        spelled: dict[str, Term] = {}
        for term in terms:
            for name in (term.name, *term.aliases):
                spelled.setdefault(fold(name), term)
                if re.search(r"[A-Za-z]$", name):
                    spelled.setdefault(fold(name) + "s", term)
                for noun in _KINDS:
                    spelled.setdefault(fold(name + noun), term)
        generic = {name for name in spelled if name in GENERIC_NOUNS or is_generic_heading(name)}
        names = {name: term for name, term in spelled.items() if name not in generic}
        return cls(terms, names, frozenset(name[:at] for name in names for at in range(1, len(name) + 1)))

    def called(self, name: str) -> Term | None:
        """Find the key term that has this spelling."""
        wanted = fold(name)
        return next((term for term in self.terms if wanted in map(fold, (term.name, *term.aliases))), None)

    def named_in(self, text: str) -> Term | None:
        """Find the best key term that a text names."""
        folded = fold(text)
        names = ((term, fold(name)) for term in self.terms for name in (term.name, *term.aliases) if len(name) > 1)
        return next((term for term, name in names if name in folded), None)

    def opening(self, text: str) -> tuple[Term, str] | None:
        """Find the longest key term that a text opens with, and how the text writes it.

        `所谓`, `传统的`, an English article and quotation marks are passed over and stand in what is given back.
        """
        head = _ADJECTIVE.match(text)
        at = head.end() if head else 0
        article = _ARTICLE.match(text, at)
        at = article.end() if article else at
        found: tuple[Term, int] | None = None
        folded = ""
        for end in range(at + 1, min(len(text), at + _LONGEST) + 1):
            folded += fold(text[end - 1])
            if folded and folded not in self.openings:
                break
            term = self.spelled.get(folded) if end > at + 1 else None
            if term and not text[end - 1].isspace() and _at_word_end(text, end):
                found = term, end
        if not found:
            return None
        term, end = found
        closing = "”" if text[at - 1 : at] == "“" and text[end : end + 1] == "”" else ""
        return term, text[:end] + closing


def _at_word_end(text: str, end: int) -> bool:
    return end >= len(text) or not (
        text[end - 1].isascii() and text[end].isascii() and text[end].isalnum() and text[end - 1].isalnum()
    )
