"""Files moved into place together: a build leaves the old state or the new one, and one build runs at a time."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from study.errors import Fault, StudyError

_STAGING = ".new-"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one build; the operating system frees the lock of a build that was killed.

    Raises:
        StudyError: another build holds it, or it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise StudyError(Fault(folder, None, "another `study build` is at work here; wait until it is done")) from None
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        yield
    finally:
        lock.release()


def _unwritable(folder: Path, error: OSError) -> StudyError:
    return StudyError(Fault(folder, None, f"cannot be written ({error.strerror or error}); mend that and build again"))


def replace_all(
    folder: Path, documents: Mapping[str, bytes], *, last: str, stale: tuple[Path, ...] = ()
) -> tuple[Path, ...]:
    """Write documents beside the old ones, then move them into place; those that did not change are left alone.

    Args:
        folder: where they belong.
        documents: file name → content.
        last: the file that is moved last, when all others are in place.
        stale: files that go.

    Returns:
        The files that changed, in name order.

    Raises:
        StudyError: the folder cannot be written, or the disk is full.
    """
    try:
        changed = {name: content for name, content in documents.items() if not _same(folder / name, content)}
        for left_behind in folder.glob(f"{_STAGING}*"):  # by a build that was killed
            shutil.rmtree(left_behind)
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
        try:
            for name, content in changed.items():
                _write(staging / name, content)
            for name in sorted(changed.keys() - {last}):
                (staging / name).replace(folder / name)
            for path in stale:
                path.unlink(missing_ok=True)
            if last in changed:
                (staging / last).replace(folder / last)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise _unwritable(folder, error) from None
    return tuple(folder / name for name in sorted(changed))


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False
