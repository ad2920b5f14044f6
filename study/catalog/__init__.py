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
    """

    concepts: dict[str, Concept]
    tracks: tuple[Track, ...]
    pins: dict[str, str] = field(default_factory=dict)
    order: dict[str, frozenset[str]] = field(default_factory=dict)
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
        StudyError: a file breaks a rule; it carries every fault of every file.
    """
    ours = sorted(_OURS.glob("*.yaml"))
    if own is None or not own.exists():
        return _shipped(compiled.place(ours), tuple(ours))
    sources, tracks = compiled.load(ours) or ({}, ())
    sources, tracks, wishes, found = _read(ours, own, sources, tracks)
    if found:
        raise StudyError(*found)
    concepts = {concept_id: source.concept for concept_id, source in sources.items()}
    pins = {wish.about: wish.topics[0] for wish in wishes.pins}
    return Catalog(concepts, tracks, pins, {wish.about: frozenset(wish.topics) for wish in wishes.order})


@lru_cache(maxsize=1)  # one process may build many times, and to learn all spellings takes long
def _shipped(kept: Path, ours: tuple[Path, ...]) -> Catalog:  # noqa: ARG001 - its name says what the files hold
    sources, tracks = compiled.load(ours) or ({}, ())
    if not sources:
        sources, tracks, _, found = _read(list(ours), None)
        if found:
            raise StudyError(*found)
        compiled.save(ours, sources, tracks)
    return Catalog({concept_id: source.concept for concept_id, source in sources.items()}, tracks)


def faults(own: Path | None = None) -> tuple[Fault, ...]:
    """List everything that breaks a rule in the catalogue, the learner's own included."""
    return _read(sorted(_OURS.glob("*.yaml")), own)[3]


def _read(
    ours: list[Path], own: Path | None, known: dict[str, Source] | None = None, tracks: tuple[Track, ...] = ()
) -> tuple[dict[str, Source], tuple[Track, ...], Parsed, tuple[Fault, ...]]:
    """Read our files, or take them as known, then the learner's, and check all of it."""
    sources = dict(known or {})
    found: list[Fault] = []
    for path in [] if known else ours:
        parsed = parse(path, {}, len(sources))
        found += parsed.faults
        tracks = (*tracks, parsed.track) if parsed.track else tracks
        found += _add(parsed, sources)
    wishes = Parsed()
    if own and own.exists():
        wishes = parse(own, sources, len(sources), own=True)
        found += wishes.faults
        tracks = (*tracks, wishes.track) if wishes.track else tracks
        found += _add(wishes, sources, own)
    return sources, tracks, wishes, (*found, *check(sources, wishes.pins, wishes.order))


def _add(parsed: Parsed, sources: dict[str, Source], own: Path | None = None) -> Iterator[Fault]:
    for source in parsed.sources:
        earlier = sources.get(source.concept.id)
        if earlier and (own is None or earlier.path == own):
            yield source.fault(f"this id is also in {earlier.path.name}; one of the two must go")
        sources[source.concept.id] = source
