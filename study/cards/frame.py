"""Frame: what a card shows around its question and answer, from its note, its topic and the catalogue."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from study import clozes
from study.cards.rules import from_catalogue
from study.cards.typeset import typeset
from study.ids import fold, letters
from study.model import Card, Entry, Frame, Topic

_AROUND = 48  # characters of the note on either side of the quote that are shown at most
_OPENING = 36  # characters of a note that are enough to know it by
_ORNAMENT = re.compile(r"^[^\w(（《“]+")  # an emoji that leads the note
_ENDS = re.compile(r"[。．！？!?]|\.(?=\s+[A-Z])")
_WORD_OF_LINE = re.compile(r"\S+")
_WORD = r"[A-Za-z0-9]"


@dataclass(frozen=True, slots=True)
class Framing:
    """What the frames of cards are made from.

    Args:
        topics: by id.
        entries: by id.
        glosses: for the name of a term that the notes mention and never define, what the catalogue says of it.
        names: for the id of a topic of the plan its name.
    """

    topics: Mapping[str, Topic]
    entries: Mapping[str, Entry]
    glosses: Mapping[str, str]
    names: Mapping[str, str]

    def frame(self, card: Card) -> Frame:
        """Make the frame of a card."""
        topic, entry = self.topics[card.topic], self.entries.get(card.entry)
        before, after = around(entry.text, card.start, card.end) if entry else ("", "")
        is_on_topic = fold(card.term) in _folded(topic.name, *topic.aliases)
        gloss = self.glosses.get(card.term, "") if not from_catalogue(card) else ""
        return Frame(
            hint=hint(card, topic),
            before=before,
            after=after,
            source=source(entry) if entry else "",
            gloss=typeset(f"{card.term}：{gloss}") if gloss else "",
            needs=self._needs(topic) if is_on_topic else (),
            also=tuple(
                f"{reference.quote}（{source(self.entries[reference.entry])}）"
                for reference in card.also
                if reference.entry in self.entries
            ),
        )

    def sources(self, topic: Topic, cards: Iterable[Card]) -> Iterator[str]:
        """Give all that the frames of a topic's cards are made from: where it is the same, so are they."""
        yield repr((topic.id, topic.name, topic.aliases, topic.track, self._needs(topic)))
        shown: dict[str, None] = {}
        for card in cards:
            yield repr(card)
            yield self.glosses.get(card.term, "")
            shown |= dict.fromkeys((card.entry, *(reference.entry for reference in card.also)))
        for entry in shown:
            yield self.entries[entry].text if entry in self.entries else ""

    def _needs(self, topic: Topic) -> tuple[str, ...]:
        return tuple(self.names[need.topic] for need in topic.needs if need.topic in self.names)


def hint(card: Card, topic: Topic) -> str:
    """Name field and topic, without the topic where it is the answer."""
    answers = [fold(answer) for answer in clozes.hidden(card.front) or [card.back]]
    names = _folded(*(name for name in (topic.name, *topic.aliases) if len(name) > 1))
    told = [name for name in names if any(name in answer for answer in answers)]
    front = fold(clozes.blanked(card.front)) if told else ""
    is_answer = any(name not in front for name in told)
    return topic.track.zh if is_answer else f"{topic.track.zh} · {topic.name}"


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the words of the note's sentence in front of the quote ``text[start:end]`` and those behind it."""
    first, last = max(0, start - _AROUND), end + _AROUND
    found = (match.end() for match in _ENDS.finditer(text, first))
    ends = list(itertools.takewhile(lambda place: place <= last, found))
    opens = max((place for place in ends if first < place <= start), default=-1)
    if opens >= 0:
        before = text[opens:start].lstrip()
    elif first:
        before = "…" + _without_rest(text[first:start], text[first - 1])
    else:
        before = _ORNAMENT.sub("", text[:start])
    closes = min((place for place in ends if end <= place <= last), default=-1)
    if closes >= 0:
        after = text[end:closes]
    elif last < len(text):
        after = _without_beginning(text[end:last], text[last]).rstrip(".…") + "…"
    else:
        after = text[end:]
    return before, after


@lru_cache(maxsize=1 << 12)  # the cards of a topic come one after another
def _folded(*names: str) -> tuple[str, ...]:
    return tuple(map(fold, names))


def source(entry: Entry) -> str:
    """Say which note it is by its opening words, without the emoji and addresses that may lead it."""
    return _opening_words(entry.text)


@lru_cache(maxsize=1 << 14)  # a note has several cards, and each is framed for the package and for the page
def _opening_words(text: str) -> str:
    words = ""
    for word in _WORD_OF_LINE.finditer(text):
        if len(words) > _OPENING:
            break
        if letters(word.group()) and "://" not in word.group():
            words += f" {word.group()}" if words else word.group()
    return words if len(words) <= _OPENING else _without_beginning(words[:_OPENING], words[_OPENING]) + "…"


def _without_beginning(words: str, following: str) -> str:
    """Take off the beginning of a Latin word that goes on behind these words, unless it is all of them."""
    return re.sub(f"(?<=[^A-Za-z0-9]){_WORD}+$", "", words) if re.match(_WORD, following) else words


def _without_rest(words: str, preceding: str) -> str:
    """Take off the rest of a Latin word that begins in front of these words."""
    return re.sub(f"^{_WORD}+", "", words) if re.match(_WORD, preceding) else words
