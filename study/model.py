"""The nouns: frozen values that one stage hands to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from study.errors import Fault

Kind = Literal[
    "definition", "full-name", "enumeration", "contrast", "purpose", "mechanism", "limit", "relation", "attribute",
    "origin", "cloze",
]  # fmt: skip
"""What a card asks."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One entry line as one snapshot shows it; ``line`` counts from 1."""

    text: str
    snapshot: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One note, however often and in however many versions snapshots showed it.

    ``text`` is its longest version, ``versions`` all that were seen, ``snapshots`` the file names, sorted.
    """

    id: str
    text: str
    snapshots: tuple[str, ...]
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A direct prerequisite: the concept that must be known first, and why."""

    topic: str
    reason: str
    source: Literal["catalog", "note"] = "catalog"
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """An item of the catalogue.

    Args:
        id: lower-case name with hyphens, unique over the catalogue.
        name: the one name, out of ``en``, ``zh`` and ``abbr``, that notes use most.
        spellings: every further spelling.
        near: for a spelling with more than one meaning, the words of which one must stand in the same note.
        gloss: one Chinese sentence that says what it is.
        needs: its direct prerequisites.
        track: id of the field that it belongs to.
        place: its place in the catalogue's teaching order, from 0.
        is_topic: a note may be about it; else it is only a term of notes on something else.
    """

    id: str
    name: str
    en: str
    zh: str | None
    abbr: str | None
    spellings: tuple[str, ...]
    near: tuple[tuple[str, tuple[str, ...]], ...]
    gloss: str
    needs: tuple[Need, ...]
    track: str
    place: int
    is_topic: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling, the name first, none twice."""
        guarded = tuple(spelling for spelling, _ in self.near)
        every = (self.name, self.abbr, self.zh, self.en, *self.spellings, *guarded)
        return tuple(dict.fromkeys(name for name in every if name))

    @property
    def sure_names(self) -> tuple[str, ...]:
        """The spellings that mean this concept in any text, its name among them."""
        guarded = {spelling for spelling, _ in self.near}
        return tuple(name for name in self.names if name not in guarded or name == self.name)


@dataclass(frozen=True, slots=True)
class Track:
    """A field of the catalogue; its place among the fields is its place in the catalogue."""

    id: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that a text names: ``text[start:end]`` stands for ``standard``, the catalogue's own spelling.

    ``inside`` are the concepts that the words themselves name where they are a title or join names (`BiLSTM+CRF`).
    """

    concept: Concept
    start: int
    end: int
    standard: str
    inside: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: its place in the entry's text and its part of speech in ICTCLAS tags (``n``, ``v`` …)."""

    text: str
    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of the entry's text that says one thing: ``text == entry.text[start:end]``.

    Args:
        heading: the heading that it stands under, or "".
        cut: True where the excerpt breaks off inside it; such a sentence is never a source of an answer.
    """

    text: str
    start: int
    end: int
    heading: str
    cut: bool
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A sentence that ends in a colon and the items that follow it; ``cut`` where the excerpt ends among them."""

    lead: Sentence
    items: tuple[Sentence, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """An entry taken apart: headings, sentences and listings, each with its place in the entry's text."""

    entry: Entry
    headings: tuple[Sentence, ...]
    sentences: tuple[Sentence, ...]
    listings: tuple[Listing, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What a learner should come away with: a name, its other spellings and how much it matters (more is better).

    ``concept`` is the catalogue's concept, or None where the catalogue does not know the term.
    """

    name: str
    aliases: tuple[str, ...]
    score: float
    concept: Concept | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of an entry: ``quote == entry.text[start:end]``."""

    entry: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Card:
    """One question and its answer; ``quote == entry.text[start:end]``, the words that it rests on.

    ``id`` comes from what the card is about, never from how it is worded. A card that the learner wrote by hand has
    no entry and no quote; ``edited`` says that its words are the learner's. ``also`` are the words of other entries
    that answer the same question.
    """

    id: str
    kind: str
    topic: str
    term: str
    front: str
    back: str
    entry: str
    quote: str
    start: int
    end: int
    edited: bool = False
    also: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a card shows around its question and answer.

    Args:
        hint: the field and the topic, on the front.
        before: the words of the note in front of the quote; ``after`` are those behind it.
        source: says which note it is.
        gloss: what the catalogue says of a term that the notes only mention, with its name, or "".
        needs: names of what must be known before the topic, on a card that is about the topic itself.
        also: where else the notes answer the question, a line each.
    """

    hint: str = ""
    before: str = ""
    after: str = ""
    source: str = ""
    gloss: str = ""
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept that has a place in the plan: with cards from notes, or a gap that notes leave open."""

    id: str
    name: str
    aliases: tuple[str, ...]
    track: Track
    order: int
    gap: bool
    gloss: str
    needs: tuple[Need, ...]
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudiedEntry:
    """An entry with the topic it was given and its key terms, best first.

    For a topic that the catalogue lacks ``cues`` are the prerequisites that the note itself names, and ``leads_to``
    what it says came later.
    """

    entry: Entry
    topic: str
    terms: tuple[Term, ...]
    cues: tuple[Need, ...] = ()
    leads_to: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """The whole result: entries, topics in plan order, cards in plan order."""

    entries: tuple[StudiedEntry, ...]
    topics: tuple[Topic, ...]
    cards: tuple[Card, ...]


State = Literal["live", "own", "dropped", "retired", "restored"]
"""live: made from a note; own: written by the learner; dropped: deleted by the learner; retired: no rule makes it;
restored: dropped, and wanted back in the build at hand."""
STANDS: frozenset[State] = frozenset({"live", "own"})
"""The states of a card that stands in its deck."""
NOT_MADE = ("", "")
"""What the program made of a card that the learner wrote."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of a card.

    Args:
        card: the card as the package last held it.
        made: hashes of the front and the back that the program last made, to tell the learner's edits from them; None
            where they are the card's own, and `NOT_MADE` where it made none.
        shown: hash of everything that the package last held of it.
        changed: when a build noticed that this last changed, in seconds since 1970, UTC.
        due: its place among the new cards; it never changes, and leaves room for others in between.
    """

    card: Card
    made: tuple[str, str] | None
    shown: str
    changed: int
    due: int
    state: State


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is remembered; empty before the first build.

    Args:
        cards: by card id.
        decks: for a topic's id the name of its deck, which never changes.
        dropped: ids of the topics whose deck file the learner deleted.
        forgotten: entries that the learner had forgotten; their texts are kept to know them by.
    """

    entries: tuple[Entry, ...] = ()
    cards: Mapping[str, Record] = field(default_factory=dict)
    decks: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    forgotten: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """A concept of the catalogue, the concepts it needs and leads to, and the notes that mention it."""

    concept: Concept
    needs: tuple[tuple[Concept, str], ...]
    leads_to: tuple[Concept, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build does, or would do.

    Args:
        entries: how many notes are known; ``new_entries`` and ``changed_entries`` are their opening words, as are those
            that no snapshot shows any more, ``rolled_off``.
        topics: how many topics have notes; ``gaps`` is how many are needed and have none.
        new_topics: names of the topics that get a deck; ``moved_topics`` of those whose place in the plan is another
            than that of their deck.
        cards: how many cards stand.
        new_cards: the cards that are new.
        reworded: the cards that change, as they were and as they are.
        kept: the cards that are as the learner worded them, each with the program's own wording.
        retired: the cards that no note or rule makes any more, or that the learner deleted, since the build before.
        leaving: how many cards the package carries a last time, to tag them as retired.
        lost_ledger: there are deck files, and nothing that remembers how they came to be.
        written: the files that change, in name order.
        faults: what had to be left out.
    """

    entries: int
    new_entries: tuple[str, ...]
    changed_entries: tuple[str, ...]
    rolled_off: tuple[str, ...]
    topics: int
    gaps: int
    new_topics: tuple[str, ...]
    moved_topics: tuple[str, ...]
    cards: int
    new_cards: tuple[Card, ...]
    reworded: tuple[tuple[Card, Card], ...]
    kept: tuple[tuple[Card, Card], ...]
    retired: tuple[Card, ...]
    leaving: int
    lost_ledger: bool
    written: tuple[Path, ...]
    faults: tuple[Fault, ...]
