"""The package in real Anki: imported into a real collection, its scheduler asked what comes next."""

from __future__ import annotations

import dataclasses
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.scheduler.v3 import Scheduler

from study import apkg, building, pipeline
from study.model import Card, Frame, Topic, Track
from study.order_keys import name_decks
from tests.conftest import NOW, SEEDS

TRACK = Track("t", "Track", "方向")
TOPIC = Topic("x", "词", (), TRACK, 0, gap=False, gloss="释义。", needs=(), cards=())
FRAME = Frame("方向 · 词", source="出处")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pipeline.Result]:
    folder = tmp_path_factory.mktemp("decks")
    building.build(SEEDS, folder, NOW)
    return folder, pipeline.study(SEEDS, folder)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def bring_in(collection: Collection, package: Path) -> int:
    request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
    return len(collection.import_anki_package(request).log.new)


def a_card(card_id: str = "guid", front: str = "问？", back: str = "答", kind: str = "definition") -> Card:
    return Card(card_id, kind, "x", "词", front, back, "e", "原文", 0, 2)


def a_package(path: Path, *cards: Card, name: str = "010 词", changed: int = NOW, frame: Frame = FRAME) -> Path:
    notes = tuple((apkg.note(card, TOPIC, frame), changed, place) for place, card in enumerate(cards, start=1))
    path.write_bytes(apkg.package([apkg.Deck(name, "", notes)]))
    return path


def test_every_card_arrives_once_and_importing_twice_adds_nothing(
    built: tuple[Path, pipeline.Result], collection: Collection
) -> None:
    folder, result = built
    assert bring_in(collection, folder / "study.apkg") == len(result.study.cards)
    assert bring_in(collection, folder / "study.apkg") == 0
    assert collection.note_count() == collection.card_count() == len(result.study.cards)


def test_the_schedulers_queue_is_the_plans_order(built: tuple[Path, pipeline.Result], collection: Collection) -> None:
    folder, result = built
    bring_in(collection, folder / "study.apkg")
    deck = collection.decks.id_for_name(apkg.ROOT)
    assert deck is not None
    collection.decks.set_current(deck)
    config = collection.decks.config_dict_for_deck_id(deck)
    config["new"]["perDay"] = 9999
    collection.decks.update_config(config)
    assert isinstance(collection.sched, Scheduler)
    queue = collection.sched.get_queued_cards(fetch_limit=9999).cards
    guids = [collection.get_note(queued.card.note_id).guid for queued in queue]
    assert guids == [card.id for card in result.study.cards]


def test_the_users_goal_stands_in_deck_order(built: tuple[Path, pipeline.Result], collection: Collection) -> None:
    bring_in(collection, built[0] / "study.apkg")
    names = [deck.name for deck in collection.decks.all_names_and_ids() if deck.name.startswith("Study::")]
    places = [next(at for at, name in enumerate(names) if name.endswith(topic)) for topic in
              (" SDE", " Normalizing Flow", " Rectified Flow", " Stable Diffusion 3")]  # fmt: skip
    assert places == sorted(places)


def test_the_collection_needs_no_repair(built: tuple[Path, pipeline.Result], collection: Collection) -> None:
    bring_in(collection, built[0] / "study.apkg")
    report, fine = collection.fix_integrity()
    assert fine, report


def test_each_cards_question_and_answer_are_rendered(
    built: tuple[Path, pipeline.Result], collection: Collection
) -> None:
    folder, result = built
    bring_in(collection, folder / "study.apkg")
    fronts = {card.id: card for card in result.study.cards}
    for note_id in collection.find_notes(""):
        note = collection.get_note(note_id)
        card = fronts[note.guid]
        (shown,) = note.cards()
        assert "{{" not in shown.question()
        assert "<mark>" in shown.answer()
        if card.kind == "cloze":
            assert "[...]" in shown.question()
        else:
            assert card.front.split("<")[0][:8].replace("&", "&amp;") in shown.question()


def test_a_learners_edit_in_anki_outlives_an_import_in_which_the_card_did_not_change(
    tmp_path: Path, collection: Collection
) -> None:
    package = a_package(tmp_path / "a.apkg", a_card())
    bring_in(collection, package)
    note = collection.get_note(collection.find_notes("")[0])
    note["Back"] = "我改过的答案"
    note.tags.append("mine")
    collection.update_note(note)
    bring_in(collection, a_package(tmp_path / "b.apkg", a_card(), a_card("other", "另一问？")))
    note.load()
    assert note["Back"] == "我改过的答案"
    assert "mine" in note.tags


