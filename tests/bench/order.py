"""How whole the chapters are: track changes of the plan's order against those of the plain least topological order.

python tests/bench/order.py [SEEDS …]
"""

from __future__ import annotations

import graphlib
import heapq
import itertools
import json
import sys
import tempfile
from pathlib import Path

from study import catalog, pipeline, plan


def least(before: dict[str, set[str]], rank: dict[str, tuple[int, int, str]]) -> list[str]:
    """Take of what is ready always the first in teaching order."""
    sorter = graphlib.TopologicalSorter(before)
    sorter.prepare()
    ready: list[tuple[tuple[int, int, str], str]] = []
    found = []
    while sorter.is_active():
        for concept_id in sorter.get_ready():
            heapq.heappush(ready, (rank[concept_id], concept_id))
        _, chosen = heapq.heappop(ready)
        found.append(chosen)
        sorter.done(chosen)
    return found


def changes(order: list[str], rank: dict[str, tuple[int, int, str]]) -> int:
    """Count how often the track changes from one topic to the next."""
    return sum(rank[one][0] != rank[other][0] for one, other in itertools.pairwise(order))


def main() -> None:
    """Print for each folder of snapshots the topics and both counts, as JSON."""
    known = catalog.load()
    field = plan.Field(known.concepts, known.tracks)
    for folder in map(Path, sys.argv[1:] or ["seeds"]):
        with tempfile.TemporaryDirectory() as decks:
            topics = pipeline.study(folder, Path(decks)).study.topics
        ids = {topic.id for topic in topics if topic.id in known.concepts}
        rank = {concept_id: field.rank(known.concepts[concept_id]) for concept_id in ids}
        before = {concept_id: set(known.ancestors(concept_id) & ids) for concept_id in ids}
        ours = [topic.id for topic in topics if topic.id in ids]
        figures = {"plan": changes(ours, rank), "least order": changes(least(before, rank), rank)}
        print(json.dumps({"snapshots": folder.name, "topics": len(ids), "track changes": figures}, ensure_ascii=False))


if __name__ == "__main__":
    main()
