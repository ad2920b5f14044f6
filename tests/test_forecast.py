"""The forecast: what it counts, that it is the same every time, and that it takes no time."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from fsrs import Card, Rating, Scheduler

from study.forecast import TAIL, forecast
from study.model import Topic, Track
from study.schedule import Day, schedule

TRACK = Track("t", "Track", "方向")
MONDAY = date(2026, 11, 23)


def plan(cards: int, per_day: int) -> tuple[Day, ...]:
    held = tuple(str(at) for at in range(cards))
    topic = Topic("a", "a", (), TRACK, 0, gap=False, gloss="", needs=(), cards=held)
    return schedule((topic,), MONDAY, per_day)


def test_a_card_that_is_never_forgotten_comes_up_when_the_scheduler_says() -> None:
    scheduler = Scheduler(desired_retention=0.98, enable_fuzzing=False)
    card, due = Card(card_id=0), []
    first = card.due
    for _ in range(5):
        due.append((card.due - first).days)
        card, _ = scheduler.review_card(card, Rating.Good, card.due)
    found = forecast(plan(1, 1), retention=0.98)
    assert found is not None
    assert [at for at, count in enumerate(found.answers) if count][:4] == sorted(set(due))[:4]
    assert found.answers[0] == 2  # a new card is answered twice on its first day


def test_as_many_are_forgotten_as_the_retention_allows_for() -> None:
    found = forecast(plan(1000, 1000), retention=0.9)
    assert found is not None
    second = next(at for at, count in enumerate(found.answers) if at and count)
    assert found.answers[second] == pytest.approx(1000 * 1.1, rel=0.01)  # a forgotten card is answered twice


def test_a_higher_retention_asks_for_more_answers() -> None:
    totals = []
    for retention in (0.8, 0.9, 0.95):
        found = forecast(plan(200, 10), retention)
        assert found is not None
        totals.append(sum(found.answers))
    assert totals == sorted(totals)


def test_the_peak_is_the_first_day_with_the_most_answers_and_the_tail_falls() -> None:
    found = forecast(plan(300, 10))
    assert found is not None
    day, most = found.peak
    assert found.answers[(day - MONDAY).days] == most == max(found.answers)
    assert found.answers.index(most) == (day - MONDAY).days
    assert found.around(0) > found.around(60) > found.around(300) > 0
    assert found.ends == MONDAY + timedelta(days=29)
    assert len(found.answers) == 29 + TAIL


def test_minutes_are_a_range() -> None:
    found = forecast(plan(1, 1), seconds=(6, 20))
    assert found is not None
    assert found.minutes(30) == (3, 10)


def test_an_empty_schedule_has_no_forecast() -> None:
    assert forecast(()) is None


def test_the_same_schedule_has_the_same_forecast_and_a_thousand_cards_take_no_time() -> None:
    started = time.perf_counter()
    found = forecast(plan(1000, 10))
    assert time.perf_counter() - started < 0.5
    assert found == forecast(plan(1000, 10))
