"""A gradient as a sum over paths, each the product of the local derivatives on it."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from minigrad.views import wording
from minigrad.views.finding import the_source, the_target
from minigrad.views.order import local_slopes, reverse
from minigrad.views.replay import Replay
from minigrad.views.report import Report
from minigrad.views.table import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minigrad.views.recording import Recording

MOST_PATHS = 64


def path_report(tape: Recording, source: str, target: str | None = None) -> Report:
    """The paths from a source to the target with their products, at most `MOST_PATHS` of them.

    The sum below the table counts all paths. Raises TapeError where a value on the way is an array,
    and ValueError where no path leads there.
    """
    end = the_target(tape, target)
    start = the_source(tape, source, end)
    replay = Replay(tape)
    between = local_slopes(replay, end, start)
    rows: list[tuple[str, ...]] = []
    listed = 0.0
    for path in walks_back(replay, start, end, between):
        if len(rows) == MOST_PATHS:
            break
        factors = [between[edge] for edge in reversed(path)]
        listed += prod(factors)
        nodes = [start, *(tape.edges[edge].target for edge in reversed(path))]
        words = " → ".join(label(tape, tape.nodes[node]) for node in nodes)
        rows.append((words, " · ".join(map(factor, factors)), wording.number(prod(factors))))
    total, count = reverse(replay, end, between)[start], count_paths(replay, start, end, between)
    names = [label(tape, tape.nodes[node]) for node in (end, start)]
    note = f"d{names[0]}/d{names[1]} = {wording.number(total)}, the sum of {wording.plural(count, 'path')}"
    if count > len(rows):
        note += f"; {count - len(rows):,} more are not listed (those above sum to {wording.number(listed)})"
    caption = f"Paths from {names[1]} to {names[0]}"
    return Report(caption, ("path", "local derivatives", "product"), tuple(rows), f"{note}.")


def walks_back(
    replay: Replay, start: int, end: int, slopes: dict[int, float]
) -> Iterator[list[int]]:
    """Every path as the list of its edges from the end back to the start."""
    stack: list[tuple[int, list[int]]] = [(end, [])]
    while stack:
        node, path = stack.pop()
        if node == start:
            yield path
            continue
        before = [edge for edge in reversed(replay.arguments[node]) if edge in slopes]
        stack += [(replay.tape.edges[edge].source, [*path, edge]) for edge in before]


def count_paths(replay: Replay, start: int, end: int, slopes: dict[int, float]) -> int:
    """How many there are, without walking them: a net of 20 layers has more than one could list."""
    ways = {end: 1}
    for node in range(end, start, -1):
        for edge in replay.arguments[node] if node in ways else ():
            if edge in slopes:
                source = replay.tape.edges[edge].source
                ways[source] = ways.get(source, 0) + ways[node]
    return ways[start]


def factor(x: float) -> str:
    """A number as it stands in a product.

    >>> factor(2.0), factor(-0.5)
    ('2.0', '(-0.5)')
    """
    text = wording.number(x)
    return f"({text})" if text.startswith("-") else text
