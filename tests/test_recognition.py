"""Recognition: a card that asks the same keeps its id, however it is worded or filed, and no two share one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.model import Card
from study.recognition import keep_ids

ASKED = Card("old", "definition", "tcp", "TCP", "TCP 是什么？", "面向连接的可靠传输协议", "e1", "TCP 是…", 0, 5)
CLOZE = Card("old", "cloze", "tcp", "TCP", "TCP 用{{c1::三次握手}}建立可靠的连接。", "", "e1", "TCP 用…", 0, 5)


def known_as(made: Card, *known: Card) -> str:
    (card,) = keep_ids([made], known)
    return card.id


@pytest.mark.parametrize(
    "made",
    [
        replace(ASKED, id="new", term="传输控制协议", front="传输控制协议 TCP 是什么？"),
        replace(ASKED, id="new", topic="network", back="面向连接的、可靠的传输层协议"),
        replace(ASKED, id="new", start=40, end=60, quote="TCP 是别处的话"),
    ],
    ids=["the catalogue knows it by another name", "another topic, other words", "elsewhere in the note"],
)
def test_a_card_that_asks_the_same_keeps_its_id(made: Card) -> None:
    assert known_as(made, ASKED) == "old"


def test_a_cloze_is_its_sentence_wherever_the_gap_is() -> None:
    assert known_as(replace(CLOZE, id="new", front="TCP 用三次握手建立{{c1::可靠的连接}}。"), CLOZE) == "old"


@pytest.mark.parametrize(
    "made",
    [
        replace(ASKED, id="new", front="TCP 的优点是什么？", back="保证数据按序到达", quote="其优点是按序到达"),
        replace(ASKED, id="new", entry="e2"),
        replace(ASKED, id="new", kind="attribute"),
    ],
    ids=["another question", "another note", "another kind"],
)
def test_another_card_gets_its_own_id(made: Card) -> None:
    assert known_as(made, ASKED) == "new"


def test_a_card_that_is_still_made_keeps_its_id_to_itself() -> None:
    twin = replace(ASKED, id="new", back="面向连接的可靠的传输协议")
    assert [card.id for card in keep_ids([ASKED, twin], [ASKED])] == ["old", "new"]


def test_of_two_the_more_alike_is_recognised_first() -> None:
    other = replace(ASKED, id="older", back="可靠传输协议")
    made = [replace(ASKED, id="a", back="可靠的传输协议"), replace(ASKED, id="b", back="面向连接的可靠的传输协议")]
    assert [card.id for card in keep_ids(made, [ASKED, other])] == ["older", "old"]


def test_a_card_of_the_learners_own_is_never_taken_for_a_made_one() -> None:
    assert known_as(replace(ASKED, id="new"), replace(ASKED, entry="", kind="own")) == "new"


CARDS = st.builds(
    Card,
    st.sampled_from("abcdef"), st.sampled_from(["cloze", "origin"]), st.just("t"), st.just("x"),
    st.sampled_from(["甲乙丙丁？", "甲乙丙戊？", "完全不同的问题？"]), st.sampled_from(["答", "答案"]),
    st.sampled_from(["e1", "e2"]), st.just("q"), st.just(0), st.just(1),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(CARDS, max_size=5, unique_by=lambda card: card.id), st.lists(CARDS, max_size=5))
def test_no_two_cards_share_an_id_and_doing_it_twice_changes_nothing(made: list[Card], known: list[Card]) -> None:
    kept = keep_ids(made, known)
    assert len({card.id for card in kept}) == len(kept)
    assert keep_ids(kept, known) == kept
    assert [replace(card, id="") for card in kept] == [replace(card, id="") for card in made]
