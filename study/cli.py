"""The command line: arguments in, words out; the only room that prints or exits."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from study.errors import Fault, StudyError

if TYPE_CHECKING:
    from study.model import Ledger, Report, Topic
    from study.schedule import Day, DaysOff

_FOLDER = click.Path(path_type=Path, file_okay=True, dir_okay=True)
_DATE = click.DateTime(["%Y-%m-%d"])
_SEEDS = click.option(
    "--seeds", type=_FOLDER, default=Path("seeds"), show_default=True, metavar="DIR", help="Folder of the snapshots."
)
_DECKS = click.option(
    "--decks", type=_FOLDER, default=Path("decks"), show_default=True, metavar="DIR", help="Folder of the decks."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(metadata.version("study"), "-V", "--version", prog_name="study")
def cli() -> None:
    """Make Anki decks and a study plan from snapshots of a notes blog.

    Save the blog's index page as plain text into the folder `seeds`, then:

    \b
      study build         make the decks and the plan from all snapshots
      study status        say what a build would do
      study plan          show what to learn, in which order, and why
      study check         find what is wrong in decks and catalogue
      study concepts      look a concept up: what it is, needs and leads to

    Import `decks/study.apkg` into Anki (File > Import). Run `study build` again
    whenever a new snapshot arrives: reviews, your edits and the order are kept.

    \b
    Exit codes: 0 done · 1 something for you to mend, named in one line each
                2 of `study status`: a build would change something
                3 a bug in this program · 130 stopped with Ctrl-C
    """


@cli.command()
@_SEEDS
@_DECKS
@click.option("--allow-retire", is_flag=True, help="Let more than a fifth of the known cards retire at once.")
def build(seeds: Path, decks: Path, *, allow_retire: bool) -> None:
    """Make the decks and the plan from all snapshots.

    Reads every .txt file of the seeds folder, and seeds/catalog.yaml where it is there. Leaves in the decks folder
    study.apkg to import into Anki, one YAML file a topic to read and edit, plan.md to print, and ledger.jsonl, the
    program's memory: keep it with the rest.

    A card that no note or rule makes any more, or that you deleted from its YAML file, retires: the package carries it
    once more with the tag study::retired, so that you find it in Anki.

    \b
    Examples:
      study build
      study build --seeds ~/blog/snapshots --decks ~/blog/decks
    """
    from study import building  # noqa: PLC0415 - `study --help` must not wait for what it does not need

    report = building.build(seeds, decks, _now(), _progress, may_retire=allow_retire)
    _report(report, decks)
    _tell(report.faults)


@cli.command()
@_SEEDS
@_DECKS
@click.option("--diff", is_flag=True, help="Show the words, too.")
@click.option("--json", "as_json", is_flag=True, help="Print it for other programs.")
def status(seeds: Path, decks: Path, *, diff: bool, as_json: bool) -> None:
    """Say what a build would do, without doing it.

    With --diff it shows each card that is new (+), changes (~) or retires (-), and for each that you edited (=) what
    the program would suggest now.

    \b
    Exit codes: 0 nothing to do · 2 a build would change something · 1 something for you to mend

    \b
    Examples:
      study status
      study status --diff
      study status --json
    """
    from study import building  # noqa: PLC0415
    from study.views import report as view  # noqa: PLC0415

    found = building.preview(seeds, decks, _now(), _progress)
    if as_json:
        click.echo(view.document(found), nl=False)
    else:
        for line in view.lines(found, diff=diff):
            click.echo(line)
        click.echo("A build would change nothing." if not found.written else "`study build` does this.")
    _tell(found.faults)
    sys.exit(2 if found.written else 0)


@cli.command()
@_SEEDS
@_DECKS
@click.argument("entry")
def forget(seeds: Path, decks: Path, entry: str) -> None:
    """Forget a note for good: its cards retire, and a snapshot that shows it again changes nothing.

    ENTRY is the note's id, which stands with each of its cards, or its first words. `study restore` brings it back.

    \b
    Example:
      study forget "通过卷积和池化等技术"
    """
    from study import building, ledger  # noqa: PLC0415

    known = ledger.read(decks).entries
    found = ledger.named(known, entry)
    if len(found) != 1:
        how = "none of the notes has" if not found else f"{len(found)} notes have"
        raise StudyError(Fault(decks, None, f"{how} the id or first words `{entry}`; take the id from a deck file"))
    wanted = found[0].id
    change = partial(ledger.forget, entry_id=wanted)
    _report(building.build(seeds, decks, _now(), _progress, change, may_retire=True), decks)


@cli.command()
@_SEEDS
@_DECKS
@click.argument("name")
def restore(seeds: Path, decks: Path, name: str) -> None:
    """Bring back what you dropped or had forgotten.

    NAME is a topic whose file or cards you deleted (its id or name), a card's id, or a forgotten note's id or first
    words.

    \b
    Example:
      study restore TFRecord
    """
    from study import building, ledger  # noqa: PLC0415

    def change(before: Ledger) -> Ledger:
        after = ledger.restore(before, name)
        if after is None:
            raise StudyError(Fault(decks, None, f"nothing that you dropped or had forgotten is called `{name}`"))
        return after

    _report(building.build(seeds, decks, _now(), _progress, change), decks)


@cli.command()
@_SEEDS
@_DECKS
def watch(seeds: Path, decks: Path) -> None:
    """Build whenever a snapshot is saved, until you press Ctrl-C.

    Needs the package watchfiles: pip install "study[watch]".

    \b
    Example:
      study watch
    """
    from study import building  # noqa: PLC0415

    try:
        import watchfiles  # noqa: PLC0415 - an extra
    except ImportError:
        raise StudyError(Fault(seeds, None, 'watching needs one more package: pip install "study[watch]"')) from None
    if not seeds.is_dir():
        raise StudyError(Fault(seeds, None, "there is no such folder; name it with --seeds"))

    def build_once() -> None:
        try:
            report = building.build(seeds, decks, _now(), _progress)
        except StudyError as error:  # a half-saved file, say: the next save mends it
            click.echo(str(error), err=True)
            return
        _report(report, decks)
        for fault in report.faults:
            click.echo(str(fault), err=True)

    build_once()
    for _ in watchfiles.watch(seeds, raise_interrupt=True):
        build_once()


@cli.command()
@_SEEDS
@_DECKS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "ics"]),
    default="text",
    show_default=True,
    help="How to print it; ics is a calendar.",
)
@click.option("--to", "goal", metavar="TOPIC", help="Only the way to one topic (any of its names).")
@click.option("--per-day", type=click.IntRange(1), metavar="N", help="Schedule: new cards a day.")
@click.option("--minutes-per-day", type=click.FloatRange(1), metavar="M", help="Schedule: minutes for new cards a day.")
@click.option("--deadline", type=_DATE, metavar="DATE", help="Schedule: the last day; works the pace out.")
@click.option("--start", type=_DATE, metavar="DATE", help="Schedule: the first day, else today.")
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
    type=_FOLDER,
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
    deadline: datetime | None,
    start: datetime | None,
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
      study plan --per-day 10 --format ics > plan.ics
      study plan --collection ~/.local/share/Anki2/User\\ 1/collection.anki2
    """
    from study import pipeline  # noqa: PLC0415
    from study.plan import find, way_to  # noqa: PLC0415

    result = pipeline.study(seeds, decks, _progress)
    topics = result.study.topics
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
    if not (per_day or minutes_per_day or deadline or start or off or form == "ics"):
        _show_plan(topics, form, goal, states)
    else:
        left = progress.remaining(topics, cards) if collection is not None else topics
        first = start.date() if start else datetime.fromtimestamp(_now(), UTC).astimezone().date()
        last = deadline.date() if deadline else None
        pace, days = _paced(left, per_day, minutes_per_day, last, first, off, seconds_per_card)
        _show_schedule(topics, form, goal, states, pace, days, retention)
    _tell(result.faults)


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


