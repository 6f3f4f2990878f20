"""The methods of arrays that run on all examples of a `minigrad.batch.Batch` at once."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any, Self

import numpy as np


class ArrayMethods:
    """What primitives and derivative rules call; axes are those of one example."""

    __slots__ = ()

    if TYPE_CHECKING:
        stack: Any
        shape: tuple[int, ...]
        level: int
        weak: bool

        def __init__(self, stack: Any, level: int = 0, *, weak: bool = False) -> None: ...

    # -- what one example looks like ----------------------------------------------------------------------

    @property
    def dtype(self) -> np.dtype[Any]:
        """The dtype of every example."""
        dtype: np.dtype[Any] = self.stack.dtype
        return dtype

    @property
    def ndim(self) -> int:
        """The number of axes of one example."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """The number of elements of one example."""
        return prod(self.shape)

    @property
    def T(self) -> Self:
        """Every example transposed."""
        return self.transpose()

    def _axes(self, axis: int | tuple[int, ...] | None) -> tuple[int, ...]:
        if axis is None:
            return tuple(range(1, self.ndim + 1))
        axes = axis if isinstance(axis, tuple) else (axis,)
        for i in axes:
            if not -self.ndim <= i < self.ndim:
                raise np.exceptions.AxisError(i, self.ndim)
        return tuple(i % self.ndim + 1 for i in axes)

    def _with(self, stack: Any) -> Self:
        return type(self)(stack, self.level, weak=self.weak)

    def sum(self, axis: Any = None, keepdims: bool = False, dtype: Any = None) -> Self:
        """The sum of each example along its axes."""
        return self._with(self.stack.sum(self._axes(axis), keepdims=keepdims, dtype=dtype))

    def prod(self, axis: Any = None, keepdims: bool = False, dtype: Any = None) -> Self:
        """The product of each example along its axes."""
        return self._with(self.stack.prod(self._axes(axis), keepdims=keepdims, dtype=dtype))

    def max(self, axis: Any = None, keepdims: bool = False, **start: Any) -> Self:
        """The largest element of each example along its axes, and of ``initial``."""
        return self._with(self.stack.max(self._axes(axis), keepdims=keepdims, **start))

    def min(self, axis: Any = None, keepdims: bool = False, **start: Any) -> Self:
        """The smallest element of each example along its axes, and of ``initial``."""
        return self._with(self.stack.min(self._axes(axis), keepdims=keepdims, **start))

    def reshape(self, *shape: Any) -> Self:
        """Each example in another shape; one length may be -1."""
        new = tuple(shape[0]) if len(shape) == 1 and not isinstance(shape[0], int) else shape
        if -1 in new:
            known = prod(n for n in new if n != -1)
            new = tuple(self.size // max(1, known) if n == -1 else n for n in new)
        if prod(new) != self.size:
            raise ValueError(f"cannot reshape array of size {self.size} into shape {new}")
        return self._with(self.stack.reshape((len(self.stack), *new)))

    def transpose(self, *axes: Any) -> Self:
        """Each example with its axes reordered, reversed without arguments."""
        order = tuple(axes[0] or ()) if len(axes) == 1 and not isinstance(axes[0], int) else axes
        order = order or tuple(reversed(range(self.ndim)))
        return self._with(self.stack.transpose((0, *self._axes(order))))

    def astype(self, dtype: Any, copy: bool = True) -> Self:
        """Each example in another dtype, which is then its own."""
        return type(self)(self.stack.astype(dtype, copy=copy), self.level)

    def copy(self) -> Self:
        """A copy that shares no memory."""
        return self._with(self.stack.copy())
