"""A part of a recording: one value, and everything that it was made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minigrad.views.recording import Failure, Recording, Step


def ancestors(tape: Recording, node: int) -> Recording:
    """The recording without what does not lead to a node; ids, edges and steps are counted anew.

    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> nodes = Node(0, "input"), Node(1, "operation", op="exp"), Node(2, "operation", op="sin")
    >>> part = ancestors(Recording("", nodes, (Edge(0, 1), Edge(0, 2))), 2)
    >>> [made.op for made in part.nodes], part.edges
    (['', 'sin'], (Edge(source=0, target=1, role='', cut='', stretched=()),))
    """
    wanted = {node}
    for edge in sorted(tape.edges, key=lambda edge: -edge.target):
        if edge.target in wanted:
            wanted.add(edge.source)
    number = {old: new for new, old in enumerate(sorted(wanted))}
    kept = [place for place, edge in enumerate(tape.edges) if edge.target in wanted]
    place_of = {old: new for new, old in enumerate(kept)}
    return replace(
        tape,
        nodes=tuple(replace(tape.nodes[old], id=new) for old, new in number.items()),
        edges=tuple(
            replace(edge, source=number[edge.source], target=number[edge.target])
            for edge in (tape.edges[place] for place in kept)
        ),
        steps=tuple(_moved(step, number, place_of) for step in tape.steps if step.node in wanted),
        failure=tape.failure and _told(tape.failure, number),
    )


def _moved(step: Step, number: dict[int, int], place_of: dict[int, int]) -> Step:
    parts = tuple(replace(part, edge=place_of[part.edge]) for part in step.parts)
    return replace(step, node=number[step.node], parts=parts)


def _told(failure: Failure, number: dict[int, int]) -> Failure:
    """The failure, also where the operation that raised is not among what is left."""
    return replace(failure, node=None if failure.node is None else number.get(failure.node))
