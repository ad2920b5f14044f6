"""How often lines cross in the picture of a plan, against Graphviz's `dot` on the same graph, and how long it takes.

python -m tests.bench.picture [SEEDS …]    (needs the program dot)
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from study import pipeline
from study.views import layers, picture
from study.views.outline import Outline, outline

Point = tuple[float, float]
Line = tuple[int, int, list[Point]]
_STEPS = 12  # straight pieces that a curve is taken for
_INCH = 72


def bent(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    """Take a Bézier curve for straight pieces, without its first point."""
    points = []
    for step in range(1, _STEPS + 1):
        t, s = step / _STEPS, 1 - step / _STEPS
        weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
        x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
        points.append((x, y))
    return points


def ours(edges: Sequence[tuple[int, int]], drawing: layers.Drawing) -> list[Line]:
    """Follow the lines of our drawing as the picture bends them."""
    lines = []
    for (tail, head), points in zip(edges, drawing.edges, strict=True):
        way = [points[0]]
        for (x, y), (to_x, to_y) in itertools.pairwise(points):
            middle = (x + to_x) / 2
            way += bent((x, y), (middle, y), (middle, to_y), (to_x, to_y))
        lines.append((tail, head, way))
    return lines


def dots(sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]]) -> list[Line]:
    """Have dot draw the same boxes and edges, and follow its lines."""
    boxes = "".join(f"{at}[width={w / _INCH},height={h / _INCH}];" for at, (w, h) in enumerate(sizes))
    arrows = "".join(f"{tail}->{head}[arrowhead=none];" for tail, head in edges)
    graph = f'digraph{{rankdir=LR;node[shape=box,fixedsize=true,label=""];{boxes}{arrows}}}'
    plain = subprocess.run(["dot", "-Tplain"], input=graph, text=True, capture_output=True, check=True).stdout
    lines: list[Line] = []
    for words in map(str.split, plain.splitlines()):
        if words[0] == "edge":
            numbers = [float(word) for word in words[4 : 4 + 2 * int(words[3])]]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            way = [points[0]]
            for at in range(0, len(points) - 1, 3):
                way += bent(points[at], points[at + 1], points[at + 2], points[at + 3])
            lines.append((int(words[1]), int(words[2]), way))
    return lines


def crossings(lines: Sequence[Line]) -> int:
    """Count where lines cross that have no end in common."""
    return sum(
        _meet(p, q, r, s)
        for one, other in itertools.combinations(lines, 2)
        if not set(one[:2]) & set(other[:2])
        for p, q in itertools.pairwise(one[2])
        for r, s in itertools.pairwise(other[2])
    )


def _meet(p: Point, q: Point, r: Point, s: Point) -> bool:
    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    if max(p[0], q[0]) < min(r[0], s[0]) or max(r[0], s[0]) < min(p[0], q[0]):
        return False
    return side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0


def measure(shown: Outline) -> dict[str, float]:
    """Draw a plan in both ways."""
    sizes, edges = picture.graph(shown)
    started = time.perf_counter()
    picture.svg(shown)
    took = time.perf_counter() - started
    own, theirs = crossings(ours(edges, layers.draw(sizes, edges))), crossings(dots(sizes, edges))
    return {
        "topics": len(sizes),
        "edges": len(edges),
        "crossings": own,
        "dot": theirs,
        "ratio": round(own / max(1, theirs), 2),
        "milliseconds": round(took * 1000, 1),
    }


def main() -> None:
    """Print the figures for each folder of snapshots, as JSON."""
    for folder in map(Path, sys.argv[1:] or ["seeds"]):
        with tempfile.TemporaryDirectory() as decks:
            topics = pipeline.study(folder, Path(decks)).study.topics
        shown = outline(topics)
        picture.svg(shown)  # the templates are read once
        print(json.dumps({"snapshots": folder.name, **measure(shown)}))


if __name__ == "__main__":
    main()
