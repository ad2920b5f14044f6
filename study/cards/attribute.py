"""Attribute: what is the aim, core idea or strength of X? From `X 的核心在于…`, `核心原理:…`, `最简单的 X 是…`."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from study.cards.clauses import LONGEST, length, past_asides, past_label, split
from study.cards.definition import is_of_another
from study.cards.definition.answer import trim
from study.cards.draft import Draft, Source, is_english, shown
from study.cards.statement import Statement
from study.cards.typeset import typeset
from study.ids import fold
from study.model import Sentence, Term, Word
from study.words import ASPECT_HEADING, DEPENDENT, INSTRUCTION, PLACEHOLDER, is_generic_heading, points_outside

_ASPECT = (
    r"(?:(?:一个|另一个)(?:[^，。的是]{1,4}的)?)?(?:[^，。的是]{0,8})?(?:目的|目标|任务|思想|思路|核心|关键创新|创新|关键|本质|特点|特性|优势|优点|作用|用途|原理|动机|理念|"
    r"好处|意义|输入|输出|对象|前提|条件|来源|方式|做法|开篇之作|奠基之作|代表作|前身)"
)
_STATES = re.compile(
    rf"(?:操作|方法|算法|模型)?(?:的|(?=最))(?P<aspect>{_ASPECT})(?:主要|通常|就|大致|基本上?|可以?(?:简述|概述|概括|归纳|总结|归结|表述|理解))*(?:在于|为(?=用|将|把|通过|在|让|使)|是要去|是让|是指|是为了|就是为了|就相当于|相当于|是|为：|：)，?(?P<what>.{{5,}})"
)
_LABELLED = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,6})：(?P<what>.{8,})")
_ASPECT_LABEL = re.compile(
    r"(?P<label>(?:核心|主要|基本|最大的?|关键)?(?:原理|思想|思路|动机|目的|目标|优点|特点|特性|作用|功能|解决方案|创新点?|贡献|优势|本质|含义|"
    r"适用场景|应用场景|使用场景|输入|输出|机制|流程|方法|做法|实现方式|实现方法|实现))：(?P<what>.{6,})"
)
_MOST = re.compile(r"(?P<which>最[^，的是]{1,8}的[^，的是]{1,8}?)就?(?:是|为)(?P<what>[^，]{2,40})(?:，.*)?")
_MOST_TITLE = re.compile(r"(?P<which>最[^，的]{1,6}的[^，的()（）]{2,24}?) ?[(（](?P<what>[^()（）]{2,24})[)）]")
_HAS_WORK = re.compile(
    r"有(?:一[篇个种部])(?:[^，的]{1,6}的)?(?P<which>奠基之作|开篇之作|代表作|经典之作|经典论文|变体|前身|里程碑)(?:是|叫|：)?(?P<what>.{2,100})"
)
_PROPERTY = re.compile(
    r"的(?:一个|另一个)(?:[^，。的是]{1,4}的)?(?:特性|性质|特点|优点|特征)就?是(?P<what>[^，]{2,12})，?(?:也就是|即)(?P<meaning>[^，]{3,60})(?:，.*)?"
)
_ANOTHER = re.compile(
    r"(?:[^，的]{1,4}的)?(?:工具|特点|特性|优点|优势|缺点|不足|目的|目标|作用|输入|输出|方法|任务)(?:是|为)"
)
"""How the clause begins that goes on to another attribute."""
_EFFECT = re.compile("，(?:从而|进而)")
_COLON = re.compile("[:：]")
_NAMED_LINE = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z0-9 /-]{1,24}|[\u4e00-\u9fffA-Za-z ]{2,12}(?:（[^（）]{1,30}）)?)：(?P<what>.{8,})"
)
_CITATION = re.compile("(?<=[\u4e00-\u9fff]) ?\\[\\d{1,3}\\]$")
_BEHIND_LABEL = re.compile(" ?(?:（[^（）]{1,40}）)? ?：")
_NTH = re.compile("第[一二三四五六][次步轮遍阶][\u4e00-\u9fff]{0,6}")
"""A step by its number: `第二次握手`."""
_LIST = re.compile("[^，；。、]+(?:、[^，；。、]+){2,}")
_FIRST_STEP = re.compile(r"S?1[\s、.)）]|①|第一步|首先")
_IMPLIES = re.compile(
    r"(?P<which>[^，：这那]{2,12}?|[^，：]{4,30}，这) ?(?:就|也)?意味着(?P<what>[^，]{4,60}(?:，.*)?)"
)
_TASK = re.compile(r"要(?P<verb>解决|处理|完成)的是(?P<what>.{4,})")


def make(source: Source) -> Iterator[Draft]:
    """Make attribute cards of an entry."""
    yield from _items(source)
    yield from _glossary(source)
    yield from _titles(source)
    for number, statement in enumerate(source.statements):
        if is_english(statement.text):
            continue
        weight = 8.0 - 0.1 * number
        for draft in (
            _labelled(source, statement, weight - 0.6),
            _stated(statement, weight),
            _implied(source, statement, weight - 0.4),
            _effect(statement, weight),
        ):
            if draft:
                yield draft


def _stated(statement: Statement, weight: float) -> Draft | None:
    term, name = statement.subject, shown(statement)
    if term is None:
        return None
    if (match := _PROPERTY.fullmatch(statement.predicate)) and not points_outside(match["meaning"]):
        front, end = typeset(f"{name} 的“{match['what']}”是什么意思？"), statement.end_of(match["meaning"])
        about = fold(match["what"])
        return Draft("attribute", term, (about,), front, match["meaning"], statement.start, end, weight)
    if match := _STATES.fullmatch(statement.predicate):
        about, front = match["aspect"], f"{statement.scope}{name} 的{match['aspect']}是什么？"
    elif match := _MOST.fullmatch(statement.predicate) or _HAS_WORK.fullmatch(statement.predicate):
        joint = "" if match["which"].startswith("最") else "的"
        about, front = match["which"], f"{statement.scope}{name} {joint}{match['which']}是什么？"
    elif match := _TASK.fullmatch(statement.predicate):
        about, front = match["verb"], f"{statement.scope}{name} 要{match['verb']}的是什么？"
    else:
        return None
    what, last = _said(statement, match)
    if not what or len(what) > LONGEST or re.match(r"(?:否|不|非常|很)", what) or DEPENDENT.search(split(what)[-1]):
        return None
    end = statement.end_of(last)
    return Draft("attribute", term, (fold(about),), typeset(front), what, statement.start, end, weight)


def _implied(source: Source, statement: Statement, weight: float) -> Draft | None:
    """Read `循环意味着可以在 O(1) 耗费下推理` as said of what the note is about, and `X 是 A,这意味着 B`."""
    match = _IMPLIES.fullmatch(statement.text)
    parts = split(match["what"]) if match else []
    what = "，".join(itertools.takewhile(lambda part: not part.startswith("这"), parts))
    if not match or not what or len(what) > LONGEST or points_outside(what) or DEPENDENT.search(split(what)[-1]):
        return None
    term = source.names.called(match["which"]) or source.topic
    is_named = source.topic is statement.subject or (term.concept and term is not source.topic)
    if match["which"].endswith("，这"):
        is_named = statement.subject is not None  # the whole fact is named
    front = typeset(f"{'' if is_named else source.topic.name + ' 中，'}{match['which']}意味着什么？")
    end = statement.end_of(split(what)[-1])
    return Draft("attribute", term, (fold(match["which"]), "意味着"), front, what, statement.start, end, weight)


def _said(statement: Statement, match: re.Match[str]) -> tuple[str, str]:
    """Give what is said of an aspect and its last clause; behind a colon that is everything."""
    what = match["what"]
    if re.search(r"：，?$", match.string[: match.start("what")]) and not points_outside(what):
        return what, split(what)[-1]
    said = re.sub(r"^[：，]|^要去", "", _EFFECT.split(what)[0])
    parts = split(said)
    said = "，".join(itertools.takewhile(lambda part: part is parts[0] or not _ANOTHER.match(part), parts))
    return trim(said, statement.tags_behind(said), means=True)


def _effect(statement: Statement, weight: float) -> Draft | None:
    """Ask for the second half of `X 的关键创新在于 A,从而 B`: what it is and what it does are two facts."""
    match = _STATES.fullmatch(statement.predicate)
    parts = _EFFECT.split(match["what"], maxsplit=1) if match else []
    if statement.subject is None or not match or len(parts) < 2 or points_outside(parts[1]):
        return None
    front = typeset(f"{shown(statement)} {parts[0]}，能做到什么？")
    about = (fold(match["aspect"]), "效果")
    start, end = statement.start_of(split(parts[1])[0]), statement.end_of(parts[1])
    return Draft("attribute", statement.subject, about, front, parts[1], start, end, weight - 0.5)


_NO_LABEL = re.compile(
    # a remark that leads up to it
    "什么|如何|怎[么样]|有[个一]|^(?:当前|目前|主流|常[见用])|^[一两几这那][个家种类次批]|^(?:还有?|就|也|再|有|说|先|后来|结果)|在于$|的点$|"
    # a part of a post
    "坑|面试|考点|考察|文中|指出$|提到$|认为$|例子|举例|强调|记忆|口诀|划重点|[算记]个?账|速读|追问|思考题|提要|导读|会议|作者|来源|链接|关键词|标签|单位|故事|题外|邮箱|地址|实验室|机构|译者|编辑|^(?:标题|题目|原文|摘要|(?:相关)?文章|论文题目|关键词)$|(?:阅读|发布|发表|更新|创建)时间|代码|主题|目录|大纲|提纲|图谱|"
    # an aspect of anything
    "描述|定义|概念|优缺点|^(?:前置|环境|步骤|准备|现象|解决|Step)|^(?:注意|注|例|如|(?:再|又)?比如|譬如|此外|另外|其中|即|也就是说?)$|一种情况|"
    # the verb of a list
    "(?:包括|包含|分[为成]|如下)$|"
    # a time, a number
    "[时年]代$|[一二三四五六七八九十]$|^[问招]\\d?$"
)
"""What stands before a colon and names nothing."""


_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)+")
"""Where somebody's code is kept: `author/name`."""
_ROUGHLY = re.compile("^(?:大致|整体|总体|具体)")
_OF_ANY = frozenset("动机 结构 原理 做法 限制 代价 思想 损失 目标 策略".split())
"""What a label may name of any topic, besides the aspects that head lists."""


