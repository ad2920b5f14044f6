"""Where the lines of the note were: the index page joined headings, list items and paragraphs with spaces."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from study.model import Mention
from study.segment.headings import SECTION, Headings
from study.segment.sentences import ABBREVIATION, CLOSING, ENDS
from study.segment.tokenizer import Tokenizer
from study.segment.wrapping import wraps
from study.words import (
    CONTINUES_LATIN,
    HAN,
    HANGS,
    MARKER,
    NOT_A_HEADING,
    NUMERALS,
    SPEAKER,
    is_dialogue,
    is_generic_heading,
)

_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[A-Za-z0-9\u0370-\u03ff\U0001d400-\U0001d7ff]")
_URL = re.compile(r"https?://[^\s\u3000-\u9fff]+")
_BLOCK = re.compile(r"\[(?:公式|代码|图片|图|表格|表|Code|Image|Formula)\]")
_LABEL = re.compile(r":label:[\w.:-]+")
"""A label in a book's markup, which stands on a line of its own."""
_MARKUP = re.compile(
    r"\[(?i:abstract|pdf|code|paper|link|github|project(?: page)?|arxiv|blog|video|demo|slides)\]|"
    r"\[(?:论文|代码|视频|主页|链接)\]|"
    r"(?<!\S)(?:!!!|\?\?\?\+?) ?[a-z]+(?!\S)|\[![A-Za-z]+\]|(?<!\S):::+ ?[a-z]*(?!\S)|\{%[^{}%]{0,60}%\}"
)
"""What begins a box in the markup of notes (`!!! note`, `[!INFO]`, `::: tip`), and links without their targets."""
_CHAPTER = re.compile(
    rf"(?<=[{HAN})）。]\s)(?:chpt|[Cc]hap(?:ter)?|Part|Section|Lecture|Week|Day)\.? ?\d{{1,2}}(?=[\s:：])"
)
"""The number of a chapter, which opens a line."""
_NUMBERED_SECTION = re.compile(
    r"(?<=\s)\d{1,2}(?:\.\d{1,2})*\.? (?:Motivation|Introduction|Background|Abstract|Related Work|Preliminaries|Method|"
    r"Approach|Experiments?|Results|Conclusions?|Discussion|Limitations?|Overview|Contributions?)"
    r"(?: (?:&|and) [A-Z][a-z]+)?(?!\S)"
)
"""A section of a paper by its number, on a line of its own."""
_LINKED = re.compile(
    rf"(?:论文|原文|文章)\s?(?:链接|地址|标题|题目)[:：]\s?(?=[A-Za-z])[^{HAN}。]{{8,140}}?\s(?=[{HAN}])"
)
"""A label and the title in English behind it, which stand on a line of their own."""
_NUMBERED = re.compile(
    r"(?:\d{1,2}[.、)](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}\.|[（(]\d{1,2}[)）]|\d\.\d[,、]|[一二三四五六七八九十]{1,3}、|[①-⑳]|•(?=\s))"
    rf"(?=\s*[A-Za-z{HAN}“《\"])"
)
_DASH = re.compile(r"(?<=\s)[-–·*] (?=[A-Za-z\u4e00-\u9fff“《\"\[])")
"""A dash at the head of an item of a list, where the note has more than one; a single one may be a minus."""
_CIRCLED = re.compile(rf"(?<=[{HAN}A-Za-z0-9)）\s])[①-⑩]|^①")
"""A circled number that no punctuation parts from the words before it; behind that, it numbers parts of a sentence."""
_LETTERED = re.compile(rf"(?<![A-Za-z0-9])[a-f](?=[.)）]\s?[{HAN}])")
_ARITHMETIC = re.compile(r"[=+*×≈<>]")
_NAMED = re.compile(rf"[{HAN}A-Za-z -]{{2,24}}[(（](?:[A-Za-z ,，-]+|[{HAN}]{{2,10}})[)）]\s*[:：]$")
_EXPLAINED = re.compile(
    r"(?!(?i:eg|ie|ps|note|tips?|todo)[:：])[A-Za-z][A-Za-z0-9-]{1,24}(?: [A-Z][A-Za-z0-9-]{1,24}){0,2}[:：]"
)
_GLOSSARY = re.compile(rf"(?<!\S){_EXPLAINED.pattern}\s(?=[{HAN}])")
"""Names with what they stand for, a line each: `ViT: …`; a single such label may be a heading."""
_DICTIONARY = re.compile(
    rf"(?<=[。.；;{HAN})）]\s)(?!\S*(?:[包括分为有是写]|如下|以下|下面|存在)[:：])(?P<label>[{HAN}]{{1,8}})[:：]\s"
    rf"(?=[A-Za-z{HAN}][^\s:：]{{5,}})"
)
"""Chinese terms with what they stand for, each behind a sentence: `… 行存储: 数据按行存放. 列存储: …`."""
_CONSTANT = re.compile(rf"(?<=[{HAN})）。;；])[A-Z]+(?:_[A-Z]+)+(?=[:：])")
"""A constant that is explained, right behind the explanation of another."""
_NAME_LABEL = re.compile(
    rf"(?<=[{HAN})）。;；]\s)[A-Z][A-Za-z0-9_-]{{2,24}}(?: [A-Z][A-Za-z0-9-]{{1,24}}){{0,2}}"
    rf"(?: ?[(（][^()（）]{{1,20}}[)）])?[{HAN}]{{0,4}} ?[:：]"
    rf"(?=\s?[{HAN}])"
)
"""A name that is explained, behind another line: `… Decoding(解码)阶段:…`, `… READ_COMMITTED :…`."""
_PAIRED = re.compile(rf"(?:[{HAN}]{{2,12}}|[A-Z][A-Za-z-]*(?: [A-Z][A-Za-z-]*){{0,3}}) ?[(（][^()（）]{{1,30}}[)）]")
_KEPT_AT = re.compile(r"[:：]\s?[A-Za-z][\w.-]{2,}/[A-Za-z][\w.-]{2,}\Z")
"""Where somebody's code is kept, behind its label: `实现:author/name`."""
_PLACE = 64  # characters of such a place, with its colon
_OF_BOTH = re.compile("之[比和积差间一类内外]")
"""What no line begins with: it goes with what stands before it."""
_IN_A_ROW = re.compile(rf"(?<!\S){_PAIRED.pattern}(?:\s+{_PAIRED.pattern}){{2,}}")
"""Three or more names with brackets and nothing between them: the items of a list."""
_ASPECT_TITLE = re.compile(
    rf"(?<=[{HAN})）。;；]\s)(?<![和与及或对]\s)[A-Za-z][A-Za-z0-9-]{{1,15}} ?的"
    r"(?:核心|基本|主要|工作|整体|网络|模型|训练)?"
    rf"(?:思想|思路|概念|原理|优缺点|优点|缺点|特点|局限性?|应用场景|结构|架构|流程|步骤|过程|优势|不足)(?=\s+[A-Za-z{HAN}])"
)
"""`VAE 的核心思想` with white space on both sides: no sentence leaves one behind such words."""
_COUNTED = re.compile(rf"[两二三四五六七2-7]\s?[个种类条大](?P<noun>[{HAN}]{{2,4}})[:：]\s")
_NAMED_KINDS = re.compile(rf"(?P<count>[两二三四五六七2-7])\s?[种个类大][{HAN}]{{2,8}}[:：]\s?(?=[A-Z])")
_NAMED_ITEM = re.compile(rf"[A-Z][A-Za-z-]*(?: [A-Z][A-Za-z-]*){{0,2}} [{HAN}][^\s。]*[{HAN})）](?:\s+|$)")
"""`Direct Mail 全节点广播 `: a name and what it is, without white space."""
_OF_KIND = re.compile("(?:传统|普通|标准|原始|经典|一般|常规|早期|现有|现代|原生)的?")
_KIND_ACTS = re.compile(
    "(?:方法|算法|模型|网络|框架|函数|协议|系统|机制|技术|架构|结构|操作|命令|层)"
    "(?=[是会能由在将把有更最就也都只不很]|比较|非常|可以|通过|采用|使用|主要|包含|包括|分为|直接|需要|用于|用来)"
)
"""How a line goes on behind a name: with what kind of thing it is, and what it does."""
_ANNOUNCED = re.compile(r"(?<![问答QA])(?<![QA]\d)[:：][^。！？!?:：]*$")
_SAYS_WHICH = re.compile("最[^,，。:：]{2,12}(?:是|为|叫)[:：]$")
"""A lead to one thing and no list: `目前最流行的版本是:`."""
_INNER_CAPITAL = re.compile("[a-z]{2,}[A-Z][a-z]")
_NUMBER_BEHIND_HAN = re.compile(rf"[{HAN}][\d.~-]+$")
"""A number right behind a Chinese word: an author who puts no space there puts none behind it."""
_NUMBER = 8  # characters of such a number with the word before it
_LIST = 160  # characters of a list behind its lead
_FIGURE = re.compile(r"[图表式]\s?\d")
_NEXT_IN_HAN = re.compile(rf"[A-Za-z]{{0,12}}[{HAN}]")
"""How a Chinese line begins behind an English one, with a name perhaps (`WOE叫证据权重`)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the note as ``text[start:end]``, without list number, emoji and white space around it."""

    start: int
    end: int
    numbered: bool


