"""Which phrases are fair to hide: not told by the rest of the card, not torn out of a longer one, and whole."""

from __future__ import annotations

import re

from study.cards.clauses import length
from study.cards.draft import Source
from study.cards.gap.cues import is_cued
from study.cards.gap.phrases import KINDS, Phrase
from study.cards.gap.torn import is_torn
from study.cards.statement import Statement
from study.cards.typeset import without_brackets
from study.ids import fold
from study.words import GENERIC_NOUNS

_LONGEST = 30  # Han characters, or twice as many Latin letters
_CLUES = 9  # characters that must stand between the subject and a gap that ends the statement
_DEGREE = re.compile(
    r"或(?![许然非])|以及|很|比较|较|更|特定|正是|就是|也是|全部|非常|十分|.*其[他余]|不同|不?一样|相同|各[种类]|[多几][种个类]|许多|大量|在|对|[a-z]\.[a-z]|"
    r"(?i:etc|e\.?g|i\.?e|vs)\b|(?:通过|以|用|采用|使用)?[一某][种个类](?:方式|方法|机制|手段|技术|算法|模型|形式|策略|结构|规则)$|"
    r".*(?:较[高低大小好快]|最|非常|重要|经典|强大|关键|不可或缺)[^，]{0,2}的|.*(?:通常|会(?!话|议)|可能)|.*的事情?$"
)
"""What only says how much, or praises."""
_NO_GAP = re.compile(
    r"[：；]| / | (?i:vs) |[A-Za-z]{2}\+\d|^(?:假设|给定|如果|若)|什么|多少|哪[个些种]|\.(?:com|cn|org|net|io)$"
)
"""Two things, a sum, what only supposes, an address."""
_GUESSED = 0.8  # share of a gap's characters
_RANK = 11  # a term below this is hidden only behind a cue
_AS_EXAMPLE = re.compile(r"(?:像|比如|例如|诸如|如) ?$")
_TAKEN_AS_EXAMPLE = re.compile("[^，]{0,10}为例")
_CONDITION = re.compile(r"(?:^|，)(?:但是?|而)?(?:如果|若|假如|当|即)[^，]*$")
_NEGATED = re.compile(r"(?:没有?|未|不再?|无需|并非|不是)[^，；]{0,6}$")
_OFFSPRING = {"变体", "变种", "改进", "扩展", "升级版", "改进版"}
_NUMBERED = re.compile(
    "[一二两三四五六七八九十几多 0-9]+[个种类项条点步层]"
    "(?:任务|部分|阶段|步骤|问题|参数|方面|操作|条件|过程|场景|地方|东西)?|"
    "(?:one|two|three|four|five|six|seven|several|many) [a-z]+"
)
_COUNT = re.compile("^[一两二三四五六七八九十几多各每0-9A-Za-z]+ ?[个种类项条点步层张次] ?")
_LIST_FOLLOWS = re.compile("[，：].*、")
_WITHIN = re.compile("[上中里下](?:，|$)")
_POINTS = re.compile("^(?:它|其(?![他余中实])|自[己身]|[二两]者|[前后]者)|自身$|(?<!用)自己$|同一[个种]|[这那][个种些]")
_LISTED_BEFORE = re.compile("(?:、|以及|(?<![\u4e00-\u9fff]{2}参)[和或]|[\\\\|])[ “]?$")
_HALF_BEFORE = re.compile(
    r"(?:很|非常|较|更|最|不可|一些|其[他余]|(?<!是)(?:不是|并非|不[只仅止])[^，而]*|(?:不论|无论|不管)[^，]*还是|"
    r"\b[A-Z]\.) ?$"
)
"""What takes the gap's first word to itself (a degree, the other of two, an initial), or rules one of many out."""
_HALF_BEHIND = re.compile(
    "[ ”]?(?:和|与|及|或者?)(?![谐善睦平])| ?(?:最|很|非常|十分|较|更|极)[^，]{1,6}的|，(?:或者?(?!许)|也可以?是|要么)"
)
_HALF_WORD = re.compile("[A-Za-z0-9][A-Za-z0-9_/-]|[_/-][A-Za-z0-9]")
_HALF_NAME = re.compile(r"[A-Za-z0-9]\.[A-Za-z]$")
_LISTED_BEHIND = re.compile(r" ?(?:（[^（）]{1,40}）)?(?:[A-Za-z][A-Za-z0-9_-]*)?(?:、|以及|[\\|])")