def _titles(source: Source) -> Iterator[Draft]:
    """Read a heading `最简单的 X 算法(Y)`."""
    for heading in source.passage.headings:
        match = _MOST_TITLE.fullmatch(source.wording.spelled(heading.start, heading.end))
        term = source.names.called(match["what"]) if match else None
        if match and term:
            front = typeset(f"{match['which']}是什么？")
            about = fold(match["which"])
            yield Draft("attribute", term, (about,), front, match["what"], heading.start, heading.end, 7.0)


def _glossary(source: Source) -> Iterator[Draft]:
    """Read lines `名词:解释` where at least two of them stand in the note: then they explain parts of its topic."""
    found = list(_labelled_lines(source))
    labels = Counter(match["label"] for _, match, _ in found)
    # A label that comes again is each time one of another part of the note.
    told = [one for one in found if labels[one[1]["label"]] == 1] if len(found) > 1 else []
    for sentence, match, end in told:
        label = match["label"].strip()
        what = match["what"][past_label(label, match["what"]) :]
        if points_outside(line_of := f"{label}{what}") or PLACEHOLDER.search(line_of):
            continue
        is_nth = _NTH.fullmatch(label) is not None
        if (is_generic_heading(label) and label not in _OF_ANY) or (not is_nth and is_of_another(source, label, what)):
            continue
        if source.names.called(label) is source.topic:
            continue  # what that is, a definition says
        if DEPENDENT.search(what) or _NO_LABEL.search(label) or _PATH.fullmatch(what):
            continue
        words = source.wording.words(sentence.start, end)
        is_command = words and words[0].tag == "v" and what[0].isascii() and not source.names.opening(what)
        is_deed = INSTRUCTION.match(label) or is_command  # `看执行计划:EXPLAIN …`
        if re.search("[?？]", what) or not (is_deed or is_nth or _is_name(source, label, words)):
            continue
        asks_for = "做什么" if is_nth else "包括哪些" if _LIST.fullmatch(what) else " 指什么"
        asks = f" 中，怎么{label}" if is_deed else f" 中，{label}{asks_for}"
        if ASPECT_HEADING.fullmatch(_ROUGHLY.sub("", label)) or label in _OF_ANY:
            asks = f" 的{label}是什么"
        front = typeset(f"{source.topic.name}{asks}？")
        yield Draft("attribute", source.topic, (fold(label),), front, what, sentence.start, sentence.end, 6.6)


