"""The package in real Anki: imported into a real collection, its scheduler asked what comes next."""

from __future__ import annotations

import dataclasses
import html
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.scheduler.v3 import Scheduler

from study import apkg, building, pipeline
from study.ids import digest
from study.model import Card, Frame, Need, Topic, Track
from study.order_keys import name_decks
from tests.bench.package import measure
from tests.conftest import NOW, ROOT, SEEDS

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
    path.write_bytes(b"".join(apkg.package([apkg.Deck(name, "", notes)])))
    return path


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


def test_a_deck_that_is_as_before_is_taken_from_the_package_before(tmp_path: Path) -> None:
    card, cloze = a_card(), a_card("second", "词是{{c1::单位}},有{{c2::音}}。", "", "cloze")
    old = [(apkg.note(card, TOPIC, FRAME), NOW, 1), (apkg.note(cloze, TOPIC, FRAME), NOW + 5, 2)]
    new = [(apkg.note(a_card("third"), TOPIC, FRAME), NOW + 60, 3)]
    before = tmp_path / "before.apkg"
    before.write_bytes(b"".join(apkg.package([apkg.Deck("020 词", "", old), apkg.Deck("030 词", "", new[:0])])))

    def unasked() -> Iterator[tuple[apkg.Note, int, int]]:
        yield from ()
        raise AssertionError("the notes of a deck that is as before are asked for")

    def decks(of_old: Iterable[tuple[apkg.Note, int, int]], *, is_as_before: bool) -> list[apkg.Deck]:
        return [apkg.Deck("010 词", "", new), apkg.Deck("020 词", "另", of_old, is_as_before)]

    taken_over = b"".join(apkg.package(decks(unasked(), is_as_before=True), before=before))
    assert taken_over == b"".join(apkg.package(decks(old, is_as_before=False)))


def test_a_notes_time_is_its_own(tmp_path: Path) -> None:
    card = a_card()
    package = a_package(tmp_path / "a.apkg", card, dataclasses.replace(card, id="second"), changed=NOW + 5)
    with zipfile.ZipFile(package) as archive:
        archive.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as database:
        assert database.execute("select distinct mod from notes").fetchall() == [(NOW + 5,)]
    database.close()


def a_note(**changes: object) -> apkg.Note:
    return apkg.note(dataclasses.replace(a_card(), **changes), TOPIC, FRAME)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("definition", "study::kind::definition"),
        ("两 个\u3000词", "study::kind::两-个-词"),
        ("a::b", "study::kind::a-b"),
        ('"x" *', "study::kind::x"),
        ("\u202eabc", "study::kind::abc"),
        (":::", "study::kind::none"),
    ],
)
def test_a_tag_is_one_tag_to_anki_whatever_it_is_made_of(
    tmp_path: Path, collection: Collection, kind: str, tag: str
) -> None:
    bring_in(collection, a_package(tmp_path / "a.apkg", a_card(kind=kind)))
    (note_id,) = collection.find_notes(f"tag:{tag}")
    assert sorted(collection.get_note(note_id).tags) == ["study::entry::e", tag, "study::topic::x", "study::track::t"]


def test_marks_that_turn_the_direction_of_writing_are_left_out() -> None:
    assert a_note(front="从\u202e右\u2066到左\u200f？").fields[0] == "从右到左？"


def test_a_formula_reaches_mathjax_as_it_was_written(tmp_path: Path, collection: Collection) -> None:
    front = r"\(a<b\) 时 {{c1::\(\frac{1}{x^{2}}\)}} 是多少？"
    bring_in(collection, a_package(tmp_path / "a.apkg", a_card(front=front, kind="cloze")))
    (card,) = collection.get_note(collection.find_notes("")[0]).cards()
    _, _, answer = card.answer().rpartition("</style>")
    assert html.unescape(re.sub("<[^>]+>", "", answer)).startswith(r"方向 · 词\(a<b\) 时 \(\frac{1}{x^{2}}\) 是多少？")


def test_the_lines_of_a_learners_answer_stay_lines() -> None:
    assert a_note(back="一\n二").fields[1] == "一<br>二"


@pytest.mark.parametrize(
    ("changes", "differs"),
    [({}, False), ({"front": "？"}, True), ({"back": "?"}, True), ({"quote": "?"}, True), ({"kind": "limit"}, True)],
)
def test_a_note_changed_when_its_own_words_or_tags_did(changes: dict[str, object], *, differs: bool) -> None:
    changed = dataclasses.replace(a_card(), **changes)  # type: ignore[arg-type]
    before = apkg.content(a_card(), TOPIC, FRAME.hint)
    assert (apkg.content(changed, TOPIC, FRAME.hint) != before) == differs


