"""The command line, run in a process of its own for each command, forked from one that has everything loaded.

A command that starts from nothing takes a second to load its dictionary, which is most of what a test of it would take.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


class Server:
    """A loaded process that runs commands, one at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.commands"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def run(
        self, arguments: tuple[str, ...], cwd: Path, environment: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run `study` with these arguments, as `subprocess.run` does."""
        with tempfile.TemporaryDirectory() as scratch:
            paths = [str(Path(scratch) / name) for name in ("out", "err")]
            request = {"arguments": arguments, "cwd": str(cwd), "environment": environment, "paths": paths}
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            out, err = (Path(path).read_text(encoding="utf-8") for path in paths)
        return subprocess.CompletedProcess(["study", *arguments], code, out, err)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)
        if self._process.stdout:
            self._process.stdout.close()


def _child(arguments: list[str], cwd: str, environment: dict[str, str], paths: list[str]) -> None:
    from study.__main__ import main  # noqa: PLC0415

    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    for number, path in enumerate(paths, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = ["study", *arguments]
    main()


def serve() -> None:
    """Load everything, then fork for each request."""
    from study import building, catalog, program, segment  # noqa: PLC0415
    from study.views import calendar, document, markdown, page, picture, table, terminal  # noqa: F401, PLC0415

    make = cache(segment.Segmenter)
    segment.Segmenter = lambda spellings, _=None: make(tuple(spellings))  # type: ignore[assignment, misc]
    segment.Segmenter(catalog.load().spellings())
    program.digest()
    assert building
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            code: object = 0
            try:
                _child(**json.loads(line))
            except SystemExit as ending:
                code = ending.code or 0
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code if isinstance(code, int) else 1)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    serve()
