"""Cards → YAML files, with the learner's comments where they stood."""

from __future__ import annotations

from study import yamlfile
from study.decks.contents import Contents, Item

HEAD = """\
# Cards on {name}, written by `study build`.
# Yours to edit: change a front or a back and it stays as you write it; delete a card and it stays deleted;
# add a card as `- front: …` and `back: …` and it is exported with the others.
"""
FILE_KEYS = ("topic", "name", "deck", "cards")
"""What a file may say."""
KEYS = ("id", "kind", "term", "front", "back", "edited", "quote", "entry", "start", "end")
"""What a card in a file may say; ``edited`` names the fields that are the learner's."""


def write(said: Contents) -> str:
    """Write a file, with the learner's comments where they stood."""
    document = {"topic": said.topic, "name": said.name, "deck": said.deck}
    opening = HEAD.format(name=said.name) + "".join(f"{line}\n" for line in said.head)
    tail = "".join(f"{line}\n" for line in said.tail)
    if not any(item.comments for item in said.items):
        return opening + yamlfile.dump({**document, "cards": list(map(_keys, said.items))}) + tail
    lines = [opening, yamlfile.dump({**document, "cards": None}).removesuffix(" null\n"), "\n"]
    for item in said.items:
        lines += [f"{line}\n" for line in item.comments]
        lines.append(yamlfile.dump([_keys(item)]))
    return "".join(lines) + tail


def _keys(item: Item) -> dict[str, object]:
    """Give the keys of a card that have something to say."""
    needed = {"id", "kind", "front", *(("quote", "entry", "start", "end") if item.quote else ())}
    return {key: value for key, value in item._asdict().items() if key in needed or (key in KEYS and value)}
