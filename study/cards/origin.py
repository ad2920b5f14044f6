"""Origin: who made it, when, in which paper? From `X 由 Y 提出`, `X 是 Y 研发的…`, `Y 提出了 X`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import Statement
from study.cards.typeset import typeset
from study.model import Sentence

_MADE = r"提出|发明|研发|开发|推出|发布|发表|设计|创建"
_WHO = re.compile(
    rf"(?:网络|架构|算法|模型|系统|结构|框架|方法|协议|技术)*(?:是)?(?:最早|最初|首先)?(?:在)?(?P<when>(?:于)?\s?\d{{4}}\s?年)?，?(?:由|是)\s?(?P<who>[^，。]{{2,60}}?)"
    rf"(?P<where>(?:在|于)(?:文章|论文)?\s?[《A-Z][^，]{{5,120}}?(?:中|一文中))?(?:联合|共同|首次|最早)?(?P<verb>{_MADE})(?:的|，|$).*"
)
_SINCE = re.compile(rf"自(?:从)?(?P<when>\d{{4}} ?年)由 ?(?P<who>[^，]{{2,40}}?) ?(?P<verb>{_MADE})以来，(?P<rest>.+)")
_DATED = re.compile(r"(.+?)\s?((?:于|在)?\s?\d{4}\s?年)")
_PUBLISHED = re.compile(
    r"(?:是)?(?:由)?(?:作者)? ?(?P<who>[^，。]{2,60}?)(?:（[^（）]{1,12}）)? ?(?:于|在) ?"
    r"(?P<when>\d{4} ?年) ?(?:发表|提出|发布|公开)的(?:一篇)?(?:论文|文章) ?(?P<title>[《A-Z][^，。]{8,})"
)
_MADE_BY = re.compile(
    rf" ?是?由? ?(?P<who>[^，。]{{2,40}}?) ?(?:于|在)? ?(?P<year>\d{{4}} ?年?) ?的? ?(?P<verb>{_MADE})的"
)
_MAKES = re.compile(
    rf"(?:(?:早)?在?(?P<when>\d{{4}} ?年)，? ?)?(?P<who>[^，。（）]{{2,40}}?) ?(?:(?:于|在) ?(?P<year>\d{{4}} ?年) ?)?"
    rf"(?:首次|最早|共同|联合)?(?P<verb>{_MADE}|开源)了 ?(?:一种|一个|新的)?"
    r"(?P<what>[^，。（）]{2,40}?) ?(?:（[^（）]*）)?(?:，.*)?"
)
_WHY = re.compile("为了|基于|通过|借鉴|受|而$")
_MAKER = re.compile("[A-Z]|等人?$|团队$|大学$|公司$|实验室$|研究院$|研究所$")
_TITLED = re.compile(r"的?(?:文章|论文)?(?:标题|题目|题)(?:为|是)\s?(?P<title>[A-Z《][^，。]{8,})")


def make(source: Source) -> Iterator[Draft]:
    """Make origin cards of an entry."""
    yield from _before_the_cut(source)
    for statement in source.statements:
        since = _SINCE.fullmatch(statement.text)
        made = source.names.opening(since["rest"]) if since else None
        if since and made:
            back = typeset(f"{since['who']}，{since['when']}")
            front = typeset(f"{made[1]} 由谁{since['verb']}？")
            yield Draft("origin", made[0], ("who",), front, back, statement.start, statement.end, 7.0)
        if maker := _maker(source, statement):
            yield maker
        subject = statement.subject
        if subject is None or is_english(statement.text):
            continue
        if match := _PUBLISHED.fullmatch(statement.predicate):
            back = "，".join(part.strip(" ，") for part in (match["who"], match["when"], match["title"]) if part)
            front = typeset(f"{shown(statement)} 出自谁的什么论文？")
            yield Draft("origin", subject, ("who",), front, typeset(back), statement.start, statement.end, 7.0)
        elif match := _WHO.fullmatch(statement.predicate):
            who = match["who"].strip().removeprefix("作者").strip()
            if re.match(r"一[种个类]|我们|一篇|为", who):
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


def _maker(source: Source, statement: Statement) -> Draft | None:
    """Read `2015 年 Y 提出了 X`."""
    match = None if is_english(statement.text) else _MAKES.fullmatch(statement.text)
    made = source.names.called(match["what"]) if match else None
    if (
        not match
        or not made
        or not _MAKER.search(match["who"])
        or _WHY.search(match["who"])
        or source.names.called(match["who"])
    ):
        return None
    when = match["when"] or match["year"]
    back = typeset("，".join(part.strip() for part in (match["who"], when) if part))
    front = typeset(f"{match['what']} 由谁{match['verb']}？")
    return Draft("origin", made, ("who",), front, back, statement.start, statement.end_of(match["what"]), 7.0)


def _before_the_cut(source: Source) -> Iterator[Draft]:
    """Read `X 是 Y 2017 年提出的…` where the excerpt breaks off only behind it: who and when stand whole."""
    for sentence in source.passage.sentences:
        words = source.wording.typeset(sentence.start, sentence.end) if sentence.cut else ""
        own = source.names.opening(words) if words else None
        match = _MADE_BY.match(words, len(own[1])) if own else None
        if own and match:
            back = typeset("，".join(part for part in (match["who"].strip(), match["year"]) if part))
            front = typeset(f"{own[1]} 由谁{match['verb']}？")
            yield Draft(
                "origin",
                own[0],
                ("who",),
                front,
                back,
                sentence.start,
                sentence.start + _until(source.passage.entry.text, sentence, match["verb"]),
                7.0,
            )


def _until(text: str, sentence: Sentence, verb: str) -> int:
    return text.index(verb, sentence.start) + len(verb) - sentence.start
