"""The layered drawing: boxes stand clear, lines lead from left to right past all others, and few of them cross."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.views.layers import Drawing, draw
from tests.bench.picture import crossings, ours

Edges = list[tuple[int, int]]
SIZE = (100.0, 20.0)


@st.composite
def graphs(graph: st.DrawFn) -> tuple[list[tuple[float, float]], Edges]:
    count = graph(st.integers(1, 14))
    sizes = graph(st.lists(st.sampled_from([SIZE, (60.0, 36.0)]), min_size=count, max_size=count))
    pairs = list(itertools.combinations(range(count), 2))
    edges = graph(st.lists(st.sampled_from(pairs), max_size=22, unique=True)) if pairs else []
    return sizes, edges


def boxes(drawing: Drawing, sizes: list[tuple[float, float]]) -> list[tuple[float, float, float, float]]:
    return [(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for (x, y), (w, h) in zip(drawing.nodes, sizes, strict=True)]


@settings(max_examples=60, deadline=None)
@given(graph=graphs())
def test_boxes_stand_clear_of_one_another_and_within_the_picture(
    graph: tuple[list[tuple[float, float]], Edges],
) -> None:
    sizes, edges = graph
    drawing = draw(sizes, edges)
    placed = boxes(drawing, sizes)
    for one, other in itertools.combinations(placed, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] + 9 <= other[1] or other[3] + 9 <= one[1]
    assert min(box[0] for box in placed) >= -0.01
    assert min(box[1] for box in placed) >= -0.01
    assert max(box[2] for box in placed) <= drawing.width + 0.01
    assert max(box[3] for box in placed) <= drawing.height + 0.01


@settings(max_examples=60, deadline=None)
@given(graph=graphs())
def test_every_line_leads_from_left_to_right_from_one_box_to_the_other_and_through_none(
    graph: tuple[list[tuple[float, float]], Edges],
) -> None:
    sizes, edges = graph
    drawing = draw(sizes, edges)
    placed = boxes(drawing, sizes)
    for (tail, head), points in zip(edges, drawing.edges, strict=True):
        assert points[0] == pytest.approx((placed[tail][2], drawing.nodes[tail][1]))
        assert points[-1] == pytest.approx((placed[head][0], drawing.nodes[head][1]))
        assert all(left[0] <= right[0] + 0.01 for left, right in itertools.pairwise(points))
        for (x, y), (to_x, to_y) in itertools.pairwise(points):
            for at, box in enumerate(placed):
                level = abs(y - to_y) < 0.01
                through = level and box[1] < y < box[3] and max(x, box[0]) < min(to_x, box[2]) - 0.01
                assert not through or at in {tail, head}


@settings(max_examples=60, deadline=None)
@given(graph=graphs())
def test_where_no_crossing_is_counted_none_is_seen(graph: tuple[list[tuple[float, float]], Edges]) -> None:
    sizes, edges = graph
    drawing = draw(sizes, edges)
    seen = crossings(ours(edges, drawing))
    assert seen == 0 or drawing.crossings > 0


def test_the_crossings_that_are_counted_are_seen() -> None:
    edges = [(tail, head) for tail in (0, 1, 2) for head in (3, 4, 5)]
    drawing = draw([(100, 20), (100, 47), (100, 31), (100, 23), (100, 29), (100, 80)], edges)  # no two at one point
    assert crossings(ours(edges, drawing)) == drawing.crossings


@settings(max_examples=25, deadline=None)
@given(graph=graphs())
def test_the_same_graph_is_drawn_the_same(graph: tuple[list[tuple[float, float]], Edges]) -> None:
    sizes, edges = graph
    assert draw(sizes, edges) == draw(list(sizes), list(edges))


def test_a_tree_and_a_ladder_are_drawn_without_a_crossing() -> None:
    tree = [(at, 2 * at + step) for at in range(7) for step in (1, 2)]
    ladder = [(at, at + 2) for at in range(8)] + [(at, at + 1) for at in range(0, 8, 2)]
    assert draw([SIZE] * 15, tree).crossings == 0
    assert draw([SIZE] * 10, ladder).crossings == 0


def test_crossings_that_must_be_are_as_few_as_can_be() -> None:
    both = [(tail, head) for tail in (0, 1, 2) for head in (3, 4, 5)]
    assert draw([SIZE] * 6, both).crossings == 9


def test_what_is_needed_stands_right_before_what_needs_it_and_not_at_the_far_left() -> None:
    edges = [(0, 1), (1, 2), (2, 3), (4, 3)]
    drawing = draw([SIZE] * 5, edges)
    assert drawing.nodes[4][0] == drawing.nodes[2][0]


def test_lines_that_leave_one_box_share_their_way() -> None:
    edges = [(0, 1), (1, 2), (2, 3), (0, 3), (2, 4), (0, 4)]
    drawing = draw([SIZE] * 5, edges)
    one, other = drawing.edges[3], drawing.edges[5]
    assert one[:-2] == other[:-2]


def test_a_long_line_is_straight_where_nothing_is_in_its_way() -> None:
    edges = [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)]
    drawing = draw([SIZE] * 5, edges)
    heights = {round(y) for _, y in drawing.edges[4][2:-2]}
    assert len(heights) == 1


def test_parts_that_do_not_hang_together_stand_one_beside_or_below_the_other_the_largest_first() -> None:
    drawing = draw([SIZE] * 6, [(1, 2), (2, 3), (4, 5)])
    assert drawing.nodes[1][1] < drawing.nodes[4][1]
    assert drawing.nodes[4][1] == drawing.nodes[0][1]
    assert drawing.width == pytest.approx(3 * 100 + 2 * 40)


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw([], []) == Drawing(0.0, 0.0, (), (), 0)
