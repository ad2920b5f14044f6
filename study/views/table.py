"""Cards as CSV or TSV for other programs: one card a line, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Literal

from study.model import Study

COLUMNS = ("id", "topic", "kind", "front", "back", "quote", "entry")
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def cards(study: Study, form: Literal["csv", "tsv"]) -> bytes:
    """Write every card, in plan order, below a line of column names, in UTF-8 with the line ends of RFC 4180.

    A cell that a spreadsheet would run as a formula begins with an apostrophe, as spreadsheets themselves mark text
    (OWASP, "CSV Injection"). CSV opens with a byte order mark, without which Excel misreads Chinese.
    """
    names = {topic.id: topic.name for topic in study.topics}
    out = io.StringIO()
    writer = csv.writer(out, "excel" if form == "csv" else "excel-tab")
    writer.writerow(COLUMNS)
    for card in study.cards:
        topic = names.get(card.topic, card.topic)
        writer.writerow(_safe((card.id, topic, card.kind, card.front, card.back, card.quote, card.entry)))
    return out.getvalue().encode("utf-8-sig" if form == "csv" else "utf-8")


def _safe(cells: Iterable[str]) -> list[str]:
    return [f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells]
