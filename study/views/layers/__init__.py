"""A layered drawing of a graph: columns from left to right, few crossings, straight long edges.

The method is that of Sugiyama, Tagawa and Toda (1981) with choices of its own. All edges that leave one node share one
line until they part: a reader follows a line from where it begins. Columns are ordered by barycentres and by sifting
(Matuszewski et al. 1999) from several beginnings, and the order with the fewest crossings is kept. Places within a
column are those nearest to the neighbours' that keep order and distance, which is an isotonic regression (pool adjacent
violators, Ayer et al. 1955).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from study.views.layers.columns import BETWEEN, Columns
from study.views.layers.ordering import ordered
from study.views.layers.placing import heights_of

Point = tuple[float, float]

_BETWEEN_PARTS = 28.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything stands, in the units of the given sizes; y grows downwards.

    Args:
        width: of the whole.
        height: of the whole.
        nodes: the middle of each node.
        edges: for each edge the points that it passes, from the right side of its tail to the left side of its head:
            between two points it bends where they are in different columns, and is straight within one.
        crossings: how often lines cross.
    """

    width: float
    height: float
    nodes: tuple[Point, ...]
    edges: tuple[tuple[Point, ...], ...]
    crossings: int


def draw(sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]]) -> Drawing:
    """Draw a graph without circles.

    Args:
        sizes: width and height of each node.
        edges: pairs of places in ``sizes``, tail and head; the parts of the graph that hang together stand in the order
            of their first nodes, the largest first.
    """
    components = _components(len(sizes), edges)
    part_of = {node: at for at, nodes in enumerate(components) for node in nodes}
    own: list[list[tuple[int, int]]] = [[] for _ in components]
    for tail, head in edges:
        own[part_of[tail]].append((tail, head))
    parts = [_part(nodes, sizes, inside) for nodes, inside in zip(components, own, strict=True)]
    corners, width, height = _shelves([(part.width, part.height) for part in parts])
    nodes: dict[int, Point] = {}
    routes: dict[tuple[int, int], tuple[Point, ...]] = {}
    for part, (left, top) in zip(parts, corners, strict=True):
        nodes |= {node: (x + left, y + top) for node, (x, y) in part.nodes.items()}
        routes |= {edge: tuple((x + left, y + top) for x, y in points) for edge, points in part.routes.items()}
    return Drawing(
        width,
        height,
        tuple(nodes[node] for node in range(len(sizes))),
        tuple(routes[edge] for edge in edges),
        sum(part.crossings for part in parts),
    )


def _components(count: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Part the nodes into what hangs together, the largest part first."""
    neighbours: dict[int, list[int]] = defaultdict(list)
    for tail, head in edges:
        neighbours[tail].append(head)
        neighbours[head].append(tail)
    seen: set[int] = set()
    parts = []
    for first in range(count):
        if first in seen:
            continue
        seen.add(first)
        part = [first]
        for node in part:
            new = [other for other in neighbours[node] if other not in seen]
            seen.update(new)
            part += new
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _shelves(sizes: Sequence[tuple[float, float]]) -> tuple[list[Point], float, float]:
    """Set boxes beside one another in rows no wider than the widest; give their left top corners and the whole size."""
    widest = max((width for width, _ in sizes), default=0.0)
    corners: list[Point] = []
    left = top = height = 0.0
    for box_width, box_height in sizes:
        if left and left + box_width > widest:
            left, top = 0.0, top + height + _BETWEEN_PARTS
            height = 0.0
        corners.append((left, top))
        left += box_width + _BETWEEN_PARTS
        height = max(height, box_height)
    return corners, widest, top + height


@dataclass(frozen=True, slots=True)
class _Part:
    width: float
    height: float
    nodes: dict[int, Point]
    routes: dict[tuple[int, int], tuple[Point, ...]]
    crossings: int


def _part(nodes: Sequence[int], sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]]) -> _Part:
    columns = Columns(nodes, edges)
    order = ordered(columns)
    widths = [max((sizes[node][0] for node, at in spots if at == columns.rank[node]), default=0.0) for spots in order]
    lefts = [sum(widths[:at]) + BETWEEN * at for at in range(len(order))]
    heights = {spot: 0.0 if columns.is_line(spot) else sizes[spot[0]][1] for spots in order for spot in spots}
    y = heights_of(columns, order, heights)
    top = min(y[spot] - heights[spot] / 2 for spot in y)
    places = {
        node: (lefts[columns.rank[node]] + widths[columns.rank[node]] / 2, y[node, columns.rank[node]] - top)
        for node in nodes
    }

    def route(tail: int, head: int) -> tuple[Point, ...]:
        first, last = columns.rank[tail], columns.rank[head]
        points = []
        for column in range(first, last):
            height = y[tail, column] - top
            inner = [(lefts[column], height)] if column > first else []
            start = places[tail][0] + sizes[tail][0] / 2 if column == first else None
            points += [*inner, *([(start, height)] if start else []), (lefts[column] + widths[column], height)]
        return (*points, (lefts[last], places[head][1]), (places[head][0] - sizes[head][0] / 2, places[head][1]))

    return _Part(
        lefts[-1] + widths[-1],
        max(y[spot] + heights[spot] / 2 for spot in y) - top,
        places,
        {(tail, head): route(tail, head) for tail, head in edges},
        columns.crossings(order),
    )
