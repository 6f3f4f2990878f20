"""The intermediate form: what a tape saw, as plain data.

Everything drawn or printed (graph, table, transcript, DOT, TikZ, widgets) is made from a
`Recording` alone, so a picture can be made again from a saved file, without the tensors, the
kernel or NumPy's arrays. A `Recording` is a tree of frozen dataclasses; `Recording.to_json` and
`Recording.from_json` write and read it (see `minigrad.views.serial` for how a file is checked).

How to read it
    * Nodes stand in the order in which they came to be. A node's `id` is its place in
      `Recording.nodes`, and every edge goes from a smaller id to a greater one: the ids are a
      topological order, and the backward pass visits them from last to first.
    * Lines count from 1, columns from 0 in *characters* (not bytes), ends are exclusive, exactly
      as slicing a Python string needs them.
    * What can be counted from the nodes and edges (fan-out, memory, loops) is not stored twice;
      the functions at the end of `Recording` count it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NoReturn

from minigrad.views.serial import decode, encode
from minigrad.views.value import Value

VERSION = 1

Kind = Literal["input", "variable", "constant", "operation"]
GradientState = Literal["pending", "none", "zero", "nonfinite", "number"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the cell's source: from (line, start) up to, not including, (end_line, end).

    >>> Span(1, 4, 1, 9)
    Span(line=1, start=4, end_line=1, end=9)
    """

    line: int
    start: int
    end_line: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The innermost line of the user's code, where it is not the cell itself (a helper module)."""

    file: str
    function: str
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Gradient:
    """A node's gradient in one of the states that a learner must be able to tell apart.

    `pending`: no backward pass has asked yet. `none`: asked, and there is no path (`reason` says
    where it was cut). `zero`: computed, every element exactly 0. `nonfinite`: at least one
    element is NaN or infinite. `number`: the usual case.

    >>> Gradient.of(Value.scalar(0.0)).state
    'zero'
    """

    state: GradientState = "pending"
    value: Value | None = None
    reason: str = ""

    @classmethod
    def of(cls, value: Value) -> Gradient:
        """Sort a computed gradient into `zero`, `nonfinite` or `number`.

        >>> Gradient.of(Value.scalar(float("nan"))).state
        'nonfinite'
        """
        if value.nonfinite:
            return cls("nonfinite", value)
        return cls("zero" if value.low == value.high == 0 else "number", value)


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the calculation: a leaf (input, variable, constant) or an operation's result.

    `op` is the primitive's name ("" for a leaf), `name` the user's own variable name ("" where
    there is none), `params` its static arguments as written (`axis=0`), and `static` the same in
    full where that had to be shortened. `value` is None only for an operation that failed.
    `target` marks what was differentiated, `watched` what a gradient was asked for or recorded
    for, `recorded` is False for what ran while recording was off.
    `loop` is the line of the loop around the operation and `iteration` its turn, from 0;
    `scope` is the path of `with mg.scope(...)` and modules; `order` is 1 for operations that a
    backward pass made (second order), 0 otherwise.

    >>> Node(0, "input", name="x", value=Value.scalar(3.0)).shape
    ()
    """

    id: int
    kind: Kind
    op: str = ""
    name: str = ""
    params: str = ""
    value: Value | None = None
    gradient: Gradient = Gradient()
    target: bool = False
    watched: bool = False
    recorded: bool = True
    saved_bytes: int = 0
    scope: str = ""
    loop: int | None = None
    iteration: int = 0
    order: int = 0
    span: Span | None = None
    frame: Frame | None = None
    static: str = ""

    @property
    def shape(self) -> tuple[int, ...] | None:
        """The value's shape; None where the operation failed."""
        return None if self.value is None else self.value.shape

    @property
    def dtype(self) -> str:
        """The value's dtype by name; empty where the operation failed."""
        return "" if self.value is None else self.value.dtype

    @property
    def leaf(self) -> bool:
        """Whether the node was there before any operation ran."""
        return self.kind != "operation"


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` is an argument of `target`.

    `role` names the argument where exchanging two would change the result ("left", "right",
    "index", ...), else it is empty. `cut` says why no gradient flows back along the edge (empty:
    it flows). `stretched` lists the axes of the result along which broadcasting repeated the
    source; on the way back the gradient is summed along exactly these.
    """

    source: int
    target: int
    role: str = ""
    cut: str = ""
    stretched: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one step sends along one edge: the piece, and the receiver's running total with it.

    `edge` is a place in `Recording.edges`. `formula` names the rule's template, "multiply/0" for
    the first input of `multiply`; `numbers` are what a scalar rule's letters stand for
    (g upstream, a and b inputs, y output), empty for arrays.
    """

    edge: int
    contribution: Value
    total: Value
    formula: str = ""
    numbers: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a backward walk: the engine takes `node`, whose gradient is `upstream`.

    The first step of a walk has the target as its node and the seed as its upstream. A leaf's
    step, and that of a node whose inputs want no gradient, has no parts. `walk` counts the
    calls of `gradient()` or `backward()` from 0.
    """

    node: int
    upstream: Value
    parts: tuple[Part, ...] = ()
    walk: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """The exception that ended the cell; `node` is the operation that raised, where known."""

    message: str
    node: int | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """Nodes, edges, the cell's text, and the steps of the backward passes.

    Raises ValueError where the parts contradict each other (see `check`).

    >>> x, y = Node(0, "input", name="x"), Node(1, "operation", op="square", target=True)
    >>> tape = Recording("y = x**2", (x, y), (Edge(0, 1),))
    >>> Recording.from_json(tape.to_json()) == tape
    True
    """

    source: str = ""
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    steps: tuple[Step, ...] = ()
    failure: Failure | None = None
    version: int = VERSION

    def __post_init__(self) -> None:
        check(self)

    def to_json(self) -> str:
        """Write the recording as one line of strict JSON (fields at their default are left out).

        >>> Recording("x").to_json()
        '{"source":"x","version":1}'
        """
        return encode(self, always=("version",))

    @classmethod
    def from_json(cls, text: str | bytes) -> Recording:
        """Read what `to_json` wrote; anything else is refused with a ValueError of one sentence.

        >>> Recording.from_json("[]")
        Traceback (most recent call last):
        ValueError: This is not a saved tape: the file should hold an object, not a list.
        """
        return decode(cls, text, version=VERSION)

    def arguments(self) -> list[list[int]]:
        """For every node the places in `edges` of its arguments, in order.

        >>> Recording("", (Node(0, "input"), Node(1, "operation")), (Edge(0, 1),)).arguments()
        [[], [0]]
        """
        incoming: list[list[int]] = [[] for _ in self.nodes]
        for place, edge in enumerate(self.edges):
            incoming[edge.target].append(place)
        return incoming

    def fan_out(self) -> list[int]:
        """For every node the number of uses of its value; their contributions are added up.

        >>> Recording("", (Node(0, "input"), Node(1, "operation")), (Edge(0, 1),) * 2).fan_out()
        [2, 0]
        """
        uses = [0] * len(self.nodes)
        for edge in self.edges:
            uses[edge.source] += 1
        return uses

    def saved_bytes(self) -> int:
        """The memory that the tape keeps alive for the backward pass.

        >>> Recording("", (Node(0, "operation", saved_bytes=8),)).saved_bytes()
        8
        """
        return sum(node.saved_bytes for node in self.nodes)


def check(tape: Recording) -> None:
    """Raise ValueError where ids, edges or steps point nowhere, or an edge points back in time.

    >>> Recording("", (Node(0, "input"),), (Edge(0, 0),))
    Traceback (most recent call last):
    ValueError: This tape contradicts itself: edge 0 goes from node 0 to node 0, which is not later.
    """
    for place, node in enumerate(tape.nodes):
        if node.id != place:
            _contradiction(f"the node at place {place} calls itself {node.id}")
    if tape.failure and tape.failure.node is not None and tape.failure.node >= len(tape.nodes):
        _contradiction(f"the failing node {tape.failure.node} is not there")
    _check_edges(tape)
    _check_steps(tape)


def _check_edges(tape: Recording) -> None:
    for place, edge in enumerate(tape.edges):
        if edge.target >= len(tape.nodes) or edge.source < 0:
            _contradiction(f"edge {place} joins nodes that are not there")
        if edge.source >= edge.target:
            ends = f"from node {edge.source} to node {edge.target}"
            _contradiction(f"edge {place} goes {ends}, which is not later")


def _check_steps(tape: Recording) -> None:
    for place, step in enumerate(tape.steps):
        if not 0 <= step.node < len(tape.nodes):
            _contradiction(f"step {place} visits node {step.node}, which is not there")
        for part in step.parts:
            if not 0 <= part.edge < len(tape.edges):
                _contradiction(f"step {place} sends along edge {part.edge}, which is not there")
            if tape.edges[part.edge].target != step.node:
                _contradiction(f"step {place} sends along an edge of another node")


def _contradiction(what: str) -> NoReturn:
    raise ValueError(f"This tape contradicts itself: {what}.")
