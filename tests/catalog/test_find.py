"""Concepts in text: which spellings match where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from study.catalog.find import Finder
from study.ids import fold
from study.model import Concept


def concept(name: str, *spellings: str, near: dict[str, tuple[str, ...]] | None = None) -> Concept:
    return Concept(name.lower(), name, name, None, None, spellings, tuple((near or {}).items()), "", (), "t", 0)


def found(finder: Finder, text: str) -> list[tuple[str, str]]:
    return [(mention.concept.name, text[mention.start : mention.end]) for mention in finder.find(text)]


PLAIN = Finder(
    (
        concept("Elastic-Net", "弹性网络"),
        concept("KNN", "近邻"),
        concept("最近邻", "最近邻分类器"),
        concept("UMAP"),
        concept("Zq"),
        concept("QZ"),
        concept("MAP"),
        concept("Isolation Forest"),
    )
)


@pytest.mark.parametrize(
    "written",
    ["Elastic-Net", "elasticnet", "ELASTIC NET", "Elastic_net", "Ｅｌａｓｔｉｃ－Ｎｅｔ", "Elastic\nNet", "弹性网络"],
)
def test_a_spelling_matches_whatever_its_case_width_spaces_and_hyphens(written: str) -> None:
    assert found(PLAIN, f"先看{written}。") == [("Elastic-Net", written)]


@pytest.mark.parametrize("text", ["KNNX 方法", "XKNN", "kNN2 版", "knnlib.org", "QZX", "AQZ", "umapping"])
def test_a_spelling_inside_a_longer_latin_word_never_matches(text: str) -> None:
    assert found(PLAIN, text) == []


@pytest.mark.parametrize("text", ["用KNN分类", "(KNN)", "KNN,", "的KNN。", "“KNN”", "KNN/其他"])
def test_han_and_punctuation_may_stand_beside_a_latin_spelling(text: str) -> None:
    assert found(PLAIN, text) == [("KNN", "KNN")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three KNNs here", [("KNN", "KNNs")]),
        ("isolation forests", [("Isolation Forest", "isolation forests")]),
        ("KNNss", []),
        ("KNNst", []),
        ("QZs", []),
    ],
)
def test_a_plural_s_belongs_to_the_name_when_it_ends_the_word(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(PLAIN, text) == expected


@pytest.mark.parametrize(("text", "expected"), [("QZ", [("QZ", "QZ")]), ("qz", []), ("Qz", [])])
def test_two_capitals_match_only_as_they_are(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(Finder((concept("QZ"),)), text) == expected


@pytest.mark.parametrize(("text", "expected"), [("用 MAP 估计", [("MAP", "MAP")]), ("a map of it", []), ("Map", [])])
def test_capitals_that_spell_a_word_match_only_as_they_are(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(PLAIN, text) == expected


def test_a_short_spelling_does_not_match_across_a_space() -> None:
    assert found(PLAIN, "K NN 与 um ap 和 K-NN") == [("KNN", "K-NN")]


def test_of_spellings_that_overlap_the_leftmost_counts_and_of_those_the_longest() -> None:
    assert found(PLAIN, "最近邻分类器与近邻") == [("最近邻", "最近邻分类器"), ("KNN", "近邻")]
    assert found(PLAIN, "最近邻") == [("最近邻", "最近邻")]


def test_a_title_and_a_joined_name_hold_the_concepts_that_their_words_name() -> None:
    title, joined = "Growing Isolation Forest on Elastic Net Paths", "UMAP+KNN"
    finder = Finder(
        (*map(concept, ("Elastic-Net", "KNN", "UMAP", "Isolation Forest")), concept("GIFEN", title, joined))
    )
    names = [[inside.name for inside in mention.inside] for mention in finder.find(f"{title},{joined}")]
    assert names == [["Isolation Forest", "Elastic-Net"], ["UMAP", "KNN"]]
    assert found(finder, f"{title},{joined}") == [("GIFEN", title), ("GIFEN", joined)]


@pytest.mark.parametrize(
    ("written", "is_slip"),
    [
        ("Isolation Forst", True),  # lost
        ("Isolatoin Forest", True),  # swapped
        ("Isolation Forestt", True),  # added
        ("Isolation Farest", True),  # wrong
        ("IsolationForst", True),
        ("Isolation Forsts", True),
        ("Isolation Farst", False),  # two
        ("Osolation Forest", False),  # another first letter: as likely another name
        ("isolation forst", False),  # no name
    ],
)
def test_one_slip_in_a_long_name_is_forgiven(written: str, is_slip: bool) -> None:
    assert found(PLAIN, f"讲讲 {written} 的原理") == ([("Isolation Forest", written)] if is_slip else [])


def test_a_slip_in_a_short_name_is_another_name() -> None:
    assert found(Finder((concept("Bagging"),)), "Baging") == []


TWO_SENSES = Finder(
    (
        concept("Pressure", near={"BP": ("血压", "patient")}),
        concept("Backward", near={"BP": ("梯度", "gradient")}),
        concept("Price", "定价"),
        concept("Bid", near={"定价": ("广告",)}),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BP 偏高,血压要常测", "Pressure"),
        ("BP 把梯度逐层传回", "Backward"),
        ("The patients had a high BP", "Pressure"),
        ("BP sends the Gradient back", "Backward"),
        ("血压与梯度:BP 的 gradient", "Backward"),
    ],
)
def test_a_spelling_with_two_senses_goes_to_the_one_with_more_of_its_words_in_the_text(
    text: str, expected: str
) -> None:
    assert [name for name, _ in found(TWO_SENSES, text)] == [expected]


@pytest.mark.parametrize("text", ["BP 是什么", "BP and the impatient", "只说 BP,不说别的"])
def test_a_guarded_spelling_without_any_of_its_words_is_not_guessed(text: str) -> None:
    assert found(TWO_SENSES, text) == []


@pytest.mark.parametrize(("text", "expected"), [("商品定价", "Price"), ("广告定价", "Bid")])
def test_an_unguarded_sense_is_the_one_meant_unless_the_text_says_otherwise(text: str, expected: str) -> None:
    assert found(TWO_SENSES, text) == [(expected, "定价")]


def test_a_word_cannot_vouch_for_itself() -> None:
    finder = Finder((concept("Belief", near={"BP": ("BP",)}),))
    assert found(finder, "BP 算法") == []
    assert [start for _, start in found(finder, "BP 又称 BP")] == ["BP", "BP"]


def test_a_mention_carries_the_catalogues_own_spelling_not_the_notes() -> None:
    assert [mention.standard for mention in PLAIN.find("elastic net, 弹性网络, knns")] == [
        "Elastic-Net", "弹性网络", "KNN",
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["KNN", "s", " ", "-", "弹性网络", "最近邻", "分类器", "Elastic", "Net", "½", "ﬁ", "①", "x", "QZ"]
        ),
        max_size=12,
    )
)
def test_mentions_stand_in_text_order_apart_from_each_other_and_are_what_they_say(pieces: list[str]) -> None:
    text = "".join(pieces)
    mentions = PLAIN.find(text)
    places = [place for mention in mentions for place in (mention.start, mention.end)]
    assert places == sorted(places)
    for mention in mentions:
        written = text[mention.start : mention.end]
        slips = OSA.distance(fold(written).removesuffix("s"), fold(mention.standard))
        assert slips <= (1 if len(written) > 8 else 0), f"{written!r} read as {mention.standard!r}"
        assert mention.standard in mention.concept.names
