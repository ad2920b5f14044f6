"""Commands that show and check: export, check, concepts."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from study.cli.common import DECKS, SEEDS, bar, processes, tell
from study.errors import Fault, StudyError


@click.command()
@SEEDS
@DECKS
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

    result = pipeline.study(seeds, decks, bar, executors=processes())
    # Bytes, where the line ends are part of the format: text would get those of the system.
    click.echo(document.export(result.study) if form == "json" else table.cards(result.study, form), nl=False)
    tell(result.faults)


@click.command()
@SEEDS
@DECKS
def check(seeds: Path, decks: Path) -> None:
    """Find what is wrong in decks and catalogue.

    Prints one line for each fault, `file:line: what is wrong and what to do`, and suggests what to add to
    seeds/catalog.yaml for topics that the catalogue lacks.

    \b
    Example:
      study check
    """
    from study import pipeline  # noqa: PLC0415

    if not seeds.is_dir() and not decks.is_dir():
        raise StudyError(Fault(seeds, None, "there is no such folder; name the snapshots' folder with --seeds DIR"))
    tell(pipeline.check(seeds, decks))
    for line in pipeline.suggestions(seeds, decks):
        click.echo(line)
    click.echo("Nothing is wrong.")


@click.command()
@SEEDS
@DECKS
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
