"""Mechanism: what is changed into what, what stands in for what? From `把 A 从 B 改成 C`, `replaces A with B`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import Statement
from study.cards.typeset import typeset
from study.ids import fold
from study.words import points_outside

_BECOMES = (
    r"改成|改为|换成|替换为|替换成|扩展到|扩展为|映射到|映射为|转换为|转换成|压"
    r"缩到|编码为|编码成|拆分成|拆分为|划分为|分解为|变换为|变为|视为|看作|归结为"
)
_CHANGES = re.compile(
    rf"(?:除了)?(?:是)?(?:将|"
    rf"把)(?P<thing>[^，]{{2,40}}?)(?P<verb>(?:从[^，]{{1,16}})?(?:{_BECOMES}))了?(?P<what>[^，]{{2,40}}?)(?:外|之外|后)?(?:，.*)?"
)
_BY = re.compile(
    r"(?P<pre>(?:是|主要|可以|能够?|能|也|都|并?不依赖[^，]{2,20}，而是|[^，的在]{0,12})?)(?P<how>通过|利用|使用|采用|借助于?|依靠|依据|根据|按照|用(?![户途法例处量料品具于来]))(?P<what>[^，]{2,40}?)"
    r"(?P<goal>，?(?:来|(?<![可得难予所足加])以|从而)(?!自|及|往|上|下|外)[^，]{2,40}的?)(?:，.*)?"
)
_EMPLOYS = re.compile(
    r"(?:还|也|主要|同样|都)*(?P<verb>采用|使用|用到|利用|引入|依赖于?|借鉴|沿用)了?(?P<what>[^，的]{2,30})的(?P<noun>结构|架构|框架|机制|策略|思想|方式|技术)"
)
_SEEN_AS = re.compile(r"(?:也|又|还)?可以?(?:理解为|理解成)(?P<what>.{3,110})")
_PASSIVE = re.compile(
    rf"(?P<part>的[^，]{{1,6}}?)?(?:可以|也|又|还)*被(?P<verb>{_BECOMES}|称为|称作|叫做|封装在)(?:为|了)?(?P<what>[^，]{{3,40}})(?:，.*)?"
)
_DONE_BY = re.compile(
    r"(?P<part>[的、和与及][^，由的]{1,16}?)?(?:则|都|均|主要|通常|一般|是|也|可以)*由(?P<what>[^，]{2,30}?)(?:来|负责)?"
    r"(?P<verb>实现|保证|保障|负责|完成|提供|决定|维护|管理|控制|处理|触发|执行|承担)的?(?:，.*)?"
)
_REPLACES = re.compile(r"replaces? (?P<thing>[^,]+?) with (?P<what>[^,.]+)")


def make(source: Source) -> Iterator[Draft]:
    """Make mechanism cards of an entry."""
    for statement in source.statements:
        draft = _english(statement) if is_english(statement.text) else _chinese(statement)
        if draft:
            yield draft


def _chinese(statement: Statement) -> Draft | None:
    subject = statement.subject
    if subject is None:
        return None
    match = _CHANGES.fullmatch(statement.predicate)
    if match:
        done = "" if re.search(r"视为|看作|归结为", match["verb"]) else "了"
        verb = _asked(match["verb"])
        front = typeset(f"{statement.scope}{shown(statement)} 把{match['thing']}{verb}{done}什么？")
        about = fold(match["thing"])
    elif match := _SEEN_AS.fullmatch(statement.predicate):
        front = typeset(f"{statement.scope}{shown(statement)} 可以理解成什么？")
        about = "理解"
    elif match := _PASSIVE.fullmatch(statement.predicate):
        part = match["part"] or ""
        where = match["verb"].endswith("在")
        front = typeset(
            f"{statement.scope}{shown(statement)}{part}被{_asked(match['verb'])}{'哪里' if where else '什么'}？"
        )
        about = "名称" if match["verb"] in {"称为", "称作", "叫做"} else fold(match["verb"])
    elif not statement.predicate.startswith("：") and (match := _BY.fullmatch(statement.predicate)):
        pre = re.sub(r"^.*而是$", "", match["pre"])
        front = typeset(
            f"{statement.scope}{shown(statement)} {pre}{match['how']}什么{match['goal'].lstrip('，')}？".replace(
                "的？", "的？"
            )
        )
        about = fold(match["goal"])
    elif match := _DONE_BY.fullmatch(statement.predicate):
        front = typeset(f"{statement.scope}{shown(statement)}{match['part'] or ''} 由什么{match['verb']}？")
        about = fold(f"{match['part'] or ''}{match['verb']}")
    elif match := _EMPLOYS.fullmatch(statement.predicate):
        front = typeset(f"{statement.scope}{shown(statement)} {match['verb']}了什么{match['noun']}？")
        about = fold(match["verb"] + match["noun"])
    else:
        return None
    if points_outside(front + match["what"]):
        return None
    end = statement.end_of(match["what"])
    return Draft("mechanism", subject, (about,), front, match["what"].strip(), statement.start, end, 8.5)


def _asked(verb: str) -> str:
    """Say 成 or 作 for 为: 替换为了什么 would ask what for."""
    return re.sub("为$", "作" if verb.endswith(("视为", "称为")) else "成", verb)


def _english(statement: Statement) -> Draft | None:
    match = _REPLACES.search(statement.predicate)
    if statement.subject is None or not match or match.start():
        return None
    thing = re.sub(r" ?\([^)]*\)", "", match["thing"])
    front = f"What does {shown(statement)} put in place of {thing}?"
    return Draft(
        "mechanism", statement.subject, (fold(thing),), front, match["what"], statement.start, statement.end, 8.5
    )
