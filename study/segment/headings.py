"""Where a heading ends that ran into the text behind it: by its own words, or by what must begin a sentence."""

from __future__ import annotations

import re

from study.ids import fold
from study.model import Mention
from study.words import HAN, MARKER, NOT_A_HEADING

_HAN = re.compile(f"[{HAN}]")
_LABEL = re.compile(rf"(?![^:：]*(?:[包括分为有是写]|如下|以下|下面|下列|存在))[{HAN}A-Za-z]{{2,8}}[:：]")
_KIND = re.compile(
    "(?:函数|方法|算法|模型|网络|协议|命令|指令|操作|系统|文件|工具|框架|类|层|接口|模式|阶段|机制)[:：]"
)
"""A noun that belongs to the Latin name in front of it (`malloc 函数:…`)."""
SECTION = re.compile(
    r"(?:\d{1,2}\.? )?(?:Motivation|(?:The )?[Ii]ntuition|Details?|Problem(?: [Ss]etup)?|"
    r"(?:Key|Main|Core) [Ii]deas?|Contributions?|TL;DR|"
    r"(?:Experimental )?Setup|Background|[Aa]bstract|Limitations?|Method|Approach|Results?|Experiments?|Conclusions?)"
)
"""A heading of a paper's notes in English, which runs into what stands below it."""
_SURE = re.compile(r"(?:\d{1,2}\.? )?(?:Motivation|(?:Key|Main|Core) [Ii]deas?|Contributions|TL;DR)")
"""Such a heading that is hardly ever the first word of a sentence or a name."""
_GOES_ON = re.compile(
    r"(?:of|for|is|are|was|to|in|on|and|with|from|by|that|show|shows|we)\b|[A-Z]?\d|[是的为中里上和与]"
)
_WITH_SUBTITLE = re.compile(r"[^,，。:：;；]{2,16}[:：][^,，。:：;；]{4,}$")
"""`图解 X:一次握手里发生了什么`, behind which `X 就是…` begins."""
_TITLE_WORDS = 4
_TITLE_LENGTH = 24  # characters
_LATIN_VERB = re.compile(r"\b(?:is|are|was|were|has|have|can|uses?|does?|[a-z]{3,}ed)\b")
_LATIN_HANGS = re.compile(r"\b(?:of|for|to|in|on|and|or|with|from|by|the|an?|as|vs)$", re.IGNORECASE)
_OPENS_SENTENCE = re.compile(r"(?:The|An?|It|This|These|We|If|When|There|Each) [a-z]|The [A-Z]")
_DEFINED = re.compile("一[台个种类组段条块][^，。]{4,}")
_BY_AUTHORS = re.compile("作者们?(?!的)|本文|笔者")
"""How a note on a work goes on behind its title."""
_STATES = re.compile("[分称]为|分成|包[括含]|采用|具有|[由被将把使让]")
"""What a line that states something holds where its term comes once more (`DNS 分为本地 DNS 和…`)."""
_ASKED = re.compile(f"什么是[^，。？?]{{1,14}}[{HAN}]")
_TRANSLATED = re.compile(rf"[{HAN}]{{2,10}} ?[(（][A-Za-z][A-Za-z &/-]{{2,40}}[)）]")
"""`核心机制 (Mechanism)` behind a number: a heading with its English."""
_NUMBERED = re.compile(rf"(?:^|[\s。])(?:{MARKER.pattern})\Z")
_NUMBER = 8  # characters of a list number with the white space around it
_PREDICATE = re.compile(
    "[是的为和与中等则也都会能由将把被有就还指即以及不只可用通在从对来去并之后前]|[:：,，、]|主要|负责|采用|使用|实现|描述|表示"
)
_IS = re.compile(rf"[A-Z][\w-]* ?[{HAN}]{{0,14}}(?:是|指)")
"""How the answer to `什么是 …` begins behind it."""
_NAME = re.compile(r"[A-Za-z][\w.-]*(?: [A-Za-z][\w.-]*){0,2}")
_HEADS = re.compile("(?:过程|流程|原理|机制|角色|特点|结构|概述|解法|对比|思路|思想|背景|用法|步骤)$")
_ACTS = re.compile(r"[A-Za-z][\w-]* ?(?:[在把是会用将由的有]|不再|只)")


