"""The catalogue as a dictionary: which concepts does a word mean?"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from study.ids import fold
from study.model import Concept

MOST = 10
"""How many concepts a search gives at most."""
_ALIKE = 75.0  # per cent; what a slip in typing leaves of a name


def search(concepts: Iterable[Concept], text: str) -> tuple[Concept, ...]:
    """Find the concepts that a word means, the likeliest first.

    A name that is the word comes before one that begins with it, one that holds it, and a gloss that holds it; where
    nothing does, names that are nearly the word count.
    """
    wanted = fold(text)
    ranked = []
    every = tuple(concepts)
    for concept in every:
        names = [concept.id.replace("-", ""), *map(fold, concept.names)]
        ranks = (
            wanted in names,
            any(name.startswith(wanted) for name in names),
            any(wanted in name for name in names),
            wanted in fold(concept.gloss),
        )
        if any(ranks):
            ranked.append((ranks.index(True), len(concept.name), concept.place, concept))
    if ranked:
        return tuple(concept for *_, concept in sorted(ranked, key=lambda row: row[:3])[:MOST])
    by_name = {fold(name): concept for concept in reversed(every) for name in concept.names}
    close = process.extract(wanted, list(by_name), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=MOST)
    return tuple({by_name[name].id: by_name[name] for name, *_ in close}.values())
