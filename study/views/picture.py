"""The prerequisite graph of a plan as a picture: boxes, labels and lines, and the SVG file of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from study.model import Track
from study.views import layers
from study.views.breaking import pieces
from study.views.outline import Outline, Step
from study.views.templates import fill, verbatim
from study.words import HAN

FONT = 13.0
"""Size of a label, in the units of the picture; every width in ``em`` is multiplied by it."""
_LINE = 16.0
_LABEL = 10.8  # em that a label may be wide
_BADGE = 24.0  # the box's left end, which holds the topic's number
_PAD = 7.0
_TICK = 10.0  # the box's right end, for a tick
_MARGIN = 6.0
_LEGEND_LINE = 22.0
_COLOURS = 10  # as many as the style sheet has
_WITHIN = 2.4


@dataclass(frozen=True, slots=True)
class Box:
    """A topic in the picture: its left top corner, and the lines of its label; ``colour`` is that of its track."""

    step: Step
    x: float
    y: float
    width: float
    height: float
    colour: int
    lines: tuple[str, ...]

    @property
    def centre(self) -> float:
        """Where the label's middle is, from the left."""
        return self.x + (_BADGE + self.width - _TICK) / 2

    @property
    def baselines(self) -> tuple[tuple[float, str], ...]:
        """The lines of the label with the heights they stand on."""
        first = self.y + self.height / 2 - _LINE * len(self.lines) / 2 + _LINE * 0.75
        return tuple((first + _LINE * at, line) for at, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Line:
    """A prerequisite in the picture: ``path`` in SVG's words, and the reason."""

    tail: Step
    head: Step
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Key:
    """An item of the legend: a track with its colour, and where its words begin."""

    track: Track
    colour: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole, in pixels at its natural size."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    legend: tuple[Key, ...]


def svg(outline: Outline) -> str:
    """Write the picture as a file of its own."""
    return fill("graph.svg", picture=picture(outline), outline=outline, is_alone=True, style=verbatim("graph.css"))


def picture(outline: Outline) -> Picture:
    """Draw the graph of what builds on what."""
    steps = outline.steps
    colours = colours_of(outline)
    sizes, edges = graph(outline)
    drawing = layers.draw(sizes, edges)
    boxes = tuple(
        Box(
            step,
            _MARGIN + x - wide / 2,
            _MARGIN + y - high / 2,
            wide,
            high,
            colours[step.topic.track.id],
            label(step.topic.name),
        )
        for step, (wide, high), (x, y) in zip(steps, sizes, drawing.nodes, strict=True)
    )
    reasons = [need.reason for step in steps for _, need in step.needs]
    lines = tuple(
        Line(steps[tail], steps[head], path(points), reason)
        for (tail, head), points, reason in zip(edges, drawing.edges, reasons, strict=True)
    )
    whole = drawing.width + 2 * _MARGIN
    legend, bottom = _legend(outline, colours, drawing.height + 2 * _MARGIN + _LEGEND_LINE, whole)
    return Picture(whole, bottom, boxes, lines, legend)


def graph(outline: Outline) -> tuple[list[tuple[float, float]], list[tuple[int, int]]]:
    """Give the size of each topic's box, and the prerequisites as pairs of places, what is needed first."""
    labels = [label(step.topic.name) for step in outline.steps]
    text = max((width(line) for lines in labels for line in lines), default=0.0) * FONT
    sizes = [(_BADGE + text + 2 * _PAD + _TICK, _LINE * len(lines) + _PAD) for lines in labels]
    place = {step.topic.id: at for at, step in enumerate(outline.steps)}
    return sizes, [(place[needed.id], at) for at, step in enumerate(outline.steps) for needed, _ in step.needs]


def colours_of(outline: Outline) -> dict[str, int]:
    """Give each track of a plan a colour by its number, by its id; the numbers begin anew where there are too many."""
    tracks = dict.fromkeys(step.topic.track.id for step in outline.steps)
    return {track: at % _COLOURS for at, track in enumerate(tracks)}


def _legend(outline: Outline, colours: dict[str, int], top: float, whole: float) -> tuple[tuple[Key, ...], float]:
    keys = []
    x, y = _MARGIN, top
    for track in dict.fromkeys(step.topic.track for step in outline.steps):
        long = width(f"{track.zh} · {track.en}") * FONT + 40
        if x > _MARGIN and x + long > whole:
            x, y = _MARGIN, y + _LEGEND_LINE
        keys.append(Key(track, colours[track.id], x, y))
        x += long
    return tuple(keys), y + _MARGIN


def path(points: Sequence[layers.Point]) -> str:
    """Write the way through points: a curve that leaves and arrives level between columns, else a straight line."""
    (x, y), *rest = points
    words = [f"M{x:.1f} {y:.1f}"]
    for to_x, to_y in rest:
        middle = (x + to_x) / 2
        level = abs(to_y - y) < 0.05
        words.append(
            f"H{to_x:.1f}" if level else f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        )
        x, y = to_x, to_y
    return "".join(words)


def width(text: str) -> float:
    """Estimate how wide a text is set, in em, in the widest of the usual sans-serif fonts (DejaVu Sans, Verdana).

    A Chinese character is one em in every font; Latin ones differ, and are taken by classes.
    """
    total = 0.0
    for character in unicodedata.normalize("NFC", text):
        if unicodedata.combining(character):
            continue
        is_latin = character < "\u0250"
        if not is_latin and unicodedata.east_asian_width(character) in "WFA":
            total += 1.0
        elif character in "ijlI|.,:;'!` ()[]{}ftr/\\-":
            total += 0.42
        elif character in "mwMW@%":
            total += 0.98
        else:
            total += 0.78 if character.isupper() else 0.64
    return total


def label(name: str) -> tuple[str, ...]:
    """Break a name into one line or two of about the same width, between words or Chinese characters.

    What does not fit is cut with `…`.
    """
    name = " ".join(name.split())
    if width(name) <= _LABEL:
        return (name,)
    return tuple(map(_cut, min(_halves(name), key=_unevenness, default=(name,))))


def _halves(name: str) -> list[tuple[str, str]]:
    """List the ways to break a name in two."""
    parts = pieces(name)
    return [("".join(parts[:at]).rstrip(), "".join(parts[at:])) for at in range(1, len(parts))]


def _unevenness(halves: tuple[str, str]) -> float:
    """Say how wide the wider half is; within a Chinese word it is worth some width to break elsewhere."""
    one, two = halves
    return max(width(one), width(two)) + (_WITHIN if re.match(f"[{HAN}]{{2}}", one[-1] + two[0]) else 0.0)


def _cut(line: str) -> str:
    if width(line) <= _LABEL:
        return line
    while width(line) > _LABEL - 1:
        line = line[:-1]
    return line.rstrip() + "…"