def _show_plan(topics: tuple[Topic, ...], form: str, goal: str | None, states: Mapping[str, str]) -> None:
    from study.views import document, markdown, terminal  # noqa: PLC0415

    if form == "json":
        click.echo(document.plan(topics, states=states), nl=False)
    elif form == "markdown":
        click.echo(markdown.plan(topics, states), nl=False)
    else:
        from rich.console import Console  # noqa: PLC0415

        if goal is not None:
            click.echo(" → ".join(topic.name for topic in topics) + "\n")
        terminal.plan(topics, Console(highlight=False), states)


def _show_schedule(
    topics: tuple[Topic, ...],
    form: str,
    goal: str | None,
    states: Mapping[str, str],
    pace: int,
    days: tuple[Day, ...],
    retention: float,
) -> None:
    if form == "ics":
        from study.views import calendar  # noqa: PLC0415 - takes as long to load as all the rest

        click.echo(calendar.calendar(days), nl=False)
        return
    from study.forecast import forecast  # noqa: PLC0415
    from study.views import document, markdown, terminal  # noqa: PLC0415
    from study.views.days import reviews  # noqa: PLC0415

    ahead = forecast(days, retention)
    if form == "json":
        click.echo(document.plan(topics, days, ahead, states), nl=False)
        return
    words = reviews(ahead, retention) if ahead else ""
    _show_plan(topics, form, goal, states)
    if form == "markdown":
        click.echo(markdown.days(days, pace, words), nl=False)
    else:
        from rich.console import Console  # noqa: PLC0415

        terminal.days(days, pace, words, Console(highlight=False))


