"""The recorded operations once more, from the recording alone.

Values are what the recording kept; operations come from the table of primitives, so a tape that was
read from a file can be replayed. Static arguments are read back from how they are written.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from minigrad.errors import TapeError
from minigrad.primitives import TABLE
from minigrad.views.table import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minigrad.primitive import Primitive
    from minigrad.views.recording import Node, Recording

COPIES = {"detach", "numpy", "cast"}
"""Operations that hand on their operand's numbers."""


class Replay:
    """The operations of a recording as functions on float64 arrays.

    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> from minigrad.views.value import Value
    >>> x = Node(0, "input", name="x", value=Value.scalar(3.0))
    >>> y = Node(1, "operation", op="square", name="y", value=Value.scalar(9.0))
    >>> replay = Replay(Recording("", (x, y), (Edge(0, 1),)))
    >>> float(replay.values([1])[1]), replay.local(0)
    (9.0, 6.0)
    """

    def __init__(self, tape: Recording) -> None:
        self.tape = tape
        self.arguments = tape.arguments()

    def operands(self, node: int) -> list[int]:
        """The ids of a node's operands, in order."""
        return [self.tape.edges[edge].source for edge in self.arguments[node]]

    def local(self, edge: int) -> float | None:
        """dy/d(operand) along an edge, by the engine's own rule; None where it is no number."""
        target = self.tape.edges[edge].target
        node, place = self.tape.nodes[target], self.arguments[target].index(edge)
        values = [_number(self.tape.nodes[source]) for source in self.operands(target)]
        out = _number(node)
        if out is None or None in values or node.op not in TABLE:
            return None
        if node.op in COPIES:
            return 1.0
        primitive = TABLE[node.op]
        a, b = [*values, None][:2]
        asked = [place == 0 or None, place == 1 or None]
        record = [0, None, *asked, a, b, out, (), (), self._static(primitive, node)]
        with np.errstate(all="ignore"):
            return float(primitive.rule()(np.float64(1.0), record)[place])

    def values(self, targets: Sequence[int]) -> dict[int, Any]:
        """The value of everything that the targets were made from, computed again.

        Raises TapeError where an operation cannot be applied again, or gives something else.
        """
        made: dict[int, Any] = {}
        for node in sorted(self.wanted(targets)):
            made[node] = self.apply(node, made)
            self._compare(self.tape.nodes[node], made[node])
        return made

    def wanted(self, targets: Sequence[int]) -> set[int]:
        """All that the targets were made from, along every edge."""
        found = set(targets)
        for node in range(max(targets, default=-1), -1, -1):
            if node in found:
                found.update(self.operands(node))
        return found

    def apply(self, number: int, values: Mapping[int, Any]) -> Any:
        """One node's value from those of its operands; a leaf's from the recording."""
        node = self.tape.nodes[number]
        if node.leaf:
            return self._leaf(node)
        operands = [values[source] for source in self.operands(number)]
        if node.op in COPIES:
            return operands[0]
        if node.op not in TABLE:
            _refuse(self.tape, node, f"{node.op} is not in the table of operations")
        primitive = TABLE[node.op]
        static = self._static(primitive, node)
        try:
            with np.errstate(all="ignore"):
                return primitive.forward(*operands, *static)
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            _refuse(self.tape, node, str(error))

    def _leaf(self, node: Node) -> Any:
        value = node.value
        if value is None or value.numbers is None:
            size = 0 if value is None else value.size
            _refuse(self.tape, node, f"of its {size:,} numbers the recording kept a summary only")
        if value.dtype in {"int", "bool"}:  # literals
            return value.numbers[0] if value.dtype == "bool" else int(value.numbers[0])
        array = np.asarray(value.numbers, value.dtype).reshape(value.shape)
        return array.astype(np.float64)[()] if array.dtype.kind == "f" else array[()]

    def _static(self, primitive: Primitive, node: Node) -> tuple[Any, ...]:
        try:
            given = static_arguments(node.static or node.params)
        except ValueError:
            _refuse(self.tape, node, f"its argument {node.params} is not kept")
        if primitive.name in {"reshape", "broadcast_to"}:
            return (node.shape,)
        index = (given.pop("index"),) if "index" in given else ()
        return primitive.complete(index, given)

    def _compare(self, node: Node, again: Any) -> None:
        then = node.value
        if node.leaf or then is None or then.numbers is None or not then.size or then.nonfinite:
            return
        gap = np.max(np.abs(np.ravel(np.asarray(again, np.float64)) - np.asarray(then.numbers)))
        if gap > 1e-2 * (1 + np.max(np.abs(then.numbers))):
            _refuse(self.tape, node, "it gives another value now")


def static_arguments(text: str) -> dict[str, Any]:
    """Read static arguments as the recording writes them. Raises ValueError for others.

    >>> static_arguments("axis=0, keepdims=True"), static_arguments("[:, 0]")
    ({'axis': 0, 'keepdims': True}, {'index': (slice(None, None, None), 0)})
    >>> static_arguments("index=(slice(0, 2, None), [1, 0])")
    {'index': (slice(0, 2, None), array([1, 0]))}
    """
    try:
        if text.startswith("["):
            whole = ast.parse(f"_{text}", mode="eval").body
            return {"index": _read(whole.slice)}  # type: ignore[attr-defined]
        call = ast.parse(f"_({text})", mode="eval").body
        return {word.arg: _read(word.value) for word in call.keywords}  # type: ignore[attr-defined]
    except (SyntaxError, AttributeError) as error:
        raise ValueError(f"{text!r} cannot be read back") from error


def _read(node: ast.expr) -> Any:
    """A literal, an array as a list, a slice in either form, or an ellipsis, also in tuples."""
    match node:
        case ast.Tuple():
            return tuple(map(_read, node.elts))
        case ast.Slice():
            ends = (node.lower, node.upper, node.step)
            return slice(*(None if end is None else _read(end) for end in ends))
        case ast.Call(func=ast.Name(id="slice")):
            return slice(*map(_read, node.args))
        case ast.List():
            return np.asarray(ast.literal_eval(node))
        case ast.Name(id="Ellipsis"):
            return ...
        case _:
            return ast.literal_eval(node)


def _number(node: Node) -> Any:
    if node.value is None or node.shape != () or node.value.numbers is None:
        return None
    if node.value.dtype == "bool":
        return bool(node.value.numbers[0])
    return np.float64(np.asarray(node.value.numbers[0], _kept(node.dtype)))


def _kept(dtype: str) -> str:
    return "float64" if dtype in {"int", "float"} else dtype


def _refuse(tape: Recording, node: Node, why: str) -> NoReturn:
    raise TapeError(f"{label(tape, node)} cannot be computed again from the recording: {why}.")
