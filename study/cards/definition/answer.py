"""Answers to what X is: which clauses behind 是, 指 or a colon belong to them, and which say nothing."""

from __future__ import annotations

import itertools
import re

from study.cards.clauses import ANNOUNCES, fitting, split
from study.words import DEPENDENT, HAN, HOLLOW

_NOT_A_THING = re.compile(
    r"^(?:（|很|任意[^，的]{1,6}$|旨在|如果|若|只要|除非|(?:在|从|由|将|把|被|可以?|能够?)(?![^，]*的[^，的]{1,12}(?:，|$))|为了(?!.*而.*的[^，的]{2,})|因为|如何|怎么|怎样|否|不(?!.*的[^，的]{2,})|非常|很|"
    r"比较|相对|作者|唯一|连续|没有|有(?![意效序向限])|用到|要|想办法|一定|最新|目前|当前|"
    r"[^，]{0,12}之一|(?![^，]*是[不否])[^，]*的$|[^，]*的(?:首字母)?(?:缩写|简称|简写)$|"
    r"[^，]*的(?:一部分|基础|核心|前提|关键|前身|竞争者|补充|组成部分)(?:，|$)|"
    r"\d{4} ?年由)|最(?:重要|强大|常用|流行)的?[^，]{0,4}$"
)
_FILLER = re.compile(
    rf"^[^，]{{0,26}}(?:重要|关键|核心|基础|常见|主要|强大|特殊|经典|高效|简单)的?[^，]{{0,8}}(?:{HOLLOW})$|"
    r"^[^，]*(?:面对|遇到|关注|考虑|解决|讨论)的(?:一个)?(?:重要)?(?:问题|话题)$|"
    rf"^[^，]{{2,16}}的一[个种类](?:(?:常见|重要|典型|主要|经典)的?)?(?:应用|领域|方向|分支|问题|场景|{HOLLOW})$|"
    r"^(?:使用|应用|用得?)(?:非常|最|十分|很|极)?为?(?:广泛|普遍|频繁|多)的[^，]{1,10}$|"
    r"^[^，]{0,10}最(?:火|火热|热|热门|流行|受欢迎|常[见用]|知名|著名|出名|有名|成功)的[^，]{1,16}$|"
    r"^(?:根据|按照?|通过|利用|基于)[^，的]{1,12}$|^[^，在到入于从]{2,12}[中里]$|^(?:也就是|即) ?[A-Za-z][A-Za-z -]*$|"
    r"^[^，]{1,12}(?:提供|使用|常见|常用)的(?:一种|一个|一类)?(?:指标|机制|方法|技术|东西|工具|概念|方式)$"
)
_MADE_BY = re.compile(
    r"[^，]*(?:提出|发表|发明|开发|推出|设计)的(?:一[个种类])?(?:方案|算法|模型|方法|网络|工作|框架|结构|技术)"
)
"""Says who made it, and not what it is."""
_PRAISE = re.compile("标志|被?广泛|在|是|也|已|有着|具有重要")
"""What is said of a thing besides what it is."""
_BY_MEANS = re.compile("(?:通过|利用|借助|使用)[^，的]{2,14}")
"""A clause that only says by what means the next one comes about."""
_ENDS_IN_NOUN = re.compile("的 ?[^，：的]{1,14}$")
_GIVEN = re.compile("给定|假设|假定|如果")
"""How a clause begins that only says under what circumstances the next one holds."""
_GOAL = re.compile("(?:需?要|来|去|求|找|估计|推断|预测|判断|反推|计算|得到|输出|生成)")
"""How the clause behind `给定 X` begins that says what is sought."""
_THEN = re.compile("则|就|那么?|便")
_CONCLUDES = re.compile("例如|比如|如|但|不过|然而|因此|所以|因为|由于|于是|从而")
_BY = re.compile(f"由[^{HAN}]+")
"""A clause that says by whom, and breaks off before it says what was done."""
_RUN_IN = re.compile(r"((?![^，]*[在当])[^，]{5,}[\u4e00-\u9fff](?<![的和与从对])) [A-Za-z][^，]*的时候")
"""A clause into which the line behind it ran, with when something is: `找出频繁项集 Apriori 扫描的时候`."""
_LEAD_IN = re.compile(
    r"^(?:(?:简单|通俗)(?:来|地|点)?[说讲]，?(?:就是)?|我们所说的|所谓的?|一种|一个|一类|(?:说|指)的是)"
)
_GOES_ON = re.compile(
    r"(?:(?:其|它们?)(?![他它中实余次们])(?P<told>.+)|(?P<rest>(?:比如|例如|被用来|通过|用于|用来|能够?|"
    r"可以|可|负责|从而|以便|以|实现|来|并|使|由|在|将|把|特点是|是|表示|具有|包含|提供|保存|存储|让|对|"
    r"按|根据|然后|再|接着|只不过|只是|而(?=无需|不|是)|达到|标志|同时).*))"
)
_ELSEWHERE = re.compile("[上前]一?[小篇]?[节章篇]|前[面文]")
"""What a note said somewhere else is no part of an answer."""
_DESCRIBED = 70  # characters that a label's explanation may have
_WAITS = re.compile("(?:[^，先前最背]后|[^，同及按准实]时)$")
"""The end of a clause that says when the next one holds."""
_NO_SUBJECT = {"v", "p", "d"}
_TURNS = re.compile(
    r"要想|但|然而|不过|却|因此|所以|于是|其中|如果|若|当|虽|尽管|由于|因为|为了|每|有些|有的|需要注意|不同"
)


