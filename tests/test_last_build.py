"""A build with nothing to do knows it from what it read and left, and says what a whole build would say."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from study import building, last_build, pipeline, program
from tests.conftest import NOW

Run = Callable[..., subprocess.CompletedProcess[str]]
pytestmark = pytest.mark.usefixtures("one_dictionary")

NOTES = (
    "死锁 死锁是一种多个线程互相等待资源而都无法继续的状态。死锁的条件包括:互斥、占有并等待、不可抢占、循环等待。\n"
    "红黑树 红黑树是一种自平衡的二叉查找树,插入和删除要旋转。红黑树的缺点是实现复杂。\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> tuple[Path, Path]:
    seeds, decks = tmp_path / "seeds", tmp_path / "decks"
    seeds.mkdir()
    (seeds / "a.txt").write_text(NOTES, encoding="utf-8")
    (seeds / "broken.txt").write_bytes(b"\x00")
    building.build(seeds, decks, NOW)
    return seeds, decks


def edit(decks: Path) -> None:
    path = decks / "deadlock.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  back: ", "  back: 我说", 1), encoding="utf-8")


def test_what_it_says_is_what_a_whole_build_says(workspace: tuple[Path, Path]) -> None:
    seeds, decks = workspace
    edit(decks)
    building.build(seeds, decks, NOW + 60)
    (decks / "red-black-tree.yaml").unlink()
    building.build(seeds, decks, NOW + 120, may_retire=True)
    last = last_build.read(seeds, decks)
    assert last
    assert last.report == building.preview(seeds, decks, NOW + 180)
    assert last.topics == pipeline.study(seeds, decks).study.topics
    assert last.report.faults
    assert last.report.leaving > 0
    assert last.report.kept


CHANGES: dict[str, Callable[[Path, Path], object]] = {
    "a new snapshot": lambda seeds, _: (seeds / "b.txt").write_text(NOTES, encoding="utf-8"),
    "a changed snapshot": lambda seeds, _: (seeds / "a.txt").write_text(NOTES + NOTES[:40], encoding="utf-8"),
    "a renamed snapshot": lambda seeds, _: (seeds / "a.txt").rename(seeds / "c.txt"),
    "a snapshot gone": lambda seeds, _: (seeds / "broken.txt").unlink(),
    "a catalogue": lambda seeds, _: (seeds / "catalog.yaml").write_text("concepts: []\n", encoding="utf-8"),
    "an edited deck": lambda _, decks: edit(decks),
    "a deck gone": lambda _, decks: (decks / "deadlock.yaml").unlink(),
    "a package gone": lambda _, decks: (decks / "study.apkg").unlink(),
    "a page edited": lambda _, decks: (decks / "plan.html").write_text("x", encoding="utf-8"),
    "a ledger gone": lambda _, decks: (decks / "ledger.jsonl").unlink(),
    "a file that is no state": lambda _, decks: (decks / last_build.NAME).write_text('{"inputs": 3}', encoding="utf-8"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_is_worked_out_anew(
    workspace: tuple[Path, Path], change: Callable[[Path, Path], object]
) -> None:
    seeds, decks = workspace
    assert last_build.read(seeds, decks)
    change(seeds, decks)
    assert last_build.read(seeds, decks) is None


def test_a_snapshot_saved_while_a_build_is_at_work_is_not_taken_for_read(workspace: tuple[Path, Path]) -> None:
    seeds, decks = workspace
    (seeds / "broken.txt").unlink()

    def late(items: object, _: str) -> object:
        (seeds / "late.txt").write_text(NOTES.replace("红黑树", "跳表"), encoding="utf-8")
        return items

    building.build(seeds, decks, NOW, late)  # type: ignore[arg-type]
    assert last_build.read(seeds, decks) is None


def test_another_version_of_the_program_works_everything_out_anew(
    workspace: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "digest", lambda: "another")
    assert last_build.read(*workspace) is None


def test_a_build_with_nothing_to_do_says_so_and_names_the_faults_again(workspace: tuple[Path, Path], run: Run) -> None:
    seeds, _ = workspace
    first, second = run("build"), run("build")
    assert (second.returncode, second.stderr) == (first.returncode, first.stderr)
    assert second.returncode == 1
    assert "broken.txt" in second.stderr
    assert "nothing new, decks stays as it is" in second.stdout
    (seeds / "broken.txt").unlink()
    assert run("build").returncode == 0
    assert run("status").returncode == 0


def test_a_command_with_nothing_to_work_out_loads_none_of_the_machinery(workspace: tuple[Path, Path], run: Run) -> None:
    seeds, _ = workspace
    (seeds / "broken.txt").unlink()
    run("build")
    for command in ("build", "status", "plan"):
        code = (
            f"import sys; sys.argv = ['study', '{command}']; from study.__main__ import main\n"
            "try: main()\nexcept SystemExit: pass\nprint(*sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=seeds.parent, capture_output=True, text=True, check=True
        )
        loaded = set(done.stdout.splitlines()[-1].split())
        assert not loaded & {"jieba", "genanki", "jinja2", "study.pipeline", "yaml"}, command
