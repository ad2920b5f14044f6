"""Clauses: where a text may be split, which of them an answer keeps, and how long they are to read."""

from __future__ import annotations

import re

from study.cards.typeset import LISTED
from study.words import ASIDES, DEPENDENT, HAN

LONGEST = 120
"""Han characters of a statement, or twice as many Latin letters; a longer one holds more than one fact."""

_OPENING, _CLOSING = "(（《“【[", ")）》”】]"
_MARKS = re.compile(f"[,，;；{re.escape(_OPENING + _CLOSING)}]")
_WIDE = re.compile(f"[{HAN}，。；：、（）]+")
_SIGNS = re.compile("(?<![A-Za-z0-9])[A-Z],[A-Z](?![A-Za-z0-9])")
"""Two letters that a comma joins: `X,S 锁`."""
_THOUSANDS = re.compile(r",\d{3}\b")
_NEXT_FACT = re.compile("它们?的|其[优缺特]|要想|但|然而|不过|因此|所以")
"""How a clause begins that says something else of the thing that was asked about."""
_MEANS = re.compile("(?:就?是(?!否)(?:指(?![向定出示数令针标]))?(?!指)|指(?![向定出示数令针标]))(?:的是)?")
ANNOUNCES = re.compile(
    r"(?:主要)?(?:包括|分为|包含|由)(?:以下|如下)?[两二三四五六七八几\d]+[个大种]?(?:部分|类别?|步骤?|阶段|方面)(?:组成|构成)?"
)
"""What leads up to a list that stands elsewhere."""


def clauses(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Split at commas and semicolons outside brackets and quotation marks; places count from ``start``."""
    spans = []
    begin = depth = 0
    for mark in _MARKS.finditer(text):
        at, char = mark.start(), mark.group()
        depth += (char in _OPENING) - (char in _CLOSING)
        if char in ",，;；" and depth <= 0 and not _joins(text, at) and not text.startswith(" et al", at + 1):
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


def fitting(answer: str) -> str:
    """Give the clauses of an answer up to the last one that it can end with and that still fits on a card."""
    kept = split(answer.strip())
    kept = kept[: next((at for at, part in enumerate(kept) if at and _NEXT_FACT.match(part)), len(kept))]
    while len(kept) > 1 and (
        ANNOUNCES.fullmatch(kept[-1]) or DEPENDENT.search(kept[-1]) or len("，".join(kept)) > LONGEST
    ):
        kept = kept[:-1]
    return "，".join(kept)


def past_asides(text: str) -> int:
    """Say where a text goes on behind the connectives and asides at its head."""
    at = 0
    while (aside := ASIDES.match(text, at)) and aside.end() > at:
        at = aside.end()
    return at


def past_label(label: str, text: str) -> int:
    """Say where a text goes on that says its label once more: `就地排序:就地排序是指…`."""
    again = _MEANS.match(text, len(label)) if text.startswith(label) else None
    return again.end() if again else 0


def length(text: str) -> float:
    """Measure a text as it is read: in Han characters, of which two Latin letters take the room of one."""
    return len(text) - len(_WIDE.sub("", text)) / 2


def whole(text: str) -> str:
    """Give what stands whole of a sentence that the excerpt cuts: up to the last separator or unclosed bracket."""
    depth, last = 0, 0
    for at, char in enumerate(text):
        if char in _OPENING:
            if depth == 0:
                last, outside = at, last
            depth += 1
        elif char in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                last = outside
        elif char in ",，;；" and not depth and not _joins(text, at):
            last = at
    return text[:last]


def _joins(text: str, at: int) -> bool:
    is_number = _THOUSANDS.match(text, at) and text[at - 1 : at].isdigit()
    return bool(is_number or LISTED.match(text, at) or (at and _SIGNS.match(text, at - 1)))
