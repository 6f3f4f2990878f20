"""The backward pass as a row of moments: what every node has gathered, and in which phase it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minigrad.views.recording import Gradient
from minigrad.views.table import transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minigrad.views.recording import Recording, Step

BEFORE = "Before the backward pass: no gradients yet."


@dataclass(frozen=True, slots=True)
class Moment:
    """The recording as it is after `number` steps.

    `phases` gives a node's phase in a word: "now" (its operation sends), "1 of 2" (so many
    contributions have arrived), "ready" (all have) and "done"; nodes that wait have none. `flowing`
    are the edges along which something is sent now.
    """

    number: int
    caption: str
    tape: Recording
    phases: dict[int, str]
    flowing: frozenset[int]


def moments(tape: Recording) -> Iterator[Moment]:
    """The moment before the first step, and one for each step.

    >>> from minigrad.views.recording import Edge, Node, Part, Recording, Step
    >>> from minigrad.views.value import Value
    >>> one, six = Value.scalar(1.0), Value.scalar(6.0)
    >>> nodes = Node(0, "variable", name="x"), Node(1, "operation", op="square", name="L")
    >>> steps = (Step(1, one, (Part(0, six, six),)), Step(0, six))
    >>> tape = Recording("", nodes, (Edge(0, 1),), steps)
    >>> [moment.phases for moment in moments(tape)]
    [{}, {1: 'now', 0: 'ready'}, {1: 'done', 0: 'now'}]
    """
    taking_part = {step.node for step in tape.steps} | {
        tape.edges[part.edge].source for step in tape.steps for part in step.parts
    }
    gathered = {node: Gradient() for node in taking_part}
    phases: dict[int, str] = {}
    words = [BEFORE, *(sentence.partition(". ")[2] for sentence in transcript(tape))]
    yield Moment(0, words[0], _with_gradients(tape, gathered), {}, frozenset())
    expected, arrived, walk = _expected(tape), Counter[tuple[int, int]](), 0
    for number, step in enumerate(tape.steps, start=1):
        if step.walk != walk:
            phases, walk = {}, step.walk
        phases = {node: "done" if word == "now" else word for node, word in phases.items()}
        phases[step.node] = "now"
        gathered[step.node] = Gradient.of(step.upstream)
        for part in step.parts:
            node = tape.edges[part.edge].source
            arrived[walk, node] += 1
            gathered[node] = Gradient.of(part.total)
            count, whole = arrived[walk, node], expected[walk, node]
            complete = "done" if _ends_at(tape, step, node) else "ready"
            phases[node] = complete if count == whole else f"{count} of {whole}"
        caption = f"Step {number} of {len(tape.steps)}: {words[number]}"
        flowing = frozenset(part.edge for part in step.parts)
        now = _with_gradients(tape, gathered)
        yield Moment(number, caption, now, dict(phases), flowing)


def _ends_at(tape: Recording, step: Step, node: int) -> bool:
    """Whether the walk has no step of its own for a node: leaves only gather."""
    return not any(other.node == node and other.walk == step.walk for other in tape.steps)


def _expected(tape: Recording) -> Counter[tuple[int, int]]:
    """For every walk and node the number of contributions that arrive."""
    return Counter(
        (step.walk, tape.edges[part.edge].source) for step in tape.steps for part in step.parts
    )


def _with_gradients(tape: Recording, gathered: dict[int, Gradient]) -> Recording:
    nodes = (
        replace(node, gradient=gathered[node.id]) if node.id in gathered else node
        for node in tape.nodes
    )
    return replace(tape, nodes=tuple(nodes))
