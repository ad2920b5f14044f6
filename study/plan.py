"""Topics → learning order: a topological order that keeps related topics together, with gaps and reasons."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from study.ids import fold
from study.model import Concept, Need, Topic, Track

_PASSED = 2


@dataclass(frozen=True, slots=True)
class Field:
    """What the plan knows of the field: all concepts by id, the tracks in order, and what the learner wants first."""

    concepts: Mapping[str, Concept]
    tracks: tuple[Track, ...]
    order: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)

    def rank(self, concept: Concept) -> tuple[int, int, str]:
        """Give a concept's place in teaching order: its track's, then its own; a track of the learner's comes last."""
        ids = [track.id for track in self.tracks]
        track = ids.index(concept.track) if concept.track in ids else len(ids)
        return track, concept.place, concept.id

    def track(self, concept: Concept) -> Track:
        """Give the track that a concept belongs to."""
        known = {track.id: track for track in self.tracks}
        return known.get(concept.track, Track(concept.track, "Own notes", "笔记自有主题"))


def order(
    noted: Iterable[Concept],
    named: Mapping[str, set[str]],
    names: Mapping[str, Iterable[str]],
    field: Field,
    cards: Mapping[str, tuple[str, ...]],
) -> tuple[tuple[Topic, ...], tuple[tuple[str, Need], ...]]:
    """Put the topics in the order in which they should be learned.

    Prerequisites that go in a circle, as where two notes each call the other's topic the earlier one, are broken: of
    what waits for one another, that which waits for least comes first.

    Args:
        noted: the concepts that entries are about; one that the catalogue lacks has no prerequisites.
        named: for a topic's id the ids of the concepts among the key terms of its entries.
        names: for a topic's id the names that its entries use for it.
        field: the catalogue.
        cards: for a topic's id the ids of its cards.

    Returns:
        The topics, prerequisites first. Gaps have a place among them. And what was left out to break circles: a
        topic's id and the prerequisite that comes behind it.
    """
    by_id = {concept.id: concept for concept in noted}
    concepts = {**field.concepts, **by_id}
    own = set(by_id)
    chosen = own | _gaps(own, named, concepts)
    needs = {concept_id: _needs(concepts[concept_id], chosen, concepts) for concept_id in chosen}
    topics = []
    wished = field.order
    before = {
        concept_id: (ancestors(concept_id, concepts) | wished.get(concept_id, frozenset())) & chosen
        for concept_id in chosen
    }
    sequence = _sequence(before, concepts, field)
    places = {concept_id: place for place, concept_id in enumerate(sequence)}
    broken: list[tuple[str, Need]] = []
    for place, concept_id in enumerate(sequence):
        concept = concepts[concept_id]
        broken += [(concept_id, need) for need in needs[concept_id] if places[need.topic] >= place]
        every = dict.fromkeys((*concept.sure_names, *names.get(concept_id, ())))
        aliases = tuple(name for name in every if name != concept.name)
        topics.append(
            Topic(
                concept.id,
                concept.name,
                aliases,
                field.track(concept),
                place,
                concept_id not in own,
                concept.gloss,
                tuple(need for need in needs[concept_id] if places[need.topic] < place),
                cards.get(concept_id, ()),
            )
        )
    return tuple(topics), tuple(broken)


def ancestors(concept_id: str, concepts: Mapping[str, Concept], barred: str = "") -> set[str]:
    """Collect everything that must be known before a concept, by ways that do not lead through the one ``barred``."""
    found: set[str] = set()
    waiting = [concept_id]
    while waiting:
        for need in concepts[waiting.pop()].needs:
            if need.topic in concepts and need.topic not in found and need.topic != barred:
                found.add(need.topic)
                waiting.append(need.topic)
    return found


def _gaps(own: set[str], named: Mapping[str, set[str]], concepts: Mapping[str, Concept]) -> set[str]:
    """A gap is a nearest prerequisite of a topic that the topic's own notes name as a key term and no note explains."""
    found: set[str] = set()
    for concept_id in own:
        cued = {need.topic for need in concepts[concept_id].needs if need.source == "note"}
        before = ancestors(concept_id, concepts) & (named.get(concept_id, set()) | cued)
        found |= {need.topic for need in _needs(concepts[concept_id], own | before, concepts)}
    return found - own


