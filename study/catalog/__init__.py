"""What the field knows: concepts, their spellings, prerequisites and glosses, from YAML files beside this one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from study.catalog.check import check
from study.catalog.find import Finder
from study.catalog.parse import Source, parse
from study.errors import Fault, StudyError
from study.model import Concept, Mention, Track

__all__ = ["Catalog", "faults", "load"]

_OURS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Catalog:
    """All concepts by id, the tracks in order, and the search for concepts in text."""

    concepts: dict[str, Concept]
    tracks: tuple[Track, ...]
    finder: Finder
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict)
    _dependents: dict[str, int] = field(default_factory=dict)

    def ancestors(self, concept_id: str) -> frozenset[str]:
        """Give the ids of everything that must be known before a concept."""
        if concept_id not in self._ancestors:
            needs = [need.topic for need in self.concepts[concept_id].needs]
            self._ancestors[concept_id] = frozenset(needs).union(*map(self.ancestors, needs))
        return self._ancestors[concept_id]

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Find the concepts that ``text`` names, in text order, none inside another."""
        return self.finder.find(text)

    def dependents(self, concept_id: str) -> int:
        """Count the concepts that need a concept, directly or not."""
        if not self._dependents:
            for other in self.concepts:
                for before in self.ancestors(other):
                    self._dependents[before] = self._dependents.get(before, 0) + 1
        return self._dependents.get(concept_id, 0)

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
    sources, tracks, found = _read(own)
    if found:
        raise StudyError(*found)
    concepts = {concept_id: source.concept for concept_id, source in sources.items()}
    return Catalog(concepts, tracks, Finder(tuple(concepts.values())))


def faults(own: Path | None = None) -> tuple[Fault, ...]:
    """List everything that breaks a rule in the catalogue, the learner's own included."""
    return _read(own)[2]


def _read(own: Path | None) -> tuple[dict[str, Source], tuple[Track, ...], tuple[Fault, ...]]:
    sources: dict[str, Source] = {}
    tracks: list[Track] = []
    found: list[Fault] = []
    ours = sorted(_OURS.glob("*.yaml"))
    for path in [*ours, own] if own and own.exists() else ours:
        track, added, wrong = parse(path, sources if path == own else {}, len(sources))
        found += wrong
        if track:
            tracks.append(track)
        for source in added:
            earlier = sources.get(source.concept.id)
            if earlier and (path != own or earlier.path == own):
                found.append(source.fault(f"this id is also in {earlier.path.name}; one of the two must go"))
            sources[source.concept.id] = source
    return sources, tuple(tracks), (*found, *check(sources))
