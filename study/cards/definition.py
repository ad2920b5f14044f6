"""Definition: what is X? From `X 是一种…`, `所谓 X,是指…`, `X: …`, and a heading X followed by `一个…`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from study.cards.clauses import ANNOUNCES, LONGEST, clauses, fitting, length, past_asides, split
from study.cards.draft import Draft, Source, is_english, shown
from study.cards.rewrite import PROPOSED_AS
from study.cards.statement import Statement
from study.cards.typeset import typeset
from study.ids import fold
from study.model import Sentence, Term
from study.words import DEPENDENT, HAN, HOLLOW, OPINIONS, PLACEHOLDER, points_outside

_IS = re.compile(
    r"，?(?:其实|本质上|通常|一般|就|都|主要|可以|仍)*"
    r"(?:(?P<means>(?:就?是指|指的是)，?|指(?![定导令示出向派标针数挥的]))|(?:是|即|也就是|被?定义为|可以?被?(?:看成|看作|视为)(?:是|为)?)|：(?=[^，]{6}))"
    r"(?P<what>(?:一种|一个|一类|一组|一系列|用来|用于|基于|在|由|将|把)?[^，]+.*)"
)
_IS_LATER = re.compile(
    r"(?:(?:[^，是]{2,40}，){1,2}(?:它|也|其)?是(?=一[种个类])|"
    r"(?:(?:也|又|亦|或|常|通常|一般)?被?(?:简称|称|叫做?)[^，是]{1,30}，){1,3}(?:它|其)?(?:就?是指|就?是|指))(?P<what>[^，]+.*)"
)
"""`X 由 Y 提出,是一种…`, `X 又称 Y,是…`: what it is comes after who made it, or after its other names."""
_IS_ENGLISH = re.compile(
    r" (?:is (?=an? |the )|"
    r"are (?!\w+(?:ly|ed|ing|[,:]| too)(?!\w)|"
    r"(?:to|in|on|for|with|at|by|from|of|as|not|able|very|also|often|more|similar|same)\b)|"
    r"(?:refers to|means) )(?P<what>\w.*)"
)
_NOT_A_THING = re.compile(
    r"^(?:（|很|旨在|如果|若|只要|除非|(?:在|从|由|将|把|被|可以?|能够?)(?![^，]*的[^，的]{1,12}(?:，|$))|为了(?!.*而.*的[^，的]{2,})|因为|如何|怎么|怎样|否|不(?!.*的[^，的]{2,})|非常|很|"
    r"比较|相对|作者|唯一|连续|没有|有(?![意效序向限])|用到|要|想办法|一定|最新|目前|当前|"
    r"[^，]{0,12}之一|(?![^，]*是[不否])[^，]*的$|[^，]*的(?:首字母)?(?:缩写|简称|简写)$|"
    r"[^，]*的(?:一部分|基础|核心|前提|关键|前身|竞争者|补充|组成部分)(?:，|$)|"
    r"\d{4} ?年由)|最(?:重要|强大|常用|流行)的?[^，]{0,4}$"
)
_FILLER = re.compile(
    rf"^[^，]{{0,16}}(?:重要|关键|核心|基础|常见|主要|强大|特殊|经典|高效|简单)的?[^，]{{0,8}}(?:{HOLLOW})$|"
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
_MANNER = re.compile(
    "(?:基于|通过|利用|根据|将|把|用|在|由|直接|往|先|以)"
    "(?!.*的(?!目的|[^，]*[中时下里上后](?:，|$))[^，的]{1,12}(?:，|$))"
)
"""How an answer begins that is no thing but something done: the name *means* it."""
_BY_MEANS = re.compile("(?:通过|利用|借助|使用)[^，的]{2,14}")
"""A clause that only says by what means the next one comes about."""
_SEEN_AS = re.compile("[^，]{0,6}(?:看成|看作|视为)")
_HAS_LETTERS = re.compile(f"[{HAN}A-Za-z]{{2}}")
_ENDS_IN_NOUN = re.compile("的 ?[^，：的]{1,14}$")
_GIVEN = re.compile("给定|假设|假定|如果")
"""How a clause begins that only says under what circumstances the next one holds."""
_GOAL = re.compile("(?:需?要|来|去|求|找|估计|推断|预测|判断|反推|计算|得到|输出|生成)")
"""How the clause behind `给定 X` begins that says what is sought."""
_CONCLUDES = re.compile("例如|比如|如|但|不过|然而|因此|所以|因为|由于|于是|从而")
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
_DOES = re.compile(" ?(?:只|会|在|对|用|把|将|能)")
_TRANSLATES = re.compile("翻译|直译|中文|英文|全称|简称")
"""What only says it in another language is no definition."""
_THIS_IS = re.compile(
    r"(?:这就?是(?:我们)?(?:所谓的|常说的|所说的)?|"
    r"这(?:样|种|一)的?[^，是]{2,6}(?:就是|(?:我们|人们)?(?:就|便|又|也)?被?(?:叫做?|称为|称之为)))(?P<name>[^，；：？]{2,30})"
)
_QUOTED = re.compile("^“([^”]+)”.*")
"""A name in quotation marks, into which the next line may have run."""
_BY = re.compile(f"由[^{HAN}]+")
"""A clause that says by whom, and breaks off before it says what was done."""
_OBJECT_IT = re.compile("[给把将对让使](?:它|其(?![他她它余中实]))")
_OF_NO_TERM = re.compile("的(?!思想|思路|原理|核心|本质|工作|基本|方案|方法|算法|做法|过程|机制)[^的]{1,8}$")
_BEGINS = re.compile(r"^(?:所以|因此|于是|因而)(?:就|便)?(?:有人)?(?:想着|想到|考虑|更?倾向于)?")
_RUN_IN = re.compile(r"((?![^，]*[在当])[^，]{5,}[\u4e00-\u9fff](?<![的和与从对])) [A-Za-z][^，]*的时候")
"""A clause into which the line behind it ran, with when something is: `找出频繁项集 Apriori 扫描的时候`."""
_LEAD_IN = re.compile(r"^(?:我们所说的|所谓的?|一种|一个|一类|(?:说|指)的是)")
_NOUN_PHRASE = re.compile(r"(?:一个|一种|一类|[^，是]{2,10}[中里]的一[个种])")
_GOES_ON = re.compile(
    r"(?:(?:其|它们?)(?![他它中实余次们])(?P<told>.+)|(?P<rest>(?:比如|例如|被用来|通过|用于|用来|能够?|"
    r"可以|可|负责|从而|以便|以|实现|来|并|使|由|在|将|把|特点是|是|表示|具有|包含|提供|保存|存储|让|对|"
    r"按|根据|然后|再|接着|只不过|只是|而(?=无需|不|是)|达到|标志|同时).*))"
)

_ELSEWHERE = re.compile("[上前]一?[小篇]?[节章篇]|前[面文]")
"""What a note said somewhere else is no part of an answer."""
_OF_EACH_MODEL = frozenset(
    "损失函数 目标函数 训练目标 优化目标 激活函数 输入 输出 编码器 解码器 encoder decoder".split()
)
"""What each model has of its own: a note says what the one is that its topic has."""
_MOMENT = re.compile("瞬间|时候|时刻|期间|情况")
_BARE = 6  # characters of an answer that may be a name alone
_DESCRIBED = 70  # characters that a label's explanation may have
_NO_SUBJECT = {"v", "p", "d"}
_TURNS = re.compile(
    r"要想|但|然而|不过|却|因此|所以|于是|其中|如果|若|当|虽|尽管|由于|因为|为了|每|有些|有的|需要注意|不同"
)


def make(source: Source) -> Iterator[Draft]:
    """Make definition cards of an entry."""
    yield from _summed_up(source)
    yield from _in_other_words(source)
    yield from _called(source)
    yield from _on_condition(source)
    yield from _proposed(source)
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
            named = last_named(source, one)
            ends = named and any(fold(one).endswith(fold(n)) for n in (named.name, *named.aliases))
            if (
                named
                and ends
                and named is not statement.subject
                and len(other) > 5
                and not _IS_NAME.fullmatch(other)
                and not points_outside(other)
            ):
                shown_as = max((n for n in (named.name, *named.aliases) if fold(one).endswith(fold(n))), key=len)
                yield _said_otherwise(named, shown_as, other, statement, match.group())


def _called(source: Source) -> Iterator[Draft]:
    """Read `遵循 Y 的 Z 被称为 X` backwards: what is called X is what X is."""
    for statement in source.statements:
        for part in _naming_parts(statement.text) if re.search("[叫称]", statement.text) else ():
            match = _CALLED.fullmatch(part)
            if not match or points_outside(match["what"]) or _TRANSLATES.search(match["what"]):
                continue
            term = source.names.called(re.sub("（[^（）]*）", "", match["name"]))
            what = re.sub(r"^(?:[^，：]{1,4}：)?(?:这[个种]|将|把)?", "", match["what"].strip("，"))
            if term and not source.names.called(what) and len(what) >= 8 and term is not statement.subject:
                yield _said_otherwise(term, match["name"], what, statement, part)


def _on_condition(source: Source) -> Iterator[Draft]:
    """Read `如果 Y,则称 A 为 X`: the condition says what X is."""
    for sentence in source.passage.sentences:
        match = None if sentence.cut else _ON_CONDITION.fullmatch(source.wording.line(sentence.start, sentence.end))
        term = match and source.names.called(re.sub("（[^（）]*）", "", match["name"]))
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
            term = last_named(source, name)
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


def last_named(source: Source, text: str) -> Term | None:
    """Find the key term that stands last in a name: `事前训练的 Classifier-Free 方案` is about Classifier-Free."""
    folded = fold(text)
    found = [
        (folded.rfind(name) + len(name), len(name), place) for place, name in source.names.folded if name in folded
    ]
    return source.terms[max(found)[2]] if found else None


def _chinese(source: Source, statement: Statement) -> tuple[Term, str, str] | None:
    """Find the term, what it is, and the last words of the statement that the answer uses."""
    term = statement.subject
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
    if is_described and (
        described := _described(_LEAD_IN.sub("", said), ends_in_noun=_ends_in_noun(source, statement))
    ):
        return term, *described
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


def _described(what: str, *, ends_in_noun: bool) -> tuple[str, str] | None:
    """Keep of `脏读:事务读到了未提交的修改,…` all clauses up to what only concludes; None for a noun phrase."""
    parts = split(what)
    is_noun = ends_in_noun and re.search("的[^，：的]{1,14}$", parts[0]) and not re.search("[了着]", parts[0])
    no_thing = _NOT_A_THING.search(parts[0]) and not _ENDS_IN_NOUN.search(parts[-1])
    if len(parts) < 2 or is_noun or no_thing:
        return None
    kept = list(itertools.takewhile(lambda part: part is parts[0] or not _CONCLUDES.match(part), parts))
    while len(kept) > 1 and (len("，".join(kept)) > _DESCRIBED or DEPENDENT.search(kept[-1])):
        kept.pop()
    return ("，".join(kept), kept[-1]) if len(kept) > 1 else None


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


def _says_nothing(kept: list[str], what: str) -> bool:
    """Say of the clauses kept of an answer whether they only praise, name an author, a time or a condition."""
    if len(kept) > 1:
        return bool(_FILLER.search(kept[0]) and _PRAISE.match(kept[1])) or kept[-1].endswith("时候")
    is_given = _GIVEN.match(kept[0]) and not _LEAD_IN.match(what)  # `一类假设…的方法` is a thing
    return bool(is_given or _FILLER.search(kept[0]) or _MADE_BY.fullmatch(kept[0])) or kept[0].endswith("时候")


def _from_condition(what: str) -> tuple[str, str]:
    """Keep of `给定 X,…` what follows from it, too: more than one clause, or what is sought."""
    said = fitting(what)
    follows = split(said)[1:]
    return (said, follows[-1]) if len(follows) > 1 or (follows and _GOAL.match(follows[0])) else ("", "")


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
        goes_on = rest or (tag[:1] in _NO_SUBJECT and not _TURNS.match(part))
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
