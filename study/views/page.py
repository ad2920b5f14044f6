"""The plan as a page: one HTML file that needs no network, to read, search, tick off and print."""

from __future__ import annotations

import base64
import hashlib
import mmap
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from study import answers, clozes
from study.model import Card, Frame, StudiedEntry, Topic
from study.schedule import WEEKDAYS
from study.views import days
from study.views.outline import Outline
from study.views.picture import colours_of, picture
from study.views.templates import fill, fill_large, verbatim

_CARDS, _CARDS_END = b'<ol class="cards" data-topic="', b"\n</ol>\n"
"""How the cards of a topic begin and end in a page; no word of a note holds a `<`."""


@dataclass(frozen=True, slots=True)
class Face:
    """A card as the page shows it.

    Args:
        card: the card.
        frame: what stands around its question and answer.
        front: the question in runs; what a cloze hides is True. A card that is no cloze is one run.
        items: the parts of the answer; ``is_ordered`` where their order matters.
    """

    card: Card
    frame: Frame
    front: tuple[tuple[str, bool], ...]
    items: tuple[str, ...]
    is_ordered: bool

    @property
    def is_cloze(self) -> bool:
        """Whether the question hides something."""
        return any(hidden for _, hidden in self.front)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A topic as the page shows it: its cards and its notes; ``colour`` is that of its track."""

    colour: int
    cards: Markup
    notes: tuple[StudiedEntry, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """The page that was written before, and the ids of the topics whose cards it shows as they are."""

    path: Path
    topics: Collection[str]


def page(
    outline: Outline,
    cards: Iterable[Card],
    frame: Callable[[Card], Frame],
    entries: Iterable[StudiedEntry],
    before: Before | None = None,
) -> Iterator[bytes]:
    """Write the page, in UTF-8, piece by piece.

    Args:
        outline: the plan; its schedule is shown where it has one.
        cards: those of its topics, and any others.
        frame: gives what stands around a card.
        entries: the notes on its topics, and any others.
        before: the page before, of which is taken what is as it was.
    """
    with _shown_in(before) as shown:
        yield from _filled(outline, cards, frame, entries, shown)


def _filled(
    outline: Outline,
    cards: Iterable[Card],
    frame: Callable[[Card], Frame],
    entries: Iterable[StudiedEntry],
    shown: Callable[[str], Markup | None],
) -> Iterator[bytes]:
    held: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        held[card.topic].append(card)
    notes: dict[str, list[StudiedEntry]] = defaultdict(list)
    for entry in entries:
        notes[entry.topic].append(entry)
    colours = colours_of(outline)

    def leaf(topic: Topic) -> Leaf:
        own = held[topic.id]
        set_now = (face(card, frame(card)) for card in own)
        cards = (shown(topic.id) or fill("cards.html", topic=topic, faces=set_now)) if own else Markup()
        return Leaf(colours[topic.track.id], cards, tuple(notes[topic.id]))

    style = verbatim("page.css") + verbatim("graph.css")
    script = verbatim("page.js")
    return fill_large(
        "page.html",
        outline=outline,
        leaf_of=leaf,
        picture=picture(outline),
        is_alone=False,
        style=style,
        script=script,
        policy=_policy(style, script),
        headline=days.headline(outline),
        reviews=days.reviews(outline),
        line=days.line,
        weekdays=WEEKDAYS,
    )


@contextmanager
def _shown_in(before: Before | None) -> Iterator[Callable[[str], Markup | None]]:
    """Give what finds the cards of a topic in the page before, None where they are others now."""
    if not (before and before.topics):
        yield lambda _: None
        return
    with before.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        places = dict(_places(held))

        def cards(topic: str) -> Markup | None:
            place = places.get(topic) if topic in before.topics else None
            return Markup(held[place[0] : place[1]].decode()) if place else None  # noqa: S704 - it is as it was written

        yield cards


def _places(page: mmap.mmap) -> Iterator[tuple[str, tuple[int, int]]]:
    """Find in a page where the cards of each topic begin and end, by the topic's id."""
    end = 0
    while (begin := page.find(_CARDS, end)) >= 0:
        topic = begin + len(_CARDS)
        end = page.find(_CARDS_END, topic) + len(_CARDS_END)
        yield page[topic : page.find(b'"', topic)].decode(), (begin, end)


def face(card: Card, frame: Frame) -> Face:
    """Set a card for the page."""
    pieces = clozes.MARK.split(card.front)
    runs = [(pieces[0], False)]
    for hidden, after in zip(pieces[2::3], pieces[3::3], strict=True):
        runs += [(hidden, True), (after, False)]
    items, is_ordered = answers.parts(card)
    return Face(card, frame, tuple(run for run in runs if run[0]), tuple(filter(None, items)), is_ordered)


def _policy(style: str, script: str) -> str:
    """Allow the page's own style and script, and nothing else: whatever a note holds, no browser runs or fetches it."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
