"""The shipped catalogue, parsed and checked once, kept as JSON in the user's own cache folder.

Parsing and checking 3,800 concepts of YAML takes ten times as long as reading them from JSON, and longer than most
commands have work to do. The kept form is named after a hash of the YAML files, so that it can be deleted at any time
and never says anything else than they do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from study.catalog.parse import Source
from study.files import keep
from study.model import Concept, Need, Track

_FORM = "2"  # goes up when what is kept of a concept changes


def load(files: Sequence[Path]) -> tuple[dict[str, Source], tuple[Track, ...]] | None:
    """Give what was kept of these catalogue files, None where nothing was."""
    try:
        kept = json.loads(place(files).read_bytes())
        tracks = tuple(Track(*track) for track in kept["tracks"])
        paths = {path.name: path for path in files}
        return {row[0]: _source(paths, row) for row in kept["concepts"]}, tracks
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def save(files: Sequence[Path], sources: Mapping[str, Source], tracks: Iterable[Track]) -> None:
    """Keep what these catalogue files hold."""
    kept = {
        "concepts": [_row(source) for source in sources.values()],
        "tracks": [[track.id, track.en, track.zh] for track in tracks],
    }
    keep(place(files), [json.dumps(kept, ensure_ascii=False, separators=(",", ":"))])


def place(files: Sequence[Path]) -> Path:
    """Say where what these files hold is kept: the name tells it from what other files hold."""
    content = hashlib.sha256(_FORM.encode())
    for path in files:
        content.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return user_cache_path("study", appauthor=False) / f"catalog-{content.hexdigest()[:24]}.json"


def _row(source: Source) -> list[Any]:
    concept = source.concept
    return [
        concept.id, concept.name, concept.en, concept.zh, concept.abbr, concept.spellings, concept.near, concept.gloss,
        [[need.topic, need.reason] for need in concept.needs], concept.track, concept.place,
        concept.is_topic, source.path.name, source.line, source.need_lines,
    ]  # fmt: skip


def _source(paths: Mapping[str, Path], row: list[Any]) -> Source:
    concept_id, name, en, zh, abbr, spellings, near, gloss, needs, track, place, *last = row
    is_topic, file, line, need_lines = last
    concept = Concept(
        concept_id, name, en, zh, abbr, tuple(spellings),
        tuple((spelling, tuple(cues)) for spelling, cues in near), gloss,
        tuple(Need(topic, reason) for topic, reason in needs), track, place, is_topic,
    )  # fmt: skip
    return Source(concept, paths[file], line, tuple(need_lines))
