"""Snapshot files into entries: whatever the file's form, and the same note once."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.errors import StudyError
from study.ids import letters
from study.model import Entry, Excerpt
from study.snapshots import SAME, fold, likeness, read
from tests.conftest import SEEDS

ONE = (
    "哈希表 哈希表用散列函数把键映射到数组下标，平均常数时间内完"
    "成查找。冲突用链地址法或开放寻址法解决，装填因子过大时要扩容。" * 2
)
OTHER = (
    "哈希表 哈希表也见于分布式系统：一致性哈希把键和节点放在"
    "同一个环上，增减节点时只搬动相邻的一段数据，其余保持原位。" * 2
)


def excerpts(*texts: str) -> list[Excerpt]:
    return [Excerpt(text, f"{number}.txt", 1) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    "raw",
    [
        "INCOMING TRANSMISSION\n\nLATEST UPDATES\n第一条笔记\n第二条笔记\n1 2\n".encode(),
        b"\xef\xbb\xbf" + "INCOMING TRANSMISSION\r\n\r\nLATEST UPDATES\r\n第一条笔记\r\n第二条笔记\r\n".encode(),
        "第一条笔记   \n\n\n第二条笔记\t\n".encode(),
        "LATEST UPDATES\n第一条笔记\n第二条笔记\n1 2 3".encode("gb18030"),
        "第一条笔记\r第二条笔记\r".encode("utf-16"),
    ],
    ids=["as saved", "BOM and CRLF", "no header, trailing spaces", "GB18030", "UTF-16"],
)
def test_a_snapshot_is_read_in_whatever_form_it_was_saved(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    found, faults = read(tmp_path)
    assert [excerpt.text for excerpt in found] == ["第一条笔记", "第二条笔记"]
    assert faults == ()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "holds no entries"),
        (b"LATEST UPDATES\n1 2\n", "holds no entries"),
        (b"good line\nbad \xff\xff line", "a.txt:2: is neither UTF-8 nor GB18030"),
        (b"text\n\x00\x01\x02", "a.txt:2: is not a text file"),
        (b"%PDF-1.7\n1 0 obj\n", "a.txt:1: is not a text file"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>note", "a.txt:1: is not a text file"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "a.txt:1: is not a text file"),
        (b"bplist00\xd1\x01", "a.txt:1: is not a text file"),
    ],
)
def test_a_bad_snapshot_is_named_with_its_line_and_the_others_are_read(tmp_path: Path, raw: bytes, words: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    (tmp_path / "b.txt").write_text("好的一条笔记", encoding="utf-8")
    found, faults = read(tmp_path)
    assert [excerpt.snapshot for excerpt in found] == ["b.txt"]
    assert len(faults) == 1
    assert words in str(faults[0])


def test_a_folder_in_place_of_a_snapshot_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    _, faults = read(tmp_path)
    assert "is not a plain file" in str(faults[0])


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no such folder"):
        read(tmp_path / "nowhere")
    with pytest.raises(StudyError, match="holds no snapshot"):
        read(tmp_path)


def test_the_seeds_hold_30_entries_in_51_lines() -> None:
    found, faults = read(SEEDS)
    assert (len(found), len(fold(found)), faults) == (51, 30, ())


def test_different_seed_notes_are_far_from_being_taken_for_one() -> None:
    texts = [letters(entry.text) for entry in fold(read(SEEDS)[0])]
    assert max(likeness(a, b) for a, b in itertools.combinations(texts, 2)) < SAME / 2


@pytest.mark.parametrize(
    "edited",
    [
        ONE[:80] + "...",
        ONE.replace("，", ",").replace("。", ". "),
        ONE.replace("平均常数时间内完成查找", "查找平均只要常数时间"),
        ONE[:60] + "补充一句：好的散列函数要让键分布均匀。" + ONE[60:],
        ONE[30:],
    ],
    ids=["cut shorter", "re-punctuated", "reworded", "sentence put in", "beginning cut off"],
)
def test_an_edited_excerpt_is_the_same_entry(edited: str) -> None:
    assert len(fold(excerpts(ONE, edited))) == 1


def test_two_notes_that_open_alike_stay_two() -> None:
    assert len(fold(excerpts(ONE, OTHER))) == 2


def test_an_entry_knows_every_snapshot_that_shows_it_and_keeps_its_longest_text() -> None:
    (entry,) = fold(excerpts(ONE[:80], ONE, ONE[:95]))
    assert entry.snapshots == ("0.txt", "1.txt", "2.txt")
    assert entry.text == ONE


def test_an_entry_of_an_earlier_build_keeps_its_id_whatever_was_edited() -> None:
    (before,) = fold(excerpts(ONE))
    (after,) = fold(excerpts("新的开头。" + ONE[10:]), known=[before])
    assert after.id == before.id
    assert set(after.versions) == {ONE, "新的开头。" + ONE[10:]}


def test_an_entry_that_rolled_off_the_index_page_is_remembered() -> None:
    (before,) = fold(excerpts(ONE))
    after = fold(excerpts(OTHER), known=[before])
    assert before in after
    assert len(after) == 2


def test_entries_of_earlier_builds_are_never_joined() -> None:
    known = [Entry("a", ONE, ("x.txt",), (ONE,)), Entry("b", ONE[:90], ("x.txt",), (ONE[:90],))]
    assert [entry.id for entry in fold([], known=known)] == ["a", "b"]


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_files_and_lines_does_not_matter(random: object) -> None:
    found = list(read(SEEDS)[0])
    expected = fold(found)
    random.shuffle(found)  # type: ignore[attr-defined]
    assert fold(found) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="甲乙丙丁戊abc ，。", min_size=1, max_size=80), max_size=12))
def test_folding_is_idempotent_and_loses_no_text(texts: list[str]) -> None:
    named = [text for text in texts if letters(text)]
    once = fold(excerpts(*named))
    again = fold(excerpts(*named), known=once)
    assert [(entry.id, entry.versions) for entry in once] == [(entry.id, entry.versions) for entry in again]
    assert {version for entry in once for version in entry.versions} == set(named)
