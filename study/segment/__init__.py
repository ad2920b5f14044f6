"""Entry → clean sentences of words, with headings and lists told apart from the text that they ran into."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from study.ids import letters
from study.model import Entry, Listing, Mention, Passage, Sentence, Word
from study.segment.lines import split_lines
from study.segment.sentences import bracketed, split_sentences
from study.segment.tokenizer import Tokenizer
from study.words import ASPECT_HEADING, HAN, MARKER, NOT_A_HEADING, NUMERALS, STEPS_HEADING

_CUT = re.compile(r"\s*(?:\.{3,}|…+)\s*$")
_CONSTANT = re.compile("[A-Z]+(?:_[A-Z]+)+ ?[:：]")
"""A constant that is explained in its line."""
_ASPECT = re.compile(
    "(?:输入|输出|(?:主要|核心)?(?:目的|目标|作用|思想|思路|原理|贡献)|优点|缺点|特点|优势|不足|局限|损失函数|[时空]间复杂度|"
    "(?:适用|应用|使用)?场景|动机|做法|结论)[:：](?=.{4})"
)
"""A line that says it of one of the topic's aspects: no heading."""
_HEADING_LENGTH = 26  # Han characters; a Latin word counts as two
_VERB_TAGS = {"v", "vd", "p", "d", "c", "r"}


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    line: int
    numbered: bool
    last: bool


