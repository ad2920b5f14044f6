"""Attribute: what is the aim, core idea or drawback of X? From `X 的目的是…`, `X 的核心在于…`, `为了…,提出 X`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.definition import trim
from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import LONGEST, Statement, split
from study.cards.typeset import spell, typeset, without_full_stop
from study.ids import fold
from study.words import DEPENDENT, POINTS_OUTSIDE

_ASPECT = (
    r"(?:[^，。的是]{0,8})?(?:目的|目标|任务|思想|思路|核心|关键创新|创新|关键|本质|特点|优势|优点|缺点|缺陷|问题|作用|用途|原理|动机|理念|"
    r"难点|挑战|瓶颈|好处|意义|输入|输出|对象|前提|条件|来源|方式|做法|开篇之作|奠基之作|代表作|前身)"
)
_STATES = re.compile(
    rf"(?:操作|方法|算法|模型)?(?:的|(?=最))(?P<aspect>{_ASPECT})(?:主要|通常|就|可以?(?:简述|概括|归纳|总结))*(?:在于|是要去|是让|是指|是为了|就是为了|就相当于|相当于|是|为：|：)，?(?P<what>.{{5,}})"
)
_MADE_FOR = re.compile(
    r"为了(?P<aim>.{6,100}?)，(?:[^，]{0,6}?)(?P<verb>提出|设计|引入|采用|使用|发明)(?:了|出)?(?P<many>越来越多的|各种各样的|许多|多种)?(?P<thing>[^，]{2,24})"
)
_BORN_FOR = re.compile(r"的(?P<what>诞生|出现|提出|引入)(?:就|主要|正)?是为了(?P<aim>.{4,})")
_LABELLED = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,6})：(?P<what>.{8,})")
_TASK = re.compile(r"要(?P<verb>解决|处理|完成)的是(?P<what>.{4,})")


def make(source: Source) -> Iterator[Draft]:
    """Make attribute cards of an entry."""
    yield from _items(source)
    for number, statement in enumerate(source.statements):
        if made_for := _MADE_FOR.fullmatch(statement.text):
            yield from _purpose(source, statement, made_for)
        if statement.subject is None or is_english(statement.text):
            continue
        name = shown(statement)
        if match := _STATES.fullmatch(statement.predicate):
            aspect = match["aspect"]
            front = typeset(f"{name} 的{aspect}是什么？")
            about = fold(aspect)
        elif match := _BORN_FOR.fullmatch(statement.predicate):
            front = typeset(f"{name} 的{match['what']}是为了什么？")
            about = "为了"
        elif match := _TASK.fullmatch(statement.predicate):
            front = typeset(f"{name} 要{match['verb']}的是什么？")
            about = match["verb"]
        else:
            continue
        what, last = trim(re.sub(r"^(?:要去|让|，)", "", match.groupdict().get("aim") or match["what"]), means=True)
        if (
            what
            and len(what) <= LONGEST
            and not re.match(r"(?:否|不|非常|很)", what)
            and not DEPENDENT.search(split(what)[-1])
        ):
            weight = 8.0 - 0.1 * number
            end = statement.end_of(last)
            yield Draft("attribute", statement.subject, (about,), front, what, statement.start, end, weight)


def _purpose(source: Source, statement: Statement, match: re.Match[str]) -> Iterator[Draft]:
    """Ask what for: `为了缓解梯度消失,设计了 RNN cell` → `设计 RNN cell 是为了什么？`."""
    thing = re.sub(r"的?(?:方法|算法|技术)$", "", match["thing"])
    term = next((t for t in source.terms if any(fold(name) in fold(thing) for name in (t.name, *t.aliases))), None)
    aim = re.sub(r"的?(?:条件|前提|情况|基础)下$", "", match["aim"])
    if term:
        front = typeset(f"{match['verb']}{match['many'] or ''}{thing}是为了什么？".replace("越来越多的", ""))
        yield Draft("attribute", term, ("为了",), front, aim, statement.start, statement.end, 7.5)


def _items(source: Source) -> Iterator[Draft]:
    """Ask for each labelled item of a list about a term: `DPO…: 关键发现:…` → `DPO 的“关键发现”指什么？`."""
    text, mentions = source.passage.entry.text, source.passage.mentions
    for listing in source.passage.listings:
        lead = typeset(spell(text, listing.lead.start, listing.lead.end, mentions))
        opening = (t for t in source.terms if any(fold(lead).startswith(fold(name)) for name in (t.name, *t.aliases)))
        term = next(opening, None)
        if term is None:
            continue
        for item in listing.items:
            match = _LABELLED.fullmatch(without_full_stop(typeset(spell(text, item.start, item.end, mentions))))
            if match and len(match["what"]) <= LONGEST and not POINTS_OUTSIDE.search(match["what"]):
                front = typeset(f"{term.name} 的“{match['label']}”指什么？")
                yield Draft("attribute", term, (fold(match["label"]),), front, match["what"], item.start, item.end, 6.5)
