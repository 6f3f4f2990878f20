"""Why the backward pass goes in topological order: the learner's own graph, walked carelessly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.errors import TapeError
from minigrad.views import wording
from minigrad.views.finding import the_target
from minigrad.views.reasons import upstream
from minigrad.views.replay import Replay
from minigrad.views.report import Report
from minigrad.views.table import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minigrad.views.recording import Recording

MANY = 20_000


def order_report(tape: Recording, target: str | None = None) -> Report:
    """The gradients of a depth-first walk that processes a node when it is first reached.

    What arrives later is added to the node but never handed on; in topological order every node
    waits for all of its contributions. Raises TapeError where a value on the way is an array.
    """
    end = the_target(tape, target)
    replay = Replay(tape)
    slopes = local_slopes(replay, end)
    naive, right = depth_first(replay, end, slopes), reverse(replay, end, slopes)
    rows = []
    for node in sorted(right, reverse=True):
        words = [wording.number(naive[node]), wording.number(right[node])]
        wrong = abs(naive[node] - right[node]) > 1e-9 * (1 + abs(right[node]))
        rows.append((label(tape, tape.nodes[node]), *words, "wrong" if wrong else ""))
    goal = label(tape, tape.nodes[end])
    headings = ("node", "depth first", "in order", "")
    caption = f"d{goal}/d(node): processed when first reached, and in topological order"
    return Report(caption, headings, tuple(rows), _lesson(tape, right, rows))


def _lesson(tape: Recording, right: Iterable[int], rows: list[tuple[str, ...]]) -> str:
    wrong = [row[0] for row in rows if row[-1]]
    if wrong:
        return (
            f"Depth first, {', '.join(wrong[:4])} got too little or too much: a node with several "
            "uses was processed before all of its contributions had arrived."
        )
    uses = tape.fan_out()
    shared = any(uses[node] > 1 for node in right if not tape.nodes[node].leaf)
    return (
        "Here both agree, by luck: a result has several uses, but they arrive in time."
        if shared
        else "Here both agree: no result of an operation is used twice. Try s = a + a; L = s * s."
    )


def local_slopes(replay: Replay, end: int, start: int | None = None) -> dict[int, float]:
    """The local derivative of every edge on the way back from the end, or from there to a start.

    Nothing flows along cut edges. Raises TapeError where a value on the way is an array.
    """
    tape = replay.tape
    inside = upstream(tape.edges, [end], cuts=False)
    after = set(inside) if start is None else {start}
    for edge in sorted(tape.edges, key=lambda edge: edge.target):
        if edge.source in after and not edge.cut:
            after.add(edge.target)
    if len(inside) > MANY:
        raise TapeError(f"{len(inside):,} values are too many here; {MANY:,} is the most.")
    slopes = {}
    for place, edge in enumerate(tape.edges):
        if edge.target not in inside or edge.source not in after or edge.cut:
            continue
        slope = replay.local(place)
        if slope is None:
            arrays = (tape.nodes[n] for n in (edge.source, edge.target) if tape.nodes[n].shape)
            told = next((f"{label(tape, n)} has the shape {n.shape}" for n in arrays),
                        f"{tape.nodes[edge.target].op} is not in the table of operations")  # fmt: skip
            raise TapeError(
                f"This works with single numbers, but {told}. "
                "Try it on a small scalar example; .steps() shows arrays too."
            )
        slopes[place] = slope
    return slopes


def reverse(replay: Replay, end: int, slopes: dict[int, float]) -> dict[int, float]:
    """All gradients in topological order: a node's id is greater than those of its operands."""
    found = {end: 1.0}
    for node in range(end, -1, -1):
        for edge in replay.arguments[node] if node in found else ():
            if edge in slopes:
                source = replay.tape.edges[edge].source
                found[source] = found.get(source, 0.0) + found[node] * slopes[edge]
    return found


def depth_first(replay: Replay, end: int, slopes: dict[int, float]) -> dict[int, float]:
    """The same by recursion into each operand as soon as something arrives, once per node.

    The recursion is written with a stack, so that long chains do not exhaust Python's.
    """
    found = {end: 1.0}
    stack = [iter(replay.arguments[end])]
    walked = [end]
    while stack:
        edge = next(stack[-1], None)
        if edge is None:
            stack.pop()
            walked.pop()
        elif edge in slopes:
            source, node = replay.tape.edges[edge].source, walked[-1]
            first = source not in found
            found[source] = found.get(source, 0.0) + found[node] * slopes[edge]
            if first:
                stack.append(iter(replay.arguments[source]))
                walked.append(source)
    return found
