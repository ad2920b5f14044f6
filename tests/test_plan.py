"""The learning order: what must be known first comes first, chapters stay whole, gaps and reasons are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study import plan
from study.catalog import Catalog
from study.model import Concept, Need, Topic, Track

TRACKS = (Track("kitchen", "Kitchen", "厨房"), Track("garden", "Garden", "花园"))


def concept(
    concept_id: str,
    *needs: str,
    track: str = "kitchen",
    place: int = 0,
    spellings: tuple[str, ...] = (),
    near: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Concept:
    wanted = tuple(Need(need, f"{concept_id} 用到 {need}") for need in needs)
    name = concept_id.upper()
    return Concept(concept_id, name, name, None, None, spellings, near, f"{name} 的释义。", wanted, track, place)


def order(
    known: Iterable[Concept],
    noted: Iterable[Concept],
    named: Mapping[str, set[str]] | None = None,
    names: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Topic, ...]:
    field = plan.Field({one.id: one for one in known}, TRACKS)
    topics, broken = plan.order(noted, named or {}, names or {}, field, {})
    assert broken == ()
    return topics


def ids(topics: Iterable[Topic]) -> list[str]:
    return [topic.id for topic in topics]


CHAIN = (
    concept("flour", place=0),
    concept("dough", "flour", place=1),
    concept("loaf", "dough", place=2),
    concept("toast", "loaf", place=3),
    concept("pudding", "toast", place=4),
)
FLOUR, DOUGH, LOAF, TOAST, PUDDING = CHAIN


def test_what_must_be_known_first_comes_first_whatever_its_place_in_the_catalogue() -> None:
    yeast = concept("yeast", place=9)
    bread = concept("bread", "yeast", place=0)
    assert ids(order((bread, yeast), (bread, yeast))) == ["yeast", "bread"]


def test_topics_that_need_nothing_stand_in_teaching_order() -> None:
    known = (concept("b", place=1), concept("a", place=2), concept("g", track="garden", place=0), concept("c", place=0))
    assert ids(order(known, known)) == ["c", "b", "a", "g"]


def test_a_chapter_once_begun_goes_on_while_one_of_its_topics_is_ready() -> None:
    known = (
        concept("salad", "lettuce", place=0),
        concept("soup", place=1),
        concept("stew", place=2),
        concept("lettuce", track="garden", place=3),
        concept("hedge", track="garden", place=4),
        concept("lawn", track="garden", place=5),
    )
    assert ids(order(known, known)) == ["soup", "stew", "lettuce", "hedge", "lawn", "salad"]


def test_a_topic_that_the_catalogue_lacks_comes_last_under_its_own_track() -> None:
    own = concept("picnic", track="own", place=99)
    topics = order(CHAIN, (own, LOAF))
    assert ids(topics) == ["loaf", "picnic"]
    assert [topic.track for topic in topics] == [TRACKS[0], Track("own", "Own notes", "笔记自有主题")]


def test_places_count_from_nought() -> None:
    assert [topic.order for topic in order(CHAIN, CHAIN)] == [0, 1, 2, 3, 4]


def test_a_topic_through_one_without_notes_still_comes_after_what_it_needs_and_says_through_what() -> None:
    topics = order(CHAIN, (LOAF, FLOUR))
    assert ids(topics) == ["flour", "loaf"]
    assert topics[1].needs == (Need("flour", "经由DOUGH：dough 用到 flour"),)


def test_a_direct_reason_is_given_as_the_catalogue_has_it() -> None:
    assert order(CHAIN, (LOAF, DOUGH))[1].needs == (Need("dough", "loaf 用到 dough"),)


def test_what_lies_far_away_still_comes_first_but_is_no_reason() -> None:
    late = concept("flour", place=50)
    topics = order((late, *CHAIN[1:]), (PUDDING, late))
    assert ids(topics) == ["flour", "pudding"]
    assert topics[1].needs == ()


def test_a_prerequisite_that_another_one_implies_is_not_named_again() -> None:
    direct = concept("sandwich", "loaf", "flour", place=8)
    topics = order((*CHAIN, direct), (direct, LOAF, FLOUR))
    assert [need.topic for need in topics[-1].needs] == ["loaf"]


def test_a_prerequisite_that_a_topics_notes_name_and_no_note_explains_is_a_gap() -> None:
    topics = order(CHAIN, (LOAF,), {"loaf": {"dough"}})
    assert [(topic.id, topic.gap, topic.gloss) for topic in topics] == [
        ("dough", True, "DOUGH 的释义。"),
        ("loaf", False, "LOAF 的释义。"),
    ]


def test_what_no_note_names_or_another_topics_note_names_is_no_gap() -> None:
    tea = concept("tea", place=9)
    assert ids(order((*CHAIN, tea), (LOAF, tea), {"tea": {"dough"}})) == ["loaf", "tea"]


def test_a_concept_that_a_note_names_but_that_need_not_be_known_first_is_no_gap() -> None:
    assert ids(order(CHAIN, (DOUGH,), {"dough": {"toast"}})) == ["dough"]


def test_a_topic_answers_to_its_sure_spellings_and_to_what_its_notes_call_it() -> None:
    tea = concept("tea", spellings=("红茶", "绿茶"), near=(("T", ("杯",)),))
    assert order((tea,), (tea,), names={"tea": ("TEA", "清茶", "红茶")})[0].aliases == ("红茶", "绿茶", "清茶")


def test_the_noted_concepts_may_come_from_anything_that_can_be_gone_through_once() -> None:
    assert ids(order(CHAIN, iter((LOAF, FLOUR)))) == ["flour", "loaf"]


def test_a_circle_is_broken_where_least_waits_and_what_was_left_out_is_told() -> None:
    sugar = concept("sugar", "syrup", "flour", place=0)
    syrup = concept("syrup", "sugar", place=1)
    known = (FLOUR, sugar, syrup)
    for noted in (known, known[::-1]):
        topics, broken = plan.order(noted, {}, {}, plan.Field({one.id: one for one in known}, TRACKS), {})
        assert ids(topics) == ["flour", "sugar", "syrup"]
        assert [(topic, need.topic) for topic, need in broken] == [("sugar", "syrup")]
        assert [[need.topic for need in topic.needs] for topic in topics] == [[], ["flour"], ["sugar"]]


def test_the_plan_of_no_notes_is_empty() -> None:
    assert order(CHAIN, ()) == ()


@st.composite
def fields(draw: st.DrawFn) -> tuple[list[Concept], list[Concept], dict[str, set[str]]]:
    """Draw a catalogue without circles, the concepts that have notes, and what their notes name."""
    every = [f"c{number}" for number in range(draw(st.integers(1, 10)))]
    places = draw(st.permutations(range(len(every))))
    known = []
    for number, concept_id in enumerate(every):
        needs = draw(st.lists(st.sampled_from(every[:number]), unique=True, max_size=3)) if number else []
        track = draw(st.sampled_from(["kitchen", "garden", "own"]))
        known.append(concept(concept_id, *needs, track=track, place=places[number]))
    noted = draw(st.lists(st.sampled_from(known), unique_by=lambda one: one.id))
    named = {one.id: draw(st.sets(st.sampled_from(every))) for one in noted}
    return known, noted, named


FEW = settings(max_examples=60, deadline=None)


@FEW
@given(fields())
def test_every_prerequisite_comes_before_every_topic_that_needs_it(
    drawn: tuple[list[Concept], list[Concept], dict[str, set[str]]],
) -> None:
    known, noted, named = drawn
    concepts = {one.id: one for one in known}
    topics = order(known, noted, named)
    place = {topic.id: topic.order for topic in topics}
    for topic in topics:
        before = plan.ancestors(topic.id, concepts) & place.keys()
        assert [one for one in before if place[one] >= topic.order] == []
        assert {need.topic for need in topic.needs} <= before


@FEW
@given(fields())
def test_every_topic_with_notes_stands_in_the_plan_once_and_the_rest_are_gaps(
    drawn: tuple[list[Concept], list[Concept], dict[str, set[str]]],
) -> None:
    known, noted, named = drawn
    concepts = {one.id: one for one in known}
    topics = order(known, noted, named)
    assert sorted(topic.id for topic in topics if not topic.gap) == sorted(one.id for one in noted)
    assert len(set(ids(topics))) == len(topics)
    for topic in topics:
        if topic.gap:
            assert any(topic.id in named[one.id] & plan.ancestors(one.id, concepts) for one in noted)


@FEW
@given(fields(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    drawn: tuple[list[Concept], list[Concept], dict[str, set[str]]], random: Random
) -> None:
    known, noted, named = drawn
    expected = order(known, noted, named)
    random.shuffle(known)
    random.shuffle(noted)
    assert order(known, noted, dict(reversed(named.items()))) == expected


def test_over_the_whole_catalogue_nothing_comes_before_what_it_needs(known: Catalog) -> None:
    field = plan.Field(known.concepts, known.tracks)
    topics, _ = plan.order(known.concepts.values(), {}, {}, field, {})
    seen: set[str] = set()
    for topic in topics:
        assert {need.topic for need in known.concepts[topic.id].needs} <= seen
        seen.add(topic.id)
    assert seen == set(known.concepts)


NAMED = order(
    (concept("tea", spellings=("红茶", "Black-Tea")), concept("milk", spellings=("tea",)), *CHAIN),
    (concept("tea", spellings=("红茶", "Black-Tea")), concept("milk", spellings=("tea",))),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("tea", "tea"), ("TEA", "tea"), ("红茶", "tea"), ("black tea", "tea"), ("Milk", "milk"), ("ＭＩＬＫ", "milk")],
)
def test_a_topic_is_found_by_its_id_or_any_of_its_names_however_written(name: str, expected: str) -> None:
    found = plan.find(NAMED, name)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("name", ["", "-", "te", "teas", "loaf"])
def test_a_name_that_no_topic_has_finds_none(name: str) -> None:
    assert plan.find(NAMED, name) is None


def test_an_id_counts_before_a_name_of_another_topic() -> None:
    topics = order((), (concept("a", place=0, spellings=("b",)), concept("b", place=1)))
    found = plan.find(iter(topics), "b")
    assert found is not None
    assert found.id == "b"


def test_the_way_to_a_goal_is_the_goal_and_all_that_it_needs_in_plan_order() -> None:
    side = concept("soup", "flour", place=7)
    topics = order((*CHAIN, side), (*CHAIN, side))
    goal = plan.find(topics, "loaf")
    assert goal is not None
    assert ids(plan.way_to(topics, goal)) == ["flour", "dough", "loaf"]


def test_the_way_to_a_goal_that_needs_nothing_is_the_goal() -> None:
    topics = order(CHAIN, CHAIN)
    assert plan.way_to(topics, topics[0]) == (topics[0],)
