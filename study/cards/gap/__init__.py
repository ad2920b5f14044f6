"""Gap: which words of a statement a cloze hides, so that what is asked for is the fact."""

from __future__ import annotations

import re

from study.cards.draft import Source, is_english
from study.cards.gap.cues import is_cued
from study.cards.gap.fairness import is_fair
from study.cards.gap.phrases import Phrase, phrases
from study.cards.statement import Statement
from study.ids import fold

COPULAS = frozenset("是 为 指 即 叫 有 把 将 被".split())


def choose(source: Source, statement: Statement) -> tuple[int, int, float] | None:
    """Choose what to hide: of the phrases that hold a key term or stand behind a cue, the one that says most.

    Returns:
        Where in the statement's text the gap begins and ends, and how much it is worth; None where none is fair.
    """
    until, verb = _opening(source, statement)
    found = []
    for phrase in phrases(source, statement):
        place = statement.text.find(phrase.text)
        if place < until or (place < verb and not _is_listed(statement.text, phrase.text, place)):
            continue
        found.append((_value(statement, phrase, place), place, phrase))
    for value, place, phrase in sorted(found, key=lambda one: (-one[0], one[1])):
        if is_fair(source, statement, phrase, place):  # the dearest to tell: asked of the best first
            return place, place + len(phrase.text), value
    return None


def _is_listed(statement: str, text: str, place: int) -> bool:
    """Tell a list of all that something is said of: `A、B 以及 C 底层都用到了…`."""
    return "、" in text and bool(re.match(" ?[^，]{0,4}(?:都|均|等|是|属于|共同)", statement[place + len(text) :]))


def _value(statement: Statement, phrase: Phrase, place: int) -> float:
    before = statement.text[:place]
    value = 2.0 / (1 + phrase.rank / 4) + 1.6 * place / len(statement.text)
    value += 1.5 if phrase.is_object or is_cued(before) else 0.0
    value += 0.6 if phrase.is_object else 0.0
    value += 1.5 if phrase.is_object and before.endswith("：") else 0.0
    value -= 0.0 if phrase.is_known or len(phrase.text) > 3 else 1.0
    value -= 1.5 if before.count("（") > before.count("）") else 0.0
    return value


def _opening(source: Source, statement: Statement) -> tuple[int, int]:
    """Say where in a statement its scope and subject end, and where its first verb stands.

    What stands before the verb is no fair gap, but for a list of all that the topic is said of at the end.
    """
    # `基于用户的协同过滤…` opens with a name.
    where = re.match(r"在[^，]{2,24}?[上中里下时]，? ?|基于[^，的]{1,20}的 ?", statement.text)
    opening = max(where.end() if where else 0, len(statement.scope + statement.shown))
    if re.match(" ?、", statement.text[opening:]):
        opening = len(statement.scope)  # the subject is the first of a list
    if is_english(statement.text):
        return opening, opening
    verbs = (
        word
        for word in source.wording.words(statement.start, statement.end)
        if word.tag[:1] in "vp" or word.text in COPULAS
    )
    places = (statement.text.find(word.text, opening) for word in verbs)
    verb = next((place for place in places if place >= opening), opening)
    behind = fold(statement.text[verb:])
    return (opening if any(name in behind for name in source.names.of_topic) else verb), verb
