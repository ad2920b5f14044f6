"""The plan in the terminal: columns that stay aligned with Chinese in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rich.console import Console
from rich.table import Table
from rich.text import Text

from study.model import Lookup, Topic
from study.schedule import WEEKDAYS, Day
from study.views.days import headline, line
from study.views.markdown import title

_STATE_STYLES = {"done": "green", "in progress": "yellow", "ready now": "bold green", "blocked": "dim"}


def plan(topics: Iterable[Topic], console: Console, states: Mapping[str, str] = MappingProxyType({})) -> None:
    """Print a plan as a table: place, topic, cards, how far it is where that is known, and what it needs and why."""
    every = tuple(topics)
    names = {topic.id: topic.name for topic in every}
    table = Table(box=None, pad_edge=False, header_style="bold", row_styles=None)
    table.add_column("#", justify="right")
    table.add_column("Topic", overflow="fold", ratio=4)
    table.add_column("Cards", justify="right")
    if states:
        table.add_column("State")
    table.add_column("Comes after, because", overflow="fold", ratio=6)
    track = ""
    for topic in every:
        if topic.track.id != track:
            track = topic.track.id
            table.add_row("", Text(plain(f"{topic.track.zh} · {topic.track.en}"), style="bold cyan"))
        reasons = "\n".join(f"{names[need.topic]}: {need.reason}" for need in topic.needs if need.topic in names)
        count = "gap" if topic.gap else str(len(topic.cards))
        style = "dim" if topic.gap else ""
        state = (
            [Text(states.get(topic.id, ""), style=_STATE_STYLES.get(states.get(topic.id, ""), ""))] if states else []
        )
        name = Text(plain(title(topic)), style=style)
        table.add_row(str(topic.order + 1), name, count, *state, Text(plain(reasons), style=style))
    console.print(table)


def days(schedule: tuple[Day, ...], per_day: int, ahead: str, console: Console) -> None:
    """Print a schedule below a plan: date, minutes, topics with their cards; ``ahead`` says what reviews follow."""
    console.print(Text("\n" + headline(schedule, per_day), style="bold"))
    console.print(Text(ahead))
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Day")
    table.add_column("Min", justify="right")
    table.add_column("Topics (cards)", overflow="fold")
    for day in schedule:
        table.add_row(f"{day.date} {WEEKDAYS[day.date.weekday()]}", str(day.minutes), Text(plain(line(day))))
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
        table.add_column(overflow="fold")
        for label, words in lines:
            if words:
                table.add_row(label, plain(words))
        console.print(table)


def plain(text: str) -> str:
    """Take control characters out: a note must not steer the terminal."""
    return "".join(char for char in text if char == "\n" or char.isprintable())
