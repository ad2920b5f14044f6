"""Sentences → key terms, best first, and the entry's topic."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from study.ids import fold
from study.model import Concept, Passage, Term
from study.terms.candidates import Candidate, collect

MOST = 18
"""How many terms an entry gets at most."""


def extract(
    passage: Passage,
    ancestors: Callable[[str], frozenset[str]],
    dependents: Callable[[str], int],
    pinned: Concept | None = None,
    commonness: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Term, ...]:
    """Find the key terms of an entry.

    Args:
        passage: the entry taken apart.
        ancestors: gives for a concept's id the ids of all that must be known before it.
        dependents: gives for a concept's id how many others need it, directly or not.
        pinned: the topic, where the learner has said it.
        commonness: for a concept's id how common it is in the learner's notes, as `step` says.

    Returns:
        At most `MOST` terms, best first; the first one is what the entry is about.
    """
    candidates = collect(passage)
    if pinned and all(candidate.concept is not pinned for candidate in candidates):
        candidates.append(Candidate(pinned.name, pinned, count=1))
    most = max((candidate.count for candidate in candidates if candidate.concept and candidate.count), default=1)
    named = {candidate.concept.id: min(candidate.count, 4) for candidate in candidates if candidate.concept}

    def announced(candidate: Candidate) -> tuple[float, str]:
        concept = candidate.concept
        if pinned and concept is pinned:
            return math.inf, candidate.name
        if concept is None:
            return _topic_score(candidate, 0, 0, 0.0), candidate.name
        before = ancestors(concept.id)
        prerequisites = sum(count for other, count in named.items() if other in before)
        return _topic_score(candidate, prerequisites, dependents(concept.id), candidate.count / most), candidate.name

    topic = max(candidates, key=announced, default=None)
    about = topic.concept if topic else None
    scored = [
        (
            _score(candidate, commonness.get(candidate.concept.id, 0) if candidate.concept else 0)
            + (_nearness(candidate.concept, about, ancestors) if candidate.concept and about else 0.0)
            - (0.25 * max(0.0, math.log2(1 + dependents(candidate.concept.id)) - 4) if candidate.concept else 0.0),
            candidate,
        )
        for candidate in candidates
    ]
    ranked = sorted(scored, key=lambda pair: (pair[1] is not topic, -pair[0], pair[1].first, pair[1].name))
    terms: list[Term] = []
    taken: set[str] = set()
    for score, candidate in ranked:
        if len(terms) == MOST or (score <= 0 and candidate is not topic) or fold(candidate.name) in taken:
            continue
        if (
            candidate.concept is None
            and not candidate.defined
            and any(fold(candidate.name) in fold(term.name) for term in terms)
        ):
            continue
        terms.append(_term(candidate, score))
        taken.update(map(fold, (candidate.name, *candidate.aliases)))
    return tuple(terms)


def _nearness(concept: Concept, topic: Concept, ancestors: Callable[[str], frozenset[str]]) -> float:
    """A term of the topic's own field matters more, and one that is built on the topic more still."""
    return (0.75 if concept.track == topic.track else 0.0) + (0.45 if topic.id in ancestors(concept.id) else 0.0)


def _term(candidate: Candidate, score: float) -> Term:
    known = candidate.concept.sure_names if candidate.concept else ()
    names = [*known, *candidate.used, *candidate.aliases]
    others = {fold(name): name for name in reversed(names) if fold(name) != fold(candidate.name)}
    return Term(candidate.name, tuple(sorted(others.values(), key=names.index)), round(score, 3), candidate.concept)


def step(share: float) -> int:
    """Say how common a concept is that a share of the notes names (0 to 1): in steps of two, from 0 to 3.

    A note is read anew when a concept that it names passes from one step to the next. Further steps changed no card of
    230 notes, and had half of a learner's notes read anew where half of them name a concept.
    """
    return min(3, int(math.log2(1 + 32 * share)))


def _score(candidate: Candidate, commonness: int) -> float:
    """Say how much a term matters: what the catalogue, its place, its form and its count say of it, added up.

    The weights are those of a logistic regression over the terms of 130 notes of many authors, rounded; against weights
    set by hand they gave P@5 0.05 more on the half of the notes that they were not fitted on.

    Args:
        candidate: the term.
        commonness: how common it is in the learner's notes; what every note names tells little of any.
    """
    name = candidate.name
    score = 1.2 + math.log2(1 + candidate.count)
    if candidate.concept:
        score += 2.0 if candidate.concept.is_topic else 1.5
    elif not name.isascii():
        score -= 1.2 if len(name) < 4 else 0.8
    score += 0.5 * min(candidate.headings, 2.0)
    score += 0.3 * math.exp(-candidate.first / 120)
    score += 0.6 if candidate.defined else 0.35 * min(candidate.opens, 2)
    score += 1.3 if candidate.paired else 0.0
    # A plain word in small letters (`shape`) is as likely a word as a name.
    score += 0.8 if name.isascii() and (candidate.concept or " " in name or not name.islower()) else 0.0
    score -= 0.35 * commonness
    return score


def _topic_score(candidate: Candidate, prerequisites: int, dependents: int, share: float) -> float:
    """Say how likely an entry is about a term.

    A topic is announced: by the words `本文介绍…`, by its place, by a heading, by being defined, and early rather
    than late. A note on a thing also names what the thing is built on, and a field that much is built on is named in
    notes on all of that: so of two concepts the one that needs the other is the likelier topic. How often a term is
    said tells little: it finds the topic of five more of 230 notes by many authors. The weights were chosen on 50 of
    these notes and 80 others. That of the dependents grows with the catalogue: with 4,112 concepts 0.5 finds 222 topics
    of 250 notes, 0.55 finds 220 and 0.45 finds 221.

    Args:
        candidate: the term.
        prerequisites: how often the entry names what the term's concept is built on.
        dependents: how many concepts of the catalogue are built on it.
        share: how often it is named, against the concept that is named most.
    """
    score = 5.0 * math.exp(-candidate.first / 40)
    if candidate.concept and not candidate.concept.is_topic:
        return score - 10.0  # behind every other term
    score += 3.0 * min(candidate.headings, 2.0)
    score += 10.0 * math.exp(-candidate.first / 300) if candidate.defined else 0.0
    score += 6.0 if candidate.announced else 0.0
    if candidate.concept:
        score += 7.0 + 1.75 * math.log2(1 + prerequisites) * min(candidate.count, 3) / 3
        score -= 0.5 * math.log2(1 + dependents)
        score += share
    return score
