"""Full name of an abbreviation, both ways: from `中文(English,ABBR)`, `ABBR (English)`, `中文(ABBR)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.clauses import whole
from study.cards.draft import Draft, Source
from study.cards.typeset import typeset
from study.ids import fold
from study.model import Term
from study.words import GENERIC_NOUNS, HAN

_MODIFIER = 2  # characters that may stand before a known name and belong to it
_BRACKET = re.compile(
    rf"(?P<outer>[{HAN}]{{2,14}}|[A-Za-z][A-Za-z0-9 -]{{1,60}}?)\s?[(（](?P<inner>[^()（）]{{2,70}})[)）]"
)
_ABBREVIATION = r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]{1,7}(?![A-Za-z0-9])"
_LONG = (
    r"[A-Za-z][A-Za-z0-9 -]{4,60}[A-Za-z0-9]|"
    rf"(?:[{HAN}]{{2,6}}(?:——?|[-–·])){{0,3}}[{HAN}]{{3,14}}(?: ?[A-Za-z][A-Za-z -]{{3,50}}[A-Za-z])?"
)
_FULL = re.compile(
    rf"(?P<short>{_ABBREVIATION}) ?[,，(（]? ?(?:的)?(?:英文)?全称(?:是|为|叫做?|:|：)? ?[(（“\"]?(?P<long>{_LONG})"
)
_SHORTENED = re.compile(rf"(?P<long>{_LONG}) ?[,，(（] ?(?:简称|缩写)(?:是|为|叫做?|:|：)? ?(?P<short>{_ABBREVIATION})")
_ACRONYM = re.compile(
    rf"(?P<short>{_ABBREVIATION}) ?(?:是|即|为) ?[“\"]?(?P<long>[A-Za-z][A-Za-z0-9 -]{{4,80}}[A-Za-z0-9])[”\"]? ?"
    "的(?:首字母)?(?:缩写|简称|简写)"
)
_ROW = re.compile(
    r"(?<!\S)(?P<short>[A-Za-z]{0,2}[A-Z][A-Za-z0-9]{1,6}) (?P<long>[A-Z][A-Za-z-]*(?: [A-Z][A-Za-z-]*){1,6}) "
    rf"(?P<chinese>[{HAN}]{{2,14}})(?=[\s,，;；。])"
)
"""A row of a table that lost its rules: the abbreviation, its words and what they are in Chinese."""
_SUFFIX = re.compile("[式性型化级]$")
"""What makes a word in front of it part of the name behind it."""
_CALLED = re.compile("^.*(?:称(?:它|其|之)?[为作]|叫做?|名为)")
"""What leads up to a name."""
_LABEL = re.compile(r"^(?:简称为?|缩写为?|即|又称|或|英[语文](?:全称|名)?)[:：]?\s*")
"""What a bracket may say of the name in it: `布隆过滤器(英语:Bloom Filter,简称BF)`."""
_NO_NAME = frozenset("DONE TODO WIP FIXME NEW UPDATE DRAFT".split())
"""What says how far a note is."""
_SAYS_FULL = re.compile("全称|简称|缩写")
_IS_CALLED = re.compile(rf"(?:其实|就|也)*(?:是|即|指)(?P<name>[{HAN}]{{2,10}})(?=，|$)")
_SHORT = re.compile(r"[A-Z][A-Za-z0-9]*(?:[A-Z0-9][A-Za-z0-9]*)+|[A-Z]{2,}")


def make(source: Source) -> Iterator[Draft]:
    """Make full-name cards of an entry; of the sentence that the excerpt cuts, from what stands whole."""
    passage = source.passage
    text = passage.entry.text
    yield from _spelled_out(source)
    yield from _translated(source)
    yield from _table(source)
    for sentence in (*passage.headings, *passage.sentences):
        for pair in _BRACKET.finditer(whole(sentence.text) if sentence.cut else sentence.text):
            start, end = sentence.start + pair.start(), sentence.start + pair.end()
            names = [pair["outer"], *re.split(r"[,，、;]|\s或\s|\bor\b", pair["inner"])]
            names = [_LABEL.sub("", name.strip()).strip() for name in names]
            short = next((name for name in names if _SHORT.fullmatch(name) and len(name) <= 8), None)
            term = source.names.called(short) if short else None
            if not short or not term or short in _NO_NAME:
                continue
            long = next((name for name in names if stands_for(short, name)), None)
            chinese = next((name for name in names if re.fullmatch(f"[{HAN}]{{2,14}}", name)), None)
            if chinese and pair["outer"] == chinese:
                after_latin = pair.start() > 0 and re.match("[A-Za-z0-9]", sentence.text[pair.start() - 1])
                chinese = None if after_latin else _noun_phrase(source, sentence.start + pair.end("outer"), chinese)
            at = text.index(short, start)
            short = source.wording.spelled(at, at + len(short))
            if long:
                at = start + pair.group().find(long)
                long = source.wording.spelled(at, at + len(long))
            drafts = _cards(term, short, long, chinese, start, end, english=source.is_english)
            # The front of each card shows its topic: what that says already is not asked for.
            yield from (
                draft for draft in drafts if draft.about != ("short",) or fold(short) != fold(source.topic.name)
            )


def _spelled_out(source: Source) -> Iterator[Draft]:
    """Read `X,全称是 Y` and `Y,简称 X`."""
    text = source.passage.entry.text
    for sentence in source.passage.sentences:
        if sentence.cut or not _SAYS_FULL.search(sentence.text):
            continue
        full_names = (*_FULL.finditer(sentence.text), *_ACRONYM.finditer(sentence.text))
        for match in (*full_names, *_SHORTENED.finditer(sentence.text)):
            short, long = match["short"], _CALLED.sub("", match["long"].strip(" 。."))
            term = source.names.called(short)
            start, end = sentence.start + match.start(), sentence.start + match.end()
            at = text.find(long, start)
            if (
                term
                and fold(long) != fold(short)
                and at >= 0
                and (stands_for(short, long) or re.search(f"[{HAN}]", long) or _is_title(short, long))
            ):
                full = source.wording.typeset(at, at + len(long))
                yield Draft("full-name", term, ("full",), f"{short} 的全称是什么？", full, start, end, 7.0)


def _table(source: Source) -> Iterator[Draft]:
    """Read the rows of a table of abbreviations: `DLM Diffusion Language Model 扩散语言模型 MDLM …`."""
    rows = [row for row in _ROW.finditer(source.passage.entry.text) if _spells_out(row["short"], row["long"])]
    for row in rows if len(rows) > 1 else ():
        term = source.names.called(row["short"])
        about = ("full",) if term else (fold(row["short"]), "full")
        back = f"{row['long']}（{row['chinese']}）"
        start, end = row.span()
        yield Draft("full-name", term or source.topic, about, f"{row['short']} 的全称是什么？", back, start, end, 7.0)


def _spells_out(short: str, long: str) -> bool:
    """Tell a name from the words of which it holds the initials; D3 stands for three of them."""
    letters = re.sub(r"([A-Za-z])(\d)", lambda found: found[1] * int(found[2]), short)
    return _initials(long) == letters.casefold()


def _translated(source: Source) -> Iterator[Draft]:
    """Read `X 就是 Y`, where the catalogue knows both as names of one concept."""
    for statement in source.statements:
        term = statement.subject
        match = _IS_CALLED.match(statement.predicate) if term and _SHORT.fullmatch(statement.shown) else None
        if term and match and term.concept and match["name"] in term.concept.names:
            front, end = typeset(f"{statement.shown} 的中文名称是什么？"), statement.end_of(match["name"])
            yield Draft("full-name", term, ("chinese",), front, match["name"], statement.start, end, 6.0)


def _cards(
    term: Term, short: str, long: str | None, chinese: str | None, start: int, end: int, *, english: bool
) -> Iterator[Draft]:
    if long and _initials(long.rpartition(" ")[0]) == short.casefold() and long.split()[-1].casefold() in GENERIC_NOUNS:
        long = long.rpartition(" ")[0]  # `spatial pyramid pooling layer` for SPP
    if english and long:
        yield Draft("full-name", term, ("full",), f"What does {short} stand for?", long, start, end, 7.0)
        return
    full = f"{long}（{chinese}）" if long and chinese else long
    if full:
        yield Draft("full-name", term, ("full",), f"{short} 的全称是什么？", full, start, end, 7.0)
    elif chinese and term.concept and chinese in term.concept.names:  # in brackets a remark may stand as well
        yield Draft("full-name", term, ("full",), f"{short} 的中文名称是什么？", chinese, start, end, 4.5)
    if long and chinese:
        front = typeset(f"{chinese}的英文缩写是什么？")
        yield Draft("full-name", term, ("short",), front, f"{short}（{long}）", start, end, 2.0)


def _initials(long: str) -> str:
    return "".join(word[0] for word in long.split()).casefold()


def stands_for(short: str, long: str) -> bool:
    """Say whether ``long`` is English for the letters of ``short``: every letter in order, most as initials."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", long)
    letters = re.sub(r"[^a-z]", "", short.casefold())
    if re.search(r"(?<![A-Za-z])[A-Z]{2,}(?![a-z])", long) and long.rsplit(maxsplit=1)[-1] in short:
        return False  # `inverse RL` for IRL leaves the most of it short
    if len(words) < 2 or not letters or fold(long) == fold(short) or words[0][0].casefold() != letters[0]:
        return False
    spelled = iter("".join(words).casefold())
    initials = sum(word[0].casefold() in letters for word in words)
    return (
        all(letter in spelled for letter in letters) and initials >= len(words) - 2 and len(words) <= len(letters) + 2
    )


