"""Question: what the note itself asks and answers (`问：…？答：…`, `为什么…？因为…`)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from study.cards.clauses import split
from study.cards.draft import Draft, Source
from study.cards.rules import BACK_LENGTH
from study.cards.typeset import typeset, without_full_stop
from study.ids import fold
from study.model import Kind, Sentence
from study.words import DEPENDENT, NUMERALS, OPINIONS, PLACEHOLDER, SPEAKER, points_outside

_ASKS = re.compile(r"[?？]$")
_OPENING = re.compile(r"^(?:那么?|所以|但是?|可是?|请问|首先|其次|最后|另外|再问|追问)[,，:：]?\s*(?=[^,，])")
_BECAUSE = re.compile("(?:主要|这)?(?:因为|由于|原因(?:是|在于))")
_PARTICLE = re.compile("[呢呀啊]+？")
_PRONOUN = re.compile("它们?(?!的)")
_WHY = re.compile("为(?:什么|何|啥)")
_HOW = re.compile("如何|怎[么样]")
_WHAT = re.compile(r"(?:什么是|何为|何谓)[^，]+？|[^，]+(?:是什么(?:意思)?|指什么)？")
_ASKING = re.compile("为(?:什么|何|啥)|怎[么样]|如何|什么|是|呢|[？?，]")
_ASKED_FOR = re.compile(
    r"什么|何|啥|怎|哪|吗|几|多[少久长大高远快]|谁|是否|能否|会不会|[^，]不[^，]？|\b(?:[Ww]h|[Hh]ow)"
)
"""A word that asks; `那 X 呢?` asks what the question before it asked."""
_COUNTS = re.compile("[^，。]{0,6}([两二三四])[个点种条]")
_NTH = re.compile(r"第[一二三四]|[一二三四]是|[①②③④]|\d[.、）)]")
_NAMING = 4  # characters that a question must hold besides the words that ask, to be understood
_SHORT = 12  # characters; so short an answer (`不行。`) is followed by what it rests on


def make(source: Source) -> Iterator[Draft]:
    """Make cards of the questions that a note asks and answers itself."""
    text, passage = source.passage.entry.text, source.passage
    parts = sorted((*passage.headings, *passage.sentences), key=lambda part: part.start)
    for at, (asked, answer) in enumerate(itertools.pairwise(parts)):
        is_answered = SPEAKER.search(text, asked.end, answer.start) or (
            _WHY.search(asked.text) and _BECAUSE.match(answer.text)
        )
        if _ASKS.search(asked.text) and is_answered and not answer.cut:
            first = asked
            if at and _ASKS.search(parts[at - 1].text) and not SPEAKER.search(text, parts[at - 1].end, asked.start):
                first = parts[at - 1]  # two questions, one answer
            draft = _draft(source, first.start, asked.end, parts[at + 1 :])
            if draft:
                yield draft


def _draft(source: Source, start: int, end: int, following: list[Sentence]) -> Draft | None:
    question = _OPENING.sub("", source.wording.typeset(start, end))
    question = _PARTICLE.sub("？", question).replace("为啥", "为什么").replace("咋", "怎么")
    term = source.names.named_in(question)
    if term is None:
        term = source.topic
        question = typeset(_PRONOUN.sub(f" {term.name} ", question))
        if len(_ASKING.sub("", question)) < _NAMING:
            question = typeset(f"{term.name}：{question}")
    until, said = _answer(source, following)
    text = source.passage.entry.text
    if (
        not _ASKED_FOR.search(question)
        or points_outside(question)
        or not said
        or PLACEHOLDER.match(text[until:].lstrip())
    ):
        return None
    kind: Kind = "attribute"
    if _WHY.search(question):
        kind = "purpose"
    elif _WHAT.fullmatch(question):
        kind = "definition"
    elif _HOW.search(question):
        kind = "mechanism"
    about = () if kind == "definition" else (fold(question),)
    return Draft(kind, term, about, question, said, following[0].start, until, 9.0)


def _answer(source: Source, following: list[Sentence]) -> tuple[int, str]:
    """Give where an answer ends and its first sentence, with those behind it where it says too little by itself."""
    text = source.passage.entry.text
    first = following[0]
    end, said = first.end, source.wording.typeset(first.start, first.end)
    if because := _BECAUSE.match(said):
        said = said[because.end() :].lstrip("，：")
    for sentence in following[1:]:
        more = source.wording.typeset(sentence.start, sentence.end)
        ends = sentence.cut or SPEAKER.search(text, end, sentence.start) or _ASKS.search(more)
        if ends or (len(said) > _SHORT and not _lacks(said)) or len(said) + len(more) > BACK_LENGTH:
            break
        end, said = sentence.end, said + more
    parts = split(without_full_stop(said))
    while parts and (
        len(parts[-1]) < 2
        or OPINIONS.search(parts[-1])
        or DEPENDENT.search(parts[-1])
        or len("，".join(parts)) > BACK_LENGTH
    ):
        parts.pop()
    answer = "，".join(parts)
    return end, "" if _lacks(answer) else answer


def _lacks(said: str) -> bool:
    """Say whether an answer counts more points than it makes: `两点。第一,…`."""
    counted = _COUNTS.match(said)
    return bool(counted and len(_NTH.findall(said)) < NUMERALS[counted[1]])