class Segmenter:
    """Take entries apart; holds the tokenizer, which knows the catalogue's spellings; the arguments are its."""

    def __init__(self, spellings: Iterable[str], texts: Iterable[str] | None = None) -> None:
        self._tokenizer = Tokenizer(spellings, texts)

    def segment(self, entry: Entry, mentions: tuple[Mention, ...]) -> Passage:
        """Find the headings, sentences and listings of an entry.

        Args:
            entry: the note.
            mentions: the concepts that its text names, in text order.
        """
        cut = _CUT.search(entry.text)
        body = entry.text[: cut.start()] if cut else entry.text
        headings: list[Sentence] = []
        sentences: list[Sentence] = []
        heading = ""
        spans = self._spans(body, mentions)
        listings, in_list = self._listings(body, spans, bool(cut))
        for at, span in enumerate(spans):
            is_last = at == len(spans) - 1
            broken = bool(cut) and is_last and not re.search(r"[。．！？!?][”’\"')）】》]*$", body)
            made = self._sentence(body, span, heading, cut=broken)
            is_item = at in in_list or (not is_last and _is_item_before(body, span, spans[at + 1]))
            if not is_item and not is_last and self._is_heading(made, span):
                headings.append(made)
                heading = made.text
            else:
                sentences.append(made)
        words = [word for part in (*headings, *sentences) for word in part.words]
        return Passage(entry, tuple(headings), tuple(sentences), listings, _on_words(mentions, words))

    def _spans(self, body: str, mentions: tuple[Mention, ...]) -> list[_Span]:
        spans = []
        inside = bracketed(body)
        for number, line in enumerate(split_lines(body, mentions, self._tokenizer, inside)):
            parts = split_sentences(body, line.start, line.end, inside)
            for at, (start, end) in enumerate(parts):
                spans.append(_Span(start, end, number, line.numbered and at == 0, at == len(parts) - 1))
        return spans

    def _sentence(self, body: str, span: _Span, heading: str, *, cut: bool) -> Sentence:
        text = body[span.start : span.end]
        words = []
        at = span.start
        for word, tag in self._tokenizer.cut(text):
            if not word.isspace():
                words.append(Word(word, at, at + len(word), tag))
            at += len(word)
        return Sentence(text, span.start, span.end, heading, cut, tuple(words))

    def _is_heading(self, sentence: Sentence, span: _Span) -> bool:
        """A heading is a short line that ends in no punctuation and says nothing of its own."""
        text = sentence.text
        if not span.last or re.search(r"[。．.！!；;,，]$", text) or not letters(text) or _CONSTANT.match(text):
            return False
        if _ASPECT.match(text):
            return False
        short = len(re.findall(f"[{HAN}]", text)) + 2 * len(re.findall(r"[A-Za-z0-9]+", text)) <= _HEADING_LENGTH
        if re.search(r"[:：?？]$", text):
            return short and not re.search(r"[,，。]", text)
        return short and not re.search(r"[,，。;；]", text) and not NOT_A_HEADING.search(text)

    def _listings(self, body: str, spans: list[_Span], cut: bool) -> tuple[tuple[Listing, ...], set[int]]:
        listings = []
        taken: set[int] = set()
        for at, span in enumerate(spans):
            text = body[span.start : span.end]
            heads = span.last and bool(ASPECT_HEADING.fullmatch(text.strip(":：")))
            is_numbered = at + 1 < len(spans) and spans[at + 1].numbered
            heads = heads or (span.last and is_numbered and bool(STEPS_HEADING.fullmatch(text)))
            if at in taken or not (heads or re.search(r"[:：]$", text) or (_ANNOUNCES.search(text) and span.last)):
                continue
            if at + 1 == len(spans) or "[" in body[span.end : spans[at + 1].start]:
                continue  # nothing follows, or a formula or code does
            numbers = self._items(body, spans, at, is_aspect=heads)
            names = self._names_in_line(body, spans, at) if len(numbers) < 2 else []
            if names:
                lead = self._sentence(body, span, "", cut=False)
                listings.append(
                    Listing(lead, tuple(self._sentence(body, name, "", cut=False) for name in names), False)
                )
                taken.update((at, at + 1))
            if len(numbers) < 2:
                continue
            open_end = cut and numbers[-1] == len(spans) - 1
            items = tuple(self._sentence(body, spans[number], "", cut=False) for number in numbers)
            lead = self._sentence(body, span, "", cut=False)
            listings.append(Listing(lead, items[:-1] if open_end else items, open_end))
            taken.update(numbers)
            taken.add(at)
        return tuple(listings), taken

    def _items(self, body: str, spans: list[_Span], lead: int, *, is_aspect: bool) -> list[int]:
        """The items behind a lead; ``is_aspect`` says that it is a heading like 优点."""
        text = body[spans[lead].start : spans[lead].end]
        row = _row(body, spans, lead)
        if row and (is_aspect or _LEADS_UP.search(text) or _names_all(body, text, [spans[number] for number in row])):
            return row
        numbers = self._item_numbers(body, spans, lead)
        if is_aspect and not spans[lead + 1].numbered:
            labelled = [number for number in numbers if _LABELLED.match(body, spans[number].start, spans[number].end)]
            numbers = labelled if labelled == numbers[: len(labelled)] else []
        return _labelled(body, spans, lead) if len(numbers) < 2 and _LEADS_UP.search(text) else numbers

    def _item_numbers(self, body: str, spans: list[_Span], lead: int) -> list[int]:
        """The items behind a lead: numbered lines, or lines without a full stop, as many as the lead counts."""
        following = range(lead + 1, len(spans))
        numbers: list[int] = []
        if lead + 1 < len(spans) and spans[lead + 1].numbered:
            for number in following:
                if not spans[number].numbered:
                    if spans[number].line == spans[number - 1].line:
                        continue  # a second sentence of the same item
                    break
                if numbers and not _follows(_marker(body, spans[numbers[-1]]), _marker(body, spans[number])):
                    break
                numbers.append(number)
            return numbers
        for number in following:
            text = body[spans[number].start : spans[number].end]
            if (
                re.search(rf"[。．！!?？]$|[A-Za-z{HAN})]\.$", text)
                or not spans[number].last
                or re.search(r"[:：]$", text)
                or _ANNOUNCES.search(text)
            ):
                break
            numbers.append(number)
        wanted = counted(body[spans[lead].start : spans[lead].end])
        if wanted:
            return numbers[:wanted] if len(numbers) >= wanted else []
        return self._without_heading(body, spans, numbers)

    def _names_in_line(self, body: str, spans: list[_Span], lead: int) -> list[_Span]:
        """Read a line of as many Latin names as the lead counts (`一共有 4 种: A B C D`)."""
        wanted = counted(body[spans[lead].start : spans[lead].end])
        line = spans[lead + 1]
        names = list(re.finditer(r"[A-Za-z][A-Za-z0-9.]+", body[line.start : line.end]))
        if not wanted or len(names) != wanted or len(body[line.start : line.end].split()) != wanted:
            return []
        return [_Span(line.start + name.start(), line.start + name.end(), line.line, False, True) for name in names]

    def _without_heading(self, body: str, spans: list[_Span], numbers: list[int]) -> list[int]:
        """Leave out a last noun phrase that follows items which are clauses: it heads the next part of the note."""
        if len(numbers) < 3 or numbers[-1] == len(spans) - 1:
            return numbers
        texts = [body[spans[number].start : spans[number].end] for number in numbers]
        nominal = [self._is_nominal(text) for text in texts]
        return numbers[:-1] if nominal[-1] and not any(nominal[:-1]) else numbers

    def _is_nominal(self, text: str) -> bool:
        return len(text) <= 14 and not any(
            tag in _VERB_TAGS for word, tag in self._tokenizer.cut(text) if len(word) > 0
        )


