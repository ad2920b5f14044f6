"""Definition: what is X? From `X 是一种…`, `所谓 X,是指…`, `X: …`, and a heading X followed by `一个…`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.clauses import split
from study.cards.definition import backwards
from study.cards.definition.answer import described, trim
from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import Statement
from study.cards.typeset import typeset
from study.ids import fold
from study.model import Term
from study.words import HAN

_IS = re.compile(
    r"，?(?:其实|本质上|通常|一般|就|都|主要|可以|仍|则)*"
    r"(?:(?P<means>(?:就?是指|指的是)，?|指(?![定导令示出向派标针数挥的]))|(?:是|即|也就是|被?定义为|可以?被?(?:看成|看作|视为)(?:是|为)?)|：(?=[^，]{6}))"
    r"(?P<what>(?:一种|一个|一类|一组|一系列|用来|用于|基于|在|由|将|把)?[^，]+.*)"
)
_IS_LATER = re.compile(
    r"，?(?:(?:[^，是]{2,40}，){1,2}(?:它|也|其)?是(?=一[种个类])|"
    r"(?:(?:也|又|亦|或|常|通常|一般)?被?(?:简称|称|叫做?)[^，是]{1,30}，){1,3}(?:它|其)?(?:就?是指|就?是|指))(?P<what>[^，]+.*)"
)
"""`X 由 Y 提出,是一种…`, `X 又称 Y,是…`: what it is comes after who made it, or after its other names."""
_IS_ENGLISH = re.compile(
    r" (?:is (?=an? |the )|"
    r"are (?!\w+(?:ly|ed|ing|[,:]| too)(?!\w)|"
    r"(?:to|in|on|for|with|at|by|from|of|as|not|able|very|also|often|more|similar|same)\b)|"
    r"(?:refers to|means) )(?P<what>\w.*)"
)
_MANNER = re.compile(
    "(?:基于|通过|利用|根据|将|把|用|在|由|直接|往|先|以)"
    "(?!.*的(?!目的|[^，]*[中时下里上后](?:，|$))(?:[^，的（）]|（[^（）]{1,40}）){1,12}(?:，|$))"
)
"""How an answer begins that is no thing but something done: the name *means* it."""
_SEEN_AS = re.compile("[^，]{0,6}(?:看成|看作|视为)")
_HAS_LETTERS = re.compile(f"[{HAN}A-Za-z]{{2}}")
_DOES = re.compile(" ?(?:只|会|在|对|用|把|将|能)")
_NOUN_PHRASE = re.compile(r"(?:一个|一种|一类|[^，是]{2,10}[中里]的一[个种])")

_OF_EACH_MODEL = frozenset(
    "损失函数 目标函数 训练目标 优化目标 激活函数 输入 输出 编码器 解码器 encoder decoder".split()
)
"""What each model has of its own: a note says what the one is that its topic has."""
_EXAMPLE = re.compile(r"(?:比如|例如|譬如)[，,：:\s]*$")
_REACH = 6  # characters in front of a statement that say it is an example
_MOMENT = re.compile("瞬间|时候|时刻|期间|情况")
_BARE = 6  # characters of an answer that may be a name alone


def make(source: Source) -> Iterator[Draft]:
    """Make definition cards of an entry."""
    yield from backwards.make(source)
    for number, statement in enumerate(source.statements):
        english = is_english(statement.text)
        found = _english(statement) if english else _chinese(source, statement)
        if found:
            term, what, last = found
            means = _MANNER.match(what)
            if _is_no_thing(source, statement, what):
                continue
            labelled = statement.predicate.startswith("：")
            weight = 10.0 - 0.2 * number + (2.0 if term is source.topic else 0.0) - (1.5 if labelled else 0.0)
            name = shown(statement) if term is statement.subject else term.name
            weight -= 0.0 if _is_its_own(name, term) else 1.0
            verb = "are" if statement.predicate.startswith("are ") else "is"
            is_own = term.concept and fold(name) not in _OF_EACH_MODEL
            of_topic = not is_own and term is not source.topic and fold(name) not in fold(source.topic.name)
            where = f"{source.topic.name} 中，" if of_topic else ""
            front = f"What {verb} {name}?" if english else typeset(f"{where}{name}{'指的' if means else ''}是什么？")
            about = (fold(name),) if _is_compound(source, name, term) else ()
            yield Draft("definition", term, about, front, what, statement.start, statement.end_of(last), weight)


def _is_compound(source: Source, name: str, term: Term) -> bool:
    """Tell `Transformer 编码器` from `编码器`: another key term in front tells which one it is."""
    whole = fold(name)
    heads = (fold(own) for own in (term.name, *term.aliases))
    return any(whole.endswith(head) and source.names.called(whole.removesuffix(head)) for head in heads)


def _is_no_thing(source: Source, statement: Statement, what: str) -> bool:
    """Tell what is done with it (`可以看成对参数做正则化`), another name (`局部最优就是全局最优`) and bare numbers."""
    is_deed = (_MANNER.match(what) or what.startswith("对")) and _SEEN_AS.match(statement.predicate)
    is_name = "的" not in what and len(what) <= _BARE
    last = [word for word in source.wording.words(statement.start, statement.end) if what.endswith(word.text)]
    if is_name and last and last[-1].tag in {"v", "a", "d"} and not statement.predicate.startswith("："):
        return True  # `参数已知` says how something is
    another = is_name and (source.names.called(what) is not None or fold(what)[-2:] == fold(statement.shown)[-2:])
    return bool(is_deed) or another or not _HAS_LETTERS.search(what)


def _is_its_own(name: str, term: Term) -> bool:
    """Tell a concept's own name from a spelling that the field uses more loosely (代价函数 for 损失函数)."""
    concept = term.concept
    return concept is None or fold(name) in {fold(own) for own in (concept.zh, concept.en, concept.abbr) if own}


