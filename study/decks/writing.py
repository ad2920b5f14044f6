"""Cards → YAML files, with the learner's comments where they stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from study import yamlfile
from study.model import Card, Topic

HEAD = """\
# Cards on {name}, written by `study build`.
# Yours to edit: change a front or a back and it stays as you write it; delete a card and it stays deleted;
# add a card as `- front: …` and `back: …` and it is exported with the others.
"""
KEYS = ("id", "kind", "term", "front", "back", "edited", "quote", "entry", "start", "end")
"""What a card in a file may say; ``edited`` names the fields that are the learner's."""


def write(
    topic: Topic,
    deck: str,
    cards: Iterable[Card],
    made: Mapping[str, Card] | None = None,
    comments: Mapping[str, tuple[str, ...]] | None = None,
    around: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
) -> str:
    """Write one topic's file.

    Args:
        topic: the topic.
        deck: the name of its deck in Anki.
        cards: its cards, in order.
        made: the cards as the program makes them, by id, to mark what the learner changed.
        comments: for a card's id what the learner wrote above it.
        around: what the learner wrote above the file's keys and below its cards.
    """
    head, tail = around
    items = [(card.id, _item(card, (made or {}).get(card.id))) for card in cards]
    document = {"topic": topic.id, "name": topic.name, "deck": deck, "cards": [item for _, item in items]}
    opening = HEAD.format(name=topic.name) + "".join(f"{line}\n" for line in head)
    if not any((comments or {}).get(card_id) for card_id, _ in items):
        return opening + yamlfile.dump(document) + "".join(f"{line}\n" for line in tail)
    lines = [opening, yamlfile.dump({**document, "cards": None}).removesuffix(" null\n"), "\n"]
    for card_id, item in items:
        lines += [f"{line}\n" for line in (comments or {}).get(card_id, ())]
        lines.append(yamlfile.dump([item]))
    return "".join(lines) + "".join(f"{line}\n" for line in tail)


def _item(card: Card, ours: Card | None) -> dict[str, object]:
    item: dict[str, object] = {"id": card.id, "kind": card.kind}
    item |= {"term": card.term} if card.term else {}
    item |= {"front": card.front}
    item |= {"back": card.back} if card.back else {}
    changed = [key for key in ("front", "back") if ours and getattr(card, key) != getattr(ours, key)]
    item |= {"edited": ", ".join(changed)} if changed else {}
    item |= {"quote": card.quote, "entry": card.entry, "start": card.start, "end": card.end} if card.quote else {}
    return item
