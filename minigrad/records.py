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
import weakref
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import numpy as np

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


def leaf(tensor: TensorBase | Any, kind: str) -> Record:
    """A new leaf record for ``tensor``; it does not keep the tensor alive."""
    return [tick(), None, weakref.ref(tensor), kind]


class WriteLog:
    """When was each buffer last overwritten?

    Records save arrays, not copies. A write to an array that a younger-than-the-write record saved would give a
    silently wrong derivative, so in-place operations note the buffer here, and the engine asks, at the price of
    one comparison of integers per record: is this record older than the latest write at all?
    """

    def __init__(self) -> None:
        self.latest = 1  # every serial is smaller: nothing was written yet
        self._written: dict[int, tuple[int, Any]] = {}

    def note(self, array: Any) -> None:
        """Note that ``array`` (or the buffer it is a view of) has just been overwritten."""
        buffer = root(array)
        key = id(buffer)
        forget = self._written.pop
        self.latest = tick()
        self._written[key] = (self.latest, weakref.ref(buffer, lambda _: forget(key, None)))

    def written_after(self, array: Any, serial: int) -> bool:
        """Whether ``array`` was overwritten after the record with this serial was made."""
        entry = self._written.get(id(root(array)))
        return entry is not None and entry[0] < serial


def root(array: Any) -> Any:
    """The array that owns the memory that ``array`` looks at."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


writes = WriteLog()
