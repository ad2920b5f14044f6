"""Parts that many tests share: the real catalogue and tokenizer, loaded once, and notes made from plain text."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from study import catalog, segment, terms
from study.cards.draft import Source
from study.catalog import Catalog
from study.model import Entry, Passage
from study.segment import Segmenter
from tests.commands import Server

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
# A test that fails on one machine fails on all: what is drawn by lot is the same in every run.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")
NOW = 1_760_000_000  # before any edit that a test makes in Anki, as a build is before the edits that follow it


SNAPSHOTS = ("000_d80bb9f88363154f.txt", "002_e8bb21cf346337e4.txt")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Two snapshots of the seeds, so that a test builds in little time."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name in SNAPSHOTS:
        shutil.copy(SEEDS / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def known() -> Catalog:
    return catalog.load()


@pytest.fixture(scope="session")
def segmenter(known: Catalog) -> Segmenter:
    return Segmenter(known.spellings())


@pytest.fixture(scope="session")
def one_dictionary() -> Iterator[None]:
    """Load the dictionary once for all builds in this process, as it takes most of a small build's time."""
    with pytest.MonkeyPatch.context() as patch:
        make = cache(segment.Segmenter)
        patch.setattr(segment, "Segmenter", lambda spellings, _: make(tuple(spellings)))
        yield


@pytest.fixture(scope="session")
def passage_of(known: Catalog, segmenter: Segmenter) -> Callable[[str], Passage]:
    """Take a note's text apart."""

    def make(text: str) -> Passage:
        return segmenter.segment(Entry("e", text, ("a.txt",), (text,)), known.mentions(text))

    return make


@pytest.fixture(scope="session")
def source_of(known: Catalog, passage_of: Callable[[str], Passage]) -> Callable[[str], Source]:
    """Make of a note's text what the kinds of card are made from."""

    def make(text: str) -> Source:
        passage = passage_of(text)
        found = terms.extract(passage, known.ancestors, known.dependents)
        return Source.of(passage, found)

    return make


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Hold a process that has everything loaded."""
    server = Server()
    yield server
    server.close()


@pytest.fixture
def run(tmp_path: Path, server: Server) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in a process and a folder of its own."""

    def call(*arguments: str, cwd: Path = tmp_path, now: int = NOW) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(now), "PYTHONWARNINGS": "error", "COLUMNS": "100"}
        return server.run(arguments, cwd, environment)

    return call
