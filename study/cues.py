"""Words of a note that say what its topic builds on: they place a topic that the catalogue lacks."""

from __future__ import annotations

import re
from collections.abc import Callable

from study.model import Need, Passage, Sentence, Term

_BEFORE = re.compile(
    r"(?:基于|建立在|依赖于?|源自|源于|起源于|脱胎于|取代了?|替代了?|代替了?|改进了?|扩展了?|推广了?|借鉴了?|沿用了?|结合了?|不同于|"
    r"针对|用于加速|优化了?|based on|builds? on|replaces?|extends?|improves?(?: on)?|variant of)"
    r"(?: the| an?)?\s?[“\"]?$",
    re.IGNORECASE,
)
"""What stands right before the name of something that must be known first: `X 基于 Y`, `取代 Y`."""

_AFTER = re.compile(r"[”\"]?\s?(?:的(?:一种)?(?:变体|改进|扩展|推广|特例|升级|替代|后继|优化)|之上|的基础上|之后提出)")
"""What stands right behind it: `Y 的变体`, `在 Y 的基础上`."""

_LATER = re.compile(r"[”\"]?\s?(?:出现|提出|问世|诞生)?之前")
"""What stands behind the name of something that comes later: `在 Y 之前`."""

_TALKS_ABOUT = 2  # sentences from the beginning in which a note without a subject speaks of its topic


def needs(passage: Passage, topic: Term) -> tuple[Need, ...]:
    """Find the prerequisites that a note itself names for its topic.

    Args:
        passage: the entry taken apart.
        topic: what it is about.

    Returns:
        One for each concept that a cue stands beside, with the quoted sentence as its reason. They are a suggestion:
        where the catalogue knows the topic, its prerequisites count and these do not.
    """
    return _cued(passage, topic, _is_before)


def leads_to(passage: Passage, topic: Term) -> tuple[Need, ...]:
    """Find what the note says came after its topic (`在 Transformer 之前`), in the same form."""
    return _cued(passage, topic, _is_later)


def _cued(passage: Passage, topic: Term, fits: Callable[[str, str], bool]) -> tuple[Need, ...]:
    found: dict[str, Need] = {}
    text = passage.entry.text
    for place, sentence in enumerate(passage.sentences):
        if sentence.cut or not (place < _TALKS_ABOUT or _names(sentence, topic)):
            continue
        for mention in passage.mentions:
            inside = sentence.start <= mention.start and mention.end <= sentence.end
            if inside and fits(text[sentence.start : mention.start], text[mention.end : sentence.end]):
                quote = sentence.text
                found.setdefault(mention.concept.id, Need(mention.concept.id, f"笔记说：{quote}", "note", quote))
    return tuple(found.values())


def _names(sentence: Sentence, topic: Term) -> bool:
    return any(name.casefold() in sentence.text.casefold() for name in (topic.name, *topic.aliases))


def _is_before(left: str, right: str) -> bool:
    return bool(_BEFORE.search(left) or _AFTER.match(right))


def _is_later(left: str, right: str) -> bool:
    return bool(_LATER.match(right) or re.search(r"(?:先于|早于)\s?$", left))
