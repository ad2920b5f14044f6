"""The real command line in a process of its own: words, exit codes, and what it leaves behind."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import SEEDS

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two snapshots of the seeds, so that a test builds in little time."""
    (tmp_path / "seeds").mkdir()
    for name in ("000_d80bb9f88363154f.txt", "002_e8bb21cf346337e4.txt"):
        shutil.copy(SEEDS / name, tmp_path / "seeds" / name)
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def test_a_build_says_what_it_did_and_what_to_do_next(run: Run, workspace: Path) -> None:
    done = run("build")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"Entries +13: 13 new, 0 known", done.stdout)
    assert re.search(r"Cards +\d+: \d+ new, 0 reworded, 0 retired", done.stdout)
    assert "Next: import decks/study.apkg into Anki" in done.stdout
    names = {path.name for path in (workspace / "decks").iterdir()}
    assert {"study.apkg", "plan.md", "ledger.jsonl", "rectified-flow.yaml"} <= names


def test_a_second_build_with_nothing_new_changes_no_byte(run: Run, workspace: Path) -> None:
    run("build")
    before = contents(workspace / "decks")
    again = run("build", now=1_799_999_999)
    assert "Entries  13: 0 new, 13 known" in again.stdout
    assert "nothing new" in again.stdout
    assert contents(workspace / "decks") == before


def test_a_new_snapshot_adds_cards_and_leaves_the_known_ones_alone(run: Run, workspace: Path) -> None:
    run("build")
    before = (workspace / "decks" / "all-reduce.yaml").read_bytes()
    shutil.copy(SEEDS / "003_b4eebe211c4daa37.txt", workspace / "seeds" / "003.txt")
    done = run("build", now=1_799_999_999)
    assert re.search(r"Entries +\d+: 6 new, 13 known", done.stdout), done.stdout
    assert ", 0 retired" in done.stdout
    assert (workspace / "decks" / "all-reduce.yaml").read_bytes() == before


def test_a_renamed_snapshot_changes_no_card(run: Run, workspace: Path) -> None:
    run("build")
    before = contents(workspace / "decks")
    (workspace / "seeds" / "000_d80bb9f88363154f.txt").rename(workspace / "seeds" / "renamed.txt")
    run("build", now=1_799_999_999)
    after = contents(workspace / "decks")
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"ledger.jsonl", ".cache-build"}  # where the notes stand, and what the last build read


def test_what_the_learner_changed_in_the_yaml_is_kept(run: Run, workspace: Path) -> None:
    run("build")
    deck = workspace / "decks" / "tfrecord.yaml"
    text = deck.read_text(encoding="utf-8")
    assert "谷歌推荐的一种二进制文件格式\n" in text
    edited = text.replace("back: 谷歌推荐的一种二进制文件格式\n", "back: 我自己的话\n")
    deck.write_text(edited + "- front: TFRecord 的扩展名通常是什么？\n  back: .tfrecord\n", encoding="utf-8")
    done = run("build", now=1_799_999_999)
    assert "1 as you edited them" in done.stdout, done.stdout
    after = deck.read_text(encoding="utf-8")
    assert "back: 我自己的话\n" in after
    assert "TFRecord 的扩展名通常是什么？" in after
    exported = json.loads(run("export").stdout)
    assert "我自己的话" in {card["back"] for card in exported["cards"]}


def test_a_bad_snapshot_costs_one_line_and_the_good_ones_are_built(run: Run, workspace: Path) -> None:
    (workspace / "seeds" / "bad.txt").write_bytes(b"line\n\x00\x01")
    (workspace / "seeds" / "empty.txt").write_bytes(b"")
    done = run("build")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "seeds/bad.txt:2: is not a text file; it was left out, save the page as plain text",
        "seeds/empty.txt: holds no entries; it was left out, save the page again",
    ]
    assert "13 new" in done.stdout
    assert (workspace / "decks" / "study.apkg").exists()


@pytest.mark.parametrize(
    ("catalog", "words"),
    [
        ("concepts:\n  - id: a\n    name: [x\n", "seeds/catalog.yaml:3: is not valid YAML"),
        (
            "concepts:\n  - id: ddpm\n    needs:\n      stable-diffusion-3: 因为\n",
            "prerequisites go in a circle: ddpm → ",
        ),
        (
            "concepts:\n  - id: mine\n    glos: 什么\n",
            "seeds/catalog.yaml:3: unknown key `glos`; did you mean `gloss`?",
        ),
        ("just words\n", "seeds/catalog.yaml:1: must be a mapping"),
    ],
    ids=["broken YAML", "circle", "unknown key", "no mapping"],
)
def test_a_broken_catalogue_stops_the_build_before_anything_is_written(
    run: Run, workspace: Path, catalog: str, words: str
) -> None:
    run("build")
    before = contents(workspace / "decks")
    (workspace / "seeds" / "catalog.yaml").write_text(catalog, encoding="utf-8")
    done = run("build", now=1_799_999_999)
    assert done.returncode == 1
    assert words in done.stderr
    assert re.match(r"seeds/catalog.yaml:\d+: ", done.stderr)
    assert "Traceback" not in done.stderr
    assert contents(workspace / "decks") == before


