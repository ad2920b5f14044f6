"""Phrases: the runs of an entry's words that may be terms, and the pairs of names that it gives for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.ids import fold
from study.model import Passage, Sentence, Word
from study.words import GENERIC_NOUNS, HAN, is_generic_heading

_LATIN_PHRASE = re.compile(r"[A-Za-z][A-Za-z0-9+#]*(?:[.-][A-Za-z0-9]+)*(?: [A-Za-z][A-Za-z0-9+#-]*){0,4}")
_PAIR = re.compile(
    rf"([{HAN}A-Za-z0-9 -]{{2,24}}?)\s?[(（](?:英[语文](?:全称|名)?[:：]\s?)?"
    rf"([A-Za-z][A-Za-z0-9 ,，.-]{{1,60}}(?:[,，](?:简称|缩写)为?[:：]?\s?[A-Z]+)?|[{HAN}]{{2,10}})[)）]"
)
_DEFINES = re.compile("(?:是|指的?是?|为)(?:一[种个类]|[^，,。]{2,40}的)")
"""Behind the bracket of a sentence's first words: all of them are the name (`先来先服务(FCFS)是一种…`)."""
_TITLE = re.compile(r"《([^《》]{3,80})》")
_NAME = r"[A-Z][a-z]+(?:[A-Z][a-z]+)?"
_PERSON = rf"{_NAME}(?: [A-Z]\.?)?(?: {_NAME}){{1,3}}"
_PERSONS = re.compile(
    rf"(?:由|被|作者(?:是|为)?)\s?(?:{_PERSON}\s?(?:[(（][^()（）]*[)）]\s?)?(?:、|和|与|及|,|以及|and)?\s?){{1,6}}"
    r"(?=等|在|于|提出|发明|发表|发布|创[立建造]|设计|修改|改进|完成|(?:18|19|20)\d\d)|"
    rf"{_NAME}(?: [A-Z]\.?){{0,2}}(?: {_NAME}){{0,3}}(?=\s?(?:,? ?et al|等人|等(?:在|于|提出|学者|研究)))"
)
"""Who did something; learners are asked that, but a person is no term of the field."""
_BY_LINE = re.compile(rf"(?:作者|译者|整理|感谢|[Aa]uthors?)\s?[:：]\s*[A-Za-z][^{HAN}。;；]{{1,160}}")
"""Who wrote it, up to the next Chinese word."""
_LABEL = 10  # characters of the label before it
_CITED = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*(?:[:：]? [A-Za-z0-9+]+(?:[-–—][A-Za-z0-9]+)*){4,}")
"""A run of words that may be the title of a work."""
_LINKS = re.compile(r"[:：]|\b(?:for|is|are|of|with|using|via|by|from|in|on|the|an?|to|and|as)\b")
_ADDRESS = re.compile(r"(?<![!-~])[!-~]*(?:\w@\w|\.(?:com|cn|org|io|net|edu|dev|html?|md)(?![A-Za-z]))[!-~]*")
_PART = re.compile("(?:lecture|chapter|chap|part|week|day|lab|section|step)-?\\d")
_OF_A_WORK = re.compile(
    "(?:论文|文章|原文|代码|源码|项目|官方|视频|博客|下载|开源|仓库|参考|数据集?|网站)*(?:地址|链接|网址|出处|作者|译者|主页|标题)"
)
"""What a label says of a work beside its name."""
_DEGREE = re.compile("非常|十分|比较(?!器|运算|操作|学习|排序)|更加|越来越|(?<!个)特别(?!行政)")
"""What stands in a sentence and in no name."""
_POINTS = re.compile(
    "假设(?=[\u4e00-\u9fff]{2})(?!检验|空间)|所谓|[上下]述|[上下]面|这|那|同一|某[个种些]|各[个种]|每[个种一]|其[他余它]"
)
_FORMULA = frozenset(
    """
    frac sim sum int text phi alpha beta gamma delta theta sigma mu nu xi rho tau omega eps epsilon mathbf mathcal
    mathrm mathbb left right cdot times log exp partial nabla infty hat bar tilde sqrt prod lim ldots cdots begin end
    label sec cite quad vec arg min max langle rangle
    """.split()
)
"""Words of a formula or of markup, where a snapshot kept them as they were typed."""
_DOING = re.compile("[a-z]+ing [a-z]+s")  # `detecting objects` says what is done, it names nothing
_LIGHT = re.compile(
    "(?:[^,，。]{0,6}?(?:采用|使用|用于|称为|叫做|作为|分为|分成|包括|包含|含有|具有|基于|利用|通过|需要|保留|得到|引入|提出|直到|进入|处于|达到|收到|产生|比如|例如|诸如))+"
)
NOMINAL = {"n", "nz", "nr", "nrt", "ns", "nt", "vn", "an", "b", "j", "eng"}
_PREFIXES = frozenset("非无多半单双子元反逆超伪")
_STOP = frozenset(
    """
    a an the of in on at to for from by with without and or not is are was were be been being it its this that these
    those we you they he she which who whom whose what when where why how then than as into onto over under between
    after before same each every all any some most more less only very different respectively
    can could may might will would shall should must do does did done has have had there here such also so if else
    but et al use uses used using apply applies applied make makes made take takes
    give gives become becomes get gets show shows replace replaces divide divides divided contain
    contains first last new
    """.split()
)


