"""What forward and reverse mode would cost on this graph, counted edge by edge."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from minigrad.errors import TapeError
from minigrad.primitives import TABLE
from minigrad.views.finding import the_target
from minigrad.views.reasons import upstream
from minigrad.views.report import Report
from minigrad.views.table import label
from minigrad.views.wording import plural

if TYPE_CHECKING:
    from minigrad.views.recording import Recording

FREE = {"g", "-g"}
"""Rules that hand the gradient on as it is."""


def cost_report(tape: Recording, target: str | None = None) -> Report:
    """The walks, visited edges and multiplications for all inputs and one target.

    An input counts once for each of its elements, since forward mode pushes one tangent at a time;
    the target once for each of its own, since reverse mode pulls one cotangent. A visit of an
    elementwise operation is one multiplication per element, of a matrix product one per pair of
    factors, of `+`, `-`, sums and reshapes none. Raises TapeError where no input is watched.
    """
    end = the_target(tape, target)
    flowing = _flowing(tape, end)
    leaves = [node for node in tape.nodes if node.id in flowing and node.leaf]
    if not leaves:
        goal = label(tape, tape.nodes[end])
        raise TapeError(f"{goal} depends on no input that could be changed, so nothing is to pay.")
    inputs, outputs = sum(_size(node.shape) for node in leaves), _size(tape.nodes[end].shape)
    arguments = tape.arguments()
    price = {
        edge: multiplications(tape, edge, operand)
        for node in sorted(flowing)
        for operand, edge in enumerate(arguments[node])
        if _inside(tape, edge, flowing)
    }
    visits = times = 0
    for leaf in leaves:
        reach = {leaf.id}
        for place, times_there in price.items():
            if tape.edges[place].source in reach:
                reach.add(tape.edges[place].target)
                visits += _size(leaf.shape)
                times += _size(leaf.shape) * times_there
    rows = (
        _row("forward", inputs, visits, times),
        _row("reverse", outputs, outputs * len(price), outputs * sum(price.values())),
    )
    cheaper = min(rows, key=lambda row: int(row[2].replace(",", "")))[0]
    shape = f"{plural(inputs, 'input number')} and {plural(outputs, 'output number')}"
    same = rows[0][2] == rows[1][2]
    note = f"With {shape}, " + ("both visit as much." if same else f"{cheaper} mode visits less.")
    headings = ("mode", "walks", "edges visited", "multiplications")
    return Report(f"The whole derivative of {label(tape, tape.nodes[end])}", headings, rows, note)


def _row(mode: str, *counts: int) -> tuple[str, ...]:
    return mode, *(f"{count:,}" for count in counts)


def _flowing(tape: Recording, end: int) -> set[int]:
    """The nodes on some way from a watched leaf (without one: a named input) to the end."""
    watched = {n.id for n in tape.nodes if n.leaf and n.watched}
    after = watched or {n.id for n in tape.nodes if n.leaf and n.kind != "constant"}
    for edge in sorted(tape.edges, key=lambda edge: edge.target):
        if edge.source in after and not edge.cut:
            after.add(edge.target)
    return after & upstream(tape.edges, [end], cuts=False)


def _inside(tape: Recording, place: int, flowing: set[int]) -> bool:
    edge = tape.edges[place]
    return not edge.cut and edge.source in flowing and edge.target in flowing


def multiplications(tape: Recording, place: int, operand: int) -> int:
    """The multiplications of one visit of an edge.

    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> from minigrad.views.value import Value
    >>> nodes = tuple(Node(i, "input", value=Value((2, 3))) for i in (0, 1))
    >>> product = Node(2, "operation", op="multiply", value=Value((2, 3)))
    >>> multiplications(Recording("", (*nodes, product), (Edge(0, 2), Edge(1, 2))), 0, 0)
    6
    """
    edge = tape.edges[place]
    node, source = tape.nodes[edge.target], tape.nodes[edge.source]
    primitive = TABLE.get(node.op)
    if primitive is None or primitive.kind == "linear":
        return 0
    size = _size(node.shape)
    if node.op == "matmul":
        return size * inner_length(source.shape or (1,), edge.role)
    return 0 if primitive.rules[operand] in FREE else size


def inner_length(shape: tuple[int, ...], role: str) -> int:
    """The length of the axis that a matrix product sums over, told by one of its operands.

    >>> inner_length((4, 3), "left"), inner_length((3, 2), "right"), inner_length((3,), "right")
    (3, 3, 3)
    """
    return shape[-2] if role == "right" and len(shape) > 1 else shape[-1]


def _size(shape: tuple[int, ...] | None) -> int:
    return prod(shape or ())
