"""Why a gradient is None: the sentence that a learner needs in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minigrad.views.recording import Edge, Node


def why_none(
    nodes: Sequence[Node], edges: Sequence[Edge], source: int, targets: Sequence[int]
) -> str:
    """Say where the way from the targets back to a source ends.

    >>> from minigrad.views.recording import Edge, Node
    >>> nodes = [Node(0, "variable", name="w"), Node(1, "operation", op="detach", name="L")]
    >>> why_none(nodes, [Edge(0, 1, cut="detach()")], 0, [1])
    'cut by detach()'
    >>> why_none(nodes, [], 0, [1])
    'L does not depend on it'
    """
    goal = (
        " and ".join(nodes[target].name or nodes[target].op for target in targets) or "the target"
    )
    whole = upstream(edges, targets, cuts=True)
    if source not in whole:
        return f"{goal} does not depend on it"
    flowing = upstream(edges, targets, cuts=False)
    after = _downstream(edges, source)
    for edge in edges:
        if edge.cut and edge.source in after and edge.target in flowing:
            return (
                f"cut by {edge.cut}{_line(nodes, edge)}"
                if "(" in edge.cut
                else (f"cut{_line(nodes, edge)}: {edge.cut}")
            )
    if not nodes[source].watched:
        return "it was not watched: tape.watch(...) before it is used"
    return f"the tape did not record the way from it to {goal}"


def _line(nodes: Sequence[Node], edge: Edge) -> str:
    span = nodes[edge.target].span
    return f" in line {span.line}" if span else ""


def upstream(edges: Sequence[Edge], targets: Iterable[int], *, cuts: bool) -> set[int]:
    """Everything that the targets were made from, along edges that are not cut or along all.

    >>> from minigrad.views.recording import Edge
    >>> sorted(upstream([Edge(0, 1, cut="detach()"), Edge(1, 2)], [2], cuts=False))
    [1, 2]
    """
    found = set(targets)
    for edge in sorted(edges, key=lambda edge: -edge.target):
        if edge.target in found and (cuts or not edge.cut):
            found.add(edge.source)
    return found


def _downstream(edges: Sequence[Edge], source: int) -> set[int]:
    """Everything that was made from a node."""
    found = {source}
    for edge in sorted(edges, key=lambda edge: edge.target):
        if edge.source in found:
            found.add(edge.target)
    return found
