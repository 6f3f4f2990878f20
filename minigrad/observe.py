"""Watching the core at work: every operation and every backward walk, in order, with the line that asked for it.

While a `Log` is open, the bound operations are exchanged for ones that also write to the log, and the engine is
given an observer. Closed, nothing of it is left, so being observable costs nothing.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from .binding import observe_operations
from .blame import user_frame
from .records import RULE, writes
from .scope import current_scope
from .tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import CodeType, TracebackType

    from .operations import Operation
    from .primitive import Primitive
    from .records import Record

    Site = tuple[CodeType, int]


@dataclass(frozen=True, slots=True)
class Applied:
    """One primitive applied: recorded or not, in any class of tensors.

    Attributes:
        result: the Tensor that came out.
        primitive: the row of the table.
        inputs: the operands as given: Tensors, arrays or numbers.
        values: their data at that moment; a Variable may be assigned a new value later.
        params: the static arguments.
        record: the result's record, None where nothing was recorded.
        site: (code, instruction offset) of the innermost frame outside minigrad.
        cell_site: the same for the nearest frame of the observed namespace, the learner's cell.
        scope: the open scopes, joined by slashes.
    """

    result: TensorBase
    primitive: Primitive
    inputs: tuple[Any, ...]
    values: tuple[Any, ...]
    params: dict[str, Any]
    record: Record | None
    site: Site | None
    cell_site: Site | None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One record walked: what arrived, what was sent on to each parent, and each parent's total after it.

    The totals are those of the moment; a later event may add to them.
    """

    record: Record
    upstream: Any
    contributions: tuple[Any, Any]
    totals: tuple[Any, Any]


@dataclass(slots=True)
class Pass:
    """One backward walk: ``tape.gradient`` or ``backward()``, with its events in the order of the walk."""

    kind: str
    targets: Sequence[Any]
    sources: Sequence[Any]
    seeds: Sequence[Any]
    cell_site: Site | None
    after: int
    """How many operations had been applied when the walk began."""
    events: list[Event] = field(default_factory=list)
    results: Sequence[Any] = ()
    """What the user was given, one per source: a Tensor or None."""

    def observe(
        self, record: Record, upstream: Any, contributions: tuple[Any, Any], totals: tuple[Any, Any]
    ) -> None:
        """Note one event; the engine calls this after each record."""
        ga, gb = contributions
        sent, sums = (_kept(ga), _kept(gb)), (_kept(totals[0]), _kept(totals[1]))
        self.events.append(Event(record.copy(), _kept(upstream), sent, sums))


SMALL = 4096
"""Arrays of up to this many elements are copied, so that a later write in place does not change what was seen."""


def _kept(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) and value.size <= SMALL else value


class Log:
    """A context manager that notes everything the core does while it is open.

    Args:
        namespace: the globals of the code whose lines are wanted (a notebook's user namespace), for `cell_site`.
        limit: the number of operations after which the log stops listening; the program goes on.

    >>> import minigrad as mg
    >>> from minigrad.observe import Log
    >>> x = mg.Variable(3.0)
    >>> with Log() as log, mg.GradientTape() as tape:
    ...     y = x * x + 1.0
    >>> [applied.primitive.name for applied in log.applied]
    ['multiply', 'add']
    """

    def __init__(self, namespace: Mapping[str, Any] | None = None, limit: int = 100_000) -> None:
        self.namespace = namespace
        self.limit = limit
        self.applied: list[Applied] = []
        self.passes: list[Pass] = []
        self.truncated = False
        self._made: set[int] = set()  # ids of results, which the log keeps alive
        self._copies: dict[tuple[int, int], tuple[Any, Any]] = {}

    def __enter__(self) -> Self:
        _open.add(self)
        _here.set((*_here.get(), self))
        observe_operations(_logging)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening; closing twice, or from another thread or task, does no harm."""
        _open.discard(self)
        _here.set(tuple(log for log in _here.get() if log in _open))
        if not _open:
            observe_operations(None)

    def add(
        self, result: Any, primitive: Primitive, inputs: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        """Describe one operation, with the line of the frame that called it, and note it."""
        if len(self.applied) >= self.limit:
            self.truncated = True
            return
        operands = len(primitive.rules)
        record = result.node
        if record is not None and record[RULE] is not None:
            primitive = record[RULE].primitive  # ``x ** 2`` was recorded as a square
        params = dict(zip(primitive.params, inputs[operands:], strict=False)) | named
        site, cell_site = self._sites()
        inputs = inputs[:operands]
        values = tuple(self._value(x) if isinstance(x, TensorBase) else x for x in inputs)
        scope = current_scope()
        self.note(
            Applied(result, primitive, inputs, values, params, record, site, cell_site, scope)
        )

    def note(self, applied: Applied) -> None:
        """Keep one operation."""
        self.applied.append(applied)
        self._made.add(id(applied.result))

    def _value(self, tensor: TensorBase) -> Any:
        """The array of an operand as it is now: of a leaf one copy for each state that is written into it."""
        array = tensor.array
        if id(tensor) in self._made or not isinstance(array, np.ndarray) or array.size > SMALL:
            return array
        key = id(array), writes.version(array)
        if key not in self._copies:
            self._copies[key] = array, array.copy()  # with the array, whose id must stay its own
        return self._copies[key][1]

    def _sites(self) -> tuple[Site | None, Site | None]:
        frame = user_frame(3)
        site = None if frame is None else (frame.f_code, frame.f_lasti)
        while frame is not None and frame.f_globals is not self.namespace:
            frame = frame.f_back
        return site, None if frame is None else (frame.f_code, frame.f_lasti)

    def begin(
        self, kind: str, targets: Sequence[Any], sources: Sequence[Any], seeds: Sequence[Any]
    ) -> Pass:
        """Note the start of a backward walk."""
        walk = Pass(kind, targets, sources, seeds, self._sites()[1], len(self.applied))
        self.passes.append(walk)
        return walk


_open: set[Log] = set()
# A thread, and an asyncio task that outlives the cell that made it, has its own answer to "who is listening?".
_here: ContextVar[tuple[Log, ...]] = ContextVar("logs", default=())


def current() -> Log | None:
    """The innermost open log of this thread and task."""
    if not _open:
        return None
    return next((log for log in reversed(_here.get()) if log in _open), None)


def _logging(primitive: Primitive, operation: Operation, exchanged: bool) -> Callable[..., Any]:
    def logged(*args: Any, **named: Any) -> Any:
        __tracebackhide__ = True  # being watched is of no interest in a traceback
        result = operation(*args, **named)
        for log in _here.get():
            if log in _open:
                log.add(result, primitive, args[::-1] if exchanged else args, named)
        return result

    return logged
