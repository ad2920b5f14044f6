"""The plan as Markdown, for printing and for reading in a diff."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from study.ids import fold
from study.model import Topic


def plan(topics: Iterable[Topic]) -> str:
    """Write the plan: a chapter for each run of topics of one track, each topic with its reasons."""
    every = tuple(topics)
    names = {topic.id: topic.name for topic in every}
    cards = sum(len(topic.cards) for topic in every)
    gaps = sum(topic.gap for topic in every)
    lines = ["# 学习计划 · Study plan", ""]
    lines += [f"{len(every) - gaps} topics with {cards} cards, {gaps} gaps (prerequisites without notes).", ""]
    for track, chapter in groupby(every, key=lambda topic: topic.track):
        lines += [f"## {escape(track.zh)} · {escape(track.en)}", ""]
        for topic in chapter:
            what = (
                "gap: no notes yet" if topic.gap else f"{len(topic.cards)} card{'' if len(topic.cards) == 1 else 's'}"
            )
            lines.append(f"- [ ] **{topic.order + 1}. {escape(title(topic))}** ({what})")
            if topic.gap and topic.gloss:
                lines.append(f"  - {escape(topic.gloss)}")
            lines += [f"  - after {escape(names[need.topic])}: {escape(need.reason)}" for need in topic.needs]
        lines.append("")
    return "\n".join(lines)


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
