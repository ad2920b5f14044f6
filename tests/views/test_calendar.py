"""The calendar: what another program's parser reads of it, and that it is the same every time."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar

from study.model import Need, Topic, Track
from study.schedule import schedule
from study.views.calendar import calendar

TRACK = Track("t", "Track", "方向")
ONE = Topic("one", "流; 模型, \\ 与 \n 换行", (), TRACK, 0, False, "", (), ("a", "b", "c"))
TWO = Topic("two", "SD3", (), TRACK, 1, False, "", (Need("one", "建立在它上面\r\nBEGIN:VALARM"),), ("d",))
DAYS = schedule((ONE, TWO), date(2026, 11, 23), per_day=2)


def test_a_parser_reads_an_all_day_event_for_each_day() -> None:
    events = icalendar.Calendar.from_ical(calendar(DAYS).decode()).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [day.date for day in DAYS]
    assert [event.decoded("dtend") for event in events] == [day.date + timedelta(days=1) for day in DAYS]
    assert len({str(event["UID"]) for event in events}) == 2
    assert "SD3 (1)" in str(events[1]["DESCRIPTION"])
    assert "建立在它上面" in str(events[1]["DESCRIPTION"])


def test_nothing_in_a_name_or_reason_opens_another_part() -> None:
    whole = icalendar.Calendar.from_ical(calendar(DAYS).decode())
    assert [part.name for part in whole.walk()] == ["VCALENDAR", "VEVENT", "VEVENT"]


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    raw = calendar(DAYS)
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_same_schedule_is_the_same_calendar() -> None:
    assert calendar(DAYS) == calendar(schedule((ONE, TWO), date(2026, 11, 23), per_day=2))
