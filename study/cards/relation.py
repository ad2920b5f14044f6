"""Relation: what is it part of, based on, a variant of, what moves with it? From `X 基于 Y`, `X 越大,Y 越小`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import Statement
from study.cards.typeset import typeset
from study.ids import fold
from study.model import Term
from study.words import GENERIC_NOUNS, points_outside

_ROLE = (
    r"一部分|组成部分|子集|超集|变体|变种|特例|特殊情况|特殊形式|推广|扩展|延伸|改进(?:版本?)?|升级版?|简化(?:版本?)?|前身|后继|子类|父类|分支|"
    r"具体实现|实现|极限(?:形式)?|离散形式|连续形式|竞争者|替代(?:品|方案)?|补充|基础|一种(?:类型|形式|实现|变体|特例|特殊情况)?|一类"
)
_ROLE_OF = re.compile(
    rf"(?:就|仍|也|都|其实|本质上|仍然|实际上|可以?看[作成]|可以?视为|又|正)*(?:是|为)?(?P<other>[^，的是]{{2,24}}?)的(?:一个|一种)?"
    rf"(?P<role>{_ROLE})(?:，.*)?"
)
_STILL = re.compile(
    r"(?:本质上|实质上|归根结底)(?:仍然?|也|就|还)*(?:是|属于)(?:一[种类个])?(?P<other>[^，]{2,30})(?:，.*)?"
)
_FROM = re.compile(
    r"(?:的(?:核心|思想|灵感|概念|名字|前身))?(?:主要|最早|也|都|就|便|其实)*(?P<how>来源于|源于|源自|起源于|来自于?|出自|脱胎于|受启发于|借鉴了|继承自|衍生自|建立在|构建在)(?P<other>[^，]{2,40}?)(?:这个工作|之上|的思想)?(?:，.*)?"
)
_DERIVED = re.compile(
    r"(?:是)?(?:由|从|在)(?P<other>[^，]{2,30}?)(?:的?基础上)?(?P<how>发展|演变|演化|改进|扩展|衍生|推广|延伸|进化)(?:而来|得到|而成)的?(?:，.*)?"
)
_INSPIRED = re.compile(
    r"(?:主要|是|也|都)*(?:受到?|从)(?P<other>[^，]{2,40}?)(?:的|中)?(?:启发|的?启示|(?:获得|得到|汲取)(?:了)?(?:灵感|启发))的?(?:，.*)?"
)
_BASED = re.compile(
    r"(?:的[^，]{2,6})?(?:主要|都|是|也|其实)*基于(?P<other>[^，]{2,30}?)(?:实现|构建|开发|设计|训练|得到)?的?(?:，.*)?"
)
_MOVES = re.compile(
    r"(?P<cause>[^，；]{1,30}越[^，；越]{1,8})，(?:则|那么|就)?(?P<what>[^，；越]{2,24}?)(?:就|便)?(?P<how>(?:[\u4e00-\u9fff]得)?越[^，；越]{1,10}(?:，[^，；]*越[^，；]*)?)"
)
_IS_LIKE = re.compile(
    r"(?P<part>的[^，的是]{1,6}?)?(?:就|也|可以|其实|大致|完全|基本|近似)*(?P<how>相当于|等价于|等同于|类似于|好比)(?:是)?(?:一[个种])?"
    r"(?P<other>[^，]{2,30})(?:，.*)?"
)
_BUILT_ON = re.compile("(?:一[个种类])?(?:基于|使用|采用|利用|通过|用于|由|对)")
_BELONGS = re.compile(r"(?:也|都|均|可以?|就)*(?:属于|归入|归为|归类为|隶属于)(?P<other>[^，]{2,30})(?:，.*)?")


def make(source: Source) -> Iterator[Draft]:
    """Make relation cards of an entry."""
    for number, statement in enumerate(source.statements):
        if moves := _moves(source, statement, 7.2 - 0.1 * number):
            yield moves
        if statement.subject is None or is_english(statement.text):
            continue
        draft = _relation(source, statement, statement.subject, 8.3 - 0.1 * number)
        if draft:
            yield draft


def _moves(source: Source, statement: Statement, weight: float) -> Draft | None:
    """Ask how one quantity moves with another: `隔离级别越高,并发性能越差`."""
    match = _MOVES.fullmatch(statement.text)
    if not match or points_outside(match.group()):
        return None
    named = source.names.named_in(match["cause"]) or source.names.named_in(match["what"])
    where = "" if named else f"{source.topic.name} 中，"
    front = typeset(f"{where}{match['cause']}，{match['what']}会怎样？")
    about = (fold(match["cause"]), fold(match["what"]))
    return Draft("relation", named or source.topic, about, front, match["how"], statement.start, statement.end, weight)


def _relation(source: Source, statement: Statement, term: Term, weight: float) -> Draft | None:
    name, predicate = shown(statement), statement.predicate
    if (match := _ROLE_OF.fullmatch(predicate)) and _known(source, match["other"], term):
        front = f"{name} 与 {match['other']} 是什么关系？"
        back = f"{name} 是 {match['other']} 的{match['role']}"
    elif match := _STILL.fullmatch(predicate):
        front, back = f"{name} 本质上属于什么？", match["other"]
    elif match := _DERIVED.fullmatch(predicate):
        front, back = f"{name} 由什么{match['how']}而来？", match["other"]
    elif match := _FROM.fullmatch(predicate):
        part = re.match(r"的[^，]{2,2}", predicate)
        above = "之上" if match["how"].endswith("在") else ""
        front = f"{name}{' ' + part.group() if part else ' '}{match['how']}什么{above}？"
        back = match["other"]
    elif match := _INSPIRED.fullmatch(predicate):
        front, back = f"{name} 受什么启发？", match["other"]
    elif match := _BASED.fullmatch(predicate):
        front, back = f"{name} 基于什么？", match["other"]
    elif match := _IS_LIKE.fullmatch(predicate):
        front, back = f"{name}{match['part'] or ' '}{match['how']}什么？", match["other"]
    elif match := _BELONGS.fullmatch(predicate):
        front, back = f"{name} 属于什么？", match["other"]
    else:
        return None
    if (
        re.search(r"论文|等人|\d{4} ?年", match["other"])
        or fold(match["other"]) in GENERIC_NOUNS
        or len(fold(match["other"])) < 2
        or fold(match["other"]) == fold(name)
    ):
        return None
    about = fold(match["other"])
    end = statement.end_of(match["other"])
    return Draft("relation", term, (about,), typeset(front), typeset(back), statement.start, end, weight)


def _known(source: Source, name: str, term: Term) -> bool:
    """A relation is worth a card between two key terms; `一个基于 RAG` is none of them."""
    folded = fold(name)
    return not _BUILT_ON.match(name) and any(
        other is not term and any(fold(spelling) in folded for spelling in (other.name, *other.aliases))
        for other in source.terms
    )
