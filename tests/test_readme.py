"""Every command that the README tells a learner to type does what it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from study import catalog
from tests.conftest import ROOT, SEEDS

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(marker: str) -> str:
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.*?)\n```", README, re.DOTALL)
    assert found
    return found.group(1)


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    return [line for text in blocks for line in text.splitlines() if line.startswith("study ")]


def test_each_example_command_works(run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    assert len(commands()) >= 8
    for command in commands():
        done = run(*shlex.split(command)[1:])
        assert (done.returncode, done.stderr) == (0, ""), command


def test_each_command_of_the_program_has_an_example() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "study", "--help"], capture_output=True, text=True, check=True
    ).stdout
    names = re.findall(r"^  (\w+)  ", listed.split("Commands:")[1], re.MULTILINE)
    assert names
    # `study watch` goes on until it is stopped; its own test runs it.
    assert {name for name in names if f"study {name}" not in "\n".join(commands())} == {"watch"}
    assert "`study watch`" in README


@pytest.mark.long
def test_the_first_command_sets_up_everything_and_builds(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    unwanted = shutil.ignore_patterns(".git", ".importers", ".venv*", ".*_cache", "__pycache__", ".hypothesis")
    shutil.copytree(ROOT, checkout, ignore=unwanted)
    shutil.rmtree(checkout / "decks")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("VIRTUAL_ENV", "PYTHON"))}
    done = subprocess.run(
        ["bash", "-c", block("build command")],
        cwd=checkout, env=environment, capture_output=True, text=True, check=False, timeout=170,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Entries  30: 30 new, 0 known" in done.stdout
    assert (checkout / "decks" / "study.apkg").stat().st_size > 10_000


def test_the_second_command_is_what_ci_runs() -> None:
    assert "pytest" in block("test command")
    assert "<!-- test command -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_catalogue_example_keeps_the_catalogues_rules(tmp_path: Path) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    example = next(text for text in examples if text.startswith("concepts:"))
    (tmp_path / "catalog.yaml").write_text(example, encoding="utf-8")
    assert catalog.faults(tmp_path / "catalog.yaml") == ()


def test_the_deck_example_reads_as_a_deck(tmp_path: Path) -> None:
    from study import decks  # noqa: PLC0415 - beside the one test that needs it

    examples = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    example = next(text for text in examples if text.startswith("topic:"))
    (tmp_path / "normalizing-flow.yaml").write_text(example, encoding="utf-8")
    assert [file.card.kind for file in decks.read(tmp_path).cards] == ["definition", "own"]
    assert yaml.safe_load(example)["topic"] == "normalizing-flow"


@pytest.mark.parametrize(
    "words", re.findall(r"^\| `([^`]+)` \| [^|]+ \|$", README.split("is refused")[1].split("##")[0], re.MULTILINE)
)
def test_each_message_that_the_readme_explains_is_one_of_ours(words: str) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "study").rglob("*.py")).replace("`", "")
    assert words in sources


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 3
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in pictures)
