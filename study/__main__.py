"""Where the program starts, and how it ends: exit codes 0, 1, 3 and 130."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Literal

import click

from study.cli import cli
from study.errors import StudyError


class _Ending(AbstractContextManager[None]):
    """Turns what ends the program into an exit code and, for a user's fault, one clear line each."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        if error is None or isinstance(error, SystemExit):
            return False
        if isinstance(error, StudyError):
            click.echo(str(error), err=True)
            sys.exit(1)
        if isinstance(error, click.Abort | KeyboardInterrupt):
            click.echo("Stopped; nothing was changed.", err=True)
            sys.exit(130)
        if isinstance(error, click.ClickException):
            command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
            if command and not isinstance(error, click.exceptions.NoArgsIsHelpError):
                click.echo(f"{command}: {error.format_message()} See `{command} --help`.", err=True)
            else:
                error.show()
            sys.exit(1)
        if isinstance(error, BrokenPipeError):  # the reader of our output, `head` say, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        sys.excepthook(kind or type(error), error, trace)
        click.echo("This is a bug in study, not a fault of yours; please report the lines above.", err=True)
        sys.exit(3)


def main() -> None:
    """Run the command line."""
    # Nearly all that a build makes lives until it ends: to look for garbage among it took a sixth of its time.
    gc.set_threshold(100_000, 20, 50)
    with _Ending():
        cli(standalone_mode=False, prog_name="study")


if __name__ == "__main__":
    main()
