"""Commands that build, look ahead, forget, bring back and watch."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from study.cli.common import DECKS, JOBS, SEEDS, bar, cluster, now, processes, tell
from study.errors import Fault, StudyError
from study.plain import plain

if TYPE_CHECKING:
    from study.model import Ledger, Report


@click.command()
@SEEDS
@DECKS
@click.option("--allow-retire", is_flag=True, help="Let more than a fifth of the known cards retire at once.")
@JOBS
@click.option("--dask", metavar="ADDRESS", help="Read notes on a Dask cluster instead (needs the extra `dask`).")
def build(seeds: Path, decks: Path, *, allow_retire: bool, jobs: int | None, dask: str | None) -> None:
    """Make the decks and the plan from all snapshots.

    Reads every .txt file of the seeds folder, and seeds/catalog.yaml where it is there. Leaves in the decks folder
    study.apkg to import into Anki, one YAML file a topic to read and edit, plan.html to read, tick off
    and print, plan.md, and ledger.jsonl, the program's memory: keep it with the rest.

    A card that no note or rule makes any more, or that you deleted from its YAML file, retires: the package carries it
    once more with the tag study::retired, so that you find it in Anki.

    \b
    Examples:
      study build
      study build --seeds ~/blog/snapshots --decks ~/blog/decks
    """
    report = _unchanged(seeds, decks)
    if report is None:
        from study import building  # noqa: PLC0415 - no command must wait for what it does not need

        executors = cluster(dask) if dask else processes(jobs)
        report = building.build(seeds, decks, now(), bar, may_retire=allow_retire, executors=executors)
    _report(report, decks)
    tell(report.faults)


@click.command()
@SEEDS
@DECKS
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
    from study.views import report as view  # noqa: PLC0415

    found = _unchanged(seeds, decks)
    if found is None:
        from study import building  # noqa: PLC0415 - see above

        found = building.preview(seeds, decks, now(), bar, processes())
    if as_json:
        click.echo(view.document(found), nl=False)
    else:
        for line in view.lines(found, diff=diff):
            click.echo(plain(line))
        click.echo("A build would change nothing." if not found.written else "`study build` does this.")
    tell(found.faults)
    sys.exit(2 if found.written else 0)


def _unchanged(seeds: Path, decks: Path) -> Report | None:
    """Give what a build with nothing to do says where nothing changed since the last one, else None."""
    from study import last_build  # noqa: PLC0415
    from study.files import settle  # noqa: PLC0415

    settle(decks)
    last = last_build.read(seeds, decks)
    return last.report if last else None


@click.command()
@SEEDS
@DECKS
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
    _report(building.build(seeds, decks, now(), bar, change, may_retire=True, executors=processes()), decks)


@click.command()
@SEEDS
@DECKS
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

    _report(building.build(seeds, decks, now(), bar, change, executors=processes()), decks)


@click.command()
@SEEDS
@DECKS
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
            report = building.build(seeds, decks, now(), bar, executors=processes())
        except StudyError as error:  # a half-saved file, say: the next save mends it
            click.echo(str(error), err=True)
            return
        _report(report, decks)
        for fault in report.faults:
            click.echo(str(fault), err=True)

    # The watch begins before the first build, so that nothing saved meanwhile is missed.
    is_first = True
    try:
        for changes in watchfiles.watch(seeds, raise_interrupt=True, yield_on_timeout=True, rust_timeout=500):
            if changes or is_first:
                build_once()
            is_first = False
    except KeyboardInterrupt:
        click.echo("Stopped watching; what was built stays.", err=True)
        sys.exit(130)


def _report(report: Report, folder: Path) -> None:
    from study.views import report as view  # noqa: PLC0415

    for line in view.lines(report, diff=False):
        click.echo(plain(line))
    if not report.written:
        click.echo(f"{'Files':<8} nothing new, {folder} stays as it is")
        return
    shown = [path.name for path in report.written if path.suffix != ".yaml"]
    files = sum(path.suffix == ".yaml" for path in report.written)
    shown += [f"{files} deck file{'' if files == 1 else 's'}"] if files else []
    click.echo(f"{'Files':<8} {folder}: {', '.join(shown)}")
    if folder / "study.apkg" in report.written:
        click.echo(f"Next: import {folder / 'study.apkg'} into Anki (File > Import), read the plan with `study plan`.")
