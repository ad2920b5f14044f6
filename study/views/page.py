"""The plan as a page: one HTML file that needs no network, to read, search, tick off and print."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from study import answers, clozes
from study.model import Card, Frame, StudiedEntry
from study.schedule import WEEKDAYS
from study.views import days
from study.views.outline import Outline, Step
from study.views.picture import colours_of, picture
from study.views.templates import fill_large, verbatim


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
    """A topic as the page shows it: the step of the plan, its cards and its notes; ``colour`` is that of its track."""

    step: Step
    colour: int
    faces: tuple[Face, ...]
    notes: tuple[StudiedEntry, ...]


def page(
    outline: Outline, cards: Iterable[Card], frame: Callable[[Card], Frame], entries: Iterable[StudiedEntry]
) -> Iterator[bytes]:
    """Write the page, in UTF-8, piece by piece.

    Args:
        outline: the plan; its schedule is shown where it has one.
        cards: those of its topics, and any others.
        frame: gives what stands around a card.
        entries: the notes on its topics, and any others.
    """
    held: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        held[card.topic].append(card)
    notes: dict[str, list[StudiedEntry]] = defaultdict(list)
    for entry in entries:
        notes[entry.topic].append(entry)
    colours = colours_of(outline)

    def leaf(step: Step) -> Leaf:
        topic = step.topic
        faces = tuple(face(card, frame(card)) for card in held[topic.id])
        return Leaf(step, colours[topic.track.id], faces, tuple(notes[topic.id]))

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
