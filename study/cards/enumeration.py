"""Enumeration: which are the parts, kinds or steps? From listings and from `X 分为 A、B 和 C`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.clauses import clauses, past_asides, split
from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import Statement
from study.cards.typeset import typeset, without_brackets, without_full_stop
from study.ids import fold
from study.model import Listing, Term
from study.words import (
    ASPECT_HEADING,
    DEPENDENT,
    MARKER,
    NUMERALS,
    OPINIONS,
    PLACEHOLDER,
    STEPS_HEADING,
    is_generic_heading,
    points_outside,
)

MOST_ITEMS = 7
_MARKER = 6  # characters of a list number with the white space behind it
_LONGEST_ITEM = 70  # characters
_NUMBER = r"[两二三四五六七2-7]"
_SORT = "(?:个|种|大?类)?(?:部分|阶段|方面|步骤|层|模块|组件|要素|部件)|[个种类项][\u4e00-\u9fff]{2,5}|大?类|种"
_ORDERED = re.compile(r"步|阶段|流程|过程是|先后|依次")
_WORDING = re.compile(
    r"哪(?:[几两二三四五六七2-7]|些)?\s?|(?:大类|[个种类条点])(?=[^，]{0,12}？)|主要|通常|一般|大致|可以|可|分[为成]?|包括|包含|涉及|"
    r"满足|由|组成|构成|一共|共|有|还|支持|提供|做了|是什么|依次|[？，。：、\s]"
)
_STEPS = re.compile(r"(?:首)?先(?P<a>.{4,}?)，(?:然后|再|接着|之后)(?P<b>.{4,}?)(?:，(?:最后|最终|再)(?P<c>.{4,}))?")
_INLINE = re.compile(
    r"(?P<lead>(?:的方式|的方法|的类型)?(?:主要|通常|一般|大致|可以|可|又|也|实际上|其实|本质上|是|根据[^，]{2,16}不同)*"
    rf"(?:分为|分成|分|包括|包含|由(?:且仅由)?|有|涉及|满足|基于|具有)(?:了|以下|如下)?)(?P<count>{_NUMBER})?\s?"
    r"(?P<noun>(?:大类|个|种|类|条件|步骤?|部分|阶段|方面|方式|条|层|模块|组件|要素|环节|状态)*)"
    rf"[：:，]?，?(?P<items>[^，；：]+?(?:，[^，；：]{{1,18}})*?)(?:这?(?P<total>{_NUMBER}|几)\s?(?P<sort>{_SORT}))?(?P<made>(?:组成|构成)?)"
    r"(?:(?<=[组构]成)，.*)?"
)

_ONE = r"(?:另)?(?:其?[一二三]|第[一二三][种个类]?|一[种个类]|最后一[种个类])(?:是|为)"
_ONE_AND_OTHER = re.compile(
    rf"(?P<lead>[^，]*(?:有|分为|分成|包括|存在)[两二三23][^，]{{1,12}})[，：]{_ONE}(?P<a>[^，；]+)[，；](?:而|还有)?{_ONE}(?P<b>[^，；]+?)(?:[，；](?:而|还有)?{_ONE}(?P<c>[^，；]+))?"
)
_EXAMPLES = re.compile(
    r"(?P<head>[^：；]{4,40}?)(?:一些|很多|许多|多种|各种|若干|不同的|一系列)(?P<noun>[^，；：]{1,12})，"
    r"(?:比如|例如|如|诸如|像) ?(?P<items>[^，；：]{3,40}?)(?:等等?)?(?:，.*)?"
)
_COUNTED = re.compile(
    r"(?P<scope>在[^，]{1,16}[中里上下]，)?"
    rf"(?P<lead>[^：，；]{{0,40}}?(?P<count>{_NUMBER}) ?[个种类项大][^，：；、]{{1,16}})"
    r"[，：](?P<items>[^；：]+)"
)
"""`X 与三个目标联合训练:A、B 和 C`: a lead that counts what stands behind it."""
_OF_THIS = re.compile("在(?:[这该此]个?|整个)?(?:模型|算法|方法|网络|系统|框架|过程)(?:之)?[中里上]，")
_SYMBOL = re.compile(
    r"(?:其中，?|这里，?|式中，?)?(?P<symbol>[^\u4e00-\u9fff，：]{1,12}?) ?"
    r"(?:(?:可以)?(?:看成|看作|理解为|视为)(?:是|为)?|是|为|表示|代表|指的?是?|即)(?P<what>[^，]{2,30})"
)
_SORTED_BY = re.compile(
    "(?P<what>[^，]{2,20}?)，?(?P<by>(?:按照?|根据|依据|从)[^，]{2,16}?)，?(?:主要|一般|通常|大致)*(?:可以?|能)?(?:被|划)?分[为成]"
)
"""`X 按照 Y 可分为`: of what the kinds are, and by what."""
_VALUES = NUMERALS | {str(n): n for n in range(2, 8)}
_DEED = re.compile("[将把被让使]")
_BELOW = re.compile("(?:以下|如下|下面|下列)(?!所示)")
"""What only says that the items follow."""
_CONTENTS = re.compile("(?:核心|主要|本[章节文]的?)?(?:内容|目录|大纲|章节)[:：]?|参考(?:资料|文献|链接)?[:：]?")
"""What leads up to what a note goes into, or rests on."""
_BELOW_COUNTED = re.compile(rf"{_BELOW.pattern}(?=的?这? ?{_NUMBER} ?[个种类步部阶大点条])")
_PLAIN_KIND = re.compile("(?:典型|经典)的?$")
"""What a question does not say again: `采用了典型的两阶段过程` asks for the two stages."""
_VAGUELY = re.compile(
    rf"(?:{_BELOW.pattern}(?:的?这?几(?:[个种类点条大]|(?=方面|部分|步))|的?这些|的?一些)?|很多|许多|一些|若干|这?几[个种类点条]|这?几大[点类]|这些|多种)"
    r"(?=[^，]{1,12}$|(?<=[点条类个])$)"
)
_MANY = re.compile("多[个种组条]|若干|几个|许多|很多|不同的?")
_ON_CONDITION = re.compile("只要|如果|若|一旦|除非")
_PARTS = re.compile(
    rf"(?P<lead>[^：；。，]{{2,40}}?(?:分为?|分成|包括|包含|有|是|由|存在|需要)(?P<count>{_NUMBER}) ?[^：；，]{{1,10}})"
    r"[：，](?P<items>[^：]*；.+)"
)
"""`每次迭代分两步:E 步,…;M 步,…`."""
_PART = 46  # characters of an item that is given whole
_SYMBOLS_FOLLOW = re.compile("其中|这里|式中|[A-Za-zα-ωΑ-Ω] ?(?:是|为|表示)")
_COUNTS = re.compile(rf"{_NUMBER} ?[个种类步层点条]")
_OF_SOMETHING = re.compile("原因|理由|[好坏]处|问题|办法|招|方案|解法|做法|情况|说法|改动|要点|重点|区别|回答|答案")
"""What a lead counts without saying of what: the note said that before."""
_PRAISES = re.compile(
    "表现(?:十分|非常|更)?(?:出色|优异|优秀|亮眼|良好)|效果(?:出色|优异|惊人)|取得了?[^，]{0,8}(?:成绩|进展|成功)"
)
"""A lead of a list of what went well: long, and nothing to know by heart."""
_DEFINED = re.compile(
    r"^(?P<name>[^，是]{2,24})是(?:一种|一个|一类)[^，]+，(?=(?:主要|通常)?(?:包括|包含|分为|分成|可以?分|由|有))"
)
"""`X 是一种…,` before `包括两部分`: what X is, is another question."""


def make(source: Source) -> Iterator[Draft]:
    """Make enumeration cards of an entry."""
    for listing in source.passage.listings:
        draft = _from_listing(source, listing)
        if draft:
            yield draft
    yield from _symbols(source)
    yield from _parts(source)
    for statement in source.statements:
        if is_english(statement.text):
            continue
        for draft in (
            _from_statement(source, statement),
            _steps(statement),
            _one_and_other(source, statement),
            _examples(source, statement),
            _counted(source, statement),
        ):
            if draft:
                yield draft


def _may_be_headings(source: Source, listing: Listing) -> bool:
    """Tell two lines without numbers below `流程:`, which may be the next headings."""
    if len(listing.items) > 2 or not STEPS_HEADING.fullmatch(listing.lead.text):
        return False
    text = source.passage.entry.text
    return not all(MARKER.search(text[max(0, item.start - _MARKER) : item.start]) for item in listing.items)


def _from_listing(source: Source, listing: Listing) -> Draft | None:
    if listing.cut or not 2 <= len(listing.items) <= MOST_ITEMS or _may_be_headings(source, listing):
        return None
    lead = source.leads.get(listing.lead.start, "")
    if _CONTENTS.fullmatch(listing.lead.text):
        return None
    if is_generic_heading(listing.lead.text) or ASPECT_HEADING.fullmatch(listing.lead.text.strip(":：")):
        lead = f"{source.topic.name} 的{listing.lead.text.strip(':：')}有"
    elif STEPS_HEADING.fullmatch(listing.lead.text) and not question(listing.lead.text):
        label = source.wording.line(listing.lead.start, listing.lead.end)
        lead = f"{label}依次有" if source.names.named_in(label) else f"{source.topic.name} {label}依次有"
    if not lead:
        lead = _last_clause(source, source.wording.line(listing.lead.start, listing.lead.end))
    term = source.names.named_in(lead)
    if lead.startswith(("按", "根据", "依据")):
        term, lead = source.topic, typeset(f"{source.topic.name} {lead}")
    if not term and _COUNTS.search(lead) and not _OF_SOMETHING.search(lead):
        term, lead = source.topic, f"{source.topic.name} 中，{lead}"  # `调度分两步走：`
    front = question(lead)
    items = [source.wording.line(item.start, item.end) for item in listing.items]
    items = [_without_demonstrative(item, "".join(items[:at])) for at, item in enumerate(items)]
    if not term or not front or points_outside(_BELOW.sub("", lead)) or any(PLACEHOLDER.search(item) for item in items):
        return None
    items = [_opening(item) if len(item) > 40 and not re.search("：|反过来|[;；]", item) else item for item in items]
    if sum(map(len, items)) > 150 or max(map(len, items)) > _LONGEST_ITEM:
        items = [re.split("：", item)[0] for item in items]
    return _draft(term, front, items, lead, listing.lead.start, listing.items[-1].end, 9.0)


def _opening(item: str) -> str:
    """Keep of a long item its first clause, with those behind it that the first only prepares."""
    parts = split(item)
    until = next((at for at, part in enumerate(parts, 1) if not DEPENDENT.search(part)), len(parts))
    return "，".join(parts[:until])


def question(lead: str) -> str:
    """Turn a lead into a question: `RLHF 通常包括以下三个阶段` → `RLHF 通常包括哪三个阶段？`; "" where none fits."""
    lead = _BELOW_COUNTED.sub("", lead)
    counted = re.search(
        rf"(?:共有|有|支持|提供|分为|分成|分|包括|包含|由|是|出现|做了|给出了?|采用了?|引入了?|为|成|基于|满足|遵循|需要|具有)了?(?:以下|如下|典型的?|经典的?)?\s?({_NUMBER})\s?(?=[个种类步部阶大点条]|主要)",
        lead,
    )
    if counted:
        at = counted.start(1)
        return typeset(f"{_PLAIN_KIND.sub('', lead[:at])}哪{lead[at:]}？")
    if sorted_by := _SORTED_BY.fullmatch(lead):
        return typeset(f"{sorted_by['by']}，{sorted_by['what'].strip()}可以分为哪几类？")
    if caused := re.fullmatch(r"(?P<what>.+?)(?:会|将|也)?(?P<verb>导致|带来|造成|引起|产生)了?", lead):
        return typeset(f"{caused['what']}{caused['verb']}哪些问题？")
    vague = _VAGUELY.search(lead)
    if vague:
        return typeset(f"{lead[: vague.start()]}哪些{lead[vague.end() :]}？")
    named = re.fullmatch(
        r"(?P<what>[^，]{3,40}?)(?:主要|通常|大致|大概|一般|具体)?(?:在于|包括|包含|有|是|为|如下(?:所示)?|主要有)",
        lead,
    )
    if not named or re.search(r"这|需要|可以", named["what"]):
        return ""
    asks = "依次是什么" if named["what"].endswith(("流程", "过程")) else "有哪些"
    return typeset(f"{named['what']}{asks}？")


def _from_statement(source: Source, statement: Statement) -> Draft | None:
    term = statement.subject or source.names.named_in(statement.text[:24])
    if term is None:
        return None
    for at in re.finditer(
        r"(?:的方式|的方法|的类型)?(?:主要|通常|一般|大致|可以|可|实际上|其实|本质上)*(?:分为|分成|分(?=[两二三四五六])|由|包括|满足)",
        statement.predicate[:30],
    ):
        match = _INLINE.fullmatch(statement.predicate, at.start())
        if not match or (match["lead"].endswith("由") and not match["made"]):
            continue
        said = match["items"]
        if "、" not in said and len(split_items(said.partition("，")[0])) > 1:
            said = said.partition("，")[0]  # `分成 A 和 B,两者…`
        items = split_items(said)
        counted = {_VALUES[count] for count in (match["count"], match["total"]) if count in _VALUES}
        if _goes_on(source, statement.end_of(match["items"])) or counted - {len(items)}:
            continue
        if any(_ends_in_deed(source, statement, item) or _DEED.match(item) for item in items):
            continue  # `UserCF 找和你兴趣相似的用户`: 和 joins no items here
        if (
            not 2 <= len(items) <= MOST_ITEMS
            or _MANY.match(items[0])
            or any(len(without_brackets(item)) > 40 for item in items)
        ):
            continue
        before = statement.scope + statement.shown + statement.predicate[: at.start()]
        if "，" in statement.predicate[: at.start()].rstrip("，") or _ON_CONDITION.search(before):
            continue
        if not source.names.named_in(before):
            continue
        noun = match["noun"] or match["sort"] or ("部分" if match["lead"].endswith("由") else "")
        noun = noun or ("性质" if all(item.endswith("性") for item in items) else "")
        how_many = match["count"] or match["total"] or ("些" if noun == "性质" else "几")
        which = f"哪{how_many}{noun}" if noun else "哪些"
        verb = match["lead"].removesuffix("分") + ("分为" if match["lead"].endswith("分") else "")
        front = typeset(f"{before} {verb}{which}{match['made']}？")
        return _draft(term, front, items, verb, statement.start, statement.end_of(said), 8.5)
    return None


def _ends_in_deed(source: Source, statement: Statement, item: str) -> bool:
    words = source.wording.words(statement.start, statement.end)
    return any(word.tag == "v" and len(word.text) == 1 and item.endswith(f" {word.text}") for word in words)


def _goes_on(source: Source, end: int) -> bool:
    """Say whether a list goes on behind a semicolon: what stands before it is one item, whatever 和 joins in it."""
    return bool(re.match("[;；]", source.passage.entry.text[end:].lstrip()))


def _parts(source: Source) -> Iterator[Draft]:
    """Read `X 分两步:…;…`, where each item is a clause or more."""
    for sentence in source.passage.sentences:
        match = _PARTS.fullmatch(without_full_stop(source.wording.line(sentence.start, sentence.end)))
        if not match or sentence.cut:
            continue
        items = [MARKER.sub("", item.strip(), count=1) for item in match["items"].split("；")]
        lead = match["lead"][past_asides(match["lead"]) :]
        if len(items) != _VALUES[match["count"]] or any(PLACEHOLDER.search(item) for item in items):
            continue
        items = [item if len(item) <= _PART else split(item)[0] for item in items]
        named = source.names.named_in(lead)
        if not named and _OF_SOMETHING.search(lead):
            continue
        front = question(lead if named else f"{source.topic.name} 中，{lead}")
        draft = _draft(named or source.topic, front, items, lead, sentence.start, sentence.end, 8.8) if front else None
        if draft:
            yield draft


def _examples(source: Source, statement: Statement) -> Draft | None:
    """Read `X 要做一些处理,比如 A、B 等`: which ones, for example?"""
    match = _EXAMPLES.fullmatch(statement.text)
    term = statement.subject or (source.names.named_in(match["head"]) if match else None)
    items = split_items(match["items"]) if match else []
    if not match or not term or not 2 <= len(items) <= MOST_ITEMS:
        return None
    front = typeset(f"{match['head']}哪些{match['noun']}（举例）？")
    end = statement.end_of(match["items"])
    return _draft(term, front, items, "", statement.start, end, 7.2)


def _counted(source: Source, statement: Statement) -> Draft | None:
    """Read `X 支持三种并行方式,A,B 和 C`: as many items as its lead counts."""
    match = _COUNTED.fullmatch(statement.text)
    if not match:
        return None
    lists = (match["items"], match["items"].partition("，")[0])
    said = next((said for said in lists if len(split_items(said)) == _VALUES[match["count"]]), "")
    lead = _OF_THIS.sub("", match["scope"] or "") + match["lead"]
    term = source.names.named_in(lead)
    if not said or _OF_SOMETHING.search(lead) or _goes_on(source, statement.end_of(said)):
        return None
    at = len(lead) - len(match["lead"]) + match.start("count") - match.start("lead")
    front = typeset(f"{'' if term else f'{source.topic.name} 中，'}{lead[:at]}哪{lead[at:]}？")
    items = split_items(said)
    return _draft(term or source.topic, front, items, lead, statement.start, statement.end_of(said), 8.4)


def _one_and_other(source: Source, statement: Statement) -> Draft | None:
    """Read `X 有两大学派,一种是 A,一种是 B`."""
    match = _ONE_AND_OTHER.fullmatch(statement.text)
    term = source.names.named_in(match["lead"]) if match else None
    front = question(match["lead"]) if match else ""
    if not match or not term or not front:
        return None
    items = [item for item in (match["a"], match["b"], match["c"]) if item]
    return _draft(term, front, items, match["lead"], statement.start, statement.end, 8.5)


def _symbols(source: Source) -> Iterator[Draft]:
    """Ask what the symbols of a formula stand for: `其中,Q 是查询,K 是键` under the formula of a term."""
    for sentence in source.passage.sentences:
        if sentence.cut or not _SYMBOLS_FOLLOW.match(sentence.text):
            continue
        parts = [source.wording.typeset(start, end) for start, end in clauses(sentence.text, sentence.start)]
        named = [match for part in parts if (match := _SYMBOL.fullmatch(without_full_stop(part)))]
        if len(named) < 2 or any(points_outside(match["what"]) for match in named):
            continue
        symbols = "、".join(match["symbol"].strip() for match in named)
        items = [f"{match['symbol'].strip()}：{match['what']}" for match in named]
        front = typeset(f"{source.topic.name} 的公式中，{symbols} 各表示什么？")
        yield Draft(
            "enumeration", source.topic, (fold(symbols),), front, "；".join(items), sentence.start, sentence.end, 8.0
        )


def _steps(statement: Statement) -> Draft | None:
    """Read `X 先…,然后…,最后…` as steps."""
    match = _STEPS.fullmatch(statement.predicate)
    if statement.subject is None or not match:
        return None
    items = [without_full_stop(step) for step in match.groups() if step]
    front = typeset(f"{shown(statement)} 的步骤依次是什么？")
    return _draft(statement.subject, front, items, "步骤", statement.start, statement.end, 8.5)


def split_items(text: str) -> list[str]:
    """Split `A、B 和 C` into its items, brackets kept whole; fewer than two where it is no list."""
    text = re.sub(r"(?:等等|(?<![相平均对不中高初])等(?![待级价式于号差比分效同距])[^，、]{0,6})$", "", text.strip())
    depth, begin, items = 0, 0, []
    separators = "、" if "、" in text else "，" if text.count("，") >= 2 else ""
    for at, char in enumerate(text):
        depth += (char in "（(《“") - (char in "）)》”")
        if depth == 0 and char in separators:
            items.append(text[begin:at])
            begin = at + 1
    items.append(text[begin:])
    last = re.fullmatch(
        r"(?P<a>.{2,30}?(?:（[^（）]*）)?) ?(?:以及|和|与|及) ?(?P<b>[^，、（）]{2,40}(?:（[^（）]*）)?)", items[-1]
    )
    if last:
        items[-1:] = [last["a"], last["b"]]
    items = [
        re.sub(r"^(?:以及|和|与|及)\s*|[两二三四五六](?:种|部分?|者|个|类|方面|大类)$", "", item.strip()).strip()
        for item in items
    ]
    return items if all(items) else []


def _without_demonstrative(item: str, before: str) -> str:
    """Take 这个 off a noun that an earlier item of the list has named."""
    return re.sub(r"(?:这个|该|这种|这些)([\u4e00-\u9fff]{2})", lambda m: m[1] if m[1] in before else m[0], item)


def _last_clause(source: Source, lead: str) -> str:
    """Keep of a lead the clause that announces the items, with the subject of the clause before where it has none."""
    parts = [part[past_asides(part) :] for part in split(lead)]
    if len(parts) < 2 or source.names.opening(parts[-1]):
        return parts[-1] if parts else ""
    scope = f"{parts[0]}，" if re.match("在[^，]+[中里上]$", parts[0]) else ""
    before = source.names.opening(parts[-2])
    return typeset(f"{scope}{before[1]} {parts[-1]}") if before else "，".join(parts)


def _draft(term: Term, front: str, items: list[str], lead: str, start: int, end: int, weight: float) -> Draft | None:
    front = _DEFINED.sub(r"\g<name>", front)
    if _PRAISES.search(front) or any(
        points_outside(item) or OPINIONS.search(item) or len(item) > _LONGEST_ITEM for item in items
    ):
        return None
    front = re.sub(r" ?还(?=在|有|可以|会|需要|支持|包括|提供)", " ", front)
    asked_for = _asked_for(term, front)
    back = (" → " if _ORDERED.search(asked_for) or _ORDERED.search(lead.replace(term.name, "")) else "；").join(items)
    return Draft("enumeration", term, (asked_for,), front, back, start, end, weight)


def _asked_for(term: Term, front: str) -> str:
    """Say what of the term is enumerated, without the words that only ask: `RLHF 包括哪三个阶段？` → `阶段`."""
    for name in sorted({term.name, *term.aliases}, key=lambda name: (-len(name), name)):
        front = re.sub(re.escape(name), "", front, flags=re.IGNORECASE)
    return fold(_WORDING.sub("", front))
