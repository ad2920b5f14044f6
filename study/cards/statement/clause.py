"""What a clause says by itself: of what it speaks, and its words made to stand alone; nothing where it is no fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from study.cards import rewrite
from study.cards.clauses import past_asides
from study.cards.names import Names
from study.cards.typeset import typeset, without_full_stop
from study.cards.wording import Wording
from study.model import Passage, Term
from study.words import FIGURE, HAN, OPINIONS, PLACEHOLDER, TALK

_LABEL = re.compile(
    r"什么是(?=[^，：]{2,12}：)|[^，：]{0,10}(?:概念|定义|描述|总结|说明|概述|简介|介绍|摘要|小结|结论|细节|一句话|说法|观点|发现|事实)：(?=.{6})|"
    r"[^，]{0,60}一句话(?:总结|概括|来说)?[^，：]{0,8}：(?=.{6})|先(?:说|把|看|讲|给|来|放|摆|上)[^，：]{2,12}：(?=.{6})|"
    r"How it works: |"
    r"[^，：]{0,10}(?:很|非常|都|就)(?:简单|实用|直观|直接|明确|清楚|朴素)：(?=.{6})"
)
_PREDICATE = re.compile(
    r"[ ]?(?:[是在将把通会可能也不由有为指提使主就都则即需要必只分包利采用本存"
    r"被还具进实属引对让给发改仅至负应基往最大已很较经常（：，“]|[a-z]+s\b|is\b|are\b|$)"
)
_CODE = re.compile(
    r"\bSELECT\b|\b(?:typedef|struct|unsigned|#include)\b|"
    r"\b(?:static|int|double|float|char|bool) \w+ =|(?<=\s)--?(?!log|ln|exp)[A-Za-z]|&&|\.(?:py|sh|conf)\b|"
    r"\b(?:sudo|pip|apt|git|docker|kubectl|cmake|make) [a-z-]"
)
"""What a command or a query holds, which is no sentence."""
_JUNK = re.compile(
    r"https?:|:(?:num|eq)?ref:|[A-Za-z]\{|[_^]\{(?:[A-Za-z]|[^{}]{0,8}[-+*=,][^{}]{0,8})\}|(?<![A-Za-z])math(?:bf|bb|cal|rm|it|sf)(?![A-Za-z])|"
    rf"[√×✓✗] ?[√×✓✗]|--+>|==+>|^[（(]|^的|[?？]|{FIGURE}|"
    rf"(?:如下|下[图表式])[^，]{{0,4}}所示|(?<![比例诸])如[图表式](?![像片])"
)
_LOST = re.compile("当 (?=时)|一[个种]、|[成作为中于和与是] (?=[的和与是][\u4e00-\u9fff ])| [。，；]$")
"""White space that stands for a formula that the snapshot left out: `都可以写成 的形式`."""
_FUSED = re.compile(
    r"(?<![\d.])(?:12|13|23|24|34|35|45|46|56|57|58|67|68|78|79|89) ?(?:倍|x(?![A-Za-z])|年|天|周|个月)|"
    r"[\[(（][1-9]\d*, ?\d[\])）]"
)
"""Numbers that are as likely a range that lost its hyphen (`2-4 倍`) or an interval that lost its minus."""
_ASKS = re.compile(r"是[^，]{1,10}还是|为什么|怎么|怎样|哪[个些种]|^是否|如何")
_TELLS = re.compile(
    r"(?:描述|决定|说明|控制|刻画|规定|定义|表示|指示|告诉|判断|学习|学会|选择|知道)[^，]*(?:如何|怎么|怎样|哪[个些种])|"
    r"^(?:如何|怎样)[^，是]{3,}是[^，]*(?:难点|关键|核心|问题|挑战|重点|任务|目标)$"
)
"""A question that is none: what is told, or what is hard to tell."""
_SHOWN = re.compile(
    r"\s*(?:(?:具体|大致|结构|其?[^，如]{2,6})?如(?:下|上)?[图表式]?[\w\s.()（）-]{0,12}所示|[如见由从](?:下|上)?[图表]\s?[A-Za-z\d.()-]{0,8}(?:可[知见]|看出)?)\s*",
    re.ASCII,
)
_LOOKING = re.compile(
    r"\s*(?:细想|观察|对比|比较|分析|根据|通过|结合|综合|从|由(?!于)|回顾|考虑)[^,，]{0,8}(?:上述|上面|以上|前面|[上下]?[图表]中?)[^,，]{0,10}"
)
_SYMBOL = re.compile(
    rf"(?<=[{HAN}])(?<![在为是从到由于记即把将对与和或取使令设以及按用成有]) ?\[Math\]"
    rf"(?= ?(?:[的是，,。.、)）]|往往|可以?|会|能|通常|一般|具有|来|$))"
)
"""A symbol beside the noun that it stands for (`权重矩阵 [Math] 的秩`): without it the sentence says the same."""
_OWN_LABEL = re.compile("(?P<label>[^，：（）]{2,12})： ?")
_SAYS = re.compile(r" ?(?:（[^（）]{1,60}） ?)?(?:[是在将把通会可能也不由被还具需对给让用使采提]|[a-z]+s\b)")
"""Behind the name that a clause opens with: it says something of it."""
_DEFINES = re.compile("概念|定义|含义")
_LOOSE_COLON = re.compile(r"^((?:（[^（）]*）|[^，：（）]){1,40})：(?=是(?!否))")
_CITED = re.compile(r" ?:cite:[\w.,，-]+")
"""A reference in a book's markup."""
FIELD = re.compile(r" ?(?:任务|领域)?(?:中|里)的? ?(?=[A-Za-z\u4e00-\u9fff ])")
"""What stands between a field and what is spoken of in it (`深度学习中的 SSM`)."""
_PART = re.compile(r" ?的[^，。：；的是]{1,10}?(?=[如是可由分包被为在将把有采使与和就也都通需会能不主存]| ?[A-Za-z]|$)")
_OF_THESE = re.compile("其中，? ?")
_CIRCLED = re.compile(
    r"(?:[①-⑳]|\d{1,2}[、)）](?!\d)|坑[一二三四五六\d]?[:：]|(?:方法|方案|优化|技巧|策略|阶段)\s?[一二三四五六\d]\s+)\s*"
)
_THIS_PART = re.compile(
    "(?:该|这个|这种|这一)(模型|网络|算法|方法|模块|层|单元|函数|机制|组件|结构|协议|策略|队列)(?![\u4e00-\u9fff]{0,2}的逆)"
)
_IN_ENGLISH = {"模型": "[Mm]odels?", "网络": "[Nn]et(?:work)?s?", "算法": "[Aa]lgorithms?", "方法": "[Mm]ethods?"}
"""What is called so may be a whole note's subject: only what was just brought in as `一个 … model` is meant rather."""
_REACH = 60  # characters before `该模块` in which it was named
_ACTOR = re.compile("(?:我们|你们?|大家|人们)")
_IS = re.compile("[是会要]")
"""What makes a clause that ends in 的 whole: `X 是可导的`."""
_SCRAP = re.compile(r"(?=.*[_^=\\])[A-Za-z0-9\s_^{}\\()+*/=.-]{1,60}")
"""What is left of a formula: it says nothing by itself."""
_ONE_CHARACTER = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause made to stand alone, or behind others of its sentence.

    Args:
        start: where it begins in the entry's text, behind asides; ``end`` is where it ends.
        text: its words, set for reading.
        tag: the part of speech of its first word in the note.
    """

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause speaks of: the term, and the noun phrase around it as the note spells it (`上采样的层`)."""

    term: Term
    shown: str


