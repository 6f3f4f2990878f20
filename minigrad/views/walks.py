"""The backward walks of a log as steps, and what they say about each node's gradient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minigrad.records import PARENT_A, RULE
from minigrad.tensor import TensorBase
from minigrad.views.reasons import upstream, why_none
from minigrad.views.recording import Gradient, Part, Step
from minigrad.views.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minigrad.observe import Event, Pass
    from minigrad.views.from_log import Builder


def add_walks(builder: Builder, passes: Sequence[Pass]) -> None:
    """Add the steps of every backward walk, and the gradients that it found or did not find."""
    for number, walk in enumerate(passes):
        for target in walk.targets:
            if (node := builder.find(target)) is not None:
                builder.change(node, target=True)
        for event in walk.events:
            _add_step(builder, event, number)
    for walk in passes:
        _results(builder, walk)


def _add_step(builder: Builder, event: Event, walk: int) -> None:
    record = event.record
    node = builder.node_of(record)
    if node is None or record[RULE].primitive.name == "watch":
        return
    upstream = _value(event.upstream)
    builder.change(node, gradient=Gradient.of(upstream), saved_bytes=_saved(builder, node, record))
    parts = []
    for operand, (piece, total) in enumerate(zip(event.contributions, event.totals, strict=True)):
        edge = builder.operand_edges.get((node, operand))
        if edge is None or piece is None or record[PARENT_A + operand] is None:
            continue
        source = builder.edges[edge].source
        whole = _value(total)
        builder.change(source, gradient=Gradient.of(whole))
        formula = f"{record[RULE].primitive.name}/{operand}"
        parts.append(Part(edge, _value(piece), whole, formula, _numbers(builder, node, upstream)))
    builder.steps.append(Step(node, upstream, tuple(parts), walk))


def _saved(builder: Builder, node: int, record: list[Any]) -> int:
    """What the record kept; the walk may have used it up, but the event saw it whole."""
    from minigrad.views.from_log import saved_bytes

    return builder.nodes[node].saved_bytes or saved_bytes(record)


def _numbers(builder: Builder, node: int, upstream: Value) -> tuple[tuple[str, float], ...]:
    """What the letters of a rule stand for, where everything is a single number."""
    letters = {"g": upstream, "y": builder.nodes[node].value}
    for operand, letter in ((0, "a"), (1, "b")):
        edge = builder.operand_edges.get((node, operand))
        if edge is not None:
            letters[letter] = builder.nodes[builder.edges[edge].source].value
    if any(
        value is None or value.shape != () or value.numbers is None for value in letters.values()
    ):
        return ()
    return tuple((letter, value.numbers[0]) for letter, value in sorted(letters.items())
                 if value is not None and value.numbers is not None)  # fmt: skip


def _results(builder: Builder, walk: Pass) -> None:
    """What the user was given for each source."""
    targets = [node for target in walk.targets if (node := builder.find(target)) is not None]
    for source, result in zip(walk.sources, walk.results, strict=False):
        node = builder.add_source(source, walk.after)
        if result is None:
            reason = why_none(builder.nodes, builder.edges, node, targets)
            builder.change(node, gradient=Gradient("none", reason=reason), watched=True)
        else:
            builder.change(node, gradient=Gradient.of(_value(result)), watched=True)
    if walk.kind == "backward":
        _unreached(builder, targets)


def _unreached(builder: Builder, targets: list[int]) -> None:
    """After `backward()`: leaves that the target was made from, but whose `.grad` stayed None."""
    origins = upstream(builder.edges, targets, cuts=True)
    for node in builder.nodes:
        if node.id in origins and node.watched and node.gradient.state == "pending":
            reason = why_none(builder.nodes, builder.edges, node.id, targets)
            builder.change(node.id, gradient=Gradient("none", reason=reason))


def _value(data: Any) -> Value:
    return Value.of(data.array if isinstance(data, TensorBase) else data)