def split_lines(text: str, mentions: tuple[Mention, ...], tokenizer: Tokenizer, inside: list[bool]) -> list[Line]:
    """Find the lines of an entry.

    Args:
        text: the entry as the snapshot shows it, without the final ``...``.
        mentions: the concepts that it names, in text order.
        tokenizer: knows words and their parts of speech.
        inside: what `bracketed` says of the entry.

    Returns:
        The lines in text order; URLs, emoji and what a snapshot put for formulas and code stand in none.
    """
    return _Splitter(text, mentions, tokenizer, inside).lines()


class _Splitter:
    def __init__(self, text: str, mentions: tuple[Mention, ...], tokenizer: Tokenizer, inside: list[bool]) -> None:
        self.text = text
        self.first_tag = tokenizer.first_tag
        self.inside = inside
        self.mentions = mentions
        self.headings = Headings(text, mentions)
        self.tight = self._is_tight()
        self.in_a_row = dict(_in_a_row(text))
        self.wraps = set(wraps(text, tokenizer))
        self.is_glossary = len(_GLOSSARY.findall(text)) > 1
        explained = {term["label"] for term in _DICTIONARY.finditer(text) if not is_generic_heading(term["label"])}
        self.explained = explained if len(explained) > 1 else set()

    def _is_tight(self) -> bool:
        """Tell whether the author writes 用Python写 (a space then is a lost line break) or 用 Python 写."""
        latin = r"[A-Za-z][A-Za-z0-9.+]+"
        unspaced = len(re.findall(f"[{HAN}](?={latin})|{latin}(?=[{HAN}])", self.text))
        spaced = len(re.findall(f"[{HAN}] (?={latin})|{latin} (?=[{HAN}])", self.text))
        return unspaced > 0 and unspaced >= 2 * spaced

    def lines(self) -> list[Line]:
        found = []
        for start, end in self._pieces():
            line = self._trim(start, end)
            if line and not SPEAKER.fullmatch(self.text, line.start, line.end):
                found.append(replace(line, numbered=True) if line.start in self.in_a_row else line)
        return found

    def _pieces(self) -> list[tuple[int, int]]:
        text = self.text
        cuts = {0, len(text)}
        for outside in _outside(text):
            cuts.update(outside.span())
        for number in _NUMBERED.finditer(text):
            if number.start() == 0 or text[number.start() - 1] in ENDS + " \u3000":
                cuts.add(number.start())
        cuts.update(at for at, char in enumerate(text) if _is_emoji(char))
        cuts.update(dash.start() for dash in self._dashes())
        cuts.update(constant.start() for constant in _CONSTANT.finditer(text))
        cuts.update(at for section in _NUMBERED_SECTION.finditer(text) for at in section.span())
        cuts.update(linked.end() for linked in _LINKED.finditer(text))
        cuts.update(chapter.start() for chapter in _CHAPTER.finditer(text))
        cuts.update(label.start() for label in _NAME_LABEL.finditer(text) if not self.inside[label.start()])
        cuts.update(*self.in_a_row.items())
        cuts.update(_behind_counted(text))
        cuts.update(_named_kinds(text))
        cuts.update(at for title in _ASPECT_TITLE.finditer(text) for at in title.span())
        cuts.update(self._series(_CIRCLED, "①②③④⑤⑥⑦⑧⑨⑩"))
        cuts.update(self._series(_LETTERED, "abcdef"))
        if is_dialogue(text):
            cuts.update(at for label in SPEAKER.finditer(text) for at in label.span())
        segment, known = 0, sorted(cuts)
        for gap in re.finditer(r"\s+", text):
            segment = max(segment, known[bisect_right(known, gap.start()) - 1])
            if MARKER.fullmatch(text, segment, gap.end()):
                segment = gap.end()  # the number stays with its line
            elif gap.start() > segment and self._breaks(segment, gap.start(), gap.end()):
                cuts.add(gap.end())
                cuts.update(self._title_before_repeat(segment, gap.start(), gap.end()))
                segment = gap.end()
        edges = sorted(cuts)
        skipped = {at for found in _outside(text) for at in range(*found.span())}
        return [piece for piece in itertools.pairwise(edges) if piece[0] not in skipped]

    def _dashes(self) -> list[re.Match[str]]:
        """Find the dashes that begin an item of a list: two or more of them, and none of them beside arithmetic."""
        text = self.text
        found = [
            dash
            for dash in _DASH.finditer(text)
            if not _ARITHMETIC.search(text[max(0, dash.start() - 8) : dash.start()])
            and not _ARITHMETIC.search(text, dash.end(), dash.end() + 8)
        ]
        return found if len(found) > 1 else []

    def _series(self, marker: re.Pattern[str], signs: str) -> list[int]:
        """Find the items of a list that is marked by signs in their order, from the first sign on."""
        found: list[int] = []
        for match in marker.finditer(self.text):
            if not self.inside[match.start()] and match.group() == signs[len(found) : len(found) + 1]:
                found.append(match.start())
        return found if len(found) > 1 else []

    def _trim(self, start: int, end: int) -> Line | None:
        text = self.text
        while start < end and (
            text[start].isspace() or _is_emoji(text[start]) or text[start] in ",，、。.;；:：!?！？)）"
        ):
            start += 1
        numbered = False
        while marker := MARKER.match(text, start, end):
            start, numbered = marker.end(), True
        while end > start and text[end - 1].isspace():
            end -= 1
        return Line(start, end, numbered) if start < end else None

    def _breaks(self, segment: int, i: int, j: int) -> bool:
        """Decide whether the white space ``text[i:j]`` was a line break; ``segment`` is where this line began."""
        text = self.text
        if j >= len(text) or self.inside[i]:
            return False
        left, right = text[i - 1], text[j]
        if left in ENDS + ";；…" or (left in CLOSING and i >= 2 and text[i - 2] in ENDS):
            return True
        if left in ":：":
            # `损失函数(loss function): 用于…` is one line that says what the name stands for.
            title = text[segment:i]
            if SECTION.fullmatch(title[:-1]):
                return True
            if right == "是" or _SAYS_WHICH.search(title):
                return False
            if title[:-1] in self.explained:
                return False
            if self.is_glossary and _EXPLAINED.fullmatch(title) and _HAN.match(right):
                return False
            return not (_NAMED.search(title) or (_is_latin(right) and i >= 2 and _is_latin(text[i - 2])))
        if right in ",.，。、;；:：)）…%" or left in ",，、(（/=+&" or right in "(（/=+&":
            return False
        return self._breaks_words(segment, i, j)

    def _breaks_words(self, segment: int, i: int, j: int) -> bool:
        text = self.text
        left, right = text[i - 1], text[j]
        if left == ".":
            return not ABBREVIATION.search(text[segment:i]) and (right.isupper() or bool(_HAN.match(right)))
        if _NEXT_IN_HAN.match(text, j) and re.search(r"(?:[A-Za-z-]+ ){5}[A-Za-z.-]+$", text[segment:i]):
            return True  # an English sentence or title, then a Chinese one
        if _HAN.match(left) and _HAN.match(right):
            stood_between = _FIGURE.match(text, j) or (left == "当" and right == "时")  # a formula
            return not (stood_between or _OF_BOTH.match(text, j) or i in self.wraps)
        if _KEPT_AT.search(text, max(segment, i - _PLACE), i):
            return True
        return self._breaks_scripts(segment, i, j)

    def _breaks_scripts(self, segment: int, i: int, j: int) -> bool:
        """Decide it where Latin letters stand on one side, or on both."""
        text = self.text
        left, right = text[i - 1], text[j]
        title = re.split(r"[。．！？!?;；]", text[segment:i])[-1].strip()
        is_heading = self.headings.is_section(title, j) or self.headings.restated(i, j) is not None
        if left.isdigit() and right.isdigit():
            return False  # a row of numbers
        if _is_latin(left) and _is_latin(right):
            return is_heading or self.headings.repeats(i, j) or self.headings.ends_in_latin(text[segment:i], j)
        is_aside = left in ")）" and (title.startswith(("(", "（")) or self.headings.repeats(i, j))
        if is_heading or is_generic_heading(title) or is_aside:
            return True
        announced = _ANNOUNCED.search(text, 0, i) if left in ")）" and right.isalpha() and not right.islower() else None
        if announced and self.first_tag(text[max(segment, announced.start() + 1) : i].strip()[:8])[:1] not in set("pv"):
            return right not in CONTINUES_LATIN - {"只"}  # the items of a list
        if self.headings.ends_before_sentence(text[segment:i].strip(), j):
            return True
        if self.tight and _HAN.match(right) and _NUMBER_BEHIND_HAN.search(text, max(0, i - _NUMBER), i):
            return self.first_tag(text[j : j + 8])[:1] in set("nr")
        if self._is_symbol(i, j) or (_HAN.match(right) and right in CONTINUES_LATIN) or left in HANGS:
            return False
        if self.headings.ends_before_its_term(title, j, first=segment == self._beginning()):
            return True
        return self.tight and self._begins_line(title, j)

    def _begins_line(self, title: str, j: int) -> bool:
        """Where spaces between scripts are not the author's habit, decide whether this one was a line break."""
        right = self.text[j]
        if not _HAN.match(right):
            return right.isupper() or bool(_INNER_CAPITAL.match(self.text, j))
        if NOT_A_HEADING.search(title):
            return False
        goes_on = not _HAN.search(title) or _OF_KIND.match(title)
        if goes_on and (self.text.startswith("主要", j) or _KIND_ACTS.match(self.text, j)):
            return False
        if goes_on and self.first_tag(self.text[j : j + 8])[:1] in set("vdpcu"):
            return False
        return len(title) <= 30 and not re.search(r"[,，]", title)

    def _is_symbol(self, i: int, j: int) -> bool:
        """Tell whether a number or a one-letter symbol stands beside the space: spacing around those says nothing."""
        before = re.search(r"[^\s\u3000-\u9fff]+$", self.text[:i])
        after = re.match(r"[^\s\u3000-\u9fff]+", self.text[j:])
        sides = [side.group().strip("()（）[],，.。:：") for side in (before, after) if side]
        return any(
            len(side) == 1 or re.search(r"^[\d.×x%~+-]+$|^Math$|[=\[\]{}\\^<>|*]|\b[A-Za-z]_", side)
            for side in sides
            if side
        )

    def _title_before_repeat(self, segment: int, i: int, j: int) -> set[int]:
        """In `Flowbased Models Normalizing Flow | Normalizing Flow 是` the repeated words are their own heading."""
        restated = self.headings.restated(i, j)
        if restated is not None and restated > segment:
            return {restated}
        title = self.text[segment:i]
        if _HAN.search(title) or not self.headings.repeats(i, j):
            return set()
        for mention in self.mentions:
            if segment < mention.start < i == mention.end:
                return {mention.start}
        return set()

    def _beginning(self) -> int:
        return next((at for at, char in enumerate(self.text) if char.isalnum()), 0)