class Headings:
    """Reads headings at the head of the lines of one entry.

    Args:
        text: the entry.
        mentions: the concepts that it names, in text order.
    """

    def __init__(self, text: str, mentions: tuple[Mention, ...]) -> None:
        self._text = text
        self._mentions = mentions
        self._mention_at = {mention.start: mention for mention in mentions}

    def is_section(self, title: str, j: int) -> bool:
        """Tell a heading of a paper's notes from the first word of a name (`Background Subtraction is …`)."""
        if not SECTION.fullmatch(title) or _GOES_ON.match(self._text, j):
            return False
        is_mixed = bool(_HAN.search(self._text))
        return bool(_SURE.fullmatch(title)) or (is_mixed and not self._text[j].islower())

    def ends_in_latin(self, title: str, j: int) -> bool:
        """Tell where a heading in Latin letters ends: `Paging | The address space …`, `LT 和 ET | LT 是 …`."""
        words = MARKER.sub("", title, count=1).split()
        if not words or len(words) > _TITLE_WORDS or re.search(r"[,，。:：;；]", title) or not self._text[j].isupper():
            return False
        if _LATIN_VERB.search(title) or _LATIN_HANGS.search(title):
            return False
        first = re.match(r"[A-Za-z]{2,}", words[0])
        again = re.match(r"[A-Z][A-Za-z]+", self._text[j:])
        if len(words) > 1 and first and again and fold(first.group()) == fold(again.group()):
            return True
        return bool(_OPENS_SENTENCE.match(self._text, j))

    def ends_before_sentence(self, title: str, j: int) -> bool:
        """Tell where a heading ends by what must begin a sentence: `broker | 一台…称为…`, `选举过程 | Follower 在…`."""
        if re.search(r"[,，。;；]", title):
            return False
        if not _HAN.search(title) and _BY_AUTHORS.match(self._text, j):
            return True
        if len(title) > _TITLE_LENGTH or re.search("[:：]", title):
            return False
        if _TRANSLATED.fullmatch(title):
            before = self._text[:j].rstrip().removesuffix(title)
            return bool(_NUMBERED.search(before[-_NUMBER:]) and not _PREDICATE.match(self._text, j))
        if _ASKED.fullmatch(title):
            return _IS.match(self._text, j) is not None
        if not _HAN.search(title):
            return bool(_DEFINED.match(self._text, j)) and _NAME.fullmatch(title) is not None
        if _OPENS_SENTENCE.match(self._text, j):
            return True
        return bool(_HEADS.search(title) and _ACTS.match(self._text, j) and not NOT_A_HEADING.search(title))

    def ends_before_its_term(self, title: str, j: int, *, first: bool) -> bool:
        """Decide where spacing says nothing: does ``title`` end as a heading here, and a line begin?"""
        rest = self._text[j:]
        if _LABEL.match(rest):
            return not (title[-1:].isascii() and _KIND.match(rest))
        opening = self._mention_at.get(j)
        if first and opening and _WITH_SUBTITLE.match(title) and not NOT_A_HEADING.search(title):
            return any(mention.concept is opening.concept and mention.end <= j for mention in self._mentions)
        if len(title) > 60 or re.search(r"[,，。:：;；]", title):
            return False
        start = j - len(title) - 2
        named = {mention.concept.id for mention in self._mentions if start <= mention.start and mention.end <= j}
        if opening and opening.concept.id in named:
            return not _STATES.search(title)
        word = re.match(r"[A-Za-z0-9]+", title)
        again = re.match(r"[A-Za-z0-9]+", rest)
        if word and again and len(word.group()) > 1 and fold(word.group()) == fold(again.group()):
            return True
        opens = first or self._text.startswith(title)  # the note's title, again
        return opens and opening is not None and not _HAN.search(title) and " " in title

    def restated(self, i: int, j: int) -> int | None:
        """Give where a heading begins that ends at ``i`` and stands once more at ``j``: `本地 DNS | 本地 DNS 采用…`.

        Its words are in both scripts, or it asks what they are; others are told by `repeats`.
        """
        for start in _STARTS.finditer(self._text, max(0, i - _NEAR), i):
            words = self._text[start.end() : i]
            is_title = start["asks"] or (_HAN.search(words) and re.search("[A-Za-z]", words))
            opens = j + self._text.startswith("“", j)
            is_title = is_title or opens > j  # `蓝绿部署 “蓝绿部署”是指…`
            again = self._text[opens : opens + len(words)]
            goes_on = re.match("[A-Za-z0-9]{2}", self._text[opens + len(words) - 1 : opens + len(words) + 1])
            if words and is_title and fold(again) == fold(words) and not goes_on:
                return start.start()
        return None

    def repeats(self, i: int, j: int) -> bool:
        """Tell whether the words before the space stand once more behind it: a heading, then its first sentence."""
        before, after = self._text[:i].split()[-5:], self._text[j:].split(maxsplit=5)[:5]
        near = max(0, i - _NEAR)
        glossed = _GLOSSED.search(self._text, near, i)
        if glossed and self._text.startswith(glossed[1], j):
            return True  # `子集搜索(subset search) 子集搜索分为…`
        pair = _PAIR.search(self._text, near, i)
        if pair and re.compile(rf"(?:{pair[1]}|{pair[2]})(?![A-Za-z0-9-])").match(self._text, j):
            return True  # `LSTM和GRU LSTM(长短期记忆)指…`
        return any(
            fold(" ".join(before[-count:])) == fold(_latin_head(" ".join(after[:count])))
            for count in range(1, min(len(before), len(after)) + 1)
        )


_GLOSSED = re.compile(rf"([{HAN}]{{2,12}}) ?[(（][^()（）]{{2,40}}[)）]\Z")
_NEAR = 56  # characters in front of a space that hold a name with its bracket, or two names
_STARTS = re.compile(rf"(?:^|(?<=[\s。．！？!?]))(?:{MARKER.pattern})?(?P<asks>什么是 ?)?(?=\S)")
"""Where a heading may begin."""
_WORDS = "[A-Za-z][A-Za-z0-9-]*(?: [A-Z][A-Za-z0-9-]*)*"
_PAIR = re.compile(rf"(?<!\S)(?<![A-Za-z] )({_WORDS}) ?(?:和|与|及|、|vs) ?({_WORDS})\Z")


def _latin_head(text: str) -> str:
    head = re.match(rf"[^{HAN}]+", text)
    return head.group() if head else ""
