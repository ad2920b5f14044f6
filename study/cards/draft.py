"""What every kind of card is made from, and what it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from study.cards.names import Names
from study.cards.statement import Statement, statements
from study.cards.wording import Wording
from study.ids import digest, fold
from study.model import Card, Kind, Passage, Term
from study.words import HAN

_AROUND_NAME = re.compile(r"^(?:而|但|所谓)|[“”\"]")
_ARTICLE = re.compile(r"^An?(?= )")
_HAS_HAN = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Source:
    """One entry as the kinds of card see it: its parts, the names of its key terms and its statements.

    ``leads`` holds for each place where the lead of a listing begins that lead, made to stand alone; ``named`` says
    where the entry names its key terms: the term's rank, start and end, by rank.
    """

    passage: Passage
    names: Names
    statements: tuple[Statement, ...]
    leads: Mapping[int, str]
    wording: Wording
    named: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, passage: Passage, terms: tuple[Term, ...]) -> Source:
        """Read an entry for its cards: ``terms`` are its key terms, the topic first."""
        names = Names.of(terms)
        wording = Wording(passage)
        return cls(passage, names, *statements(passage, names, wording), wording, tuple(_named(passage, terms)))

    @property
    def terms(self) -> tuple[Term, ...]:
        """Its key terms, the topic first."""
        return self.names.terms

    @property
    def topic(self) -> Term:
        """What the entry is about."""
        return self.terms[0]

    @property
    def is_english(self) -> bool:
        """Whether the note is written in English, a Chinese word here and there aside."""
        text = self.passage.entry.text
        return len(_HAS_HAN.findall(text)) < len(_LATIN_WORD.findall(text))


def _named(passage: Passage, terms: tuple[Term, ...]) -> Iterator[tuple[int, int, int]]:
    text = passage.entry.text.lower()
    if len(text) != len(passage.entry.text):  # `İ` becomes two characters
        text = passage.entry.text
    for rank, term in enumerate(terms):
        for name in dict.fromkeys((term.name, *term.aliases)):
            at = text.find(name.lower())
            while at >= 0:
                yield rank, at, at + len(name)
                at = text.find(name.lower(), at + len(name))
        for mention in passage.mentions if term.concept else ():
            if mention.concept is term.concept:
                yield rank, mention.start, mention.end


@dataclass(frozen=True, slots=True)
class Draft:
    """A card before it is chosen.

    Args:
        about: what tells it from other cards of its kind on the same term; never its wording.
        weight: how much it is worth learning, for choosing among the drafts of an entry.
        core: where the clause stands that holds the fact, in a longer quote; None for the whole quote.
    """

    kind: Kind
    term: Term
    about: tuple[str, ...]
    front: str
    back: str
    start: int
    end: int
    weight: float
    core: tuple[int, int] | None = None

    def card(self, entry_id: str, text: str, topic: str) -> Card:
        """Make the card; its id hashes what it is about."""
        subject = self.term.concept.id if self.term.concept else fold(self.term.name)
        # What a contrast is about names both sides: which of them the note says first is wording.
        named = self.about if self.kind == "contrast" else (subject, *self.about)
        card_id = digest("card", self.kind, *named)
        quote = text[self.start : self.end]
        return Card(
            card_id, self.kind, topic, self.term.name, self.front, self.back, entry_id, quote, self.start, self.end
        )


def shown(statement: Statement) -> str:
    """Give the subject as a question names it: in the note's words, but by its full name where those are ambiguous."""
    term = statement.subject
    if term is None:
        return ""
    words = _AROUND_NAME.sub("", statement.shown).strip()
    words = _ARTICLE.sub(lambda article: article.group().lower(), words)
    guarded = {fold(spelling) for spelling, _ in term.concept.near} if term.concept else set()
    return term.name if fold(words) in guarded and len(words) <= 3 else words


def is_english(text: str) -> bool:
    """Say whether a text is written in English (cards speak the language of the note)."""
    return _HAS_HAN.search(text) is None
