"""Nodes of a recording by the names that a learner knows."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from minigrad.errors import TapeError
from minigrad.views.reasons import upstream
from minigrad.views.table import label

if TYPE_CHECKING:
    from minigrad.views.recording import Recording


def nodes_named(tape: Recording, name: str) -> list[int]:
    """The nodes that are called so, oldest first: by variable, by expression, or as "%7".

    Raises ValueError, with names that are there, where there is none.

    >>> from minigrad.views.recording import Node, Recording
    >>> nodes_named(Recording("", (Node(0, "input", name="x"),)), "y")
    Traceback (most recent call last):
    ValueError: Nothing on this tape is called 'y'. Names that are: x.
    """
    labels = [label(tape, node) for node in tape.nodes]
    found = [node.id for node in tape.nodes if name in {labels[node.id], f"%{node.id}"}]
    if found:
        return found
    names = list(dict.fromkeys(node.name for node in tape.nodes if node.name))
    near = get_close_matches(name, names, n=3) or names[:12]
    told = f"Names that are: {', '.join(near)}." if near else "It has no names at all."
    raise ValueError(f"Nothing on this tape is called {name!r}. {told}")


def the_target(tape: Recording, name: str | None = None) -> int:
    """The last node of a name; without one, the last that was differentiated, or else made.

    Raises TapeError for an empty tape, and ValueError for an unknown name.

    >>> from minigrad.views.recording import Node, Recording
    >>> the_target(Recording("", (Node(0, "input", name="x"), Node(1, "operation", name="y"))))
    1
    """
    if name is not None:
        return nodes_named(tape, name)[-1]
    if not tape.nodes:
        raise TapeError("This tape is empty: put a calculation into the cell below %%tape.")
    targets = [node.id for node in tape.nodes if node.target]
    return targets[-1] if targets else tape.nodes[-1].id


def the_source(tape: Recording, name: str, target: int) -> int:
    """The last node of a name from which the target was made, along edges that carry gradients.

    Raises ValueError where no gradient flows to a node of that name.

    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> nodes = (Node(0, "input", name="x"), Node(1, "operation", name="y"))
    >>> the_source(Recording("", nodes, (Edge(0, 1),)), "x", 1)
    0
    """
    flowing = upstream(tape.edges, [target], cuts=False)
    found = [node for node in nodes_named(tape, name) if node in flowing and node != target]
    if not found:
        goal = label(tape, tape.nodes[target])
        raise ValueError(f"No path leads from {name} to {goal}, so its gradient is None.")
    return found[-1]
