"""Contrast: how do A and B differ? From `A 是…,而 B 是…`, `与 A 不同,B…` and labels that answer one another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from study.cards.clauses import LONGEST, past_label, split
from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import Statement
from study.cards.typeset import typeset
from study.ids import fold
from study.model import Term
from study.words import points_outside

_TURN = re.compile(r"[，；](?:而|相反，?|与之相对，?) ?(?P<right>.+)")
_HELD_AGAINST = re.compile("[，；](?P<right>[^，；]{2,20}则.+)")
_UNLIKE = re.compile(r"(?:与|和|跟)(?P<other>[^，]{1,20}?)不同(?:的是)?，?(?P<rest>.+)")
_UNLIKE_OF = re.compile(
    r"不同于(?P<other>[^，]{1,20}?)的(?:[^，]{0,8})(?:一点|地方|之处)?(?:就?是|在于)，?(?P<rest>.+)"
)
_DIFFER = re.compile(
    r" ?(?:与|和|跟)(?P<other>[^，]{1,20}?)(?:的|最大的|主要的|之间的)*"
    r"(?:不同之处|不同点|不同|区别|差别|差异)(?:就)?(?:是|在于)：?，?(?P<rest>.+)"
)
_SAME_VERB = re.compile(r"(?:指的是|是指|指|是|基于|负责|表示|需要|采用|使用|只|先|：)")


def make(source: Source) -> Iterator[Draft]:
    """Make contrast cards of an entry."""
    chinese = [statement for statement in source.statements if not is_english(statement.text)]
    for statement in chinese:
        yield from _turning(source, statement)
        yield from _turned(source, statement)
        yield from _unlike(source, statement)
    for before, after in itertools.pairwise(chinese):
        yield from _labels(before, after)


def _turning(source: Source, statement: Statement) -> Iterator[Draft]:
    turn = _TURN.search(statement.text)
    if not turn:
        return
    left, right = statement.text[: turn.start()], turn["right"]
    one = statement.subject and (statement.subject, statement.shown)
    while one is None and len(split(left)) > 1:
        left = "，".join(split(left)[1:])
        one = source.names.opening(left)
    other = source.names.opening(right)
    if not one or not other or one[0] is other[0]:
        return
    mine, theirs = left[len(one[1]) :].strip(), split(right)[0][len(other[1]) :].strip()
    theirs = "，".join([theirs, *(part for part in split(right)[1:2] if re.match("负责|用于|用来", part))])
    verbs = _SAME_VERB.match(mine), _SAME_VERB.match(theirs)
    if not verbs[0] or not verbs[1] or verbs[0].group() != verbs[1].group():
        return
    yield from _draft(statement, (*one, mine), (*other, theirs), 10.5)


def _turned(source: Source, statement: Statement) -> Iterator[Draft]:
    """Read `A …,B 则…`: 则 says that the two are held against each other."""
    one = statement.subject
    for turn in _HELD_AGAINST.finditer(statement.text) if one else ():
        other = source.names.opening(turn["right"])
        rest = turn["right"][len(other[1]) :].lstrip() if other else ""
        if one and other and other[0] is not one and rest.startswith("则"):
            mine = statement.text[len(statement.scope + statement.shown) : turn.start()].strip()
            yield from _draft(statement, (one, statement.shown, mine), (*other, rest[1:].strip()), 9.5)
            return


def _draft(
    statement: Statement, one: tuple[Term, str, str], other: tuple[Term, str, str], weight: float
) -> Iterator[Draft]:
    sides = [re.sub(r"^(?:指的是|是指|指|是|：)(?:一种|一个|一类)?", "", words) for _, _, words in (one, other)]
    names = [re.sub(r"[“”\"]|^(?:而|但)", "", words).strip() for _, words, _ in (one, other)]
    if any(len(side) < 4 or points_outside(side) for side in sides) or sum(map(len, sides)) > LONGEST:
        return
    back = f"{names[0]}：{sides[0]}；{names[1]}：{sides[1]}"
    about = tuple(sorted(_identity(term) for term, _, _ in (one, other)))
    front = typeset(f"{names[0]} 与 {names[1]} 有什么区别？")
    yield Draft("contrast", one[0], about, front, back, statement.start, statement.end_of(split(other[2])[-1]), weight)


def _identity(term: Term) -> str:
    return term.concept.id if term.concept else fold(term.name)


def _unlike(source: Source, statement: Statement) -> Iterator[Draft]:
    match = _UNLIKE.match(statement.text) or (
        (_UNLIKE_OF.match(statement.predicate) or _DIFFER.match(statement.predicate)) if statement.subject else None
    )
    if not match:
        return
    other, heading = source.names.called(match["other"]), source.names.headed_by(statement.heading)
    mine = source.names.opening(match["rest"]) or (heading and (heading, "")) or (source.topic, "")
    subject = mine[0] if match.re is _UNLIKE else statement.subject
    if not other or subject is None or other is subject:
        return
    rest = match["rest"]
    rest = rest[len(mine[1]) :].strip() if mine[0] is subject else rest
    rest = re.split("，(?:所以|因此|从而)", rest)[0]
    if len(rest) < 6 or len(rest) > LONGEST:
        return
    front = typeset(f"与{match['other']}相比，{subject.name} 有什么不同？")
    about = tuple(sorted((_identity(subject), _identity(other))))
    yield Draft("contrast", subject, about, front, rest, statement.start, statement.end, 8.5)


def _labels(before: Statement, after: Statement) -> Iterator[Draft]:
    """Two lines `A:…` and `B:…` whose labels end alike (`非增量方法`, `增量方法`) answer one another."""
    one, other = before.subject, after.subject
    if not one or not other or shown(before) == shown(after):
        return
    if not (before.predicate.lstrip().startswith("：") and after.predicate.lstrip().startswith("：")):
        return
    names = shown(before), shown(after)
    if names[0][-2:] != names[1][-2:]:
        return
    sides = [statement.predicate.strip().lstrip("：") for statement in (before, after)]
    sides = [side[past_label(name, side) :] for name, side in zip(names, sides, strict=True)]
    if any(len(side) < 6 for side in sides) or sum(map(len, sides)) > LONGEST:
        return
    back = f"{names[0]}：{sides[0]}；{names[1]}：{sides[1]}"
    front = typeset(f"{names[0]}与{names[1]}有什么区别？")
    about = tuple(sorted(map(fold, names)))
    yield Draft("contrast", one, about, front, back, before.start, after.end, 9.0)
