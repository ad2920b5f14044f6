"""Commands that look ahead, forget, bring back and watch, in the real command line; and builds that are killed."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from tests.conftest import NOW

Run = Callable[..., subprocess.CompletedProcess[str]]

TIDAL = "潮汐索引 潮汐索引(Tidal Indexing)是一种随负载高低伸缩分片数目的倒排结构。潮汐索引的缺点是伸缩时查询变慢。"
DEADLOCK = (
    "死锁 死锁是一种多个线程互相等待资源而都无法继续的状态。死锁的条件包括:互斥、占有并等待、不可抢占、循环等待。"
)


@pytest.fixture
def workspace(tmp_path: Path, run: Run) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(f"{TIDAL}\n{DEADLOCK}\n", encoding="utf-8")
    assert run("build").returncode == 0
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_status_after_a_build_has_nothing_to_say_and_leaves_no_trace(run: Run, workspace: Path) -> None:
    before = contents(workspace / "decks")
    done = run("status")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("A build would change nothing.\n")
    assert contents(workspace / "decks") == before


def test_status_says_what_a_build_would_do_and_does_none_of_it(run: Run, workspace: Path) -> None:
    edit(workspace / "decks" / "deadlock.yaml", "back: 多个线程", "back: 若干线程")
    (workspace / "seeds" / "b.txt").write_text(
        "布隆过滤器 布隆过滤器是一种用位数组和多个哈希函数判断元素可能存在与否的结构。", encoding="utf-8"
    )
    before = contents(workspace / "decks")
    done = run("status", "--diff")
    assert (done.returncode, done.stderr) == (2, "")
    for line in (
        "Entries  3: 1 new, 2 known",
        "         new: 布隆过滤器",
        ", 1 as you edited them",
        "布隆过滤器是什么？ ⇒ 用位数组和多个哈希函数判断元素可能存在与否的结构",
        "死锁是什么？ ⇒ [-多个-]{+若干+}线程互相等待资源而都无法继续的状态",
        "= [deadlock] 死锁是什么？ ⇒ 若干线程互相等待资源而都无法继续的状态",
        "  suggested: 死锁是什么？ ⇒ 多个线程互相等待资源而都无法继续的状态",
        "`study build` does this.",
    ):
        assert line in done.stdout
    assert contents(workspace / "decks") == before
    whole = json.loads(run("status", "--json").stdout)
    assert [card["topic"] for card in whole["cards"]["new"]] != []
    assert whole["cards"]["kept"][0]["suggested"]["back"] == "多个线程互相等待资源而都无法继续的状态"
    assert whole["files"]
    run("build")
    assert run("status").returncode == 0


def test_a_forgotten_note_stays_forgotten_while_snapshots_show_it_and_comes_back_when_restored(
    run: Run, workspace: Path
) -> None:
    before = {path.name for path in (workspace / "decks").glob("*.yaml")}
    done = run("forget", "死锁 死锁是")
    assert (done.returncode, done.stderr) == (0, "")
    assert "retired" in done.stdout
    (workspace / "seeds" / "b.txt").write_text(DEADLOCK + "这是后来补写的一句话。", encoding="utf-8")
    assert "Entries  1: 0 new, 1 known" in run("build").stdout
    assert not (workspace / "decks" / "deadlock.yaml").exists()
    assert "Entries  2:" in run("restore", "死锁").stdout
    assert {path.name for path in (workspace / "decks").glob("*.yaml")} == before


@pytest.mark.parametrize("command", ["forget", "restore"])
def test_what_is_not_there_is_said_in_one_line(run: Run, workspace: Path, command: str) -> None:
    before = contents(workspace / "decks")
    done = run(command, "没有这样的笔记")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "没有这样的笔记" in done.stderr
    assert contents(workspace / "decks") == before


def test_a_topic_whose_file_was_deleted_is_dropped_until_it_is_restored(run: Run, workspace: Path) -> None:
    path = workspace / "decks" / "deadlock.yaml"
    edit(path, "cards:\n", "cards:\n- front: 我的问题？\n  back: 我的答案\n")
    run("build")
    ids = {line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("- id: ")}
    path.unlink()
    assert run("build").returncode == 1  # more than a fifth at once
    assert run("build", "--allow-retire").returncode == 0
    assert "nothing new" in run("build").stdout
    assert not path.exists()
    assert run("restore", "死锁").returncode == 0
    text = path.read_text(encoding="utf-8")
    assert {line for line in text.splitlines() if line.startswith("- id: ")} == ids
    assert "我的答案" in text


def test_a_build_without_its_ledger_says_what_that_costs(run: Run, workspace: Path) -> None:
    (workspace / "decks" / "ledger.jsonl").unlink()
    done = run("build")
    assert (done.returncode, done.stderr) == (0, "")
    assert "ledger.jsonl is gone" in done.stdout
    assert "ledger.jsonl is gone" not in run("build").stdout


def test_a_build_that_is_killed_at_any_time_is_finished_by_the_next(run: Run, workspace: Path) -> None:
    edit(workspace / "decks" / "deadlock.yaml", "back: 多个线程", "back: 若干线程")
    for number in range(6):
        (workspace / "seeds" / "b.txt").write_text(f"{TIDAL}第 {number} 次补写。", encoding="utf-8")
        command = [sys.executable, "-m", "study", "build"]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(NOW + number)}
        with subprocess.Popen(command, cwd=workspace, env=environment, stdout=subprocess.DEVNULL) as build:
            time.sleep(0.25 + 0.15 * number)
            build.send_signal(signal.SIGKILL)
    assert run("build", now=NOW + 99).returncode == 0
    assert run("status").returncode == 0
    assert "back: 若干线程" in (workspace / "decks" / "deadlock.yaml").read_text(encoding="utf-8")
    assert {path.name for path in (workspace / "decks").iterdir() if path.name.startswith(".")} == {
        ".cache",
        ".cache-build",
        ".cache-decks",
        ".lock",
    }


def test_watch_builds_when_a_snapshot_is_saved(workspace: Path) -> None:
    # Where the tests run in the background, the shell has them ignore Ctrl-C, and what they start inherits that.
    program = (
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from study.__main__ import main\nmain()\n"
    )
    command = [sys.executable, "-u", "-c", program, "watch"]
    with subprocess.Popen(command, cwd=workspace, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as watch:
        assert watch.stdout is not None
        stop = Timer(60, watch.kill)  # so that a miss is a fault, not a wait for ever
        stop.start()
        lines = iter(watch.stdout.readline, "")
        assert any("nothing new" in line for line in lines)
        (workspace / "seeds" / "b.txt").write_text(
            "布隆过滤器 布隆过滤器是一种用位数组和多个哈希函数判断元素可能存在与否的结构。", encoding="utf-8"
        )
        assert any("Entries  3: 1 new" in line for line in lines)
        assert any("Next: import" in line for line in lines)
        watch.send_signal(signal.SIGINT)
        assert any("Stopped watching; what was built stays." in line for line in lines)
        assert watch.wait(timeout=30) == 130
        stop.cancel()


def test_a_plan_with_a_pace_says_what_comes_on_which_day(run: Run, workspace: Path) -> None:
    assert workspace.is_dir()
    done = run("plan", "--per-day", "2", "--start", "2026-11-23", "--off", "tue", "--off", "2026-11-25")
    assert (done.returncode, done.stderr) == (0, "")
    dates = [line.split()[:2] for line in done.stdout.splitlines() if line.startswith("2026-")]
    assert dates[:2] == [["2026-11-23", "mon"], ["2026-11-26", "thu"]]
    assert "Reviews (FSRS-6, 90% remembered): at most" in done.stdout
    whole = json.loads(run("plan", "--per-day", "2", "--start", "2026-11-23", "--format", "json").stdout)
    assert whole["schedule"][0]["date"] == "2026-11-23"
    cards = sum(part["cards"] for day in whole["schedule"] for part in day["topics"])
    assert cards > 3
    assert sum(whole["forecast"]["answers"]) > 3 * cards
    assert whole["forecast"]["peak"]["answers"] == max(whole["forecast"]["answers"])
    assert run("plan", "--format", "ics", "--start", "2026-11-23").stdout.startswith("BEGIN:VCALENDAR")
    assert "## 日程 · Schedule" in run("plan", "--format", "markdown", "--start", "2026-11-23").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--per-day", "2", "--deadline", "2030-01-01"], "give one of --per-day, --minutes-per-day and --deadline"),
        (["--deadline", "2000-01-01"], "there is no day of study between start and deadline"),
        (["--off", "someday"], "--off someday is no day"),
        ([f"--off={day}" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")], "every weekday is off"),
        (["--start", "23.11.2026"], "`23.11.2026` is no day; write it like 2027-01-31"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused_in_words(
    run: Run, workspace: Path, arguments: list[str], words: str
) -> None:
    assert workspace.is_dir()
    done = run("plan", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr


def test_a_plan_knows_from_the_collection_what_is_done_and_goes_on_from_there(run: Run, workspace: Path) -> None:
    collection = Collection(str(workspace / "collection.anki2"))
    package = str(workspace / "decks" / "study.apkg")
    request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
    collection.import_anki_package(request)
    for note_id in collection.find_notes("tag:study::topic::deadlock"):
        (card,) = collection.get_note(note_id).cards()
        card.start_timer()
        collection.sched.answerCard(card, 4)
    collection.close()
    plain = json.loads(run("plan", "--format", "json", "--per-day", "1", "--start", "2026-11-23").stdout)
    options = ("--collection", "collection.anki2")
    known = json.loads(run("plan", "--format", "json", "--per-day", "1", "--start", "2026-11-23", *options).stdout)
    states = {topic["id"]: topic["state"] for topic in known["topics"]}
    assert states["deadlock"] == "done"
    assert set(states.values()) <= {"done", "in progress", "ready now", "blocked"}
    assert "state" not in plain["topics"][0]
    assert not any(part["topic"] == "deadlock" for day in known["schedule"] for part in day["topics"])
    assert len(known["schedule"]) < len(plain["schedule"])
    assert "done" in run("plan", *options).stdout
    assert "- [x] **" in run("plan", "--format", "markdown", *options).stdout
    missing = run("plan", "--collection", "nowhere.anki2")
    assert (missing.returncode, missing.stdout, missing.stderr.count("\n")) == (1, "", 1)
