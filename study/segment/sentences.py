"""Sentences: where the text of a line ends one, and what stands in brackets."""

from __future__ import annotations

import re

from study.words import HAN

_HAN = re.compile(f"[{HAN}]")
ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|et al|etc|vs|Fig|Eq|Sec|cf|resp|approx|No|Dr|Mr|Ms|St)|\b[A-Z])\.$")
ENDS = "。！？!?．"
CLOSING = "”’\"')）】》」』"
_PAIRS = {"(": ")", "（": "）", "《": "》", "“": "”", "【": "】", "「": "」"}
_OPENS = re.compile(f"[{re.escape(''.join(_PAIRS))}]")
_REACH = 160  # characters; a bracket that does not close within them is a stray one


def bracketed(text: str) -> list[bool]:
    """Say for each character whether it stands inside a pair of brackets or quotation marks that closes nearby."""
    inside = [False] * (len(text) + 1)
    at = 0
    while opening := _OPENS.search(text, at):
        at = opening.start()
        end = _closing(text, at, _PAIRS[opening.group()])
        if end > 0:
            inside[at + 1 : end + 1] = [True] * (end - at)
            at = end
        at += 1
    return inside


def _closing(text: str, at: int, closing: str) -> int:
    depth = 0
    for end in range(at, min(len(text), at + _REACH)):
        if text[end] == text[at]:
            depth += 1
        elif text[end] == closing or (closing in ")）" and text[end] in ")）"):
            depth -= 1
            if depth == 0:
                return end
    return -1


def split_sentences(text: str, first: int, last: int, inside: list[bool]) -> list[tuple[int, int]]:
    """Split a line at the ends of its sentences, never inside brackets, numbers, names or `f(x,t)`.

    Args:
        text: the entry.
        first: where the line begins in it.
        last: where the line ends in it.
        inside: what `bracketed` says of the entry.
    """
    spans = []
    start = at = first
    while at < last:
        at += 1
        if not _ends_sentence(text, at, inside):
            continue
        while at < last and text[at] in CLOSING + ENDS and not inside[at - 1]:
            at += 1
        spans.append((start, at))
        start = at
    spans.append((start, last))
    return [(begin, end) for begin, end in (_strip(text, *span) for span in spans) if begin < end]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",，、;；:："):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, at: int, inside: list[bool]) -> bool:
    """Say whether a sentence ends with the character before ``at``."""
    char, following = text[at - 1], text[at : at + 1]
    if inside[at - 1]:
        return False
    if char in ENDS or (char in "~～" and following.isspace() and _HAN.match(text[at - 2 : at])):
        return True
    if char != "." or ABBREVIATION.search(text[max(0, at - 8) : at]):
        return False
    if at >= 2 and _HAN.match(text[at - 2]):
        return not (following.isascii() and following.islower())  # `类名.class`
    if not following:
        return True
    return not text[max(0, at - 2)].isdigit() and bool(re.match(rf"\s+[A-Z{HAN}\"“(]|\s*$|[{HAN}]", text[at : at + 3]))
