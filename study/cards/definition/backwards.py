"""Definitions read backwards: from `…,这就是 X`, `Y 称为 X`, `提出了一种 Y 的方法 X`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.clauses import LONGEST, clauses, length, past_asides, split
from study.cards.draft import Draft, Source
from study.cards.rewrite import PROPOSED_AS
from study.cards.statement import Statement
from study.cards.typeset import typeset, without_brackets
from study.ids import fold
from study.model import Sentence, Term
from study.words import OPINIONS, PLACEHOLDER, points_outside

_SAYS_AGAIN = re.compile("也就是|亦即|换言之")
_THAT_IS = re.compile(r"(?P<one>[^，；]{2,60}?)，?(?:也就是|亦即|换言之就是)(?!说)(?P<other>[^，；]{2,60})")
_CALLED = re.compile(
    r"(?P<what>[^，；]{6,60}(?:，[^，；]{4,40})?)，?(?:则|就|也|又|一般|通常|可以|统|常|被)*(?:叫做?|称为|称作|称之为|统称为)(?P<name>[^，；]{2,30})"
)
_ON_CONDITION = re.compile(
    r"(?:(?P<label>[^，：]{2,14})：)?(?:如果|若|假如|当)(?P<what>.{6,90}?)(?<!同)时?，(?:那么|则|就|便|我们|(?:该|这个|此)[^，]{1,6}|它)*"
    r"(?:称[^，]{0,10}?[为是]|(?:就|便|即)?[是为叫](?:做|一[个种])?)(?P<name>[^，是]{2,20})(?:，.*)?"
)
"""`如果 Y,则称 X`: under what condition something is called so."""
_IS_NAME = re.compile("[\x00-\x7f]+(?:模型|算法|方法|网络|机制)?")
_TRANSLATES = re.compile("翻译|直译|中文|英文|全称|简称")
"""What only says it in another language is no definition."""
_THIS_IS = re.compile(
    r"(?:这就?是(?:我们)?(?:所谓的|常说的|所说的)?|"
    r"这(?:样|种|一)的?[^，是]{2,6}(?:就是|(?:我们|人们)?(?:就|便|又|也)?被?(?:叫做?|称为|称之为)))(?P<name>[^，；：？]{2,30})"
)
_QUOTED = re.compile("^“([^”]+)”.*")
"""A name in quotation marks, into which the next line may have run."""
_OBJECT_IT = re.compile("[给把将对让使](?:它|其(?![他她它余中实]))")
_OF_NO_TERM = re.compile("的(?!思想|思路|原理|核心|本质|工作|基本|方案|方法|算法|做法|过程|机制)[^的]{1,8}$")
_DOES = re.compile("(?:做|作|进行|完成|执行|[叫称]为?|使用|采用)[^，]{1,14}$")
"""A name that stands for something done."""
_BEGINS = re.compile(r"^(?:所以|因此|于是|因而)(?:就|便)?(?:有人)?(?:想着|想到|考虑|更?倾向于)?")


def make(source: Source) -> Iterator[Draft]:
    """Make definition cards of an entry from what names a thing behind what it is."""
    for read in (_summed_up, _in_other_words, _called, _on_condition, _proposed):
        yield from read(source)


def _in_other_words(source: Source) -> Iterator[Draft]:
    """Read `对数据做 X,也就是 Y` and `Y,也就是 X`: the two sides of 也就是 explain one another."""
    for statement in source.statements:
        if not _SAYS_AGAIN.search(statement.text):
            continue
        for match in _THAT_IS.finditer(statement.text):
            one, other = match["one"], match["other"]
            name = source.names.called(other)
            if name and (said := re.search(r"(?:是|为)(?P<what>[^，是]{4,40})$", one)):
                if source.names.called(said["what"]) is not name:  # a third name says nothing
                    yield _said_otherwise(name, other, said["what"], statement, match.group())
                continue
            named = _last_named(source, one)
            ends = named and any(fold(one).endswith(fold(n)) for n in (named.name, *named.aliases))
            if (
                named
                and ends
                and not _explains_deed(source, statement, one, other)
                and named is not statement.subject
                and len(other) > 5
                and not _IS_NAME.fullmatch(other)
                and not points_outside(other)
            ):
                shown_as = max((n for n in (named.name, *named.aliases) if fold(one).endswith(fold(n))), key=len)
                yield _said_otherwise(named, shown_as, other, statement, match.group())


def _explains_deed(source: Source, statement: Statement, one: str, other: str) -> bool:
    """Tell `要追踪数据流,也就是追踪…`, which says what to do, from `要做归一化,也就是…`, where the name is the deed."""
    words = source.wording.words(statement.start, statement.end)
    opens = next((word for word in words if other.startswith(word.text)), None)
    return opens is not None and opens.tag in {"v", "ad"} and not _DOES.search(one)


def _called(source: Source) -> Iterator[Draft]:
    """Read `遵循 Y 的 Z 被称为 X` backwards: what is called X is what X is."""
    for statement in source.statements:
        for part in _naming_parts(statement.text) if re.search("[叫称]", statement.text) else ():
            match = _CALLED.fullmatch(part)
            if not match or points_outside(match["what"]) or _TRANSLATES.search(match["what"]):
                continue
            term = source.names.called(without_brackets(match["name"]))
            what = re.sub(r"^(?:[^，：]{1,4}：)?(?:这[个种]|将|把)?", "", match["what"].strip("，"))
            if term and not source.names.called(what) and len(what) >= 8 and term is not statement.subject:
                yield _said_otherwise(term, match["name"], what, statement, part)


def _on_condition(source: Source) -> Iterator[Draft]:
    """Read `如果 Y,则称 A 为 X`: the condition says what X is."""
    for sentence in source.passage.sentences:
        match = None if sentence.cut else _ON_CONDITION.fullmatch(source.wording.line(sentence.start, sentence.end))
        term = match and source.names.called(without_brackets(match["name"]))
        if match and term is None and match["label"] == match["name"]:
            term = source.topic
        if match and term and not (points_outside(match["what"]) or PLACEHOLDER.search(match["what"])):
            front = typeset(f"什么情况下称为{match['name']}？")
            yield Draft("definition", term, (), front, match["what"].strip(), sentence.start, sentence.end, 9.6)


def _proposed(source: Source) -> Iterator[Draft]:
    """Read `提出了一种 Y 的方法 X`: it says what X is before it names it."""
    for sentence in source.passage.sentences:
        if sentence.cut or not re.search("提出|设计|推出|发明|开发|引入|介绍", sentence.text):
            continue
        for start, end in clauses(sentence.text, sentence.start):
            match = PROPOSED_AS.fullmatch(source.wording.line(start, end))
            term = match and source.names.called(match["name"])
            if match and term and not points_outside(match["what"]):
                front = typeset(f"{match['name']} 是什么？")
                yield Draft("definition", term, (), front, match["what"], start, end, 10.2)


def _naming_parts(text: str) -> list[str]:
    """Take `A 叫 X,B 叫 Y` apart, where each clause names what it tells; else all is one part."""
    parts = split(text)
    return parts if len(parts) > 1 and all(map(_CALLED.fullmatch, parts)) else [text]


def _said_otherwise(term: Term, name: str, what: str, statement: Statement, part: str) -> Draft:
    front = typeset(f"{name}是什么？")
    return Draft("definition", term, (), front, what, statement.start_of(part), statement.end_of(part), 9.2)


def _summed_up(source: Source) -> Iterator[Draft]:
    """Read `…,这就是 X` backwards: what stands before it, up to where the thought began, says what X is."""
    before: Sentence | None = None
    for sentence in source.passage.sentences:
        spans = [] if sentence.cut else clauses(sentence.text, sentence.start)
        for at, (start, end) in enumerate(spans):
            match = _THIS_IS.fullmatch(source.wording.line(start, end))
            name = _QUOTED.sub(r"\1", match["name"]) if match else ""
            term = _last_named(source, name)
            if not term or _OF_NO_TERM.search(name):
                continue
            said = spans[_begins(source, spans, at) : at]
            if at == 0 and before and before.heading == sentence.heading and not before.text.endswith(("?", "？")):
                said = clauses(before.text, before.start)
            what = source.wording.line(said[0][0], said[-1][1]) if said else ""
            what = _BEGINS.sub("", what)
            what = what[past_asides(what) :]
            if _OBJECT_IT.search(what) or length(what) > LONGEST:
                continue
            if len(what) >= 10 and not (points_outside(what) or PLACEHOLDER.search(what) or OPINIONS.search(what)):
                front = typeset(f"{name}是什么？")
                yield Draft("definition", term, (), front, what, said[0][0], end, 10.6)
        before = sentence


def _begins(source: Source, spans: list[tuple[int, int]], at: int) -> int:
    """Say with which of the clauses of a sentence the thought begins that ends before the clause ``at``."""
    text = source.passage.entry.text
    first = at
    while first > 0 and spans[at][1] - spans[first - 1][0] < LONGEST and not _BEGINS.match(text[spans[first][0] :]):
        if re.search("[;；]", text[spans[first - 1][1] : spans[first][0]]):
            break
        first -= 1
    return first


def _last_named(source: Source, text: str) -> Term | None:
    """Find the key term that stands last in a name: `事前训练的 Classifier-Free 方案` is about Classifier-Free."""
    folded = fold(text)
    found = [
        (folded.rfind(name) + len(name), len(name), place) for place, name in source.names.folded if name in folded
    ]
    return source.terms[max(found)[2]] if found else None
