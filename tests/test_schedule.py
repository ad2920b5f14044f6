"""The schedule: every card once, in plan order, at the pace asked for, on no day off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.model import Topic, Track
from study.schedule import DaysOff, Part, pace_for, pace_of, schedule

TRACK = Track("t", "Track", "方向")
MONDAY = date(2026, 11, 23)


def topic(name: str, cards: int) -> Topic:
    held = tuple(f"{name}{at}" for at in range(cards))
    return Topic(name, name, (), TRACK, 0, gap=not cards, gloss="", needs=(), cards=held)


A, B, GAP, C = topic("a", 5), topic("b", 2), topic("gap", 0), topic("c", 4)


def test_topics_fill_the_days_in_plan_order_and_a_gap_stands_before_the_topic_behind_it() -> None:
    days = schedule((A, B, GAP, C), MONDAY, per_day=4)
    assert [day.date for day in days] == [MONDAY + timedelta(days=count) for count in range(3)]
    assert [day.parts for day in days] == [
        (Part(A, 4, begins=True, ends=False),),
        (
            Part(A, 1, begins=False, ends=True),
            Part(B, 2, begins=True, ends=True),
            Part(GAP, 0, begins=True, ends=True),
            Part(C, 1, begins=True, ends=False),
        ),
        (Part(C, 3, begins=False, ends=True),),
    ]


def test_a_gap_at_the_end_stands_on_the_last_day() -> None:
    (day,) = schedule((B, GAP), MONDAY, per_day=2)
    assert [part.topic for part in day.parts] == [B, GAP]


def test_minutes_are_those_of_the_new_cards_rounded_up() -> None:
    assert [day.minutes for day in schedule((A,), MONDAY, per_day=3, seconds_a_card=30)] == [2, 1]


def test_nothing_is_learned_on_a_day_off() -> None:
    off = DaysOff(frozenset({5, 6}), frozenset({date(2026, 11, 25)}))
    days = schedule((topic("a", 6),), MONDAY, per_day=1, off=off)
    assert [day.date.isoformat()[8:] for day in days] == ["23", "24", "26", "27", "30", "01"]


def test_no_cards_make_no_days() -> None:
    assert schedule((), MONDAY) == ()


@pytest.mark.parametrize(("days", "pace"), [(1, 11), (2, 6), (3, 4), (11, 1), (40, 1)])
def test_a_deadline_asks_for_the_least_pace_that_reaches_it(days: int, pace: int) -> None:
    last = MONDAY + timedelta(days=days - 1)
    topics = (A, B, GAP, C)
    assert pace_for(topics, MONDAY, last, DaysOff()) == pace
    assert schedule(topics, MONDAY, pace)[-1].date <= last
    assert pace == 1 or schedule(topics, MONDAY, pace - 1)[-1].date > last


def test_a_deadline_without_a_day_of_study_is_refused() -> None:
    with pytest.raises(ValueError, match="no day of study"):
        pace_for((A,), MONDAY, MONDAY, DaysOff(frozenset({0})))


@pytest.mark.parametrize(("minutes", "seconds", "pace"), [(5, 30, 10), (0.1, 30, 1), (1, 7, 8)])
def test_minutes_a_day_are_a_pace_of_one_at_least(minutes: float, seconds: float, pace: int) -> None:
    assert pace_of(minutes, seconds) == pace


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(0, 9), max_size=8),
    st.integers(1, 7),
    st.sets(st.integers(0, 6), max_size=6),
    st.sets(st.integers(0, 30), max_size=10),
)
def test_every_card_comes_once_and_no_day_holds_more_than_the_pace(
    counts: list[int], pace: int, weekdays: set[int], dates: set[int]
) -> None:
    topics = tuple(topic(str(at), count) for at, count in enumerate(counts))
    off = DaysOff(frozenset(weekdays), frozenset(MONDAY + timedelta(days=count) for count in dates))
    days = schedule(topics, MONDAY, pace, off)
    learned: dict[str, int] = {}
    for day in days:
        assert sum(part.cards for part in day.parts) <= pace
        assert day.date not in off
        for part in day.parts:
            learned[part.topic.id] = learned.get(part.topic.id, 0) + part.cards
    assert learned == {one.id: len(one.cards) for one in topics}
    assert list(learned) == [one.id for one in topics]
    assert sorted({day.date for day in days}) == [day.date for day in days]
    assert all(sum(part.cards for part in day.parts) == pace for day in days[:-1])


def test_a_topic_says_where_it_begins_and_ends() -> None:
    parts = [part for day in schedule((replace(A, id="x"),), MONDAY, per_day=2) for part in day.parts]
    assert [(part.begins, part.ends) for part in parts] == [(True, False), (False, False), (False, True)]
