"""A deterministic layered layout in pure Python: where every box stands and every edge runs.

The same boxes give the same coordinates on every machine, which is what lets a stored picture be
compared byte by byte. The work is linear in the number of boxes, edges and crossed layers.
Properties that hold for every graph (and are tested for random ones): boxes do not overlap, every
edge goes down, and no edge runs under a box, because between two layers there are no boxes, and
inside a layer an edge keeps to a lane of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from minigrad.views.columns import place_columns
from minigrad.views.crossings import reduce_crossings
from minigrad.views.layers import Layered, layered

if TYPE_CHECKING:
    from collections.abc import Sequence

Direction = Literal["TB", "LR"]
Point = tuple[float, float]

BESIDE = 22.0
"""Least distance between two boxes of a layer."""
BETWEEN = 34.0
"""Least distance between two layers; wide bends get more."""
LANE = 8.0
"""Width that a long edge keeps free in the layers that it crosses."""
PORT = 18.0
"""Distance between two arrows that enter one box."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`corners` are the boxes' upper left corners, `routes` one list of points per edge.

    Two points of a route that follow each other lie on one straight line along the flow, or are
    joined by a bend that lies wholly between two layers. `crossings` counts the bends that cross.
    """

    width: float
    height: float
    direction: Direction
    corners: tuple[Point, ...]
    routes: tuple[tuple[Point, ...], ...]
    crossings: int = 0


def lay_out(
    sizes: Sequence[Point],
    edges: Sequence[tuple[int, int]],
    direction: Direction = "TB",
    approaches: Sequence[float] = (),
) -> Layout:
    """Place boxes of the given (width, height) so that edges flow down ("TB") or right ("LR").

    Every edge goes from a smaller to a greater box number. `approaches` has for every edge the
    length of the straight piece before its arrow's head, along which its label stands.

    >>> plan = lay_out([(60, 40), (60, 40)], [(0, 1)])
    >>> plan.corners
    ((0.0, 0.0), (0.0, 74.0))
    >>> plan.routes
    (((30.0, 40.0), (30.0, 74.0)),)
    >>> lay_out([(60, 40), (60, 40)], [(0, 1)], "LR").corners
    ((0.0, 0.0), (94.0, 0.0))
    """
    if direction == "LR":
        return _transposed(lay_out([(h, w) for w, h in sizes], edges, "TB", approaches))
    graph = layered(len(sizes), list(edges))
    crossings = reduce_crossings(graph)
    lanes = len(graph.layer) - len(sizes)
    x = place_columns(graph, [*(w for w, _ in sizes), *[LANE] * lanes], BESIDE)
    run = list(approaches) or [0.0] * len(edges)
    bands = _bands(graph, [h for _, h in sizes], x, run)
    corners = []
    for box, (width, height) in enumerate(sizes):
        top, bottom = bands[graph.layer[box]]
        corners.append((_tidy(x[box] - width / 2), _tidy((top + bottom - height) / 2)))
    ports = _ports(graph, sizes, x)
    routes = tuple(
        _route(graph, chain, port, length, corners, sizes, x, bands)
        for chain, port, length in zip(graph.chains, ports, run, strict=True)
    )
    width = max(
        (corner[0] + size[0] for corner, size in zip(corners, sizes, strict=True)), default=0
    )
    right = max((point[0] for route in routes for point in route), default=0.0)
    height = bands[-1][1] if bands else 0.0
    return Layout(max(width, right), _tidy(height), direction, tuple(corners), routes, crossings)


def _bands(
    graph: Layered, heights: list[float], x: list[float], approaches: list[float]
) -> list[Point]:
    """Top and bottom of every layer. Edges that travel far sideways get room to bend."""
    before = [0.0] * len(graph.rows)
    for chain, length in zip(graph.chains, approaches, strict=True):
        layer = graph.layer[chain[-1]]
        before[layer] = max(before[layer], length)
    bands: list[Point] = []
    top = 0.0
    for number, row in enumerate(graph.rows):
        top += before[number]
        bottom = top + max([heights[item] for item in row if item < graph.boxes], default=0.0)
        bands.append((top, bottom))
        far = max(
            [abs(x[item] - x[other]) for item in row for other in graph.below[item]], default=0.0
        )
        top = bottom + BETWEEN + round(min(0.08 * far, 56.0))
    return bands


def _ports(graph: Layered, sizes: Sequence[Point], x: list[float]) -> list[float]:
    """For every edge the x at which it enters its target's upper side.

    The edge that comes straight from above keeps the middle; others enter on the side from which
    they come, so that no two arrows touch. Equal neighbours keep the order of the arguments.
    """
    arriving: list[list[int]] = [[] for _ in sizes]
    for edge, chain in enumerate(graph.chains):
        arriving[chain[-1]].append(edge)
    ports = [0.0] * len(graph.chains)
    for box, edges in enumerate(arriving):
        offset = [x[graph.chains[edge][-2]] - x[box] for edge in edges]
        order = sorted(range(len(edges)), key=offset.__getitem__)
        straight = [k for k, edge in enumerate(order) if abs(offset[edge]) < 1]
        middle = straight[0] if len(straight) == 1 else (len(edges) - 1) / 2
        reach = max(middle, len(edges) - 1 - middle)
        step = min(PORT, (sizes[box][0] / 2 - 12) / reach) if reach else 0.0
        for k, edge in enumerate(order):
            ports[edges[edge]] = x[box] + (k - middle) * step
    return ports


def _route(
    graph: Layered,
    chain: list[int],
    port: float,
    approach: float,
    corners: list[Point],
    sizes: Sequence[Point],
    x: list[float],
    bands: list[Point],
) -> tuple[Point, ...]:
    """The way of one edge: down out of its source, along its lanes, down into its target."""
    source, target = chain[0], chain[-1]
    points = [(x[source], corners[source][1] + sizes[source][1])]
    points.append((x[source], bands[graph.layer[source]][1]))
    for lane in chain[1:-1]:
        points.extend((x[lane], y) for y in bands[graph.layer[lane]])
    points.extend([(port, bands[graph.layer[target]][0] - approach), (port, corners[target][1])])
    return _without_repeats([(_tidy(a), _tidy(b)) for a, b in points])


def _without_repeats(points: list[Point]) -> tuple[Point, ...]:
    """Drop points that stand on the line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and kept[-2][0] == kept[-1][0] == point[0]:
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _tidy(number: float) -> float:
    """One decimal is a tenth of a pixel: finer differences only make files longer."""
    return round(number, 1)


def _transposed(plan: Layout) -> Layout:
    corners = tuple((y, x) for x, y in plan.corners)
    routes = tuple(tuple((y, x) for x, y in route) for route in plan.routes)
    return Layout(plan.height, plan.width, "LR", corners, routes, plan.crossings)
