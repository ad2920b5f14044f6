"""Deck files: what the program writes it reads back, and what the learner does to them stays done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study import decks, program
from study.decks import contents
from study.errors import StudyError
from study.files import content_digest
from study.model import NOT_MADE, Card, Ledger, Record, State, Topic, Track

TCP = Topic("tcp", "TCP", (), Track("net", "Networks", "网络"), 0, gap=False, gloss="", needs=(), cards=())
ONE = Card("one", "definition", "tcp", "TCP", "TCP 是什么？", "面向连接的协议", "e1", "TCP 是面向连接的协议", 0, 13)
TWO = Card("two", "attribute", "tcp", "TCP", "TCP 的优点是什么？", "可靠", "e1", "TCP 的优点是可靠", 14, 24)


def _ledger(*cards: Card, state: State = "live") -> Ledger:
    return Ledger(cards={card.id: Record(card, None, "s", 1, 1, state) for card in cards})


def _in_file(folder: Path, *cards: Card) -> decks.Files:
    (folder / "tcp.yaml").write_text(decks.write(decks.Contents.of(TCP, "010 TCP", cards)), encoding="utf-8")
    return decks.read(folder)


def _words(cards: tuple[Card, ...]) -> list[tuple[str, str, str]]:
    return [(card.id, card.front, card.back) for card in cards]


def _faults(folder: Path, text: str) -> list[str]:
    (folder / "tcp.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError) as error:
        decks.read(folder)
    return [str(fault).removeprefix(str(folder) + "/") for fault in error.value.faults]


def test_a_folder_that_is_not_there_has_no_cards(tmp_path: Path) -> None:
    assert decks.read(tmp_path / "none") == decks.Files()


def test_a_deck_file_opens_with_what_a_learner_may_do(tmp_path: Path) -> None:
    _in_file(tmp_path, ONE)
    lines = (tmp_path / "tcp.yaml").read_text(encoding="utf-8").splitlines()
    assert [line[0] for line in lines[:3]] == ["#", "#", "#"]
    assert lines[3:8] == ["topic: tcp", "name: TCP", "deck: 010 TCP", "cards:", "- id: one"]
    assert decks.read(tmp_path).decks == {"tcp": "010 TCP"}


# What neither YAML nor a text file can hold as it is (control characters, lone surrogates) is no part of a note.
_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40) | st.sampled_from(
    ["NO", "~", "1e3", "- a", "a: b", "# c", "'", '"', "{{c1::x}}", "a\nb", "\tx", "  x  ", "@x", "null", "💡", "|"]
)


@settings(max_examples=60, deadline=None)
@given(front=_TEXT, back=_TEXT, quote=_TEXT)
def test_what_is_written_is_read_back(
    front: str, back: str, quote: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    card = replace(ONE, front=front, back=back, quote=quote)
    if not quote:
        card = replace(card, entry="", start=0, end=0)
    folder = tmp_path_factory.mktemp("decks")
    (held,) = _in_file(folder, card).cards
    assert held.card == card
    assert (held.path, held.line) == (folder / "tcp.yaml", 8)


@settings(max_examples=60, deadline=None)
@given(front=_TEXT, back=_TEXT, words=st.sampled_from([(), ("# mine",), ("# one", "#two")]))
def test_a_file_as_the_last_build_left_it_is_known_without_its_text(
    front: str, back: str, words: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    cards = [replace(ONE, front=front, back=back), TWO]
    said = decks.Contents.of(TCP, "010 TCP", cards, {}, {"one": words, "two": words}, (words, words))
    folder = tmp_path_factory.mktemp("decks")
    (folder / "tcp.yaml").write_bytes(decks.write(said).encode())
    parsed = decks.read(folder)
    decks.keep(folder, [(parsed.digests["tcp.yaml"], said)])
    known = decks.read(folder)
    assert known.said == {"tcp.yaml": said}
    assert replace(known, said={}) == parsed


def test_a_file_that_somebody_touched_is_read_word_by_word(tmp_path: Path) -> None:
    said = decks.Contents.of(TCP, "010 TCP", [ONE, TWO])
    decks.keep(tmp_path, [(content_digest(decks.write(said).encode()), said)])
    mine = decks.write(said).replace("back: 可靠", "back: 很可靠")
    (tmp_path / "tcp.yaml").write_text(mine, encoding="utf-8")
    files = decks.read(tmp_path)
    assert [held.card.back for held in files.cards] == ["面向连接的协议", "很可靠"]
    assert files.said == {}


@pytest.mark.parametrize("kept", ["", "{", "OURS\n{", "OURS\n[1]", 'OURS\n["a", 1, 2, 3, [[4]], 5, 6]', "\x00"])
def test_what_the_last_build_said_is_read_from_the_files_where_it_is_harmed(tmp_path: Path, kept: str) -> None:
    whole = _in_file(tmp_path, ONE, TWO)
    (tmp_path / contents.NAME).write_text(kept.replace("OURS", program.digest()), encoding="utf-8")
    assert decks.read(tmp_path) == whole


def test_what_nobody_touched_is_the_programs(tmp_path: Path) -> None:
    files = _in_file(tmp_path, ONE, TWO)
    better = replace(ONE, front="什么是 TCP？", back="可靠的、面向连接的协议")
    merged = decks.merge([better, TWO], files, _ledger(ONE, TWO))
    assert (merged.cards, merged.dropped) == ((better, TWO), frozenset())


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        ({"front": "我的问题？"}, ("one", "我的问题？", "新的答案")),
        ({"back": "我的答案"}, ("one", "新的问题？", "我的答案")),
        ({"front": "我的问题？", "back": "我的答案"}, ("one", "我的问题？", "我的答案")),
    ],
)
def test_an_edited_field_stays_and_the_other_goes_with_the_program(
    tmp_path: Path, edit: dict[str, str], kept: tuple[str, str, str]
) -> None:
    files = _in_file(tmp_path, replace(ONE, **edit), TWO)  # type: ignore[arg-type]
    made = [replace(ONE, front="新的问题？", back="新的答案"), TWO]
    merged = decks.merge(made, files, _ledger(ONE, TWO))
    assert _words(merged.cards)[0] == kept
    assert [card.edited for card in merged.cards] == [True, False]


def test_a_deleted_card_stays_deleted(tmp_path: Path) -> None:
    files = _in_file(tmp_path, TWO)
    first = decks.merge([ONE, TWO], files, _ledger(ONE, TWO))
    assert (_words(first.cards), first.dropped) == (_words((TWO,)), frozenset({"one"}))
    remembered = Ledger(cards={**_ledger(ONE, state="dropped").cards, **_ledger(TWO).cards})
    again = decks.merge([ONE, TWO], files, remembered)
    assert again == first


def test_a_deleted_card_that_the_learner_puts_back_is_live_again(tmp_path: Path) -> None:
    files = _in_file(tmp_path, ONE, TWO)
    remembered = Ledger(cards={**_ledger(ONE, state="dropped").cards, **_ledger(TWO).cards})
    assert decks.merge([ONE, TWO], files, remembered) == decks.Merge((ONE, TWO), frozenset())


def test_a_card_that_is_new_is_not_taken_for_a_deleted_one(tmp_path: Path) -> None:
    files = _in_file(tmp_path, ONE)
    assert decks.merge([ONE, TWO], files, _ledger(ONE)) == decks.Merge((ONE, TWO), frozenset())


def test_a_topic_whose_file_the_learner_deleted_is_dropped_with_what_is_made_for_it_later() -> None:
    first = decks.merge([ONE], decks.Files(), _ledger(ONE))
    assert (first.cards, first.dropped, first.topics) == ((), frozenset({"one"}), frozenset({"tcp"}))
    remembered = replace(_ledger(ONE, state="dropped"), dropped=frozenset({"tcp"}))
    again = decks.merge([ONE, TWO], decks.Files(), remembered)
    assert (again.cards, again.dropped, again.topics) == ((), frozenset({"one"}), frozenset({"tcp"}))


def test_a_topic_whose_file_the_learner_puts_back_is_no_longer_dropped(tmp_path: Path) -> None:
    files = _in_file(tmp_path, ONE)
    remembered = replace(_ledger(ONE, state="dropped"), dropped=frozenset({"tcp"}))
    merged = decks.merge([ONE, TWO], files, remembered)
    assert (merged.cards, merged.dropped, merged.topics) == ((ONE, TWO), frozenset(), frozenset())


def test_what_is_restored_stands_again_and_own_cards_with_it() -> None:
    own = Card("mine", "own", "tcp", "", "我的问题？", "我的答案", "", "", 0, 0)
    records = _ledger(ONE, state="restored").cards
    mine = Record(own, NOT_MADE, "s", 1, 1, "restored")
    merged = decks.merge([ONE], decks.Files(), Ledger(cards={**records, "mine": mine}))
    assert (merged.cards, merged.dropped) == ((ONE, replace(own, edited=True)), frozenset())


def test_a_deck_file_that_the_learner_emptied_stays_empty(tmp_path: Path) -> None:
    (tmp_path / "tcp.yaml").write_text("topic: tcp\nname: TCP\ncards: []\n", encoding="utf-8")
    merged = decks.merge([ONE, TWO], decks.read(tmp_path), _ledger(ONE, TWO))
    assert (merged.cards, merged.dropped) == ((), frozenset({ONE.id, TWO.id}))


def test_a_card_keeps_its_edits_when_its_topic_changes(tmp_path: Path) -> None:
    files = _in_file(tmp_path, replace(ONE, back="我的答案"), TWO)
    moved = replace(ONE, topic="udp")
    merged = decks.merge([moved, TWO], files, _ledger(ONE, TWO))
    assert [(card.topic, card.back) for card in merged.cards] == [("udp", "我的答案"), ("tcp", "可靠")]
    assert merged.dropped == frozenset()


def test_an_own_card_is_kept_and_gets_an_id_that_stays(tmp_path: Path) -> None:
    (tmp_path / "tcp.yaml").write_text("topic: tcp\ncards:\n- front: 我的问题？\n  back: 我的答案\n", encoding="utf-8")
    (own,) = decks.merge([], decks.read(tmp_path), Ledger()).cards
    assert own == Card(own.id, "own", "tcp", "", "我的问题？", "我的答案", "", "", 0, 0, edited=True)
    assert len(own.id) == 13
    files = _in_file(tmp_path, own)
    assert decks.merge([], files, _ledger(own, state="own")).cards == (own,)


def test_two_own_cards_with_the_same_front_are_both_kept_under_ids_of_their_own(tmp_path: Path) -> None:
    text = "topic: tcp\ncards:\n- front: 问\n  back: 甲\n- front: 问\n  back: 乙\n"
    (tmp_path / "tcp.yaml").write_text(text, encoding="utf-8")
    one, other = decks.merge([], decks.read(tmp_path), Ledger()).cards
    assert (one.back, other.back) == ("甲", "乙")
    assert one.id != other.id
    files = _in_file(tmp_path, one, other)
    assert decks.merge([], files, _ledger(one, other, state="own")).cards == (one, other)


def test_a_card_that_no_rule_makes_any_more_retires_unless_the_learner_reworded_it(tmp_path: Path) -> None:
    mine = replace(TWO, back="我的答案")
    files = _in_file(tmp_path, ONE, mine)
    merged = decks.merge([], files, _ledger(ONE, TWO))
    assert (_words(merged.cards), merged.dropped) == (_words((mine,)), frozenset())


CLOZE = Card(
    "one", "cloze", "tcp", "TCP", "TCP 用{{c1::三次握手}}建立连接。", "", "e1", "TCP 用三次握手建立连接", 0, 11
)


@pytest.mark.parametrize(
    ("known", "front", "keeps"),
    [
        (ONE, "我的问题？", True),
        (CLOZE, "TCP 用{{c1::三次}}握手建立连接。", True),
        (CLOZE, "{{c2::TCP}} 用{{c1::三次握手}}建立连接。", True),
        (ONE, "TCP 是{{c1::协议}}。", False),
        (CLOZE, "TCP 怎样建立连接？", False),
        (CLOZE, "TCP 用{{c2::三次握手}}建立连接。", False),
    ],
    ids=["reworded", "another gap", "a second gap", "made a cloze", "made a question", "its number is gone"],
)
def test_a_card_whose_note_anki_could_not_turn_becomes_another_and_the_old_one_goes(
    tmp_path: Path, known: Card, front: str, *, keeps: bool
) -> None:
    files = _in_file(tmp_path, replace(known, front=front))
    merged = decks.merge([known], files, _ledger(known))
    (card,) = merged.cards
    assert (card.front, card.id == "one", merged.dropped) == (front, keeps, frozenset() if keeps else {"one"})
    again = decks.merge([known], _in_file(tmp_path, card), Ledger(cards={
        **_ledger(known, state="live" if keeps else "dropped").cards,
        **(_ledger(card, state="own").cards if not keeps else {}),
    }))  # fmt: skip
    assert [(one.id, one.front) for one in again.cards] == [(card.id, front)]


def test_an_own_card_that_the_learner_deletes_is_dropped(tmp_path: Path) -> None:
    files = _in_file(tmp_path, ONE)
    own = Card("mine", "own", "tcp", "", "我的问题？", "我的答案", "", "", 0, 0)
    remembered = Ledger(cards={**_ledger(ONE).cards, **_ledger(own, state="own").cards})
    assert decks.merge([ONE], files, remembered) == decks.Merge((ONE,), frozenset({"mine"}))


def test_without_a_ledger_every_edit_is_still_kept(tmp_path: Path) -> None:
    files = _in_file(tmp_path, replace(ONE, front="我的问题？"), replace(TWO, back="我的答案"))
    merged = decks.merge([ONE, TWO], files, Ledger())
    assert _words(merged.cards) == [
        ("one", "我的问题？", "面向连接的协议"),
        ("two", "TCP 的优点是什么？", "我的答案"),
    ]
    assert merged.dropped == frozenset()


KNOWN = "a card has id, kind, term, front, back, edited, quote, entry, start, end"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "topic: tcp\ncards:\n- id: one\n  front: a\n- id: one\n  front: b\n",
            ["tcp.yaml:5: the card one also stands in tcp.yaml:3; delete one"],
        ),
        (
            "topic: tcp\ncards:\n- front: a\n  bakc: b\n",
            [f"tcp.yaml:4: `bakc` is not a known key with one text; {KNOWN}"],
        ),
        (
            "topic: tcp\ncards:\n- front: a\n  back:\n  - b\n",
            [f"tcp.yaml:4: `back` is not a known key with one text; {KNOWN}"],
        ),
        ("topic: tcp\ncards:\n- front: a\n- back: b\n", [f"tcp.yaml:4: the card has no `front`; {KNOWN}"]),
        (
            "topic: tcp\ncards:\n- back: a\n- back: b\n",
            [f"tcp.yaml:3: the card has no `front`; {KNOWN}", f"tcp.yaml:4: the card has no `front`; {KNOWN}"],
        ),
        (
            "topic: tcp\ncards:\n- just words\n",
            ["tcp.yaml:2: `just words` is no card; write `- front: …` and ` back: …`"],
        ),
        (
            "topic: tcp\ncards: words\n",
            ["tcp.yaml:2: `cards` must be a list, each card beginning with `- `"],
        ),
        (
            "name: TCP\ncards: []\n",
            ["tcp.yaml:1: is no deck: it must begin with `topic:`; restore it or delete the file"],
        ),
        ("", ["tcp.yaml:1: is no deck: it must begin with `topic:`; restore it or delete the file"]),
        (
            "topic: tcp\ntopic: udp\n",
            ["tcp.yaml:2: is not valid YAML (the key 'topic' stands here twice); mend this line"],
        ),
    ],
)
def test_a_broken_deck_is_a_fault_with_its_file_and_line(tmp_path: Path, text: str, faults: list[str]) -> None:
    assert _faults(tmp_path, text) == faults


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "udp.yaml").write_text("cards: []\n", encoding="utf-8")
    assert [fault.split(":")[0] for fault in _faults(tmp_path, "topic: tcp\ncards: words\n")] == [
        "tcp.yaml",
        "udp.yaml",
    ]


def test_a_card_that_stands_in_two_files_is_named_with_both(tmp_path: Path) -> None:
    (tmp_path / "udp.yaml").write_text("topic: udp\ncards:\n- id: one\n  front: b\n", encoding="utf-8")
    assert _faults(tmp_path, "topic: tcp\ncards:\n- id: one\n  front: a\n") == [
        "udp.yaml:3: the card one also stands in tcp.yaml:3; delete one"
    ]


def test_the_build_keeps_what_the_learner_did(tmp_path: Path) -> None:
    """One walk through writing, editing, deleting, adding, reading and merging."""
    _in_file(tmp_path, ONE, TWO)
    path = tmp_path / "tcp.yaml"
    text = path.read_text(encoding="utf-8").replace("面向连接的协议\n", "先握手的协议\n", 1)
    text = text[: text.index("- id: two")] + "- front: 端口有几位？\n  back: 16\n"
    path.write_text(text, encoding="utf-8")
    merged = decks.merge([ONE, TWO], decks.read(tmp_path), _ledger(ONE, TWO))
    assert [(card.front, card.back) for card in merged.cards] == [
        ("TCP 是什么？", "先握手的协议"),
        ("端口有几位？", "16"),
    ]
    assert merged.dropped == frozenset({"two"})
    assert decks.read(tmp_path).paths == {"tcp": path}


def test_a_comment_above_everything_stays_above_the_keys(tmp_path: Path) -> None:
    _in_file(tmp_path, ONE)
    path = tmp_path / "tcp.yaml"
    path.write_text("# mine, at the very top\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert decks.read(tmp_path).heads == {"tcp": (("# mine, at the very top",), ())}


def test_the_opening_of_a_topic_that_had_another_name_is_no_comment_of_the_learners(tmp_path: Path) -> None:
    _in_file(tmp_path, ONE)
    path = tmp_path / "tcp.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("# Cards on TCP,", "# Cards on 传输控制协议,"), encoding="utf-8"
    )
    assert decks.read(tmp_path).heads == {"tcp": ((), ())}


def test_a_key_that_no_deck_file_has_is_refused_before_its_cards_are_lost(tmp_path: Path) -> None:
    (fault,) = _faults(tmp_path, "topic: tcp\nname: TCP\ncard:\n- front: 问？\n  back: 答\n")
    assert fault == "tcp.yaml:3: `card` is no key of a deck file; it has topic, name, deck, cards"
