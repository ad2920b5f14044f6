"""YAML files → cards as the learner left them, with the comments beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from study import yamlfile
from study.decks import contents
from study.decks.contents import Contents
from study.decks.writing import FILE_KEYS, HEAD, KEYS
from study.errors import Fault, StudyError
from study.files import content_digest
from study.model import Card
from study.words import ID

_OPENING = re.compile("|".join(re.escape(line).replace(re.escape("{name}"), ".*") for line in HEAD.splitlines()))
"""A line that the program writes above a file's keys; its topic may have had another name."""


@dataclass(frozen=True, slots=True)
class FileCard:
    """A card as its YAML file holds it; its id is "" for one that the learner has just written.

    Args:
        card: as the file words it.
        path: the file.
        line: where the card begins in it.
        comments: what the learner wrote beside and above it, each from its `#` on.
        after: id or front of the card before it in the file, or "".
    """

    card: Card
    path: Path
    line: int
    comments: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """The deck files of a folder.

    Args:
        cards: all their cards.
        paths: for each topic's id its file, which may hold no card any more.
        decks: for each topic's id the name of its deck, where its file says it.
        heads: for each topic's id the learner's comments above its first key, and below its last card.
        digests: for each file's name the digest of what it held.
        said: for each file's name what the last build said in it, where it is still as that build left it.
    """

    cards: tuple[FileCard, ...] = ()
    paths: Mapping[str, Path] = field(default_factory=dict)
    decks: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, Contents] = field(default_factory=dict)


def read(folder: Path) -> Files:
    """Read every deck file of a folder.

    Raises:
        StudyError: a file does not parse or is not a deck; it carries the faults of all files.
    """
    cards: list[FileCard] = []
    paths: dict[str, Path] = {}
    names: dict[str, str] = {}
    heads: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    digests: dict[str, str] = {}
    said: dict[str, Contents] = {}
    faults: list[Fault] = []
    known = contents.read(folder)
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        try:
            raw = yamlfile.read(path)
            digests[path.name] = content_digest(raw)
            if as_left := known.get(digests[path.name]):
                said[path.name] = as_left
            file = _as_left(path, raw, as_left) if as_left else _parsed(path, raw)
        except StudyError as error:
            faults += error.faults
            continue
        if file.topic in paths:
            what = (
                f"the topic {file.topic} also stands in {paths[file.topic].name}; put all its cards into one of the two"
            )
            faults.append(Fault(path, file.line, what))
            continue
        heads[file.topic] = file.around
        cards += file.cards
        paths[file.topic] = path
        if file.deck is not None:
            names[file.topic] = file.deck
    if faults:
        raise StudyError(*faults)
    seen: dict[str, FileCard] = {}
    for held in cards:
        if held.card.id and held.card.id in seen:
            first = seen[held.card.id]
            where = f"{first.path.name}:{first.line}"
            raise StudyError(Fault(held.path, held.line, f"the card {held.card.id} also stands in {where}; delete one"))
        seen[held.card.id] = held
    return Files(tuple(cards), paths, names, heads, digests, said)


@dataclass(frozen=True, slots=True)
class _File:
    """One deck file; ``line`` is where its topic stands."""

    topic: str
    deck: str | None
    line: int
    cards: list[FileCard]
    around: tuple[tuple[str, ...], tuple[str, ...]]


def _as_left(path: Path, raw: bytes, said: Contents) -> _File:
    """Give a file that is as the last build left it: each card begins at the very left with a hyphen."""
    lines = yamlfile.decode(raw, path).split("\n")
    starts = [number for number, line in enumerate(lines, start=1) if line.startswith("- ")]
    cards: list[FileCard] = []
    after = ""
    for line, item in zip(starts, said.items, strict=True):
        card = Card(
            item.id,
            item.kind,
            said.topic,
            item.term,
            item.front,
            item.back,
            item.entry,
            item.quote,
            item.start,
            item.end,
        )
        cards.append(FileCard(card, path, line, item.comments, after))
        after = item.id
    return _File(said.topic, said.deck, len(HEAD.splitlines()) + len(said.head) + 1, cards, (said.head, said.tail))


