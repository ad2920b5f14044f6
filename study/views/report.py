"""What a build did or would do, in words and as JSON."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Sequence

from study.model import Card, Report

_SHOWN = 3  # names in a line; more are counted


def lines(report: Report, *, diff: bool) -> Iterator[str]:
    """Say it line by line; ``diff`` adds the words of each card that is new, changes, goes or stays as edited."""
    known = report.entries - len(report.new_entries) - len(report.changed_entries)
    changed = f", {len(report.changed_entries)} changed" if report.changed_entries else ""
    yield _line("Entries", f"{report.entries}: {len(report.new_entries)} new{changed}, {known} known")
    if report.rolled_off:
        yield _line("", f"{len(report.rolled_off)} that no snapshot shows any more are remembered")
    gaps = f"{report.gaps} gap{'' if report.gaps == 1 else 's'}"
    yield _line("Topics", f"{report.topics}, and {gaps} that your notes leave open")
    if report.new_topics:
        yield _line("", f"new: {_names(report.new_topics)}")
    if report.moved_topics:
        yield _line("", f"elsewhere in the plan than in Anki's list of decks: {_names(report.moved_topics)}")
    kept = f", {len(report.kept)} as you edited them" if report.kept else ""
    counts = f"{len(report.new_cards)} new, {len(report.reworded)} reworded, {len(report.retired)} retired"
    yield _line("Cards", f"{report.cards}: {counts}{kept}")
    if report.leaving:
        found = "after the import, Anki finds them with  tag:study::retired  to delete or keep"
        yield _line("Retired", f"{report.leaving} in this package; {found}")
    if report.lost_ledger:
        lost = "ledger.jsonl is gone: when cards last changed, and what you had deleted, is forgotten"
        yield _line("Ledger", lost)
    if diff:
        yield from _words(report)


def _line(label: str, text: str) -> str:
    return f"{label:<8} {text}"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


def _words(report: Report) -> Iterator[str]:
    for words in report.new_entries:
        yield f"+ {words}"
    for words in report.changed_entries:
        yield f"~ {words}"
    for card in report.new_cards:
        yield f"+ [{card.topic}] {card.front} ⇒ {card.back}"
    for card in report.retired:
        yield f"- [{card.topic}] {card.front} ⇒ {card.back}"
    for old, new in report.reworded:
        yield f"~ [{new.topic}] {_marked(_text(old), _text(new))}"
    for mine, ours in report.kept:
        yield f"= [{mine.topic}] {_text(mine)}"
        yield f"  suggested: {_text(ours)}"


def _text(card: Card) -> str:
    return f"{card.front} ⇒ {card.back}"


def _marked(old: str, new: str) -> str:
    """Set the words that go in [-…-] and those that come in {+…+}."""
    before, after = (re.findall(r"[A-Za-z0-9]+|.", text, re.DOTALL) for text in (old, new))
    out = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        out.append(gone if what == "equal" else (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return "".join(out)


def document(report: Report) -> str:
    """Write it as JSON."""

    def one(card: Card) -> dict[str, str]:
        return {"id": card.id, "topic": card.topic, "front": card.front, "back": card.back}

    whole = {
        "entries": {
            "known": report.entries,
            "new": report.new_entries,
            "changed": report.changed_entries,
            "rolled_off": report.rolled_off,
        },
        "topics": {
            "known": report.topics,
            "gaps": report.gaps,
            "new": report.new_topics,
            "moved": report.moved_topics,
        },
        "cards": {
            "known": report.cards,
            "new": [one(card) for card in report.new_cards],
            "reworded": [{"from": one(old), "to": one(new)} for old, new in report.reworded],
            "kept": [{"yours": one(mine), "suggested": one(ours)} for mine, ours in report.kept],
            "retired": [one(card) for card in report.retired],
            "leaving": report.leaving,
        },
        "files": [path.name for path in report.written],
        "lost_ledger": report.lost_ledger,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
