"""The work on the entries is the same wherever it is done: here, in processes, or on a cluster that loses a worker."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from study import building
from study.cli import common
from study.errors import StudyError
from study.pipeline import Progress
from tests.bench import corpus
from tests.conftest import NOW

Run = Callable[..., subprocess.CompletedProcess[str]]
MANY = 140  # more than are worked out in one process


def contents(folder: Path) -> dict[str, str]:
    kept = (path for path in folder.iterdir() if path.is_file() and path.name not in {".lock", ".cache-build"})
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "seeds"
    folder.mkdir()
    short = ("。".join(text.split("。")[:3]) + "。" for text in corpus.entries(MANY))
    (folder / "a.txt").write_text("\n".join(short), encoding="utf-8")
    own = (
        "{id: tidal-index, name: 潮汐索引, zh: 潮汐索引, en: Tidal Index, gloss: 随负载伸缩的索引。, track: databases}"
    )
    (folder / "catalog.yaml").write_text(f"concepts:\n  - {own}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What one process makes."""
    folder = tmp_path_factory.mktemp("alone")
    building.build(seeds, folder, NOW)
    return contents(folder)


@pytest.mark.long
def test_any_number_of_processes_makes_the_same_bytes(
    seeds: Path, alone: dict[str, str], run: Run, tmp_path: Path
) -> None:
    done = run("build", "--seeds", str(seeds), "--decks", str(tmp_path / "decks"), "--jobs", "3")
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(tmp_path / "decks") == alone


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a cluster of two workers."""
    scheduler_file = folder / "scheduler.json"
    environment = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "9"}

    def start(what: str, *options: str) -> subprocess.Popen[bytes]:
        arguments = [sys.executable, "-m", f"distributed.cli.{what}", "--scheduler-file", str(scheduler_file), *options]
        return subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    worker = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder))
    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    workers = [start("dask_worker", *worker) for _ in range(2)]
    try:
        while not scheduler_file.exists():
            time.sleep(0.05)
        yield json.loads(scheduler_file.read_text(encoding="utf-8"))["address"], workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait(30)


def killing(workers: Sequence[subprocess.Popen[bytes]]) -> Progress[Any]:
    """Kill the first worker when the first note is back; most are not."""

    def go_through(items: Sequence[Any], label: str) -> Iterator[Any]:
        for done, item in enumerate(items):
            if done == 1 and label == "Reading notes":
                workers[0].kill()
            yield item

    return go_through


@pytest.mark.long
def test_a_cluster_that_loses_a_worker_in_the_middle_makes_the_same_bytes_and_one_that_gives_up_is_named(
    seeds: Path, alone: dict[str, str], tmp_path: Path
) -> None:
    with cluster(tmp_path) as (address, workers):
        building.build(seeds, tmp_path / "decks", NOW, killing(workers), executors=common.cluster(address))
        assert workers[0].wait(30) == -signal.SIGKILL
        with pytest.raises(StudyError, match="lost the work"), common.cluster(address)():
            raise CancelledError("the scheduler went away")
    assert contents(tmp_path / "decks") == alone


def test_a_cluster_that_does_not_answer_is_named(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "_PATIENCE", 1)
    with pytest.raises(StudyError, match="no Dask scheduler answers at tcp://127"):
        building.build(seeds, tmp_path, NOW, executors=common.cluster("tcp://127.0.0.1:9"))


def test_a_process_that_is_ended_from_outside_is_named_and_nothing_is_written(seeds: Path, tmp_path: Path) -> None:
    def executors() -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=os._exit, initargs=(9,))

    with pytest.raises(StudyError, match="was ended"):
        building.build(seeds, tmp_path / "decks", NOW, executors=executors)
    assert not (tmp_path / "decks" / "study.apkg").exists()
