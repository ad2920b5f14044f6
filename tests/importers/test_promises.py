"""What importing again and again keeps and changes, held in the real importer; README's table lists these promises."""

from __future__ import annotations

import pytest
from anki.collection import Collection

from study import apkg, ledger, pipeline
from tests.importers.conftest import FIRST, LAST, MIDDLE, Learner

pytestmark = pytest.mark.usefixtures("one_dictionary")

ASKED = "反向传播是什么"
ANSWER = "按链式法则由后向前逐层求梯度的算法"
BETTER = "按链式法则、由后向前地逐层求出梯度的算法"


def plan_order(learner: Learner) -> list[str]:
    return [card.id for card in pipeline.study(learner.seeds, learner.decks).study.cards]


def everything(collection: Collection) -> list[object]:
    assert collection.db is not None
    notes = collection.db.all("select guid, mid, mod, tags, flds from notes order by guid")
    cards = collection.db.all("select nid, did, due, ivl, queue, reps from cards order by nid")
    return [*notes, *cards]


def answer_easily(learner: Learner) -> tuple[str, int]:
    """Review the first card of the queue, so that it has an interval; give its GUID and the interval."""
    (guid, *_) = learner.queue()
    (card,) = learner.notes()[guid].cards()
    card.start_timer()
    learner.collection.sched.answerCard(card, 4)
    card.load()
    assert card.ivl > 0
    return guid, card.ivl


def reword(learner: Learner) -> None:
    learner.edit_deck_file("backpropagation", f"back: {ANSWER}", f"back: {BETTER}")


def test_the_first_import_brings_every_card_once_and_deals_them_in_plan_order(learner: Learner) -> None:
    assert learner.queue() == plan_order(learner)
    assert learner.collection.card_count() == learner.collection.note_count() == len(learner.queue()) > 3


def test_importing_the_same_package_again_changes_nothing(learner: Learner) -> None:
    before = everything(learner.collection)
    assert learner.bring_in() == 0
    assert everything(learner.collection) == before


def test_a_new_snapshot_adds_its_cards_and_leaves_the_known_ones_alone(learner: Learner) -> None:
    before = {guid: (note.fields, note.tags, note.mod) for guid, note in learner.notes().items()}
    learner.keep("2", LAST, MIDDLE)
    new = len(learner.build().new_cards)
    assert learner.bring_in() == new > 0
    after = {guid: (note.fields, note.tags, note.mod) for guid, note in learner.notes().items() if guid in before}
    assert after == before


def test_a_card_whose_note_was_reworded_gets_the_new_words_under_the_same_note(learner: Learner) -> None:
    before = learner.note(ASKED)
    learner.keep("2", FIRST.replace(ANSWER, BETTER))
    assert learner.build().reworded
    assert learner.bring_in() == 0
    after = learner.note(ASKED)
    assert (after.id, after.guid, after["Back"]) == (before.id, before.guid, BETTER)


def test_an_edit_in_anki_outlives_every_import_in_which_its_note_did_not_change(learner: Learner) -> None:
    note = learner.note(ASKED)
    note["Back"] = "我改过的答案"
    learner.collection.update_note(note)
    for name, more in (("2", MIDDLE), ("3", LAST.replace("长度平方", "序列长度的平方"))):
        learner.keep(name, more)
        learner.build()
        learner.bring_in()
        assert learner.note(ASKED)["Back"] == "我改过的答案"


def test_a_tag_added_in_anki_outlives_every_import_in_which_its_note_did_not_change(learner: Learner) -> None:
    note = learner.note(ASKED)
    note.tags.append("难点")
    learner.collection.update_note(note)
    learner.keep("2", MIDDLE)
    learner.build()
    learner.bring_in()
    assert "难点" in learner.note(ASKED).tags


def test_a_reviewed_card_keeps_its_interval_and_gets_its_new_words(learner: Learner) -> None:
    guid, interval = answer_easily(learner)
    assert learner.note(ASKED).guid == guid
    reword(learner)
    learner.build()
    learner.bring_in()
    (card,) = learner.note(ASKED).cards()
    assert (learner.note(ASKED)["Back"], card.ivl, card.reps) == (BETTER, interval, 1)


def test_a_topic_slotted_into_the_middle_is_dealt_in_the_middle(learner: Learner) -> None:
    names = learner.deck_names()
    seen, _ = answer_easily(learner)
    learner.keep("2", MIDDLE)
    learner.build()
    learner.bring_in()
    assert learner.queue() == [card for card in plan_order(learner) if card != seen]
    first, middle, last = learner.deck_names()
    assert ([first, last], middle.split(" ")[1]) == (names, "梯度下降")


def test_a_card_slotted_into_a_known_deck_is_dealt_in_its_place(learner: Learner) -> None:
    longer = FIRST.replace("反向传播的优点", "反向传播的核心思想是复用后一层的梯度。反向传播的优点")
    learner.keep("2", longer)
    learner.build()
    assert learner.bring_in() > 0
    assert learner.queue() == plan_order(learner)