def _on_words(mentions: tuple[Mention, ...], words: list[Word]) -> tuple[Mention, ...]:
    """Drop the mentions that only cut across words: 并发 in 并发现 is none, 线程 in 多线程 is one."""
    inside: dict[int, Word] = {}
    for word in words:
        inside.update(dict.fromkeys(range(word.start + 1, word.end), word))

    def fits(mention: Mention) -> bool:
        before, after = inside.get(mention.start), inside.get(mention.end)
        return after is None and (before is None or before.end == mention.end)

    return tuple(mention for mention in mentions if fits(mention))


def _row(body: str, spans: list[_Span], lead: int) -> list[int]:
    """The items behind a lead that semicolons part, a line each: `优点: 易于解释; 能处理离散特征; 对缩放不敏感。`."""
    numbers: list[int] = []
    for number in range(lead + 1, len(spans)):
        numbers.append(number)
        if not spans[number].last or not body[spans[number].start : spans[number].end].endswith((";", "；")):
            break
    return numbers if len(numbers) > 1 else []


def _names_all(body: str, lead: str, items: list[_Span]) -> bool:
    """Say whether a lead names every item that has a label: `实现高可用和伸缩性: 高可用:…; 伸缩性:…`."""
    labels = [_LABELLED.match(body, item.start, item.end) for item in items]
    return all(re.split("[:：]", label.group())[0] in lead for label in labels if label)


def _labelled(body: str, spans: list[_Span], lead: int) -> list[int]:
    """The items behind a lead that are sentences with labels: `监控:…。通知:…。`, each with what else its line says."""
    numbers: list[int] = []
    for number in range(lead + 1, len(spans)):
        span = spans[number]
        if _LABELLED.match(body, span.start, span.end):
            numbers.append(number)
        elif not numbers or span.line != spans[number - 1].line:
            break
    return numbers


def _marker(body: str, span: _Span) -> str:
    """Give the list number or bullet in front of a line."""
    found = _MARKED.search(body[max(0, span.start - _MARKER_LENGTH) : span.start])
    return found.group().strip() if found else ""


def _is_item_before(body: str, span: _Span, following: _Span) -> bool:
    """Tell an item of a list by the next one: `7. grid 8. 程序分两部分执行` are siblings, and 7 heads nothing."""
    if not (span.numbered and following.numbered):
        return False
    one, other = _marker(body, span), _marker(body, following)
    return one != other and _follows(one, other)


def _follows(one: str, other: str) -> bool:
    """Say whether two list numbers belong to one list: `(2)` behind `(1)`, and `1.` behind `1.` as some pages write."""
    if _DIGITS.sub("", one) != _DIGITS.sub("", other):
        return False
    first, second = _DIGITS.search(one), _DIGITS.search(other)
    if not first or not second or not (first.group() + second.group()).isdecimal():
        return True
    return int(second.group()) - int(first.group()) in {0, 1}


_MARKER_LENGTH = 10
_MARKED = re.compile(rf"(?:{MARKER.pattern})$")
_DIGITS = re.compile(r"\d+|[a-f](?=[.)）])|[一二三四五六七八九十]+|[①-⑳]")
_ANNOUNCES = re.compile(
    r"有\s?[两二三四五六七2-7]\s?[个种类点][^，。:：]{0,8}$|(?:包括|包含|分为|如下|以下[^，。:：]{0,4}|有这?[几些][个种][^，。:：]{0,6}|常[用见]的[^，。:：]{2,12}有)$"
)
_LEADS_UP = re.compile(
    r"(?:以下|如下|下面|下列|包括|包含|分为|分成|主要有|[有具]{1,2}[两二三四五六七2-7几]\s?[个种类大])[^，。:：]{0,10}[:：]$"
)
_LABELLED = re.compile(r"[^,，。:：]{2,14}[:：].{4}")
_COUNT = re.compile(r"([两二三四五六七2-7])\s*(?:大|个|种|类|步|点|条|项|部分|阶段|方面|层|方式)")


def counted(text: str) -> int:
    """Read how many things a lead announces (`三个阶段` → 3); 0 where it does not say."""
    counts = _COUNT.findall(text)
    return (NUMERALS.get(counts[-1]) or int(counts[-1])) if counts else 0
