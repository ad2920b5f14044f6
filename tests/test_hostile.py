"""Whatever is put into the folders: a clear line each, what is good is still built, and nothing else is touched."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from study import building, decks, ledger, pipeline, snapshots
from study.__main__ import main
from study.catalog.parse import parse
from study.errors import Fault, StudyError
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("one_dictionary")

GOOD = "死锁 死锁是一种多个线程互相等待资源而都无法继续的状态。死锁的条件包括:互斥、占有并等待、不可抢占、循环等待。\n"
ESCAPES = "\x1b]0;x\x07\x1b[2J"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def built(home: Path) -> list[str]:
    """Build, and give the lines that name what was left out."""
    return [str(fault) for fault in building.build(home / "seeds", home / "decks", NOW).faults]


def _loop(path: Path) -> None:
    path.symlink_to(path)


SNAPSHOTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a long line": (lambda path: path.write_text("长" * 21_000 + "\n", encoding="utf-8"), ":1: is longer than"),
    "NUL": (lambda path: path.write_bytes(b"abc\0def\n"), ":1: is not a text file"),
    "half a character": (lambda path: path.write_bytes(b"ok\n\xed\xa0\x80\n"), ":2: is neither UTF-8 nor GB18030"),
    "mixed encodings": (
        lambda path: path.write_bytes("一\n".encode() + "二".encode("gbk") + b"\xff\xff\n"),
        ":2: is neither",
    ),
    "a folder": (lambda path: path.mkdir(), "is not a plain file"),
    "a FIFO": (os.mkfifo, "is not a plain file"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "is not a plain file"),
    "a loop of links": (_loop, "cannot be read"),
    "a link to nothing": (lambda path: path.symlink_to("/nowhere"), "cannot be read"),
    "nothing": (lambda path: path.write_bytes(b""), "holds no entries"),
}


@pytest.mark.parametrize(("make", "words"), SNAPSHOTS.values(), ids=SNAPSHOTS.keys())
def test_a_snapshot_that_is_none_is_named_and_the_others_are_built(
    home: Path, make: Callable[[Path], object], words: str
) -> None:
    make(home / "seeds" / "odd.txt")
    (line,) = built(home)
    assert words in line
    assert line.startswith(str(home / "seeds" / "odd.txt"))
    assert "死锁是什么？" in (home / "decks" / "deadlock.yaml").read_text(encoding="utf-8")
    assert built(home) == [line]


LARGE: dict[str, tuple[str, str]] = {
    "a million lines": ("seeds/many.txt", GOOD * 100_000 + "\n" * 900_000),
    "a line of 100 MB": ("seeds/line.txt", "长" * 34_000_000),
    "a deck file of brackets": ("decks/deep.yaml", "[" * 8_000_000),
    "a ledger of garbage": ("decks/ledger.jsonl", "garbage\n" * 1_500_000),
    "a catalogue of one text": ("seeds/catalog.yaml", "concepts: " + "长" * 4_000_000),
}


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells how much memory was used at most")
@pytest.mark.parametrize(("name", "text"), LARGE.values(), ids=LARGE.keys())
def test_what_is_large_is_read_or_named_in_little_time_and_memory(home: Path, name: str, text: str) -> None:
    path = home / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    started = time.perf_counter()
    code = (
        "from contextlib import suppress; from pathlib import Path; from study import building\n"
        "with suppress(building.StudyError):\n"
        f"    building.build(Path({str(home / 'seeds')!r}), Path({str(home / 'decks')!r}), 1)\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"  # rusage counts the parent's, too
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=100)
    assert int(done.stdout) * 1024 < 20 * path.stat().st_size
    assert time.perf_counter() - started < 60


@pytest.mark.parametrize(
    "name", ["two\nlines.txt", f"esc{ESCAPES}.txt", "\u202etxt.evil.txt", "a" * 200 + ".txt", "-x.txt"]
)
def test_a_file_name_steers_no_terminal(home: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    (home / "seeds" / name).write_bytes(b"\0")
    (line,) = built(home)
    assert all(character.isprintable() for character in line)
    assert (home / "decks" / "study.apkg").exists()
    assert "\x1b" not in capfd.readouterr().out


def test_names_that_differ_by_case_only_are_two_snapshots(home: Path) -> None:
    (home / "seeds" / "GOOD.TXT").write_text(GOOD.replace("死锁", "活锁"), encoding="utf-8")
    assert built(home) == []


def test_what_a_note_holds_steers_no_terminal(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    clear = "\x1b[2J"
    text = f"潮汐{clear}索引 潮汐{clear}索引是一种{clear}随负载伸缩的检索结构。潮汐索引适合{clear}流量相差大的站点。"
    (home / "seeds" / "esc.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(home)
    for arguments in (["status", "--diff"], ["build"], ["plan"], ["check"], ["concepts", ESCAPES], ["forget", ESCAPES]):
        monkeypatch.setattr(sys, "argv", ["study", *arguments])
        with suppress(SystemExit):
            main()
    shown = capfd.readouterr()
    assert "潮汐" in shown.out
    assert "\x1b" not in shown.out + shown.err


HEAD = "topic: deadlock\nname: 死锁\ndeck: 010 死锁\ncards:\n"
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + at)}: &{chr(98 + at)} [*{chr(97 + at)}, *{chr(97 + at)}]\n" for at in range(24)
)
DECKS: dict[str, tuple[str, str]] = {
    "another folder": (HEAD.replace("deadlock", "../../evil") + "- {front: 问？, back: 答}\n", "`topic` is no id"),
    "a folder of its own": (HEAD.replace("deadlock", "a/b") + "- {front: 问？, back: 答}\n", "`topic` is no id"),
    "deep brackets": ("[" * 100_000, "is nested more than 40 deep"),
    "deep dashes": ("- " * 100_000, "is nested more than 40 deep"),
    "deep keys": ("\n".join(" " * at + "a:" for at in range(2000)), "is nested more than 40 deep"),
    "a bomb of aliases": (BOMB, "which refers to another place"),
    "a Python object": (HEAD + "- !!python/object/apply:os.system [touch evil]\n", "is no card"),
    "a tag": (HEAD + "- front: !!binary aGk=\n  back: [1, 2]\n", "`back` is not a known key with one text"),
    "half a character": (HEAD + '- front: "\\ud800"\n  back: x\n', "is not valid YAML"),
    "a NUL": (HEAD + "- front: a\0b\n", "holds a character that YAML does not allow"),
    "the same topic twice": (HEAD + "- {front: 问？, back: 答}\n", "also stands in"),
}


@pytest.mark.parametrize(("text", "words"), DECKS.values(), ids=DECKS.keys())
def test_a_deck_file_that_is_none_stops_the_build_with_its_line_and_nothing_is_written(
    home: Path, text: str, words: str
) -> None:
    built(home)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file() and ".lock" not in path.name}
    odd = home / "decks" / "odd.yaml"
    odd.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=words):
        built(home)
    odd.unlink()
    assert {
        path: path.read_bytes() for path in home.rglob("*") if path.is_file() and ".lock" not in path.name
    } == before


@pytest.mark.parametrize("text", [text for text, words in DECKS.values() if "nested" in words or "refers" in words])
def test_a_catalogue_that_is_a_tangle_is_refused_with_its_line(home: Path, text: str) -> None:
    (home / "seeds" / "catalog.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=r"catalog\.yaml:\d+: "):
        built(home)


def mutated(good: str) -> st.SearchStrategy[bytes]:
    """Give bytes of any kind, and the good text with a part of it replaced."""
    raw = good.encode()

    def cut(part: tuple[int, int, bytes]) -> bytes:
        at, length, new = part
        return raw[:at] + new + raw[at + length :]

    changed = st.tuples(st.integers(0, len(raw)), st.integers(0, 40), st.binary(max_size=30)).map(cut)
    return st.one_of(
        st.binary(max_size=300), changed, st.text(max_size=200).map(lambda text: text.encode(errors="replace"))
    )


def faults_of(read: Callable[[], object]) -> tuple[Fault, ...]:
    """Give what is named, or nothing where it reads; any other error is a bug."""
    try:
        read()
    except StudyError as error:
        return error.faults
    return ()


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DECK = HEAD + "- id: abc\n  kind: own\n  front: 什么是 {{c1::死锁}}？\n  back: >-\n    互相等待\n  start: '3'\n"
OWN = (
    "concepts:\n- id: tidal\n  name: 潮汐索引\n  zh: 潮汐索引\n  en: Tidal\n  near: {T: [索引]}\n"
    "  needs: {index: 基于索引}\ntopics: {死锁: tidal}\n"
)
LEDGER = '{"ledger": 2}\n{"topic": "deadlock", "deck": "010 死锁"}\n{"entry": "e1", "versions": ["死锁"]}\n'


@FUZZ
@given(content=mutated(GOOD * 3))
@example(content=b"\xff\xfe\x00\xd8\n\x00")
def test_any_snapshot_is_read_or_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    excerpts, faults = snapshots.read(tmp_path)
    assert excerpts or faults
    for entry in snapshots.fold(excerpts):
        entry.text.encode()


@FUZZ
@given(content=mutated(DECK))
def test_any_deck_file_is_read_or_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "deadlock.yaml").write_bytes(content)
    found = faults_of(lambda: [repr(file.card).encode() for file in decks.read(tmp_path).cards])
    assert all(fault.path.name == "deadlock.yaml" and fault.message for fault in found)


@FUZZ
@given(content=mutated(OWN))
def test_any_catalogue_is_read_or_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "catalog.yaml").write_bytes(content)
    found = parse(tmp_path / "catalog.yaml", {}, 0, own=True)
    assert all(fault.path.name == "catalog.yaml" and fault.message for fault in found.faults)


@FUZZ
@given(content=mutated(LEDGER))
def test_any_ledger_is_read_or_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.jsonl").write_bytes(content)
    assert all(fault.message for fault in faults_of(lambda: list(ledger.lines(ledger.read(tmp_path)))))


@settings(FUZZ, max_examples=6)
@given(text=st.text(max_size=300))
def test_any_line_of_text_makes_a_build_that_can_be_read_again(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    home = tmp_path_factory.mktemp("any")
    (home / "seeds").mkdir()
    (home / "seeds" / "a.txt").write_bytes((GOOD + text).encode(errors="replace"))
    if not faults_of(lambda: building.build(home / "seeds", home / "decks", NOW)):
        pipeline.check(home / "seeds", home / "decks")
        assert building.preview(home / "seeds", home / "decks", NOW).written == ()


WORDS = st.sampled_from(
    [
        *"build status plan check concepts export forget restore nowhere 死锁 3 0 -1 x json html svg ics".split(),
        *"--to --format --per-day --deadline 2027-01-31 1999-01-01 --off --seeds --decks --diff --json --help".split(),
        *("-V", "--collection", "\ud800", ESCAPES, "", "a\nb"),
    ]
)


@settings(FUZZ, max_examples=60)
@given(arguments=st.lists(WORDS, max_size=5))
@example(arguments=["build", "--seeds", "\ud800"])
@example(arguments=["plan", "--decks", "a\0b"])
@example(arguments=["init", "\ud800"])
def test_any_command_line_ends_with_a_known_exit_code(
    home: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setattr(sys, "argv", ["study", *arguments])
    try:
        main()
        code: object = 0
    except SystemExit as ending:
        code = ending.code
    assert code in {0, None, 1, 2}
    assert "Traceback" not in capfd.readouterr().err


def test_no_command_reaches_for_the_network(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def refuse(*_: object, **__: object) -> None:
        opened.append("a socket")
        raise OSError("no network here")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.chdir(home)
    for arguments in (["build"], ["status"], ["plan", "--format", "html"], ["export"], ["concepts", "死锁"], ["check"]):
        monkeypatch.setattr(sys, "argv", ["study", *arguments])
        with suppress(SystemExit):
            main()
    assert opened == []
    assert (home / "decks" / "study.apkg").exists()


def test_nothing_is_left_or_read_in_the_shared_temporary_folder(home: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "jieba.cache").write_bytes(b"planted")
    environment = {**os.environ, "TMPDIR": str(shared), "SOURCE_DATE_EPOCH": str(NOW)}
    command = [sys.executable, "-m", "study", "build", "--jobs", "1"]
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in shared.iterdir()] == ["jieba.cache"]
    assert (shared / "jieba.cache").read_bytes() == b"planted"
