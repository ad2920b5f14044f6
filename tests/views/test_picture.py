"""The picture of a plan: labels are broken well, nothing of a note is markup, few lines cross."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study import pipeline
from study.model import Need
from study.plan import find, way_to
from study.views import layers
from study.views.outline import outline
from study.views.picture import graph, label, path, svg, width
from tests.conftest import SEEDS
from tests.views.test_views import IP, TCP, THREAD, TOPICS

SVG = "{http://www.w3.org/2000/svg}"
DOT = 16
"""Crossings of Graphviz 2.43's drawing of the seeds' plan, by `python -m tests.bench.picture`."""


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())  # noqa: S314 - our own file


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("SDE", ("SDE",)),
        ("雅可比行列式", ("雅可比行列式",)),
        ("Score-Based Generative Model", ("Score-Based", "Generative Model")),
        ("Classifier Guidance", ("Classifier", "Guidance")),
        ("带权重的多头潜在注意力机制", ("带权重的多头", "潜在注意力机制")),
        ("Model-Free 深度强化学习方法", ("Model-Free", "深度强化学习方法")),
        ("任意宽高比（任意分辨率）输入", ("任意宽高比", "（任意分辨率）输入")),
        ("  two   spaces ", ("two spaces",)),
        ("", ("",)),
    ],
)
def test_a_name_is_broken_into_two_even_lines_between_words(name: str, lines: tuple[str, ...]) -> None:
    assert label(name) == lines


def test_a_name_too_long_for_two_lines_is_cut() -> None:
    first, second = label("极其冗长" * 12)
    assert first.endswith("…")
    assert second.endswith("…")
    (only,) = label("Supercalifragilisticexpialidocious")
    assert only.endswith("…")


@given(name=st.text(max_size=60))
def test_no_line_of_a_label_is_wider_than_a_box(name: str) -> None:
    lines = label(name)
    assert len(lines) <= 2
    assert all(width(line) <= 10.8 for line in lines)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("神经网络", 4.0, 4.0),
        ("（）", 2.0, 2.0),
        ("iii", 0.9, 1.3),
        ("MMM", 2.6, 3.0),
        ("e\u0301", 0.6, 0.7),
        ("", 0, 0),
    ],
)
def test_a_text_is_measured_by_its_characters(text: str, least: float, most: float) -> None:
    assert least <= width(text) <= most


def test_a_line_is_a_level_curve_between_columns_and_straight_along_one() -> None:
    assert path([(0, 0), (40, 20), (140, 20)]) == "M0.0 0.0C20.0 0.0 20.0 20.0 40.0 20.0H140.0"


def test_the_svg_file_is_well_formed_and_shows_every_topic_and_reason() -> None:
    root = parsed(svg(outline(TOPICS)))
    labels = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert [words for words in labels if words in {"IP 协议", "TCP", "线程"}] == ["IP 协议", "TCP", "线程"]
    assert "计算机网络 · Networks" in labels
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert "IP 协议 → TCP：TCP 段装在 IP 数据包里" in titles
    assert "1 IP 协议 Internet Protocol (no notes yet)" in titles
    assert len(root.findall(f".//{SVG}path[@class='line']")) == 2
    assert not list(root.iter(f"{SVG}a")), "a picture by itself leads nowhere"


@settings(max_examples=60, deadline=None)
@given(words=st.text(min_size=1, max_size=30))
def test_no_name_or_reason_breaks_the_svg_file(words: str) -> None:
    evil = replace(TCP, name=f"{words}<b>&", needs=(Need("ip", f'{words}"><script>'),))
    text = svg(outline((IP, evil, replace(THREAD, id=f'x"{words}', needs=()))))
    root = parsed(text)
    assert not list(root.iter(f"{SVG}script"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_the_picture_of_the_whole_plan_has_fewer_crossings_than_graphviz_and_that_of_a_goal_only_its_way(
    tmp_path: Path,
) -> None:
    topics = pipeline.study(SEEDS, tmp_path).study.topics
    sizes, edges = graph(outline(topics))
    assert layers.draw(sizes, edges).crossings <= DOT
    goal = find(topics, "SD3")
    assert goal
    way = way_to(topics, goal)
    root = parsed(svg(outline(way, goal)))
    drawn = [box.get("data-topic") for box in root.iter(f"{SVG}g") if box.get("data-topic")]
    assert drawn == [topic.id for topic in way]
    assert "controlnet" in {topic.id for topic in topics} - set(drawn)
