"""How high each node and passing line of a column stands: near its neighbours, clear of those beside it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from study.views.layers.columns import Columns, Spot

_BETWEEN_NODES = 12.0
_BETWEEN_LINES = 10.0
_SETTLINGS = 16
_STRAIGHT = 8.0
"""How much more a long line's bends weigh than a node's distance from the middle of its neighbours."""


def heights_of(columns: Columns, order: list[list[Spot]], heights: dict[Spot, float]) -> dict[Spot, float]:
    """Place each spot near its neighbours, in the order of its column and clear of those beside it."""
    near = {spot: _neighbours(columns, spot) for spots in order for spot in spots}
    weights = {spot: sum(weight for _, weight in others) or 1.0 for spot, others in near.items()}
    stacks = [(spots, [weights[spot] for spot in spots], _gaps(columns, spots, heights)) for spots in order]
    y: dict[Spot, float] = {}
    for spots, _, gaps in stacks:
        y |= zip(spots, _spread([0.0] * len(spots), [1.0] * len(spots), gaps), strict=True)
    for sweep in range(_SETTLINGS):
        for spots, masses, gaps in stacks if sweep % 2 == 0 else reversed(stacks):
            wished = [
                sum(y[other] * weight for other, weight in near[spot]) / weights[spot] if near[spot] else y[spot]
                for spot in spots
            ]
            y |= zip(spots, _spread(wished, masses, gaps), strict=True)
    return y


def _neighbours(columns: Columns, spot: Spot) -> list[tuple[Spot, float]]:
    """List what a spot is joined to, each with its weight."""
    others = (*columns.before[spot], *columns.after[spot])
    return [(other, _STRAIGHT if columns.is_line(spot) or columns.is_line(other) else 1.0) for other in others]


def _gaps(columns: Columns, spots: Sequence[Spot], heights: dict[Spot, float]) -> list[float]:
    """Give the least distance of each two neighbours in a column."""
    return [
        (heights[upper] + heights[lower]) / 2
        + (_BETWEEN_LINES if columns.is_line(upper) or columns.is_line(lower) else _BETWEEN_NODES)
        for upper, lower in itertools.pairwise(spots)
    ]


def _spread(wished: Sequence[float], weights: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Find the places nearest to the wished ones, in weighted squares, that keep order and distances."""
    shift, total = [0.0], 0.0
    for gap in gaps:
        total += gap
        shift.append(total)
    blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
    for want, weight, by in zip(wished, weights, shift, strict=True):
        mean, mass, count = want - by, weight, 1
        while blocks and blocks[-1][0] > mean:
            other, other_mass, other_count = blocks.pop()
            mean = (mean * mass + other * other_mass) / (mass + other_mass)
            mass, count = mass + other_mass, count + other_count
        blocks.append((mean, mass, count))
    flat = [mean for mean, _, count in blocks for _ in range(count)]
    return [place + by for place, by in zip(flat, shift, strict=True)]
