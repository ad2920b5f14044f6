"""Move files in processes that are killed (SIGKILL) at each of their calls into the system; print what each kill left.

`python -m tests.killing FOLDER` runs by itself, as a process that holds little else forks quickly.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from study.files import content_digest, locked, replace_all, settle

OLD = {
    "a.yaml": b"old a",
    "b.yaml": b"old b",
    "gone.yaml": b"old c",
    "plan.md": b"old",
    "ledger": b"1",
    "mine.txt": b"x",
}
NEW = {"a.yaml": b"new a", "b.yaml": b"new b" * 5000, "new.yaml": b"new d", "plan.md": b"new", "ledger": b"new"}
AFTER = {**NEW, "mine.txt": b"x"}
SAVED = b"what the learner wrote"


def make(folder: Path) -> Path:
    """Make a folder in its old state."""
    folder.mkdir()
    for name, content in OLD.items():
        (folder / name).write_bytes(content)
    return folder


def move(folder: Path) -> None:
    """Move the new state into place."""
    read = {name: content_digest(content) for name, content in OLD.items() if name.endswith(".yaml")}
    documents = {name: [content] for name, content in NEW.items()}
    replace_all(folder, documents, last="ledger", stale=(folder / "gone.yaml",), read=read)


def killed_at(folder: Path, point: int) -> bool:
    """Move in a child that is killed at its n-th call; say whether it came that far."""
    child = os.fork()
    if child == 0:
        left = point

        def strike(_: FrameType, event: str, what: object) -> None:
            nonlocal left
            del what
            left -= event == "c_call"
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(strike)
        move(folder)
        sys.setprofile(None)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def held(folder: Path) -> dict[str, bytes]:
    """Give what a folder holds besides its lock."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".lock"}


def main(scratch: Path) -> None:
    """Kill at every point; print which state came of it, and at every fourth whether a file saved since stayed."""
    found = []
    point = 1
    while killed_at(folder := make(scratch / str(point)), point):
        settle(folder)
        with locked(folder):
            pass
        state = "old" if held(folder) == OLD else "new" if held(folder) == AFTER else "neither"
        kept = True
        if point % 4 == 0:
            other = make(scratch / f"{point}-saved")
            killed_at(other, point)
            (other / "a.yaml").write_bytes(SAVED)
            settle(other)
            kept = (other / "a.yaml").read_bytes() == SAVED
        found.append([state, kept])
        point += 1
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
