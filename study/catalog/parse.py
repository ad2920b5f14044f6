"""A catalogue file → concepts that know their file and line, with every fault of form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from study import yamlfile
from study.errors import Fault, StudyError
from study.model import Concept, Need, Track
from study.words import ID

_FILE_KEYS = ("track", "en", "zh", "concepts")
_OWN_KEYS = (*_FILE_KEYS, "topics", "order")
_CONCEPT_KEYS = ("id", "name", "en", "zh", "abbr", "spellings", "near", "gloss", "needs", "topic", "track")


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


@dataclass(frozen=True, slots=True)
class Wish:
    """What the learner asks for, and the line that asks: a note's topic, or what comes before a topic.

    Args:
        about: the words that the note begins with; for an order the id of the later topic.
        topics: the id of its topic; for an order the ids of what comes before.
    """

    about: str
    topics: tuple[str, ...]
    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A catalogue file: its track (None in a learner's file), its concepts, the learner's wishes, its faults."""

    track: Track | None = None
    sources: tuple[Source, ...] = ()
    pins: tuple[Wish, ...] = ()
    order: tuple[Wish, ...] = ()
    faults: tuple[Fault, ...] = ()


def parse(path: Path, known: dict[str, Source], first_place: int, *, own: bool = False) -> Parsed:
    """Read one catalogue file.

    Args:
        path: the file.
        known: concepts of earlier files; a concept of the learner's own file that has the id of one of them changes
            only what it names.
        first_place: the place in teaching order of the file's first concept.
        own: the file is the learner's, which may also pin notes to topics and order topics.
    """
    try:
        document = yamlfile.load(path)
    except StudyError as error:
        return Parsed(faults=error.faults)
    concepts = document.get("concepts", [] if own else None) if isinstance(document, yamlfile.Mapping) else None
    if not isinstance(concepts, list):
        message = "must be a mapping with a list `concepts:`; see the README's catalogue section"
        return Parsed(faults=(Fault(path, 1, message),))
    faults = list(_unknown_keys(path, document, _OWN_KEYS if own else _FILE_KEYS))
    track = None
    if isinstance(document.get("track"), str):
        name = document["track"]
        track = Track(name, str(document.get("en", name)), str(document.get("zh", name)))
    sources: list[Source] = []
    for item in concepts:
        if not isinstance(item, yamlfile.Mapping):
            faults.append(Fault(path, 1, "each concept must be a mapping that begins with `- id:`"))
            continue
        source, wrong = _concept(path, item, known, track, first_place + len(sources))
        faults += wrong
        if source:
            sources.append(source)
    pins = _wishes(path, document, "topics", faults)
    order = _wishes(path, document, "order", faults)
    return Parsed(track, tuple(sources), pins, order, tuple(faults))


def _wishes(path: Path, document: yamlfile.Mapping, key: str, faults: list[Fault]) -> tuple[Wish, ...]:
    example = {"topics": "`words a note begins with: topic`", "order": "`topic: [what comes before it]`"}[key]
    value = document.get(key) or yamlfile.Mapping()
    if not isinstance(value, yamlfile.Mapping):
        faults.append(Fault(path, document.lines[key], f"`{key}` must be a mapping, each line {example}"))
        return ()
    wishes = []
    for about, topics in value.items():
        listed = topics if isinstance(topics, list) else [topics]
        if not all(isinstance(topic, str) and topic for topic in listed) or (key == "topics" and len(listed) != 1):
            faults.append(Fault(path, value.lines[about], f"write {example}"))
            continue
        wishes.append(Wish(about, tuple(listed), path, value.lines[about]))
    return tuple(wishes)


def did_you_mean(word: str, known: Iterable[str], likeness: float = 60.0) -> str:
    """Suggest the known word that is most like one that is not known; "" where none is so like it (in per cent)."""
    close = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=likeness)
    return f"did you mean `{close[0]}`?" if close else ""


def _unknown_keys(path: Path, mapping: yamlfile.Mapping, allowed: tuple[str, ...]) -> Iterable[Fault]:
    for key in mapping:
        if key not in allowed:
            hint = did_you_mean(key, allowed) or "known are " + ", ".join(allowed)
            yield Fault(path, mapping.lines[key], f"unknown key `{key}`; {hint}")


def _concept(
    path: Path, item: yamlfile.Mapping, known: dict[str, Source], track: Track | None, place: int
) -> tuple[Source | None, list[Fault]]:
    faults = list(_unknown_keys(path, item, _CONCEPT_KEYS))
    concept_id = item.get("id")
    if not isinstance(concept_id, str) or not ID.fullmatch(concept_id):
        what = (
            f"`{concept_id}` is no id: it has small letters, digits and hyphens"
            if concept_id
            else "a concept needs an `id`"
        )
        return None, [*faults, Fault(path, item.lines.get("id", item.line), what)]
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
    if item.get("topic", "never") != "never":
        faults.append(Fault(path, item.lines["topic"], "`topic` can only be `never`: no note is about this concept"))
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
        is_topic=base.is_topic and item.get("topic") != "never",
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
