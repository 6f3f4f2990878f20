"""Folding: which operations share one box, so that a long tape stays a picture.

Operations fold in *runs*: neighbours on the tape with the same key. A run has nothing between its
first and its last operation, so folding never makes a cycle, whatever the calculation looks like.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Sequence

    from minigrad.views.recording import Node, Recording

LEVELS = ("turns", "loops", "modules", "scopes", "lines", "chunks")
"""From the mildest to the strongest: independent turns of a loop, all other turns of any loop,
innermost scopes, outermost scopes, source lines, and equal pieces."""


@dataclass(frozen=True, slots=True)
class Run:
    """Operations that share one box; `turns` says how often a loop's body is in it (else 0)."""

    nodes: tuple[int, ...]
    label: str
    turns: int = 0


def runs(
    tape: Recording, level: int, turn: int, limit: int, hidden: Collection[int] = ()
) -> list[Run]:
    """Group the operations for the folding level (a place in `LEVELS`; -1 folds nothing).

    Operations that stay alone form runs of one node without a label. `turn` is the one that stays
    open in every loop; hidden operations are in no run.

    >>> from minigrad.views.recording import Node, Recording
    >>> body = tuple(Node(i, "operation", loop=2, iteration=i) for i in range(3))
    >>> [run.label for run in runs(Recording("", body), 0, 0, 200)]
    ['', 'loop in line 2, turns 2 to 3']
    """
    operations = [node for node in tape.nodes if not node.leaf and node.id not in hidden]
    folded = _folded_loops(tape, level)
    keys = [_key(node, place, level, folded, turn, 2 * len(operations) // limit + 1)
            for place, node in enumerate(operations)]  # fmt: skip
    found: list[Run] = []
    for key, group in groupby(zip(keys, operations, strict=True), key=lambda pair: pair[0]):
        members = [node for _, node in group]
        if key is None or len(members) == 1:
            found.extend(Run((node.id,), "") for node in members)
        else:
            found.append(_run(key, members))
    return found


def _folded_loops(tape: Recording, level: int) -> set[int]:
    """The loops whose other turns are folded: at level 0 those whose turns do not feed each other."""
    turns: dict[int, int] = {}
    for node in tape.nodes:
        if node.loop is not None and not node.leaf:
            turns[node.loop] = max(turns.get(node.loop, 0), node.iteration)
    repeated = {loop for loop, last in turns.items() if last}
    if level < 0:
        return set()
    return repeated if level else repeated - _chained(tape)


def _chained(tape: Recording) -> set[int]:
    """The loops in which one turn works on with the result of another, as in a recurrent net."""
    chained = set()
    for edge in tape.edges:
        source, target = tape.nodes[edge.source], tape.nodes[edge.target]
        if source.leaf or source.loop is None or source.loop != target.loop:
            continue
        if source.iteration != target.iteration:
            chained.add(source.loop)
    return chained


def _key(
    node: Node, place: int, level: int, folded: set[int], turn: int, size: int
) -> tuple[str, Hashable] | None:
    if node.loop in folded and node.iteration != turn:
        return "loop", (node.loop, node.iteration > turn)
    if level >= LEVELS.index("modules") and node.scope:
        whole = level == LEVELS.index("modules")
        return "scope", node.scope if whole else node.scope.split("/", 1)[0]
    if level >= LEVELS.index("chunks"):
        return "chunk", place // size
    if level >= LEVELS.index("lines") and node.span:
        return "line", node.span.line
    return None


def _run(key: tuple[str, Hashable], members: Sequence[Node]) -> Run:
    nodes = tuple(node.id for node in members)
    kind, what = key
    if kind == "loop":
        turns = [node.iteration for node in members]
        label = f"loop in line {members[0].loop}, {_turns(turns)}"
        return Run(nodes, label, max(turns) - min(turns) + 1)
    if kind == "chunk":
        return Run(nodes, f"operations {nodes[0]} to {nodes[-1]}")
    return Run(nodes, f"line {what}" if kind == "line" else str(what))


def _turns(turns: Iterable[int]) -> str:
    first, last = min(turns) + 1, max(turns) + 1
    return f"turn {first}" if first == last else f"turns {first} to {last}"
