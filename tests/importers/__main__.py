"""Run the promises in every importer that people use: `python -m tests.importers`.

Each version of Anki gets an environment of its own under `.importers/`, made on the first run and kept for the next.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

VERSIONS = ("23.12.1", "24.11", "25.02", "newest")
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".importers"
_OPTIONS = ("-p", "no:cacheprovider", "-o", "addopts=", "-q", "-rs")


def main() -> int:
    """Make what environments are missing, run the tests in each, and say how each went."""
    failed = []
    for version in VERSIONS:
        python = _python(version)
        command = [python, "-m", "pytest", *_OPTIONS, str(ROOT / "tests" / "importers")]
        sys.stdout.write(f"== Anki {version}\n")
        sys.stdout.flush()
        if subprocess.run(command, cwd=ROOT, check=False, env=os.environ | {"PYTEST_ADDOPTS": ""}).returncode:
            failed.append(version)
    sys.stdout.write(f"failed: {', '.join(failed)}\n" if failed else f"passed on {', '.join(VERSIONS)}\n")
    return 1 if failed else 0


def _python(version: str) -> str:
    """Give the interpreter of a version's environment, made whole before it gets its name."""
    folder = FOLDER / version
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    packages = ["anki" if version == "newest" else f"anki=={version}", "pytest", "hypothesis"]
    done = folder / "made"
    if not done.exists() or done.read_text(encoding="utf-8").split() != packages:
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages, "-e", ROOT], check=True)
        done.write_text(" ".join(packages), encoding="utf-8")
    return str(python)


if __name__ == "__main__":
    sys.exit(main())
