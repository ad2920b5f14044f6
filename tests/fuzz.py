"""Coverage-guided fuzzing of what is read from files: `python -m tests.fuzz [-max_total_time=20]` (needs atheris).

An input that ends in anything but a result or a `StudyError` stops the run, and is left in a file `crash-…`; the option
`-artifact_prefix=FOLDER/` says where.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["study"]):
    from study import decks, ledger, snapshots
    from study.catalog.parse import parse
    from study.errors import StudyError


def _snapshot(folder: Path, content: bytes) -> None:
    (folder / "a.txt").write_bytes(content)
    snapshots.fold(snapshots.read(folder)[0])


def _deck(folder: Path, content: bytes) -> None:
    (folder / "a.yaml").write_bytes(content)
    decks.read(folder)


def _catalogue(folder: Path, content: bytes) -> None:
    (folder / "catalog.yaml").write_bytes(content)
    parse(folder / "catalog.yaml", {}, 0, own=True)


def _ledger(folder: Path, content: bytes) -> None:
    (folder / "ledger.jsonl").write_bytes(content)
    list(ledger.lines(ledger.read(folder)))


TARGETS: tuple[Callable[[Path, bytes], None], ...] = (_snapshot, _deck, _catalogue, _ledger)


BEGINNINGS = (
    "INCOMING TRANSMISSION\n\n死锁 死锁是一种状态。\n1 2\n",
    "topic: deadlock\nname: 死锁\ncards:\n- id: abc\n  front: 问 {{c1::答}}\n  back: >-\n    答\n  start: '3'\n",
    "concepts:\n- id: t\n  name: 甲\n  zh: 甲\n  en: T\n  near: {T: [乙]}\n  needs: {u: 因为}\norder:\n  t: [u]\n",
    '{"ledger": 2}\n{"topic": "t", "deck": "010 T"}\n{"entry": "e", "versions": ["死锁"]}\n',
)
"""A good file for each target, to begin with."""


def main() -> None:
    """Run until an input fails or the time is over; the first byte of an input chooses what reads the rest."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch) / str(at) for at in range(len(TARGETS))]
        for folder in folders:
            folder.mkdir()

        def one(content: bytes) -> None:
            at = content[0] % len(TARGETS) if content else 0
            with suppress(StudyError):
                TARGETS[at](folders[at], content[1:])

        corpus = Path(scratch) / "corpus"
        corpus.mkdir()
        for at, text in enumerate(BEGINNINGS):
            (corpus / str(at)).write_bytes(bytes([at]) + text.encode())
        atheris.Setup([*sys.argv, str(corpus)], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
