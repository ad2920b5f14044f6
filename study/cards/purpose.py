"""Purpose: why is it so, what is it for? From `B 以确保 A`, `为了 A,B`, `因为 A,所以 B`, `X 用来 A`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.clauses import fitting
from study.cards.definition.answer import trim
from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import Statement
from study.cards.typeset import typeset
from study.ids import fold
from study.model import Term
from study.words import points_outside

_GOAL = (
    r"(?:更好地|有效地?|进一步|显著|大幅)?(?:确保|保证|避免|防止|提高|提升|降低|减少|实现|获得|获取|达到|增强|适应|支持|加快|加速|缓解|消除|"
    r"满足|保持|扩大|缩短|节省|节约|改善|优化|简化|解决|应对|加强|覆盖|充分利用|捕捉|区分|评估|衡量|完成|换取|便于|方便)"
)
_SO_AS_TO = re.compile(
    rf"(?P<deed>[^，]{{4,40}}?)，?(?P<how>(?<![进出起下上过回])来|以便|以期|(?<![可得难予所足加])以|从而|用于|用来|借此)(?P<goal>{_GOAL}.+)"
)
_MADE_FOR = re.compile(
    r"为了(?P<goal>.{4,100}?)，(?:[^，]{0,6}?)(?P<verb>提出|设计|引入|采用|使用|发明)(?:了|出)?(?P<many>越来越多的|各种各样的|许多|多种)?(?P<thing>[^，]{2,24})(?:，.*)?"
)
_FOR = re.compile(rf"(?:为了|为(?={_GOAL}))(?P<goal>[^，]{{4,60}}?)，(?!如|例如|比如)(?P<deed>[^，]{{4,60}})(?:，.*)?")
_BORN_FOR = re.compile(r"的(?P<what>诞生|出现|提出|引入|设计)(?:就|主要|正)?是为了?(?P<goal>.{4,})")
_USED_FOR = re.compile(
    r"，?(?:可以?|通常|一般|主要|常常?|也|被|还|就|广泛)*(?P<verb>用来|用于|旨在|适用于|应用于|是为了|是用来|是用于)(?P<goal>.{4,})"
)
_USED_BESIDES = re.compile(
    r"(?:是|指|：).+，(?P<often>(?:也|还|主要|通常|一般|常常?|被|广泛|经常|大量|多)+)(?P<verb>应?用[于在]|用来|适用于)(?P<goal>[^，]{4,40})"
)
"""What it is used for, behind what it is."""
_ALSO_CALLED = re.compile("(?:又|也|简|全|俗)(?:被)?(?:称|叫|名)")
_DEFINES = re.compile(r"[^，]*是(?:用来|用于)[^，]*的[^，的]{1,12}(?:，.*)?")
_MADE_IN_ORDER_TO = re.compile("^是为了?[^，]+而[^，]+的[^，的]{2,}")
"""`X 是为了 A 而开发的 B` says what it is."""
_BECAUSE = re.compile(
    r"(?P<fact>[^，]{4,40}?)，?(?:是因为|的原因(?:就|主要)?是|原因在于|原因是|是由于)，?(?P<cause>.{5,})"
)
_THEREFORE = re.compile(
    r"(?:由于|因为)?(?P<cause>.{5,90}?)，(?:因此|所以|因而|故|于是)(?P<fact>[^，]{4,30}(?:，[^，]{2,20})?)"
)
_EMPHASIS = re.compile("^([^，]*?)是((?:基于|由|通过|在|按照?|根据|用|从|为)[^，]+)的$")
"""`X 是基于 Y 创建的`: X is created so."""
_OF_FACT = re.compile("^(?:因为|由于)?它(?!们|的)")
"""How the cause of `X 之所以 …` may begin: by it X is meant."""
_ABLE = re.compile(
    r"(?:不仅仅?|不但|既)(?:可以?|能够?)(?P<what>[^，]{4,40}，(?:而且|并且|同时)?(?:还|也|亦|又|更)(?:可以?|能够?)[^，]{4,40})"
)
_OWING_TO = re.compile(
    r"(?:由于|因为|得益于|凭借)(?:其|它的?|自身的?|本身的?)?(?P<cause>[^，]{4,40}?)(?:的(?:原因|缘故))?，(?:因此|所以|从而|就|便|通常|往往)?"
    r"(?P<fact>(?:能够?|可以|保证|确保|使|让|不|无法|会|需要|必须|很难|难以|容易|具有|支持)[^，]{3,40})(?:，.*)?"
)
_DANGLING = re.compile(" ?(?:来|以|去)$")
"""What leads up to the goal that a line break or a formula took away."""
_NO_ACTOR = re.compile("不是|并非|通常|一般|往往|会(?!话|议)|需要|还|也|就|才")
_HAS_MORE = re.compile("[^，]{2,8}更[^，]{1,3}")
"""What a thing has more of (`适用范围更广`), and not who does something."""
_SAYS_MORE = re.compile("对|不|会|能|可以|无法|需要|必须|只能|难以")
_NO_FACT = re.compile("^有了|^诞生|什么|如何|重要|关键|想着|想到|倾向|这|本文")
_NO_CAUSE = re.compile(
    r"^(?:(?:一般|通常)?不等?|[与和][^，]*不同|如果|若|当|在[^，]*[中下时里上]$|然后|再|首先|虽然|尽管)"
)


def make(source: Source) -> Iterator[Draft]:
    """Make purpose cards of an entry."""
    yield from _items(source)
    for number, statement in enumerate(source.statements):
        if is_english(statement.text):
            continue
        for draft in (_made_for(source, statement), _because(source, statement), *_of_subject(statement, number)):
            if draft:
                yield draft


def _of_subject(statement: Statement, number: int) -> Iterator[Draft | None]:
    term, name = statement.subject, shown(statement)
    if term is None:
        return
    if match := _BORN_FOR.fullmatch(statement.predicate):
        front = typeset(f"{name} 的{match['what']}是为了什么？")
        yield _draft(term, "为了", front, match["goal"], statement, 8.0 - 0.1 * number)
    elif (match := _USED_FOR.fullmatch(statement.predicate)) and not (
        _DEFINES.fullmatch(statement.predicate) or _MADE_IN_ORDER_TO.search(statement.predicate)
    ):
        asked = "用来做什么" if "用" in match["verb"] else "的目的是什么"
        asked = "适用于什么" if match["verb"] == "适用于" else asked
        goal, _ = trim(match["goal"], statement.tags_behind(match["goal"]), means=True)
        yield _draft(term, "用途", typeset(f"{statement.scope}{name} {asked}？"), goal, statement, 8.2 - 0.1 * number)
    elif match := _USED_BESIDES.fullmatch(statement.predicate):
        often = match["often"].replace("也", "").replace("还", "")
        asked = f"{often}{match['verb']}{'做' if match['verb'] == '用来' else ''}什么"
        yield _draft(term, "用途", typeset(f"{name} {asked}？"), match["goal"], statement, 7.4 - 0.1 * number)
    elif match := _ABLE.fullmatch(statement.predicate):
        yield _draft(term, "作用", typeset(f"{name} 有什么作用？"), match["what"], statement, 8.0 - 0.1 * number)
    elif match := _OWING_TO.fullmatch(statement.predicate):
        front = typeset(f"{statement.scope}{name} 为什么{match['fact']}？")
        yield _draft(term, fold(match["fact"]), front, match["cause"], statement, 8.0 - 0.1 * number)
    elif match := _SO_AS_TO.fullmatch(statement.predicate):
        deed = match["deed"].rstrip("，")
        if _ALSO_CALLED.match(deed):
            asked = "用来做什么" if "用" in match["how"] else "的目的是什么"
            yield _draft(term, "用途", typeset(f"{name} {asked}？"), match["goal"], statement, 7.0 - 0.1 * number)
        elif not re.match(r"[是的：（]|可以|能", deed):
            asked = "结果" if match["how"] == "从而" else "目的"
            front = typeset(f"{statement.scope}{name} {deed}，{asked}是什么？")
            yield _draft(term, fold(deed), front, match["goal"], statement, 6.2 - 0.1 * number)


def _made_for(source: Source, statement: Statement) -> Draft | None:
    """Ask what for: `为了缓解梯度消失,设计了 RNN cell` → `设计 RNN cell 是为了什么？`."""
    match = _MADE_FOR.fullmatch(statement.text)
    if match:
        thing = re.sub(r"的?(?:方法|算法|技术)$", "", _DANGLING.sub("", match["thing"]))
        term = source.names.named_in(thing)
        many = (match["many"] or "").replace("越来越多的", "")
        front = typeset(f"{match['verb']}{many}{thing}是为了什么？")
        return _draft(term, "为了", front, match["goal"], statement, 7.5) if term else None
    match = _FOR.fullmatch(statement.text)
    term = source.names.named_in(match["deed"]) if match else None
    if not match or not term or re.match(r"(?:此|什么)", match["goal"]) or _NO_ACTOR.match(match["deed"]):
        return None
    deed = _DANGLING.sub("", match["deed"])
    return _draft(term, fold(deed), typeset(f"{deed}是为了什么？"), match["goal"], statement, 6.8)


def _because(source: Source, statement: Statement) -> Draft | None:
    match = _BECAUSE.fullmatch(statement.text) or _THEREFORE.fullmatch(statement.text)
    if not match:
        return None
    fact, cause = re.sub("之所以|^它们?", "", match["fact"]).strip(), match["cause"].strip()
    own = source.names.opening(fact)
    if statement.subject and "之所以" in match["fact"]:
        cause = typeset(_OF_FACT.sub(f"{shown(statement)} ", cause))
    cause = _EMPHASIS.sub(r"\1\2", re.sub("^[^，]{0,12}?(?:因为|由于)", "", cause))
    term = own[0] if own else None
    if statement.subject and statement.shown in fact:
        term = statement.subject
    elif statement.subject and statement.text.startswith(statement.shown):
        if own is None and _has_own_subject(source, statement, fact):
            term = source.names.named_in(fact)
        elif own is None:
            term, fact = statement.subject, f"{shown(statement)} {fact}"
        elif own[0].concept is None and _HAS_MORE.fullmatch(fact):
            term, fact = statement.subject, f"{shown(statement)} 的{fact}"
    elif own is None and _SAYS_MORE.match(fact) and (actor := source.names.opening(cause)):
        term, fact = actor[0], f"{actor[1]} {fact}"
    if term is None or _NO_CAUSE.match(cause) or _NO_FACT.search(fact) or _NO_FACT.search(match["fact"]):
        return None
    return _draft(term, fold(fact), typeset(f"为什么{fact}？"), cause, statement, 8.4)


def _has_own_subject(source: Source, statement: Statement, fact: str) -> bool:
    """Tell a fact that begins with a noun (`因此某些参数恰好为 0`) from one that goes on about the cause's subject."""
    words = source.wording.words(statement.start, statement.end)
    first = max((word for word in words if fact.startswith(word.text)), key=lambda word: len(word.text), default=None)
    return first is not None and first.tag[:1] in "nrmt"


def _items(source: Source) -> Iterator[Draft]:
    """Ask for the aim that an item of a list about a term states: `对 QK 做归一化以确保训练稳定`."""
    for listing in source.passage.listings:
        lead = source.wording.typeset(listing.lead.start, listing.lead.end)
        opening = source.names.opening(lead)
        for item in listing.items if opening else ():
            match = _SO_AS_TO.fullmatch(source.wording.line(item.start, item.end))
            if opening and match and not points_outside(match.group()) and "：" not in match["deed"]:
                front = typeset(f"{opening[0].name} 为什么{match['deed']}？")
                yield Draft(
                    "purpose", opening[0], (fold(match["deed"]),), front, match["goal"], item.start, item.end, 7.8
                )


def _draft(term: Term, about: str, front: str, back: str, statement: Statement, weight: float) -> Draft | None:
    answer = fitting(
        re.sub(r"，(?:并且|且|同时)[^，]*的(?:条件|前提|情况)下$|的?(?:条件|前提|情况|基础)下$", "", back.strip())
    )
    if len(answer) < 4 or points_outside(answer) or answer.endswith("分不清"):
        return None
    return Draft("purpose", term, (about,), front, answer, statement.start, statement.end, weight)
