"""Calculations beside the tape: nothing in them was watched, and no gradient passes through them.

`w.assign_sub(0.1 * g)` multiplies, and the log sees it, but it is the use of a gradient and not on
the way to one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minigrad.views.recording import Recording


def beside_the_tape(tape: Recording) -> set[int]:
    """The nodes of every connected calculation without a target and without anything watched.

    Nothing, where no target is marked: then all that was calculated is what there is to see.

    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> update = (Node(0, "constant"), Node(1, "operation", op="multiply"))
    >>> loss = (Node(2, "variable"), Node(3, "operation", target=True))
    >>> sorted(beside_the_tape(Recording("", update + loss, (Edge(0, 1), Edge(2, 3)))))
    [0, 1]
    """
    if not any(node.target for node in tape.nodes):
        return set()
    part = _parts(tape)
    failed = tape.failure.node if tape.failure else None
    kept = {
        part[node.id]
        for node in tape.nodes
        if node.target or node.watched or node.kind == "variable" or node.id == failed
    }
    beside = {part[node.id] for node in tape.nodes if not node.leaf} - kept
    return {node.id for node in tape.nodes if part[node.id] in beside}


def _parts(tape: Recording) -> list[int]:
    """For every node the smallest node that it is connected with."""
    leader = list(range(len(tape.nodes)))

    def find(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for edge in tape.edges:
        a, b = sorted((find(edge.source), find(edge.target)))
        leader[b] = a
    return [find(node) for node in range(len(leader))]
