"""Schedule → reviews to come: how many answers a day FSRS-6 will ask for, as Anki does, and how long they take."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fsrs import Card, Rating, Scheduler

from study.schedule import Day

RETENTION = 0.9
"""Anki's own default: of ten cards that come up, nine are remembered."""
SECONDS_AN_ANSWER = (5.0, 15.0)
"""What an answer takes people; a range, as they differ by that much. An estimate, not a measurement."""
TAIL = 365
"""Days after the last new card that a forecast goes on for."""
_FIRST = datetime(2000, 1, 1, 12, tzinfo=UTC)  # any noon: only the days between reviews are used


@dataclass(frozen=True, slots=True)
class Forecast:
    """Answers to come.

    Args:
        start: the first day.
        answers: for each day from then on how many answers are due, new cards' own first day included.
        ends: the day of the last new card.
        seconds: what an answer takes, from and to.
    """

    start: date
    answers: tuple[int, ...]
    ends: date
    seconds: tuple[float, float]

    @property
    def peak(self) -> tuple[date, int]:
        """The day with the most answers, the first one where several have as many."""
        most = max(self.answers)
        return self.start + timedelta(days=self.answers.index(most)), most

    def minutes(self, answers: float) -> tuple[int, int]:
        """Say how many minutes so many answers take, from and to, rounded up."""
        least, most = self.seconds
        return math.ceil(answers * least / 60), math.ceil(answers * most / 60)

    def around(self, days_after_end: int) -> float:
        """Average the answers a day over the two weeks about a day after the last new card."""
        middle = (self.ends - self.start).days + days_after_end
        part = self.answers[max(0, middle - 7) : middle + 7]
        return sum(part) / len(part)


def forecast(
    days: tuple[Day, ...], retention: float = RETENTION, seconds: tuple[float, float] = SECONDS_AN_ANSWER
) -> Forecast | None:
    """Forecast the answers that a schedule leads to, up to `TAIL` days after its last new card.

    Nothing is drawn at random: of the cards, evenly spread, that share is forgotten at each review that the wanted
    retention allows for. The scheduler's own spreading of due dates over neighbouring days (fuzz) is left out.

    Args:
        days: the schedule.
        retention: the share of cards remembered when they come up, between 0 and 1.
        seconds: what an answer takes, from and to.

    Returns:
        The forecast; None where the schedule is empty.
    """
    if not days:
        return None
    start, ends = days[0].date, days[-1].date
    length = (ends - start).days + TAIL
    lapse_every = max(2, round(1 / (1 - retention)))
    courses = [_course(number, lapse_every, retention, length) for number in range(lapse_every)]
    answers = [0] * length
    number = 0
    for day in days:
        first = (day.date - start).days
        for _ in range(sum(part.cards for part in day.parts)):
            for offset, count in courses[number % lapse_every]:
                if first + offset < length:
                    answers[first + offset] += count
            number += 1
    return Forecast(start, tuple(answers), ends, seconds)


def _course(number: int, lapse_every: int, retention: float, length: int) -> list[tuple[int, int]]:
    """Follow one card in ``lapse_every``: on which days after its first it comes up, and how many answers it takes."""
    scheduler = Scheduler(desired_retention=retention, enable_fuzzing=False)
    card = Card(card_id=number, due=_FIRST)
    answers: dict[int, int] = {}
    reviews = number
    while (at := (card.due - _FIRST).days) < length:
        is_new_day = at not in answers
        answers[at] = answers.get(at, 0) + 1
        # The first day is learning; from then on every n-th review is forgotten, each card's at another time.
        reviews += is_new_day and at > 0
        forgotten = is_new_day and at > 0 and reviews % lapse_every == 0
        card, _ = scheduler.review_card(card, Rating.Again if forgotten else Rating.Good, card.due)
    return sorted(answers.items())
