"""The whole result as one JSON document: the contract with other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from study.model import Card, Need, StudiedEntry, Study
from study.schedule import Day
from study.views.outline import Outline, Step, outline

if TYPE_CHECKING:
    from study.forecast import Forecast


def export(study: Study) -> str:
    """Write entries, topics in plan order (gaps included) and cards in plan order."""
    return _dump(
        {
            "entries": [_entry(entry) for entry in study.entries],
            "topics": [_topic(step) for step in outline(study.topics).steps],
            "cards": [_card(card) for card in study.cards],
        }
    )


def plan(shown: Outline) -> str:
    """Write the topics of a plan, in order, how far they are, and schedule and forecast, where there are such."""
    goal = {"goal": shown.goal.id} if shown.goal else {}
    topics = [{**_topic(step), **({"state": step.state} if step.state else {})} for step in shown.steps]
    schedule = {"schedule": [_day(day) for day in shown.days]} if shown.days else {}
    return _dump({**goal, "topics": topics, **schedule, **_forecast(shown.ahead)})


def _forecast(ahead: Forecast | None) -> dict[str, object]:
    if ahead is None:
        return {}
    day, most = ahead.peak
    peak = {"date": day.isoformat(), "answers": most, "minutes": list(ahead.minutes(most))}
    return {"forecast": {"start": ahead.start.isoformat(), "peak": peak, "answers": list(ahead.answers)}}


def _day(day: Day) -> dict[str, object]:
    topics = [{"topic": part.topic.id, "cards": part.cards} for part in day.parts]
    return {"date": day.date.isoformat(), "minutes": day.minutes, "topics": topics}


def _dump(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _entry(studied: StudiedEntry) -> dict[str, object]:
    return {
        "id": studied.entry.id,
        "text": studied.entry.text,
        "snapshots": list(studied.entry.snapshots),
        "topic": studied.topic,
        "terms": [{"name": term.name, "aliases": list(term.aliases), "score": term.score} for term in studied.terms],
    }


def _topic(step: Step) -> dict[str, object]:
    topic = step.topic
    return {
        "id": topic.id,
        "name": topic.name,
        "zh": step.zh,
        "en": step.en,
        "aliases": list(topic.aliases),
        "track": topic.track.id,
        "order": topic.order,
        "gap": topic.gap,
        "gloss": topic.gloss,
        "minutes": step.minutes,
        "needs": [_need(need) for need in topic.needs],
        "unlocks": [other.id for other in step.unlocks],
        "cards": list(topic.cards),
    }


def _need(need: Need) -> dict[str, object]:
    quote = {"quote": need.quote} if need.quote else {}
    return {"topic": need.topic, "reason": need.reason, "source": need.source, **quote}


def _card(card: Card) -> dict[str, object]:
    return {
        "id": card.id,
        "kind": card.kind,
        "topic": card.topic,
        "term": card.term,
        "front": card.front,
        "back": card.back,
        "entry": card.entry,
        "quote": card.quote,
        "start": card.start,
        "end": card.end,
        "edited": card.edited,
        "also": [
            {"entry": other.entry, "quote": other.quote, "start": other.start, "end": other.end} for other in card.also
        ],
    }
