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
    r"相当于|改进了?|输出|得到|处理|表示|做|有|到|成|与|和|的)\s?$"
)
_MODIFIES = {"n", "nz", "nr", "ns", "nt", "vn", "an", "b", "a", "j", "eng", "m", "q"}
_HEADS = {"n", "nz", "vn", "eng", "j"}


def make(source: Source) -> Iterator[Draft]:
    """Make cloze cards of an entry."""
    for number, statement in enumerate(source.statements):
        subject = statement.subject or _named(source, statement)
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


def _blank(source: Source, statement: Statement) -> tuple[int, int, float] | None:
    """Choose what to hide: of the noun phrases that hold a key term, the one behind the strongest cue."""
    text = statement.text
    found = []
    for rank, term in enumerate(source.terms):
        if term is statement.subject or (rank > 11 and not term.concept):
            continue
        for phrase in _phrases(source, statement, term):
            place = text.find(phrase)
            if place < len(statement.scope + statement.shown) or text.count(phrase) != 1 or not _may_hide(phrase, statement):
                continue
            behind = text[:place]
            if (term is source.topic or place < 2) and not (_NAMES_IT.search(behind) and place > 12):
                continue
            value = 2.0 / (1 + rank / 4) + (1.5 if _CUES.search(behind) else 0.0) + 0.8 * place / len(text)
            found.append((value, place, place + len(phrase)))
    if not found:
        return None
    value, start, end = max(found, key=lambda one: (one[0], -one[1]))
    return start, end, value


def _may_hide(phrase: str, statement: Statement) -> bool:
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
            start, end = whole_phrase(inside, statement.start + match.start(), statement.start + match.end())
            bracket = re.match(r" ?[(（][^()（）]{1,40}[)）]", text[end : statement.end])
            end += bracket.end() if bracket else 0
            yield typeset(spell(text, start, end, mentions))
    for mention in mentions:
        if term.concept is mention.concept and statement.start <= mention.start and mention.end <= statement.end:
            yield typeset(spell(text, *whole_phrase(inside, mention.start, mention.end), mentions))


def whole_phrase(words: list[Word], start: int, end: int) -> tuple[int, int]:
    """Widen a place in the text to the noun phrase around it: half a compound is no fair gap."""
    for word in reversed(words):
        if word.start < start < word.end or (word.end == start and word.tag in _MODIFIES):
            start = word.start
    for word in words:
        if word.start < end < word.end or (word.start == end and word.tag in _HEADS):
            end = word.end
    return start, end
