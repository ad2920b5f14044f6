"""The words that every format of the schedule shares."""

from __future__ import annotations

import math
from collections.abc import Iterable

from study.schedule import Day
from study.views.outline import Outline

_LATER = ((14, "two weeks after the last new card"), (90, "after three months"), (350, "after a year"))


def names_of(days: Iterable[Day]) -> dict[str, str]:
    """Give for each topic's id its name."""
    return {part.topic.id: part.topic.name for day in days for part in day.parts}


def line(day: Day) -> str:
    """Say what is learned on a day: topics with their cards, `…` where a topic goes on."""
    shares = []
    for part in day.parts:
        dots = ("" if part.begins else "… ", "" if part.ends else " …")
        count = f"({part.cards})" if part.cards else "(gap: read up)"
        shares.append(f"{dots[0]}{part.topic.name} {count}{dots[1]}")
    return ", ".join(shares)


def reviews(outline: Outline) -> str:
    """Say how many answers a schedule leads to, at its peak and afterwards; "" where it leads to none."""
    if outline.ahead is None:
        return ""
    day, most = outline.ahead.peak
    least_minutes, most_minutes = outline.ahead.minutes(most)
    later = [f"{math.ceil(outline.ahead.around(after))} a day {when}" for after, when in _LATER]
    return (
        f"Reviews (FSRS-6, {outline.retention:.0%} remembered): at most {most} answers, on {day}, "
        f"{least_minutes} to {most_minutes} minutes; then about {', '.join(later)}"
    )


def headline(outline: Outline) -> str:
    """Say how long the schedule is and when it ends."""
    days = outline.days
    if not days:
        return "nothing to schedule: the plan has no cards"
    cards = sum(part.cards for day in days for part in day.parts)
    minutes = sum(day.minutes for day in days)
    return (
        f"{cards} cards in {len(days)} days of study at {outline.per_day} a day, about {minutes} minutes of new cards; "
        f"from {days[0].date} to {days[-1].date}"
    )
