"""The plan as Markdown, for printing and for reading in a diff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType

from study.ids import fold
from study.model import Topic
from study.schedule import WEEKDAYS, Day, minutes_of
from study.views.days import headline, line


def plan(topics: Iterable[Topic], states: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write the plan: its graph, and a chapter for each run of topics of one track, each topic with its reasons.

    Args:
        topics: the plan.
        states: for a topic's id how far it is, where that is known; what is done is ticked off.
    """
    every = tuple(topics)
    names = {topic.id: topic.name for topic in every}
    cards = sum(len(topic.cards) for topic in every)
    gaps = sum(topic.gap for topic in every)
    minutes = minutes_of(cards)
    lines = ["# 学习计划 · Study plan", ""]
    counts = f"{len(every) - gaps} topics with {cards} cards, {gaps} gaps (prerequisites without notes)"
    lines += [f"{counts}; about {minutes} minutes to go through the cards once.", ""]
    for track, chapter in groupby(every, key=lambda topic: topic.track):
        lines += [f"## {escape(track.zh)} · {escape(track.en)}", ""]
        for topic in chapter:
            count = f"{len(topic.cards)} card{'' if len(topic.cards) == 1 else 's'}, {minutes_of(len(topic.cards))} min"
            what = "gap: no notes yet" if topic.gap else count
            state = states.get(topic.id, "")
            tick, told = "x" if state == "done" else " ", f", {state}" if state else ""
            lines.append(f"- [{tick}] **{topic.order + 1}. {escape(title(topic))}** ({what}{told})")
            if topic.gap and topic.gloss:
                lines.append(f"  - {escape(topic.gloss)}")
            lines += [f"  - after {escape(names[need.topic])}: {escape(need.reason)}" for need in topic.needs]
            leads_to = [escape(other.name) for other in every if topic.id in {need.topic for need in other.needs}]
            lines += [f"  - leads to {'、'.join(leads_to)}"] if leads_to else []
        lines.append("")
    return "\n".join([*lines, ""]) + graph(every)


def graph(topics: Iterable[Topic]) -> str:
    """Write what builds on what as a Mermaid graph; gaps have a broken edge."""
    every = tuple(topics)
    ids = {topic.id: f"t{topic.order}" for topic in every}
    lines = ["## 图 · Graph", "", "```mermaid", "graph LR"]
    for topic in every:
        # Mermaid reads entities in a label, and nothing else once it is quoted.
        label = re.sub(r"[^\w\s.,:()+/-]", lambda sign: f"#{ord(sign[0])};", " ".join(topic.name.split()))
        lines.append(f'  {ids[topic.id]}["{label}"]' + (":::gap" if topic.gap else ""))
    lines += [
        f"  {ids[need.topic]} --> {ids[topic.id]}" for topic in every for need in topic.needs if need.topic in ids
    ]
    return "\n".join([*lines, "  classDef gap stroke-dasharray: 5 5", "```", ""])


def days(schedule: tuple[Day, ...], per_day: int, ahead: str) -> str:
    """Write a schedule as a chapter behind the plan, a box to tick for each day."""
    lines = ["", "## 日程 · Schedule", "", f"{headline(schedule, per_day)}.", "", *([f"{ahead}.", ""] if ahead else [])]
    lines += [
        f"- [ ] {day.date} {WEEKDAYS[day.date.weekday()]} ({day.minutes} min): {escape(line(day))}" for day in schedule
    ]
    return "\n".join([*lines, ""])


def title(topic: Topic) -> str:
    """Give a topic's name and, where it has one, its name in the other language."""
    is_chinese = re.search(r"[\u3400-\u9fff]", topic.name)
    others = [
        name
        for name in topic.aliases
        if bool(re.search(r"[\u3400-\u9fff]", name)) != bool(is_chinese) and fold(topic.name) not in fold(name)
    ]
    return f"{topic.name} {others[0]}" if others else topic.name


def escape(text: str) -> str:
    """Keep what a note holds from being read as markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|!&~])", r"\\\1", " ".join(text.split()))
