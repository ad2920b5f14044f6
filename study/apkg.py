"""Cards → Anki package: the only door to genanki."""

from __future__ import annotations

import hashlib
import html
import io
import itertools
import json
import operator
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import genanki

from study import answers, clozes
from study.ids import digest
from study.model import Card, Frame, Topic
from study.words import DIRECTIONS

ROOT = "Study"
"""The deck that holds the topics' decks."""
RETIRED = "study::retired"
"""The tag of a card that no note or rule makes any more, or that the learner deleted from its deck file."""
_BASIC_ID, _CLOZE_ID = 1774300001, 1774300002
_ROOT_ID = 1774300000
LOOKS_CHANGED = 1795252000
"""When a template or the CSS last changed (2026-11-21 09:06:40 UTC): moves only then, and must then."""
_ROOT_DESCRIPTION = (
    "Study this deck itself: its decks are dealt in the order in which the topics build on one another.<br>"
    "学习时选这个牌组：子牌组按先修顺序出新卡。"
)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_PIECE = 1 << 20  # bytes that are read at a time
_MARKUP = re.compile("[&<>\"']")
_COPY_NOTE = (
    "insert into notes select ?, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data "
    "from before.notes where id = ?"
)
_COPY_CARD = (
    "insert into cards select ?, ?, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, "
    "flags, data from before.cards where id = ?"
)

# Version 1 of both note types is final: Anki makes a twin of a type that gains or loses a field, and no longer updates
# the notes of the old one. The spare fields are there so that none need ever be added.
_COMMON = ("Topic", "Quote", "Source", "More", "Spare 1", "Spare 2", "Spare 3", "Spare 4")
BASIC_FIELDS = ("Front", "Back", *_COMMON)
CLOZE_FIELDS = ("Text", "Back", *_COMMON)