class ClauseReader:
    """Reads clauses of one entry, each by the places in its text where it begins and ends.

    Args:
        passage: the entry taken apart.
        names: the names of its key terms.
        wording: its text, place by place.
    """

    def __init__(self, passage: Passage, names: Names, wording: Wording) -> None:
        self._text = passage.entry.text
        self._names = names
        self._wording = wording
        self._tags = {word.start: word.tag for sentence in passage.sentences for word in sentence.words}
        terms = names.terms
        self._main = terms[:3]
        # What 本文 and 作者 speak for: a note about a work is named in Latin letters, one about a field is not.
        self._work = terms[0].name if terms and re.match("[A-Za-z]", terms[0].name) else ""
        # A clause is the opening of one run and goes on others: what does not depend on the run is read once.
        self._read: dict[tuple[int, int], str] = {}
        self._governors: dict[tuple[int, int], Subject | None] = {}

    def read(
        self, start: int, end: int, subject: Subject | None, earlier: str, *, begins: bool = False
    ) -> Clause | None:
        """Give the clause as it can stand alone.

        Args:
            start: where it begins in the entry's text.
            end: where it ends in it.
            subject: what the note speaks of before it.
            earlier: what the run that it goes on has said so far; "" for one that opens a run.
            begins: whether it is the first of its sentence that says anything.

        Returns:
            The clause without asides before it, or None where it says nothing to learn or cannot stand alone.
        """
        if marker := _CIRCLED.match(self._text, start, end):
            start = marker.end()
        if not earlier and self.is_scrap(start, end):
            return None
        if not earlier:
            start += past_asides(self._text[start:end])
        if (start, end) not in self._read:
            self._read[start, end] = self._read_clause(start, end)
        text = self._read[start, end]
        if not text:
            return None
        if not earlier and (of_these := _OF_THESE.match(text)) and self._names.opening(text[of_these.end() :]):
            text = text[of_these.end() :]  # it names what it speaks of
        meant = self._meant(text, start) or (subject.shown if subject else "")
        text = rewrite.rewrite(text, meant, self._work, earlier, begins=begins)
        return Clause(start, end, text, self._tag(start)) if text and not OPINIONS.search(text) else None

    def governor(self, start: int, end: int) -> Subject | None:
        """Find the term that a clause says something of, so that a pronoun behind it can only mean that one."""
        if (start, end) not in self._governors:
            self._governors[start, end] = self._read_governor(self._wording.typeset(start, end))
        return self._governors[start, end]

    def spoken_of(self, start: int, end: int) -> Subject | None:
        """Read `当我们谈到 X 时`: what follows is said of X."""
        text = self._wording.typeset(start, end)
        text = text[past_asides(text) :]
        name = rewrite.spoken_of(text, self._work)
        if re.match("作者|本文|本?论文|文章|研究", text):
            name = name or rewrite.proposed(without_full_stop(text))
        opening = self._names.opening(name) if name else None
        field = FIELD.match(name, len(opening[1])) if opening else None
        if field and (own := self._names.opening(name[field.end() :])):
            return Subject(own[0], name)  # `深度学习中的 SSM`
        return Subject(*opening) if opening else None

    def passes(self, start: int, end: int) -> bool:
        """Tell a clause that only points to a figure; what stands around it reads on without it."""
        return bool(_SHOWN.fullmatch(self._text[start:end]) or _LOOKING.fullmatch(self._text[start:end]))

    def is_scrap(self, start: int, end: int) -> bool:
        """Tell the rest of a formula: the sentence around it begins behind it."""
        return bool(_SCRAP.fullmatch(self._text, start, end))

    def _read_governor(self, text: str) -> Subject | None:
        text = rewrite.named(_LABEL.sub("", text[past_asides(text) :], count=1))
        opening = self._names.opening(text)
        if (made := rewrite.proposed(without_full_stop(text))) and (new := self._names.opening(made)):
            return Subject(*new)  # what is proposed is what the note goes on about
        if (heart := rewrite.at_heart(without_full_stop(text))) and (new := self._names.opening(heart)):
            return Subject(*new)
        if opening and re.match(r" ?的(?:作者|团队|论文|研究者|文档|官网)", text[len(opening[1]) :]):
            return None
        if opening and (field := FIELD.match(text, len(opening[1]))):
            text = text[field.end() :]
            opening = self._names.opening(text)
        if not opening:
            return None
        rest = text[len(opening[1]) :]
        part = _PART.match(rest)
        if part and (_JUNK.search(text) or opening[0] not in self._main):
            return Subject(opening[0], opening[1] + part.group())  # `X 的结构如下所示` speaks of the structure
        return Subject(*opening) if part or rest.startswith("的") or _PREDICATE.match(rest) else None

    def _read_clause(self, start: int, end: int) -> str:
        """Give a clause as the note words it, set for reading; "" for one that says nothing to learn."""
        text = _CITED.sub("", _SYMBOL.sub("", self._wording.spelled(start, end)))
        text = without_full_stop(typeset(text)).replace("；", "、")  # inside one clause they part the items of a list
        if label := _LABEL.match(text):
            text = text[label.end() :]
            if self._main and _DEFINES.search(label.group()) and text.startswith(("是", "指")):
                text = typeset(f"{self._main[0].name} {text}")
        if (own := _OWN_LABEL.match(text)) and self._only_labels(own["label"], text[own.end() :]):
            text = text[own.end() :]
        if loose := _LOOSE_COLON.match(text):
            text = typeset(f"{loose[1]} {text[loose.end() :]}")
        if _LOST.search(self._text[start:end]):
            return ""
        if _ONE_CHARACTER.fullmatch(text) or self._breaks_off(start, end) or PLACEHOLDER.search(text):
            return ""
        if _JUNK.search(text) or _CODE.search(text):
            return ""
        if _FUSED.search(text) or TALK.search(text) or (_ASKS.search(text) and not _TELLS.search(text)):
            return ""
        return text

    def _only_labels(self, label: str, rest: str) -> bool:
        """Tell a label that names no term, before a clause that opens with one and says something of it."""
        opening = self._names.opening(rest)
        return opening is not None and not self._names.opening(label) and bool(_SAYS.match(rest, len(opening[1])))

    def _meant(self, text: str, start: int) -> str:
        """Find the part that `该模块` stands for: what the words just before it call a module; "" for none."""
        pointed = _THIS_PART.match(text)
        if not pointed:
            return ""
        before = self._text[max(0, start - _REACH) : start]
        brought_in = _brought_in(pointed[1]).findall(before.rpartition("。")[2])
        named = brought_in or re.findall(rf"[A-Za-z][A-Za-z0-9-]*(?: [A-Z][A-Za-z0-9-]*)? ?{pointed[1]}", before)
        return typeset(named[-1]) if named and (brought_in or pointed[1] not in _IN_ENGLISH) else ""

    def _tag(self, start: int) -> str:
        if actor := _ACTOR.match(self._text[start : start + 2]):
            start += actor.end()
        return next((self._tags[at] for at in range(start, start + 4) if at in self._tags), "x")

    def _breaks_off(self, start: int, end: int) -> bool:
        """Tell whether a clause goes on in a formula or in code that the snapshot left out, or in the next line."""
        if self._text.startswith("的 ", end - 1) and not _IS.search(self._text, start, end):
            return True
        cut_out = PLACEHOLDER.match(self._text[end:].lstrip()) or re.match(" [，；]", self._text[end:])
        return self._text[end - 1] not in "。．.！!" and bool(cut_out)


@cache  # there are few such words, and to compile what holds a range of Han characters takes long
def _brought_in(kind: str) -> re.Pattern[str]:
    """Find what is brought in as `一个 …` of a kind, named in either language."""
    return re.compile(
        rf"(?<!每)一[个种]([^，。；,;的]{{2,24}}?(?:{kind}|{_IN_ENGLISH.get(kind, kind)}))(?![{HAN}]{{0,2}}的)"
    )
