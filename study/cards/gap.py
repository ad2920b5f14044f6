"""Gap: which words of a statement a cloze hides, so that what is asked for is the fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from study.cards.clauses import length
from study.cards.draft import Source, is_english
from study.cards.statement import Statement
from study.ids import fold
from study.model import Term, Word
from study.words import GENERIC_NOUNS

_LONGEST = 30  # Han characters, or twice as many Latin letters
_CLUES = 9  # characters that must stand between the subject and a gap that ends the statement
_COMPOUNDS = {"n", "nz", "vn", "b", "a", "an"}
_DEGREE = re.compile(
    r"很|比较|较|非常|十分|.*其[他余]|不同|各[种类]|[多几][种个类]|许多|大量|在|对|[a-z]\.[a-z]|"
    r".*(?:较[高低大小好快]|最|非常|重要|经典|强大|关键|不可或缺)[^，]{0,2}的|.*(?:通常|会(?!话|议)|可能)"
)
"""What only says how much, or praises."""
_GLOSSED = 16  # characters of a name of which a bracket may give the other language
_IN_BRACKETS = re.compile(r" ?[(（]([^()（）]{1,40})[)）]")
_WITHIN = re.compile("(?<=[\u4e00-\u9fff]{2})[上中里下]$")
_GUESSED = 0.8  # share of a gap's characters
_RANK = 11  # a term below this is hidden only behind a cue
_CUES = re.compile(
    r"(?:称为|称之为|叫做?|就是|指的是|是指|是|为|成为?|基于|采用|使用|利用|通过|借助|用|依赖于?|依据|根据|需要|只能|包括|包含|引入|"
    r"提出了?|提供|实现|解决|导致|造成|带来|避免|保证|确保|降低|提高|提升|减少|存储|保存|写入|来自|属于|位于|定义在|服从|共享|激活|"
    r"相当于|改进了?|输出|得到|处理|表示|做|有|到|成|：)\s?$|"
    r"\b(?:uses?|applies|is|are|called|named|into|with|by|replaces?|computes?|yields?)(?: the| an?)? $"
)
"""What stands in front of the words that a sentence is there to say."""
_CUE_LENGTH = 20  # characters of the longest, with what may stand behind it
_VERBS = (
    "依赖于?|依据|指的是|是指|通常指|指|保存|存储|提供|使用|采用|利用|引入|基于|称为|称之为|叫做|叫|属于|位于|服从|输出|得到|生成|描述|表示|反映|衡量|"
    "评估|解决|避免|缓解|降低|提高|提升|减少|增加|缺乏|导致|造成|带来|保证|确保|支持|具有|拥有|包含|包括|实现|完成|执行|处理|存在|学习|预测|找到|"
    "寻找|体现|依靠|共享|维护|返回|调用|负责|呈|成为|充当|构成|形成|产生|占用|消耗|触发|启动|创建|删除|修改|发送|接收|加载|映射到|转换为|编码为|"
    "分解为|默认使用的[^，]{2,8}为|就是|仍是|都是|标志着|(?<![于还但可只也要总就都不而])是(?!否|不是)"
)
_OBJECT = re.compile(rf"(?=(?P<verb>{_VERBS})(?:了|着|到)?(?P<what>[^，；：（）]{{3,24}})(?=$|[，；]))")
"""A verb and its object up to the end of the clause: the object is what the clause says."""
_AFTER_COLON = re.compile(r"[^，；：]{6,}：(?P<what>[^，；：]{3,40})(?=$|[，；])")
_QUALITY = re.compile(r"(?<![于还但可只也要总就不而即])是(?P<what>[^，；：（）是的]{3,16})的(?=$|[，；])")
"""What something is said to be like: `都是独立计算的`."""
_VAGUE = re.compile("有|没有|无法|不能|可以|很|非常|比较|十分|相当|更|最")
_IS_CLAUSE = re.compile(
    "对|进行|才|作为|以后|^有(?![监向效限序])|时(?![间序钟刻延态])|只有|使|将|把|被|而|但|从|可能|可以|就|也|再|来|"
    "^(?:理解|引入|使用|采用|依赖|实现|生成|提高|降低|减少|增加|提升|得到|获得|是)"
)
_LEADS_IN = re.compile(r"^(?:出|到|的|了|着|一[个种类些份]|叫做|称为|名为)+ ?")
_CALLED = re.compile(r"(?<=[A-Za-z]) ?的(?:技术|方法|算法|机制|结构|模型|技巧|东西)$")
"""Behind a Latin name (`一种叫做 score matching 的技术`): what kind of thing it is."""
_EXAMPLE = re.compile(r"(?:像|比如|例如|诸如|如) ?$")
_CONDITION = re.compile(r"(?:^|，)(?:但是?|而)?(?:如果|若|假如|当|即)[^，]*$")
_MODIFIES = {"n", "nz", "nr", "ns", "nt", "vn", "an", "b", "a", "j", "eng"}
_HEADS = {"n", "nz", "eng", "j"}
_NOUNS = _HEADS | {"vn"}
COPULAS = frozenset("是 为 指 即 叫 有 把 将 被".split())
_KINDS = frozenset(
    """
    模型 算法 方法 网络 结构 机制 操作 函数 层 框架 协议 分支 得分 公司 系统 空间 参数 部分 文件 服务器 领域 任务
    框 值 表
    """.split()
)
"""Nouns that belong to the Latin name in front of them."""
_OFFSPRING = {"变体", "变种", "改进", "扩展", "升级版", "改进版"}
_JOINT = "、|以及|和|与|及|或者?"
_JOINT_BEHIND = re.compile(rf"(?:[(（][^()（）]{{1,40}}[)）])?\s?(?:{_JOINT})\s?|(?<=[A-Za-z\d]),\s?(?=[A-Za-z])")
_JOINTS = re.compile(_JOINT)
_JOINT_BEFORE = re.compile(rf"\s?(?:{_JOINT})\s?$|(?<=[A-Za-z\d]),\s?$")
_JOINT_LENGTH = 4  # characters, with the white space around it
_HANGS = re.compile(" (?:called|named|known as)$|(?<![实同定延临小即按准平当用耗计超及随])时$")
"""Half of a condition (`自回归生成时`), or a name that is still to come."""
_GOES_ON = re.compile(" ?(?:一[个种类条些组套]|起来|出来|上去|下去|进去|过来|在一起)")
"""What belongs to a verb in front of it."""
_SIGN = r"\s?[+*/=^]\s?"
_INITIALS = re.compile(r"(?:[A-Z][a-z]+ )*(?:[A-Z]\. ?)+$")
_OWNED = re.compile(r" ?的 ?[A-Z][A-Za-z0-9-]*")
"""Behind the last of a list (`A、B 以及 C 的 D`): the name that belongs to it."""
_LISTED_BEFORE = re.compile("(?:、|以及|(?<![\u4e00-\u9fff]{2}参)[和或]) ?$")
_HALF_BEFORE = re.compile(
    r"(?:很|非常|较|更|最|一些|其[他余]|(?<!是)(?:不是|并非)[^，而]*|(?:不论|无论|不管)[^，]*还是|\b[A-Z]\.) ?$"
)
"""What takes the gap's first word to itself (a degree, the other of two, an initial), or rules one of many out."""
_HALF_BEHIND = re.compile(" ?(?:和|与|及|或者?)(?![谐善睦平])")
_LISTED_BEHIND = re.compile(" ?(?:（[^（）]{1,40}）)?(?:、|以及)")
_PLURAL = re.compile(r"s?(?![A-Za-z0-9])")
_PLURAL_AND_MORE = re.compile(r"s?(?![A-Za-z0-9])(?: [A-Za-z][A-Za-z0-9-]*)*")


