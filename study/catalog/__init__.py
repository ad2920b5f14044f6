"""What the field knows: concepts, their spellings, prerequisites and glosses, from YAML files beside this one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from study.catalog import compiled
from study.catalog.check import check
from study.catalog.find import Finder
from study.catalog.parse import Parsed, Source, parse
from study.catalog.search import search
from study.errors import Fault, StudyError
from study.ids import letters
from study.model import Concept, Mention, Track

__all__ = ["Catalog", "faults", "load", "search"]

_OURS = Path(__file__).parent


@dataclass(frozen=True)
class Catalog:
    """All concepts by id, the tracks in order, the learner's wishes, and the search for concepts in text.

    Args:
        pins: the words that a note begins with → the id of its topic.
        order: a topic's id → the ids of the topics that the learner wants before it.
        own: the concepts that the learner's file adds or puts in the place of ours.
    """

    concepts: dict[str, Concept]
    tracks: tuple[Track, ...]
    pins: dict[str, str] = field(default_factory=dict)
    order: dict[str, frozenset[str]] = field(default_factory=dict)
    own: tuple[Concept, ...] = ()
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(tuple(self.concepts.values()))

    @cached_property
    def _dependents(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for concept_id in self.concepts:
            for before in self.ancestors(concept_id):
                counts[before] = counts.get(before, 0) + 1
        return counts

    def ancestors(self, concept_id: str) -> frozenset[str]:
        """Give the ids of everything that must be known before a concept."""
        if concept_id not in self._ancestors:
            needs = [need.topic for need in self.concepts[concept_id].needs]
            self._ancestors[concept_id] = frozenset(needs).union(*map(self.ancestors, needs))
        return self._ancestors[concept_id]

    def dependents(self, concept_id: str) -> int:
        """Count the concepts that need a concept, directly or not."""
        return self._dependents.get(concept_id, 0)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Find the concepts that ``text`` names, in text order, none inside another."""
        return self._finder.find(text)

    def pinned(self, text: str) -> Concept | None:
        """Give the topic that the learner has pinned a note to, by the words that it begins with."""
        plain = letters(text)
        found = (topic for opening, topic in self.pins.items() if plain.startswith(letters(opening)))
        topic = next(found, None)
        return self.concepts[topic] if topic else None

    def spellings(self) -> Iterator[str]:
        """Give every spelling of every concept."""
        for concept in self.concepts.values():
            yield from concept.names


def load(own: Path | None = None) -> Catalog:
    """Load the catalogue that comes with the program, and over it the learner's own.

    Args:
        own: the learner's ``seeds/catalog.yaml``; it need not be there.

    Raises:
        StudyError: a file breaks a rule; it carries every fault of ours or, where ours has none, of the learner's.
    """
    files = _files()
    if own is None or not own.exists():
        return _shipped(compiled.place(files), files)
    read = _with_own(own, *_ours(files))
    if read.faults:
        raise StudyError(*read.faults)
    pins = {wish.about: wish.topics[0] for wish in read.wishes.pins}
    order = {wish.about: frozenset(wish.topics) for wish in read.wishes.order}
    own_concepts = tuple(source.concept for source in read.wishes.sources)
    return Catalog(_concepts(read.sources), read.tracks, pins, order, own_concepts)


def faults(own: Path | None = None) -> tuple[Fault, ...]:
    """List everything that breaks a rule in the catalogue, the learner's own included."""
    try:
        ours = _ours(_files())
    except StudyError as error:
        return error.faults
    return _with_own(own, *ours).faults if own and own.exists() else ()


@dataclass(frozen=True, slots=True)
class _Read:
    """All concepts by id, the tracks in order, what the learner wishes, and what breaks a rule."""

    sources: dict[str, Source]
    tracks: tuple[Track, ...]
    wishes: Parsed
    faults: tuple[Fault, ...]


def _files() -> tuple[Path, ...]:
    return tuple(sorted(_OURS.glob("*.yaml")))


@lru_cache(maxsize=1)  # one process may build many times, and to learn all spellings takes long
def _shipped(kept: Path, files: tuple[Path, ...]) -> Catalog:  # noqa: ARG001 - its name says what the files hold
    sources, tracks = _ours(files)
    return Catalog(_concepts(sources), tracks)


def _concepts(sources: dict[str, Source]) -> dict[str, Concept]:
    return {concept_id: source.concept for concept_id, source in sources.items()}


def _ours(files: tuple[Path, ...]) -> tuple[dict[str, Source], tuple[Track, ...]]:
    """Give what the shipped files hold; what is kept of them broke no rule, so only what is new is checked."""
    if kept := compiled.load(files):
        return kept
    sources: dict[str, Source] = {}
    tracks: tuple[Track, ...] = ()
    found: list[Fault] = []
    for path in files:
        parsed = parse(path, {}, len(sources))
        found += parsed.faults
        tracks = (*tracks, parsed.track) if parsed.track else tracks
        found += _add(parsed, sources)
    if found := [*found, *check(sources)]:
        raise StudyError(*found)
    compiled.save(files, sources, tracks)
    return sources, tracks


def _with_own(own: Path, sources: dict[str, Source], tracks: tuple[Track, ...]) -> _Read:
    """Lay the learner's file over ours, and check all of it."""
    wishes = parse(own, sources, len(sources), own=True)
    found = [*wishes.faults, *_add(wishes, sources, own)]
    tracks = (*tracks, wishes.track) if wishes.track else tracks
    return _Read(sources, tracks, wishes, (*found, *check(sources, wishes.pins, wishes.order)))


def _add(parsed: Parsed, sources: dict[str, Source], own: Path | None = None) -> Iterator[Fault]:
    for source in parsed.sources:
        earlier = sources.get(source.concept.id)
        if earlier and (own is None or earlier.path == own):
            yield source.fault(f"this id is also in {earlier.path.name}; one of the two must go")
        sources[source.concept.id] = source