def _chinese(source: Source, statement: Statement) -> tuple[Term, str, str] | None:
    """Find the term, what it is, and the last words of the statement that the answer uses."""
    term = statement.subject
    if _EXAMPLE.search(source.passage.entry.text, max(0, statement.start - _REACH), statement.start):
        return None  # what it is in one case
    if term is None or statement.predicate.startswith(("中的一", "里的一")):
        return _under_heading(source, statement)
    match = _IS.fullmatch(statement.predicate)
    is_glossed = statement.text[len(statement.scope + statement.shown) :].lstrip().startswith("（")
    in_heading = any(term.name in heading.text for heading in source.passage.headings)
    if re.match(r"(?:常规|传统|普通|标准|原始|经典|一般)的", statement.shown):
        return None  # says what the usual kind is, in contrast to another
    if match and statement.predicate.startswith("：") and not (term.concept or in_heading or is_glossed):
        return None  # `效率问题：…` says something about the label, not what it is
    if match and statement.predicate.startswith("：") and is_of_another(source, statement.shown, match["what"]):
        return None
    bracketed = re.match(
        r" ?（[^（）]{1,60}） ?(?=一[种个类]|指)", statement.text[len(statement.scope + statement.shown) :]
    )
    if not match and bracketed and re.match("一[种个类]|指", statement.predicate):
        match = _IS.fullmatch("是" + statement.predicate)  # `教师模型(Teacher) 一个…` has lost its colon or line break
    match = match or _IS_LATER.fullmatch(statement.predicate)
    if not match:
        return None
    said = match["what"]
    name, comma, rest = said.partition("，")
    if comma and source.names.headed_by(name) is term:
        said = re.sub("^(?:它|也)?(?:指的是|是指|是|即|指)", "", rest)  # another name says nothing of what it is
    is_described = statement.predicate.startswith("：") or "：" in split(said)[0]
    if is_described and (told := described(said, ends_in_noun=_ends_in_noun(source, statement))):
        return term, *told
    what, last = trim(said, statement.tags_behind(said), means=bool(match.groupdict().get("means")))
    return (term, what, last) if what else None


def is_of_another(source: Source, label: str, what: str) -> bool:
    """Tell a label under which something else is spoken of: `正则项:XGBoost 在目标函数中加入正则项`."""
    other = source.names.opening(what)
    if other is None or other[0] is source.names.called(label):
        return False
    return fold(label) in fold(what) or bool(_DOES.match(what, len(other[1])))


def _ends_in_noun(source: Source, statement: Statement) -> bool:
    """Say whether the first clause of a statement ends in a noun that is no point in time."""
    words = source.wording.words(statement.start, statement.ends[0])
    return bool(words) and words[-1].tag[:1] == "n" and not _MOMENT.search(words[-1].text)


def _under_heading(source: Source, statement: Statement) -> tuple[Term, str, str] | None:
    """In glossary style a heading is the subject: `进程` / `一个在内存中运行的应用程序。`."""
    term = source.names.headed_by(statement.heading)
    first = split(statement.text)[0]
    is_noun_phrase = _NOUN_PHRASE.match(first) and not (
        re.search("有|可以|至少", first) or _counts_what_it_does(source, statement)
    )
    what, last = trim(statement.text, statement.tags[1:]) if is_noun_phrase else ("", "")
    return (term, what, last) if term and what else None


def _counts_what_it_does(source: Source, statement: Statement) -> bool:
    """Tell `一个段需要两个数据`: a verb with an amount behind it, and no 的 that makes it part of a noun phrase."""
    tags = " ".join(word.tag for word in source.wording.words(statement.start, statement.ends[0]))
    return re.search(r"\bv [mr]\b(?!.*\buj\b)", tags) is not None


def _english(statement: Statement) -> tuple[Term, str, str] | None:
    match = _IS_ENGLISH.fullmatch(" " + statement.predicate)
    if statement.subject is None or not match or len(match["what"]) < 15:
        return None
    return statement.subject, match["what"], match["what"]