def _sources(passage: Passage) -> Iterator[Sentence]:
    written = names_written(passage)
    for heading in passage.headings:
        if not is_generic_heading(heading.text) and not is_shortened(heading, written):
            yield heading
    yield from passage.sentences


def names_written(passage: Passage) -> frozenset[str]:
    """Give the names of concepts as the note writes them, folded."""
    return frozenset(fold(passage.entry.text[mention.start : mention.end]) for mention in passage.mentions)


def is_shortened(heading: Sentence, written: frozenset[str]) -> bool:
    """Tell a heading that is the beginning of a name the note spells out (`随机微分` for 随机微分方程)."""
    title = fold(heading.text)
    return len(title) > 2 and any(name.startswith(title) and name != title for name in written)


def pairs(passage: Passage) -> Iterator[tuple[str, str, int, int]]:
    """Find `中文(English)`, `English(中文)` and `English(ABBR)` pairs: name, alias, and where both stand."""
    for sentence in _sources(passage):
        persons = _by_lines(passage, sentence)
        for pair in _PAIR.finditer(sentence.text):
            if any(start <= pair.start() < end for start, end in persons):
                continue
            start, end = sentence.start + pair.start(), sentence.start + pair.end()
            bracket = sentence.start + pair.end(1)
            is_defined = (
                pair.start() == 0 and _DEFINES.match(sentence.text, pair.end()) and _may_name(sentence, bracket)
            )
            begin = start if is_defined else _phrase_start(sentence, start, bracket, is_glossed=pair.group(2).isascii())
            name = passage.entry.text[begin:bracket].strip()
            alias = re.split(r"[,，]", pair.group(2))[0].strip()
            if _names_something(name) and _names_something(alias) and len(name) <= 24:
                yield name, alias, begin, end
                if is_defined:
                    yield alias, name, begin, end


def _may_name(sentence: Sentence, end: int) -> bool:
    """Tell words that may all belong to a name from those that lead up to one (`由于熵`)."""
    return not any(word.tag[:1] in "pcdrum" for word in sentence.words if word.end <= end)


def _phrase_start(sentence: Sentence, start: int, end: int, *, is_glossed: bool) -> int:
    """Go back from a bracket over the words of one noun phrase; one with its English may end in a verb (`子集搜索`)."""
    begin = end
    words = [word for word in sentence.words if start <= word.start and word.end <= end]
    if is_glossed and len(words) > 1 and words[-1].tag == "v" and len(words[-1].text) > 1:
        begin = words[-1].start if words[-2].tag in NOMINAL and words[-2].end == words[-1].start else end
    for word in reversed([word for word in words if word.end <= begin]):
        if word.tag not in NOMINAL and not (word.tag[:1] in "va" and begin < end and len(word.text) > 1):
            break
        begin = word.start
    light = _LIGHT.match(sentence.text, begin - sentence.start)
    return light.end() + sentence.start if light and light.end() + sentence.start < end - 1 else begin


def phrases(passage: Passage, named: list[bool]) -> Iterator[tuple[int, int]]:
    """Find runs of content words and Latin phrases that no known concept covers whole."""
    for sentence in _sources(passage):
        for title in _TITLE.finditer(sentence.text):
            if not _covered(named, sentence.start + title.start(1), sentence.start + title.end(1)):
                yield sentence.start + title.start(1), sentence.start + title.end(1)
        yield from _latin(passage, sentence, named)
        for start, end in _han_runs(sentence):
            if sentence.cut and end == sentence.end:
                continue  # the word may go on behind the cut
            name = passage.entry.text[start:end]
            is_compound = named[start : start + 2] == [False, False] and end - start > 3 and named[end - 1]
            if (is_compound or not _covered(named, start, end)) and _names_something(name):
                yield start, end


def _cited(text: str) -> list[tuple[int, int]]:
    """Find the titles of works, the names of persons and addresses in a sentence that is not in English."""
    titles = [title.span() for title in _TITLE.finditer(text)]
    for run in _CITED.finditer(text):
        words = [word for word in re.findall(r"[A-Za-z]+", run.group()) if word not in _STOP]
        if _LINKS.search(run.group()) and sum(word[0].isupper() for word in words) > 0.7 * len(words):
            titles.append(run.span())
    return titles + [found.span() for pattern in (_PERSONS, _ADDRESS) for found in pattern.finditer(text)]


