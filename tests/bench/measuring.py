"""What the benchmarks share: to run a command and take its time and memory."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path


def python(code: str, *arguments: str, cwd: Path | None = None) -> tuple[float, float]:
    """Run code in a new process: its wall time in seconds and its greatest memory in MiB."""
    return command([sys.executable, "-c", code, *arguments], cwd)


def command(words: Sequence[str], cwd: Path | None = None) -> tuple[float, float]:
    """Run a command: wall time in seconds, and the greatest memory of any one process of it in MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(words, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{words[-3:]} failed: {process.stderr.read().decode()[-500:] if process.stderr else ''}")
    if process.stderr:
        process.stderr.close()
    process.returncode = 0
    return took, usage.ru_maxrss / 1024


def study(*arguments: str, cwd: Path) -> tuple[float, float]:
    """Run the command line: wall time and memory."""
    return command([sys.executable, "-m", "study", *arguments], cwd)


def median(times: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(times)


def own_memory() -> float:
    """Give the greatest memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