@cli.command()
@_SEEDS
@_DECKS
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv", "tsv"]),
    default="json",
    show_default=True,
    help="How to print it.",
)
def export(seeds: Path, decks: Path, form: Literal["json", "csv", "tsv"]) -> None:
    """Print entries, topics and cards for other programs: all as JSON, or the cards as a table.

    \b
    Examples:
      study export --format json > study.json
      study export --format csv > cards.csv
    """
    from study import pipeline  # noqa: PLC0415
    from study.views import document, table  # noqa: PLC0415

    result = pipeline.study(seeds, decks, _progress)
    # Bytes, where the line ends are part of the format: text would get those of the system.
    click.echo(document.export(result.study) if form == "json" else table.cards(result.study, form), nl=False)
    _tell(result.faults)


@cli.command()
@_SEEDS
@_DECKS
def check(seeds: Path, decks: Path) -> None:
    """Find what is wrong in decks and catalogue.

    Prints one line for each fault, `file:line: what is wrong and what to do`, and suggests what to add to
    seeds/catalog.yaml for topics that the catalogue lacks.

    \b
    Example:
      study check
    """
    from study import pipeline  # noqa: PLC0415

    _tell(pipeline.check(seeds, decks))
    for line in pipeline.suggestions(seeds, decks):
        click.echo(line)
    click.echo("Nothing is wrong.")


@cli.command()
@_SEEDS
@_DECKS
@click.argument("text", required=False)
def concepts(seeds: Path, decks: Path, text: str | None) -> None:
    """Search the catalogue: what a concept is, what it needs, what it leads to, and which notes mention it.

    Without TEXT it lists the fields that the catalogue covers.

    \b
    Examples:
      study concepts
      study concepts SDE
      study concepts 注意力
    """
    from rich.console import Console  # noqa: PLC0415

    from study import pipeline  # noqa: PLC0415
    from study.views import terminal  # noqa: PLC0415

    if text is None:
        for track, count in pipeline.tracks(seeds):
            click.echo(f"{count:>5}  {track.zh} · {track.en}")
        return
    found = pipeline.concepts(seeds, decks, text)
    if not found:
        raise StudyError(Fault(seeds, None, f"the catalogue has nothing like `{text}`; add it to {seeds}/catalog.yaml"))
    terminal.concepts(found, Console(highlight=False))


def _now() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def _report(report: Report, folder: Path) -> None:
    from study.views import report as view  # noqa: PLC0415

    for line in view.lines(report, diff=False):
        click.echo(line)
    if not report.written:
        click.echo(f"{'Files':<8} nothing new, {folder} stays as it is")
        return
    shown = ", ".join(path.name for path in report.written if path.suffix != ".yaml")
    files = sum(path.suffix == ".yaml" for path in report.written)
    click.echo(f"{'Files':<8} {folder}: {shown}" + (f", {files} deck files" if files else ""))
    click.echo(f"Next: import {folder / 'study.apkg'} into Anki (File > Import), read the plan with `study plan`.")


def _tell(faults: Iterable[Fault]) -> None:
    """Name the faults and leave with code 1 where there are any."""
    found = tuple(faults)
    if found:
        raise StudyError(*found)


def _progress(items: Sequence[Any], label: str) -> Iterator[Any]:
    """Show a bar on long work in a terminal, nothing in pipes."""
    if len(items) < 200 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    yield from track(items, description=label, console=Console(stderr=True), transient=True)
