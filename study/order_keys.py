"""Order keys: numbers in the plan's order with room between them, for deck names and new cards; none ever changes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", int, str)
_SPACE = 1000  # between the places of new cards, while there is room
_LAST = 999_999  # Anki takes larger places for faults


def name_decks(topics: Iterable[tuple[str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """Name the decks so that their alphabetical order is the plan's, and no known name changes.

    Args:
        topics: id and name of each topic with cards, in plan order.
        known: the names given before. A topic that the plan moved keeps its name: Anki matches decks by name, so a
            new one would leave the cards that are already studied behind in the old deck.

    Returns:
        Names like ``010 DDPM``; a new topic's number lies between those of its neighbours.
    """
    wanted = list(topics)
    names = dict(known)
    if not known:
        width = len(str(10 * len(wanted))) if len(wanted) > 9 else 3
        return {topic: f"{10 * place:0{width}} {_plain(name)}" for place, (topic, name) in enumerate(wanted, start=1)}
    keys = {topic: name.split(" ")[0] for topic, name in known.items()}
    in_order = set(_longest_rise([(topic, keys[topic]) for topic, _ in wanted if topic in keys]))
    before = ""
    for place, (topic, name) in enumerate(wanted):
        if topic in keys:
            before = keys[topic] if topic in in_order else before
            continue
        after = next((keys[later] for later, _ in wanted[place + 1 :] if later in in_order), None)
        before = between(before, after, set(keys.values()))
        keys[topic] = before
        in_order.add(topic)
        names[topic] = f"{before} {_plain(name)}"
    return names


def between(low: str, high: str | None, taken: set[str] | frozenset[str] = frozenset()) -> str:
    """Find a string of digits that sorts between two others and is not taken; `high` None means no upper bound."""
    used = {key.rstrip("0") for key in taken}  # 02 and 020 are one number: nothing would go between them
    length = max(len(low), len(high or ""), 1)
    while True:
        bottom = int(low.ljust(length, "0"))
        top = int(high.ljust(length, "0")) if high else min(bottom + 20, 10**length)
        middle = (bottom + top) // 2
        key = f"{middle:0{length}}"
        if not bottom < middle < top:
            length += 1
        elif key.rstrip("0") in used:
            low = key
        else:
            return key


def place_cards(wanted: Sequence[str], known: Mapping[str, int]) -> dict[str, int]:
    """Give new cards a place in the order of the plan, and leave every known card where it is.

    Anki reads a card's place only when it first meets the card, so one that changed later would mean nothing.

    Args:
        wanted: ids of all cards, in plan order.
        known: the places given before.

    Returns:
        For each card's id a place from 1 to 999,999; where two known ones leave no room, a new card shares the first.
    """
    places = {card: known[card] for card in wanted if card in known}
    in_order = set(_longest_rise([(card, known[card]) for card in wanted if card in known]))
    low = 0
    run: list[str] = []
    for card in wanted:
        if card in in_order:
            places |= _spread(run, low, known[card])
            low, run = known[card], []
        elif card not in known:
            run.append(card)
    return places | _spread(run, low, None)


def _spread(run: Sequence[str], low: int, high: int | None) -> dict[str, int]:
    """Place cards evenly between two places; behind the last one only half of the room that is left is used."""
    half = max(1, min(_SPACE, (_LAST - low) // (2 * len(run) or 1)))
    step = half if high is None else (high - low) // (len(run) + 1)
    return {card: min(low + step * count, _LAST) for count, card in enumerate(run, start=1)}


def in_order(keyed: Sequence[tuple[str, Key]]) -> frozenset[str]:
    """Find of things with keys, given in the plan's order, those whose keys are in it, too."""
    return frozenset(_longest_rise(keyed))


def _longest_rise(keyed: Sequence[tuple[str, Key]]) -> list[str]:
    """Find the longest run of things whose keys rise, gaps allowed: those are already in the plan's order."""
    tails: list[Key] = []  # the least key that ends a rise of each length
    ends: list[int] = []  # where that rise ends
    before: list[int] = []
    for at, (_, key) in enumerate(keyed):
        place = bisect_left(tails, key)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [key]
        ends[place : place + 1] = [at]
    rise = []
    at = ends[-1] if ends else -1
    while at >= 0:
        rise.append(keyed[at][0])
        at = before[at]
    return rise[::-1]


def _plain(name: str) -> str:
    """Keep what Anki reads as part of a deck's path, and line breaks, out of its name."""
    return " ".join(re.sub(r":{2,}", ":", name.replace('"', "")).split())