def test_a_reworded_card_arrives_under_the_same_note(tmp_path: Path, collection: Collection) -> None:
    bring_in(collection, a_package(tmp_path / "a.apkg", a_card()))
    collection.db.execute("update notes set mod = ?", NOW)  # type: ignore[union-attr]
    bring_in(collection, a_package(tmp_path / "b.apkg", a_card(back="更好的答案"), changed=NOW + 60))
    (note_id,) = collection.find_notes("")
    assert collection.get_note(note_id)["Back"] == "更好的答案"


@pytest.mark.parametrize(
    ("front", "kind", "shown"),
    [
        ("<script>alert(1)</script> 是什么？", "definition", "&lt;script&gt;alert(1)&lt;/script&gt; 是什么？"),
        ("a < b & c？", "definition", "a &lt; b &amp; c？"),
        ("模板写 {{Back}} 会怎样？", "definition", "{{Back}}"),
        ("集合 {{c1::{a}}} 只有一个元素。", "cloze", "集合 "),
        ("命名空间 {{c1::std::vector}} 在标准库里。", "cloze", "[...]"),
    ],
)
def test_nothing_from_a_note_is_taken_for_markup(
    tmp_path: Path, collection: Collection, front: str, kind: str, shown: str
) -> None:
    bring_in(collection, a_package(tmp_path / "a.apkg", a_card(front=front, kind=kind)))
    (note_id,) = collection.find_notes("")
    (card,) = collection.get_note(note_id).cards()
    assert shown in card.question()
    assert "<script>" not in card.question() + card.answer()


def test_what_a_card_shows_around_its_answer_is_text_and_the_quote_is_marked(
    tmp_path: Path, collection: Collection
) -> None:
    frame = Frame("方向 <b>", "前 <b> ", " 后 <b>", "出处 <b>", "词：释义 <b>", ("先学 <b>",), ("别处 <b>（另一条）",))
    bring_in(collection, a_package(tmp_path / "a.apkg", a_card(), frame=frame))
    (card,) = collection.get_note(collection.find_notes("")[0]).cards()
    assert "方向 &lt;b&gt;" in card.question()
    answer = card.answer()
    assert "<b>" not in card.question() + answer
    shown = ("前 &lt;b&gt; <mark>原文</mark> 后 &lt;b&gt;", "出处 &lt;b&gt;", "释义（目录）：词：释义 &lt;b&gt;",
             "先学：先学 &lt;b&gt;", "也见：别处 &lt;b&gt;（另一条）")  # fmt: skip
    assert [answer.count(part) for part in shown] == [1, 1, 1, 1, 1]
    assert [answer.index(part) for part in shown] == sorted(answer.index(part) for part in shown)


def test_a_colon_pair_inside_a_cloze_is_no_hint(tmp_path: Path, collection: Collection) -> None:
    bring_in(collection, a_package(tmp_path / "a.apkg", a_card(front="用 {{c1::std::vector}} 存。", kind="cloze")))
    (card,) = collection.get_note(collection.find_notes("")[0]).cards()
    assert "[vector]" not in card.question()
    assert "std" in card.answer()


def test_a_topics_name_cannot_open_another_deck(tmp_path: Path, collection: Collection) -> None:
    names = name_decks([("x", 'C++ std::vector "容器"')], {})
    bring_in(collection, a_package(tmp_path / "a.apkg", a_card(), name=names["x"]))
    decks = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert "Study::010 C++ std:vector 容器" in decks


def test_equal_input_gives_equal_bytes_and_no_clock_is_in_the_archive(tmp_path: Path) -> None:
    one, other = (a_package(tmp_path / name, a_card()) for name in ("a.apkg", "b.apkg"))
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
        assert all(member.compress_type == zipfile.ZIP_DEFLATED for member in archive.infolist())


def test_a_notes_time_is_its_own(tmp_path: Path) -> None:
    card = a_card()
    package = a_package(tmp_path / "a.apkg", card, dataclasses.replace(card, id="second"), changed=NOW + 5)
    with zipfile.ZipFile(package) as archive:
        archive.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as database:
        assert database.execute("select distinct mod from notes").fetchall() == [(NOW + 5,)]
    database.close()
