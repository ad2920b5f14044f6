"""What does not depend on the machine's speed: ratios with room, and counts that grow with the notes and not faster."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from study import cache, snapshots
from study.model import Excerpt
from study.views import layers
from tests.bench import build, corpus, startup
from tests.bench.measuring import study


@pytest.mark.long
def test_commands_with_nothing_to_do_take_little_more_than_pythons_own_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "_ROUNDS", 3)
    for command, measured in startup.measure().items():
        assert measured["ratio"] < 2 * measured["goal"], command


@pytest.mark.long
def test_a_first_build_of_a_few_notes_stays_near_what_cannot_be_avoided() -> None:
    assert build.measure(30)["ratio, one process"] < 6


@pytest.mark.long
def test_each_further_note_takes_little_memory(tmp_path: Path) -> None:
    peaks = {}
    for count in (100, 1500):
        home = tmp_path / str(count)
        corpus.write(home / "seeds", count)
        study("build", "--jobs", "1", cwd=home)
        worked = (home / "decks" / cache.NAME).read_bytes()
        shutil.rmtree(home / "decks")
        (home / "decks").mkdir()
        # With what was worked out at hand nothing is loaded that would take more room than the notes.
        (home / "decks" / cache.NAME).write_bytes(worked)
        _, peaks[count] = study("build", "--jobs", "1", cwd=home)
    assert (peaks[1500] - peaks[100]) * 1024 / 1400 < 28, "KiB; 19 were measured"


def test_notes_are_compared_with_few_others_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = itertools.count()
    plain = snapshots.likeness

    def likeness(one: str, other: str) -> float:
        next(compared)
        return plain(one, other)

    monkeypatch.setattr(snapshots, "likeness", likeness)
    for count in (100, 400):
        before = next(compared)
        entries = snapshots.fold(Excerpt(text, "a.txt", at) for at, text in enumerate(corpus.entries(count)))
        assert len(entries) == count
        assert next(compared) - before < 8 * count
    before = next(compared)
    snapshots.fold((Excerpt(text, "a.txt", at) for at, text in enumerate(corpus.entries(400))), entries)
    assert next(compared) - before == 1, "known notes are compared with none"


def test_a_graph_that_nobody_reads_at_a_glance_is_drawn_all_the_same() -> None:
    edges = [(at // 3, at) for at in range(1, 1200)] + [(at, at + 401) for at in range(700)]
    drawing = layers.draw([(100.0, 20.0)] * 1200, sorted(set(edges)))
    assert len(drawing.nodes) == 1200
    assert all(drawing.nodes[tail][0] < drawing.nodes[head][0] for tail, head in edges)
