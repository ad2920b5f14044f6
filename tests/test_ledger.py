"""What was made before: written and read back, in every format that was, and refused when damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study import ledger
from study.errors import StudyError
from study.ids import digest
from study.model import NOT_MADE, Card, Entry, Ledger, Record, State

FEW = settings(max_examples=60, deadline=None)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
ID = st.text(alphabet="abc熵-9", min_size=1, max_size=5)
STATES: list[State] = ["live", "own", "dropped", "retired"]


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    versions = tuple(draw(st.lists(TEXT, min_size=1, max_size=3)))
    longest = max(versions, key=lambda text: (len(text), text))
    return Entry(draw(ID), longest, tuple(sorted(draw(st.sets(TEXT, max_size=2)))), versions)


@st.composite
def records(draw: st.DrawFn) -> Record:
    kind, topic, term, front, back, entry = (draw(TEXT) for _ in range(6))
    quote = draw(TEXT)
    start, end = (draw(st.integers(0, 400)), draw(st.integers(0, 400))) if quote else (0, 0)
    card = Card(draw(ID), kind, topic, term, front, back, entry, quote, start, end)
    state = draw(st.sampled_from(STATES))
    made = draw(st.sampled_from([NOT_MADE, ("f", "b"), *([] if state == "own" else [None])]))
    times = draw(st.integers(0, 2**33)), draw(st.integers(0, 999_999))
    return Record(card, made, draw(TEXT), *times, state)


LEDGERS = st.builds(
    Ledger,
    st.lists(entries(), max_size=3, unique_by=lambda entry: entry.id).map(tuple),
    st.lists(records(), max_size=3).map(lambda some: {record.card.id: record for record in some}),
    st.dictionaries(ID, TEXT, max_size=3),
).flatmap(
    lambda kept: st.sets(st.sampled_from(sorted(kept.decks) or ["none"])).map(
        lambda dropped: replace(kept, dropped=frozenset(dropped) & kept.decks.keys())
    )
)


@FEW
@given(LEDGERS)
def test_what_is_written_reads_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, kept: Ledger) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / ledger.NAME).write_bytes(b"".join(ledger.lines(kept)))
    read = ledger.read(folder)
    assert (read.cards, read.decks, read.dropped) == (kept.cards, kept.decks, kept.dropped)
    assert read.entries == tuple(sorted(kept.entries, key=lambda entry: entry.id))


def test_a_line_separator_inside_a_note_does_not_break_its_record_in_two(tmp_path: Path) -> None:
    note = Entry("e", "一\u2028二\x85三\u2029四", ("a.txt",), ("一\u2028二\x85三\u2029四",))
    (tmp_path / ledger.NAME).write_bytes(b"".join(ledger.lines(Ledger((note,)))))
    assert ledger.read(tmp_path).entries == (note,)


@FEW
@given(LEDGERS)
def test_the_same_memory_is_the_same_text_whatever_order_it_was_gathered_in(kept: Ledger) -> None:
    turned = Ledger(
        kept.entries[::-1],
        dict(reversed(list(kept.cards.items()))),
        dict(reversed(list(kept.decks.items()))),
        kept.dropped,
    )
    assert list(ledger.lines(turned)) == list(ledger.lines(kept))


def test_the_text_is_one_sorted_record_a_line_with_han_as_it_is() -> None:
    made = Card("z", "definition", "tea", "茶", "茶是什么？", "饮料", "e1", "茶是饮料", 0, 4)
    own = Card("a", "own", "tea", "", "我的问题？", "我的答案", "", "", 0, 0)
    kept = Ledger(
        (Entry("e2", "绿茶", ("b.txt",), ("绿茶",)), Entry("e1", "红茶", (), ("红茶",))),
        {
            "z": Record(made, (digest("茶是什么？"), digest("叶子")), "s", 7, 1000, "live"),
            "a": Record(own, NOT_MADE, "s", 8, 2000, "own"),
        },
        {"tea": "020 茶", "milk": "010 奶"},
    )
    assert b"".join(ledger.lines(kept)).decode().splitlines() == [
        '{"ledger": 2}',
        '{"topic": "milk", "deck": "010 奶"}',
        '{"topic": "tea", "deck": "020 茶"}',
        '{"snapshot": "b.txt", "entries": ["e2"]}',
        '{"entry": "e1", "versions": ["红茶"]}',
        '{"entry": "e2", "versions": ["绿茶"]}',
        '{"card": "a", "state": "own", "changed": 8, "due": 2000, "topic": "tea", "kind": "own", '
        '"front": "我的问题？", "back": "我的答案", "shown": "s"}',
        '{"card": "z", "state": "live", "changed": 7, "due": 1000, "topic": "tea", "kind": "definition", "term": "茶", '
        '"front": "茶是什么？", "back": "饮料", "entry": "e1", "quote": "茶是饮料", "start": 0, "end": 4, '
        f'"made": ["{digest("茶是什么？")}", "{digest("叶子")}"], "shown": "s"}}',
    ]


def test_the_first_format_is_read_and_what_it_did_not_keep_is_empty(tmp_path: Path) -> None:
    lines = [
        '{"ledger": 1}',
        '{"topic": "tea", "deck": "010 茶"}',
        '{"entry": "e", "snapshots": ["b.txt", "a.txt"], "versions": ["红茶"]}',
        '{"card": "a", "topic": "tea", "state": "live", "changed": 7, "front": "f", "back": "b", "shown": "s"}',
    ]
    (tmp_path / ledger.NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept = ledger.read(tmp_path)
    assert kept.entries == (Entry("e", "红茶", ("a.txt", "b.txt"), ("红茶",)),)
    assert kept.decks == {"tea": "010 茶"}
    assert kept.cards == {"a": Record(Card("a", "", "tea", "", "", "", "", "", 0, 0), ("f", "b"), "", 7, 0, "live")}


def test_the_longest_version_of_a_note_is_its_text(tmp_path: Path) -> None:
    record = {"entry": "e", "snapshots": ["a.txt"], "versions": ["短", "最长的一版", "较长"]}
    (tmp_path / ledger.NAME).write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert [entry.text for entry in ledger.read(tmp_path).entries] == ["最长的一版"]


def test_a_folder_without_a_ledger_remembers_nothing(tmp_path: Path) -> None:
    assert ledger.read(tmp_path) == Ledger()


def complaint(folder: Path, text: str) -> str:
    path = folder / ledger.NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        ledger.read(folder)
    return str(caught.value).removeprefix(str(path))


def test_a_ledger_of_a_newer_version_is_refused_not_misread(tmp_path: Path) -> None:
    text = '{"ledger": 3}\n{"something": "else"}\n'
    assert complaint(tmp_path, text) == ":1: was written by a newer `study` (format 3); upgrade it"


DAMAGED = "is damaged; take the file from your last copy, or delete it"


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        '{"topic": "tea", "de',
        "",
        "[]",
        "7",
        "null",
        '"ledger"',
        "{}",
        '{"topic": "tea"}',
        '{"ledger": "x"}',
        '{"entry": "e", "snapshots": [], "versions": []}',
        '{"entry": "e", "snapshots": 7, "versions": ["x"]}',
        '{"snapshot": "a.txt", "entries": null}',
        '{"card": "a", "topic": "tea", "front": "f", "back": "b", "shown": "s", "state": "live", "due": 1}',
        '{"card": "a", "topic": "t", "front": "f", "shown": "s", "changed": "soon", "due": 1, "state": "live"}',
    ],
)
def test_a_damaged_line_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    text = '{"ledger": 2}\n{"topic": "milk", "deck": "010 奶"}\n' + line + '\n{"topic": "x", "deck": "020 x"}\n'
    assert complaint(tmp_path, text) == f":3: {DAMAGED}"


def test_an_emptied_ledger_is_damaged_not_a_first_build(tmp_path: Path) -> None:
    assert complaint(tmp_path, "") == f":1: {DAMAGED}"


def test_a_ledger_in_another_encoding_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / ledger.NAME
    path.write_bytes('{"topic": "茶", "deck": "010"}\n'.encode("gb18030"))
    with pytest.raises(StudyError) as caught:
        ledger.read(tmp_path)
    assert str(caught.value).startswith(f"{path}: cannot be read (")
    assert str(caught.value).endswith("; take it from your last copy of this folder")


ONE, OTHER = Entry("e1", "红茶", (), ("红茶",)), Entry("e2", "绿茶，未发酵", (), ("绿茶，未发酵",))
GONE = Card("c", "own", "tea", "", "问？", "答", "", "", 0, 0)


@pytest.mark.parametrize("wanted", ["e2", "绿茶", "绿茶,未"])
def test_a_forgotten_entry_is_known_by_its_id_or_its_first_words(wanted: str) -> None:
    before = Ledger((ONE, OTHER))
    assert ledger.named(before.entries, wanted) == (OTHER,)
    after = ledger.forget(before, "e2")
    assert (after.entries, after.forgotten) == ((ONE,), (OTHER,))
    assert ledger.restore(after, wanted) == before


@pytest.mark.parametrize("wanted", ["tea", "红茶", "c"])
def test_a_dropped_topic_is_restored_by_its_id_or_name_and_a_card_by_its_id(wanted: str) -> None:
    record = Record(GONE, NOT_MADE, "s", 1, 1, "dropped")
    kept = Record(replace(GONE, id="d"), NOT_MADE, "s", 1, 1, "retired")
    before = Ledger((), {"c": record, "d": kept}, {"tea": "010 红茶"}, frozenset({"tea"}))
    after = ledger.restore(before, wanted)
    assert after is not None
    assert {card_id: card.state for card_id, card in after.cards.items()} == {"c": "restored", "d": "retired"}
    assert after.dropped == (before.dropped if wanted == "c" else frozenset())


@pytest.mark.parametrize("wanted", ["", "咖啡", "d", "e1"])
def test_nothing_is_restored_that_is_not_gone(wanted: str) -> None:
    record = Record(GONE, NOT_MADE, "s", 1, 1, "live")
    assert ledger.restore(Ledger((ONE,), {"d": record}, {"tea": "010 茶"}), wanted) is None
