"""Origin: who made it, when, in which paper? From `X 由 Y 提出`, `X 是 Y 研发的…`, `Y 提出了 X`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.draft import Draft, Source, is_english, shown
from study.cards.typeset import typeset

_MADE = r"提出|发明|研发|开发|推出|发布|发表|设计|创建"
_WHO = re.compile(
    rf"(?:网络架构|架构|算法|模型|系统)?(?:是)?(?:在)?(?P<when>(?:于)?\s?\d{{4}}\s?年)?，?(?:由|是)\s?(?P<who>[^，。]{{2,60}}?)"
    rf"(?P<where>(?:在|于)(?:文章|论文)?\s?[《A-Z][^，]{{5,120}}?(?:中|一文中))?(?:联合|共同|首次|最早)?(?P<verb>{_MADE})(?:的|，|$).*"
)
_DATED = re.compile(r"(.+?)\s?((?:于|在)\s?\d{4}\s?年)")
_TITLED = re.compile(r"的?(?:文章|论文)?(?:标题|题目|题)(?:为|是)\s?(?P<title>[A-Z《][^，。]{8,})")


def make(source: Source) -> Iterator[Draft]:
    """Make origin cards of an entry."""
    for statement in source.statements:
        subject = statement.subject
        if subject is None or is_english(statement.text):
            continue
        if match := _WHO.fullmatch(statement.predicate):
            who = match["who"].strip().removeprefix("作者").strip()
            if re.match(r"一[种个类]|我们|一篇", who):
                continue
            dated = _DATED.fullmatch(who)
            who, when = dated.groups() if dated else (who, match["when"] or "")
            where = re.sub(r"^(?:在|于)|(?:一文)?中$", "", match["where"] or "")
            back = "，".join(part.strip() for part in (who, re.sub(r"^[于在]", "", when), where) if part)
            front = typeset(f"{shown(statement)} 由谁{match['verb']}？")
            end = statement.end_of(match["verb"])
            yield Draft("origin", subject, ("who",), front, typeset(back), statement.start, end, 7.0)
        elif match := _TITLED.search(statement.predicate):
            front = typeset(f"{shown(statement)} 的论文标题是什么？")
            yield Draft("origin", subject, ("title",), front, match["title"], statement.start, statement.end, 7.0)
