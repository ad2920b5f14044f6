"""Identity: what two texts have to share to be about the same thing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.ids import digest, fold, letters, slug

FEW = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Actor-Critic", "actor critic"),
        ("Actor-Critic", "ActorCritic"),
        ("batch_norm", "Batch Norm"),
        ("Ｌａｓｓｏ", "lasso"),
        ("K－Means", "k-means"),
        ("贝叶斯·优化", "贝叶斯优化"),
        ("Kullback–Leibler", "kullbackleibler"),
        ("随机\u3000森林", "随机森林"),
        ("Straße", "STRASSE"),
    ],
)
def test_case_width_spaces_and_hyphens_do_not_tell_two_spellings_apart(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C++", "C#"), ("L1", "L2"), ("A.B", "AB"), ("熵", "墒")])
def test_any_other_sign_tells_two_spellings_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Dropout：训练时，随机丢弃!", "dropout训练时随机丢弃"),
        ("Dropout:训练时,随机丢弃", "dropout训练时随机丢弃"),
        ("ＡＢ１２", "ab12"),
        ("……", ""),
    ],
)
def test_letters_keeps_what_stays_of_a_text_when_it_is_repunctuated(text: str, kept: str) -> None:
    assert letters(text) == kept


@FEW
@given(st.text())
def test_folding_twice_is_folding_once_for_latin_and_han(text: str) -> None:
    plain = "".join(char for char in text if char.isascii() or "\u4e00" <= char <= "\u9fff")
    assert fold(fold(plain)) == fold(plain)


@FEW
@given(st.text(alphabet="abcXYZ 中文-_　ａ１"), st.text(alphabet="abcXYZ 中文-_　ａ１"))
def test_folding_two_parts_is_folding_the_whole(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


def test_a_digest_is_the_same_on_every_machine_and_in_every_version() -> None:
    # These stand in learners' Anki collections: a change here makes every known card a new one.
    assert digest("definition", "entropy") == "88xvy4rekk8h3"
    assert digest("") == "4ef2b8dvcctb5"


@FEW
@given(st.lists(st.text(), min_size=1, max_size=3))
def test_a_digest_is_thirteen_signs_that_cannot_be_misread(parts: list[str]) -> None:
    assert re.fullmatch(r"[a-km-np-z2-9]{13}", digest(*parts))


@FEW
@given(st.sets(st.tuples(st.text(alphabet="ab中"), st.text(alphabet="ab中")), min_size=2, max_size=20))
def test_where_one_part_ends_and_the_next_begins_counts_in_a_digest(pairs: set[tuple[str, str]]) -> None:
    assert len({digest(*pair) for pair in pairs}) == len(pairs)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Elastic Net", "elastic-net"),
        ("TF-IDF", "tf-idf"),
        ("ＸＧＢｏｏｓｔ 调参", "xgboost-调参"),
    ],
)
def test_a_slug_keeps_latin_letters_digits_and_han_and_joins_them_by_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("name", "opening"), [("../../etc/passwd", "etc-passwd-"), ("a:b*c?", "a-b-c-"), ("C++", "c-")]
)
def test_a_slug_that_leaves_signs_out_carries_some_of_the_names_hash(name: str, opening: str) -> None:
    assert slug(name) == opening + digest(name)[:5]
    assert len({slug("C"), slug("C++"), slug("C#")}) == 3


def test_a_name_without_letters_still_has_a_slug_of_its_own() -> None:
    assert slug("？？") == digest("？？")
    assert slug("？？") != slug("！！")


@FEW
@given(st.text(max_size=200))
def test_a_slug_is_always_a_safe_file_name_of_at_most_sixty_signs(name: str) -> None:
    made = slug(name)
    assert re.fullmatch(r"[a-z0-9\-\u3400-\u9fff]{1,60}", made)
    assert unicodedata.normalize("NFC", made) == made
