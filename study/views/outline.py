"""What every format of a plan says: chapters of topics with both names, minutes, reasons and what they unlock."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from study.ids import fold
from study.model import Need, Topic, Track
from study.schedule import SECONDS_A_CARD, Day, minutes_of

if TYPE_CHECKING:
    from study.forecast import Forecast

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Step:
    """A topic of a plan with what is said of it.

    Args:
        topic: the topic.
        zh: its Chinese name, or "" where no note and no catalogue gives one; ``en`` likewise.
        minutes: what its cards take on their first day.
        needs: its prerequisites in the plan, each with its reason.
        unlocks: the topics of the plan that need it directly.
        state: how far it is, or "" where that is not known.
    """

    topic: Topic
    zh: str
    en: str
    minutes: int
    needs: tuple[tuple[Topic, Need], ...]
    unlocks: tuple[Topic, ...]
    state: str

    @property
    def other(self) -> str:
        """Its name in the other language, or "" where that says nothing more."""
        other = self.en if self.topic.name == self.zh else self.zh
        return "" if fold(self.topic.name) in fold(other) else other

    @property
    def title(self) -> str:
        """Both names."""
        return f"{self.topic.name} {self.other}".rstrip()


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan, or the way to one topic, as it is shown.

    Args:
        steps: in plan order.
        minutes: what all cards take on their first day.
        goal: the topic that this is the way to, or None for a whole plan.
        days: the schedule, or none.
        per_day: its pace in new cards a day.
        ahead: the reviews that it leads to.
        retention: the share that the forecast takes to be remembered.
    """

    steps: tuple[Step, ...]
    minutes: int
    goal: Topic | None = None
    days: tuple[Day, ...] = ()
    per_day: int = 0
    ahead: Forecast | None = None
    retention: float = 0.9

    @property
    def chapters(self) -> tuple[tuple[Track, tuple[Step, ...]], ...]:
        """The runs of steps of one track."""
        return tuple((track, tuple(run)) for track, run in groupby(self.steps, key=lambda step: step.topic.track))

    @property
    def summary(self) -> str:
        """How much it is, in a sentence."""
        cards = sum(len(step.topic.cards) for step in self.steps)
        gaps = sum(step.topic.gap for step in self.steps)
        counts = f"{_count(len(self.steps) - gaps, 'topic')} with {_count(cards, 'card')}"
        left = f", {_count(gaps, 'gap')} (prerequisites without notes)" if gaps else ""
        return f"{counts}{left}; about {_count(self.minutes, 'minute')} to go through the cards once"

    @property
    def way(self) -> str:
        """The names of the steps in a line; empty for a whole plan."""
        return " → ".join(step.topic.name for step in self.steps) if self.goal else ""


def outline(
    topics: Iterable[Topic],
    goal: Topic | None = None,
    states: Mapping[str, str] = MappingProxyType({}),
    seconds_a_card: float = SECONDS_A_CARD,
) -> Outline:
    """Say of each topic of a plan what all formats say.

    Args:
        topics: the plan, in order.
        goal: the topic that they are the way to.
        states: for a topic's id how far it is, where that is known.
        seconds_a_card: what a new card takes on its first day.
    """
    every = tuple(topics)
    by_id = {topic.id: topic for topic in every}
    unlocked: dict[str, list[Topic]] = defaultdict(list)
    for topic in every:
        for need in topic.needs:
            unlocked[need.topic].append(topic)
    steps = tuple(
        Step(
            topic,
            *names_of(topic),
            minutes_of(len(topic.cards), seconds_a_card),
            tuple((by_id[need.topic], need) for need in topic.needs if need.topic in by_id),
            tuple(unlocked[topic.id]),
            "" if topic.gap else states.get(topic.id, ""),
        )
        for topic in every
    )
    return Outline(steps, minutes_of(sum(len(topic.cards) for topic in every), seconds_a_card), goal)


def names_of(topic: Topic) -> tuple[str, str]:
    """Give a topic's Chinese and its English name, "" where it has none."""
    names = (topic.name, *topic.aliases)
    chinese = [name for name in names if _HAN.search(name)]
    return next(iter(chinese), ""), next((name for name in names if name not in chinese), "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
