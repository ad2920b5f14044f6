"""The plan as Markdown, for printing and for reading in a diff."""

from __future__ import annotations

import re

from study.schedule import WEEKDAYS
from study.views.days import headline, line, reviews
from study.views.outline import Outline, Step


def plan(outline: Outline) -> str:
    """Write the plan: its graph, and a chapter for each run of topics of one track, each topic with its reasons.

    What is done is ticked off. A schedule follows where there is one.
    """
    name = f"通往 {escape(outline.goal.name)} 的路 · The way to {escape(outline.goal.name)}" if outline.goal else ""
    lines = [f"# {name or '学习计划 · Study plan'}", "", f"{outline.summary}.", ""]
    lines += [f"{escape(outline.way)}", ""] if outline.goal else []
    for track, steps in outline.chapters:
        lines += [f"## {escape(track.zh)} · {escape(track.en)}", ""]
        for step in steps:
            lines += _step(step)
        lines.append("")
    return "\n".join([*lines, ""]) + graph(outline) + _days(outline)


def _step(step: Step) -> list[str]:
    topic = step.topic
    count = f"{len(topic.cards)} card{'' if len(topic.cards) == 1 else 's'}, {step.minutes} min"
    what = "gap: no notes yet" if topic.gap else count
    tick, told = "x" if step.state == "done" else " ", f", {step.state}" if step.state else ""
    lines = [f"- [{tick}] **{topic.order + 1}. {escape(step.title)}** ({what}{told})"]
    lines += [f"  - {escape(topic.gloss)}"] if topic.gap and topic.gloss else []
    lines += [f"  - after {escape(needed.name)}: {escape(need.reason)}" for needed, need in step.needs]
    leads_to = "、".join(escape(other.name) for other in step.unlocks)
    return [*lines, *([f"  - leads to {leads_to}"] if leads_to else [])]


def graph(outline: Outline) -> str:
    """Write what builds on what as a Mermaid graph; gaps have a broken edge."""
    lines = ["## 图 · Graph", "", "```mermaid", "graph LR"]
    for step in outline.steps:
        # Mermaid reads entities in a label, and nothing else once it is quoted.
        label = re.sub(r"[^\w\s.,:()+/-]", lambda sign: f"#{ord(sign[0])};", " ".join(step.topic.name.split()))
        lines.append(f'  t{step.topic.order}["{label}"]' + (":::gap" if step.topic.gap else ""))
    lines += [f"  t{needed.order} --> t{step.topic.order}" for step in outline.steps for needed, _ in step.needs]
    return "\n".join([*lines, "  classDef gap stroke-dasharray: 5 5", "```", ""])


def _days(outline: Outline) -> str:
    if not outline.per_day:
        return ""
    lines = ["", "## 日程 · Schedule", "", f"{headline(outline)}.", ""]
    lines += [f"{reviews(outline)}.", ""] if outline.ahead else []
    lines += [
        f"- [ ] {day.date} {WEEKDAYS[day.date.weekday()]} ({day.minutes} min): {escape(line(day))}"
        for day in outline.days
    ]
    return "\n".join([*lines, ""])


def escape(text: str) -> str:
    """Keep what a note holds from being read as markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|!&~])", r"\\\1", " ".join(text.split()))
