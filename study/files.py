"""Files moved into place together: a build leaves the old state or the new one, and one build runs at a time."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from study.errors import Fault, StudyError

_STAGING = ".new-"
_COMMIT = ".commit"
"""The folder of a build that wrote everything and is moving it into place; whoever comes next finishes that."""
_JOURNAL = "journal.json"
_LOCK = ".lock"
_HOLDER = ".lock-holder"
LEFT_BEHIND = (_LOCK, _HOLDER, _COMMIT)
"""What may stand in the folder besides documents: while a build is at work, or after one that was killed."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one build, and finish what a killed one began; the system frees the lock of a killed build.

    Raises:
        StudyError: another build holds it, or it cannot be written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - most commands need no lock

    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        what = f"another `study build`{_holder(folder)} is at work here; wait until it is done"
        raise StudyError(Fault(folder, None, what)) from None
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        try:
            (folder / _HOLDER).write_text(f"process {os.getpid()} on {platform.node()}", encoding="utf-8")
            _finish(folder)
        except OSError as error:
            raise _unwritable(folder, error) from None
        yield
    finally:
        (folder / _HOLDER).unlink(missing_ok=True)
        if is_new:
            _remove_empty(folder)
        lock.release()


def _remove_empty(folder: Path) -> None:
    """Remove a folder of which nothing came; it stays where another build has come in, or an open file cannot go."""
    with suppress(OSError):
        if {path.name for path in folder.iterdir()} <= {_LOCK}:
            (folder / _LOCK).unlink(missing_ok=True)
            folder.rmdir()


def _holder(folder: Path) -> str:
    try:
        return f" ({(folder / _HOLDER).read_text(encoding='utf-8')})"
    except (OSError, UnicodeDecodeError):
        return ""


def settle(folder: Path) -> None:
    """Finish what a killed build began, so that what is read belongs together.

    Raises:
        StudyError: a build is at work, or the folder cannot be written.
    """
    if (folder / _COMMIT).exists():
        with locked(folder):
            pass


def _unwritable(folder: Path, error: OSError) -> StudyError:
    return StudyError(Fault(folder, None, f"cannot be written ({error.strerror or error}); mend that and build again"))


@dataclass(frozen=True, slots=True)
class Written:
    """What came of documents that were written.

    Args:
        changed: the files that changed, in name order.
        digests: of each document, by name, as `content_digest`.
    """

    changed: tuple[Path, ...]
    digests: Mapping[str, str]


def replace_all(
    folder: Path,
    documents: Mapping[str, Iterable[bytes]],
    *,
    last: str,
    stale: tuple[Path, ...] = (),
    read: Mapping[str, str] | None = None,
) -> Written:
    """Write documents beside the old ones, then move them into place; those that did not change are left alone.

    Everything is on the disk before the first file moves: a kill before that leaves the old state, and one after it a
    state that `locked` and `settle` turn into the new one.

    Args:
        folder: where they belong.
        documents: file name → content, in pieces that are asked for when they are written: none is held as a whole.
        last: the file that is moved last, when all others are in place.
        stale: files that go.
        read: for the learner's own files the digest of what they held when they were read, by name; where one holds
            something else by now, nothing is written, and one that changes during the move stays as the learner saved
            it.

    Raises:
        StudyError: the folder cannot be written, the disk is full, or the learner saved a file in the meantime.
    """
    try:
        _finish(folder)
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
        try:
            digests = {name: _write(staging / name, pieces) for name, pieces in documents.items()}
            before = {name: digest_of(folder / name) for name in (*documents, *(path.name for path in stale))}
            for name in sorted(before) if read is not None else ():
                if name.endswith(".yaml") and before[name] != (read or {}).get(name):
                    what = "was saved while the build was at work; nothing was written, build again"
                    raise StudyError(Fault(folder / name, None, what))
            changed = [name for name in sorted(documents) if before[name] != digests[name]]
            if changed or any(path.exists() for path in stale):
                going = sorted(path.name for path in stale)
                journal = {"last": last, "stale": going, "before": {name: before[name] for name in (*changed, *going)}}
                _write(staging / _JOURNAL, [json.dumps(journal, ensure_ascii=False).encode()])
                for name in (*changed, _JOURNAL):
                    _sync(staging / name)
                for name in documents.keys() - changed:
                    (staging / name).unlink()
                staging.rename(folder / _COMMIT)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        _finish(folder)
    except OSError as error:
        raise _unwritable(folder, error) from None
    return Written(tuple(folder / name for name in changed), digests)


def differing(folder: Path, documents: Mapping[str, Iterable[bytes]]) -> tuple[Path, ...]:
    """List the files of a folder that `replace_all` would change, in name order."""
    names = (name for name, pieces in sorted(documents.items()) if digest_of(folder / name) != _digest_of_all(pieces))
    return tuple(folder / name for name in names)


def keep(path: Path, lines: Iterable[str]) -> None:
    """Write a file that only saves time, whole or not at all: where the folder cannot be written, not at all.

    Args:
        path: the file; what is read from it while ``lines`` are made is what it held before.
        lines: its text, in any pieces.
    """
    beside = path.with_name(f"{path.name}-{os.getpid()}")
    with suppress(OSError):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(lines)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _finish(folder: Path) -> None:
    """Move into place what a build wrote; done twice, or from the middle on, it comes to the same."""
    for left_behind in folder.glob(f"{_STAGING}*"):  # by a build that was killed before it had written everything
        shutil.rmtree(left_behind)
    for half in folder.glob(".cache*-[0-9]*"):  # by a build that was killed while it kept something for the next
        half.unlink(missing_ok=True)
    commit = folder / _COMMIT
    content = _content(commit / _JOURNAL)
    if content is not None:
        journal = json.loads(content)
        for name in sorted(journal["before"], key=lambda name: (name == journal["last"], name)):
            # A file that the learner has saved since stays; the next build sees the edit.
            is_as_before = digest_of(folder / name) == journal["before"][name]
            if not name.endswith(".yaml") or is_as_before:
                if name in journal["stale"]:
                    (folder / name).unlink(missing_ok=True)
                elif (commit / name).exists():
                    (commit / name).replace(folder / name)
        (commit / _JOURNAL).unlink()
    if commit.exists():
        shutil.rmtree(commit)


def _write(path: Path, pieces: Iterable[bytes]) -> str:
    """Write a file, and give the digest of what it holds."""
    with path.open("wb") as file:

        def written() -> Iterator[bytes]:
            for piece in pieces:
                file.write(piece)
                yield piece

        return _digest_of_all(written())


def _sync(path: Path) -> None:
    """See to it that a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def digest_of(path: Path) -> str | None:
    """Hash what stands in a file as `content_digest` does; None where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def content_digest(content: bytes) -> str:
    """Hash what stands in a file (SHA-256)."""
    return hashlib.sha256(content).hexdigest()


def _digest_of_all(pieces: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()
