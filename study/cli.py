"""The command line: arguments in, words out; the only room that prints or exits."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from study.errors import Fault, StudyError

if TYPE_CHECKING:
    from study.building import Account

_FOLDER = click.Path(path_type=Path, file_okay=True, dir_okay=True)
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
      study plan          show what to learn, in which order, and why
      study check         find what is wrong in decks and catalogue
      study concepts      look a concept up: what it is, needs and leads to

    Import `decks/study.apkg` into Anki (File > Import). Run `study build` again
    whenever a new snapshot arrives: reviews, your edits and the order are kept.

    \b
    Exit codes: 0 done · 1 something for you to mend, named in one line each
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

    now = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    account = building.build(seeds, decks, now, _progress, may_retire=allow_retire)
    _report(account, decks)
    _tell(account.faults)


@cli.command()
@_SEEDS
@_DECKS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--to", "goal", metavar="TOPIC", help="Print only the way to one topic (any of its names).")
def plan(seeds: Path, decks: Path, form: str, goal: str | None) -> None:
    """Show what to learn, in which order, and why.

    A gap is a topic that others build on and that no note of yours explains yet.

    \b
    Examples:
      study plan
      study plan --to SD3
      study plan --format markdown > plan.md
    """
    from rich.console import Console  # noqa: PLC0415

    from study import pipeline  # noqa: PLC0415
    from study.plan import find, way_to  # noqa: PLC0415
    from study.views import document, markdown, terminal  # noqa: PLC0415

    result = pipeline.study(seeds, decks, _progress)
    topics = result.study.topics
    if goal is not None:
        target = find(topics, goal)
        if target is None:
            raise StudyError(Fault(decks, None, f"the plan has no topic `{goal}`; `study plan` lists them"))
        topics = way_to(topics, target)
    if form == "json":
        click.echo(document.plan(topics), nl=False)
    elif form == "markdown":
        click.echo(markdown.plan(topics), nl=False)
    else:
        if goal is not None:
            click.echo(" → ".join(topic.name for topic in topics) + "\n")
        terminal.plan(topics, Console(highlight=False))
    _tell(result.faults)


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


def _report(account: Account, folder: Path) -> None:
    def line(label: str, text: str) -> None:
        click.echo(f"{label:<8} {text}")

    known = account.entries - account.new_entries
    line("Entries", f"{account.entries}: {account.new_entries} new, {known} known")
    line("Topics", f"{account.topics}, and {account.gaps} gaps that your notes leave open")
    kept = f", {account.edited} as you edited them" if account.edited else ""
    line(
        "Cards",
        f"{account.cards}: {account.new_cards} new, {account.reworded} reworded, {account.retired} retired{kept}",
    )
    if account.leaving:
        found = "after the import, Anki finds them with  tag:study::retired  to delete or keep"
        line("Retired", f"{account.leaving} in this package; {found}")
    if not account.written:
        line("Files", f"nothing new, {folder} stays as it is")
        return
    shown = ", ".join(path.name for path in account.written if path.suffix != ".yaml")
    files = sum(path.suffix == ".yaml" for path in account.written)
    line("Files", f"{folder}: {shown}" + (f", {files} deck files" if files else ""))
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
