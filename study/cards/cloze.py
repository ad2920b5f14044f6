"""Cloze, the fallback: a strong sentence that no other kind fits, with the fact hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from study.cards import gap
from study.cards.clauses import length
from study.cards.draft import Draft, Source, is_english
from study.cards.statement import Statement
from study.cards.typeset import without_brackets
from study.ids import fold
from study.model import Term
from study.words import HOLLOW

_SHORTEST = 12
_HEAVY = 40  # Han characters; what a longer statement holds beside its fact is in the way
HEAVIEST = 5.9
"""No cloze weighs more: it stands behind nearly every card that asks a question."""
_MOSTLY_SAME = 0.6
_SAME_WORDS = 0.25  # share of a cloze's clause that another card of the entry already asks for
_TRIVIAL = re.compile(
    r"(?:(?:重要|关键|核心|常见|常用|流行|主要|必要)的?|(?:非常|十分|特别|很)[^，]{1,4}的)(?:一个|一种|一类)?"
    rf"(?:组成|算法)?(?:{HOLLOW}|指标)$|(?:使用|应用)(?:非常|最为?|十分|很)?广泛的[^，]{{1,10}}$"
)
_TITLE = re.compile(
    "^[^，是有]{2,24}的(?:好处|坏处|优点|缺点|优缺点|作用|原因|方法|步骤|流程|场景|区别|特点|意义|问题)$"
)
"""A heading, of which nothing but its place says that it is one."""
_OF_WHAT = re.compile(
    r"(?:有关|相关)的|[太过][大小高低长短多少快慢](?:了|的话)?(?=会|就|则|可能|容易|都)|一个是|主要是?(?:通过|因为|由于|为了|靠|依靠|利用|基于)|(?:靠|用|看)的是|(?:大部分|主要|一个|其中一个|另一个)?(?:的?原因|目的|好处|坏处|代价|结果|做法|思想|思路|区别)(?:都|就|主要|归根到底|归根结底)?(?:是|在于|为)|"
    r"(?:之后|随后|接着|然后|此后|最后|最终|接下来)，?"
)
"""How a sentence begins that goes on about the one before it."""
_ONE_OF_NO_NAME = re.compile("一[种个类][^，是]{1,16}，(?:也|又)?是")
"""`一种机械波,是…`: what it is, and not who."""
_RELATIVE = re.compile("凡[^，]*?的|[^，的是]+的(?=[^，的]{1,6}$)")
_ENGLISH_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|can|may|will|must|do|does|needs?|uses?|[a-z]{2,}(?:[b-hj-rt-z]s|es|ed))\b"
)
"""A word that may be the verb; a title has none."""
_SURE_VERB = re.compile(r"\b(?:is|are|was|were|be|has|have|can|may|will|must|do|does|needs?|uses?)\b")
_PAIR = re.compile(r"[\w /-]{2,40} (?:and|or|vs) [\w /-]{2,40}")
"""`tensor cores and cuda cores`: two names."""
_PRAISE = re.compile("重要|关键|强大|广泛")
_NUMBER = re.compile(r"(?<!\S)\d{1,2}\.(?!\S)")
_LABEL = 24  # characters of a label at most
_TAIL = 8  # characters by which the end of one statement is found in another
_NAMES_IT = re.compile("这[个种]?[\u4e00-\u9fff]{0,2}就?[叫称]")
_EVERY = re.compile(
    r"(?:一个|一种|一些|每一?个|每一?种|每次|任何|任意|所有|其他|另一个|某个|多个|各个|单个|大多数|大部分|多数|不同)"
    r"(?=[\u4e00-\u9fffA-Za-z ])"
)
_WHEN = re.compile(
    r"(?:如果|若|当|对于|在|除了)[^，]{2,40}，|(?:因为|由于)[^，]{3,40}，(?:所以|因此|因而)|对[^，]{1,16}(?:而言|来说)，|"
    r"虽然[^，]{2,40}，但|在[^，]{2,20}[上中里下] ?(?=[A-Z])|"
    r"[^，]{1,10}(?:时候?|阶段|期间|过程中|之后|以后)(?![间序刻钟延候态域])|要[^，]{3,20}(?:就|得|必须|需要)|为了[^，]{2,30}，|"
    r"(?:和|与|跟|由|按照?|从|以|拿|相较于?|相比于?)[^，]{2,24}，|对[^，]{2,12}，|把[^，]{2,20}(?:看成|看作|视为|当成)|"
    r"通过[^，]{2,30}(?:可以|能够?|来|实现)|通常(?=使用|用|采用|会|将|把|由)|根据[^，]{2,20}，|即使[^，]{2,30}，"
)
"""Where, when and on what condition: what follows it needs no subject."""
_ACTS = re.compile(
    r"动态(?=[在地将把]|调整|选择|分配|更新|加载)|进入|得到|收到|(?:返回|发送|等待|创建|调用|遍历|删除|查找)(?!操作|过程|算法|时|效率|复杂|队列|函数|方[法式]|接口|值|类型|窗口|端|缓冲|的)|等|分[两二三四五六]|基本上|主要是|考虑|假设|假定|设|令|理解|看|获得|抽取|提出|表示(?!层|学习|能力|形式|向量)|用于|代表|降低|提高|通过|将|把|用|使用|利用|再|又|就|只|可以|即|关于|作为|源自|会|"
    r"已|介绍|已经|从|以|为|对|按|根据|基于(?![^，]{2,16}的[^，]{1,14}(?:在于|是|将|会|通过|可以|能|提供|采用|使用|利用|主要|依赖|需要|具有|由))|相较|与|和|给|让|想|要|因|由|尽管|虽|既|不|先|首先|其|我|需|另|甚至|更|最"
)


def make(source: Source, told: Sequence[tuple[int, int]] = ()) -> Iterator[Draft]:
    """Make cloze cards of an entry.

    Args:
        source: the entry.
        told: the words that other cards rest on, by their places: a statement that is mostly in them gets none.
    """
    for number, statement in enumerate(source.statements):
        if any(_mostly_in(statement.start, statement.end, *words) for words in told):
            continue
        if (statement.is_line and not statement.subject) or statement.predicate.startswith(("中的一", "里的一")):
            continue  # an item of a list; or glossary style: the heading is the subject
        subject = (statement.subject or _named(source, statement)) if _has_subject(source, statement) else None
        blank = gap.choose(source, statement) if subject and len(statement.text) >= _SHORTEST else None
        if not subject or not blank:
            continue
        start, end, value = blank
        if not _says_something(source, statement, start, end):
            continue
        hidden = statement.text[start:end]
        front = f"{statement.text[:start]}{{{{c1::{hidden}}}}}{statement.text[end:]}"
        front += "." if is_english(front) else "。"
        long = max(0.0, length(statement.text) - _HEAVY) / 40
        is_part = any(_opens(other, statement) for other in source.statements)
        if is_part and _NAMES_IT.search(statement.text):
            continue  # what is called so began earlier
        weight = (
            3.0 - long + value - (0.5 if is_part else 0.0) - 0.08 * number + (1.0 if subject is source.topic else 0.0)
        )
        weight = HEAVIEST * weight / (4.0 + weight)
        core = statement.start_of(hidden), statement.end_of(hidden)
        yield Draft("cloze", subject, (fold(hidden),), front, "", statement.start, statement.end, weight, core)


def _opens(other: Statement, statement: Statement) -> bool:
    """Say whether another statement begins earlier and ends with this one: then it says more of what it is about."""
    if not (other.start < statement.start and statement.end <= other.end):
        return False
    return not _PRAISE.search(other.text[: other.text.find(statement.text[-_TAIL:])])


def is_told(draft: Draft, made: Draft) -> bool:
    """Say whether another card already rests on the words of a cloze, or on the clause that holds its gap."""
    begin, finish = draft.core or (draft.start, draft.end)
    core = min(made.end, finish) - max(made.start, begin)
    return core > _SAME_WORDS * (finish - begin) or _mostly_in(draft.start, draft.end, made.start, made.end)


def _mostly_in(start: int, end: int, first: int, last: int) -> bool:
    return min(last, end) - max(first, start) > _MOSTLY_SAME * (end - start)


def _says_something(source: Source, statement: Statement, start: int, end: int) -> bool:
    """Tell a sentence from a list of names: with its gap it still holds the verb that says something."""
    if is_english(statement.text):
        rest = statement.text[:start] + statement.text[end:]
        is_pair = _PAIR.fullmatch(statement.text) and not _SURE_VERB.search(rest)
        return not is_pair and _ENGLISH_VERB.search(rest) is not None
    before = statement.text[:start]
    said = without_brackets(statement.text)  # without what only explains a name
    if before.count("（") > before.count("）") and len(said) < _SHORTEST:
        return False
    rest = without_brackets(_RELATIVE.sub("", before, count=1) + statement.text[end:])
    verbs = (word for word in source.wording.words(statement.start, statement.end) if word.tag[:1] in "vp")
    # At the end of what is said 影响 is a noun.
    return any(verb.text in rest and not (verb.tag == "vn" and said.endswith(verb.text)) for verb in verbs) or any(
        copula in rest for copula in gap.COPULAS
    )


def _named(source: Source, statement: Statement) -> Term | None:
    """A cloze names what it is about: where it does not open with a term, it holds one, best in its first clause."""
    first = re.split("[，,]", statement.text)[0]
    return source.names.named_in(first) or source.names.named_in(statement.text)


def _runs_in(source: Source, statement: Statement) -> bool:
    """Tell lines that ran into one another: under a long label without a verb, or with the numbers of a list."""
    label, colon, _ = statement.text.partition("：")
    words = source.wording.words(statement.start, statement.end)
    is_long = len(label) > _LABEL and not any(word.tag == "v" and word.text in label for word in words)
    is_label = colon != "" and (is_long or len(label) > 2 * _LABEL)
    return is_label or len(_NUMBER.findall(statement.text)) > 1


def _has_subject(source: Source, statement: Statement) -> bool:
    """A sentence that begins with a verb or an adverb, or only with a noun phrase under a heading, has none."""
    if _TRIVIAL.search(statement.text) or _TITLE.search(statement.text) or _runs_in(source, statement):
        return False
    if statement.subject:
        return bool(statement.subject.concept) or not statement.predicate.startswith("：")  # `消费娱乐：…` is a label
    if _OF_WHAT.match(statement.text) or _ONE_OF_NO_NAME.match(statement.text):
        return False
    label = re.match(r"[^，：]{2,10}：", statement.text)
    if label:
        return False
    if _EVERY.match(statement.text) or _WHEN.match(statement.text) or statement.tags[0][:1] not in "vdcmrpu":
        return True
    # A noun phrase whose first word the tagger takes for a verb or an adverb (`绝对位置编码`) holds a term right away.
    return bool(source.names.ranks_in(statement.text[:16])) and not _ACTS.match(statement.text)