def _parsed(path: Path, raw: bytes) -> _File:
    document, cards = _cards(path, raw)
    cards, around = _with_comments(cards, document, yamlfile.decode(raw, path))
    deck = document.get("deck")
    return _File(document["topic"], deck if isinstance(deck, str) else None, document.lines["topic"], cards, around)


def _cards(path: Path, raw: bytes) -> tuple[yamlfile.Mapping, list[FileCard]]:
    document = yamlfile.parse(raw, path)
    if not isinstance(document, yamlfile.Mapping) or not isinstance(document.get("topic"), str):
        raise StudyError(Fault(path, 1, "is no deck: it must begin with `topic:`; restore it or delete the file"))
    if not ID.fullmatch(document["topic"]):
        what = (
            "`topic` is no id; it is made of small letters, digits and hyphens, or Chinese: put back what stood there"
        )
        raise StudyError(Fault(path, document.lines["topic"], what))
    if unknown := [key for key in document if key not in FILE_KEYS]:
        what = f"`{unknown[0]}` is no key of a deck file; it has {', '.join(FILE_KEYS)}"
        raise StudyError(Fault(path, document.lines[unknown[0]], what))
    items = document.get("cards") or []
    if not isinstance(items, list):
        raise StudyError(Fault(path, document.lines["cards"], "`cards` must be a list, each card beginning with `- `"))
    faults = []
    cards: list[FileCard] = []
    for item in items:
        if not isinstance(item, yamlfile.Mapping):
            faults.append(
                Fault(path, document.lines["cards"], f"`{item}` is no card; write `- front: …` and `  back: …`")
            )
            continue
        wrong = [key for key in item if key not in KEYS] + [
            key for key, value in item.items() if not isinstance(value, str)
        ]
        if wrong or "front" not in item:
            line = item.lines[wrong[0]] if wrong else item.line
            what = f"`{wrong[0]}` is not a known key with one text" if wrong else "the card has no `front`"
            faults.append(Fault(path, line, f"{what}; a card has {', '.join(KEYS)}"))
            continue
        before = cards[-1].card if cards else None
        after = (before.id or before.front) if before else ""
        cards.append(FileCard(_card(item, document["topic"]), path, item.line, (), after))
    if faults:
        raise StudyError(*faults)
    return document, cards


def _card(item: yamlfile.Mapping, topic: str) -> Card:
    start, end = (int(item.get(key, "0")) if item.get(key, "0").isdigit() else 0 for key in ("start", "end"))
    term, front, back, entry, quote = (item.get(key, "") for key in ("term", "front", "back", "entry", "quote"))
    return Card(item.get("id", ""), item.get("kind", "own"), topic, term, front, back, entry, quote, start, end)


def _with_comments(
    cards: list[FileCard], document: yamlfile.Mapping, text: str
) -> tuple[list[FileCard], tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give each card the comments above and beside it, and the file those above its keys and below its cards."""
    if "#" not in text.replace(HEAD.format(name=document.get("name", "")), "", 1):
        return cards, ((), ())
    head: list[str] = []
    tail: list[str] = []
    beside: dict[int, list[str]] = {at: [] for at in range(len(cards))}
    for line, at_left, words in yamlfile.comments(text):
        later = next((at for at, held in enumerate(cards) if held.line > line), len(cards))
        if line < document.line and _OPENING.fullmatch(words):
            continue
        if line < document.lines.get("cards", document.line):
            head.append(words)
        elif at_left and later == len(cards):
            tail.append(words)
        elif cards:
            beside[later if at_left else max(later - 1, 0)].append(words)
    noted = [FileCard(held.card, held.path, held.line, tuple(beside[at]), held.after) for at, held in enumerate(cards)]
    return noted, (tuple(head), tuple(tail))
