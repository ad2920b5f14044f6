"""What the commands share: options, the time, progress, and how faults are told."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from study.errors import Fault, StudyError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from study.work import Executors

_PATIENCE = 10  # seconds to wait for a cluster


class _Place(click.ParamType):  # type: ignore[type-arg]  # only the newest click takes one
    """A file or folder that need not be there; click's own type falls over a name that no file can have."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Read it."""
        try:
            is_name = b"\0" not in os.fsencode(value)
        except UnicodeEncodeError:
            is_name = False
        if not is_name:
            self.fail(f"{value!r} is no name that a file or folder can have; write another.", param, ctx)
        return Path(value)


class _Day(click.ParamType):  # type: ignore[type-arg]  # only the newest click takes one
    """A day as `2027-01-31`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is no day; write it like 2027-01-31.", param, ctx)


PLACE = _Place()
DATE = _Day()
SEEDS = click.option(
    "--seeds", type=PLACE, default=Path("seeds"), show_default=True, metavar="DIR", help="Folder of the snapshots."
)
DECKS = click.option(
    "--decks", type=PLACE, default=Path("decks"), show_default=True, metavar="DIR", help="Folder of the decks."
)


JOBS = click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read notes at once, else one for each core."
)


def processes(jobs: int | None = None) -> Executors | None:
    """Say how to start the processes that take part in the work on many notes; None where there is to be but one."""
    count = jobs or os.cpu_count() or 1
    if count == 1:
        return None

    def start() -> Executor:
        import multiprocessing  # noqa: PLC0415 - with many new notes only
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"))

    return start


def cluster(address: str) -> Executors:
    """Say how to reach a Dask cluster whose workers take part in the work.

    Raises:
        StudyError: the extra is missing.
    """
    try:
        from concurrent.futures import CancelledError  # noqa: PLC0415 - as below

        from distributed import Client, KilledWorker  # noqa: PLC0415 - takes longer to load than all the rest
    except ImportError:
        todo = 'install it with `pip install ".[dask]"`'
        raise StudyError(Fault(Path("--dask"), None, f"the package `distributed` is not here; {todo}")) from None

    @contextmanager
    def start() -> Iterator[Executor]:
        try:
            client: Any = Client(address, timeout=_PATIENCE)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            what = f"no Dask scheduler answers at {address} ({error}); start one, or leave --dask out"
            raise StudyError(Fault(Path("--dask"), None, what)) from None
        with client:
            try:
                yield client.get_executor()
            except (KilledWorker, CancelledError) as error:
                what = f"the cluster at {address} lost the work: its workers end or its scheduler does ({error})"
                raise StudyError(Fault(Path("--dask"), None, f"{what}; see to them, or leave --dask out")) from None

    return start


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
