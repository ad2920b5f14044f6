"""Cloze, the fallback: a strong sentence that no other kind fits, with the fact hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.draft import Draft, Source, is_english
from study.cards.statement import Statement
from study.cards.typeset import spell, typeset
from study.ids import fold
from study.model import Term, Word
from study.words import GENERIC_NOUNS

_SHORTEST = 12
_LONGEST_GAP = 24
_NAMES_IT = re.compile(r"(?:称为|称之为|称作|叫做?|就是|引入|采用|使用|利用|提出了?)\s?[“\"]?$")
_CUES = re.compile(
    r"(?:称为|称之为|叫做?|就是|指的是|是指|是|为|成为?|基于|采用|使用|利用|通过|借助|依赖于?|依据|根据|需要|只能|包括|包含|引入|"
    r"提出了?|提供|实现|解决|导致|造成|带来|避免|保证|确保|降低|提高|提升|减少|存储|保存|写入|来自|属于|位于|定义在|服从|共享|激活|"
    r"相当于|改进了?|输出|得到|处理|表示|做|有|到|成)\s?$|"
    r"\b(?:uses?|applies|is|are|called|named|into|with|by|replaces?|computes?|yields?)(?: the| an?)? $"
)
_MODIFIES = {"n", "nz", "nr", "ns", "nt", "vn", "an", "b", "a", "j", "eng"}
_TRIVIAL = re.compile(
    r"(?:(?:重要|关键|核心|常见|主要|必要)的?|(?:非常|十分|特别|很)[^，]{1,4}的)(?:一个|一种|一类)?"
    r"(?:环节|部分|算法类别|类别|步骤|方法|工作|工具|概念|内容|技术)$"
)
_HEADS = {"n", "nz", "eng", "j"}


def make(source: Source) -> Iterator[Draft]:
    """Make cloze cards of an entry."""
    for number, statement in enumerate(source.statements):
        if statement.predicate.startswith(("中的一", "里的一")):
            continue  # glossary style: the heading is the subject
        subject = (statement.subject or _named(source, statement)) if _has_subject(source, statement) else None
        blank = _blank(source, statement) if subject and len(statement.text) >= _SHORTEST else None
        if not subject or not blank:
            continue
        start, end, value = blank
        hidden = statement.text[start:end]
        front = f"{statement.text[:start]}{{{{c1::{hidden}}}}}{statement.text[end:]}"
        front += "." if is_english(front) else "。"
        weight = 3.0 + value - 0.08 * number + (1.0 if subject is source.topic else 0.0)
        yield Draft("cloze", subject, (fold(hidden),), front, "", statement.start, statement.end, weight)


def _named(source: Source, statement: Statement) -> Term | None:
    """A cloze names what it is about: where it does not open with a term, its first clause must hold one."""
    first = fold(re.split("[，,]", statement.text)[0])
    names = ((term, name) for term in source.terms[:10] for name in (term.name, *term.aliases))
    return next((term for term, name in names if len(name) > 1 and fold(name) in first), None)


def _has_subject(source: Source, statement: Statement) -> bool:
    """A sentence that begins with a verb or an adverb, or only with a noun phrase under a heading, has none."""
    words = (word for sentence in source.passage.sentences for word in sentence.words if word.start >= statement.start)
    first = next(words, None)
    if _TRIVIAL.search(statement.text):
        return False
    if statement.subject:
        return True
    if re.match(r"[^，：]{2,10}：", statement.text):
        return False  # a label, and what a list says under it
    under_heading = statement.text.startswith(statement.heading or " ")
    return first is not None and first.tag[:1] not in "vdcmr" and not under_heading


def _blank(source: Source, statement: Statement) -> tuple[int, int, float] | None:
    """Choose what to hide: of the noun phrases that hold a key term, the one behind the strongest cue."""
    text = statement.text
    found = []
    for rank, term in enumerate(source.terms):
        if term is statement.subject or (rank > 11 and not term.concept):
            continue
        for whole in _phrases(source, statement, term):
            phrase = re.sub(r"(?<=[\u4e00-\u9fff]{2})[上中里下]$", "", whole)
            place = text.find(phrase)
            if re.match(r" ?[0-9A-Z]\b", text[place + len(phrase) :]):
                continue  # `资源 1` is a name in an example
            if (
                place < len(statement.scope + statement.shown)
                or text.count(phrase) != 1
                or not _may_hide(phrase, statement)
            ):
                continue
            behind = text[:place]
            if (term is source.topic or place < 2) and not (_NAMES_IT.search(behind) and place > 12):
                continue
            in_brackets = behind.count("（") > behind.count("）")
            value = (
                (-1.5 if in_brackets else 0.0)
                + 2.0 / (1 + rank / 4)
                + (1.5 if _CUES.search(behind) else 0.0)
                + 1.6 * place / len(text)
            )
            found.append((value, place, place + len(phrase)))
    if not found:
        return None
    value, start, end = max(found, key=lambda one: (one[0], -one[1]))
    return start, end, value


def _may_hide(phrase: str, statement: Statement) -> bool:
    title = re.search(r"《[^《》]*" + re.escape(phrase) + r"[^《》]*》", statement.text)
    if title and title.group() != phrase:
        return False  # half a title is no fair gap
    balanced = all(phrase.count(left) == phrase.count(right) for left, right in ("（）", "《》", "“”", "()"))
    told = fold(phrase) in fold(statement.shown) or fold(phrase) in GENERIC_NOUNS
    return balanced and not told and 1 < len(phrase) <= _LONGEST_GAP and not re.search("[：，；]", phrase)


def _phrases(source: Source, statement: Statement, term: Term) -> Iterator[str]:
    """Give the whole noun phrases of a statement that hold a term, as the statement writes them."""
    text, mentions = source.passage.entry.text, source.passage.mentions
    words = [word for sentence in source.passage.sentences for word in sentence.words]
    inside = [word for word in words if statement.start <= word.start and word.end <= statement.end]
    for name in dict.fromkeys((term.name, *term.aliases)):
        for match in re.finditer(re.escape(name), text[statement.start : statement.end], re.IGNORECASE):
            start, end = whole_phrase(text, inside, statement.start + match.start(), statement.start + match.end())
            bracket = re.match(r" ?[(（][^()（）]{1,40}[)）]", text[end : statement.end])
            end += bracket.end() if bracket else 0
            yield typeset(spell(text, start, end, mentions))
    for mention in mentions:
        if term.concept is mention.concept and statement.start <= mention.start and mention.end <= statement.end:
            yield typeset(spell(text, *whole_phrase(text, inside, mention.start, mention.end), mentions))


def whole_phrase(text: str, words: list[Word], start: int, end: int) -> tuple[int, int]:
    """Widen a place in the text to the noun phrase around it: half a compound is no fair gap."""
    for word in reversed(words):
        if word.start < start < word.end or (word.end == start and word.tag in _MODIFIES and len(word.text) > 1):
            start = word.start
    latin = text[end - 1 : end].isascii()
    for word in words:
        joined = word.start == end or (latin and word.start == end + 1 and text[end] == " ")
        is_han = not word.text.isascii()
        if word.start < end < word.end or (joined and is_han and word.tag in _HEADS):
            end = word.end
    return start, end
