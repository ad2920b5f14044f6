"""Plan → days: which topics on which day, at a pace that the learner names or that a deadline asks for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from study.model import Topic

PER_DAY = 10
"""New cards a day where the learner names no pace."""
SECONDS_A_CARD = 30.0
"""What a new card takes on its first day where the learner says nothing else: an estimate, three looks of ten."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST = 36_525  # days; a plan that takes longer than a century has no day to be done


@dataclass(frozen=True, slots=True)
class Part:
    """A topic's share of a day: how many of its cards, and whether the topic begins and ends there.

    A gap has no cards; it stands on the day of the first topic behind it, to be read up.
    """

    topic: Topic
    cards: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of study; ``minutes`` is what its new cards take."""

    date: date
    parts: tuple[Part, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class DaysOff:
    """When the learner does not study: weekdays by number, Monday 0, and single dates."""

    weekdays: frozenset[int] = frozenset()
    dates: frozenset[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        """Say whether a day is one of them."""
        return day.weekday() in self.weekdays or day in self.dates


def minutes_of(cards: int, seconds_a_card: float = SECONDS_A_CARD) -> int:
    """Say how many minutes so many new cards take on their first day, rounded up."""
    return math.ceil(cards * seconds_a_card / 60)


def study_days(start: date, off: DaysOff) -> Iterator[date]:
    """Go through the days of study from a date on."""
    for count in range(_LONGEST):
        day = start + timedelta(days=count)
        if day not in off:
            yield day


def pace_for(topics: Iterable[Topic], start: date, deadline: date, off: DaysOff) -> int:
    """Work out how many new cards a day reach a deadline.

    Args:
        topics: the plan.
        start: the first day.
        deadline: the last day.
        off: when there is no study.

    Raises:
        ValueError: there is no day of study up to the deadline.
    """
    days = 0
    for day in study_days(start, off):
        if day > deadline:
            break
        days += 1
    if not days:
        raise ValueError("there is no day of study between start and deadline")
    return max(1, math.ceil(sum(len(topic.cards) for topic in topics) / days))


def pace_of(minutes: float, seconds_a_card: float = SECONDS_A_CARD) -> int:
    """Work out how many new cards fit into so many minutes a day, one at least."""
    return max(1, int(minutes * 60 // seconds_a_card))


def schedule(
    topics: Iterable[Topic],
    start: date,
    per_day: int = PER_DAY,
    off: DaysOff = DaysOff(),
    seconds_a_card: float = SECONDS_A_CARD,
) -> tuple[Day, ...]:
    """Spread the cards of a plan over days, in plan order.

    Args:
        topics: the plan.
        start: the first day.
        per_day: new cards a day, one or more.
        off: when there is no study.
        seconds_a_card: what a new card takes on its first day.

    Returns:
        The days on which there is something to learn.
    """
    days: list[Day] = []
    calendar = study_days(start, off)
    parts: list[Part] = []
    room = per_day

    def close() -> None:
        nonlocal room
        cards = sum(part.cards for part in parts)
        days.append(Day(next(calendar), tuple(parts), minutes_of(cards, seconds_a_card)))
        parts.clear()
        room = per_day

    waiting: list[Part] = []
    for topic in topics:
        if not topic.cards:
            waiting.append(Part(topic, 0, begins=True, ends=True))
            continue
        left = len(topic.cards)
        while left:
            if not room:
                close()
            parts += waiting
            waiting = []
            taken = min(left, room)
            parts.append(Part(topic, taken, begins=left == len(topic.cards), ends=taken == left))
            left -= taken
            room -= taken
    parts += waiting
    if parts:
        close()
    return tuple(days)