def _labelled_lines(source: Source) -> Iterator[tuple[Sentence, re.Match[str], int]]:
    """Find lines `名词:解释`: with label and explanation, and where the label ends."""
    listed = {item.start for listing in source.passage.listings for item in listing.items}
    for sentence in source.passage.sentences:
        colon = _COLON.search(sentence.text)
        if sentence.cut or not colon:
            continue
        line = _CITATION.sub("", source.wording.line(sentence.start, sentence.end))
        match = _NAMED_LINE.fullmatch(line)
        if not match or match["what"].startswith("是") or length(match["what"]) > LONGEST:
            continue
        # What else a list holds than terms, its lead says.
        is_told = sentence.start in listed and not _is_named(source, sentence, match["label"])
        if not is_told and not _ASPECT_LABEL.fullmatch(line):
            yield sentence, match, sentence.start + colon.start()


def _is_named(source: Source, item: Sentence, label: str) -> bool:
    """Say whether the label of an item of a list is a term by itself, and no deed (`预测概率`)."""
    return source.names.called(label) is not None and item.words[0].tag != "v"


def _is_name(source: Source, label: str, words: list[Word]) -> bool:
    """Tell a name from a remark that leads up to what follows (`要泼一点冷水:`, `于是办法有了:`)."""
    if source.names.called(label):
        return True
    return not any(
        word.tag[:1] in "mrypc" or word.tag == "ul" or (word.tag[:1] in "vd" and len(word.text) < 2) for word in words
    )


