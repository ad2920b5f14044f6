"""Cards → Anki package: the only door to genanki."""

from __future__ import annotations

import hashlib
import html
import io
import itertools
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

import genanki

from study.model import Card, Frame, Topic

ROOT = "Study"
"""The deck that holds the topics' decks."""
_BASIC_ID, _CLOZE_ID = 1774300001, 1774300002
_ROOT_ID = 1774300000
_LOOKS_CHANGED = 1795219200  # 2026-11-21 UTC; moves only when a template or the CSS changes, and must then
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

# Version 1 of both note types is final: Anki makes a twin of a type that gains or loses a field, and no longer updates
# the notes of the old one. The spare fields are there so that none need ever be added.
_COMMON = ("Topic", "Quote", "Source", "More", "Spare 1", "Spare 2", "Spare 3", "Spare 4")
BASIC_FIELDS = ("Front", "Back", *_COMMON)
CLOZE_FIELDS = ("Text", "Back", *_COMMON)


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type whose modification time says when its looks changed, not when the package was written."""

    def to_json(self, timestamp: float, deck_id: int) -> Any:  # noqa: ARG002 - genanki's signature
        return super().to_json(_LOOKS_CHANGED, _ROOT_ID)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with a modification time of its own: Anki overwrites a note only where the package's is newer."""

    def __init__(self, changed: int, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.changed = changed

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:  # noqa: ARG002
        super().write_to_db(cursor, self.changed, deck_id, id_gen)


def package(
    topics: Iterable[Topic],
    cards: Mapping[str, Card],
    decks: Mapping[str, str],
    changed: Mapping[str, int],
    frames: Mapping[str, Frame],
) -> bytes:
    """Make the ``.apkg`` file: one deck a topic, the cards in plan order, the same bytes for the same input.

    Args:
        topics: the plan.
        cards: by id.
        decks: for a topic's id the name of its deck under `ROOT`.
        changed: for a card's id when it last changed, in seconds since 1970, UTC.
        frames: for a card's id what it shows around its question and answer.
    """
    models = _models()
    made = [genanki.Deck(_ROOT_ID, ROOT, "")]
    for topic in topics:
        if not topic.cards:
            continue
        deck = genanki.Deck(_deck_id(topic.id), f"{ROOT}::{decks[topic.id]}", html.escape(topic.gloss))
        for place, card_id in enumerate(topic.cards, start=1):
            deck.add_note(_note(cards[card_id], topic, models, changed[card_id], frames[card_id], 10 * place))
        made.append(deck)
    # Anki takes a package's note id as it is where it is free; it needs no meaning, only to differ within the package.
    ids = itertools.count(_LOOKS_CHANGED * 1000)
    connection = sqlite3.connect(":memory:")
    genanki.Package(made).write_to_db(connection.cursor(), _LOOKS_CHANGED, ids)
    connection.commit()
    collection = connection.serialize()
    connection.close()
    return _zip({"collection.anki2": collection, "media": b"{}"})


def _zip(members: Mapping[str, bytes]) -> bytes:
    """Compress without the clock: genanki's own archive carries the time of writing and is not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _deck_id(topic_id: str) -> int:
    # Anki matches decks by name and ignores this number; it must only be the same each time and differ from others.
    return int.from_bytes(hashlib.sha256(topic_id.encode()).digest()[:6], "big") + _ROOT_ID + 1


def _models() -> tuple[_Model, _Model]:
    css = resources.files("study").joinpath("card.css").read_text(encoding="utf-8")
    head = '<div class="topic">{{Topic}}</div>'
    tail = (
        "{{#Quote}}<blockquote>{{Quote}}<footer>{{Source}}</footer></blockquote>{{/Quote}}"
        '{{#More}}<div class="more">{{More}}</div>{{/More}}'
    )
    basic = {
        "name": "Card",
        "id": _BASIC_ID * 10,
        "qfmt": head + '<div class="front">{{Front}}</div>',
        "afmt": head + '<div class="front">{{Front}}</div><hr id="answer"><div class="back">{{Back}}</div>' + tail,
    }
    cloze = {
        "name": "Cloze",
        "id": _CLOZE_ID * 10,
        "qfmt": head + '<div class="front">{{cloze:Text}}</div>',
        "afmt": head
        + '<div class="front">{{cloze:Text}}</div>{{#Back}}<div class="back">{{Back}}</div>{{/Back}}'
        + tail,
    }
    return (
        _Model(_BASIC_ID, "Study", _fields(_BASIC_ID, BASIC_FIELDS), [basic], css),
        _Model(
            _CLOZE_ID, "Study cloze", _fields(_CLOZE_ID, CLOZE_FIELDS), [cloze], css, model_type=genanki.Model.CLOZE
        ),
    )


def _fields(model_id: int, names: Iterable[str]) -> list[dict[str, object]]:
    return [{"name": name, "id": model_id * 100 + place} for place, name in enumerate(names)]


def _note(card: Card, topic: Topic, models: tuple[_Model, _Model], changed: int, frame: Frame, due: int) -> _Note:
    is_cloze = "{{c1::" in card.front
    front = _cloze(card.front) if is_cloze else html.escape(card.front)
    marked = f"{html.escape(frame.before)}<mark>{html.escape(card.quote)}</mark>{html.escape(frame.after)}"
    fields = [
        front,
        _lines(card),
        html.escape(frame.hint),
        marked if card.quote else "",
        html.escape(frame.source),
        _more(frame),
        *[""] * 4,
    ]
    tags = [f"study::track::{topic.track.id}", f"study::topic::{topic.id}", f"study::kind::{card.kind}"]
    tags += [f"study::entry::{card.entry}"] if card.entry else []
    return _Note(
        changed,
        model=models[is_cloze],
        fields=fields,
        guid=card.id,
        tags=[re.sub(r"\s", "_", tag) for tag in tags],
        due=due,
    )


def _more(frame: Frame) -> str:
    """Set what follows the quote: the catalogue's gloss, what comes first, where else the notes say it."""
    lines = [f"释义（目录）：{frame.gloss}"] if frame.gloss else []
    lines += [f"先学：{'、'.join(frame.needs)}"] if frame.needs else []
    lines += [f"也见：{line}" for line in frame.also]
    return "".join(f"<div>{html.escape(line)}</div>" for line in lines)


def _lines(card: Card) -> str:
    """Set an enumeration's items one below the other."""
    if card.kind == "enumeration" and not card.edited:
        for separator, list_tag in ((" → ", "ol"), ("；", "ul")):
            items = card.back.split(separator)
            if len(items) > 1:
                listed = "".join(f"<li>{html.escape(item)}</li>" for item in items)
                return f"<{list_tag}>{listed}</{list_tag}>"
    return html.escape(card.back)


def _cloze(text: str) -> str:
    """Escape a cloze so that only its own marks count: `}}`, `{{` and `::` of the note's words do nothing."""

    def plain(part: str) -> str:
        return html.escape(part).replace("{{", "{&#123;").replace("}}", "}&#125;").replace("::", ":&#58;")

    parts = re.split(r"\{\{(c\d+)::(.*?)\}\}(?!\})", text, flags=re.DOTALL)
    out = [plain(parts[0])]
    for number, hidden, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        out += [f"{{{{{number}::{plain(hidden)}}}}}", plain(after)]
    return "".join(out)