def test_a_broken_deck_file_stops_the_build_and_names_the_line(run: Run, workspace: Path) -> None:
    run("build")
    deck = workspace / "decks" / "tfrecord.yaml"
    deck.write_text(deck.read_text(encoding="utf-8") + "oops: [\n", encoding="utf-8")
    before = contents(workspace / "decks")
    done = run("build")
    assert done.returncode == 1
    assert re.match(r"decks/tfrecord.yaml:\d+: is not valid YAML", done.stderr)
    assert contents(workspace / "decks") == before
    assert run("check").returncode == 1


def test_a_folder_that_is_not_there_is_one_clear_line(run: Run) -> None:
    done = run("build", "--seeds", "nowhere")
    assert done.returncode == 1
    assert done.stderr == "nowhere: there is no such folder; name the snapshots' folder with --seeds DIR\n"


@pytest.mark.parametrize("arguments", [["dig"], ["build", "--deep"], ["plan", "--format", "pdf"]])
def test_a_wrong_command_line_is_the_users_fault(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("study")
    assert "--help`" in done.stderr


def test_check_finds_nothing_after_a_build_and_names_what_an_edit_broke(run: Run, workspace: Path) -> None:
    run("build")
    assert run("check").stdout == "Nothing is wrong.\n"
    deck = workspace / "decks" / "tfrecord.yaml"
    lines = deck.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("  back: "))
    lines[at] = "  back: 其中的一种格式，而\n"
    deck.write_text("".join(lines), encoding="utf-8")
    done = run("check")
    assert done.returncode == 1
    assert re.search(r"decks/tfrecord.yaml:\d+: cut: the answer breaks off", done.stderr), done.stderr


@pytest.mark.usefixtures("workspace")
def test_the_plans_columns_stay_aligned_with_chinese_in_them(run: Run) -> None:
    done = run("plan")
    header, *rows = done.stdout.splitlines()
    place = cell_len(header[: header.index("Comes after")])
    first = next(row for row in rows if " gap " in row and ": " in row)
    reason = re.search(r"(?<= gap ) +(?=\S)", first)
    assert reason
    assert cell_len(first[: reason.end()]) == place


@pytest.mark.usefixtures("workspace")
def test_the_way_to_a_goal_is_printed_as_a_line_and_as_the_part_plan(run: Run) -> None:
    done = run("plan", "--to", "sd3")
    line = done.stdout.splitlines()[0]
    steps = line.split(" → ")
    assert steps[-1] == "Stable Diffusion 3"
    wanted = ["DDPM", "SDE", "Normalizing Flow", "Rectified Flow", "Stable Diffusion 3"]
    assert [step for step in steps if step in wanted] == wanted
    assert "TFRecord" not in done.stdout


@pytest.mark.usefixtures("workspace")
def test_a_goal_that_the_plan_lacks_is_named(run: Run) -> None:
    done = run("plan", "--to", "Alchemy")
    assert done.returncode == 1
    assert "the plan has no topic `Alchemy`" in done.stderr


@pytest.mark.usefixtures("workspace")
def test_export_keeps_the_contract(run: Run) -> None:
    document = json.loads(run("export", "--format", "json").stdout)
    topics = {topic["id"]: topic for topic in document["topics"]}
    cards = {card["id"]: card for card in document["cards"]}
    texts = {entry["id"]: entry["text"] for entry in document["entries"]}
    assert [topic["order"] for topic in document["topics"]] == list(range(len(topics)))
    assert all(entry["topic"] in topics and entry["terms"] for entry in document["entries"])
    assert [card for topic in document["topics"] for card in topic["cards"]] == list(cards)
    for card in cards.values():
        assert card["quote"] == texts[card["entry"]][card["start"] : card["end"]] != ""
    for topic in topics.values():
        assert topic["gap"] == (not any(entry["topic"] == topic["id"] for entry in document["entries"]))
        assert all(topics[need["topic"]]["order"] < topic["order"] and need["reason"] for need in topic["needs"])