@dataclass(frozen=True, slots=True)
class _Phrase:
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


def choose(source: Source, statement: Statement) -> tuple[int, int, float] | None:
    """Choose what to hide: of the phrases that hold a key term or stand behind a cue, the one that says most.

    Returns:
        Where in the statement's text the gap begins and ends, and how much it is worth; None where none is fair.
    """
    until, verb = _opening(source, statement)
    found = []
    for phrase in _phrases(source, statement):
        place = statement.text.find(phrase.text)
        if place < until or (place < verb and "、" not in phrase.text):
            continue
        if _may_hide(source, statement, phrase, place):
            found.append((_value(statement, phrase, place), place, place + len(phrase.text)))
    if not found:
        return None
    value, start, end = max(found, key=lambda one: (one[0], -one[1]))
    return start, end, value


def _value(statement: Statement, phrase: _Phrase, place: int) -> float:
    before = statement.text[:place]
    value = 2.0 / (1 + phrase.rank / 4) + 1.6 * place / len(statement.text)
    value += 1.5 if phrase.is_object or _is_cued(before) else 0.0
    value += 0.6 if phrase.is_object else 0.0
    value += 1.5 if phrase.is_object and before.endswith("：") else 0.0
    value -= 0.0 if phrase.is_known or len(phrase.text) > 3 else 1.0
    value -= 1.5 if before.count("（") > before.count("）") else 0.0
    return value


