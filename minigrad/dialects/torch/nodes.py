"""``grad_fn``: the records of the core under torch's names.

A node's name follows from the primitive in its record. Where torch counts several steps as one (``F.linear``,
``cross_entropy``), or tells forms of one operation apart (``sum()`` and ``sum(dim)``), the function that made the
result labels it: the record's rule is exchanged for a copy that carries the name.
"""

from __future__ import annotations

from functools import lru_cache
from types import FunctionType
from typing import TYPE_CHECKING, Any

from ...records import PARENT_A, PARENT_B, REFERENCE, RULE, SERIAL, A, B, Y, tick

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...records import Record
    from .tensor import Tensor

INNER = ""  # the label of a record that torch has no node for

NAMES = {
    "add": "Add", "subtract": "Sub", "multiply": "Mul", "divide": "Div", "negative": "Neg", "square": "Pow",
    "guarded_power": "Pow", "absolute": "Abs", "arcsin": "Asin", "arccos": "Acos", "arctan": "Atan",
    "arctan2": "Atan2", "arcsinh": "Asinh", "arccosh": "Acosh", "arctanh": "Atanh", "log1p": "Log1P",
    "rint": "Round", "cast": "ToCopy", "reshape": "View", "broadcast_to": "Expand", "transpose": "Permute",
    "getitem": "Index", "scatter": "IndexPut", "concatenate": "Cat", "matmul": "Mm", "logaddexp": "LogAddExp",
}  # fmt: skip
NAMES |= {"setitem": "CopySlices", "watch": "Alias"}


def label(result: Any, name: str, output: int = 0) -> Tensor:
    """Give the node of ``result`` a name of its own, such as ``SumBackward1``."""
    node = result.node
    if node is not None and isinstance(node[RULE], FunctionType):
        node[RULE] = _named(node[RULE], name, output)
    tensor: Tensor = result
    return tensor


def as_one(result: Any, name: str, begin: int) -> Tensor:
    """Let everything recorded since ``begin`` (a `tick`) count as the one node of ``result``."""
    node = result.node
    tensor: Tensor = result
    if node is None or node[RULE] is None or node[SERIAL] > begin:
        return tensor
    stack = [node]
    while stack:
        for parent in stack.pop()[PARENT_A : PARENT_B + 1]:
            if parent is None or parent[RULE] is None or parent[SERIAL] > begin:
                continue
            if (
                isinstance(parent[RULE], FunctionType)
                and getattr(parent[RULE], "label", None) != INNER
            ):
                parent[RULE] = _named(parent[RULE], INNER, 0)
                stack.append(parent)
    return label(result, name)


def begin() -> int:
    """The moment from which `as_one` counts."""
    return tick()


@lru_cache(maxsize=1024)
def _named(rule: Callable[..., Any], name: str, output: int) -> Any:
    spent = getattr(rule, "used_up", None)  # a custom function's rule has none
    return _with_label(rule, name, output, spent and _with_label(spent, name, output, None))


def _with_label(rule: Any, name: str, output: int, used_up: Any) -> Any:
    copy = FunctionType(
        rule.__code__, rule.__globals__, rule.__name__, rule.__defaults__, rule.__closure__
    )
    copy.__dict__.update(rule.__dict__, label=name, output=output)
    if used_up is not None:
        copy.__dict__["used_up"] = used_up
    return copy


def name_of(record: Record) -> str:
    """torch's name for the node of a record."""
    rule = record[RULE]
    if rule is None:
        return "AccumulateGrad"
    given = getattr(rule, "label", None)
    if given:
        return str(given)
    name: str = rule.primitive.name
    if name == "guarded_power":
        return f"PowBackward{_power_form(record)}"
    if name == "setitem":
        return "CopySlices"
    return f"{NAMES.get(name) or name.title().replace('_', '')}Backward0"


def _power_form(record: Record) -> int:
    """0 for tensor ** number, 1 for tensor ** tensor, 2 for number ** tensor."""
    if len(record) <= B:
        return 0
    return (
        0
        if isinstance(record[B], (int, float))
        else 2
        if isinstance(record[A], (int, float))
        else 1
    )


class Node:
    """A node of the graph: ``name()``, ``next_functions``, ``saved_tensors``, hooks."""

    def __init__(self, record: Record, wrap: Callable[..., Any]) -> None:
        self.record = record
        self._wrap = wrap

    def name(self) -> str:
        """The node's name, such as 'MulBackward0'."""
        return type(self).__name__

    @property
    def next_functions(self) -> tuple[tuple[Node | None, int], ...]:
        """The nodes that made the operands, with the number of their output; (None, 0) for constants."""
        if self.record[RULE] is None:
            return ()
        return tuple(_edges(self.record, self._wrap))

    @property
    def variable(self) -> Any:
        """The leaf of an AccumulateGrad node."""
        if self.record[RULE] is not None:
            raise AttributeError(
                f"{self.name()} has no variable; only AccumulateGrad, the node of a leaf, has."
            )
        return self.record[REFERENCE]()

    def __getattr__(self, name: str) -> Any:
        slots = {"_saved_self": A, "_saved_other": B, "_saved_exponent": B, "_saved_result": Y}
        if (
            name in slots
            and len(self.record) > slots[name]
            and self.record[slots[name]] is not None
        ):
            value = self.record[slots[name]]
            return value if isinstance(value, (int, float)) else self._wrap(value)
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def register_hook(self, hook: Callable[..., Any]) -> Any:
        """Call ``hook(grad_inputs, grad_outputs)`` after this node has computed; it may replace grad_inputs."""
        from .node_hooks import after

        return after(self.record, hook)

    def register_prehook(self, hook: Callable[..., Any]) -> Any:
        """Call ``hook(grad_outputs)`` before this node computes; it may replace them."""
        from .node_hooks import before

        return before(self.record, hook)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and other.record is self.record

    def __hash__(self) -> int:
        return hash(self.record[SERIAL])

    def __repr__(self) -> str:
        return f"<{type(self).__name__} object at {id(self.record):#x}>"


def _edges(record: Record, wrap: Callable[..., Any]) -> list[tuple[Node | None, int]]:
    edges: list[tuple[Node | None, int]] = []
    for parent in record[PARENT_A : PARENT_B + 1][: _operands(record)]:
        if parent is None:
            edges.append((None, 0))
        elif parent[RULE] is not None and getattr(parent[RULE], "label", None) == INNER:
            edges.extend(_edges(parent, wrap))
        else:
            edges.append((node_of(parent, wrap), getattr(parent[RULE], "output", 0)))
    return edges


def _operands(record: Record) -> int:
    primitive = getattr(record[RULE], "primitive", None)
    return 2 if primitive is None else len(primitive.rules)


@lru_cache(maxsize=1024)
def _node_class(name: str) -> type[Node]:
    return type(name, (Node,), {"__doc__": f"The backward of one operation, {name}."})


def node_of(record: Record, wrap: Callable[..., Any]) -> Node:
    """The node of a record; its class carries the name."""
    return _node_class(name_of(record))(record, wrap)
