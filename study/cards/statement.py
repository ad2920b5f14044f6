"""Sentences made self-contained by rule: asides dropped, pronouns resolved, clauses trimmed to the fact."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from study.cards.typeset import spell, typeset, without_full_stop
from study.ids import fold
from study.model import Passage, Sentence, Term
from study.words import ASIDES, DEPENDENT, GENERIC_NOUNS, HAN, OPINIONS, PLACEHOLDER, POINTS_OUTSIDE, is_generic_heading

LONGEST = 120
"""Characters of a statement; a longer one holds more than one fact."""

_PRONOUN = re.compile(
    r"(?:它们?|其)(?![他它中实余次们])|"
    rf"(?:该|这个|这种|这类|此)(?:模型|算法|方法|网络|结构|机制|框架|技术|系统|任务|函数|方案|工具|类模型|"
    rf"类算法|类方法|过程)(?![{HAN}]{{0,2}}的逆)"
)
_ENGLISH_PRONOUN = re.compile(r"It(?= )")
_LABEL = re.compile(
    r"什么是(?=[^，：]{2,12}：)|[^，：]{0,10}(?:概念|定义|描述|总结|说明|概述|简介|介绍|小结)：(?=.{6})"
)
_SCOPE = re.compile(r"(?:在|对于)[^，]{1,24}?(?:中|里|上|下|时|方面|领域|任务)，")
_HERE = re.compile(r"这里(?:所说|所指)?的|(?:我们|大家)(?:通常|平常)?(?:所说|常说|熟知)的")
_ASPECT = re.compile(
    r"(?:最[^，是]{1,4}的)?(?:缺点|优点|特点|优势|缺陷|目的|目标|好处|思想|思路|方式|方法|做法|作用)(?:是|在于)"
)
_DIVIDED = re.compile(r"(?:根据|按照?)[^，]{2,20}?(?:可以|可)?分[为成]")
_ADJECTIVE = re.compile(r"(?:而|但|所谓|常规的|传统的|普通的|标准的|原始的|经典的|一般的)?[“\"]?")
_ARTICLE = re.compile(r"An? (?=[A-Za-z])")
_PREDICATE = re.compile(
    r"[ ]?(?:[是在将把通会可能也不由有为指提使主就都则即需要必只分包利采用本存"
    r"被还具进实属引对让给发改仅至负应基往最大已很较经常（：，“]|[a-z]+s\b|is\b|are\b|$)"
)
_DEMONSTRATIVE = re.compile(r"(?:这个|该|这种|这类|此)(?=([A-Za-z][A-Za-z0-9 -]*))")
_JUNK = re.compile(r"https?:|^[（(]|^的|[?？]|图\s?\d|表\s?\d")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a run of a sentence's clauses says, so that it can stand alone.

    Args:
        text: typeset, without final punctuation; its subject is named.
        scope: the `在 X 中，` that it opens with, or "".
        start: where in the entry's text the words begin that it rests on; ``end`` is where they end.
        subject: the term that it is about, which stands behind the scope; None where there is none.
        shown: how ``text`` writes the subject.
        predicate: ``text`` behind the subject and a bracket that explains it.
        heading: the heading that it stands under.
        ends: for each of its clauses, where it ends in the entry's text.
    """

    text: str
    start: int
    end: int
    scope: str
    subject: Term | None
    shown: str
    predicate: str
    heading: str
    ends: tuple[int, ...]

    def end_of(self, part: str) -> int:
        """Say where the quote ends when only the statement's text up to the end of ``part`` is used."""
        upto = self.text[: self.text.rindex(part) + len(part)] if part in self.text else self.text
        return self.ends[min(len(clauses(upto)), len(self.ends)) - 1]


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    text: str


def statements(passage: Passage, terms: tuple[Term, ...]) -> tuple[Statement, ...]:
    """Make the statements of an entry, in text order; what cannot stand alone is left out.

    Args:
        passage: the entry taken apart.
        terms: its key terms, the topic first.
    """
    return tuple(_Writer(passage, terms).write())