def _is_cued(before: str) -> bool:
    return _CUES.search(before, max(0, len(before) - _CUE_LENGTH)) is not None


def _opening(source: Source, statement: Statement) -> tuple[int, int]:
    """Say where in a statement its scope and subject end, and where its first verb stands.

    What stands before the verb is no fair gap, but for a list of all that the topic is said of at the end.
    """
    where = re.match(r"在[^，]{2,24}?[上中里下时]，? ?", statement.text)
    opening = max(where.end() if where else 0, len(statement.scope + statement.shown))
    if re.match(" ?、", statement.text[opening:]):
        opening = len(statement.scope)  # the subject is the first of a list
    if is_english(statement.text):
        return opening, opening
    verbs = (
        word
        for word in source.wording.words(statement.start, statement.end)
        if word.tag[:1] in "vp" or word.text in COPULAS
    )
    places = (statement.text.find(word.text, opening) for word in verbs)
    verb = next((place for place in places if place >= opening), opening)
    behind = fold(statement.text[verb:])
    return (opening if any(name in behind for name in source.names.of_topic) else verb), verb


def _may_hide(source: Source, statement: Statement, phrase: _Phrase, place: int) -> bool:
    text = phrase.text
    before, behind = statement.text[:place], statement.text[place + len(text) :]
    is_cued = phrase.is_object or _is_cued(before)
    ranked = phrase.rank <= _RANK
    if not (is_cued or ranked) or (len(text) < 3 and not phrase.is_known and not (is_cued and ranked)):
        return False
    if statement.text.count(text) != 1 or len(text) < 2 or length(text) > _LONGEST or re.search("[：；]", text):
        return False
    equated = before.rstrip().endswith("是")
    if (phrase.is_object or equated) and not behind and not _is_name(source, text) and _is_bare(statement, before):
        return False
    if before.endswith("，") and re.match(" ?(?:也|都|就|却|还|又)?(?:是|可能|无法|不能|不会|没有|可以|能|会)", behind):
        return False  # of whom something is said, not what
    if _EXAMPLE.search(before) or _CONDITION.search(before) or _DEGREE.match(text) or text.count("的") > 1:
        return False  # another example or degree would do as well, and a condition is not what is said
    told = _is_told(source, statement, phrase, before + behind)
    torn = _is_torn(source, statement, text, before, behind)
    return not told and not torn and _is_whole(statement.text, text, before, behind)


def _is_told(source: Source, statement: Statement, phrase: _Phrase, rest: str) -> bool:
    """Tell a gap that the card gives away: the front of each card shows its topic, and the rest of the sentence."""
    text = phrase.text
    if phrase.rank == 0 or 0 in source.names.ranks_in(text):
        return True
    head = text.rpartition("的")[2].strip()
    if (len(head) > 3 and head != text and fold(head) in fold(rest)) or fold(text) in fold(source.topic.name):
        return True
    if fold(text) in fold(statement.shown) or fold(text) in GENERIC_NOUNS or _bare(text) in _bare(rest):
        return True
    return _is_guessed(text, rest)