def test_new_looks_reach_the_known_note_types_and_make_no_twin(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = apkg.css() + ".front { color: teal }"
    monkeypatch.setattr(apkg, "css", lambda: style)
    monkeypatch.setattr(apkg, "LOOKS_CHANGED", apkg.LOOKS_CHANGED + 10**7)
    before = {(model.id, model.name) for model in learner.collection.models.all_names_and_ids()}
    learner.keep("2", MIDDLE)
    learner.build()
    learner.bring_in()
    assert {(model.id, model.name) for model in learner.collection.models.all_names_and_ids()} == before
    for front in (ASKED, "梯度下降是什么"):
        (card,) = learner.note(front).cards()
        assert "color: teal" in card.render_output().css


def drop_from_its_file(learner: Learner) -> None:
    path = learner.decks / "backpropagation.yaml"
    head, *cards = path.read_text(encoding="utf-8").split("- id: ")
    kept = [card for card in cards if ASKED not in card]
    assert len(kept) == len(cards) - 1
    path.write_text("- id: ".join([head, *kept]), encoding="utf-8")


def let_no_rule_make_it(learner: Learner) -> None:
    """Rename a card in file and ledger, as if another version of the program had made it."""
    real = learner.note(ASKED).guid
    for path in (learner.decks / "backpropagation.yaml", learner.decks / ledger.NAME):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(real, "formerformer2").replace("definition", "riddle"), encoding="utf-8")
    learner.collection.db.execute("update notes set guid = 'formerformer2' where guid = ?", real)  # type: ignore[union-attr]


@pytest.mark.parametrize("goes", [drop_from_its_file, let_no_rule_make_it])
def test_a_card_that_goes_arrives_once_more_tagged_as_retired_with_its_words_unchanged(
    learner: Learner, goes: object
) -> None:
    assert callable(goes)
    guid = learner.note(ASKED).guid
    words = learner.note(ASKED).fields[:2]
    goes(learner)
    guid = next(iter(set(learner.notes()) - set(plan_order(learner))), guid)
    assert learner.build().leaving == 1
    learner.bring_in()
    (retired,) = learner.collection.find_notes(f"tag:{apkg.RETIRED}")
    note = learner.collection.get_note(retired)
    assert (note.guid, note.fields[:2]) == (guid, words)
    learner.collection.remove_notes([retired])
    assert learner.build().leaving == 1  # nothing changed: the package is the same
    learner.keep("2", MIDDLE)
    assert learner.build().leaving == 0
    learner.bring_in()
    assert guid not in learner.notes()


def test_a_suspended_card_stays_suspended_and_gets_its_new_words(learner: Learner) -> None:
    (card,) = learner.note(ASKED).cards()
    learner.collection.sched.suspend_cards([card.id])
    reword(learner)
    learner.build()
    learner.bring_in()
    (card,) = learner.note(ASKED).cards()
    assert (learner.note(ASKED)["Back"], card.queue) == (BETTER, -1)


def test_cards_in_a_renamed_deck_stay_there_and_get_their_new_words(learner: Learner) -> None:
    decks = learner.collection.decks
    first, _ = learner.deck_names()
    mine = decks.id_for_name(first)
    assert mine is not None
    decks.rename(mine, "我的::反向传播")
    reword(learner)
    learner.build()
    learner.bring_in()
    (card,) = learner.note(ASKED).cards()
    assert (learner.note(ASKED)["Back"], decks.name(card.did)) == (BETTER, "我的::反向传播")


def test_cards_moved_to_another_deck_stay_there_and_get_their_new_words(learner: Learner) -> None:
    elsewhere = learner.collection.decks.id("别处")
    (card,) = learner.note(ASKED).cards()
    assert elsewhere is not None
    learner.collection.set_deck([card.id], elsewhere)
    reword(learner)
    learner.build()
    learner.bring_in()
    (card,) = learner.note(ASKED).cards()
    assert (learner.note(ASKED)["Back"], card.did) == (BETTER, elsewhere)


def test_a_note_deleted_in_anki_comes_back_until_it_is_dropped_from_its_file(learner: Learner) -> None:
    gone = learner.note(ASKED)
    learner.collection.remove_notes([gone.id])
    learner.keep("2", MIDDLE)
    learner.build()
    learner.bring_in()
    assert gone.guid in learner.notes()
    drop_from_its_file(learner)
    learner.build()
    learner.keep("3", MIDDLE.replace("难以选择", "往往难以选择"))
    learner.build()
    learner.collection.remove_notes([learner.notes()[gone.guid].id])
    learner.bring_in()
    assert gone.guid not in learner.notes()


def test_after_all_of_this_check_database_finds_nothing_to_repair(learner: Learner) -> None:
    answer_easily(learner)
    reword(learner)
    learner.keep("2", MIDDLE)
    learner.build()
    learner.bring_in()
    drop_from_its_file(learner)
    learner.keep("3", LAST.replace("长度平方", "序列长度的平方"))
    learner.build()
    learner.bring_in()
    report, fine = learner.collection.fix_integrity()
    assert fine, report
