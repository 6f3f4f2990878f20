"""Variables: values that change, and that every tape watches by itself."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from .errors import DtypeError, ShapeError
from .records import VARIABLE, leaf, open_tapes, tick
from .tensor import Tensor, TensorBase, as_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import DTypeLike

    from .records import Record


class VariableMixin:
    """What makes a class of tensors a Variable; each dialect adds it to its own class.

    Assignment replaces the value and never writes into it, so what a tape has saved stays what it was.
    """

    if not TYPE_CHECKING:  # the slots are those of the class it is mixed into
        __slots__ = ()
    array: Any
    shape: tuple[int, ...]
    leaf: Record | None
    name: str | None
    trainable: bool
    born: int

    def _begin(self, data: Any, name: str | None, trainable: bool) -> None:
        self.array = data.copy()
        self.shape = data.shape
        self.name = name
        self.trainable = trainable
        self.born = tick()
        self.leaf = leaf(self, VARIABLE) if trainable and data.dtype.kind in "fc" else None

    @property
    def node(self) -> Record | None:
        """The leaf of this variable. Reading it is what open tapes notice as an access."""
        for tape in open_tapes.get():
            tape.note_access(self)
        return self.leaf

    @node.setter
    def node(self, node: Record | None) -> None:
        self.leaf = node

    def assign(self, value: Any) -> Self:
        """Replace the value. Raises ShapeError unless the shape is the same."""
        data = as_data(value, like=self.array)
        return self._replace(data.copy() if data is value else data, "assign")

    def assign_add(self, value: Any) -> Self:
        """Add to the value; nothing of it is recorded."""
        return self._moved(operator.add, value, "assign_add")

    def assign_sub(self, value: Any) -> Self:
        """Subtract from the value; nothing of it is recorded."""
        return self._moved(operator.sub, value, "assign_sub")

    def _moved(self, combine: Callable[[Any, Any], Any], value: Any, how: str) -> Self:
        by = value.array if isinstance(value, TensorBase) else as_data(value, like=self.array)
        try:
            data = combine(self.array, by)
        except ValueError:
            data = by  # its shape does not fit, as is said next
        return self._replace(data, how)

    def _replace(self, data: Any, how: str) -> Self:
        if data.shape != self.shape:
            raise ShapeError(
                f"{how}: the Variable{f' {self.name!r}' if self.name else ''} has shape {self.shape} and the value "
                f"{data.shape}. A Variable keeps its shape; reshape the value, or make a new Variable."
            )
        dtype = self.array.dtype
        if data.dtype is not dtype and data.dtype != dtype:
            if not np.can_cast(data.dtype, self.array.dtype, "same_kind"):
                raise DtypeError(
                    f"{how}: a value of dtype {data.dtype} does not fit into a Variable of dtype {self.array.dtype}. "
                    f"Convert it: value.astype({str(self.array.dtype)!r})."
                )
            data = data.astype(self.array.dtype)
        self.array = data.copy() if isinstance(data, np.ndarray) and data.base is not None else data
        return self


class Variable(VariableMixin, Tensor):
    """A value that changes by assignment and is watched by every tape that sees it used.

    Args:
        value: a number, nested lists or an array; literals become float32.
        dtype: a floating dtype, if the value's own is not wanted.
        trainable: False keeps tapes from watching it by themselves.
        name: shown in the drawn tape and in messages.

    >>> w = Variable(1.0, name="w")
    >>> w.assign_sub(0.25)
    Variable(0.75, dtype=float32, name='w')
    """

    __slots__ = ("born", "leaf", "name", "trainable")

    def __init__(
        self,
        value: Any,
        dtype: DTypeLike | None = None,
        *,
        trainable: bool = True,
        name: str | None = None,
    ) -> None:
        self._begin(as_data(value, dtype), name, trainable)

    def __repr__(self) -> str:
        named = f", name={self.name!r}" if self.name else ""
        return TensorBase.__repr__(self)[:-1] + named + ")"

    def __copy__(self) -> Self:
        """A Variable of its own with the same value: a tape tells the two apart."""
        make, args = self.__reduce__()
        made: Self = make(*args)
        return made

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """The same as a copy, since the value is never shared."""
        memo[id(self)] = made = self.__copy__()
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        make = functools.partial(type(self), trainable=self.trainable, name=self.name)
        return make, (self.array,)