def _is_bare(statement: Statement, before: str) -> bool:
    """Tell `X 可以保存 ___` and `在 Y 中,X 是 ___`: where nothing else is said, anything would fit."""
    said = before[len(statement.scope + statement.shown) :] if statement.subject else before[len(statement.scope) :]
    return len(said.strip()) < _CLUES if not statement.scope else said.strip().endswith("是")


def _is_torn(source: Source, statement: Statement, text: str, before: str, behind: str) -> bool:
    """Tell a gap that cuts a compound (`{{计算速度和内存}}访问开销`): a noun touches it where no cue stands."""
    if _HANGS.search(text):
        return True
    if is_english(statement.text):
        return False
    words = [
        word
        for word in source.wording.words(statement.start, statement.end)
        if len(word.text) > 1 and not word.text.isascii()
    ]
    left = any(before.endswith(word.text) and word.tag in _COMPOUNDS for word in words)
    right = any(behind.startswith(word.text) and word.tag in {"n", "nz", "vn"} for word in words)
    deed = _ends_in(words, text, "v") or text[-1] in "成为作到加"
    if (_GOES_ON.match(behind) and deed) or _ends_in(words, text, "d"):
        return True
    if text.isascii() and (re.search(rf"{_SIGN}$", before) or re.match(_SIGN, behind)):
        return True  # a part of a formula
    symbol = re.fullmatch("[a-z]{1,6}", text) and re.search("[\u4e00-\u9fff] ?$", before)
    bracketed = before.endswith("）") and not text[:1].isascii()  # `单精度(FP32)浮点数据类型` is one name
    return bool(symbol) or bracketed or right or (left and not text[:1].isascii() and not _is_cued(before))


def _ends_in(words: list[Word], text: str, tag: str) -> bool:
    return any(text.endswith(word.text) and word.tag[:1] == tag and word.text != text for word in words)


def _is_guessed(text: str, rest: str) -> bool:
    """Tell a gap of which the rest of the sentence holds nearly every character, or the noun behind a Latin name."""
    han = re.findall("[\u4e00-\u9fff]", text)
    kind = re.fullmatch("[A-Za-z0-9 .-]+ ?([\u4e00-\u9fff]+)", text)
    known = sum(char in rest for char in han)
    bare = fold(re.sub("（[^（）]*）", "", rest))
    latin = re.findall("[A-Za-z]{3,}", text)
    kind_of = re.sub(r"[A-Za-z0-9\s.-]+", "", text)
    if (
        latin
        and (not kind_of or kind_of.strip("的") in _KINDS | _OFFSPRING)
        and all(fold(word).removesuffix("s") in bare for word in latin)
    ):
        return True
    return (len(han) == len(text) > 3 and known >= _GUESSED * len(han)) or bool(
        kind and len(kind[1]) < 2 and kind[1] in rest
    )


def _is_name(source: Source, text: str) -> bool:
    """A gap that is a name is fair with few words around it."""
    return source.names.called(text) is not None or text[:1].isascii()


def _bare(text: str) -> str:
    return re.sub("[“”\"'的]", "", fold(text))


def _is_whole(statement: str, text: str, before: str, behind: str) -> bool:
    """Tell a whole phrase from half a title, half a list, half of `TSL/SSL` and a name in an example (`资源 1`)."""
    title = "《" in statement and re.search(r"《[^《》]*" + re.escape(text) + r"[^《》]*》", statement)
    if (title and title.group() != text) or before.endswith(("（", "(")):
        return False
    if _HALF_BEFORE.search(before) or _HALF_BEHIND.match(behind):
        return False
    if re.match(r" ?[0-9A-Z]\b|\. ?[A-Za-z]", behind) or (text[-1:].isascii() and behind.startswith("/")):
        return False
    if _LISTED_BEFORE.search(before) or _LISTED_BEHIND.match(behind) or _in_list(statement, len(before), len(text)):
        return False
    return all(text.count(left) == text.count(right) for left, right in ("（）", "《》", "“”", "()"))


