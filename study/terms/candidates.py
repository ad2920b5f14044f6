"""Candidates: every term that an entry might have, with what the entry says of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from study.ids import fold
from study.model import Concept, Mention, Passage, Sentence
from study.terms.phrases import NOMINAL, is_shortened, names_written, pairs, phrases
from study.words import GENERIC_NOUNS, is_generic_heading

_DEFINES = re.compile(
    r"\s*(?:[(（][^()（）]{1,60}[)）])?\s*[,，]?\s*"
    r"(?:是(?!否|[^,，。]{1,8}的[,，。]|[^,，。]{0,16}(?:面对|遇到|关注|考虑|解决|讨论)的(?:一个)?(?:重要)?(?:问题|话题)[,，。])|(?:主要|通常|一般|大致|可以|可)*分[为成]|"
    r"为[:：]|"
    r"的?(?:英文|中文)?(?:全称|全名|简称|名称)|的(?:基本|主要)?(?:定义|含义|意思|概念)(?:就?是|为|[:：])|"
    r"指|说的(?:就)?是|就是|即|称为|被称为|表示|is an?\b|refers to|means\b)"
)
_ANNOUNCES = re.compile(
    r"(?:本文|本篇|本章|本节|本课|本次|本实验|本教程|本系列|这篇|这一[篇章节讲]|今天|接下来|下面|这次|现在)[^,，。:：]{0,16}?"
    r"(?:介绍|讲|总结|分析|讨论|探讨|梳理|整理|剖析|解读|学习|实现|关注|聊|探索|看看|了解|研究|认识|说)[^,，。]*|"
    r"(?:要|想)(?:介绍|讲|说|讨论|学习)的[^,，。]*|(?:补一?下|聊一?聊|说一?说|讲一?讲|记录一?下|整理一?下|梳理一?下|过一遍)[^,，。:：]{1,24}|"
    r"什么是[^,，。?？]{1,20}[?？]|[^,，。?？]{1,20}是(?:什么|啥)[?？]"
)
"""A clause in which a note says what it is about."""
_RECALLS = re.compile(
    r"上一?[篇节章讲期回文]|前面|前[文几两]|此前|之前|已经?(?:介绍|学习|学过|知道|了解|讲)|回顾|[两几]篇文章|(?i:review)\b"
)
"""What a sentence holds that only reminds of earlier notes."""
_TITLES = re.compile(
    "^(?:关于|浅[谈析]|详解|深入(?:理解|浅出|解析)?|聊聊|谈谈|细说|初识|认识|理解|图解|漫谈|走进|一文(?:读懂|看懂|搞懂|弄懂|了解)|什么是)"
)
"""What a title says before it names what the note is about."""
_UPON = re.compile(r"\s?(?:等|数据集|基准|测试集)*上")
_IMPORTS = re.compile(r"\b(?:import|from|require)\s[\w., ]*$")
_IMPORT_LENGTH = 60  # characters of an import in front of what it names
_MODIFIER = 4  # characters of nouns that may stand before a term that opens a sentence (`模型量化`)
_REMINDED = 120  # characters by which a term that a note only reminds of counts as named later


@dataclass(slots=True)
class Candidate:
    """What is known of one term of an entry; grows while the entry is read."""

    name: str
    concept: Concept | None
    aliases: dict[str, None] = field(default_factory=dict)
    count: int = 0
    first: int = 10**6
    headings: float = 0.0
    opens: int = 0
    defined: bool = False
    announced: bool = False
    paired: bool = False
    used: dict[str, None] = field(default_factory=dict)


def collect(passage: Passage) -> list[Candidate]:
    """Find every candidate of an entry: its concepts, the names it gives in pairs, and the phrases in its sentences."""
    found: dict[str, Candidate] = {}
    text = passage.entry.text
    named = [False] * (len(text) + 1)
    titled = [span.span() for span in re.finditer(r"《[^《》]*(?:》|$)", text)]
    for mention in passage.mentions:
        if not any(part.start <= mention.start < part.end for part in (*passage.headings, *passage.sentences)):
            continue  # inside a URL, say
        if any(start < mention.start and mention.end < end - 1 for start, end in titled):
            continue  # what a cited title names is not what the note speaks of
        named[mention.start : mention.end] = [True] * (mention.end - mention.start)
        candidate = found.setdefault(mention.concept.id, Candidate(mention.concept.name, mention.concept))
        candidate.used.setdefault(mention.standard)
        _meet(candidate, passage, mention.start, mention.end)
        for concept in mention.inside:
            part = found.setdefault(concept.id, Candidate(concept.name, concept))
            part.count += 1
            part.first = min(part.first, mention.start)
    _abbreviated(passage, found)
    for name, alias, start, end in pairs(passage):
        concepts = {m.concept.id: m.concept for m in passage.mentions if start <= m.start and m.end <= end}
        if len(concepts) > 1:
            continue  # `Center-ness 得分(FCOS)`: the bracket says whose it is, not what else it is called
        covers = any(_covers(passage, m, text.find(one, start), one) for m in passage.mentions for one in (name, alias))
        known = next(iter(concepts.values()), None) if covers else None
        candidate = found.setdefault(known.id if known else fold(name), Candidate(name, known))
        candidate.aliases.setdefault(alias)
        candidate.paired = True
        if not known:
            _meet(candidate, passage, text.find(name, start), text.find(name, start) + len(name))
    for start, end in phrases(passage, named):
        name = text[start:end]
        candidate = found.setdefault(fold(name), Candidate(name, None))
        _meet(candidate, passage, start, end)
    return list(found.values())


def _questions(passage: Passage) -> Iterator[Sentence]:
    """Find the questions that a note lists: like headings, they announce what it is about."""
    items = (item for listing in passage.listings for item in listing.items)
    return (item for item in items if item.text.endswith(("?", "？")))


def _meet(candidate: Candidate, passage: Passage, start: int, end: int) -> None:
    candidate.count += 1
    sentence = _sentence_at(passage, start)
    begin = sentence.start if sentence else 0
    announcements = [(begin + left, begin + right) for left, right in _announcements(sentence.text)] if sentence else []
    if any(begin <= start < finish for begin, finish in announcements):
        candidate.announced = True
    elif (sentence and _reminds(passage, sentence, start, announcements)) or _is_beside(passage.entry.text, start, end):
        candidate.first = min(candidate.first, start + _REMINDED)
        return
    candidate.first = min(candidate.first, start)
    for place, heading in enumerate((*passage.headings, *_questions(passage))):
        if heading.start <= start < heading.end:
            whole = (
                fold(_TITLES.sub("", heading.text)).startswith(fold(passage.entry.text[start:end]))
                and len(heading.text) <= 40
            )
            beside = {
                mention.concept.id for mention in passage.mentions if heading.start <= mention.start < heading.end
            }
            candidate.headings += (1.0 if place < 3 else 0.4) * (1.5 if whole else 1.0) / max(1, len(beside))
    if sentence:
        opening = re.sub(r"^(?:所谓|什么是|而|在|对于|作为)", "", sentence.text)
        lead = sentence.start + len(sentence.text) - len(opening)
        # In `线程死锁说的是…` the opening term is a compound, and its head is what is defined.
        modifier = next((m.end for m in passage.mentions if m.start <= lead < m.end == start), lead)
        if all(word.tag in NOMINAL for word in sentence.words if lead <= word.start < start):
            modifier = max(modifier, start if start - lead <= _MODIFIER else lead)
        so_called = passage.entry.text.endswith("所谓", sentence.start, start)
        if start <= max(lead, modifier) or so_called:
            candidate.opens += 1
            candidate.defined |= bool(_DEFINES.match(passage.entry.text, end))


@lru_cache(maxsize=1 << 8)  # it is asked for every term of a sentence
def _announcements(text: str) -> tuple[tuple[int, int], ...]:
    """Find where in a sentence the clauses stand that say what the note is about."""
    return tuple(clause.span() for clause in _ANNOUNCES.finditer(text))


def _sentence_at(passage: Passage, place: int) -> Sentence | None:
    """Find the sentence that holds a place of the text; a heading is none."""
    at = bisect_right(passage.sentences, place, key=lambda sentence: sentence.start) - 1
    return passage.sentences[at] if at >= 0 and place < passage.sentences[at].end else None


def _is_beside(text: str, start: int, end: int) -> bool:
    """Tell where something was measured (`在 ImageNet 上`) and what code imports: a note is not about those."""
    measured = text[:start].rstrip().endswith("在") and _UPON.match(text, end)
    return bool(measured or _IMPORTS.search(text, max(0, start - _IMPORT_LENGTH), start))


def _reminds(passage: Passage, sentence: Sentence, start: int, announcements: list[tuple[int, int]]) -> bool:
    """Tell a mention in a sentence that only reminds of earlier notes, before it says what this one is about."""
    upto = min((begin for begin, _ in announcements), default=sentence.end)
    return start < upto and bool(_RECALLS.search(passage.entry.text[sentence.start : upto]))


def _abbreviated(passage: Passage, found: dict[str, Candidate]) -> None:
    """Count a heading that is the beginning of a name the note spells out (`随机微分` for 随机微分方程)."""
    names = names_written(passage)
    for place, heading in enumerate(passage.headings):
        title = fold(heading.text)
        if is_generic_heading(heading.text) or not is_shortened(heading, names):
            continue
        for mention in passage.mentions:
            written = fold(passage.entry.text[mention.start : mention.end])
            if mention.concept.id in found and written != title and written.startswith(title):
                found[mention.concept.id].headings += 1.5 if place < 3 else 0.6
                break


def _covers(passage: Passage, mention: Mention, start: int, name: str) -> bool:
    """Say whether a mention is all of a name, but for a generic noun at its end (`Boosting 算法`)."""
    rest = passage.entry.text[mention.end : start + len(name)].strip()
    return mention.start == start and (not rest or rest in GENERIC_NOUNS or rest == "s")
