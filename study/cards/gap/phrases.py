"""The phrases of a statement that might be hidden: objects of verbs, key terms and nouns, each as a whole."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from study.cards.draft import Source, is_english
from study.cards.statement import Statement
from study.model import Term, Word
from study.words import GENERIC_NOUNS

_GLOSSED = 16  # characters of a name of which a bracket may give the other language
_IN_BRACKETS = re.compile(r" ?[(（]([^()（）]{1,40})[)）]")
_WITHIN = re.compile("(?<=[\u4e00-\u9fff]{2})[上中里下]$")
_VERBS = (
    "(?:表示|建模|转换|转化|编码|抽象|标记|设计|描述|解释|翻译)[为成]|依赖(?!关系|注入|项|包|库)于?|依据|指的是|是指|通常指|指|保存|存储|提供|使用|采用|利用|引入|基于|称为|称之为|叫做|叫|属于|位于|服从|输出|得到|生成|描述|表示|反映|衡量|"
    "评估|解决|避免|缓解|降低|提高|提升|减少|增加|缺乏|导致|造成|带来|保证|确保|支持|具有|拥有|包含|包括|实现|完成|执行|处理|存在|学习|预测|找到|"
    "寻找|体现|依靠|共享|维护|返回|调用|负责|呈|成为|充当|构成|形成|产生|占用|消耗|触发|启动|创建|删除|修改|发送|接收|加载|映射到|"
    "取决于|落在|停在|停留在|代替|替代|换成|改成|改为|写成|看成|看作|视[为作]|当成|变成|变为|转成|转为|映射成|压缩成|压缩为|拆成|拆分成|退化成|退化为|收敛到|"
    "加上|乘上|去掉|去除|丢弃|保留|记录|隔离|区分|消除|限制|控制|决定|指定|让出|管的是|用的是|对应的是|靠的是|看的是|要求|适合|适用于|等价于|"
    "兼具|兼顾|侧重于?|聚焦于?|揭示|划分[为成]|投影到|嵌入到|提取|抽取|捕捉|捕获|聚合|融合|拟合|逼近|估计|还原|重建|模拟|最大化|最小化|"
    "分解[为成]|合并[为成]|归约到|归结为|定位到|屏蔽|阻止|防止|禁止|拦截|忽略|检测|验证|校验|统计|汇总|"
    "(?:应用|用)[在于到]|默认使用的[^，]{2,8}为|就是|仍是|都是|标志着|(?<![于还但可只也要总就都不而])是(?!否|不是)"
)
_OBJECT = re.compile(
    rf"(?=(?P<verb>{_VERBS})(?:了|着|到)?(?P<what>[^，；：（）]{{3,24}}(?:（[A-Za-z][^（）]{{0,40}}）)?)(?=$|[，；]))"
)
"""A verb and its object up to the end of the clause: the object is what the clause says."""
_AMOUNT = re.compile(
    r"(?:为|是|取|占|达到?|高达|约|大约|只有|仅|等于|设[为成]|默认|最[多少大小高低]|至[多少]|超过|不到|上限|[降升增减][到至低]|"
    r"提[高升]到?|缩小|减少|增加|需要|变成|成|从|(?<![\d ])到|乘以|除以|[各共翻出用花]|"
    r"\b(?:about|over|under|at least|at most|by|only)(?= ))了? ?"
    r"(?P<what>[OΘΩ]\([^()（）]{1,16}\)|(?:约|大约|近|上|每)?(?<![\d.])(?!(?:19|20)\d\d ?年)"
    r"(?:[\d.]+ ?[A-Za-z%]{0,3} ?[到至~～] ?)?\d[0-9.,×^*/~-]*"
    r"(?: ?[%倍]| ?[KMGTB]{1,2}\b| ?[A-Za-z]{1,3}(?![A-Za-z])|"
    r" ?[千百万亿]*(?:个|维|层|次|步|位|字节|毫秒|秒|分钟|小时|天|万|亿|条|台|种|帧|张|核|轮|点|比特)?)?)"
    r"(?=$|[，；。）、]|[\u4e00-\u9fff ])"
)
"""A number with its unit behind a word that leads up to it, or a complexity: how much, how many."""
_MADE_UP = re.compile("例如|比如|例子|为例|假如|假设|设想|小明|答案|[甲乙]")
"""In an example a number says nothing to know."""
_TAKES_FOR = re.compile(
    "(?<![所可难足加])以(?P<what>[^，；：以]{3,24}?)(?:作?为)(?:依据|目标|基础|中心|核心|代价|单位|标准|准则|前提|输入|条件|主)"
)
"""`以 X 为依据`: what something rests on."""
_AFTER_COLON = re.compile(r"[^，；：]{6,}：(?P<what>[^，；：]{3,40})(?=$|[，；])")
_QUALITY = re.compile(r"(?<![于还但可只也要总就不而即])是(?P<what>[^，；：（）是的]{3,16})的(?=$|[，；])")
"""What something is said to be like: `都是独立计算的`."""
_VAGUE = re.compile("有|没有|无法|不能|可以|很|非常|比较|十分|相当|更|最")
_IS_CLAUSE = re.compile(
    "^(?:主要|其实|一般)?是|(?:更多的?|往往|通常|大多)是|^(?:和|与|及)(?![平谐门时])|[拉压推送投指][向进]|已知$|未知$|不变$|成立$|对|进行|才|作为|以后|^有(?![监向效限序])|时(?![间序钟刻延态])|只有|使|将|把|被|而|但|从|可能|可以|就|也|再|来|"
    "^(?:理解|引入|使用|采用|依赖|实现|生成|提高|降低|减少|增加|提升|得到|获得|是)"
)
_OF_ALL = re.compile("[^的]{2,}的(?:过程|现象|情况)|.{1,5}成[^的]{2,}的(?:方式|做法|方法|技术)")
"""`产生观测序列的过程`: the noun at the end goes with all that stands before, not with the last verb's object."""
_LEADS_IN = re.compile(r"^(?:出|到|的|了|着|所谓的?|一[个种类些份]|叫做|称为|名为)+ ?")
_CALLED = re.compile(r"(?<=[A-Za-z]) ?的(?:技术|方法|算法|机制|结构|模型|技巧|东西)$")
"""Behind a Latin name (`一种叫做 score matching 的技术`): what kind of thing it is."""
_MODIFIES = {"n", "nz", "nr", "ns", "nt", "vn", "an", "b", "a", "j", "eng"}
_HEADS = {"n", "nz", "eng", "j"}
_NOUNS = _HEADS | {"vn"}
KINDS = frozenset(
    """
    模型 算法 方法 网络 结构 机制 操作 函数 层 框架 协议 分支 得分 公司 系统 空间 参数 部分 文件 服务器 领域 任务
    框 值 表
    """.split()
)
"""Nouns that belong to the Latin name in front of them."""
_JOINT = "、|以及|和|与|及|或者?"
_JOINT_BEHIND = re.compile(rf"(?:[(（][^()（）]{{1,40}}[)）])?\s?(?:{_JOINT})\s?|(?<=[A-Za-z\d]),\s?(?=[A-Za-z])")
_JOINTS = re.compile(_JOINT)
_JOINT_BEFORE = re.compile(rf"\s?(?:{_JOINT})\s?$|(?<=[A-Za-z\d]),\s?$")
_JOINT_LENGTH = 4  # characters, with the white space around it
_INITIALS = re.compile(r"(?:[A-Z][a-z]+ )*(?:[A-Z]\. ?)+$")
_OWNED = re.compile(r" ?的 ?[A-Z][A-Za-z0-9-]*")
"""Behind the last of a list (`A、B 以及 C 的 D`): the name that belongs to it."""
_PLURAL = re.compile(
    r"s?(?: (?:function|network|model|layer|algorithm|method|matrix|vector|tree|table|unit|gate|loss|operator)s?)?"
    r"(?![A-Za-z0-9])"
)
_PLURAL_AND_MORE = re.compile(r"s?(?![A-Za-z0-9])(?: [A-Za-z][A-Za-z0-9-]*)*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that might be hidden.

    Args:
        text: as the statement writes them.
        rank: place of the key term that they hold, or the number of all terms where they hold none.
        is_known: the catalogue knows that term.
        is_object: they are the whole of what a verb says.
    """

    text: str
    rank: int
    is_known: bool
    is_object: bool = False


def phrases(source: Source, statement: Statement) -> Iterator[Phrase]:
    """Give the phrases of a statement that might be hidden."""
    # What stands around a word of an English sentence may be of any part of speech.
    words = [] if is_english(statement.text) else source.wording.words(statement.start, statement.end)
    yield from _objects(source, statement, words)
    yield from _amounts(source, statement)
    for clause in _QUALITY.finditer(statement.text):
        what = clause["what"].strip()
        if not _IS_CLAUSE.search(what) and not _VAGUE.match(what):
            yield Phrase(what, len(source.terms), is_known=True, is_object=True)
    text = source.passage.entry.text
    for (start, end), (rank, is_known) in _places(source, statement, words).items():
        first, last = _coordinated(text, words, start, end)
        if text[last - 1 : last].isascii():
            rest = (_PLURAL_AND_MORE if words else _PLURAL).match(text, last, statement.end)
            last = rest.end() if rest else last
        bracket = _IN_BRACKETS.match(text, last, statement.end)
        item = _JOINTS.split(text[first:last])[-1] if bracket else ""
        if bracket and bracket[1].isascii() != item.isascii() and len(item) <= _GLOSSED:
            last = bracket.end()  # the same in the other language
        shown = source.wording.typeset(first, last)
        yield Phrase(_WITHIN.sub("", shown), rank, is_known)


def _amounts(source: Source, statement: Statement) -> Iterator[Phrase]:
    """Give the amounts that a statement says: they are what is hardest to guess."""
    text = source.passage.entry.text
    begins = max((part.start for part in source.passage.sentences if part.start <= statement.start), default=0)
    for found in () if _MADE_UP.search(text, begins, statement.end) else _AMOUNT.finditer(statement.text):
        what = found["what"].strip()
        if len(what) > 1:
            yield Phrase(what, len(source.terms), is_known=True, is_object=True)


def _objects(source: Source, statement: Statement, words: list[Word]) -> Iterator[Phrase]:
    ends: set[int] = set()
    for clause in itertools.chain(*(form.finditer(statement.text) for form in (_OBJECT, _TAKES_FOR, _AFTER_COLON))):
        if clause.re is _OBJECT and not _is_word(words, clause["verb"], statement.text, clause.start("verb")):
            continue
        what = _CALLED.sub("", _WITHIN.sub("", _LEADS_IN.sub("", clause["what"].strip())))
        held = source.names.ranks_in(what)
        is_known = any(source.terms[rank].concept for rank in held)
        is_clause = _IS_CLAUSE.search(what) and not re.fullmatch("从[^，]+到[^，]+的[^，]+", what)
        if (
            (held or len(what) > 3)
            and not is_clause
            and not (
                clause.re is _OBJECT and not clause["verb"].endswith("是") and _OF_ALL.fullmatch(clause["verb"] + what)
            )
            and _is_noun_phrase(words, _IN_BRACKETS.sub("", what))
            and clause.end("what") not in ends
        ):
            ends.add(clause.end("what"))  # the object of the first verb holds that of the second
            yield Phrase(what, min(held, default=len(source.terms)), is_known, is_object=True)


def _is_word(words: list[Word], verb: str, text: str, at: int) -> bool:
    """Tell a verb that stands at a place of a text from a part of a longer word: 学习 in 深度学习, 生成 in 生成器."""
    longer = (word.text for word in words if verb in word.text and word.text != verb)
    covered = any(text.startswith(word, at - word.find(verb)) for word in longer if at >= word.find(verb))
    return not covered and any(verb.startswith(word.text) for word in words)


def _places(source: Source, statement: Statement, words: list[Word]) -> dict[tuple[int, int], tuple[int, bool]]:
    """Find where key terms and other nouns stand, with the rank of the term and whether the catalogue knows it."""
    text = source.passage.entry.text
    places: dict[tuple[int, int], tuple[int, bool]] = {}
    for rank, start, end in source.named:
        term = source.terms[rank]
        inside = statement.start <= start and end <= statement.end
        if inside and term is not statement.subject and _may_ask(term, statement):
            places.setdefault(_whole_phrase(text, words, start, end), (rank, term.concept is not None))
    for word in words:
        if word.tag in _NOUNS and len(word.text) > 1:
            places.setdefault(_whole_phrase(text, words, word.start, word.end), (len(source.terms), False))
    return places


def _may_ask(term: Term, statement: Statement) -> bool:
    """In English only a known term or a name of several words: a single plain word may be of any part of speech."""
    return bool(term.concept) or not is_english(statement.text) or " " in term.name


def _coordinated(text: str, words: list[Word], start: int, end: int) -> tuple[int, int]:
    """Widen a noun phrase to all that it is coordinated with: one item of `A、B 和 C` is no fair gap."""
    while joint := _JOINT_BEHIND.match(text, end):
        word = next((word for word in words if word.start == joint.end() and _is_nominal(word)), None)
        if word is None:
            break
        end = max(_whole_phrase(text, words, word.start, word.end)[1], word.end)
    while joint := _JOINT_BEFORE.search(text, max(0, start - _JOINT_LENGTH), start):
        word = next((word for word in words if word.end == joint.start() and _is_nominal(word)), None)
        if word is None:
            break
        start = min(_whole_phrase(text, words, word.start, word.end)[0], word.start)
    if "." in text[max(0, start - 2) : start] and (initials := _INITIALS.search(text, 0, start)):
        start = initials.start()
    owned = _OWNED.match(text, end) if _JOINTS.search(text, start, end) else None
    return start, owned.end() if owned else end


def _is_noun_phrase(words: list[Word], phrase: str) -> bool:
    """A phrase that ends in a noun and holds no verb, but for one in front of 的 (`训练大模型所需的显存`)."""
    held = [word for word in words if word.text in phrase]
    last = next((word for word in held if len(word.text) > 1 and phrase.endswith(word.text)), None)
    # 变换 and 采样 are nouns behind another noun, though the tagger knows them as verbs.
    ends = last is not None and (last.tag in _HEADS | {"vn"} or (last.tag == "v" and len(phrase) > len(last.text) + 1))
    verbs = [word.text for word in held if word.tag == "v" and phrase.find(word.text) > 0]
    verbs = [verb for verb in verbs if not phrase.endswith(verb)]
    head = last.text if last else ""
    return ends and all("的" in phrase[phrase.find(verb) :] or f"的{verb}{head}" in phrase for verb in verbs)


def _is_nominal(word: Word) -> bool:
    return word.tag in _HEADS | {"vn", "an", "x"} and word.text[0].isalnum()


def _whole_phrase(text: str, words: list[Word], start: int, end: int) -> tuple[int, int]:
    """Widen a place in the text to the noun phrase around it: half a compound is no fair gap."""
    for word in reversed(words):
        if word.start >= start:
            continue
        if word.end + 1 < start:
            break
        spaced = word.end + 1 == start and text[word.end] == " " and word.tag == "eng" and text[start].isascii()
        if spaced and text[start].isalpha():
            start = word.start
        apposed = text[start : start + 1].isascii() and not word.text.isascii()  # `采样过程 DDIM`: one thing, two names
        modifies = word.end == start and word.tag in _MODIFIES and len(word.text) > 1 and not apposed
        if start < word.end or modifies:
            start = word.start
    latin = text[end - 1 : end].isascii()
    for word in words:
        if word.end <= end:
            continue
        if word.start > end + 1:
            break
        joined = word.start == end or (latin and word.start == end + 1 and text[end] == " ")
        if word.start < end or (joined and _may_follow(word, latin=latin)):
            end = word.end
    return start, end


def _may_follow(word: Word, *, latin: bool) -> bool:
    if word.text.isascii():
        return word.tag == "eng"
    return word.text in KINDS if latin else word.tag in _HEADS or word.text in GENERIC_NOUNS
