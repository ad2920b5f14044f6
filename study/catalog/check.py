"""The rules of the catalogue: each reports every breach with its file and line."""

from __future__ import annotations

import graphlib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from study.catalog.parse import Source, Wish, did_you_mean
from study.errors import Fault
from study.ids import fold

GLOSS_LENGTH = 60
"""Characters; a longer gloss does not fit a card's quiet line."""


OWN = "catalog.yaml"
"""The file of the learner's own concepts."""


def check(sources: Mapping[str, Source], pins: Iterable[Wish] = (), order: Iterable[Wish] = ()) -> tuple[Fault, ...]:
    """Hold all concepts, by id, and the learner's wishes against the rules of the catalogue."""
    needs = {concept_id: [need.topic for need in source.concept.needs] for concept_id, source in sources.items()}
    circle = _circle(needs)
    return (
        *_names(sources),
        *_shared_spellings(sources),
        *_unknown_needs(sources),
        *_unknown_tracks(sources),
        *([_circle_fault(sources, circle)] if circle else _redundant_needs(sources, needs)),
        *_unknown_topics(sources, (*((pin, pin.topics) for pin in pins), *((w, (w.about, *w.topics)) for w in order))),
        *([] if circle else _against_needs(needs, order)),
    )


def _unknown_topics(sources: Mapping[str, Source], wishes: Iterable[tuple[Wish, tuple[str, ...]]]) -> Iterator[Fault]:
    for wish, topics in wishes:
        for topic in topics:
            if topic not in sources:
                hint = did_you_mean(topic, sources) or "`study concepts` finds its id"
                yield Fault(wish.path, wish.line, f"there is no concept `{topic}`; {hint}")


def _against_needs(needs: Mapping[str, list[str]], order: Iterable[Wish]) -> Iterator[Fault]:
    graph = {concept_id: list(before) for concept_id, before in needs.items()}
    for wish in order:
        graph[wish.about] = [*graph.get(wish.about, []), *wish.topics]
        circle = _circle(graph)
        if circle:
            yield Fault(wish.path, wish.line, f"this order goes in a circle: {' → '.join(circle)}; take it out")
            return


def _names(sources: Mapping[str, Source]) -> Iterator[Fault]:
    for source in sources.values():
        concept = source.concept
        if concept.name not in {concept.en, concept.zh, concept.abbr}:
            yield source.fault("`name` must be its `en`, its `zh` or its `abbr`")
        if len(concept.gloss) > GLOSS_LENGTH:
            yield source.fault(f"the gloss has {len(concept.gloss)} characters; {GLOSS_LENGTH} are allowed, shorten it")


def _shared_spellings(sources: Mapping[str, Source]) -> Iterator[Fault]:
    claims: dict[str, dict[str, bool]] = defaultdict(dict)
    for concept_id, source in sources.items():
        guarded = {fold(spelling) for spelling, _ in source.concept.near}
        for name in source.concept.names:
            claims[fold(name)][concept_id] = fold(name) in guarded
    for spelling, holders in sorted(claims.items()):
        for concept_id, is_guarded in holders.items():
            others = ", ".join(sorted(other for other in holders if other != concept_id))
            if others and not is_guarded:
                yield sources[concept_id].fault(
                    f"the spelling `{spelling}` is also claimed by {others}; say in `near` which words tell them apart"
                )


def _unknown_needs(sources: Mapping[str, Source]) -> Iterator[Fault]:
    for source in sources.values():
        for need, line in zip(source.concept.needs, source.need_lines, strict=False):
            if need.topic not in sources:
                hint = did_you_mean(need.topic, sources) or "add that concept or leave it out"
                yield source.fault(f"needs the unknown concept `{need.topic}`; {hint}", line)


_SLIP = 85.0  # per cent; a track so like one of ours is that one, misspelt


def _unknown_tracks(sources: Mapping[str, Source]) -> Iterator[Fault]:
    tracks = {source.concept.track for source in sources.values() if source.path.name != OWN}
    for source in sources.values():
        track = source.concept.track
        hint = did_you_mean(track, sorted(tracks), _SLIP) if source.path.name == OWN and track not in tracks else ""
        if hint:  # the learner may have tracks of their own
            yield source.fault(f"there is no track `{track}`; {hint}")


def _circle(needs: Mapping[str, list[str]]) -> list[str]:
    """Find one circle of prerequisites, from what must be known first; empty where there is none."""
    try:
        graphlib.TopologicalSorter(needs).prepare()
    except graphlib.CycleError as error:
        found: list[str] = error.args[1]
        start = found.index(min(found[:-1]))
        return [*found[start:-1], *found[: start + 1]]
    return []


def _circle_fault(sources: Mapping[str, Source], circle: list[str]) -> Fault:
    # Blame the learner's own line where one of the circle's edges is theirs: it is the one that was added last.
    steps = [(sources[after], before) for before, after in itertools.pairwise(circle)]
    source, before = max(steps, key=lambda step: (step[0].path.name == OWN, step[0].concept.id))
    lines = dict(zip([need.topic for need in source.concept.needs], source.need_lines, strict=False))
    return source.fault(f"prerequisites go in a circle: {' → '.join(circle)}; take one of them out", lines.get(before))


def _redundant_needs(sources: Mapping[str, Source], needs: Mapping[str, list[str]]) -> Iterator[Fault]:
    order = graphlib.TopologicalSorter(needs).static_order()
    ancestors: dict[str, set[str]] = {}
    for concept_id in order:
        direct = needs.get(concept_id, [])
        ancestors[concept_id] = set(direct).union(*(ancestors[need] for need in direct))
    # What the learner adds may imply a prerequisite of ours, which is not theirs to leave out: only their lines count.
    own = [source for source in sources.values() if source.path.name == OWN]
    for source in own or sources.values():
        for need, line in zip(source.concept.needs, source.need_lines, strict=True):
            other = next((after for after in needs[source.concept.id] if need.topic in ancestors[after]), None)
            if line and other:
                yield source.fault(f"`{need.topic}` is already implied by `{other}`; leave it out", line)