def clauses(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Split at commas and semicolons outside brackets and quotation marks; places count from ``start``."""
    spans = []
    begin = depth = 0
    for at, char in enumerate(text):
        depth += (char in "(（《“【[") - (char in ")）》”】]")
        if char in ",，;；" and depth <= 0 and not _inside_number(text, at) and not text.startswith(" et al", at + 1):
            spans.append((begin, at))
            begin = at + 1
    spans.append((begin, len(text)))
    stripped = []
    for left, right in spans:
        piece = text[left:right]
        first = left + len(piece) - len(piece.lstrip())
        last = left + len(piece.rstrip())
        if first < last:
            stripped.append((start + first, start + last))
    return stripped


def split(text: str) -> list[str]:
    """Give the clauses of a text."""
    return [text[start:end] for start, end in clauses(text)]


def _inside_number(text: str, at: int) -> bool:
    return text[at] == "," and bool(re.match(r"\d{3}\b", text[at + 1 :])) and text[at - 1 : at].isdigit()


class _Writer:
    def __init__(self, passage: Passage, terms: tuple[Term, ...]) -> None:
        self.passage = passage
        self.text = passage.entry.text
        self.names = _names(terms)
        self.main = terms[:3]
        self.subject: tuple[Term, str] | None = None  # of the sentence before, with its spelling

    def write(self) -> Iterator[Statement]:
        listed = {item.start for listing in self.passage.listings for item in listing.items}
        for sentence in self.passage.sentences:
            before, self.subject = self.subject, None
            if (
                sentence.cut
                or sentence.text.endswith(("?", "？"))
                or sentence.start in listed
                or len(sentence.text) > 3 * LONGEST
            ):
                continue
            for run in self._runs(sentence, before):
                statement = self._statement(sentence, run)
                if statement:
                    yield statement

    def _runs(self, sentence: Sentence, before: tuple[Term, str] | None) -> Iterator[list[_Clause]]:
        """Group a sentence's clauses into runs that can each stand alone."""
        spans = clauses(sentence.text, sentence.start)
        if re.search(r"[:：]$", sentence.text):
            spans = spans[:-1]  # what a colon announces does not stand here
        subject = before
        heads = True
        for at, (start, end) in enumerate(spans):
            opening = self._clause(start, end, subject, opens=True)
            # A clause from the middle of a sentence stands alone only with a subject of its own.
            if opening and (
                heads or (self._opening_term(opening.text) and not self.text.startswith(("而", "但", "却"), start))
            ):
                yield [opening, *self._following(spans[at + 1 :], self._governor(start, end) or subject, start)]
            if re.search("对于|来[说讲]", self.text[start:end]):
                subject = None  # somebody else comes in, whom a pronoun may mean
            heads = heads and bool(ASIDES.fullmatch(self.text[start:end]))
            subject = self._governor(start, end) or (subject if self.subject or heads else None)
            self.subject = self.subject or subject

    def _following(
        self, spans: list[tuple[int, int]], subject: tuple[Term, str] | None, start: int
    ) -> Iterator[_Clause]:
        """Go on with a run until a clause cannot stand in it."""
        for begin, end in spans:
            clause = self._clause(begin, end, subject, opens=False)
            if clause is None or ASIDES.fullmatch(clause.text) or end - start > LONGEST * 1.3:
                return
            subject = self._governor(begin, end) or subject
            yield clause

    def _governor(self, start: int, end: int) -> tuple[Term, str] | None:
        """Find the term that a clause says something of, so that a pronoun behind it can only mean that one."""
        text = typeset(spell(self.text, start, end, self.passage.mentions))
        while (aside := ASIDES.match(text)) and aside.end():
            text = text[aside.end() :]
        text = _LABEL.sub("", _HERE.sub("", text), count=1)
        opening = self._opening_term(text)
        if not opening:
            return None
        rest = text[len(opening[1]) :]
        is_main = opening[0] in self.main
        return opening if _PREDICATE.match(rest) or (is_main and rest.startswith("的")) else None

    def _clause(self, start: int, end: int, subject: tuple[Term, str] | None, *, opens: bool) -> _Clause | None:
        raw = self.text[start:end]
        lead = 0
        while opens and (aside := ASIDES.match(raw, lead)) and aside.end() > lead:
            lead = aside.end()
        start += lead
        text = without_full_stop(typeset(spell(self.text, start, end, self.passage.mentions)))
        if label := _LABEL.match(text):
            text = text[label.end() :]
        if not text or self._breaks_off(end) or PLACEHOLDER.search(text) or _JUNK.search(text) or OPINIONS.search(text):
            return None
        text = _HERE.sub("", _DEMONSTRATIVE.sub("", text))
        text = re.sub(r"像 ?([^，]{1,24}?) ?这样的", r"\1 等", text)
        text = typeset(re.sub(r"(?<=\w) ?同样(?=使用|采用|是|可以|需要)|^所谓", "", text))
        text = re.sub(r"(?:说的|指的)就?是(?:这样一?种|这种)情况[:：]", "是指", text)
        if opens and subject is None and (_ASPECT.match(text) or _DIVIDED.match(text)):
            return None
        if opens and subject and (_ASPECT.match(text) or _DIVIDED.match(text)):
            joint = "的" if _ASPECT.match(text) and not text.startswith("最") else ""
            text = typeset(subject[1] + joint + text)
        pronoun = _PRONOUN.match(text) or _ENGLISH_PRONOUN.match(text)
        if pronoun and opens and (subject is None or pronoun.group() == "它们"):
            return None
        if pronoun and opens and subject:
            rest = text[pronoun.end() :]
            joint = (
                "的"
                if pronoun.group() == "其"
                and re.match(
                    r"本质(?!上)|输入|输出|背后|(?:主要|基本)?(?:思想|思路|原理|作用(?!于))|核心|特点|目的|优势|优点|缺点|开|奠|代表|最",
                    rest,
                )
                else ""
            )
            text = typeset(_ADJECTIVE.sub("", subject[1]) + joint + rest)
        elif pronoun:
            return _Clause(start, end, text)
        return None if POINTS_OUTSIDE.search(text) else _Clause(start, end, text)

    def _breaks_off(self, end: int) -> bool:
        """Tell whether a clause goes on in a formula or in code that the snapshot left out."""
        return self.text[end - 1] not in "。.！!" and bool(PLACEHOLDER.match(self.text[end:].lstrip()))

    def _statement(self, sentence: Sentence, run: list[_Clause]) -> Statement | None:
        while run and (sum(len(clause.text) + 1 for clause in run) > LONGEST or DEPENDENT.search(run[-1].text)):
            run = run[:-1]
        if not run:
            return None
        parts = [run[0].text]
        for before, clause in itertools.pairwise(run):
            gap = self.text[before.end : clause.start]
            parts.append("；" if re.search(r"[;；]", gap) else "，")
            parts.append(clause.text)
        text = re.sub(r"( 等[^，]{2,10})，(?:它们?|其)", r"\1", _plain_commas("".join(parts)))
        ends = tuple(clause.end for clause in run)
        scope = _SCOPE.match(text)
        head = scope.group() if scope else ""
        term, shown = self._opening_term(text[len(head) :]) or (None, "")
        predicate = re.sub(r"^ ?（[^（）]{1,60}）", "", text[len(head) + len(shown) :].lstrip()) if term else text
        return Statement(text, run[0].start, ends[-1], head, term, shown, predicate.lstrip(), sentence.heading, ends)

    def _opening_term(self, text: str) -> tuple[Term, str] | None:
        """Find the longest term that ``text`` opens with, `所谓`, `传统的` and quotation marks passed over."""
        head = _ADJECTIVE.match(text)
        at = head.end() if head else 0
        article = _ARTICLE.match(text, at)
        at = article.end() if article else at
        for end in range(min(len(text), at + 40), at + 1, -1):
            if not _at_word_end(text, end):
                continue
            term = self.names.get(fold(text[at:end]))
            if term:
                closing = "”" if text[at - 1 : at] == "“" and text[end : end + 1] == "”" else ""
                return term, text[:end] + closing
        return None


def _at_word_end(text: str, end: int) -> bool:
    return end >= len(text) or not (
        text[end - 1].isascii() and text[end].isascii() and text[end].isalnum() and text[end - 1].isalnum()
    )


def _names(terms: tuple[Term, ...]) -> dict[str, Term]:
    names: dict[str, Term] = {}
    for term in terms:
        for name in (term.name, *term.aliases):
            names.setdefault(fold(name), term)
            if re.search(r"[A-Za-z]$", name):
                names.setdefault(fold(name) + "s", term)
            for noun in ("模型", "算法", "方法", "网络", "结构", "文件", "机制", "方案", "系统"):
                names.setdefault(fold(name + noun), term)
    return {name: term for name, term in names.items() if name not in GENERIC_NOUNS and not is_generic_heading(name)}


def _plain_commas(text: str) -> str:
    """An English statement keeps its own commas."""
    return text if re.search(f"[{HAN}]", text) else text.replace("，", ", ").replace("；", "; ")
