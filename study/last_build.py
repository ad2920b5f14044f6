"""What the last build read, left and said: where all of that is as it was, a build has nothing to do."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from study import files, program
from study.errors import Fault
from study.model import Card, Need, Reference, Report, Topic, Track

NAME = ".cache-build"
PACKAGE, PAGE = "study.apkg", "plan.html"
"""What shows the cards of each topic."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What a build with nothing to do says, and the topics of the plan."""

    report: Report
    topics: tuple[Topic, ...]


def inputs(seeds: Path) -> str:
    """Hash what a build reads besides its own decks: the program, the snapshots and the learner's catalogue."""
    found = {path for name in ("*.txt", "*.TXT", "catalog.yaml") for path in seeds.glob(name)}
    held = "".join(f"\0{path.name}\0{_digest(path)}" for path in sorted(found))
    return hashlib.sha256(f"{program.digest()}\0{seeds}{held}".encode(errors="surrogatepass")).hexdigest()


def outputs(folder: Path) -> str:
    """Hash what stands in a decks folder."""
    found = {path for name in ("*.yaml", "*.jsonl", "*.apkg", "plan.*") for path in folder.glob(name)}
    return _combined({path.name: _digest(path) for path in found}, folder)


def _combined(held: Mapping[str, str], folder: Path) -> str:
    text = "".join(f"\0{name}\0{digest}" for name, digest in sorted(held.items()))
    return hashlib.sha256(f"{folder}{text}".encode(errors="surrogatepass")).hexdigest()


def _digest(path: Path) -> str:
    if not path.is_file():
        return "no file"
    try:
        return files.digest_of(path) or "no file"
    except OSError:
        return "unreadable"


def read(seeds: Path, folder: Path) -> LastBuild | None:
    """Give what the last build said where everything is as it left it, else None."""
    try:
        kept = json.loads((folder / NAME).read_bytes())
        is_same = kept["inputs"] == inputs(seeds) and kept["outputs"] == outputs(folder)
        return _last_build(kept) if is_same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def same_leaves(folder: Path, leaves: Mapping[str, str]) -> frozenset[str]:
    """Say of which topics package and page show what they are to show, so that they need not be set again.

    Args:
        folder: the decks' folder.
        leaves: for each topic's id a digest of all that they are to show of its cards.
    """
    try:
        kept = json.loads((folder / NAME).read_bytes())
        if any(kept["shown_in"][name] != files.digest_of(folder / name) for name in (PACKAGE, PAGE)):
            return frozenset()
        return frozenset(topic for topic, leaf in leaves.items() if kept["leaves"].get(topic) == leaf)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return frozenset()


def write(folder: Path, read_from: str, digests: Mapping[str, str], last: LastBuild, leaves: Mapping[str, str]) -> None:
    """Keep what the next build says if nothing changes until then.

    Args:
        folder: the decks' folder.
        read_from: `inputs` before the build read them.
        digests: of each file that it left, by name.
        last: what it said.
        leaves: for each topic's id a digest of all that package and page show of its cards.
    """
    report = last.report
    kept = {
        "inputs": read_from,
        "outputs": _combined(digests, folder),
        "counts": [report.entries, report.topics, report.gaps, report.cards, report.leaving],
        "rolled_off": report.rolled_off,
        "moved": report.moved_topics,
        "kept": [[dataclasses.astuple(card) for card in pair] for pair in report.kept],
        "faults": [[str(fault.path), fault.line, fault.message] for fault in report.faults],
        "topics": [dataclasses.astuple(topic) for topic in last.topics],
        "shown_in": {name: digests[name] for name in (PACKAGE, PAGE)},
        "leaves": leaves,
    }
    files.keep(folder / NAME, [json.dumps(kept, ensure_ascii=False)])


def _last_build(kept: dict[str, Any]) -> LastBuild:
    entries, topics, gaps, cards, leaving = kept["counts"]
    report = Report(
        entries=entries,
        new_entries=(),
        changed_entries=(),
        rolled_off=tuple(kept["rolled_off"]),
        topics=topics,
        gaps=gaps,
        new_topics=(),
        moved_topics=tuple(kept["moved"]),
        cards=cards,
        new_cards=(),
        reworded=(),
        kept=tuple((_card(mine), _card(ours)) for mine, ours in kept["kept"]),
        retired=(),
        leaving=leaving,
        lost_ledger=False,
        written=(),
        faults=tuple(Fault(Path(path), line, message) for path, line, message in kept["faults"]),
    )
    return LastBuild(report, tuple(map(_topic, kept["topics"])))


def _card(row: list[Any]) -> Card:
    name, kind, topic, term, front, back, entry, quote, start, end, edited, also = row
    references = tuple(Reference(*reference) for reference in also)
    return Card(name, kind, topic, term, front, back, entry, quote, start, end, edited, references)


def _topic(row: list[Any]) -> Topic:
    topic_id, name, aliases, track, order, gap, gloss, needs, cards = row
    found = tuple(Need(*need) for need in needs)
    return Topic(topic_id, name, tuple(aliases), Track(*track), order, gap, gloss, found, tuple(cards))
