"""The schedule as iCalendar (RFC 5545): an event a day, the same text every time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from study.ids import digest
from study.schedule import Day
from study.views.days import line, names_of


def calendar(days: Iterable[Day]) -> bytes:
    """Write an all-day event for each day, with what to learn on it and why it comes there."""
    whole = Calendar()
    whole.add("prodid", "-//study//study plan//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", "学习计划 · Study plan")
    every = tuple(days)
    names = names_of(every)
    for day in every:
        event = Event()
        event.add("uid", f"{digest('day', day.date.isoformat(), *(part.topic.id for part in day.parts))}@study")
        # The stamp must not be the clock's: equal plans are equal files.
        event.add("dtstamp", datetime.combine(day.date, time(), UTC))
        event.add("dtstart", day.date)
        event.add("dtend", day.date + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", f"学习：{'、'.join(part.topic.name for part in day.parts)}")
        reasons = [
            f"{part.topic.name} ← {names.get(need.topic, need.topic)}：{need.reason}"
            for part in day.parts
            for need in part.topic.needs
            if part.begins
        ]
        event.add("description", "\n".join([line(day), *reasons]))
        whole.add_component(event)
    return bytes(whole.to_ical())
