"""Question: what the note itself asks and answers: `问：…？答：…`, a heading `X 有什么用？`, `为什么…？因为…`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from study.cards.clauses import split
from study.cards.draft import Draft, Source
from study.cards.rules import BACK_LENGTH
from study.cards.typeset import typeset, without_full_stop
from study.ids import fold
from study.model import Kind, Sentence
from study.words import DEPENDENT, NUMERALS, OPINIONS, PLACEHOLDER, SPEAKER, TALK, points_outside

_ASKS = re.compile(r"[?？]$")
_ASKS_PLAINLY = re.compile("是什么|什么是|为什么|怎[么样]|如何|有哪[些几]|有什么|的(?:区别|不同|差异)$")
"""How a heading asks without a question mark."""
_LEADS_IN = re.compile(
    r"^(?:.*\s\d{1,2}(?:\.\d{1,2})+[.、]?\s|#?\d{1,2}[.、\s]\s*|[QＱ]\s?\d{0,2}\s?[:：]\s*|[^，：？]{0,6}(?:一个|下)问题：)"
    r"|^(?:那么?|所以|但是?|可是?|请问|首先|其次|最后|另外|再问|追问|回到正题|话说|背景)[,，:：]?\s*(?=[^,，])"
)
"""What stands in front of a question: the heading above it, a number, a word that leads over to it."""
_BECAUSE = re.compile("(?:主要|这)?(?:因为|由于|原因(?:是|在于))")
_PARTICLE = re.compile("[呢呀啊]+？")
_PRONOUN = re.compile("它们?(?!的)")
_WHY = re.compile("为(?:什么|何|啥)")
_HOW = re.compile("如何|怎[么样]")
_LEADS_OUT = re.compile(r"(?:[两二三四五六七几\d] ?[个种类项点条步]|以下|如下)[^，,。:：]{0,12}[:：]\s?$")
"""How a lead ends that says how many things follow."""
_SPELLS_OUT = re.compile("[^，]{0,24}(?:全称|简称|缩写)[^，]*")
"""Says only what letters stand for."""
_WHAT = re.compile(r"(?:什么是|何为|何谓)[^，]+？|[^，]+(?:是什么(?:意思)?|指什么)？")
_OPEN = re.compile("为(?:什么|何|啥)|怎[么样]|如何|什么|哪[些个种里儿]|几[个种类]")
_ASKING = re.compile("为(?:什么|何|啥)|怎[么样]|如何|什么|是|呢|[？?，：]")
_ASKED_FOR = re.compile(
    r"什么|何|啥|怎|哪|吗|几|多[少久长大高远快]|谁|是否|能否|会不会|[^，]不[^，]？|(?:区别|不同|差异)？$|\b(?:[Ww]h(?!ere)|[Hh]ow)"
)
"""A word that asks; `那 X 呢?` asks what the question before it asked."""
_MORE_THAN = re.compile("更|比(?!如)|较(?!为)|相反|而(?![且是])")
"""What holds a side against the other without its name."""
_APART = re.compile(
    r"(?P<one>[^，：？“”]{1,20}?) ?(?:和|与|跟) ?(?P<other>[^，：？“”的有]{1,20}?) ?"
    "(?:之间)?(?:的|有)?(?:什么|哪些|主要|本质|何)*(?:区别|不同|差异)"
)
_SOLVES = re.compile("(?:^|[：，])(?:怎么|如何|怎样)(?:解决|处理|做|办)到?的?？$")
_BESIDE = re.compile("(?:和|与|跟|同) ?[^，]{1,20}(?:区别|不同|差异|关系|联系)")
_RHETORICAL = re.compile(
    r"怎么(?:办|做|回事|能|会|可能|敢)|到底|何必|什么(?:概念|感觉|体验)|是?不是|有没有|\b(?:it|this|that|they)\b"
)
_DODGES = re.compile(
    "不[是,，]|有[,，]|没有?[,，]|是的?[,，]|当然|其实|很多人|大家|答案|先|别|这|那|我|看|算|嗯|对[,，]|没错|见|请|"
    "为了?(?:解决|了解|理解|回答)(?:这|此|该)|首先[^，,]{0,6}(?:了解|知道|理解|清楚)|"
    "[^，,]{0,8}(?:说起|讲起|看起|看看|试试)|[^，,]{0,12}(?:来自|出自|源自|发表于)"
)
"""How the words behind a question begin that do not answer it, or not at once."""
_GIVES_REASON = re.compile(
    "因[为此而]|由于|所以|为了|导致|使|以便|从而|可以|能|会|避免|防止|减少|降低|提[高升]|增强|保证|解决|需要?|要|必须|不|无法|没有?|难|否则|才|"
    "容易|只|更|太|过[多大长高小]|原因|问题|目的|有利|有助|帮助|方便|越|just|because|so that|to [a-z]|can(?:not)?|need"
)
"""What a sentence holds that may say why; one that only says what is so (`最初的输入是一个文件`) holds none of it."""
_ITEM = re.compile(r"(?:\d[.、)）]|[①-⑳•●▪·*-])\s*$")
_WHOLE = re.compile("当[^，]{2,}时(?:就|才|会|便|即)?[^，间候]{2,}")
"""A condition with what follows from it, in one clause."""
_COUNTS = re.compile("[^，。]{0,6}([两二三四])[个点种条]")
_COUNTS_THINGS = re.compile("([两二三四五六七])[个种类点条大]")
_PARTING = re.compile("[、，；]")
_NTH = re.compile(r"第[一二三四]|[一二三四]是|[①②③④]|\d[.、）)]")
_LEADS_UP = re.compile("(?:以下|如下|下面|下列)[^，。]{0,6}$")
_FIRST = re.compile("第一[^，：]{1,6}：|首先|第一步|①|1[.、)）]")
_SECOND = re.compile("第二|然后|接着|其次|再|②|2[.、)）]")
_PATH = re.compile(r"[a-z_]+/[a-z_/]+\.[a-z]{1,4}\b")
"""A file of source code: no answer, but where one might look."""
_EXAMPLE = re.compile("例如|比如|举例|打个比方")
_NAMING = 4  # characters that a question must hold besides the words that ask, to be understood
_LEAST = 2  # such characters, or nobody knows what is asked even beside the topic
_LONGEST = 200  # characters of a question; nobody reads a longer one on a card
_IN_PASSING = 36  # characters of a question that stands in the middle of a text
_SHORT = 12  # characters; so short an answer (`不行。`) is followed by what it rests on


_KnownBy = Literal["labels", "heading", "passing"]


@dataclass(frozen=True, slots=True)
class _Exchange:
    """A question and what answers it.

    Args:
        start: where the question begins in the entry's text; ``end`` is where it ends.
        behind: what follows it, up to the next heading.
        known_by: that it is answered there: labels say so, it is a heading, or it is asked in passing.
    """

    start: int
    end: int
    behind: tuple[Sentence, ...]
    known_by: _KnownBy


def make(source: Source) -> Iterator[Draft]:
    """Make cards of the questions that a note asks and answers itself."""
    for exchange in _exchanges(source):
        draft = _draft(source, exchange)
        if draft:
            yield draft


def _exchanges(source: Source) -> Iterator[_Exchange]:
    """Find the questions that the words behind them answer: by their labels, as a heading, or in passing."""
    text = source.passage.entry.text
    headings = {heading.start for heading in source.passage.headings}
    parts = sorted((*source.passage.headings, *source.passage.sentences), key=lambda part: part.start)
    for at, (asked, answer) in enumerate(itertools.pairwise(parts)):
        if answer.cut or _ASKS.search(answer.text):
            continue
        known_by = _known_by(source, asked, answer, headings, is_first=at == 0)
        if known_by:
            before = parts[at - 1] if at and known_by == "labels" else asked
            is_double = _ASKS.search(before.text) and not SPEAKER.search(text, before.end, asked.start)
            behind = itertools.takewhile(lambda part: part.start not in headings, parts[at + 2 :])
            yield _Exchange((before if is_double else asked).start, asked.end, (answer, *behind), known_by)


def _known_by(
    source: Source, asked: Sentence, answer: Sentence, headings: set[int], *, is_first: bool
) -> _KnownBy | None:
    is_asked = _ASKS.search(asked.text)
    is_labelled = SPEAKER.search(source.passage.entry.text, asked.end, answer.start) or SPEAKER.match(answer.text)
    if is_asked and (is_labelled or (_WHY.search(asked.text) and _BECAUSE.match(answer.text))):
        return "labels"
    if _RHETORICAL.search(asked.text) or answer.start in headings:
        return None
    if asked.start in headings and (is_asked or _ASKS_PLAINLY.search(asked.text)):
        # The title is answered by the whole note.
        return "heading" if not is_first or _opens_alike(source, asked, answer) else None
    return "passing" if is_asked and not is_first and _is_plain(source, asked) else None


def _is_plain(source: Source, asked: Sentence) -> bool:
    """Tell a question that names what it asks about from a rhetorical one."""
    is_short = len(asked.text) <= _IN_PASSING and _OPEN.search(asked.text)
    return bool(is_short) and source.names.named_in(asked.text) is not None


def _opens_alike(source: Source, asked: Sentence, answer: Sentence) -> bool:
    own = source.names.opening(answer.text)
    return own is not None and own[0] is source.names.named_in(asked.text)


def _draft(source: Source, exchange: _Exchange) -> Draft | None:
    question = _question(source, exchange)
    until, said = _answer(source, question, exchange.behind)
    text = source.passage.entry.text
    if not question or not said or TALK.search(question) or TALK.search(said) or _counts_more(question, said):
        return None
    first = exchange.behind[0]
    is_first_of_several = _ITEM.search(text[exchange.end : first.start])
    leads_out = _LEADS_OUT.search(text[first.start : first.end + 1])  # what the colon announces is the answer
    if exchange.known_by != "labels" and (leads_out or _DODGES.match(said) or is_first_of_several):
        return None
    if (
        points_outside(question)
        or _EXAMPLE.search(question)
        or _PATH.search(said)
        or PLACEHOLDER.match(text[until:].lstrip())
    ):
        return None
    kind: Kind = "attribute"
    if _WHY.search(question):
        if exchange.known_by == "heading" and not _GIVES_REASON.search(said):
            return None
        kind = "purpose"
    elif _WHAT.fullmatch(question):
        if _SPELLS_OUT.fullmatch(said):
            return None
        kind = "definition"
    elif _HOW.search(question):
        kind = "mechanism"
    about = () if kind == "definition" else (fold(question),)
    term = source.names.named_in(question) or source.topic
    other = source.names.opening(said) if kind == "definition" and exchange.known_by != "labels" else None
    if other and other[0] is not term and source.names.named_in(said) is not term:
        return None  # before it says what it is, it speaks of something else
    return Draft(kind, term, about, question, said, exchange.behind[0].start, until, 9.0)


def _question(source: Source, exchange: _Exchange) -> str:
    """Word a question so that it is understood beside the topic; "" where that cannot be."""
    if exchange.end - exchange.start > _LONGEST:
        return ""
    question = source.wording.typeset(exchange.start, exchange.end)
    while lead := _LEADS_IN.match(question):
        question = question[lead.end() :]
    question = _PARTICLE.sub("？", question).replace("为啥", "为什么").replace("咋", "怎么")
    question = question if _ASKS.search(question) else f"{question}？"
    if _BESIDE.match(question):
        question = typeset(f"{source.topic.name} {question}")
    naming = len(_ASKING.sub("", question))
    named = source.names.named_in(question)
    if named is None:
        question = typeset(_PRONOUN.sub(f" {source.topic.name} ", question))
    if named is not source.topic and fold(source.topic.name) not in fold(question):
        is_vague = exchange.known_by == "heading" and not (named and named.concept)
        if is_vague or (named is None and naming < _NAMING):
            question = typeset(f"{source.topic.name}：{question}")
    if _SOLVES.search(question):
        return ""  # nobody knows what
    is_enough = naming >= _LEAST or exchange.known_by == "labels"
    return question if _ASKED_FOR.search(question) and is_enough else ""


def _answer(source: Source, question: str, following: tuple[Sentence, ...]) -> tuple[int, str]:
    """Give where an answer ends and its first sentence, with those behind it where it says too little by itself."""
    text = source.passage.entry.text
    first = following[0]
    end, said = first.end, source.wording.typeset(first.start, first.end)
    if label := SPEAKER.match(said):
        said = said[label.end() :]
    if because := _BECAUSE.match(said):
        said = said[because.end() :].lstrip("，：")
    for sentence in following[1:]:
        more = source.wording.typeset(sentence.start, sentence.end)
        ends = sentence.cut or SPEAKER.search(text, end, sentence.start) or _ASKS.search(more) or OPINIONS.search(more)
        if (
            ends
            or (len(said) > _SHORT and not (_lacks(said) or _tells_one_side(question, said)))
            or len(said) + len(more) > BACK_LENGTH
        ):
            break
        end, said = sentence.end, said + more
    parts = split(without_full_stop(said))
    while parts and (
        len(parts[-1]) < 2
        or OPINIONS.search(parts[-1])
        or (DEPENDENT.search(parts[-1]) and not _WHOLE.match(parts[-1]))
        or len("，".join(parts)) > BACK_LENGTH
    ):
        parts.pop()
    answer = "，".join(parts)
    return end, "" if _lacks(answer) or _tells_one_side(question, answer) else answer


def _tells_one_side(question: str, said: str) -> bool:
    """Say whether of two things that are to be told apart an answer names only one."""
    sides = _APART.search(question)
    if sides is None or _MORE_THAN.search(said):
        return False
    return (fold(sides["one"]) in fold(said)) != (fold(sides["other"]) in fold(said))


def _counts_more(question: str, said: str) -> bool:
    """Say whether a question asks for more things than its answer names: `三种分割的区别？`."""
    counted = _COUNTS_THINGS.search(question)
    return bool(counted and len(_PARTING.split(said)) < NUMERALS.get(counted[1], 0))


def _lacks(said: str) -> bool:
    """Say whether an answer counts more points than it makes (`两点。第一,…`), or only leads up to them."""
    if _LEADS_UP.search(said) or (_FIRST.match(said) and not _SECOND.search(said)):
        return True
    counted = _COUNTS.match(said)
    return bool(counted and len(_NTH.findall(said)) < NUMERALS[counted[1]])
