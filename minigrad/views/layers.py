"""First part of the layered layout: which box stands in which layer, and the lanes of long edges.

The method is that of Sugiyama, Tagawa and Toda (1981): give every box a layer so that all edges
go down, put a place holder ("lane") into every layer that a long edge crosses, order the layers,
then choose x coordinates. Ids are topological (every edge goes from a smaller to a greater id),
so that a single pass over the ids replaces any recursion.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[int, int]


def assign_layers(count: int, edges: list[Edge]) -> list[int]:
    """Give every box a layer: below all its sources, and as near to its uses as that pays.

    A box without sources (a parameter) comes to stand right above its first use; so does a box
    whose only sources are such boxes.

    >>> assign_layers(4, [(0, 1), (1, 3), (2, 3)])
    [0, 1, 1, 2]
    """
    sources, uses = neighbours(count, edges)
    layer = [0] * count
    for box in range(count):
        if sources[box]:
            layer[box] = 1 + max(layer[source] for source in sources[box])
    for box in reversed(range(count)):
        if not uses[box]:
            continue
        room = min(layer[use] for use in uses[box]) - 1
        held_back = sum(1 for source in sources[box] if sources[source])
        if room > layer[box] and len(uses[box]) > held_back:
            layer[box] = room
    return layer


def neighbours(count: int, edges: list[Edge]) -> tuple[list[list[int]], list[list[int]]]:
    """List for every box where its edges come from, and where its edges go to.

    >>> neighbours(3, [(0, 2), (1, 2)])
    ([[], [], [0, 1]], [[2], [2], []])
    """
    above: list[list[int]] = [[] for _ in range(count)]
    below: list[list[int]] = [[] for _ in range(count)]
    for source, target in edges:
        above[target].append(source)
        below[source].append(target)
    return above, below


@dataclass(slots=True)
class Layered:
    """Boxes and lanes in layers; boxes keep their ids, lanes have the ids from `boxes` upwards.

    `chains[k]` lists the way of edge k from its source over its lanes to its target; `above` and
    `below` are neighbours in the next layer up and down. `rows` holds every layer's order.
    """

    boxes: int
    layer: list[int]
    chains: list[list[int]]
    above: list[list[int]]
    below: list[list[int]]
    rows: list[list[int]]

    def positions(self) -> list[int]:
        """Every item's place in its row.

        >>> layered(2, [(0, 1)]).positions()
        [0, 0]
        """
        place = [0] * len(self.layer)
        for row in self.rows:
            for position, item in enumerate(row):
                place[item] = position
        return place


def layered(count: int, edges: list[Edge]) -> Layered:
    """Assign layers, lay lanes for the long edges, and order the rows as the reader would.

    >>> layered(3, [(0, 1), (1, 2), (0, 2)]).chains[2]
    [0, 3, 2]
    """
    layer = assign_layers(count, edges)
    chains = []
    for source, target in edges:
        lanes = range(len(layer), len(layer) + layer[target] - layer[source] - 1)
        layer.extend(range(layer[source] + 1, layer[target]))
        chains.append([source, *lanes, target])
    links = [pair for chain in chains for pair in pairwise(chain)]
    above, below = neighbours(len(layer), links)
    rows: list[list[int]] = [[] for _ in range(max(layer, default=-1) + 1)]
    for item in _reading_order(above, below):
        rows[layer[item]].append(item)
    return Layered(count, layer, chains, above, below, rows)


def _reading_order(above: list[list[int]], below: list[list[int]]) -> list[int]:
    """Depth first from the results upwards, arguments from left to right.

    So the left argument of `a - b` starts out left of the right one, and what belongs together
    starts out together.
    """
    seen = [False] * len(above)
    order: list[int] = []
    for result in range(len(above)):
        if below[result]:
            continue
        stack = [result]
        while stack:
            item = stack.pop()
            if seen[item]:
                continue
            seen[item] = True
            order.append(item)
            stack.extend(source for source in reversed(above[item]) if not seen[source])
    return order
