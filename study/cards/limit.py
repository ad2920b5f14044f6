"""Limit: what does it lack, what does it cause? From `X 的缺点是…`, `X 存在…问题`, `…,但 X 无法…`, `会导致…`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.clauses import fitting, split
from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import Statement
from study.cards.typeset import typeset
from study.ids import fold
from study.model import Term
from study.words import points_outside

_LACK = r"缺点|缺陷|不足|局限性?|劣势|短板|弊端|瓶颈|难点|挑战|代价|风险|隐患|问题"
_STATES = re.compile(
    rf"(?:操作|方法|算法|模型)?的(?P<which>主要|最大的?|明显的?|一个|核心|常见)*(?P<lack>{_LACK})(?:主要|就|也)?(?:是(?!否)|在于|：|有|包括)，?(?P<what>.{{4,}})"
)
_LABEL = re.compile(rf"(?:主要|最大的?|核心)?(?P<lack>{_LACK})：(?P<what>.{{6,}})")
_WHAT_FOR = re.compile("为了|[^，]{0,12}(?:目的|目标|任务)(?:就?是|在于)")
_HEADING = re.compile(
    rf"(?P<about>.{{0,24}}?)(?:(?:(?:会?(?:出现|存在|面临|遇到|带来))的?|的)(?:主要|常见)?(?:{_LACK})|"
    rf"(?:主要|常见)?(?:{_LACK[: _LACK.rindex('|')]}))(?:[(（][^()（）]*[)）])?"
)
_HAS = re.compile(
    rf"(?:往往|通常|可能|容易|也|还|都|普遍|会|仍然?|依然|在实际应用中)*(?:存在|面临|具有|遇到|受到|有)(?:着|了)?(?P<what>[^，]{{3,60}}?)(?:等)?(?:的)?(?P<lack>{_LACK})(?:，.*)?"
)
_SAYS_NOTHING = re.compile(r"(?:[^，]*(?:个|种|些))?(?:很|非常|比较)?(?:重要|明显|严重|较大|一定|大|多)?的?")
_MENDS = re.compile("优|解决|缓解|克服|避免|改善|减轻")
_BUT = re.compile(r"[，；](?:但是?|然而|不过|可是|却)(?P<rest>.+)")
_NEGATIVE = re.compile(
    r"不能|无法|难以|不适|不支持|只能|困难|缺乏|不足|较差|很差|更差|较慢|很慢|太慢|慢$|低$|较低|高$|昂贵|耗时|费时|复杂|容易(?!理解|实现)|过拟合|不稳定|消失|爆炸|"
    r"丢失|浪费|冗余|占用|开销|粗略|不够|较大|过大|太大|受限|失效|没有考虑|忽略|耗尽|死锁|冲突|瓶颈|风险|变差|下降|恶化|损失|负担|遗忘|错误|偏差|误差|重复|失败|崩溃|超时|堆积|泄漏|断裂|抖动|震荡"
)
_CAUSES = re.compile(
    r"(?P<deed>[^，：]{4,40}?)(?:并?不是[^，]{2,20})?(?:，(?:并且|这|而且|从而|进而))?(?P<may>可能)?(?:会|将|容易|往往|就|又|还|可能)+(?:导致|造成|引起|引发|带来|产生|出现|增加)(?:了)?(?P<what>[^，]{4,60})(?:，.*)?"
)
_COUNTED = re.compile("[两三四五几这那][个种类条](?!层)")  # of things that only the note has introduced
_IF = re.compile(
    r"(?:但是?|而)?(?:如果|若|假如|一旦|只要)(?P<if>[^，]{3,30}(?:，(?:但是?|而|并?且|同时)[^，]{2,30})*)，"
    r"(?:(?:[^，]*，)*?即?(?P<who>[^，]{0,12}?)(?:那么?|就|则|便)(?:会)?|(?=相当于|会导致|导致|说明|表示|意味着|容易))(?P<then>[^，；][^；]{4,80})(?:；.*)?"
)
_DOES = re.compile("然后|先|再|直接|可以|换|把|用|最后|必须|需要")
"""How words in front of 就 begin that are no subject."""
_SAID = 6  # characters of a condition that names no key term
_CANNOT = re.compile(
    r"(?:并|也|都|还|就|通常|往往)*(?P<what>(?:不能|无法|难以|不适合|不支持|不擅长|缺乏)(?!完全避免|避免).{4,60})"
)


def make(source: Source) -> Iterator[Draft]:
    """Make limit cards of an entry."""
    for number, statement in enumerate(source.statements):
        if is_english(statement.text):
            continue
        weight = 8.2 - 0.1 * number
        for draft in (
            _under_heading(source, statement, weight),
            _stated(source, statement, weight),
            _but(source, statement, weight - 1),
            _causes(source, statement, weight - 1),
            _if(source, statement, weight - 1),
        ):
            if draft:
                yield draft


def _under_heading(source: Source, statement: Statement, weight: float) -> Draft | None:
    """Under `作为损失函数会出现的问题(缺点)` stands a limit of what the note is about."""
    match = _HEADING.fullmatch(statement.heading)
    if not match or (statement.subject and statement.subject is not source.topic):
        return None
    about = match["about"].strip()
    if about.endswith("优") or _WHAT_FOR.match(statement.text):
        return None  # under `优缺点` stand both, and before the problem stands what was wanted
    own = source.names.opening(about)
    name = about if own else f"{source.topic.name} {about}"
    front = typeset(f"{name}{'会出现' if about and not own else '有'}什么问题？")
    return _draft(own[0] if own else source.topic, fold(about) or "不足", front, statement.text, statement, weight)


def _stated(source: Source, statement: Statement, weight: float) -> Draft | None:
    term, name = statement.subject, shown(statement)
    if match := _LABEL.fullmatch(statement.text):
        front = typeset(f"{source.topic.name} 的{match['lack']}是什么？")
        return _draft(source.topic, fold(match["lack"]), front, match["what"], statement, weight - 1)
    if term is None:
        return None
    if match := _STATES.fullmatch(statement.predicate):
        front = typeset(f"{statement.scope}{name} 的{match['which'] or ''}{match['lack']}是什么？")
        return _draft(term, fold(match["lack"]), front, match["what"], statement, weight)
    if match := _HAS.fullmatch(statement.predicate):
        if _SAYS_NOTHING.fullmatch(match["what"]) or _MENDS.search(match["what"]):
            return None
        front = typeset(f"{statement.scope}{name} 有什么{match['lack']}？")
        return _draft(
            term,
            fold(match["lack"]),
            front,
            match["what"] + ("" if match["lack"] in "问题挑战" else match["lack"]),
            statement,
            weight,
        )
    if match := _CANNOT.fullmatch(statement.predicate):
        return _draft(
            term, "局限", typeset(f"{statement.scope}{name} 有什么局限？"), match["what"], statement, weight - 1
        )
    return None


def _but(source: Source, statement: Statement, weight: float) -> Draft | None:
    """Read what stands behind 但 as a limit where it sounds like one."""
    match = _BUT.search(statement.text)
    if not match or not _NEGATIVE.search(match["rest"]):
        return None
    own = source.names.opening(match["rest"])
    term, name = own or (statement.subject, shown(statement))
    rest = match["rest"][len(own[1]) :] if own else match["rest"]
    if own is None and re.match(r" ?的", statement.predicate):
        return None
    if term is None or re.match(r" ?的", rest):
        return None
    return _draft(term, "不足", typeset(f"{name} 有什么不足？"), rest, statement, weight, opens_behind=True)


def _if(source: Source, statement: Statement, weight: float) -> Draft | None:
    """Ask what follows from a condition: `如果 A,那 B`."""
    match = _IF.fullmatch(statement.text)
    who = (match["who"] or "") if match else ""
    if not match or re.search("[称叫]|[“”]", match["then"]) or _DOES.match(who):
        return None
    term = source.names.named_in(match["if"])
    if term is None and len(match["if"]) < _SAID:
        return None  # `如果不设置`: what is not set stood before
    where = "" if term else f"{source.topic.name} 中，"
    term = term or source.topic
    front = typeset(f"{where}如果{match['if'].strip()}，会怎样？")
    return _draft(term, fold(match["if"]), front, typeset(f"{who}{match['then']}"), statement, weight - 0.5)


def _causes(source: Source, statement: Statement, weight: float) -> Draft | None:
    match = _CAUSES.fullmatch(statement.text)
    if not match or not _NEGATIVE.search(match["what"]) or re.match(r"如果|若|当|由于|因为", match["deed"]):
        return None
    term = statement.subject or source.names.named_in(match["deed"])
    is_known = term is source.topic or bool(term and term.concept)
    if not is_known and _COUNTED.search(match["deed"]):
        return None
    where = "" if is_known else f"{source.topic.name} 中，"
    return _draft(
        term or source.topic,
        fold(match["deed"]),
        typeset(f"{where}{match['deed'].strip()}{match['may'] or ''}会带来什么问题？"),
        match["what"],
        statement,
        weight,
    )


def _draft(
    term: Term, about: str, front: str, back: str, statement: Statement, weight: float, *, opens_behind: bool = False
) -> Draft | None:
    answer = re.sub(r"^(?:有|会|在于|是) ?", "", fitting(back))
    if len(answer) < 4 or points_outside(answer):
        return None
    start = statement.start_of(split(answer)[0]) if opens_behind else statement.start
    return Draft("limit", term, (about,), front, answer, start, statement.end_of(split(answer)[-1]), weight)
