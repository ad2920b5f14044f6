"""Size of the package against Anki's own export of the same notes: `python -m tests.bench.package [NOTES]`.

Prints the sizes in bytes and their ratio as JSON; the notes are those of the seeds, each made different by a number.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
import time
from pathlib import Path

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from study import apkg, pipeline
from study.model import Frame
from tests.conftest import NOW, SEEDS


def measure(count: int) -> dict[str, float]:
    """Write ``count`` notes, import them into Anki, have Anki export them for old versions, and compare."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        study = pipeline.study(SEEDS, folder / "decks").study
        topics = {topic.id: topic for topic in study.topics}
        cards = [study.cards[at % len(study.cards)] for at in range(count)]
        notes = tuple(
            (
                apkg.note(
                    dataclasses.replace(card, id=f"{card.id[:6]}{at}", front=f"{card.front}{at}"),
                    topics[card.topic],
                    Frame("方向 · 主题", "原文的前半句,", ",原文的后半句", "笔记开头的几个字…"),
                ),
                NOW,
                at + 1,
            )
            for at, card in enumerate(cards)
        )
        started = time.perf_counter()
        ours = folder / "ours.apkg"
        ours.write_bytes(b"".join(apkg.package([apkg.Deck("010 all", "", notes)])))
        took = time.perf_counter() - started
        collection = Collection(str(folder / "collection.anki2"))
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(ours), options=ImportAnkiPackageOptions())
        )
        legacy = folder / "legacy.apkg"
        options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True, legacy=True)
        collection.export_anki_package(out_path=str(legacy), options=options, limit=None)
        collection.close()
        sizes = ours.stat().st_size, legacy.stat().st_size
    return {
        "notes": count,
        "bytes": sizes[0],
        "bytes of Anki's legacy export": sizes[1],
        "ratio": round(sizes[0] / sizes[1], 3),
        "seconds to write": round(took, 1),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000), indent=2))
