"""What was made before: written and read back, refused when damaged, and deck names that never change."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study import ledger
from study.errors import StudyError
from study.ledger import between, name_decks
from study.model import Entry, Ledger, Record, State

FEW = settings(max_examples=60, deadline=None)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
ID = st.text(alphabet="abc熵-9", min_size=1, max_size=5)
STATES: list[State] = ["live", "own", "dropped", "retired"]


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    versions = tuple(draw(st.lists(TEXT, min_size=1, max_size=3)))
    longest = max(versions, key=lambda text: (len(text), text))
    return Entry(draw(ID), longest, tuple(draw(st.lists(TEXT, max_size=2))), versions)


RECORDS = st.builds(Record, ID, TEXT, TEXT, TEXT, st.integers(0, 2**33), st.sampled_from(STATES))
LEDGERS = st.builds(
    Ledger,
    st.lists(entries(), max_size=3, unique_by=lambda entry: entry.id).map(tuple),
    st.dictionaries(ID, RECORDS, max_size=3),
    st.dictionaries(ID, TEXT, max_size=3),
)


@FEW
@given(LEDGERS)
def test_what_is_written_reads_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, kept: Ledger) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / ledger.NAME).write_text(ledger.write(kept), encoding="utf-8")
    read = ledger.read(folder)
    assert (read.cards, read.decks) == (kept.cards, kept.decks)
    assert read.entries == tuple(sorted(kept.entries, key=lambda entry: entry.id))


def test_a_line_separator_inside_a_note_does_not_break_its_record_in_two(tmp_path: Path) -> None:
    note = Entry("e", "一\u2028二\x85三\u2029四", ("a.txt",), ("一\u2028二\x85三\u2029四",))
    (tmp_path / ledger.NAME).write_text(ledger.write(Ledger((note,))), encoding="utf-8")
    assert ledger.read(tmp_path).entries == (note,)


@FEW
@given(LEDGERS)
def test_the_same_memory_is_the_same_text_whatever_order_it_was_gathered_in(kept: Ledger) -> None:
    turned = Ledger(
        kept.entries[::-1], dict(reversed(list(kept.cards.items()))), dict(reversed(list(kept.decks.items())))
    )
    assert ledger.write(turned) == ledger.write(kept)


def test_the_text_is_one_sorted_record_a_line_with_han_as_it_is() -> None:
    card = Record("tea", "f", "b", "s", 7, "live")
    kept = Ledger(
        (Entry("e2", "绿茶", ("b.txt",), ("绿茶",)), Entry("e1", "红茶", (), ("红茶",))),
        {"z": card, "a": card},
        {"tea": "020 茶", "milk": "010 奶"},
    )
    assert ledger.write(kept).splitlines() == [
        '{"ledger": 1}',
        '{"topic": "milk", "deck": "010 奶"}',
        '{"topic": "tea", "deck": "020 茶"}',
        '{"entry": "e1", "snapshots": [], "versions": ["红茶"]}',
        '{"entry": "e2", "snapshots": ["b.txt"], "versions": ["绿茶"]}',
        '{"card": "a", "topic": "tea", "state": "live", "changed": 7, "front": "f", "back": "b", "shown": "s"}',
        '{"card": "z", "topic": "tea", "state": "live", "changed": 7, "front": "f", "back": "b", "shown": "s"}',
    ]


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
    text = '{"ledger": 2}\n{"something": "else"}\n'
    assert complaint(tmp_path, text) == ":1: was written by a newer `study` (format 2); upgrade it"


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
        '{"entry": "e", "snapshots": null, "versions": ["x"]}',
        '{"card": "a", "topic": "tea", "front": "f", "back": "b", "shown": "s", "state": "live"}',
        '{"card": "a", "topic": "t", "front": "f", "back": "b", "shown": "s", "changed": "soon", "state": "live"}',
    ],
)
def test_a_damaged_line_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    text = '{"ledger": 1}\n{"topic": "milk", "deck": "010 奶"}\n' + line + '\n{"topic": "x", "deck": "020 x"}\n'
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


def number(name: str) -> str:
    return name.split(" ", maxsplit=1)[0].rstrip("0")


def plan(text: str) -> list[tuple[str, str]]:
    return [(letter, letter.upper()) for letter in text]


def test_the_first_names_rise_by_ten_in_plan_order() -> None:
    assert name_decks(plan("cab"), {}) == {"c": "010 C", "a": "020 A", "b": "030 B"}


@pytest.mark.parametrize(("count", "first", "last"), [(9, "010", "090"), (99, "010", "990"), (100, "0010", "1000")])
def test_the_first_names_are_wide_enough_to_sort_as_text(count: int, first: str, last: str) -> None:
    names = list(name_decks([(str(place), "x") for place in range(count)], {}).values())
    assert (names[0], names[-1]) == (f"{first} x", f"{last} x")
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("known", "wanted", "expected"),
    [
        ("ab", "axb", "015"),  # between two
        ("ab", "xab", "005"),  # before all
        ("ab", "abx", "030"),  # after all
        ("abc", "axc", "025"),  # b left the plan; its number stays its own
        ("abcd", "dabxc", "025"),  # d was moved
    ],
)
def test_a_new_topics_number_lies_between_those_of_its_neighbours(known: str, wanted: str, expected: str) -> None:
    before = name_decks(plan(known), {})
    assert name_decks(plan(wanted), before) == {**before, "x": f"{expected} X"}


def test_a_topic_that_left_and_came_back_has_its_name_again_and_leaves_room_beside_it() -> None:
    names = name_decks(plan("abc"), {})
    names = name_decks(plan("axc"), names)
    names = name_decks(plan("abxc"), names)
    names = name_decks(plan("abyxc"), names)
    assert names == {"a": "010 A", "b": "020 B", "c": "030 C", "x": "025 X", "y": "022 Y"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("std::vector", "010 std:vector"),
        ("a:::b", "010 a:b"),
        ('a:":b', "010 a:b"),
        ('"引号"', "010 引号"),
        ("two\n lines", "010 two lines"),
        ("A: B", "010 A: B"),
    ],
)
def test_a_name_makes_no_deck_inside_a_deck(name: str, expected: str) -> None:
    assert name_decks([("t", name)], {}) == {"t": expected}


def test_two_topics_of_one_name_have_two_decks() -> None:
    assert name_decks([("a", "注意力"), ("b", "注意力")], {}) == {"a": "010 注意力", "b": "020 注意力"}


@FEW
@given(st.lists(st.permutations("abcdefgh").flatmap(lambda p: st.integers(1, 8).map(lambda n: p[:n])), max_size=8))
def test_over_any_plans_no_name_ever_changes_and_no_two_numbers_are_alike(plans: list[list[str]]) -> None:
    names: dict[str, str] = {}
    for letters in plans:
        after = name_decks(plan("".join(letters)), names)
        assert set(after) == set(names) | set(letters)
        assert {topic: after[topic] for topic in names} == names
        assert len({number(name) for name in after.values()}) == len(after)
        names = after


@FEW
@given(st.permutations(range(14)), st.lists(st.integers(1, 5), min_size=1, max_size=14))
def test_while_topics_are_only_added_the_decks_alphabet_is_the_plans_order(
    arrival: list[int], sizes: list[int]
) -> None:
    names: dict[str, str] = {}
    for end in itertools.accumulate(sizes):
        wanted = [(f"t{place:02}", "x") for place in sorted(arrival[:end])]
        names = name_decks(wanted, names)
        assert sorted(names, key=names.__getitem__) == [topic for topic, _ in wanted]


@FEW
@given(st.permutations("abcdef"), st.integers(0, 6), st.integers(0, 7))
def test_in_a_plan_that_moved_new_topics_sort_among_as_many_as_are_still_in_order(
    moved: list[str], at: int, also: int
) -> None:
    before = name_decks(plan("abcdef"), {})
    wanted = [*moved]
    wanted.insert(at, "x")
    wanted.insert(also, "y")
    after = name_decks(plan("".join(wanted)), before)
    longest = max(len(some) for some in rising(moved, before))
    runs = [{*some, "x", "y"} for some in rising(moved, before) if len(some) == longest]
    rows = [[after[letter] for letter in wanted if letter in run] for run in runs]
    assert any(row == sorted(row) for row in rows)


def rising(letters: list[str], names: dict[str, str]) -> list[tuple[str, ...]]:
    """List every choice of letters whose names rise."""
    every = [some for length in range(1, 7) for some in itertools.combinations(letters, length)]
    return [some for some in every if list(some) == sorted(some, key=names.__getitem__)]


@FEW
@given(st.from_regex(r"[0-9]{0,4}", fullmatch=True), st.from_regex(r"[0-9]{0,3}[1-9]", fullmatch=True), st.data())
def test_there_is_always_room_between_two_numbers(low: str, high: str, data: st.DataObject) -> None:
    if low.rstrip("0") == high:
        return
    low, high = sorted((low, high), key=lambda key: key.rstrip("0"))
    taken = {low, high}
    for _ in range(data.draw(st.integers(1, 12))):
        key = between(low, high, taken)
        assert low.rstrip("0") < key.rstrip("0") < high.rstrip("0")
        assert key.rstrip("0") not in {other.rstrip("0") for other in taken}
        taken.add(key)


@pytest.mark.parametrize(("low", "expected"), [("030", "040"), ("990", "995"), ("999", "9995"), ("", "5")])
def test_after_the_last_number_comes_the_next_ten_where_it_fits(low: str, expected: str) -> None:
    assert between(low, None) == expected


def test_one_number_written_with_more_noughts_is_taken_too() -> None:
    assert between("020", "030", {"0250"}) == "027"
