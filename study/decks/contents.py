"""What a deck file says, without its layout, and what the last build said in each: a file as it was is not parsed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from study import program
from study.files import keep as keep_file
from study.model import Card, Topic

NAME = ".cache-decks"


class Item(NamedTuple):
    """A card as a file says it; `comments` are the learner's above it, each from its `#` on.

    A tuple, as tens of thousands of them are made and compared in every build.
    """

    id: str
    kind: str
    term: str
    front: str
    back: str
    edited: str
    quote: str
    entry: str
    start: int
    end: int
    comments: tuple[str, ...]

    @classmethod
    def of(cls, card: Card, ours: Card | None, comments: tuple[str, ...]) -> Item:
        """Say of a card what its file is to say; ``ours`` is the card as the program makes it."""
        changed = [key for key in ("front", "back") if ours and getattr(card, key) != getattr(ours, key)]
        rests_on = (card.quote, card.entry, card.start, card.end) if card.quote else ("", "", 0, 0)
        return cls(card.id, card.kind, card.term, card.front, card.back, ", ".join(changed), *rests_on, comments)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a deck file says.

    Args:
        topic: the topic's id, ``name`` its name, and ``deck`` the name of its deck in Anki.
        items: its cards, in order.
        head: what the learner wrote above the file's keys; ``tail`` is what stands below its cards.
    """

    topic: str
    name: str
    deck: str
    items: tuple[Item, ...]
    head: tuple[str, ...]
    tail: tuple[str, ...]

    @classmethod
    def of(
        cls,
        topic: Topic,
        deck: str,
        cards: Iterable[Card],
        made: Mapping[str, Card] = MappingProxyType({}),
        comments: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        around: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
    ) -> Contents:
        """Say what a topic's file is to say.

        Args:
            topic: the topic.
            deck: the name of its deck in Anki.
            cards: its cards, in order.
            made: the cards as the program makes them, by id, to mark what the learner changed.
            comments: for a card's id what the learner wrote above it.
            around: what the learner wrote above the file's keys and below its cards.
        """
        items = tuple(Item.of(card, made.get(card.id), comments.get(card.id, ())) for card in cards)
        return cls(topic.id, topic.name, deck, items, *around)


def read(folder: Path) -> dict[str, Contents]:
    """Read what the last build said in each file, by the file's digest; nothing where another program built it."""
    found: dict[str, Contents] = {}
    try:
        with (folder / NAME).open(encoding="utf-8", newline="\n") as file:
            if next(file, "").rstrip("\n") != program.digest():
                return {}
            for line in file:
                name, topic, title, deck, rows, head, tail = json.loads(line)
                items = tuple(Item._make((*row, tuple(words))) for *row, words in rows)
                found[name] = Contents(topic, title, deck, items, tuple(head), tuple(tail))
    except (OSError, ValueError, TypeError):
        return {}
    return found


def keep(folder: Path, files: Iterable[tuple[str, Contents]]) -> None:
    """Keep what a build said in each file, beside the file's digest."""
    rows = ((digest, said.topic, said.name, said.deck, said.items, said.head, said.tail) for digest, said in files)
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    keep_file(folder / NAME, (f"{line}\n" for line in itertools.chain([program.digest()], lines)))