def _labelled(source: Source, statement: Statement, weight: float) -> Draft | None:
    """Read `核心原理:…` as said of what the note is about."""
    match = _ASPECT_LABEL.fullmatch(statement.text)
    what, last = trim(match["what"], statement.tags_behind(match["what"]), means=True) if match else ("", "")
    if not match or not what or points_outside(what) or "传统" in what or _FIRST_STEP.match(match["what"]):
        return None
    term = source.names.headed_by(statement.heading) or source.topic
    other = source.names.opening(re.sub("^在[^，]{2,12}(?:[中里上下内外时]|附近|之[前后间])", "", what))
    if other and other[0].concept and other[0] is not term:
        return None  # of something else that the note speaks of here
    if _speaks_of_another(source, statement, term):
        return None
    front = typeset(f"{term.name} 的{match['label']}是什么？")
    about = fold(match["label"])
    return Draft("attribute", term, (about,), front, what, statement.start, statement.end_of(last), weight)


def _speaks_of_another(source: Source, label: Statement, term: Term) -> bool:
    """Say whether the statement before a label has another concept for its subject: whose aspect it is, is not sure."""
    for sentence in reversed(source.passage.sentences):
        line = source.wording.typeset(sentence.start, sentence.end) if sentence.end <= label.start else ""
        opening = source.names.opening(line)
        if sentence.heading == label.heading and opening and _BEHIND_LABEL.match(line, len(opening[1])):
            return opening[0] is not term  # `X(…):…` opens a part of its own
    before = [one for one in source.statements if one.end <= label.start and one.heading == label.heading]
    subject = before[-1].subject if before else None
    return subject is not None and subject.concept is not None and subject is not term


def _items(source: Source) -> Iterator[Draft]:
    """Ask for each labelled item of a list about a term: `DPO…: 关键发现:…` → `DPO 的“关键发现”指什么？`."""
    for listing in source.passage.listings:
        lead = source.wording.typeset(listing.lead.start, listing.lead.end)
        opening = source.names.opening(lead)
        if opening is None or ASPECT_HEADING.fullmatch(lead.rstrip("：")):
            continue
        term = opening[0]
        for item in listing.items:
            match = _LABELLED.fullmatch(source.wording.line(item.start, item.end))
            if match is None or _NO_LABEL.search(match["label"]):
                continue
            what = match["what"][past_asides(match["what"]) :]
            what = what[past_label(match["label"], what) :]
            if len(what) <= LONGEST and not points_outside(what):
                front = typeset(f"{term.name} 的“{match['label']}”指什么？")
                yield Draft("attribute", term, (fold(match["label"]),), front, what, item.start, item.end, 6.5)
