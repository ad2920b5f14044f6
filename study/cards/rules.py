"""The rules a card must meet, each a check with a name: for generated and hand-edited cards alike."""

from __future__ import annotations

import re
from collections.abc import Callable

from study.ids import fold
from study.model import Card
from study.words import HAN, OPINIONS, PLACEHOLDER

FRONT_LENGTH = 60
BACK_LENGTH = 120
CLOZE_LENGTH = 130
_CLOZE = re.compile(r"\{\{c\d+::(.*?)\}\}")
_OPENS_OUTSIDE = re.compile(
    r"(?:它们?|其(?![他它中实余次])|该|这|此(?!外)|本文|本节|上述|下述|前者|后者|因此|所以|因而|于是|然而|但是|而且|并且)"
)
_POINTS = re.compile(r"上述|下述|如下|如上|下[图表面]|上[图表面]|本[文节章]|笔者|图\s?\d|表\s?\d")
_BREAKS_OFF = re.compile(r"(?:\.\.\.|…|[，、：；,(（]|而|但|(?<![之总求])和|与|及|或|将|把|(?<![行作人])为)$")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]")


def _too_long(card: Card) -> str:
    plain = _CLOZE.sub(r"\1", card.front)
    if card.kind == "cloze":
        return (
            f"the sentence has {len(plain)} characters, {CLOZE_LENGTH} are allowed" if len(plain) > CLOZE_LENGTH else ""
        )
    if len(card.front) > FRONT_LENGTH:
        return f"the front has {len(card.front)} characters, {FRONT_LENGTH} are allowed"
    if card.kind != "enumeration" and len(card.back) > BACK_LENGTH:
        return f"the back has {len(card.back)} characters, {BACK_LENGTH} are allowed"
    return ""


def _empty(card: Card) -> str:
    if not card.front.strip():
        return "the front is empty"
    if card.kind == "cloze":
        return (
            "" if any(hidden.strip() for hidden in _CLOZE.findall(card.front)) else "nothing is hidden: write {{c1::…}}"
        )
    return "" if card.back.strip() else "the back is empty"


def _placeholder(card: Card) -> str:
    return "a formula, code or markup was cut out here" if PLACEHOLDER.search(card.front + card.back) else ""


def _cut(card: Card) -> str:
    sentence = re.sub(r"(?<![.。])[.。]$", "", _CLOZE.sub(r"\1", card.front))
    ends = _BREAKS_OFF.search(card.back or sentence) or re.search("(?<!目)的$", card.back)
    return "the answer breaks off" if ends else ""


def _outside(card: Card) -> str:
    for side in (_CLOZE.sub(r"\1", card.front), card.back):
        if found := _OPENS_OUTSIDE.match(side) or _POINTS.search(side):
            return f"`{found.group()}` points outside the card; name what is meant"
    return ""


def _opinion(card: Card) -> str:
    found = OPINIONS.search(card.front + card.back)
    return f"`{found.group()}` is an opinion, nothing to know" if found else ""


def _unbalanced(card: Card) -> str:
    for side in (_CLOZE.sub(r"\1", card.front), card.back):
        for left, right in ("()", "（）", "《》", "“”", "[]", "【】"):
            if side.count(left) != side.count(right):
                return f"`{left}` and `{right}` do not match"
        if side.count('"') % 2:
            return '`"` does not match'
    return ""


def _ornament(card: Card) -> str:
    return (
        "an emoji or a list number stands in it"
        if _EMOJI.search(card.front + card.back) or re.match(r"\d+[.、)]\s", card.front)
        else ""
    )


def _gives_away(card: Card) -> str:
    if card.kind == "cloze":
        rest = _CLOZE.sub("", card.front)
        hidden = [answer for answer in _CLOZE.findall(card.front) if len(answer) > 1 and fold(answer) in fold(rest)]
        return f"`{hidden[0]}` also stands outside the gap" if hidden else ""
    if card.kind != "contrast" and len(card.back) > 1 and fold(card.back) in fold(card.front):
        return "the answer stands in the question"
    return ""


def _repeats_name(card: Card) -> str:
    bare = re.sub(rf"[^{HAN}A-Za-z0-9]", "", card.back).casefold()
    return "the answer only repeats the name" if bare and bare == fold(card.term) and card.kind == "definition" else ""


RULES: dict[str, Callable[[Card], str]] = {
    "empty": _empty,
    "too long": _too_long,
    "placeholder": _placeholder,
    "cut": _cut,
    "points outside": _outside,
    "opinion": _opinion,
    "unbalanced": _unbalanced,
    "ornament": _ornament,
    "gives itself away": _gives_away,
    "repeats the name": _repeats_name,
}
"""Name of the rule → what is wrong with a card, "" where nothing is."""


def broken(card: Card) -> tuple[tuple[str, str], ...]:
    """List the rules that a card breaks, each with what is wrong."""
    return tuple((name, wrong) for name, rule in RULES.items() if (wrong := rule(card)))
