"""A learner with a folder of snapshots and a real Anki collection, importing with the importer's own defaults."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from study import apkg, building
from study.model import Report

if TYPE_CHECKING:
    from anki.notes import Note

FIRST = "反向传播 反向传播是一种按链式法则由后向前逐层求梯度的算法。反向传播的优点是一次得到全部梯度。"
MIDDLE = "梯度下降 梯度下降是一种沿负梯度方向逐步更新参数的优化算法。梯度下降的缺点是学习率难以选择。"
LAST = "自注意力 自注意力是一种让序列的每个位置按相关程度汇总其他位置的机制。自注意力的缺点是计算量随长度平方增长。"
"""Notes on three topics, in the order in which the topics build on one another."""


class Learner:
    """Keeps snapshots, builds, imports, and does in Anki what learners do."""

    def __init__(self, home: Path) -> None:
        self.seeds, self.decks = home / "seeds", home / "decks"
        self.seeds.mkdir()
        self.collection = Collection(str(home / "collection.anki2"))
        # The first build was long before anything that is done in Anki now, each later one follows it.
        self._times = itertools.chain([int(time.time()) - 100_000], itertools.count(int(time.time()) + 100, 100))

    def keep(self, name: str, *notes: str) -> None:
        """Save a snapshot of the blog's index page."""
        page = "INCOMING TRANSMISSION\n\nLATEST UPDATES\n" + "\n".join(notes) + "\n1 2\n"
        (self.seeds / f"{name}.txt").write_text(page, encoding="utf-8")

    def build(self, *, may_retire: bool = True) -> Report:
        """Run the build, some time after the one before."""
        return building.build(self.seeds, self.decks, next(self._times), may_retire=may_retire)

    def bring_in(self) -> int:
        """Import the package as the importer's own defaults have it; say how many notes it takes for new."""
        path = str(self.decks / "study.apkg")
        request = ImportAnkiPackageRequest(package_path=path, options=ImportAnkiPackageOptions())
        return len(self.collection.import_anki_package(request).log.new)

    def edit_deck_file(self, topic: str, old: str, new: str) -> None:
        """Change words in a topic's YAML file, as in an editor."""
        path = self.decks / f"{topic}.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def notes(self) -> dict[str, Note]:
        """Give all notes, by GUID."""
        every = (self.collection.get_note(note_id) for note_id in self.collection.find_notes(""))
        return {note.guid: note for note in every}

    def note(self, front: str) -> Note:
        """Find the one note that asks this."""
        (found,) = [note for note in self.notes().values() if front in note.fields[0]]
        return found

    def queue(self) -> list[str]:
        """List the GUIDs of the new cards in the order in which the scheduler deals them."""
        deck = self.collection.decks.id_for_name(apkg.ROOT)
        assert deck is not None
        self.collection.decks.set_current(deck)
        config = self.collection.decks.config_dict_for_deck_id(deck)
        config["new"]["perDay"] = 9999
        self.collection.decks.update_config(config)
        queued = self.collection.sched.get_queued_cards(fetch_limit=9999).cards  # type: ignore[union-attr]
        return [self.collection.get_note(card.card.note_id).guid for card in queued]

    def deck_names(self) -> list[str]:
        """List the decks below the package's own."""
        return [deck.name for deck in self.collection.decks.all_names_and_ids() if deck.name.startswith("Study::")]


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """A learner who keeps two notes, has built once and imported."""
    someone = Learner(tmp_path)
    someone.keep("1", FIRST, LAST)
    someone.build()
    someone.bring_in()
    yield someone
    someone.collection.close()
