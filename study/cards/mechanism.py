"""Mechanism: what is changed into what, what stands in for what? From `把 A 从 B 改成 C`, `replaces A with B`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import Statement
from study.cards.typeset import typeset
from study.ids import fold

_BECOMES = (
    r"改成|改为|换成|替换为|替换成|扩展到|扩展为|映射到|映射为|转换为|转换成|压"
    r"缩到|编码为|编码成|拆分成|拆分为|划分为|分解为|变换为|变为|视为|看作|归结为"
)
_CHANGES = re.compile(
    rf"(?:除了)?(?:是)?(?:将|"
    rf"把)(?P<thing>[^，]{{2,40}}?)(?P<verb>(?:从[^，]{{1,16}})?(?:{_BECOMES}))了?(?P<what>[^，]{{2,40}}?)(?:外|之外|后)?(?:，.*)?"
)
_PASSIVE = re.compile(
    rf"(?:可以|也|又|还)*被(?P<verb>{_BECOMES}|称为|称作|叫做|封装在)(?:为|了)?(?P<what>[^，]{{3,40}})(?:，.*)?"
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
    elif match := _PASSIVE.fullmatch(statement.predicate):
        front = typeset(f"{statement.scope}{shown(statement)} 被{_asked(match['verb'])}什么？")
        about = "名称" if match["verb"] in {"称为", "称作", "叫做"} else fold(match["verb"])
    else:
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