def is_fair(source: Source, statement: Statement, phrase: Phrase, place: int) -> bool:
    """Say whether a phrase, which stands at ``place`` in the statement's text, may be hidden."""
    text = phrase.text
    before, behind = statement.text[:place], statement.text[place + len(text) :]
    cued = phrase.is_object or is_cued(before)
    ranked = phrase.rank <= _RANK
    if not (cued or ranked) or (len(text) < 3 and not phrase.is_known and not (cued and ranked)):
        return False
    if statement.text.count(text) != 1 or len(text) < 2 or length(text) > _LONGEST or _NO_GAP.search(text):
        return False
    equated = before.rstrip().endswith("是")
    if (phrase.is_object or equated) and not behind and not _is_name(source, text) and _is_bare(statement, before):
        return False
    if _POINTS.search(text) or _NUMBERED.fullmatch(text) or (_COUNT.match(text) and _LIST_FOLLOWS.match(behind)):
        return False  # what only points, or only counts
    if before.endswith("，") and re.match(" ?(?:也|都|就|却|还|又)?(?:是|可能|无法|不能|不会|没有|可以|能|会)", behind):
        return False  # of whom something is said, not what
    if equated and _WITHIN.match(behind):
        return False  # `X 是计算机世界中`, of what follows in it
    if _NEGATED.search(before) and "而是" in behind:
        return False  # not what it is instead
    if (
        _AS_EXAMPLE.search(before)
        or _TAKEN_AS_EXAMPLE.match(behind)
        or _CONDITION.search(before)
        or _DEGREE.match(text)
        or text.count("的") > 1
    ):
        return False  # another example or degree would do as well, and a condition is not what is said
    told = _is_told(source, statement, phrase, before + behind)
    torn = is_torn(source, statement, phrase, before, behind)
    return not told and not torn and _is_whole(statement.text, text, before, behind)


def _is_told(source: Source, statement: Statement, phrase: Phrase, rest: str) -> bool:
    """Tell a gap that the card gives away: the front of each card shows its topic, and the rest of the sentence."""
    text = phrase.text
    if phrase.rank == 0 or 0 in source.names.ranks_in(text):
        return True
    head = text.rpartition("的")[2].strip()
    if (len(head) > 3 and head != text and fold(head) in fold(rest)) or fold(text) in fold(source.topic.name):
        return True
    if (count := _COUNT.match(text)) and text[count.end() :] in rest:
        return True
    if fold(text) in fold(statement.shown) or fold(text) in GENERIC_NOUNS or _bare(text) in _bare(rest):
        return True
    return _is_guessed(text, rest)


def _is_bare(statement: Statement, before: str) -> bool:
    """Tell `X 可以保存 ___` and `在 Y 中,X 是 ___`: where nothing else is said, anything would fit."""
    said = before[len(statement.scope + statement.shown) :] if statement.subject else before[len(statement.scope) :]
    return len(said.strip()) < _CLUES if not statement.scope else said.strip().endswith("是")


def _is_guessed(text: str, rest: str) -> bool:
    """Tell a gap of which the rest of the sentence holds nearly every character, or the noun behind a Latin name."""
    han = re.findall("[\u4e00-\u9fff]", text)
    kind = re.fullmatch("[A-Za-z0-9 .-]+ ?([\u4e00-\u9fff]+)", text)
    known = sum(char in rest for char in han)
    bare = fold(without_brackets(rest))
    latin = re.findall("[A-Za-z]{3,}", text)
    kind_of = re.sub(r"[A-Za-z0-9\s.-]+", "", text)
    if (
        latin
        and (not kind_of or kind_of.strip("的") in KINDS | _OFFSPRING)
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
    if (title and title.group() != text) or before.endswith(("（", "(", "::")):
        return False
    if _HALF_BEFORE.search(before) or _HALF_BEHIND.match(behind):
        return False
    if "（" in text and behind.lstrip().startswith("（"):
        return False  # `A（a）和 B` without its own bracket
    if re.match(r" ?[0-9A-Z]\b|\. ?[A-Za-z]| ?[~～] ?\d", behind) or _HALF_WORD.search(f"{before[-1:]}{text[:1]}"):
        return False
    if _HALF_WORD.search(f"{text[-1:]}{behind[:1]}") or _HALF_NAME.search(f"{before[-2:]}{text[:1]}"):
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