def _needs(concept: Concept, chosen: set[str], concepts: Mapping[str, Concept]) -> tuple[Need, ...]:
    """Find a topic's nearest prerequisites in the plan, none implied by another.

    A concept that has no place in the plan is passed through, `_PASSED` of them at most: what lies further away says
    little about why this topic comes after that one.
    """
    found: dict[str, Need] = {}
    waiting: list[tuple[Need, tuple[str, ...]]] = [(need, ()) for need in concept.needs]
    seen: set[str] = set()
    while waiting:
        need, passed = waiting.pop(0)
        if need.topic in seen or need.topic not in concepts:
            continue
        seen.add(need.topic)
        needed = concepts[need.topic]
        if need.topic in chosen:
            through = f"经由{'、'.join(passed)}：" if passed else ""
            found[need.topic] = replace(need, reason=through + need.reason)
        elif len(passed) < _PASSED:
            waiting += [(further, (*passed, needed.name)) for further in needed.needs]
    implied = set().union(*(ancestors(topic, concepts, barred=concept.id) for topic in found))
    return tuple(need for topic, need in found.items() if topic not in implied)


def _sequence(before: Mapping[str, set[str]], concepts: Mapping[str, Concept], field: Field) -> list[str]:
    """Take of what is ready the next of the same track, else of the first track: chapters stay whole.

    The other way tried was the plain least topological order: it changes track 16 times on the seeds, this one 14
    times (10 each on a second set of notes; `tests/bench/order.py` counts).
    """
    rank = {concept_id: field.rank(concepts[concept_id]) for concept_id in before}
    waiting = {concept_id: len(needed) for concept_id, needed in before.items()}
    behind: dict[str, list[str]] = defaultdict(list)
    for concept_id, needed in before.items():
        for other in needed:
            behind[other].append(concept_id)
    ready: dict[int, list[tuple[int, int, str]]] = defaultdict(list)  # by track, each a heap
    for concept_id in (concept_id for concept_id, count in waiting.items() if not count):
        heappush(ready[rank[concept_id][0]], rank[concept_id])
    sequence: list[str] = []
    track = -1
    while waiting:
        if tracks := [number for number, heap in ready.items() if heap]:
            track = track if track in tracks else min(tracks)
            chosen = heappop(ready[track])[2]
        else:  # a circle
            least = min(waiting.values())
            stuck = (concept_id for concept_id, count in waiting.items() if count == least)
            chosen = min(stuck, key=lambda concept_id: (rank[concept_id][0] != track, rank[concept_id]))
            track = rank[chosen][0]
        sequence.append(chosen)
        del waiting[chosen]
        for other in behind[chosen]:
            if other in waiting:
                waiting[other] -= 1
                if not waiting[other]:
                    heappush(ready[rank[other][0]], rank[other])
    return sequence


def find(topics: Iterable[Topic], name: str) -> Topic | None:
    """Find a topic by its id, else by its name, else by any of its other names."""
    wanted = fold(name)
    every = tuple(topics)
    by_id = (topic for topic in every if topic.id == name)
    by_name = (topic for topic in every if fold(topic.name) == wanted)
    by_alias = (topic for topic in every if wanted in map(fold, topic.aliases))
    return next(itertools.chain(by_id, by_name, by_alias), None)


def way_to(topics: tuple[Topic, ...], goal: Topic) -> tuple[Topic, ...]:
    """Keep of a plan the goal and what it needs, in plan order."""
    by_id = {topic.id: topic for topic in topics}
    kept = {goal.id}
    waiting = [goal.id]
    while waiting:
        for need in by_id[waiting.pop()].needs:
            if need.topic not in kept:
                kept.add(need.topic)
                waiting.append(need.topic)
    return tuple(topic for topic in topics if topic.id in kept)
