"""The words that every format of the schedule shares."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from study.schedule import Day

if TYPE_CHECKING:
    from study.forecast import Forecast

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


def reviews(forecast: Forecast, retention: float) -> str:
    """Say how many answers a schedule leads to, at its peak and afterwards."""
    day, most = forecast.peak
    least_minutes, most_minutes = forecast.minutes(most)
    later = [f"{math.ceil(forecast.around(after))} a day {when}" for after, when in _LATER]
    return (
        f"Reviews (FSRS-6, {retention:.0%} remembered): at most {most} answers, on {day}, "
        f"{least_minutes} to {most_minutes} minutes; then about {', '.join(later)}"
    )


def headline(days: tuple[Day, ...], per_day: int) -> str:
    """Say how long the schedule is and when it ends."""
    cards = sum(part.cards for day in days for part in day.parts)
    minutes = sum(day.minutes for day in days)
    return (
        f"{cards} cards in {len(days)} days of study at {per_day} a day, about {minutes} minutes of new cards; "
        f"from {days[0].date} to {days[-1].date}"
        if days
        else "nothing to schedule: the plan has no cards"
    )
