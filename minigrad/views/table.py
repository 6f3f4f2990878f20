"""The tape as rows of words: what the text table, the page's table and the transcript share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minigrad.views import wording
from minigrad.views.cards import expression, first_bad
from minigrad.views.escape import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minigrad.views.recording import Node, Recording, Step

HEADINGS = ("", "name", "made by", "shape", "value", "grad", "line", "notes")


@dataclass(frozen=True, slots=True)
class Line:
    """One node in words, in the order of `HEADINGS`."""

    number: str
    name: str
    made_by: str
    shape: str
    value: str
    gradient: str
    line: str
    notes: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The words in order."""
        return (
            self.number,
            self.name,
            self.made_by,
            self.shape,
            self.value,
            self.gradient,
            self.line,
            self.notes,
        )


def table_lines(tape: Recording, *, digits: int = wording.DIGITS) -> list[Line]:
    """One line per node, oldest first.

    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> nodes = (Node(0, "input", name="x"), Node(1, "operation", op="exp"))
    >>> [line.made_by for line in table_lines(Recording("", nodes, (Edge(0, 1),)))]
    ['input', 'exp(x)']
    """
    arguments = tape.arguments()
    uses = tape.fan_out()
    bad = first_bad(tape)
    lines = []
    for node in tape.nodes:
        dtype = "" if node.dtype in ("", "float32", "float", "int") else f" {node.dtype}"
        lines.append(
            Line(
                str(node.id),
                clean(node.name, 24),
                _made_by(tape, node, arguments[node.id]),
                wording.shape(node.shape) + dtype,
                wording.value(node.value, digits),
                wording.gradient(node.gradient, digits),
                str(node.span.line) if node.span else "",
                "; ".join(_notes(tape, node, uses[node.id], arguments[node.id], node.id in bad)),
            )
        )
    return lines


def label(tape: Recording, node: Node) -> str:
    """The shortest way to speak of a node: its name, its expression, its number, or its place.

    >>> from minigrad.views.recording import Node, Recording
    >>> label(Recording(), Node(7, "operation", op="exp"))
    '%7'
    """
    if node.name:
        return clean(node.name, 24)
    if words := expression(node, tape.source):
        return words
    if node.kind == "constant" and node.value is not None and node.shape == ():
        return wording.value(node.value)
    return f"%{node.id}"


def _made_by(tape: Recording, node: Node, arguments: list[int]) -> str:
    if node.leaf:
        return node.kind
    words = [label(tape, tape.nodes[tape.edges[edge].source]) for edge in arguments]
    if node.params:
        words.append(clean(node.params, 40))
    return f"{clean(node.op, 40)}({', '.join(words)})"


def _notes(
    tape: Recording, node: Node, uses: int, arguments: list[int], bad: bool
) -> Iterator[str]:
    facts = {
        "target": node.target,
        "watched": node.watched and node.kind != "variable",
        f"{uses} uses": uses > 1,
        "first NaN or inf": bad,
        "failed here": tape.failure is not None and tape.failure.node == node.id,
        clean(node.gradient.reason): bool(node.gradient.reason),
        f"turn {node.iteration + 1}": node.loop is not None,
    }
    yield from (fact for fact, holds in facts.items() if holds)
    for edge in (tape.edges[place] for place in arguments):
        source = label(tape, tape.nodes[edge.source])
        if edge.cut:
            yield f"no gradient to {source}: {clean(edge.cut)}"
        if edge.stretched:
            yield f"{source} repeated along axis {', '.join(map(str, edge.stretched))}"


def transcript(tape: Recording, *, digits: int = wording.DIGITS) -> list[str]:
    """The backward passes in sentences, one per step.

    >>> from minigrad.views.recording import Edge, Node, Part, Recording, Step
    >>> from minigrad.views.value import Value
    >>> one, six = Value.scalar(1.0), Value.scalar(6.0)
    >>> nodes = (Node(0, "variable", name="x"), Node(1, "operation", op="square", name="L"))
    >>> tape = Recording("", nodes, (Edge(0, 1),), (Step(1, one, (Part(0, six, six),)),))
    >>> transcript(tape)
    ['1. L = square(x) has the gradient 1.0; it sends 6.0 to x.']
    """
    arrived: dict[tuple[int, int], int] = {}
    arguments = tape.arguments()
    return [
        f"{number}. {_sentence(tape, step, arguments, arrived, digits)}"
        for number, step in enumerate(tape.steps, start=1)
    ]


def _sentence(
    tape: Recording,
    step: Step,
    arguments: list[list[int]],
    arrived: dict[tuple[int, int], int],
    digits: int,
) -> str:
    node = tape.nodes[step.node]
    what = _made_by(tape, node, arguments[node.id])
    named = f"{label(tape, node)} = {what}"
    text = f"{named} has the gradient {wording.value(step.upstream, digits)}"
    sent = []
    for part in step.parts:
        source = tape.edges[part.edge].source
        key = step.walk, source
        arrived[key] = arrived.get(key, 0) + 1
        piece = f"{wording.value(part.contribution, digits)} to {label(tape, tape.nodes[source])}"
        if arrived[key] > 1:
            piece += f" (now {wording.value(part.total, digits)})"
        sent.append(piece)
    return f"{text}; it sends {' and '.join(sent)}." if sent else f"{text}."
