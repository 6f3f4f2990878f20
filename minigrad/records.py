"""The record: what one operation leaves behind, and who is recording.

A record is a plain list, because nothing in Python is cheaper to make and to read. It hangs on the Tensor
that the operation made, so a graph lives exactly as long as something still points to its last tensor:

    [serial, rule, parent_a, parent_b, a, b, y, shape_a, shape_b, params]

* ``serial``    negative and falling, so that a min-heap of records pops the newest first;
* ``rule``      ``rule(g, record) -> (ga, gb)``, the operation's derivative (see `minigrad.calculus`);
* ``parent_a``, ``parent_b``  the records (or leaves) of the two operands, None where nothing is recorded;
* the rest      what the rule reads, and only that: operands, output, shapes, static parameters.
  The list ends where nothing more is needed.

A leaf, where gradients end, is ``[serial, None, weak reference to its Tensor, kind]``; its kind is one of the
constants below. Operations with more than two operands are chains of records with two.
"""

from __future__ import annotations

import itertools
import sys
import weakref
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import numpy as np

from .blame import line_of, user_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from .tensor import TensorBase

Record = list[Any]

SERIAL, RULE, PARENT_A, PARENT_B, A, B, Y, SHAPE_A, SHAPE_B, PARAMS = range(10)
REFERENCE, KIND = 2, 3  # of a leaf

VARIABLE, WATCHED, REQUIRES_GRAD = "variable", "watched", "requires_grad"

tick: Callable[[], int] = itertools.count(-1, -1).__next__
OLDEST = -(2**62)  # smaller than every serial: the end of an interval that is still open

# Each thread and each asyncio task has its own answer to "who is recording?".
open_tapes: ContextVar[tuple[Any, ...]] = ContextVar("open_tapes", default=())
grad_mode: ContextVar[bool] = ContextVar("grad_mode", default=True)
transforming: ContextVar[int] = ContextVar(
    "transforming", default=0
)  # depth of grad(), vjp(), jvp() at work


def leaf(tensor: TensorBase | Any, kind: str) -> Record:
    """A new leaf record for ``tensor``; it does not keep the tensor alive."""
    return [tick(), None, weakref.ref(tensor), kind]


MANY = 1000  # entries, before those of dead scalars are swept out
UNUSED = 3  # references to a scalar that only its entry, the loop and the question hold


class WriteLog:
    """When was each buffer last overwritten, and how often?

    Records save arrays, not copies. A write to an array that a younger-than-the-write record saved would give a
    silently wrong derivative, so in-place operations note the buffer here, and the engine asks, at the price of
    one comparison of integers per record: is this record older than the latest write at all?
    """

    def __init__(self) -> None:
        self.latest = 1  # every serial is smaller: nothing was written yet
        self._written: dict[int, list[Any]] = {}

    def note(self, array: Any) -> None:
        """Note that ``array`` (or the buffer it is a view of) has just been overwritten.

        For a NumPy scalar, which nobody can write to, it means that its tensor now holds another one.
        """
        buffer = root(array)
        key = id(buffer)
        self.latest = tick()
        frame = user_frame(2)
        site = None if frame is None else (frame.f_code, frame.f_lasti)
        entry = self._written.get(key)
        if entry is None:
            self._written[key] = [self.latest, 1, self._reference(buffer, key), site]
        else:
            entry[0] = self.latest
            entry[1] += 1
            entry[3] = site

    def _reference(self, buffer: Any, key: int) -> Any:
        """What keeps the entry as long as the buffer lives: scalars, which know no weak references, are held."""
        if isinstance(buffer, np.ndarray):
            return weakref.ref(buffer, lambda _: self._written.pop(key, None))
        if len(self._written) > MANY:
            held = {k: e for k, e in self._written.items() if sys.getrefcount(e[2]) > UNUSED}
            self._written = held
        return buffer

    def version(self, array: Any) -> int:
        """A number that changes with every write to ``array`` or the buffer it is a view of; 0 before the first."""
        entry = self._written.get(id(root(array)))
        return 0 if entry is None else entry[0]

    def written_after(self, array: Any, serial: int) -> bool:
        """Whether ``array`` was overwritten after the record with this serial was made."""
        entry = self._written.get(id(root(array)))
        return entry is not None and bool(entry[0] < serial)

    def line(self, array: Any) -> str:
        """The user's line that wrote to the buffer of ``array`` last, or '' where that is not known."""
        entry = self._written.get(id(root(array)))
        return "" if entry is None else line_of(entry[3])

    def count(self, array: Any) -> int:
        """How often the buffer of ``array`` was overwritten."""
        entry = self._written.get(id(root(array)))
        return 0 if entry is None else int(entry[1])


def root(array: Any) -> Any:
    """The array that owns the memory that ``array`` looks at."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


writes = WriteLog()
