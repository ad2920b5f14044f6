"""The command `study plan`: options in, the plan in one of its formats out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from study.cli.common import DATE, DECKS, PLACE, SEEDS, bar, now, processes, tell
from study.errors import Fault, StudyError

if TYPE_CHECKING:
    from study.model import Topic
    from study.pipeline import Result
    from study.schedule import Day, DaysOff
    from study.views.outline import Outline


@click.command()
@SEEDS
@DECKS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "svg", "json", "ics"]),
    default="text",
    show_default=True,
    help="How to print it; html is a page to print, svg the graph alone, ics a calendar.",
)
@click.option("--to", "goal", metavar="TOPIC", help="Only the way to one topic (any of its names).")
@click.option("--per-day", type=click.IntRange(1), metavar="N", help="Schedule: new cards a day.")
@click.option("--minutes-per-day", type=click.FloatRange(1), metavar="M", help="Schedule: minutes for new cards a day.")
@click.option("--deadline", type=DATE, metavar="DATE", help="Schedule: the last day; works the pace out.")
@click.option("--start", type=DATE, metavar="DATE", help="Schedule: the first day, else today.")
@click.option("--off", multiple=True, metavar="DAY", help="Schedule: a day off, as sun or 2026-12-25; may be repeated.")
@click.option(
    "--seconds-per-card",
    type=click.FloatRange(1),
    default=30.0,
    show_default=True,
    help="Schedule: what a new card takes on its first day.",
)
@click.option(
    "--retention",
    type=click.FloatRange(0.7, 0.97),
    default=0.9,
    show_default=True,
    help="Schedule: the share that you want to remember, as in Anki's options.",
)
@click.option(
    "--collection",
    type=PLACE,
    metavar="FILE",
    help="Your collection.anki2, or an .apkg or .colpkg with scheduling: marks what is done, begun, ready, blocked.",
)
def plan(  # noqa: PLR0913, PLR0917 - click hands every option over
    seeds: Path,
    decks: Path,
    form: str,
    goal: str | None,
    per_day: int | None,
    minutes_per_day: float | None,
    deadline: date | None,
    start: date | None,
    off: tuple[str, ...],
    seconds_per_card: float,
    retention: float,
    collection: Path | None,
) -> None:
    """Show what to learn, in which order, and why; with a pace, also on which day.

    A gap is a topic that others build on and that no note of yours explains yet.

    \b
    Examples:
      study plan
      study plan --to SD3
      study plan --per-day 10 --off sun
      study plan --to SD3 --deadline 2027-01-31
      study plan --format markdown > plan.md
      study plan --to SD3 --format html > sd3.html
      study plan --per-day 10 --format ics > plan.ics
      study plan --collection ~/.local/share/Anki2/User\\ 1/collection.anki2
    """
    from study.plan import find, way_to  # noqa: PLC0415
    from study.views.outline import outline  # noqa: PLC0415

    topics, faults, result = _studied(seeds, decks, with_cards=form == "html")
    target = None
    if goal is not None:
        target = find(topics, goal)
        if target is None:
            raise StudyError(Fault(decks, None, f"the plan has no topic `{goal}`; `study plan` lists them"))
        topics = way_to(topics, target)
    cards: Mapping[str, bool] = {}
    states: Mapping[str, str] = {}
    if collection is not None:
        from study import progress  # noqa: PLC0415

        cards = progress.learned(collection)
        states = progress.states(topics, cards)
    shown = outline(topics, target, states, seconds_per_card)
    if per_day or minutes_per_day or deadline or start or off or form == "ics":
        left = progress.remaining(topics, cards) if collection is not None else topics
        first = start or datetime.fromtimestamp(now(), UTC).astimezone().date()
        pace, days = _paced(left, per_day, minutes_per_day, deadline, first, off, seconds_per_card)
        shown = replace(shown, days=days, per_day=pace, retention=retention)
    _print(shown, form, result)
    tell(faults)


def _studied(
    seeds: Path, decks: Path, *, with_cards: bool
) -> tuple[tuple[Topic, ...], tuple[Fault, ...], Result | None]:
    """Give the plan and what had to be left out; from the last build where that says it all, else worked out anew."""
    from study import last_build  # noqa: PLC0415
    from study.files import settle  # noqa: PLC0415

    settle(decks)
    last = None if with_cards else last_build.read(seeds, decks)
    if last:
        return last.topics, last.report.faults, None
    from study import pipeline  # noqa: PLC0415 - takes longer to load than all the rest

    result = pipeline.study(seeds, decks, bar, executors=processes())
    return result.study.topics, result.faults, result


def _paced(
    topics: tuple[Topic, ...],
    per_day: int | None,
    minutes: float | None,
    deadline: date | None,
    start: date,
    off: tuple[str, ...],
    seconds: float,
) -> tuple[int, tuple[Day, ...]]:
    """Give the pace that the options ask for, and the days that come of it."""
    from study import schedule  # noqa: PLC0415

    if sum(option is not None for option in (per_day, minutes, deadline)) > 1:
        raise click.UsageError("give one of --per-day, --minutes-per-day and --deadline")
    free = _days_off(off)
    if deadline:
        try:
            pace = schedule.pace_for(topics, start, deadline, free)
        except ValueError as error:
            raise click.UsageError(f"{error}: take a later --deadline or an earlier --start") from None
    else:
        pace = per_day or (schedule.pace_of(minutes, seconds) if minutes else schedule.PER_DAY)
    return pace, schedule.schedule(topics, start, pace, free, seconds)


def _days_off(off: tuple[str, ...]) -> DaysOff:
    from study.schedule import WEEKDAYS, DaysOff  # noqa: PLC0415

    weekdays = {WEEKDAYS.index(day[:3].lower()) for day in off if day[:3].lower() in WEEKDAYS}
    dates = set()
    for day in off:
        if day[:3].lower() not in WEEKDAYS:
            try:
                dates.add(date.fromisoformat(day))
            except ValueError:
                raise click.UsageError(f"--off {day} is no day: write {', '.join(WEEKDAYS)} or 2026-12-25") from None
    if len(weekdays) == len(WEEKDAYS):
        raise click.UsageError("every weekday is off: leave one to study on")
    return DaysOff(frozenset(weekdays), frozenset(dates))


def _print(shown: Outline, form: str, result: Result | None) -> None:
    if form == "ics":
        from study.views import calendar  # noqa: PLC0415 - takes as long to load as all the rest

        click.echo(calendar.calendar(shown.days), nl=False)
        return
    if shown.days:
        from study.forecast import forecast  # noqa: PLC0415

        shown = replace(shown, ahead=forecast(shown.days, shown.retention))
    if form == "json":
        from study.views import document  # noqa: PLC0415

        click.echo(document.plan(shown), nl=False)
    elif result and form == "html":
        from study import pipeline  # noqa: PLC0415
        from study.views import page  # noqa: PLC0415

        for piece in page.page(shown, result.study.cards, pipeline.framing(result).frame, result.study.entries):
            click.echo(piece, nl=False)
    elif form == "svg":
        from study.views import picture  # noqa: PLC0415

        click.echo(picture.svg(shown), nl=False)
    elif form == "markdown":
        from study.views import markdown  # noqa: PLC0415

        click.echo(markdown.plan(shown), nl=False)
    else:
        from rich.console import Console  # noqa: PLC0415

        from study.views import terminal  # noqa: PLC0415

        terminal.plan(shown, Console(highlight=False))
