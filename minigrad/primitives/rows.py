"""Reading rows, with a cotangent that names the rows instead of filling an array with zeros."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.primitive import NAMESPACE, Primitive
from minigrad.tensor import TensorBase

from .indexing import plain


class RowSlices:
    """A cotangent in rows: ``values[i]`` belongs to row ``indices[i]`` of an array of this shape.

    Two of them add up by standing one after the other; with anything else they become dense.
    """

    __slots__ = ("dtype", "indices", "shape", "values")

    def __init__(self, values: Any, indices: Any, shape: tuple[int, ...]) -> None:
        self.values, self.indices, self.shape = values, indices, shape
        self.dtype = values.dtype

    def dense(self) -> Any:
        """The array: repeated rows added up, zeros elsewhere."""
        result = np.zeros(self.shape, self.dtype)
        np.add.at(result, self.indices, self.values)
        return result

    def astype(self, dtype: Any) -> RowSlices:
        """The same rows in another dtype."""
        return RowSlices(self.values.astype(dtype), self.indices, self.shape)

    def __add__(self, other: Any) -> Any:
        if isinstance(other, RowSlices):
            values = np.concatenate([self.values, other.values])
            return RowSlices(values, np.concatenate([self.indices, other.indices]), self.shape)
        return self.dense() + other

    def __radd__(self, other: Any) -> Any:
        return other + self.dense()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray[Any, Any]:
        return np.asarray(self.dense(), dtype)

    __array_ufunc__ = None  # so that ``array + rows`` asks `__radd__`


def rows(g: Any, indices: Any, shape: tuple[int, ...]) -> Any:
    """The cotangent of the array that was read: rows on plain arrays, dense where it is recorded again."""
    flat = plain(indices).reshape(-1)
    values = g.reshape((flat.size, *shape[1:]))
    if isinstance(g, TensorBase):
        return NAMESPACE["scatter"](values, flat, shape)
    return RowSlices(values, flat, shape)


def _take_rows(a: Any, indices: Any) -> Any:
    return a[plain(indices)]


take_rows = Primitive("take_rows", _take_rows, ["rows(g, indices, a.shape)"], kind="linear")
NAMESPACE["rows"] = rows
