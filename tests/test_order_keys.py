"""Order keys: numbers that sort in the plan's order, leave room for new ones, and never change."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.order_keys import between, name_decks, place_cards

FEW = settings(max_examples=60, deadline=None)


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


def test_the_first_cards_lie_a_thousand_places_apart() -> None:
    assert place_cards(["c", "a", "b"], {}) == {"c": 1000, "a": 2000, "b": 3000}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("axb", {"a": 1000, "x": 1500, "b": 2000}),
        ("axyb", {"a": 1000, "x": 1333, "y": 1666, "b": 2000}),
        ("xab", {"x": 500, "a": 1000, "b": 2000}),
        ("abx", {"a": 1000, "b": 2000, "x": 3000}),
        ("bxa", {"b": 2000, "x": 500, "a": 1000}),  # known cards changed places: they keep their numbers
    ],
)
def test_a_new_card_lies_between_its_neighbours(wanted: str, expected: dict[str, int]) -> None:
    assert place_cards(wanted, {"a": 1000, "b": 2000}) == expected


def test_where_no_room_is_left_a_new_card_shares_the_place_before_it() -> None:
    assert place_cards("axb", {"a": 7, "b": 8})["x"] == 7


@pytest.mark.parametrize("count", [1, 900, 100_000, pytest.param(400_000, marks=pytest.mark.long)])
def test_any_number_of_cards_fits_below_a_million_and_leaves_room_at_the_end(count: int) -> None:
    places = list(place_cards([str(at) for at in range(count)], {}).values())
    assert places == sorted(places)
    assert len(set(places)) == count
    assert places[-1] <= 500_000
    more = place_cards([str(at) for at in range(count + 10)], dict(zip(map(str, range(count)), places, strict=True)))
    assert places[-1] < more[str(count)] < more[str(count + 9)] < 1_000_000


@FEW
@given(st.permutations(range(14)), st.lists(st.integers(1, 5), min_size=1, max_size=14))
def test_while_cards_are_only_added_their_places_are_the_plans_order(arrival: list[int], sizes: list[int]) -> None:
    known: dict[str, int] = {}
    for end in itertools.accumulate(sizes):
        wanted = [f"{place:02}" for place in sorted(arrival[:end])]
        places = place_cards(wanted, known)
        assert {card: places[card] for card in known} == known
        assert sorted(places, key=places.__getitem__) == wanted
        known = places
