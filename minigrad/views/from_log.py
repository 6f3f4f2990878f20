"""From what the core did to what is shown: a `Recording` out of an observation log.

The log knows operations, operands and backward walks; the cell's text knows names, loops and
places. Here the two are brought together, and everything is reduced to plain data.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.records import PARENT_A, RULE, SERIAL, A, Y
from minigrad.tensor import TensorBase
from minigrad.variable import VariableMixin
from minigrad.views.escape import clean
from minigrad.views.failure import add_failure
from minigrad.views.params import params_text, static_text
from minigrad.views.recording import Edge, Kind, Node, Recording
from minigrad.views.roles import cut_reason, role, stretched_axes
from minigrad.views.spans import Places
from minigrad.views.syntax import read_syntax
from minigrad.views.turns import count_turns
from minigrad.views.value import Value
from minigrad.views.visits import grouped, instruction, names_of_objects, orders_of, result_names
from minigrad.views.walks import add_walks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minigrad.observe import Applied, Log
    from minigrad.records import Record
    from minigrad.views.spans import Cell
    from minigrad.views.syntax import Syntax


def from_log(
    log: Log,
    cell: Cell,
    namespace: Mapping[str, Any],
    *,
    error: BaseException | None = None,
    of: str = "",
) -> Recording:
    """Make the recording of a cell from the log that was open while it ran.

    `namespace` holds the user's variables after the cell; it is only looked at. `error` is the
    exception that ended the cell. `of` names the tensor to mark as the target where no gradient
    was asked for.

    >>> import minigrad as mg
    >>> from minigrad.observe import Log
    >>> from minigrad.views.spans import Script
    >>> text = "y = x * x"
    >>> space = {"x": mg.Variable(3.0)}
    >>> with Log(space) as log:
    ...     exec(compile(text, "<cell>", "exec"), space)
    >>> [node.name for node in from_log(log, Script(text, "<cell>"), space).nodes]
    ['x', 'y']
    """
    builder = Builder(log, cell, namespace)
    for index, applied in enumerate(log.applied):
        builder.add_operation(index, applied)
    add_walks(builder, log.passes)
    failure = add_failure(builder, error)
    if of and (node := builder.find(namespace.get(of))) is not None:
        builder.change(node, target=True)
    return Recording(cell.source, tuple(builder.nodes), tuple(builder.edges),
                     tuple(builder.steps), failure)  # fmt: skip


class Builder:
    """The recording as it grows, and the ways to find a tensor's node again."""

    def __init__(self, log: Log, cell: Cell, namespace: Mapping[str, Any]) -> None:
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.steps: list[Any] = []
        self.places = Places(cell)
        self.syntax: Syntax = read_syntax(cell.source)
        self.spans = [self.places.span(applied.cell_site) for applied in log.applied]
        visits = grouped(log.applied)
        self.alone = [len(visit) == 1 for visit in visits for _ in visit]
        self.names = result_names(visits, self.spans, self.syntax, namespace)
        keys = [(instruction(visit[0]), place) for visit in visits for place in range(len(visit))]
        self.turns = count_turns(zip(keys, self.spans, strict=True), self.syntax)
        self.orders = orders_of(log)
        self.operand_edges: dict[tuple[int, int], int] = {}
        self.nothing_recorded = all(applied.record is None for applied in log.applied)
        self._namespace = namespace
        self._user_names = names_of_objects(namespace)
        self._by_object: dict[tuple[int, int], int] = {}
        self._by_serial: dict[int, int] = {}
        self._by_data: dict[int, int] = {}
        self._followed: set[int] = set()
        self._versions: dict[int, list[tuple[int, int]]] = {}
        self._index = 0
        self._alive: list[Any] = []  # what is known by its id must not die

    # -- finding -------------------------------------------------------------------------------

    def find(self, thing: Any) -> int | None:
        """The node of a tensor or array as it is now, or None."""
        if thing is None:
            return None
        known = self._by_object.get((id(thing), id(_data(thing))))
        return known if known is not None else self.node_of(record_of(thing))

    def find_then(self, thing: Any, applied: int) -> int | None:
        """The node of a leaf as it was when so many operations had been applied."""
        versions = [node for index, node in self._versions.get(id(thing), []) if index < applied]
        return versions[-1] if versions else self.find(thing)

    def node_of(self, record: Record | None) -> int | None:
        """The node of a record; that of `tape.watch(y)` is y's own."""
        while record is not None:
            if record[SERIAL] in self._by_serial:
                return self._by_serial[record[SERIAL]]
            watch = record[RULE] is not None and record[RULE].primitive.name == "watch"
            record = record[PARENT_A] if watch else None
        return None

    def change(self, node: int, **fields: Any) -> None:
        """Set fields of a node."""
        self.nodes[node] = replace(self.nodes[node], **fields)

    # -- adding --------------------------------------------------------------------------------

    def add_operation(self, index: int, applied: Applied) -> None:
        """Add the node of one operation, after those of its operands."""
        self._index = index
        operands = len(applied.primitive.rules)
        pairs = list(zip(applied.inputs, applied.values, strict=True))[:operands]
        spelled = self._spelled(index, len(pairs))
        sources = [
            self._operand(thing, data, text)
            for (thing, data), text in zip(pairs, spelled, strict=True)
        ]
        loop, turn = self.turns[index]
        cut = self._cut(applied, sources)
        node = self.add_node(
            "operation",
            applied.result,
            op=applied.primitive.name,
            name=self.names[index],
            params=params_text(applied),
            static=static_text(applied),
            recorded=not cut,
            saved_bytes=saved_bytes(applied.record),
            scope=applied.scope,
            loop=loop,
            iteration=turn,
            order=self.orders[index],
            span=self.spans[index],
            frame=self.places.frame(applied.site),
        )
        for place, source in enumerate(sources):
            self.operand_edges[node, place] = len(self.edges)
            axes = stretched_axes(applied.primitive, self.nodes[source].shape, applied.result.shape)
            label = role(applied.primitive, place)
            self.edges.append(Edge(source, node, label, cut if self._carries(source) else "", axes))

    def add_node(self, kind: Kind, thing: Any, data: Any = None, **fields: Any) -> int:
        """Add a node and remember by which objects it can be found."""
        number = len(self.nodes)
        data = _data(thing) if data is None else data
        self.nodes.append(Node(number, kind, value=value_of(data), **fields))
        self._alive += [thing, data]
        self._by_object[id(thing), id(data)] = number
        self._by_data.setdefault(id(data), number)
        if kind != "operation":  # its data may be a copy of what was there then
            self._versions.setdefault(id(thing), []).append((self._index, number))
            self._by_object[id(thing), id(_data(thing))] = number
            self._by_data.setdefault(id(_data(thing)), number)
        record = record_of(thing)
        if record is not None and not (isinstance(thing, VariableMixin) and kind == "operation"):
            self._by_serial[record[SERIAL]] = number
            self._followed.add(number)
        return number

    def add_source(self, thing: Any, applied: int) -> int:
        """The node of something that a gradient was asked for, also where nothing used it.

        `applied` counts the operations that had been applied then.
        """
        found = self.find_then(thing, applied)
        return self._leaf(thing, _data(thing), "") if found is None else found

    def operand_named(self, text: str) -> int | None:
        """The node of the tensor that the user calls so; None where there is no such tensor."""
        thing = self._namespace.get(text)
        if not isinstance(thing, TensorBase):
            return None
        return self.add_source(thing, self._index + 1)

    def _operand(self, thing: Any, data: Any, spelled: str) -> int:
        """The node of an operand: known, cut off from a known one, or a new leaf."""
        if type(thing) in {int, float, bool}:  # equal literals are one object to Python, not to us
            return self._leaf(thing, data, spelled)
        known = self._by_object.get((id(thing), id(data)))
        if known is None and id(thing) not in self._versions:  # else: a leaf with a new value
            known = self.node_of(record_of(thing))
        if known is not None:
            return known
        if id(data) in self._by_data and isinstance(data, (np.ndarray, np.generic)):
            return self._detached(thing, data, self._by_data[id(data)])
        return self._leaf(thing, data, spelled)

    def _spelled(self, index: int, count: int) -> list[str]:
        """The operands as the user wrote them, where the instruction is this one operation."""
        span = self.spans[index]
        parts = self.syntax.operands.get(span, []) if span else []
        alone = self.alone[index] and not self.orders[index] and len(parts) >= count
        return [text for text, _ in parts[:count]] if alone else [""] * count

    def _detached(self, thing: Any, data: Any, origin: int) -> int:
        """The same value without its record: detach(), stop_gradient(), numpy()."""
        if not self._carries(origin):
            return origin
        how = "detach" if isinstance(thing, TensorBase) else "numpy"
        name = self._user_names.get(id(thing), "")
        span = next((span for span, known in self.syntax.names.items() if known == name), None)
        node = self.add_node("operation", thing, data, op=how, name=name, recorded=False, span=span)
        self.edges.append(Edge(origin, node, cut=f"{how}()"))
        return node

    def _leaf(self, thing: Any, data: Any, spelled: str) -> int:
        name = self._user_names.get(id(thing), "") or getattr(thing, "name", None) or ""
        if not name and (spelled.isidentifier() or isinstance(thing, (TensorBase, np.ndarray))):
            name = clean(spelled, 24)
        record = record_of(thing)
        kind: Kind = "input" if name else "constant"
        if isinstance(thing, VariableMixin) or getattr(thing, "requires_grad", False):
            kind = "variable"
        return self.add_node(kind, thing, data, name=clean(str(name)), watched=record is not None)

    def _carries(self, node: int) -> bool:
        """Whether gradients could flow back into a node."""
        return self.nodes[node].watched or node in self._followed

    def _cut(self, applied: Applied, sources: Sequence[int]) -> str:
        """Why nothing flows back through an operation although its operands were followed."""
        if applied.record is not None or self.nothing_recorded:
            return ""
        return cut_reason(applied) if any(self._carries(source) for source in sources) else ""


def record_of(thing: Any) -> Record | None:
    """A tensor's record or leaf, read without an open tape noticing."""
    if isinstance(thing, VariableMixin):
        return thing.leaf
    return thing.node if isinstance(thing, TensorBase) else None


def value_of(data: Any) -> Value:
    """Summarise operand data; a Python number has Python's name for its type."""
    if type(data) in (int, float, bool):
        return replace(Value.of(data), dtype=type(data).__name__)
    return Value.of(data)


def saved_bytes(record: Record | None) -> int:
    """What a record keeps for the backward pass; 0 once it has been used up.

    >>> saved_bytes([-1, None, None, None, np.zeros(2, np.float32), 3.0])
    8
    """
    if record is None:
        return 0
    return sum(x.nbytes for x in record[A : Y + 1] if isinstance(x, (np.ndarray, np.generic)))


def _data(thing: Any) -> Any:
    return thing.array if isinstance(thing, TensorBase) else thing
