"""The table of cards: every card a line, readable for programs, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.model import Card, Study, Topic, Track
from study.views import table

TOPIC = Topic("tcp", "TCP", (), Track("net", "Networks", "网络"), 0, gap=False, gloss="", needs=(), cards=("one",))


def rows(form: Literal["csv", "tsv"], *cards: Card) -> list[list[str]]:
    text = table.cards(Study((), (TOPIC,), cards), form).decode()
    assert text.startswith("\ufeff") == (form == "csv")
    return list(
        csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), "excel" if form == "csv" else "excel-tab")
    )


def card(front: str, back: str = "答") -> Card:
    return Card("one", "definition", "tcp", "TCP", front, back, "e1", "原文", 0, 2)


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_every_card_is_a_line_below_the_names_of_the_columns(form: Literal["csv", "tsv"]) -> None:
    assert rows(form, card("TCP，是什么？")) == [
        list(table.COLUMNS),
        ["one", "TCP", "definition", "TCP，是什么？", "答", "原文", "e1"],
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        " =1",
        "\r1",
        "\n=1",
        '=HYPERLINK("http://x")',
        "＝1",
        "－1",
        "＠x",
        "＋1",
    ],
)
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_cell_that_a_spreadsheet_would_run_is_marked_as_text(form: Literal["csv", "tsv"], cell: str) -> None:
    assert rows(form, card(cell))[1][3] == f"'{cell}"


@pytest.mark.parametrize("cell", ["a=1", "C++", "x - y", "'quoted'", "a@b"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert rows("csv", card(cell))[1][3] == cell


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), st.text("\n\t\",=甲a'", max_size=12))
def test_a_csv_reader_gets_back_every_word(front: str, back: str) -> None:
    got = rows("csv", card(front, back))[1]
    assert [cell.removeprefix("'") for cell in got[3:5]] == [cell.removeprefix("'") for cell in (front, back)]
