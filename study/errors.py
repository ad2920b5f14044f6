"""Faults that a user can mend, as values that know where they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from study.plain import plain


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where it is, and what to do about it.

    Args:
        path: the file or folder that the fault is in.
        line: its line, counted from 1, or None where no line is to blame.
        message: what is wrong and what to do, in one line.
    """

    path: Path
    line: int | None
    message: str

    def __str__(self) -> str:
        """Give ``file:line: message``, always a single line."""
        where = str(self.path) if self.line is None else f"{self.path}:{self.line}"
        return plain(" ".join(f"{where}: {self.message}".split()))


class StudyError(Exception):
    """The work cannot go on until the user has mended the faults it carries."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
