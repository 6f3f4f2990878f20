"""Third part of the layout: x coordinates.

Boxes that continue each other (the longest path through a box, and the lanes of one edge) are
joined to *blocks* that share one x, so the spine of the calculation is a straight line and long
edges do not wobble; compare Brandes and Koepf (2001). Blocks are packed to the left, packed to
the right, and set half way between; any mean of two placements without overlap is one without
overlap. Then each block moves towards its neighbours as far as the boxes beside it allow.

Blocks are rigid, and in a dense net they push each other ever further to the side. Where the
drawing becomes much wider than its widest row, only lanes stay straight; then nothing does.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minigrad.views.layers import Layered

SWEEPS = 8
SLACK = 1.1
"""How much wider than its widest row a drawing may be for the sake of straight lines; two more
boxes are always allowed."""


def place_columns(graph: Layered, widths: list[float], gap: float) -> list[float]:
    """Give every item the x of its centre; the leftmost edge of all boxes is at 0.

    `widths` has one entry per item, lanes included; two items of a row stay `gap` apart.

    >>> from minigrad.views.layers import layered
    >>> place_columns(layered(3, [(0, 2), (1, 2)]), [10, 10, 10], 6)
    [5.0, 21.0, 5.0]
    """
    widest = max([sum([widths[i] + gap for i in row]) for row in graph.rows], default=0.0)
    x: list[float] = []
    for straight in ("spine", "lanes", "nothing"):
        x = _placed(graph, widths, gap, _blocks(graph, straight))
        right = max([c + w / 2 for c, w in zip(x, widths, strict=True)], default=0.0)
        if right <= max(SLACK * widest, widest + 2 * (max(widths, default=0.0) + gap)):
            break
    return x


def _placed(graph: Layered, widths: list[float], gap: float, block: list[int]) -> list[float]:
    beside = [
        (block[a], block[b], (widths[a] + widths[b]) / 2 + gap)
        for row in graph.rows
        for a, b in pairwise(row)
    ]
    count = max(block, default=-1) + 1
    order, left_of, right_of = _left_to_right(count, beside)
    x = _packed(order, left_of, right_of)
    _relax(x, order, left_of, right_of, _pulls(graph, block, count))
    edge = min((x[b] - w / 2 for b, w in zip(block, widths, strict=True)), default=0.0)
    return [x[b] - edge for b in block]


def _blocks(graph: Layered, straight: str) -> list[int]:
    """Join items to vertical blocks that never cross; return each item's block.

    `straight` says what is to be one block: the "spine" and lanes, the "lanes" of an edge alone,
    or "nothing".
    """
    block = list(range(len(graph.layer)))
    if straight == "nothing":
        return block
    up, down = _heaviest(graph)
    place = graph.positions()
    for row in graph.rows[1:]:
        pairs = [(up[item], item) for item in row if up[item] >= 0 and down[up[item]] == item]
        if straight == "lanes":
            pairs = [(a, b) for a, b in pairs if a >= graph.boxes and b >= graph.boxes]
        weights = [3 if a >= graph.boxes and b >= graph.boxes else 2 for a, b in pairs]
        for a, b in _without_crossings(pairs, weights, place):
            block[b] = block[a]
    names: dict[int, int] = {}
    return [names.setdefault(b, len(names)) for b in block]


def _heaviest(graph: Layered) -> tuple[list[int], list[int]]:
    """For every item the neighbour above and below that lies on its longest path, or -1.

    Of equally long paths the one over a box counts more than one over a lane.
    """
    lanes = len(graph.layer) - graph.boxes
    place = graph.positions()
    depth = [0.5] * graph.boxes + [0.0] * lanes
    height = depth[:]
    up, down = [-1] * len(graph.layer), [-1] * len(graph.layer)
    for row in graph.rows:
        for item in row:
            if graph.above[item]:
                up[item] = _chosen(graph.above[item], depth, place)
                depth[item] += int(depth[up[item]]) + 1
    for row in reversed(graph.rows):
        for item in row:
            if graph.below[item]:
                down[item] = _chosen(graph.below[item], height, place)
                height[item] += int(height[down[item]]) + 1
    return up, down


def _chosen(neighbours: list[int], weight: list[float], place: list[int]) -> int:
    """The heaviest neighbour: the first of two that are equal, the middle one of more."""
    most = max([weight[other] for other in neighbours])
    equal = [other for other in neighbours if weight[other] == most]
    return equal[0] if len(equal) < 3 else sorted(equal, key=place.__getitem__)[len(equal) // 2]


def _without_crossings(
    pairs: list[tuple[int, int]], weights: list[int], place: list[int]
) -> list[tuple[int, int]]:
    """Choose the heaviest set of pairs of which no two cross (longest increasing subsequence).

    The pairs come ordered by their lower end and no two share an end.
    """
    best: list[tuple[int, int]] = []  # per pair: weight of the best set ending here, one before
    ends: list[tuple[int, int, int]] = []  # (upper place, weight, pair), both rising
    for k, (upper, _) in enumerate(pairs):
        at = place[upper]
        smaller = [end for end in ends if end[0] < at]
        weight, before = (smaller[-1][1], smaller[-1][2]) if smaller else (0, -1)
        weight += weights[k]
        best.append((weight, before))
        larger = [end for end in ends if end[0] > at and end[1] > weight]
        ends = [*smaller, (at, weight, k), *larger]
    chosen = []
    k = ends[-1][2] if ends else -1
    while k >= 0:
        chosen.append(pairs[k])
        k = best[k][1]
    return chosen


Sides = list[list[tuple[int, float]]]


def _left_to_right(
    count: int, beside: list[tuple[int, int, float]]
) -> tuple[list[int], Sides, Sides]:
    """Order the blocks so that each comes after all that stand left of it somewhere."""
    left_of: Sides = [[] for _ in range(count)]
    right_of: Sides = [[] for _ in range(count)]
    for a, b, distance in beside:
        right_of[a].append((b, distance))
        left_of[b].append((a, distance))
    waiting = [len(sides) for sides in left_of]
    order = [b for b in range(count) if not waiting[b]]
    for b in order:
        for other, _ in right_of[b]:
            waiting[other] -= 1
            if not waiting[other]:
                order.append(other)
    return order, left_of, right_of


def _packed(order: list[int], left_of: Sides, right_of: Sides) -> list[float]:
    """Half way between everything as far left, and everything as far right, as it can be."""
    left, right = [0.0] * len(order), [0.0] * len(order)
    for b in order:
        if left_of[b]:
            left[b] = max([left[a] + distance for a, distance in left_of[b]])
    width = max(left, default=0.0)
    for b in reversed(order):
        right[b] = min([right[a] - distance for a, distance in right_of[b]], default=width)
    return [(a + b) / 2 for a, b in zip(left, right, strict=True)]


def _pulls(graph: Layered, block: list[int], count: int) -> list[list[int]]:
    """For every block the blocks at the other ends of its edges."""
    pulls: list[list[int]] = [[] for _ in range(count)]
    for item, others in enumerate(graph.below):
        for other in others:
            if block[item] != block[other]:
                pulls[block[item]].append(block[other])
                pulls[block[other]].append(block[item])
    return pulls


def _relax(
    x: list[float], order: list[int], left_of: Sides, right_of: Sides, pulls: list[list[int]]
) -> None:
    """Let each block move to the mean of its neighbours, as far as the blocks beside it allow."""
    for sweep in range(SWEEPS):
        for b in order if sweep % 2 else reversed(order):
            if not pulls[b]:
                continue
            wish = sum([x[other] for other in pulls[b]]) / len(pulls[b])
            wish = max([wish, *[x[a] + distance for a, distance in left_of[b]]])
            wish = min([wish, *[x[a] - distance for a, distance in right_of[b]]])
            x[b] = wish
