"""The one YAML door: text in, text out, and faults that name their line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study import yamlfile
from study.errors import StudyError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DOCUMENT = st.recursive(
    TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


def load(folder: Path, text: str) -> Any:
    path = folder / "deck.yaml"
    path.write_text(text, encoding="utf-8")
    return yamlfile.load(path)


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(StudyError) as caught:
        load(folder, text)
    assert len(caught.value.faults) == 1
    return str(caught.value).removeprefix(f"{folder}/")


@pytest.mark.parametrize("scalar", ["NO", "on", "null", "~", "1e3", "2024-01-01", "0x1F", "12:30:45", ".inf", "="])
def test_every_scalar_is_text(tmp_path: Path, scalar: str) -> None:
    assert load(tmp_path, f"key: {scalar}\n") == {"key": scalar}


def test_a_tag_that_would_build_an_object_builds_nothing(tmp_path: Path) -> None:
    target = tmp_path / "made"
    assert load(tmp_path, f"a: !!python/object/apply:pathlib.Path.touch ['{target}']\n") == {"a": [str(target)]}
    assert not target.exists()


def test_a_mapping_knows_its_line_and_the_line_of_each_key(tmp_path: Path) -> None:
    document = load(tmp_path, "# 决策树\ntree: 决策树\ncards:\n  - front: 问\n\n    back: |\n      答\n    tag: x\n")
    card = document["cards"][0]
    assert (document.line, document.lines) == (2, {"tree": 2, "cards": 3})
    assert (card.line, card.lines) == (4, {"front": 4, "back": 6, "tag": 8})


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes("\ufeffname: 熵\r\nback: |\r\n  一\r\n  二\r\n".encode())
    assert yamlfile.load(path) == {"name": "熵", "back": "一\n二\n"}


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", "deck.yaml:3: is not valid YAML (the key 'a' stands here twice); mend this line"),
        ("x:\n- a: 1\n  a: 2\n", "deck.yaml:3: is not valid YAML (the key 'a' stands here twice); mend this line"),
        ("a: 1\n? [b, c]\n: 2\n", "deck.yaml:2: is not valid YAML (a key must be one word); mend this line"),
        (
            "a: 1\nb: 二: 三\n",
            "deck.yaml:2: is not valid YAML (mapping values are not allowed in this context); mend this line",
        ),
        ("a: 1\nb: *gone\n", "deck.yaml:2: begins with `*`, which refers to another place; put the text in quotes"),
        ("a: &a [*a]\n", "deck.yaml:1: begins with `*`, which refers to another place; put the text in quotes"),
        (
            "a: 1\nb: 'open\nc: 2\nd: 3\n",
            "deck.yaml:2: is not valid YAML (found unexpected end of stream); mend this line",
        ),
        ("a: 1\nb: [x\nc: 2\n", "deck.yaml:2: is not valid YAML (did not find expected ',' or ']'); mend this line"),
        ("a: 1\n---\nb: 2\n", "deck.yaml:2: is not valid YAML (but found another document); mend this line"),
    ],
)
def test_what_is_not_yaml_is_named_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    assert complaint(tmp_path, text) == expected


def test_the_line_of_a_forbidden_character_is_counted_in_lines_of_text_not_in_bytes(tmp_path: Path) -> None:
    text = "题目: 一二三四五六七八九十\nb: \x07\n" + "c: 1\n" * 9
    assert complaint(tmp_path, text) == "deck.yaml:2: holds a character that YAML does not allow; delete it"


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes("a: 1\nb: 2\nc: 熵\n".encode("gb18030"))
    with pytest.raises(StudyError) as caught:
        yamlfile.load(path)
    assert str(caught.value) == f"{path}:3: is not UTF-8 text; save the file as UTF-8"


def test_a_folder_in_place_of_a_file_is_a_fault_of_the_file_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(StudyError) as caught:
        yamlfile.load(tmp_path)
    assert [fault.path for fault in caught.value.faults] == [tmp_path]
    assert "cannot be read" in str(caught.value)


def test_what_is_written_keeps_its_order_its_han_and_its_long_lines() -> None:
    long = "岭回归在损失里加上权重平方和 " * 20 + "完"
    assert yamlfile.dump({"乙": long, "甲": ["no", ""]}) == f"乙: {long}\n甲:\n- 'no'\n- ''\n"


@settings(max_examples=60, deadline=None)
@given(DOCUMENT)
def test_what_is_written_reads_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, document: Any) -> None:
    assert load(tmp_path_factory.getbasetemp(), yamlfile.dump(document)) == document
