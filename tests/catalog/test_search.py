"""The catalogue as a dictionary."""

from __future__ import annotations

import pytest

from study.catalog import Catalog, search
from study.catalog.search import MOST


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("ddpm", "ddpm"),
        ("去噪扩散概率模型", "ddpm"),
        ("Actor Critic", "actor-critic"),
        ("actorcritic", "actor-critic"),
        ("red-black-tree", "red-black-tree"),
        ("强化学习", "reinforcement-learning"),
        ("Transfomer", "transformer"),
    ],
)
def test_the_concept_that_is_meant_comes_first(known: Catalog, word: str, first: str) -> None:
    assert search(known.concepts.values(), word)[0].id == first


def test_a_word_of_a_gloss_is_found_after_the_names(known: Catalog) -> None:
    found = search(known.concepts.values(), known.concepts["convolution"].gloss[:12])
    assert [concept.id for concept in found] == ["convolution"]


def test_a_search_gives_a_handful_at_most_and_nothing_for_nonsense(known: Catalog) -> None:
    assert len(search(known.concepts.values(), "网络")) == MOST
    assert search(known.concepts.values(), "qqqqxxxx") == ()
