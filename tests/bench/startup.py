"""How long the commands take that have nothing to work out, against Python's own start with two libraries.

python -m tests.bench.startup
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from tests.bench.measuring import median, python, study
from tests.conftest import SEEDS

GOALS = {"help": 2.0, "plan": 4.0, "status": 4.0, "build": 5.0}
_ROUNDS = 9


def measure() -> dict[str, dict[str, float]]:
    """Give for each command the ratio to the floor, and its goal; commands and floor take turns."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        shutil.copytree(SEEDS, home / "seeds")
        study("build", cwd=home)
        commands = {"help": ["--help"], "plan": ["plan"], "status": ["status"], "build": ["build"]}
        floor: list[float] = []
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(_ROUNDS):
            floor.append(python("import click, yaml")[0])
            for name, arguments in commands.items():
                times[name].append(study(*arguments, cwd=home)[0])
    return {
        name: {"ratio": round(median(took) / median(floor), 2), "goal": GOALS[name]} for name, took in times.items()
    }


if __name__ == "__main__":
    print(json.dumps(measure()))
