"""The plan in the terminal: columns that stay aligned with Chinese in them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from study.model import Lookup
from study.plain import plain
from study.schedule import WEEKDAYS
from study.views.breaking import wrap
from study.views.days import headline, line, reviews
from study.views.outline import Outline, Step

_STATE_STYLES = {"done": "green", "in progress": "yellow", "ready now": "bold green", "blocked": "dim"}


class _Words:
    """The words of a cell, without what could steer the terminal, broken as Chinese is: rich breaks at spaces only."""

    def __init__(self, text: str, style: str = "") -> None:
        self._lines = plain(text).split("\n")
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = [line for text in self._lines for line in wrap(text, options.max_width, cell_len)]
        yield Text("\n".join(lines), self._style, no_wrap=True)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, max(map(cell_len, self._lines))).with_maximum(options.max_width)


def plan(outline: Outline, console: Console) -> None:
    """Print a plan as a table, and its schedule below where it has one.

    A row says place, topic, cards, minutes, how far it is where that is known, what it needs and why, what it unlocks.
    """
    if outline.way:
        console.print(Text(plain(outline.way) + "\n", style="bold"), soft_wrap=True)
    knows_states = any(step.state for step in outline.steps)
    table = Table(box=None, pad_edge=False, header_style="bold", row_styles=None)
    table.add_column("#", justify="right")
    table.add_column("Topic", ratio=4)
    table.add_column("Cards", justify="right")
    table.add_column("Min", justify="right")
    if knows_states:
        table.add_column("State")
    table.add_column("Comes after, because", ratio=6)
    for track, steps in outline.chapters:
        table.add_row("", Text(plain(f"{track.zh} · {track.en}"), style="bold cyan"))
        for step in steps:
            topic = step.topic
            style = "dim" if topic.gap else ""
            count, minutes = ("gap", "") if topic.gap else (str(len(topic.cards)), str(step.minutes))
            state = [Text(step.state, style=_STATE_STYLES.get(step.state, ""))] if knows_states else []
            name = _Words(step.title, style)
            table.add_row(str(topic.order + 1), name, count, minutes, *state, _Words(_why(step), style))
    console.print(table)
    console.print(Text(f"\n{outline.summary}."))
    if outline.per_day:
        _days(outline, console)


def _why(step: Step) -> str:
    lines = [f"{needed.name}: {need.reason}" for needed, need in step.needs]
    lines += [f"→ {'、'.join(other.name for other in step.unlocks)}"] if step.unlocks else []
    return "\n".join(lines)


def _days(outline: Outline, console: Console) -> None:
    """Print the schedule: date, minutes, topics with their cards, and what reviews follow."""
    console.print(Text("\n" + headline(outline), style="bold"))
    console.print(Text(reviews(outline)))
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Day")
    table.add_column("Min", justify="right")
    table.add_column("Topics (cards)")
    for day in outline.days:
        table.add_row(f"{day.date} {WEEKDAYS[day.date.weekday()]}", str(day.minutes), _Words(line(day)))
    console.print(table)


def concepts(found: Iterable[Lookup], console: Console) -> None:
    """Print concepts of the catalogue one below the other, as a dictionary does."""
    for place, lookup in enumerate(found):
        concept = lookup.concept
        names = [name for name in concept.names if name != concept.name]
        console.print(Text(("\n" if place else "") + concept.name, style="bold"), Text(f"({concept.id})", style="dim"))
        lines = [("also", "、".join(names)), ("is", concept.gloss)]
        lines += [("needs", f"{needed.name}: {reason}") for needed, reason in lookup.needs]
        lines += [("leads to", "、".join(other.name for other in lookup.leads_to))]
        lines += [("notes", note) for note in lookup.notes]
        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right", style="dim", min_width=8)
        table.add_column()
        for label, words in lines:
            if words:
                table.add_row(label, _Words(words))
        console.print(table)
