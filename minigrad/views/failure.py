"""The operation at which a cell failed, found in the traceback and drawn as far as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.views.escape import clean
from minigrad.views.recording import Edge, Failure, Node

if TYPE_CHECKING:
    from minigrad.views.from_log import Builder
    from minigrad.views.recording import Span


def add_failure(builder: Builder, error: BaseException | None) -> Failure | None:
    """Describe the exception that ended the cell; add the operation that raised, if it was one.

    It was one if at least one of its operands, as spelled in the cell, is on the tape.
    """
    if error is None:
        return None
    message = clean(f"{type(error).__name__}: {error}", 400)
    span = _failing_span(builder, error)
    sources = _operands(builder, span) if span else []
    if not any(source is not None for source in sources):
        return Failure(message)
    node = Node(len(builder.nodes), "operation", op=_text(builder, span), span=span)
    builder.nodes.append(node)
    builder.edges += [
        Edge(source, node.id, role)
        for source, role in zip(sources, ("left", "right"), strict=False)
        if source is not None
    ]
    return Failure(message, node.id)


def _failing_span(builder: Builder, error: BaseException) -> Span | None:
    """The innermost piece of the cell that was running."""
    span = None
    trace = error.__traceback__
    while trace is not None:
        site = (trace.tb_frame.f_code, trace.tb_lasti)
        span = builder.places.span(site) or span
        trace = trace.tb_next
    return span


def _operands(builder: Builder, span: Span) -> list[int | None]:
    """The nodes of the operands of an expression: by the user's name, or made by that very text."""
    made = {node.span: node.id for node in builder.nodes if node.span}
    named = {node.name: node.id for node in builder.nodes if node.name}
    found = []
    for text, place in builder.syntax.operands.get(span, []):
        node = made.get(place, named.get(text))
        found.append(builder.operand_named(text) if node is None else node)
    return found


def _text(builder: Builder, span: Span | None) -> str:
    if span is None or span.line != span.end_line:
        return "operation"
    return clean(builder.places.lines[span.line - 1][span.start : span.end], 40)
