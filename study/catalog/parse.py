"""A catalogue file → concepts that know their file and line, with every fault of form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz import process

from study import yamlfile
from study.errors import Fault, StudyError
from study.model import Concept, Need, Track

_FILE_KEYS = ("track", "en", "zh", "concepts")
_CONCEPT_KEYS = ("id", "name", "en", "zh", "abbr", "spellings", "near", "gloss", "needs", "track")


@dataclass(frozen=True, slots=True)
class Source:
    """A concept, where it is written, and the line of each of its prerequisites; 0 for one of an earlier file."""

    concept: Concept
    path: Path
    line: int
    need_lines: tuple[int, ...]

    def fault(self, message: str, line: int | None = None) -> Fault:
        """Say what is wrong with this concept."""
        return Fault(self.path, line or self.line, f"{self.concept.id}: {message}")


def parse(path: Path, known: dict[str, Source], first_place: int) -> tuple[Track | None, list[Source], list[Fault]]:
    """Read one catalogue file.

    Args:
        path: the file.
        known: concepts of earlier files; a concept of the learner's own file that has the id of one of them changes
            only what it names.
        first_place: the place in teaching order of the file's first concept.

    Returns:
        The file's track (None in a learner's file, where concepts may name theirs), its concepts, its faults.
    """
    faults: list[Fault] = []
    try:
        document = yamlfile.load(path)
    except StudyError as error:
        return None, [], list(error.faults)
    if not isinstance(document, yamlfile.Mapping) or not isinstance(document.get("concepts"), list):
        return (
            None,
            [],
            [Fault(path, 1, "must be a mapping with a list `concepts:`; see the README's catalogue section")],
        )
    faults += _unknown_keys(path, document, _FILE_KEYS)
    track = None
    if isinstance(document.get("track"), str):
        name = document["track"]
        track = Track(name, str(document.get("en", name)), str(document.get("zh", name)))
    sources: list[Source] = []
    for item in document["concepts"]:
        if not isinstance(item, yamlfile.Mapping):
            faults.append(Fault(path, 1, "each concept must be a mapping that begins with `- id:`"))
            continue
        source, wrong = _concept(path, item, known, track, first_place + len(sources))
        faults += wrong
        if source:
            sources.append(source)
    return track, sources, faults


def _unknown_keys(path: Path, mapping: yamlfile.Mapping, allowed: tuple[str, ...]) -> Iterable[Fault]:
    for key in mapping:
        if key not in allowed:
            close = process.extractOne(key, allowed, score_cutoff=60)
            hint = f"did you mean `{close[0]}`?" if close else "known are " + ", ".join(allowed)
            yield Fault(path, mapping.lines[key], f"unknown key `{key}`; {hint}")


def _concept(
    path: Path, item: yamlfile.Mapping, known: dict[str, Source], track: Track | None, place: int
) -> tuple[Source | None, list[Fault]]:
    faults = list(_unknown_keys(path, item, _CONCEPT_KEYS))
    concept_id = item.get("id")
    if not isinstance(concept_id, str) or not concept_id:
        return None, [*faults, Fault(path, item.line, "a concept needs an `id`")]
    earlier = known.get(concept_id)
    name = _text(item, "name") or _text(item, "zh") or _text(item, "en")
    base = (
        earlier.concept
        if earlier
        else Concept(
            concept_id,
            name or concept_id,
            _text(item, "en") or name or concept_id,
            None,
            None,
            (),
            (),
            "",
            (),
            track.id if track else "own",
            place,
        )
    )
    needs, need_lines, wrong = _needs(path, item)
    faults += wrong
    concept = replace(
        base,
        name=_text(item, "name") or base.name,
        en=_text(item, "en") or base.en,
        zh=_text(item, "zh") or base.zh,
        abbr=_text(item, "abbr") or base.abbr,
        spellings=(*base.spellings, *_list(path, item, "spellings", faults)),
        near=(*base.near, *_near(path, item, faults)),
        gloss=_text(item, "gloss") or base.gloss,
        needs=tuple({need.topic: need for need in (*base.needs, *needs)}.values()),
        track=_text(item, "track") or base.track,
    )
    lines = dict.fromkeys([need.topic for need in base.needs], 0)
    lines |= dict(zip([need.topic for need in needs], need_lines, strict=True))
    return Source(concept, path, item.line, tuple(lines[need.topic] for need in concept.needs)), faults


def _text(item: yamlfile.Mapping, key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _list(path: Path, item: yamlfile.Mapping, key: str, faults: list[Fault]) -> tuple[str, ...]:
    value: Any = item.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        faults.append(Fault(path, item.lines[key], f"`{key}` must be a list of words, as in `{key}: [one, two]`"))
        return ()
    return tuple(value)


def _near(path: Path, item: yamlfile.Mapping, faults: list[Fault]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    value = item.get("near") or yamlfile.Mapping()
    if not isinstance(value, yamlfile.Mapping):
        faults.append(Fault(path, item.lines["near"], "`near` must be a mapping, as in `near: {SD: [扩散, 文生图]}`"))
        return ()
    for spelling, words in value.items():
        if not words:
            faults.append(Fault(path, value.lines[spelling], f"`{spelling}` needs words that tell its meaning"))
    return tuple((spelling, _list(path, value, spelling, faults)) for spelling in value)


def _needs(path: Path, item: yamlfile.Mapping) -> tuple[tuple[Need, ...], tuple[int, ...], list[Fault]]:
    value = item.get("needs") or {}
    if not isinstance(value, dict):
        return (), (), [Fault(path, item.lines["needs"], "`needs` must be a mapping, as in `needs: {ddpm: why}`")]
    needs, lines, faults = [], [], []
    for needed, reason in value.items():
        line = value.lines[needed]  # type: ignore[attr-defined]
        if not isinstance(reason, str) or not reason.strip():
            faults.append(Fault(path, line, f"`{needed}` has no reason; write `{needed}: why it must be known first`"))
            continue
        needs.append(Need(needed, reason))
        lines.append(line)
    return tuple(needs), tuple(lines), faults