def _in_list(text: str, start: int, length: int) -> bool:
    """Tell a gap inside a list of three or more that does not take the whole of it."""
    end = start + length
    before = re.search("、[^，；、：（）等的]{0,8}$", text[:start])
    behind = re.match("[^，；、：（）]{0,8}、", text[end:])
    begin = max(text.rfind(mark, 0, start) for mark in "，；：（") + 1
    until = min((at for mark in "，；）" if (at := text.find(mark, end)) >= 0), default=len(text))
    return bool(before or behind) and text.count("、", begin, until) >= 2


def _phrases(source: Source, statement: Statement) -> Iterator[_Phrase]:
    """Give the phrases of a statement that might be hidden."""
    # What stands around a word of an English sentence may be of any part of speech.
    words = [] if is_english(statement.text) else source.wording.words(statement.start, statement.end)
    yield from _objects(source, statement, words)
    for clause in _QUALITY.finditer(statement.text):
        if not _IS_CLAUSE.search(clause["what"]) and not _VAGUE.match(clause["what"]):
            yield _Phrase(clause["what"], len(source.terms), is_known=True, is_object=True)
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
        yield _Phrase(_WITHIN.sub("", shown), rank, is_known)


def _objects(source: Source, statement: Statement, words: list[Word]) -> Iterator[_Phrase]:
    ends: set[int] = set()
    for clause in (*_OBJECT.finditer(statement.text), *_AFTER_COLON.finditer(statement.text)):
        if clause.re is _OBJECT and not any(clause["verb"].startswith(word.text) for word in words):
            continue  # the end of a longer word: 学习 in 深度学习
        what = _CALLED.sub("", _LEADS_IN.sub("", clause["what"].strip()))
        held = source.names.ranks_in(what)
        is_known = any(source.terms[rank].concept for rank in held)
        is_clause = _IS_CLAUSE.search(what) and not re.fullmatch("从[^，]+到[^，]+的[^，]+", what)
        if (
            (held or len(what) > 3)
            and not is_clause
            and _is_noun_phrase(words, what)
            and clause.end("what") not in ends
        ):
            ends.add(clause.end("what"))  # the object of the first verb holds that of the second
            yield _Phrase(what, min(held, default=len(source.terms)), is_known, is_object=True)


def _places(source: Source, statement: Statement, words: list[Word]) -> dict[tuple[int, int], tuple[int, bool]]:
    """Find where key terms and other nouns stand, with the rank of the term and whether the catalogue knows it."""
    text = source.passage.entry.text
    places: dict[tuple[int, int], tuple[int, bool]] = {}
    for rank, start, end in source.named:
        term = source.terms[rank]
        inside = statement.start <= start and end <= statement.end
        if inside and term is not statement.subject and _may_ask(term, statement):
            places.setdefault(whole_phrase(text, words, start, end), (rank, term.concept is not None))
    for word in words:
        if word.tag in _NOUNS and len(word.text) > 1:
            places.setdefault(whole_phrase(text, words, word.start, word.end), (len(source.terms), False))
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
        end = max(whole_phrase(text, words, word.start, word.end)[1], word.end)
    while joint := _JOINT_BEFORE.search(text, max(0, start - _JOINT_LENGTH), start):
        word = next((word for word in words if word.end == joint.start() and _is_nominal(word)), None)
        if word is None:
            break
        start = min(whole_phrase(text, words, word.start, word.end)[0], word.start)
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
    return ends and all("的" in phrase[phrase.find(verb) :] for verb in verbs)


def _is_nominal(word: Word) -> bool:
    return word.tag in _HEADS | {"vn", "an", "x"} and word.text[0].isalnum()


def whole_phrase(text: str, words: list[Word], start: int, end: int) -> tuple[int, int]:
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
    return word.text in _KINDS if latin else word.tag in _HEADS or word.text in GENERIC_NOUNS
