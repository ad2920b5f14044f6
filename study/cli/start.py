"""The command `study init`: a workspace with a first note to try."""

from __future__ import annotations

from pathlib import Path

import click

from study.cli.common import PLACE
from study.errors import Fault, StudyError

_FIRST = """\
INCOMING TRANSMISSION

LATEST UPDATES
二分查找 二分查找(Binary Search)是一种在有序数组中逐次折半缩小范围的查找算法。二分查找的缺点是要求数据有序。
"""


@click.command()
@click.argument("folder", type=PLACE, default=Path())
def init(folder: Path) -> None:
    """Make a workspace: a folder with a first snapshot to try, ready for `study build`.

    FOLDER is where, else here. Nothing that is there is changed.

    \b
    Examples:
      study init
      study init ~/notes
    """
    seeds = folder / "seeds"
    if seeds.exists():
        raise StudyError(Fault(seeds, None, "is there already, and was left as it is; run `study build`"))
    try:
        seeds.mkdir(parents=True)
        (seeds / "example.txt").write_text(_FIRST, encoding="utf-8")
    except OSError as error:
        raise StudyError(Fault(folder, None, f"cannot be written ({error.strerror}); name another folder")) from None
    click.echo(f"{seeds}  is for your snapshots: replace example.txt with the text of the blog's index page.")
    where = "" if folder == Path() else f" in {folder}"
    click.echo(f"Next: run `study build`{where}.")