def described(what: str, *, ends_in_noun: bool) -> tuple[str, str] | None:
    """Keep of `脏读:事务读到了未提交的修改,…` all clauses up to what only concludes; None for a noun phrase."""
    parts = split(_LEAD_IN.sub("", what))
    is_noun = ends_in_noun and re.search("的[^，：的]{1,14}$", parts[0]) and not re.search("[了着]", parts[0])
    no_thing = _NOT_A_THING.search(parts[0]) and not _ENDS_IN_NOUN.search(parts[-1])
    if len(parts) < 2 or is_noun or no_thing:
        return None
    kept = list(itertools.takewhile(lambda part: part is parts[0] or not _CONCLUDES.match(part), parts))
    while len(kept) > 1 and (len("，".join(kept)) > _DESCRIBED or DEPENDENT.search(kept[-1])):
        kept.pop()
    return ("，".join(kept), kept[-1]) if len(kept) > 1 else None


def _says_nothing(kept: list[str], what: str) -> bool:
    """Say of the clauses kept of an answer whether they only praise, name an author, a time or a condition."""
    if len(kept) > 1:
        return bool(_FILLER.search(kept[0]) and _PRAISE.match(kept[1])) or kept[-1].endswith("时候")
    is_given = _GIVEN.match(kept[0]) and not _LEAD_IN.match(what)  # `一类假设…的方法` is a thing
    return bool(is_given or _FILLER.search(kept[0]) or _MADE_BY.fullmatch(kept[0])) or kept[0].endswith("时候")


def _from_condition(what: str) -> tuple[str, str]:
    """Keep of `给定 X,…` what follows from it, too: more than one clause, what is sought, or `则 …`."""
    said = fitting(what)
    follows = split(said)[1:]
    is_whole = len(follows) > 1 or (follows and (_GOAL.match(follows[0]) or _THEN.match(follows[0])))
    return (said, follows[-1]) if is_whole else ("", "")


def trim(what: str, tags: tuple[str, ...] = (), *, means: bool = False) -> tuple[str, str]:
    """Trim what stands behind 是 to one noun phrase and the clauses that go on about it.

    Args:
        what: the words behind 是, or with ``means`` behind 是指, where a whole clause may say what the term means.
        tags: the part of speech with which each clause behind the first one begins; one that begins with a verb, an
            adverb or a preposition has no subject of its own, so it goes on.
        means: the note says outright that this is the meaning.

    Returns:
        The answer and its last clause as the statement words it; empty where nothing is defined.
    """
    parts = split(_LEAD_IN.sub("", what))
    if not parts:
        return "", ""
    if run_in := _RUN_IN.fullmatch(parts[0]):
        parts = [run_in[1]]
    opening = parts[0]
    if means and _GIVEN.match(opening):
        return _from_condition(what)
    kept, last = [opening], opening
    prepares = _BY_MEANS.fullmatch(opening) or (means and re.match(r"在[^，]+(?:中|里|时|下)$", opening))
    if prepares and len(parts) > 1:
        kept, last, parts, tags = ["，".join(parts[:2])], parts[1], parts[1:], tags[1:]
    for place, part in enumerate(parts[1:]):
        rest = _GOES_ON.fullmatch(part)
        tag = tags[place] if place < len(tags) else "x"
        goes_on = rest or (tag[:1] in _NO_SUBJECT and not _TURNS.match(part)) or _WAITS.search(kept[-1])
        if _ELSEWHERE.search(part) or _BY.fullmatch(part):
            break
        if rest and rest["told"] and rest["told"].startswith(("的", "和", "与")):
            break  # `它的…` speaks of a part, `其和…` of what it stands beside
        if not goes_on or DEPENDENT.search(part) or ANNOUNCES.fullmatch(part) or len("，".join(kept)) + len(part) > 110:
            break
        kept.append((rest["told"] or rest["rest"]) if rest else part)
        last = part
    kept[-1] = re.sub(r"（[A-Za-z0-9 .-]+）$", "", kept[-1]) if len(kept) > 1 else kept[-1]  # a variant's name
    if (_NOT_A_THING.search(opening) and not means) or _says_nothing(kept, what):
        return "", ""
    text = "，".join(kept)
    return (text, last) if len(re.findall(rf"[{HAN}]|[A-Za-z0-9]+", text)) >= 4 else ("", "")
