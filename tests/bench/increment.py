"""Twelve new notes in a workspace of many, against the same in a workspace of thirty.

python -m tests.bench.increment [COUNT …]    (else 1000)
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.bench import corpus
from tests.bench.measuring import study

_NEW = 12


def measure(count: int) -> float:
    """Give the seconds that a build with twelve new notes takes in a workspace of so many."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        corpus.write(home / "seeds", count)
        study("build", cwd=home)
        new = corpus.entries(_NEW, seed=99)
        (home / "seeds" / "new.txt").write_text("\n".join(new) + "\n", encoding="utf-8")
        return study("build", cwd=home)[0]


if __name__ == "__main__":
    few = measure(30)
    for number in map(int, sys.argv[1:] or ["1000"]):
        many = measure(number)
        print(json.dumps({"notes": number, "seconds": round(many, 2), "ratio to 30 notes": round(many / few, 1)}))
