"""What the commands share: options, the time, progress, and how faults are told."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from study.errors import Fault, StudyError

FOLDER = click.Path(path_type=Path, file_okay=True, dir_okay=True)
DATE = click.DateTime(["%Y-%m-%d"])
SEEDS = click.option(
    "--seeds", type=FOLDER, default=Path("seeds"), show_default=True, metavar="DIR", help="Folder of the snapshots."
)
DECKS = click.option(
    "--decks", type=FOLDER, default=Path("decks"), show_default=True, metavar="DIR", help="Folder of the decks."
)


def now() -> int:
    """Give the time of this run in seconds since 1970, UTC; SOURCE_DATE_EPOCH sets it, so that builds can be equal."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def tell(faults: Iterable[Fault]) -> None:
    """Name the faults and leave with code 1 where there are any."""
    found = tuple(faults)
    if found:
        raise StudyError(*found)


def bar(items: Sequence[Any], label: str) -> Iterator[Any]:
    """Show a bar on long work in a terminal, nothing in pipes."""
    if len(items) < 200 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    yield from track(items, description=label, console=Console(stderr=True), transient=True)