def _outside(text: str) -> Iterator[re.Match[str]]:
    """Find what stands in no line."""
    return itertools.chain.from_iterable(pattern.finditer(text) for pattern in (_URL, _BLOCK, _LABEL, _MARKUP))


def _in_a_row(text: str) -> Iterator[tuple[int, int]]:
    """Find where names with brackets begin and end that stand in a row: `加载(Loading) 验证(Verification) …`."""
    for row in _IN_A_ROW.finditer(text):
        yield from (pair.span() for pair in _PAIRED.finditer(text, *row.span()))


def _behind_counted(text: str) -> Iterator[int]:
    """Find where items end that bear the noun which their lead counts: `有 5 种方案: XA 方案 | TCC 方案 | …`."""
    for lead in _COUNTED.finditer(text):
        for item in re.compile(rf"(?<={lead['noun']})\s+(?![(（])").finditer(text, lead.end(), lead.end() + _LIST):
            yield item.end()


def _named_kinds(text: str) -> Iterator[int]:
    """Find where as many named items stand as their lead counts: `有三种模式: Direct Mail 广播 | Anti-entropy …`."""
    for lead in _NAMED_KINDS.finditer(text):
        edges = [lead.end()]
        while len(edges) <= NUMERALS.get(lead["count"], 0) and (item := _NAMED_ITEM.match(text, edges[-1])):
            edges.append(item.end())
        if len(edges) > NUMERALS.get(lead["count"], 0) > 0:
            yield from edges


def _is_latin(char: str) -> bool:
    return bool(_LATIN.match(char))


def _is_emoji(char: str) -> bool:
    return (ord(char) >= 0x2300 and unicodedata.category(char) in {"So", "Cs"}) or char in "\ufe0f\u200d"
