"""Files moved into place together, one build at a time."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.errors import StudyError
from study.files import content_digest, differing, keep, locked, replace_all
from tests import killing
from tests.conftest import ROOT


def _held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_documents_are_written_and_named(tmp_path: Path) -> None:
    written = replace_all(tmp_path, {"b.md": [b"2", b"3"], "ledger": [b"4"], "a.yaml": []}, last="ledger")
    assert written.changed == (tmp_path / "a.yaml", tmp_path / "b.md", tmp_path / "ledger")
    assert _held(tmp_path) == {"a.yaml": b"", "b.md": b"23", "ledger": b"4"}
    assert written.digests == {name: content_digest(content) for name, content in _held(tmp_path).items()}


def test_a_file_that_did_not_change_is_not_touched(tmp_path: Path) -> None:
    replace_all(tmp_path, {"a.yaml": [b"1"], "ledger": [b"1"]}, last="ledger")
    os.utime(tmp_path / "a.yaml", ns=(10**18, 10**18))
    before = (tmp_path / "a.yaml").stat()
    assert replace_all(tmp_path, {"a.yaml": [b"1"], "ledger": [b"2"]}, last="ledger").changed == (tmp_path / "ledger",)
    after = (tmp_path / "a.yaml").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_stale_files_go_and_the_others_stay(tmp_path: Path) -> None:
    for name in ("old.yaml", "mine.txt"):
        (tmp_path / name).write_bytes(b"x")
    stale = (tmp_path / "old.yaml", tmp_path / "gone.yaml")
    assert replace_all(tmp_path, {"ledger": [b"1"]}, last="ledger", stale=stale).changed == (tmp_path / "ledger",)
    assert _held(tmp_path) == {"mine.txt": b"x", "ledger": b"1"}


def test_stale_files_go_even_when_nothing_else_changed(tmp_path: Path) -> None:
    replace_all(tmp_path, {"ledger": [b"1"]}, last="ledger")
    (tmp_path / "old.yaml").write_bytes(b"x")
    assert replace_all(tmp_path, {"ledger": [b"1"]}, last="ledger", stale=(tmp_path / "old.yaml",)).changed == ()
    assert _held(tmp_path) == {"ledger": b"1"}


@pytest.mark.parametrize("bad", ["n" * 300, "no-such-folder/z.yaml"])
def test_where_one_document_cannot_be_written_nothing_changes(tmp_path: Path, bad: str) -> None:
    (tmp_path / "old.yaml").write_bytes(b"x")
    replace_all(tmp_path, {"a.yaml": [b"1"], "ledger": [b"1"]}, last="ledger")
    before = _held(tmp_path)
    stale = (tmp_path / "old.yaml",)
    with pytest.raises(StudyError, match=r"File name too long|No such file"):
        replace_all(tmp_path, {"a.yaml": [b"2"], bad: [b"2"], "ledger": [b"2"]}, last="ledger", stale=stale)
    assert _held(tmp_path) == before


def test_where_a_folder_stands_in_the_way_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"1")
    (tmp_path / "b.yaml").mkdir()
    with pytest.raises(StudyError, match="directory"):
        replace_all(tmp_path, {"a.yaml": [b"2"], "b.yaml": [b"2"], "ledger": [b"2"]}, last="ledger")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]
    assert (tmp_path / "a.yaml").read_bytes() == b"1"


@settings(max_examples=30, deadline=None)
@given(builds=st.lists(st.dictionaries(st.sampled_from("abcd"), st.binary(max_size=3)), min_size=1, max_size=4))
def test_the_folder_holds_what_the_last_build_wrote_of_each_file(
    builds: list[dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("decks")
    expected: dict[str, bytes] = {}
    for documents in builds:
        changed = {name for name, content in documents.items() if expected.get(name) != content}
        pieces = {name: [content[:1], content[1:]] for name, content in documents.items()}
        assert {path.name for path in differing(folder, pieces)} == changed
        assert {path.name for path in replace_all(folder, pieces, last="a").changed} == changed
        expected |= documents
        assert _held(folder) == expected


def test_a_locked_folder_is_made_where_it_is_not_there(tmp_path: Path) -> None:
    with locked(tmp_path / "new" / "decks"):
        assert (tmp_path / "new" / "decks").is_dir()


def test_a_second_build_is_refused_in_one_line_and_may_come_later(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(StudyError) as error, locked(tmp_path):
            pass
        holder = f"process {os.getpid()} on {platform.node()}"
        what = f"another `study build` ({holder}) is at work here; wait until it is done"
        assert str(error.value) == f"{tmp_path}: {what}"
    with locked(tmp_path):
        assert tmp_path.is_dir()


def test_the_lock_holds_against_another_process_and_ends_with_it(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, study.files\n"
        "with study.files.locked(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with (
            pytest.raises(StudyError, match=rf"another `study build` \(process {other.pid} on .+\) is at work here"),
            locked(tmp_path),
        ):
            pass
        other.kill()
        other.wait()
    with locked(tmp_path):
        assert tmp_path.is_dir()


def test_a_folder_that_cannot_be_made_is_a_fault_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "decks").write_bytes(b"a file")
    with pytest.raises(StudyError) as error, locked(tmp_path / "decks"):
        pass
    assert str(error.value) == f"{tmp_path / 'decks'}: cannot be written (File exists); mend that and build again"


def test_what_a_killed_build_left_behind_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / ".new-abc").mkdir()
    (tmp_path / ".new-abc" / "half").write_bytes(b"1")
    (tmp_path / ".cache-build-4711").write_bytes(b"half")
    replace_all(tmp_path, {"ledger": [b"1"]}, last="ledger")
    assert [path.name for path in tmp_path.iterdir()] == ["ledger"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL, which Windows lacks")
@pytest.mark.long
def test_a_build_killed_at_any_point_leaves_the_old_state_or_the_new_one_and_no_word_is_lost(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.killing", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert len(found) >= 200
    assert {state for state, _ in found} == {"old", "new"}
    assert all(kept for _, kept in found), "what the learner saved after the kill was overwritten"


def test_a_file_that_the_learner_saved_during_a_build_stops_it(tmp_path: Path) -> None:
    folder = killing.make(tmp_path / "decks")
    (folder / "b.yaml").write_bytes(b"what the learner wrote")
    before = _held(folder)
    with pytest.raises(StudyError) as error:
        killing.move(folder)
    assert str(error.value) == (
        f"{folder / 'b.yaml'}: was saved while the build was at work; nothing was written, build again"
    )
    assert _held(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes, which Windows lacks")
def test_on_a_full_disk_the_old_state_stays_whole(tmp_path: Path) -> None:
    folder = killing.make(tmp_path / "decks")
    program = (
        "import pathlib, resource, signal, sys\n"
        "from tests.killing import move\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "move(pathlib.Path(sys.argv[1]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert f"{folder}: cannot be written (File too large); mend that and build again" in done.stderr
    assert _held(folder) == killing.OLD


def test_a_file_that_only_saves_time_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / ".kept"
    keep(path, ["one\n", "two\n"])
    assert path.read_text(encoding="utf-8") == "one\ntwo\n"

    def louder() -> Iterator[str]:
        with path.open(encoding="utf-8") as before:
            yield from map(str.upper, before)

    keep(path, louder())
    assert path.read_text(encoding="utf-8") == "ONE\nTWO\n"

    def breaks_off() -> Iterator[str]:
        yield "three\n"
        raise OSError("the disk is full")

    keep(path, breaks_off())
    assert _held(path.parent) == {".kept": b"ONE\nTWO\n"}


def test_a_file_that_only_saves_time_is_left_out_where_a_file_stands_for_its_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("no folder", encoding="utf-8")
    keep(tmp_path / "folder" / ".kept", ["one\n"])
    assert _held(tmp_path) == {"folder": b"no folder"}


def test_a_folder_that_was_only_made_to_be_locked_goes_again(tmp_path: Path) -> None:
    with locked(tmp_path / "decks"):
        assert (tmp_path / "decks").is_dir()
    assert not (tmp_path / "decks").exists()
    (tmp_path / "mine").mkdir()
    with locked(tmp_path / "mine"):
        pass
    assert (tmp_path / "mine").is_dir()