def test_a_concept_is_looked_up_with_what_it_needs_and_the_notes_that_mention_it(run: Run, workspace: Path) -> None:
    done = run("concepts", "rectified flow", cwd=workspace)
    assert done.returncode == 0
    assert done.stdout.startswith("Rectified Flow (rectified-flow)\n")
    assert re.search(r"needs +Flow Matching: ", done.stdout)
    assert re.search(r"leads to +.*Stable Diffusion 3|leads to +.*Reflow", done.stdout)
    assert "notes  原本随机采样的DDPM模型中" in done.stdout
    missing = run("concepts", "qqqqxxxx", cwd=workspace)
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "the catalogue has nothing like `qqqqxxxx`" in missing.stderr


def test_check_suggests_what_to_add_for_a_topic_that_the_catalogue_lacks(run: Run, workspace: Path) -> None:
    (workspace / "seeds" / "own.txt").write_text(
        "潮汐索引(Tidal Indexing)是一种基于倒排索引、随负载高低伸缩分片数目的检索结构。", encoding="utf-8"
    )
    run("build")
    done = run("check")
    assert done.returncode == 0
    assert "seeds/catalog.yaml: the catalogue lacks `潮汐索引`; to place it add  - {id: tidal-indexing, " in done.stdout
    assert "needs: {inverted-index: …}" in done.stdout
    plan = json.loads(run("plan", "--format", "json").stdout)["topics"]
    topic = next(topic for topic in plan if topic["name"] == "潮汐索引")
    assert topic["needs"][0]["topic"] == "inverted-index"
    assert topic["needs"][0]["source"] == "note"
    assert topic["needs"][0]["quote"].startswith("潮汐索引(Tidal Indexing)是一种基于倒排索引")


@pytest.mark.usefixtures("workspace")
def test_pipes_get_neither_colour_nor_progress(run: Run) -> None:
    for arguments in (["build"], ["plan"]):
        done = run(*arguments)
        assert "\x1b" not in done.stdout + done.stderr


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").stdout == f"study, version {metadata.version('study')}\n"


@pytest.mark.parametrize("opened", [".cache", "collection.anki2"])
def test_ctrl_c_ends_with_130_and_leaves_nothing_half_written(workspace: Path, opened: str) -> None:
    """The signal comes before the notes are read, and when the package is begun, however fast the machine is."""
    code = (
        "import os, signal, sys; from study import __main__\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # tests in the background have it ignored
        "def hook(event, arguments):\n"
        f"    if event in ('open', 'sqlite3.connect') and str(arguments[0]).endswith({opened!r}):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.addaudithook(hook); sys.argv = ['study', 'build', '--jobs', '1']; __main__.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=workspace, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (130, "Stopped; nothing was changed.")
    assert list((workspace / "decks").glob("[!.]*")) == []


def test_a_bug_of_ours_ends_with_3(workspace: Path) -> None:
    code = (
        "import sys; from study import pipeline, __main__\n"
        "def broken(*_): raise RuntimeError('boom')\n"
        "pipeline.check = broken\n"
        "sys.argv = ['study', 'check']; __main__.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=workspace, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "This is a bug in study" in done.stderr


def test_commands_that_segment_nothing_do_not_load_jieba(workspace: Path) -> None:
    code = "import sys; import study.cli, study.pipeline, study.views; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=workspace, check=False).returncode == 0


def test_a_workspace_is_made_in_an_empty_folder_and_builds(run: Run, tmp_path: Path) -> None:
    done = run("init")
    assert (done.returncode, done.stderr) == (0, "")
    assert "run `study build`" in done.stdout
    built = run("build")
    assert (built.returncode, built.stderr) == (0, "")
    assert "front: 二分查找是什么？" in (tmp_path / "decks" / "binary-search.yaml").read_text(encoding="utf-8")
    again = run("init")
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert run("init", "elsewhere").returncode == 0
    assert (tmp_path / "elsewhere" / "seeds" / "example.txt").exists()


def test_a_check_of_folders_that_are_not_there_says_so(run: Run) -> None:
    done = run("check", "--seeds", "nowhere", "--decks", "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("nowhere: there is no such folder")


def test_what_changes_no_package_asks_for_no_import(run: Run, workspace: Path) -> None:
    run("build")
    deck = min((workspace / "decks").glob("*.yaml"))
    deck.write_text("# mine\n" + deck.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("build")
    assert "Files    decks: 1 deck file\n" in done.stdout
    assert "Next: import" not in done.stdout
    assert "# mine\n" in deck.read_text(encoding="utf-8")