def _by_lines(passage: Passage, sentence: Sentence) -> list[tuple[int, int]]:
    """Find who wrote something in a sentence, whose line may begin behind the label that says so."""
    found = _BY_LINE.finditer(passage.entry.text, max(0, sentence.start - _LABEL), sentence.end)
    return [(line.start() - sentence.start, line.end() - sentence.start) for line in found]


def _latin(passage: Passage, sentence: Sentence, named: list[bool]) -> Iterator[tuple[int, int]]:
    """Find the Latin phrases of a sentence, and the names inside phrases that known concepts cover."""
    is_english = not re.search(f"[{HAN}]", sentence.text)
    cited = [] if is_english else _cited(sentence.text)
    cited += _by_lines(passage, sentence)
    for phrase in _LATIN_PHRASE.finditer(sentence.text):
        if any(start <= phrase.start() < end for start, end in cited):
            continue
        named_behind = min((start for start, _ in cited if start > phrase.start()), default=phrase.end())
        words = sentence.text[phrase.start() : min(named_behind, phrase.end())].rstrip()
        if sentence.cut and phrase.end() == len(sentence.text):
            words = words.rpartition(" ")[0]  # the last one may go on behind the cut
        for start, end in _without_stop_words(sentence.start + phrase.start(), words, is_english):
            is_covered = _covered(named, start, end)
            if not is_covered or _joins_names(passage, start, end):
                yield start, end
            names = re.finditer(r"[A-Z][A-Za-z0-9]{2,}", passage.entry.text[start:end]) if is_covered else ()
            for name in names:
                if not any(named[start + name.start() : start + name.end()]):
                    yield start + name.start(), start + name.end()


def _joins_names(passage: Passage, start: int, end: int) -> bool:
    """Tell a name made of two others (`MLP Projector`): it is a term of its own."""
    inside = [mention for mention in passage.mentions if start <= mention.start and mention.end <= end]
    words = passage.entry.text[start:end].split()
    return len(inside) == len(words) == 2 and inside[0].concept is not inside[1].concept


def _covered(named: list[bool], start: int, end: int) -> bool:
    return sum(named[start:end]) >= (end - start) * 0.5


def _without_stop_words(start: int, phrase: str, is_english: bool) -> Iterator[tuple[int, int]]:
    """Cut an English phrase at its stop words; one plain lower-case word of an English text is no term."""
    run: list[tuple[int, int]] = []
    for word in [*re.finditer(r"\S+", phrase), None]:
        again = word and run and phrase[run[-1][0] - start : run[-1][1] - start] == word.group()
        if word and not again and word.group().casefold() not in _STOP and len(word.group()) > 1:
            run.append((start + word.start(), start + word.end()))
            continue
        text = phrase[run[0][0] - start : run[-1][1] - start] if run else ""
        plain = is_english and len(run) == 1 and text.islower()
        plain = plain or all(part in _FORMULA for part in text.split())
        if run and len(text) > 1 and not plain and not _DOING.fullmatch(text) and _names_something(text):
            yield run[0][0], run[-1][1]
        run = [(start + word.start(), start + word.end())] if word and again else []


def _han_runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    run: list[Word] = []
    words = sentence.words
    for word in words:
        nominal = word.tag in NOMINAL and bool(re.match(f"[{HAN}]{{2}}", word.text)) and word.text != "所谓"
        if run and run[-1].end != word.start:
            yield from _run_span(run)
            run = []
        if nominal or (not run and word.text in _PREFIXES):
            run.append(word)
            continue
        yield from _run_span(run)
        run = []
    yield from _run_span(run)


def _run_span(run: list[Word]) -> Iterator[tuple[int, int]]:
    while run and run[-1].tag in {"b", "an"}:
        run = run[:-1]  # an adjective at the end belongs to what follows
    if run and run[-1].tag in NOMINAL and len(run) <= 4 and run[-1].end - run[0].start >= 2:
        yield run[0].start, run[-1].end


def _names_something(name: str) -> bool:
    bare = name.casefold().strip()
    return (
        len(bare) > 1
        and not re.fullmatch(r"[a-z]{1,2}", name)
        and bare not in GENERIC_NOUNS
        and not _POINTS.match(name)
        and not _OF_A_WORK.fullmatch(name)
        and not _DEGREE.search(name)
        and bare != "math"
        and not is_generic_heading(name)
        and not bare.replace(".", "").isdigit()
        and not _PART.match(bare)
    )
