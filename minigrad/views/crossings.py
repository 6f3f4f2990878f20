"""Second part of the layout: order every layer so that few edges cross.

Rows are sorted by the mean position of their neighbours, downwards and upwards in turn, and after
each sweep two adjacent items change places wherever that removes a crossing. The best order seen
is kept, so that more sweeps never make it worse.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minigrad.views.layers import Layered


def reduce_crossings(graph: Layered) -> int:
    """Reorder `graph.rows` in place; return how many crossings are left.

    >>> from minigrad.views.layers import layered
    >>> reduce_crossings(layered(4, [(0, 3), (1, 2)]))
    0
    """
    place = graph.positions()
    best, fewest = [row[:] for row in graph.rows], count_crossings(graph)
    patience = 2 if len(graph.layer) > 400 else 4
    tries = patience
    for sweep in range(24):
        if not fewest or not tries:
            break
        tries -= 1
        _sort(graph, place, downwards=sweep % 2 == 0)
        _exchange(graph, place)
        crossings = count_crossings(graph)
        if crossings < fewest:
            best, fewest, tries = [row[:] for row in graph.rows], crossings, patience
    graph.rows = best
    return fewest


def count_crossings(graph: Layered) -> int:
    """Count the pairs of edges that cross between neighbouring layers.

    >>> from minigrad.views.layers import layered
    >>> count_crossings(layered(3, [(0, 2), (1, 2)]))
    0
    """
    place = graph.positions()
    crossings = 0
    for row in graph.rows:
        ends: list[int] = []
        for item in row:
            mine = sorted(place[other] for other in graph.below[item])
            crossings += sum(len(ends) - bisect_left(ends, end + 1) for end in mine)
            for end in mine:
                insort(ends, end)
    return crossings


def _sort(graph: Layered, place: list[int], *, downwards: bool) -> None:
    """Sort each row by the mean place of its neighbours in the row that was sorted before."""
    rows = graph.rows if downwards else graph.rows[::-1]
    towards = graph.above if downwards else graph.below
    for row in rows:
        wish: dict[int, float] = {}
        for item in row:
            others = towards[item]
            wish[item] = sum([place[o] for o in others]) / len(others) if others else place[item]
        row.sort(key=wish.__getitem__)
        for position, item in enumerate(row):
            place[item] = position


def _exchange(graph: Layered, place: list[int]) -> None:
    """Swap adjacent items while that removes crossings, a few rounds per row."""
    for row in graph.rows:
        for _ in range(4):
            if not _exchange_once(graph, row, place):
                break


def _exchange_once(graph: Layered, row: list[int], place: list[int]) -> bool:
    changed = False
    for right in range(1, len(row)):
        a, b = row[right - 1], row[right]
        gain = 0
        for sides in (graph.above, graph.below):
            gain += _crossings(sides[a], sides[b], place) - _crossings(sides[b], sides[a], place)
        if gain > 0:
            row[right - 1], row[right] = b, a
            place[a], place[b] = right, right - 1
            changed = True
    return changed


def _crossings(left: list[int], right: list[int], place: list[int]) -> int:
    """Crossings between the edges of two items when `left` stands left of `right`."""
    return sum([place[a] > place[b] for a in left for b in right])
