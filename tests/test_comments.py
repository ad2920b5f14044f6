"""The learner's comments and the order of own cards in a deck file outlive every build."""

from __future__ import annotations

from pathlib import Path

import pytest

from study import building, yamlfile
from tests.conftest import NOW

NOTE = "潮汐索引 潮汐索引(Tidal Indexing)是一种随负载高低伸缩分片数目的倒排结构。潮汐索引的缺点是伸缩时查询变慢。"

pytestmark = pytest.mark.usefixtures("one_dictionary")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(NOTE, encoding="utf-8")
    building.build(tmp_path / "seeds", tmp_path / "decks", NOW)
    (path,) = (tmp_path / "decks").glob("*.yaml")
    return path


def build(deck: Path, later: int = 60) -> str:
    building.build(deck.parents[1] / "seeds", deck.parent, NOW + later, may_retire=True)
    return deck.read_text(encoding="utf-8")


def edit(deck: Path, *pairs: tuple[str, str]) -> None:
    text = deck.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, text
        text = text.replace(old, new)
    deck.write_text(text, encoding="utf-8")


def order(text: str, *words: str) -> bool:
    places = [text.index(word) for word in words]
    return places == sorted(places)


def test_comments_stay_above_the_cards_that_they_stand_beside(deck: Path) -> None:
    edit(
        deck,
        ("cards:\n- id: ", "# 我的牌组\ncards:\n# 第一张\n- id: "),
        ("  back: 伸缩时查询变慢", "  back: 查询变慢 # 书上第 3 页\n  # 还要再想"),
    )
    deck.write_text(deck.read_text(encoding="utf-8") + "# 到此为止\n", encoding="utf-8")
    text = build(deck)
    words = ("# 我的牌组", "cards:", "# 第一张", "是什么？", "# 书上第 3 页", "# 还要再想", "缺点是什么", "# 到此为止")
    assert order(text, *words)
    assert build(deck, 120) == text


def test_what_looks_like_a_comment_inside_a_card_is_none(deck: Path) -> None:
    edit(deck, ("  back: 伸缩时查询变慢", "  back: 'C# 与 # 号'"))
    text = build(deck)
    assert "back: 'C# 与 # 号'\n" in text
    assert not any(line.startswith("# 号") for line in text.splitlines())


def test_a_comment_of_a_card_that_goes_stays_at_the_end_of_the_file(deck: Path) -> None:
    edit(deck, ("cards:\n- id: ", "cards:\n- front: 我的问题？ # 不要忘记\n  back: 我的答案\n- id: "))
    text = build(deck)
    start = text.index("- id: ", text.index("# 不要忘记"))
    end = text.index("- id: ", start + 3)
    deck.write_text(text[:start] + text[end:], encoding="utf-8")
    assert "# 不要忘记" in build(deck, 120)


def test_an_own_card_stays_where_it_was_written(deck: Path) -> None:
    edit(deck, ("cards:\n- id: ", "cards:\n- front: 最先？\n  back: 一\n- id: "))
    text = deck.read_text(encoding="utf-8")
    second = text.index("- id: ", text.index("- id: ") + 3)
    text = text[:second] + "- front: 中间？\n  back: 二\n- front: 又一？\n  back: 三\n" + text[second:]
    deck.write_text(text, encoding="utf-8")
    text = build(deck)
    assert order(text, "最先？", "潮汐索引是什么", "中间？", "又一？", "缺点是什么")
    assert build(deck, 120) == text


def test_an_edit_is_marked_and_the_mark_goes_with_it(deck: Path) -> None:
    edit(deck, ("  back: 伸缩时查询变慢", "  back: 查询变慢"))
    assert "  back: 查询变慢\n  edited: back\n" in build(deck)
    edit(deck, ("  back: 查询变慢", "  back: 伸缩时查询变慢"))
    assert "edited" not in build(deck, 120).partition("topic:")[2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# a\nx: 1\n", [(1, True, "# a")]),
        ("x: 1 # a\n", [(1, False, "# a")]),
        ("x: a#b\ny: 'c # d'\nz: \"# e\"\n", []),
        ("x: |\n  # a\n  b\ny: 1\n", []),
        ("x:\n  # a\n  - b # c\n\n# d", [(2, False, "# a"), (3, False, "# c"), (5, True, "# d")]),
    ],
)
def test_comments_are_told_from_words(text: str, found: list[tuple[int, bool, str]]) -> None:
    assert yamlfile.comments(text) == found
