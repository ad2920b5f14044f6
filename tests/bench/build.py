"""A first build of many notes, against what cannot be avoided: jieba's cutting and genanki's writing of the same.

python -m tests.bench.build [COUNT …]    (else 30 and 1000)
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import corpus
from tests.bench.measuring import python, study

_FLOOR = """
import json, sys
from pathlib import Path
import genanki, jieba
cards, texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
jieba.setLogLevel(60)
for text in texts:
    list(jieba.cut(text))
model = genanki.Model(1, "m", fields=[{"name": "a"}, {"name": "b"}, {"name": "c"}],
                      templates=[{"name": "t", "qfmt": "{{a}}", "afmt": "{{b}}{{c}}"}])
deck = genanki.Deck(2, "d")
for front, back, quote in cards:
    deck.add_note(genanki.Note(model, [front, back, quote]))
genanki.Package(deck).write_to_file(sys.argv[2])
"""


def measure(count: int) -> dict[str, float]:
    """Build so many notes with one process and with two, and take the floor for the same notes and cards."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        corpus.write(home / "seeds", count)
        took, memory = study("build", "--jobs", "1", cwd=home)
        with_two, _ = study("build", "--jobs", "2", "--decks", "two", cwd=home)
        export = home / "export.json"
        export.write_bytes(_export(home))
        held = json.loads(export.read_text(encoding="utf-8"))
        cards = [[card["front"], card["back"], card["quote"]] for card in held["cards"]]
        same = [cards, [entry["text"] for entry in held["entries"]]]
        export.write_text(json.dumps(same), encoding="utf-8")
        floor, _ = python(_FLOOR, str(export), str(home / "floor.apkg"))
        return {
            "entries": len(held["entries"]),
            "cards": len(cards),
            "seconds": round(took, 1),
            "milliseconds an entry": round(took / count * 1000, 2),
            "floor": round(floor, 2),
            "ratio, one process": round(took / floor, 1),
            "ratio, two": round(with_two / floor, 1),
            "MiB": round(memory),
        }


def _export(home: Path) -> bytes:
    import subprocess  # noqa: PLC0415 - its output is wanted, not its time

    words = [sys.executable, "-m", "study", "export"]
    return subprocess.run(words, cwd=home, capture_output=True, check=True).stdout


if __name__ == "__main__":
    for number in map(int, sys.argv[1:] or ["30", "1000"]):
        started = time.perf_counter()
        print(json.dumps(measure(number)), flush=True)
