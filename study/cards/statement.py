"""Sentences made self-contained by rule: asides dropped, pronouns resolved, clauses trimmed to the fact."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from study.cards import rewrite
from study.cards.clauses import LONGEST, clauses, length, whole
from study.cards.names import Names
from study.cards.typeset import typeset, without_full_stop
from study.cards.wording import Wording
from study.model import Passage, Sentence, Term
from study.words import ASIDES, DEPENDENT, HAN, OPINIONS, PLACEHOLDER

_LABEL = re.compile(
    r"什么是(?=[^，：]{2,12}：)|[^，：]{0,10}(?:概念|定义|描述|总结|说明|概述|简介|介绍|小结)：(?=.{6})"
)
_SCOPE = re.compile(r"(?:在|对于)[^，]{1,24}?(?:中|里|上|下|时|之前|之后|以前|以来|方面|领域|任务)，")
_PREDICATE = re.compile(
    r"[ ]?(?:[是在将把通会可能也不由有为指提使主就都则即需要必只分包利采用本存"
    r"被还具进实属引对让给发改仅至负应基往最大已很较经常（：，“]|[a-z]+s\b|is\b|are\b|$)"
)
_CODE = re.compile(
    r"\bSELECT\b|(?<=\s)--?[A-Za-z]|&&|\.(?:py|sh|conf)\b|\b(?:sudo|pip|apt|git|docker|kubectl|cmake|make) [a-z-]"
)
"""What a command or a query holds, which is no sentence."""
_JUNK = re.compile(r"https?:|^[（(]|^的|[?？]|图\s?\d|表\s?\d|(?:如下|下[图表式])[^，]{0,4}所示|如[图表式]")
_FUSED = re.compile(
    r"(?<![\d.])(?:12|13|23|24|34|35|45|46|56|57|58|67|68|78|79|89) ?(?:倍|x(?![A-Za-z])|年|天|周|个月)|"
    r"[\[(（][1-9]\d*, ?\d[\])）]"
)
"""Numbers that are as likely a range that lost its hyphen (`2-4 倍`) or an interval that lost its minus."""
_TALK = re.compile(
    r"已经?(?:介绍|讲|学习|知道|了解)|在?(?:介绍|讲解|讨论|了解|学习)[^，]*之?前$|将(?:剖析|介绍|讲解|讨论|梳理)|(?:感谢|欢迎|参考)[^，]{2}|"
    r"此仓库|博客|我们这里|想象一下|试想"
)
"""What speaks of the note and its reader, not of the matter."""
_ASKS = re.compile(r"是[^，]{1,10}还是|为什么|怎么|怎样|哪[个些种]|^是否|如何")
_TELLS = re.compile(r"(?:描述|决定|说明|控制|刻画|规定|定义|表示|指示)[^，]*如何")
_SHOWN = re.compile(
    r"\s*(?:(?:具体|大致|结构|其?[^，如]{2,6})?如(?:下|上)?[图表式]?[\w\s.()（）-]{0,12}所示|[如见由从](?:下|上)?[图表]\s?[A-Za-z\d.()-]{0,8}(?:可[知见]|看出)?)\s*",
    re.ASCII,
)
_LOOKING = re.compile(
    r"\s*(?:细想|观察|对比|比较|分析|根据|通过|结合|综合|从|由|回顾|考虑)[^,，]{0,8}(?:上述|上面|以上|前面|[上下]?[图表]中?)[^,，]{0,10}"
)
_SYMBOL = re.compile(
    rf"(?<=[{HAN}])(?<![在为是从到由于记即把将对与和或取使令设以及按用成有]) ?\[Math\]"
    rf"(?= ?(?:[的是，,。.、)）]|往往|可以?|会|能|通常|一般|具有|来|$))"
)
"""A symbol beside the noun that it stands for (`权重矩阵 [Math] 的秩`): without it the sentence says the same."""
_NOUNS = {"n", "nz", "eng", "t", "b", "nr", "nt", "vn"}
_OWN_PREDICATE = re.compile(
    r".{3,24}?(?:是|会|能|可以|通过|具有|需要|用于|负责|采用|使用|由|将|把|不|没有|都|被|必须|分为|包括|包含)"
)
_PREPOSITIONS = {"根据", "按照", "依照"}
_DEED = re.compile(r"(?:将|把|对|增加|使用|采用|引入|减少|通过)[^，]{4,30}?(?:可能)?会?(?:导致|带来|造成|引起)")
_REVERSE = re.compile("(?<=是)(?:反过来|相反)的?$")
_ENOUGH = 10  # characters of a statement that may end before another scope opens
_NEW_SCOPE = re.compile(r"(?:而|同时)?在[^，]{2,16}(?:任务|领域|场景|方面|模型|方法|过程)?[中里上下]")
_TURNS = re.compile("但是?|然而|不过|可是")
_CONDITION = re.compile(r"\s*(?:但是?|而|那么)?(?:如果|若|假如|假设|当(?!前)|一旦|只要)")
_LEAD = 56  # characters of a lead that leave room for the words that ask
_HAS_HAN = re.compile(f"[{HAN}]")
_ACTOR = re.compile("(?:我们|你们?|大家|人们)")
_AS_FOR = re.compile("对于|来[说讲]")
_SEMICOLON = re.compile("[;；]")
_STOPS = re.compile("[。.！!；;][”’\"')）】》]*$")
_SUCH_AS = re.compile("( 等[^，]{2,10})，(?:它们?|其)")
_THE_MORE = re.compile("(?<![超卓优跨穿来翻])越(?!来|界|过)")
_EXPLAINED = re.compile("^ ?（[^（）]{1,60}）")
_ANSWERS = re.compile(r"\s*(?:而|但|反之|反过来|相反|如果|若|当|同时|并且|且)")
_FIELD = re.compile(r" ?(?:任务|领域)?(?:中|里)的? ?(?=[A-Za-z\u4e00-\u9fff ])")
_PART = re.compile(r" ?的[^，。：；的是]{1,10}?(?=[如是可由分包被为在将把有采使与和就也都通需会能不主存]| ?[A-Za-z]|$)")


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
        is_line: it has no full stop: an item of a list, say, or what leads up to one.
        ends: for each of its clauses, where it ends in the entry's text.
        starts: for each of its clauses, where it begins in the entry's text.
        tags: for each of its clauses, the part of speech of its first word in the note.
    """

    text: str
    start: int
    end: int
    scope: str
    subject: Term | None
    shown: str
    predicate: str
    heading: str
    is_line: bool
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]

    def start_of(self, part: str) -> int:
        """Say where the quote begins when only the statement's text from the beginning of ``part`` is used."""
        before = self.text[: self.text.rindex(part)] if part in self.text else ""
        return self.starts[min(len(clauses(before + "x")), len(self.starts)) - 1]

    def tags_behind(self, part: str) -> tuple[str, ...]:
        """Give the tags of the clauses that follow the one in which ``part`` begins."""
        return self.tags[len(clauses(self.text[: self.text.rindex(part) + 1])) :] if part in self.text else ()

    def end_of(self, part: str) -> int:
        """Say where the quote ends when only the statement's text up to the end of ``part`` is used."""
        upto = self.text[: self.text.rindex(part) + len(part)] if part in self.text else self.text
        return self.ends[min(len(clauses(upto)), len(self.ends)) - 1]


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    text: str
    tag: str


