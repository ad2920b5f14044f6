"""Draw the cards as Anki shows them: `python -m tests.pictures PACKAGE FOLDER [KIND …]` leaves four sheets of PNG.

Each sheet has a card of every kind, or of the kinds named, front and back, by day or night, on a phone (390 px) or a
desktop (760 px). The HTML is Anki's own, and Chromium draws it.
"""

from __future__ import annotations

import html
import subprocess
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from tests import chromium

_SHEETS = {"phone": 390, "desktop": 760}
_HEIGHT = 520
_GAP = 16


def cards(package: Path, folder: Path) -> dict[str, tuple[str, str]]:
    """Import a package and give for each kind the question and the answer of its first card, as Anki makes them."""
    collection = Collection(str(folder / "collection.anki2"))
    request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
    collection.import_anki_package(request)
    found: dict[str, tuple[str, str]] = {}
    for note_id in collection.find_notes(""):
        note = collection.get_note(note_id)
        kind = next(tag for tag in note.tags if tag.startswith("study::kind::")).removeprefix("study::kind::")
        (card,) = note.cards()
        found.setdefault(kind, (card.question(), card.answer()))
    collection.close()
    return dict(sorted(found.items()))


def sheet(shown: dict[str, tuple[str, str]], width: int, *, night: bool, phone: bool) -> str:
    """Set the cards of one sheet side by side, each in a page of its own as in Anki."""
    classes = "card card1" + (" nightMode night_mode" if night else "")
    pages = []
    for sides in shown.values():
        for side in sides:
            page = (
                f'<!doctype html><html class="{"mobile" if phone else ""}"><meta charset="utf-8">'
                f'<body class="{classes}" style="margin:0">{side}</body></html>'
            )
            frame = f'width="{width}" height="{_HEIGHT}" style="border:0"'
            pages.append(f'<iframe {frame} srcdoc="{html.escape(page)}"></iframe>')
    columns = 4 if phone else 2
    return (
        f'<!doctype html><meta charset="utf-8"><body style="margin:{_GAP}px;background:#888;display:grid;'
        f'gap:{_GAP}px;grid-template-columns:repeat({columns},{width}px)">{"".join(pages)}'
    )


def draw(page: Path, picture: Path, width: int, height: int) -> None:
    """Have Chromium draw a page."""
    paths = chromium.found()
    if paths is None:
        sys.exit(chromium.MISSING)
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"]
        size = [f"--window-size={width},{height}", f"--screenshot={picture}"]
        subprocess.run([paths[0], *options, *size, page.as_uri()], check=True, capture_output=True)


def main(package: Path, folder: Path, kinds: list[str]) -> None:
    """Draw the four sheets."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        every = cards(package, Path(scratch))
        shown = {kind: every[kind] for kind in kinds or every}
        for device, width in _SHEETS.items():
            columns = 4 if device == "phone" else 2
            rows = -(-2 * len(shown) // columns)
            for night in (False, True):
                page = Path(scratch) / "sheet.html"
                page.write_text(sheet(shown, width, night=night, phone=device == "phone"), encoding="utf-8")
                picture = folder / f"{device}-{'night' if night else 'day'}.png"
                draw(page, picture, columns * (width + _GAP) + _GAP, rows * (_HEIGHT + _GAP) + _GAP)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), sys.argv[3:])