@dataclass(frozen=True, slots=True)
class Note:
    """A card as the package holds it.

    Args:
        guid: the card's id.
        is_cloze: which of the two note types it is of.
        fields: in HTML.
        tags: its tags.
    """

    guid: str
    is_cloze: bool
    fields: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck of the package.

    Args:
        name: its name under `ROOT`, whose alphabetical place is that of its topic in the plan.
        description: HTML that Anki shows above the deck.
        notes: each with the time at which it last changed, in seconds since 1970, UTC, and its place among new cards;
            they are asked for once, when they are written.
        is_as_before: the package before holds the same notes in this deck: they are taken from there.
    """

    name: str
    description: str
    notes: Iterable[tuple[Note, int, int]]
    is_as_before: bool = False


_Progress = Callable[[Sequence[Any], str], Iterable[Any]]


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type whose modification time says when its looks changed, not when the package was written."""

    def to_json(self, timestamp: float, deck_id: int) -> Any:  # noqa: ARG002 - genanki's signature
        return super().to_json(LOOKS_CHANGED, _ROOT_ID)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with a modification time of its own: Anki overwrites a note only where the package's is newer."""

    tags: Sequence[str] = ()  # genanki's own list looks into each tag for a space; `_tag` leaves none

    def __init__(self, changed: int, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.changed = changed

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:  # noqa: ARG002
        super().write_to_db(cursor, self.changed, deck_id, id_gen)


class _Decks(genanki.Deck):  # type: ignore[misc]
    """The root deck, which writes the others with it, a note at a time.

    genanki holds every note until the end, and reads and writes the list of all decks once for each deck.
    """

    def __init__(self, decks: Sequence[Deck], progress: _Progress, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.decks = decks
        self.progress = progress

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:
        models = _models()
        for deck in self.progress(self.decks, "Writing the package"):
            if deck.is_as_before:
                _copy(cursor, _number(deck), id_gen)
                continue
            for note, changed, due in deck.notes:
                made = _Note(
                    changed,
                    model=models[note.is_cloze],
                    fields=list(note.fields),
                    guid=note.guid,
                    tags=note.tags,
                    due=due,
                )
                made.write_to_db(cursor, timestamp, _number(deck), id_gen)
        used = cursor.execute("select mid from notes group by mid order by min(id)").fetchall()
        for (number,) in used:
            self.add_model(next(model for model in models if model.model_id == number))
        super().write_to_db(cursor, timestamp, id_gen)
        (known,) = cursor.execute("select decks from col").fetchone()
        decks = [genanki.Deck(_number(deck), f"{ROOT}::{deck.name}", deck.description) for deck in self.decks]
        every = {**json.loads(known), **{str(deck.deck_id): deck.to_json() for deck in decks}}
        cursor.execute("update col set decks = ?", (json.dumps(every),))


def _copy(cursor: Any, deck: int, ids: Iterator[int]) -> None:
    """Copy a deck from the package before: the rows that genanki wrote, in their order, under the next ids."""
    held = cursor.execute("select nid, id from before.cards where did = ? order by id", (deck,)).fetchall()
    for note, cards in itertools.groupby(held, key=operator.itemgetter(0)):
        number = next(ids)
        cursor.execute(_COPY_NOTE, (number, note))
        for _, card in cards:
            cursor.execute(_COPY_CARD, (next(ids), number, card))


def _number(deck: Deck) -> int:
    """Number a deck: Anki matches decks by name; the number must only be the same each time and differ from others."""
    return int.from_bytes(hashlib.sha256(deck.name.encode()).digest()[:6], "big") + _ROOT_ID + 1


def package(
    decks: Iterable[Deck], progress: _Progress = lambda items, _: items, before: Path | None = None
) -> Iterator[bytes]:
    """Make the ``.apkg`` file in pieces, the same for the same decks.

    Neither the notes nor the file are ever held as a whole: both grow in a folder of their own, which goes in the end.

    Args:
        decks: what it holds.
        progress: goes through the decks and shows how far it is.
        before: the package that was made before, of decks some of which are as they were.

    Raises:
        OSError: there is no room for them.
    """
    root = _Decks(tuple(decks), progress, deck_id=_ROOT_ID, name=ROOT, description=_ROOT_DESCRIPTION)
    # Anki takes a package's note id as it is where it is free; it needs no meaning, only to differ within the package.
    ids = itertools.count(LOOKS_CHANGED * 1000)
    with tempfile.TemporaryDirectory() as scratch:
        collection, out = Path(scratch) / "collection.anki2", Path(scratch) / "study.apkg"
        try:
            with closing(sqlite3.connect(collection)) as connection:
                # Nobody opens it after a crash.
                connection.executescript("pragma journal_mode = off; pragma synchronous = off")
                if before:
                    _attach(connection, before, Path(scratch) / "before")
                genanki.Package(root).write_to_db(connection.cursor(), LOOKS_CHANGED, ids)
                connection.commit()
        except sqlite3.OperationalError as error:  # how SQLite says that the disk is full
            raise OSError(str(error)) from None
        _zip(collection, out)
        with out.open("rb") as file:
            yield from iter(lambda: file.read(_PIECE), b"")


def _attach(connection: sqlite3.Connection, package: Path, scratch: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        connection.execute("attach ? as before", (archive.extract("collection.anki2", scratch),))


def _zip(collection: Path, out: Path) -> None:
    """Compress without the clock: genanki's own archive carries the time of writing and is not compressed."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((collection.name, collection.open("rb")), ("media", io.BytesIO(b"{}"))):
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            with content, archive.open(member, "w", force_zip64=False) as packed:
                shutil.copyfileobj(content, packed, _PIECE)


def describe(topic: Topic, names: Mapping[str, str], leads_to: Iterable[str]) -> str:
    """Say above a topic's deck what it is, what it needs and why, and what it leads to.

    Args:
        topic: the topic.
        names: for a topic's id its name.
        leads_to: names of the topics that need it.
    """
    lines = [topic.gloss] if topic.gloss else []
    needs = [f"{names[need.topic]}（{need.reason.rstrip('。')}）" for need in topic.needs if need.topic in names]
    lines += [f"先学：{'；'.join(needs)}"] if needs else []
    led = "、".join(leads_to)
    lines += [f"通向：{led}"] if led else []
    return "<br>".join(map(_text, lines))


def note(card: Card, topic: Topic, frame: Frame, *, is_retired: bool = False) -> Note:
    """Set a card for Anki: every word of a note or a learner escaped, its quote marked in its context."""
    marked = f"{_text(frame.before)}<mark>{_text(card.quote)}</mark>{_text(frame.after)}" if card.quote else ""
    fields = (*_own(card, frame.hint), marked, _text(frame.source), _more(frame), *[""] * 4)
    tags = (*_tags(card, topic), RETIRED) if is_retired else _tags(card, topic)
    return Note(card.id, bool(clozes.numbers(card.front)), fields, tags)


def content(card: Card, topic: Topic, hint: str) -> str:
    """Hash what is a note's own: its question, answer, quote, hint and tags.

    What is said around the quote changes with every new note on the topic, and is not worth a learner's edit in Anki.
    """
    return digest("note", *_own(card, hint), card.quote, *_tags(card, topic))


def _own(card: Card, hint: str) -> tuple[str, str, str]:
    """Set the first three fields: question, answer and hint."""
    front = _cloze(card.front) if clozes.numbers(card.front) else _text(card.front)
    return front, _lines(card), _text(hint)


def _tags(card: Card, topic: Topic) -> tuple[str, ...]:
    about = {"track": topic.track.id, "topic": topic.id, "kind": card.kind, "entry": card.entry}
    return tuple(f"study::{key}::{_tag(value)}" for key, value in about.items() if value)


@lru_cache(maxsize=1 << 14)  # each is asked for twice for every card of a note and a topic
def _tag(value: str) -> str:
    """Anki parts tags at any white space and levels at `::`, and its search gives `"`, `*` and `\\` a meaning."""
    return re.sub(r'[\s\x00-\x1f\x7f"*\\:]+', "-", DIRECTIONS.sub("", value)).strip("-") or "none"


def _text(text: str) -> str:
    """Escape words for a field: no markup, and no marks of another direction of writing; lines stay lines."""
    if text.isprintable() and not _MARKUP.search(text):
        return text  # as nearly all is; there are several for every card
    return DIRECTIONS.sub("", html.escape(text)).replace("\n", "<br>")


def css() -> str:
    """Give the style sheet of the cards."""
    return resources.files("study").joinpath("card.css").read_text(encoding="utf-8")


def _models() -> tuple[_Model, _Model]:
    head = '<div class="topic" lang="zh-Hans">{{Topic}}</div>'
    tail = (
        '{{#Quote}}<blockquote lang="zh-Hans">{{Quote}}<footer>{{Source}}</footer></blockquote>{{/Quote}}'
        '{{#More}}<div class="more" lang="zh-Hans">{{More}}</div>{{/More}}'
    )
    front, back = '<div class="front" lang="zh-Hans">', '<div class="back" lang="zh-Hans">'
    basic = {
        "name": "Card",
        "id": _BASIC_ID * 10,
        "qfmt": f"{head}{front}{{{{Front}}}}</div>",
        "afmt": f'{head}{front}{{{{Front}}}}</div><hr id="answer">{back}{{{{Back}}}}</div>{tail}',
    }
    cloze = {
        "name": "Cloze",
        "id": _CLOZE_ID * 10,
        "qfmt": f"{head}{front}{{{{cloze:Text}}}}</div>",
        "afmt": f"{head}{front}{{{{cloze:Text}}}}</div>{{{{#Back}}}}{back}{{{{Back}}}}</div>{{{{/Back}}}}{tail}",
    }
    return (
        _Model(_BASIC_ID, "Study", _fields(_BASIC_ID, BASIC_FIELDS), [basic], css()),
        _Model(
            _CLOZE_ID, "Study cloze", _fields(_CLOZE_ID, CLOZE_FIELDS), [cloze], css(), model_type=genanki.Model.CLOZE
        ),
    )


def _fields(model_id: int, names: Iterable[str]) -> list[dict[str, object]]:
    return [{"name": name, "id": model_id * 100 + place} for place, name in enumerate(names)]


def _more(frame: Frame) -> str:
    """Set what follows the quote: the catalogue's gloss, what comes first, where else the notes say it."""
    lines = [f"释义（目录）：{frame.gloss}"] if frame.gloss else []
    lines += [f"先学：{'、'.join(frame.needs)}"] if frame.needs else []
    lines += [f"也见：{line}" for line in frame.also]
    return "".join(f"<div>{_text(line)}</div>" for line in lines)


def _lines(card: Card) -> str:
    """Set an enumeration's items, and the sides of a contrast, one below the other."""
    items, is_ordered = answers.parts(card)
    if len(items) == 1:
        return _text(card.back)
    tag = "ol" if is_ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{_text(item)}</li>' for item in items)}</{tag}>"


def _cloze(text: str) -> str:
    """Escape a cloze so that only its own marks count: `}}`, `{{` and `::` of the note's words do nothing."""

    def plain(words: str) -> str:
        return _text(words).replace("{{", "{&#123;").replace("}}", "}&#125;").replace("::", ":&#58;")

    parts = clozes.MARK.split(text)
    marks = zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    return plain(parts[0]) + "".join(f"{{{{{mark}::{plain(words)}}}}}{plain(after)}" for mark, words, after in marks)