def _is_title(short: str, long: str) -> bool:
    """Tell the words that a name in capitals of its own is made of, where the note says that they are (`GloVe`)."""
    words = long.split()
    return len(words) > 1 and words[0][0] == short[0] and sum(word[0].isupper() for word in words) > len(words) / 2


def _noun_phrase(source: Source, end: int, chinese: str) -> str | None:
    """Take of the characters before a bracket only the words of the name: `使用随机微分方程` → `随机微分方程`."""
    items = {item.start for listing in source.passage.listings for item in listing.items}
    if end - len(chinese) in items:
        return chinese  # an item of a list begins with its name
    for mention in source.passage.mentions:
        if mention.end == end and len(chinese) >= mention.end - mention.start:
            tail = re.split(
                "[为和与是即的用叫以及或、，]|分成|包括|包含|基于|采用|使用|通过|利用|比如|例如|诸如", chinese
            )[-1]
            if not tail.startswith("所谓") and 0 < len(tail) - (mention.end - mention.start) <= _MODIFIER:
                return tail  # `后量化` is more than 量化
            if _SUFFIX.search(chinese[: -(mention.end - mention.start)]):
                return None  # `对抗式生成网络` begins nobody knows where
            return source.passage.entry.text[mention.start : mention.end]
    begin = end
    for sentence in (*source.passage.headings, *source.passage.sentences):
        for word in reversed([word for word in sentence.words if end - len(chinese) <= word.start and word.end <= end]):
            if word.tag[:1] not in "nbaj" and word.tag not in {"vn", "v"}:
                break
            begin = word.start
    name = source.passage.entry.text[begin:end]
    return name if len(name) > 1 and name not in GENERIC_NOUNS else None
