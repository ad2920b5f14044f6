"""Lines of Chinese and Latin text are broken where a reader expects it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from study.views.breaking import pieces, wrap


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Score-Based Model", ["Score-", "Based ", "Model"]),
        ("先学 SDE", ["先", "学 ", "SDE"]),
        ("步长（step）。再来", ["步", "长", "（step）。", "再", "来"]),
        ("细，得", ["细，", "得"]),
        ("CPU/GPU", ["CPU/", "GPU"]),
        ("3.5%，约", ["3.5%，", "约"]),
        ("", []),
    ],
)
def test_a_text_is_parted_beside_chinese_characters_at_spaces_and_behind_hyphens(text: str, parts: list[str]) -> None:
    assert pieces(text) == parts


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("把 DDPM 的离散步推到无穷细，得到", ["把 DDPM 的离", "散步推到无穷", "细，得到"]),
        ("Score-Based Model", ["Score-Based", "Model"]),
        ("Supercalifragilistic", ["Supercalifra", "gilistic"]),
        ("短", ["短"]),
        ("", [""]),
    ],
)
def test_lines_are_filled_and_begin_with_no_closing_mark(text: str, lines: list[str]) -> None:
    assert wrap(text, 12, cell_len) == lines


@given(text=st.text(max_size=80), wide=st.integers(2, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, wide: int) -> None:
    assert "".join(pieces(text)) == text
    lines = wrap(text, wide, cell_len)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= wide or len(line) == 1 for line in lines)