def statements(passage: Passage, names: Names, wording: Wording) -> tuple[tuple[Statement, ...], Mapping[int, str]]:
    """Make the statements of an entry, in text order; what cannot stand alone is left out.

    Args:
        passage: the entry taken apart.
        names: the names of its key terms.
        wording: its text, place by place.

    Returns:
        The statements, and for each place where the lead of a listing begins that lead, made to stand alone.
    """
    writer = _Writer(passage, names, wording)
    return tuple(writer.write()), writer.leads


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a clause speaks of: the term, and the noun phrase around it as the note spells it (`上采样的层`)."""

    term: Term
    shown: str


class _Writer:
    def __init__(self, passage: Passage, names: Names, wording: Wording) -> None:
        self.passage = passage
        self.text = passage.entry.text
        self.names = names
        self.wording = wording
        self.tags = {word.start: word.tag for sentence in passage.sentences for word in sentence.words}
        terms = names.terms
        self.main = terms[:3]
        # What 本文 and 作者 speak for: a note about a work is named in Latin letters, one about a field is not.
        self.work = terms[0].name if terms and re.match("[A-Za-z]", terms[0].name) else ""
        self.subject: _Subject | None = None  # of the sentence before
        self.leads: dict[int, str] = {}
        # By the place of the clause, which is the opening of a run and goes on others.
        self.clauses: dict[tuple[int, int], str] = {}
        self.governors: dict[tuple[int, int], _Subject | None] = {}

    def write(self) -> Iterator[Statement]:
        listed = {item.start for listing in self.passage.listings for item in listing.items}
        announcing = {listing.lead.start for listing in self.passage.listings}
        for sentence in self.passage.sentences:
            before, self.subject = self.subject, None
            if sentence.start in announcing:
                self._lead(sentence, before)
            if sentence.text.endswith(("?", "？")) or sentence.start in listed or length(sentence.text) > 3 * LONGEST:
                continue
            for run in self._runs(sentence, before):
                statement = self._statement(sentence, run)
                if statement:
                    yield statement

    def _lead(self, sentence: Sentence, before: _Subject | None) -> None:
        """Keep of a lead the longest run of clauses up to its end that can stand alone and fits into a question."""
        spans = clauses(re.sub(r"[:：]$", "", sentence.text), sentence.start)
        subject = before
        for at, (start, end) in enumerate(spans):
            opening = self._clause(start, end, subject, "", begins=at == 0)
            subject = self._governor(start, end) or subject
            if opening is None or (at and not self.names.opening(opening.text)):
                continue
            if not _SCOPE.match(f"{opening.text}，") and re.search(f"{DEPENDENT.pattern}|除了[^，]*外$", opening.text):
                continue
            run = [opening, *self._following(spans[at + 1 :], opening, subject)]
            text = _plain_commas("，".join(clause.text for clause in run))
            if run[-1].end == spans[-1][1] and len(self.leads.get(sentence.start, "x" * _LEAD)) >= _LEAD:
                self.leads[sentence.start] = text

    def _runs(self, sentence: Sentence, before: _Subject | None) -> Iterator[list[_Clause]]:
        """Group a sentence's clauses into runs that can each stand alone."""
        if re.fullmatch(r"[(（][^()（）]*[)）]", sentence.text):
            spans = [(sentence.start + 1, sentence.end - 1)]  # an aside of its own; its semicolons part items
        else:
            spans = clauses(whole(sentence.text) if sentence.cut else sentence.text, sentence.start)
        if re.search(r"[:：]$", sentence.text):
            spans = spans[:-1]  # what a colon announces does not stand here
        subject = before
        heads, conditional = True, False
        for at, (start, end) in enumerate(spans):
            heads = heads or self.text[:start].rstrip().endswith((";", "；"))
            if spoken := self._spoken_of(start, end):
                subject = self.subject = spoken
                heads = True
                continue
            opening = self._clause(start, end, subject, "", begins=heads)
            if heads:
                conditional = False
            if opening and (heads or (not conditional and self._has_own_subject(opening))):
                yield [opening, *self._following(spans[at + 1 :], opening, self._governor(start, end) or subject)]
            conditional = conditional or bool(_CONDITION.match(self.text, start))
            if _AS_FOR.search(self.text, start, end):
                subject = None  # somebody else comes in, whom a pronoun may mean
            heads = heads and (bool(ASIDES.fullmatch(self.text[start:end])) or self._passes(start, end))
            resumed = (
                subject is not None and opening is not None and opening.text.startswith(rewrite.bare(subject.shown))
            )
            subject = self._governor(start, end) or (subject if self.subject or heads or resumed else None)
            self.subject = self.subject or subject

    def _has_own_subject(self, clause: _Clause) -> bool:
        """A clause from the middle of a sentence stands alone only with a subject or a scope of its own."""
        return bool(
            self.names.opening(clause.text)
            or re.match(r"(?:在|对于)[^，]{2,20}(?:中|里|上|之前|之后|方面|领域)$", clause.text)
            or (clause.tag in _NOUNS and _OWN_PREDICATE.search(clause.text))
            or _DEED.match(clause.text)
        )

    def _spoken_of(self, start: int, end: int) -> _Subject | None:
        """Read `当我们谈到 X 时`: what follows is said of X."""
        text = self.wording.typeset(start, end)
        while (aside := ASIDES.match(text)) and aside.end():
            text = text[aside.end() :]
        name = rewrite.spoken_of(text)
        if re.match("作者|本文|论文|文章|研究", text):
            name = name or rewrite.proposed(text)
        opening = self.names.opening(name) if name else None
        field = _FIELD.match(name, len(opening[1])) if opening else None
        if field and (own := self.names.opening(name[field.end() :])):
            return _Subject(own[0], name)  # `深度学习中的 SSM`
        return _Subject(*opening) if opening else None

    def _following(self, spans: list[tuple[int, int]], opening: _Clause, subject: _Subject | None) -> Iterator[_Clause]:
        """Go on with a run until a clause cannot stand in it."""
        said, end_of_last = opening.text, opening.end
        for begin, end in spans:
            if self._passes(begin, end):
                continue
            if _SEMICOLON.search(self.text, end_of_last, begin) and not _ANSWERS.match(self.text, begin):
                return
            end_of_last = end
            clause = self._clause(begin, end, subject, said)
            if clause and len(said) >= _ENOUGH and _NEW_SCOPE.fullmatch(clause.text):
                return  # `…,在 Y 中,…` begins another fact
            turned = _TURNS.match(clause.text) if clause else None
            if clause and turned and self.names.opening(clause.text[turned.end() :].lstrip()):
                return  # `…,但是 X …` is a second fact, with a subject of its own
            if (
                clause is None
                or ASIDES.fullmatch(clause.text)
                or length(self.text[opening.start : end]) > LONGEST * 1.3
            ):
                return
            subject = self._governor(begin, end) or subject
            said += clause.text
            yield clause

    def _passes(self, start: int, end: int) -> bool:
        """Tell a clause that only points to a figure; what stands around it reads on without it."""
        return bool(_SHOWN.fullmatch(self.text[start:end]) or _LOOKING.fullmatch(self.text[start:end]))

    def _governor(self, start: int, end: int) -> _Subject | None:
        """Find the term that a clause says something of, so that a pronoun behind it can only mean that one."""
        if (start, end) not in self.governors:
            self.governors[start, end] = self._read_governor(self.wording.typeset(start, end))
        return self.governors[start, end]

    def _read_governor(self, text: str) -> _Subject | None:
        while (aside := ASIDES.match(text)) and aside.end():
            text = text[aside.end() :]
        text = rewrite.named(_LABEL.sub("", text, count=1))
        opening = self.names.opening(text)
        if (made := rewrite.proposed(text)) and (new := self.names.opening(made)):
            return _Subject(*new)  # what is proposed is what the note goes on about
        if opening and re.match(r" ?的(?:作者|团队|论文|研究者|文档|官网)", text[len(opening[1]) :]):
            return None
        if opening and (field := _FIELD.match(text, len(opening[1]))):
            text = text[field.end() :]
            opening = self.names.opening(text)
        if not opening:
            return None
        rest = text[len(opening[1]) :]
        part = _PART.match(rest)
        if part and (_JUNK.search(text) or opening[0] not in self.main):
            return _Subject(opening[0], opening[1] + part.group())  # `X 的结构如下所示` speaks of the structure
        return _Subject(*opening) if part or rest.startswith("的") or _PREDICATE.match(rest) else None

    def _clause(
        self, start: int, end: int, subject: _Subject | None, earlier: str, *, begins: bool = False
    ) -> _Clause | None:
        raw = self.text[start:end]
        lead = 0
        while not earlier and (aside := ASIDES.match(raw, lead)) and aside.end() > lead:
            lead = aside.end()
        start += lead
        if (start, end) not in self.clauses:
            self.clauses[start, end] = self._read_clause(start, end)
        text = self.clauses[start, end]
        if not text:
            return None
        text = rewrite.rewrite(text, subject.shown if subject else "", self.work, earlier, begins=begins)
        return _Clause(start, end, text, self._tag(start)) if text and not OPINIONS.search(text) else None

    def _read_clause(self, start: int, end: int) -> str:
        """Give a clause as the note words it, set for reading; "" for one that says nothing to learn."""
        text = _SYMBOL.sub("", self.wording.spelled(start, end))
        text = without_full_stop(typeset(text)).replace("；", "、")  # inside one clause they part the items of a list
        if label := _LABEL.match(text):
            text = text[label.end() :]
        if _HAS_HAN.fullmatch(text) or self._breaks_off(end) or PLACEHOLDER.search(text):
            return ""
        if _JUNK.search(text) or _CODE.search(text):
            return ""
        if _FUSED.search(text) or _TALK.search(text) or (_ASKS.search(text) and not _TELLS.search(text)):
            return ""
        return text

    def _tag(self, start: int) -> str:
        if actor := _ACTOR.match(self.text[start : start + 2]):
            start += actor.end()
        return next((self.tags[at] for at in range(start, start + 4) if at in self.tags), "x")

    def _breaks_off(self, end: int) -> bool:
        """Tell whether a clause goes on in a formula or in code that the snapshot left out."""
        return self.text[end - 1] not in "。.！!" and bool(PLACEHOLDER.match(self.text[end:].lstrip()))

    def _statement(self, sentence: Sentence, run: list[_Clause]) -> Statement | None:
        while run and (sum(length(clause.text) + 1 for clause in run) > LONGEST or self._hangs(run[-1])):
            run = run[:-1]
        if not run:
            return None
        if len(run) > 1 and (reverse := _REVERSE.search(run[0].text)):
            first, second = run[:2]  # `思路是反过来,先…`: of what it is the reverse does not stand here
            joined = _Clause(first.start, second.end, f"{first.text[: reverse.start()]}{second.text}", first.tag)
            run = [joined, *run[2:]]
        parts = [run[0].text]
        for before, clause in itertools.pairwise(run):
            parts.append("；" if _SEMICOLON.search(self.text, before.end, clause.start) else "，")
            parts.append(clause.text)
        text = _SUCH_AS.sub(r"\1", _plain_commas("".join(parts)))
        if len(_THE_MORE.findall(text)) == 1:
            return None  # `越…` without its other half
        ends = tuple(clause.end for clause in run)
        scope = _SCOPE.match(text)
        head = scope.group() if scope else ""
        term, shown = self.names.opening(text[len(head) :]) or (None, "")
        if (field := _FIELD.match(text, len(head) + len(shown))) and (own := self.names.opening(text[field.end() :])):
            head, (term, shown) = text[: field.end()], own
        predicate = _EXPLAINED.sub("", text[len(head) + len(shown) :].lstrip()) if term else text
        tags = tuple(clause.tag for clause in run)
        return Statement(
            text,
            run[0].start,
            ends[-1],
            head,
            term,
            shown,
            predicate.lstrip(),
            sentence.heading,
            not sentence.cut and not _STOPS.search(sentence.text),
            ends,
            tags,
            tuple(clause.start for clause in run),
        )

    def _hangs(self, clause: _Clause) -> bool:
        """Tell a last clause that only prepares another, or of which a preposition never gets its verb."""
        if DEPENDENT.search(clause.text):
            return True
        said = self.wording.words(clause.start, clause.end)
        last = max((at for at, word in enumerate(said) if word.text in _PREPOSITIONS), default=-1)
        return last >= 0 and not any(word.tag[:1] in "va" for word in said[last:] if word.text not in _PREPOSITIONS)


def _plain_commas(text: str) -> str:
    """An English statement keeps its own commas."""
    return text if _HAS_HAN.search(text) else text.replace("，", ", ").replace("；", "; ")