def test_a_note_changed_when_its_hint_did() -> None:
    assert apkg.content(a_card(), TOPIC, "别的") != apkg.content(a_card(), TOPIC, FRAME.hint)


def test_a_retired_note_differs_by_its_tag_alone() -> None:
    retired = apkg.note(a_card(), TOPIC, FRAME, is_retired=True)
    assert retired.fields == a_note().fields
    assert retired.tags == (*a_note().tags, "study::retired")


def test_a_deck_says_what_its_topic_is_needs_and_leads_to() -> None:
    topic = dataclasses.replace(
        TOPIC, gloss="一种 <词>。", needs=(Need("y", "由它而来。"), Need("z", "要用它"), Need("none", "x"))
    )
    assert apkg.describe(topic, {"y": "甲 & 乙", "z": "丙"}, ["丁", "戊"]) == (
        "一种 &lt;词&gt;。<br>先学：甲 &amp; 乙（由它而来）；丙（要用它）<br>通向：丁、戊"
    )
    assert apkg.describe(dataclasses.replace(TOPIC, gloss=""), {}, []) == ""


def test_the_note_types_of_version_1_are_final(tmp_path: Path) -> None:
    with zipfile.ZipFile(
        a_package(tmp_path / "a.apkg", a_card(), a_card("c", "一 {{c1::二}}", kind="cloze"))
    ) as archive:
        archive.extract("collection.anki2", tmp_path)
    database = sqlite3.connect(tmp_path / "collection.anki2")
    (models,) = database.execute("select models from col").fetchone()
    database.close()
    schema = {
        model["name"]: {
            "id": int(model["id"]),
            "kind": model["type"],
            "fields": {field["name"]: field["id"] for field in model["flds"]},
            "templates": {template["name"]: template["id"] for template in model["tmpls"]},
            "looks": digest(
                model["css"], *(template[side] for template in model["tmpls"] for side in ("qfmt", "afmt"))
            ),
            "looks changed": model["mod"],
        }
        for model in json.loads(models).values()
    }
    golden = json.loads((Path(__file__).parent / "golden" / "note_types.json").read_text(encoding="utf-8"))
    for name, known in golden.items():
        for part in ("id", "kind", "fields", "templates"):
            assert schema[name][part] == known[part], (
                f"the {part} of the note type {name!r} changed: Anki would make a twin type `{name}+` beside it and no "
                "longer update the notes that learners have; use a spare field, or leave it"
            )
        assert (schema[name]["looks"] == known["looks"]) == (schema[name]["looks changed"] == known["looks changed"]), (
            "template or CSS changed without apkg.LOOKS_CHANGED, or it without them: set it to now, and write both "
            f"into golden/note_types.json: {schema[name]['looks']}, {schema[name]['looks changed']}"
        )
        assert schema[name] == known
    assert schema.keys() == golden.keys()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("block", [0, 1], ids=["day", "night"])
def test_every_ink_is_readable_on_its_paper_by_day_and_by_night(block: int) -> None:
    """WCAG 2.2, success criterion 1.4.3: a contrast of at least 4.5 to 1."""
    sets = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", part)) for part in apkg.css().split("}")[:2]]
    colours = sets[block]
    pairs = [("ink", "paper"), ("quiet", "paper"), ("accent", "paper"), ("ink", "mark")]
    ratios = {}
    for ink, paper in pairs:
        dark, light = sorted((luminance(colours[ink]), luminance(colours[paper])))
        ratios[ink, paper] = (light + 0.05) / (dark + 0.05)
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize(
    ("system", "font"),
    [("macOS and iOS", "PingFang SC"), ("Windows", "Microsoft YaHei"), ("Android and Linux", "Noto Sans CJK SC")],
)
def test_the_cards_ask_for_a_chinese_font_that_each_system_has(system: str, font: str) -> None:
    assert f'"{font}"' in apkg.css(), system


def test_a_package_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    a_package(tmp_path / "a.apkg", a_card())
    assert list(scratch.iterdir()) == []


def test_a_package_is_no_larger_than_ankis_own_export_of_the_same_notes() -> None:
    assert measure(2000)["ratio"] <= 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes, which Windows lacks")
def test_where_there_is_no_room_for_the_notes_it_is_said_as_of_any_file(tmp_path: Path) -> None:
    program = (
        "import resource, signal\n"
        "from tests.test_apkg import a_card, a_package, Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try:\n"
        f"    a_package(Path({str(tmp_path / 'a.apkg')!r}), *(a_card(str(at)) for at in range(3000)))\n"
        "except OSError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout in {"database or disk is full\n", "disk I/O error\n"}
