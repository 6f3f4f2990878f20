"""The largest, the smallest, and where they are."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import numpy as np

from . import dims
from .errors import SizeError
from .nodes import label
from .reductions import reduced
from .tensor import Tensor, row


class _Printed:
    """Named results print as torch's do: one field a line."""

    def __repr__(self: Any) -> str:
        fields = ",\n".join(
            f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)
        )
        return f"torch.return_types.{type(self).__name__}(\n{fields})"


def _pair(name: str, *fields: str) -> Any:
    return type(name, (_Printed, namedtuple(name, fields)), {"__slots__": ()})  # noqa: PYI024


MaxPair, MinPair = _pair("max", "values", "indices"), _pair("min", "values", "indices")
SortPair, TopPair = _pair("sort", "values", "indices"), _pair("topk", "values", "indices")
MedianPair, CumMaxPair = _pair("median", "values", "indices"), _pair("cummax", "values", "indices")


def amax(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """The largest over ``dim``; at ties the gradient is shared."""
    return label(reduced("max", input, dim, keepdim), "AmaxBackward0")


def amin(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """The smallest over ``dim``; at ties the gradient is shared."""
    return label(reduced("min", input, dim, keepdim), "AminBackward0")


def max(input: Tensor, dim: Any = None, keepdim: bool = False, *, other: Any = None) -> Any:
    """The largest of all, the larger of two tensors, or with ``dim`` the pair (values, indices).

    >>> from minigrad.dialects import torch
    >>> torch.max(torch.tensor([[1.0, 3.0]]), 1).indices
    tensor([1])
    """
    return _extremum("max", "Max", MaxPair, np.argmax, input, dim, keepdim, other)


def min(input: Tensor, dim: Any = None, keepdim: bool = False, *, other: Any = None) -> Any:
    """The smallest of all, the smaller of two tensors, or with ``dim`` the pair (values, indices)."""
    return _extremum("min", "Min", MinPair, np.argmin, input, dim, keepdim, other)


def _extremum(
    kind: str, name: str, pair: Any, find: Any, input: Tensor, dim: Any, keepdim: bool, other: Any
) -> Any:
    if isinstance(dim, Tensor) or other is not None:
        return row(f"{kind}imum")(input, dim if other is None else other)
    if input.array.size == 0:
        raise SizeError(f"{kind}() of an empty tensor has no value.")
    if dim is None:
        return label(reduced(kind, input, None, False), f"{name}Backward1")
    values, indices = _chosen(input, find, dim, keepdim)
    return pair(label(values, f"{name}Backward0"), indices)


def _chosen(input: Tensor, find: Any, dim: int, keepdim: bool) -> tuple[Tensor, Tensor]:
    """The elements that ``find`` points at, along ``dim``; the gradient goes to those alone."""
    axis = dims.one(dim, input.ndim)
    places = find(input.array, axis=axis, keepdims=True)
    values = take(input, places, axis)
    if not keepdim:
        shape = tuple(n for i, n in enumerate(values.shape) if i != axis)
        values, places = row("reshape")(values, shape), np.asarray(places).reshape(shape)[()]
    return values, Tensor.wrap(np.asarray(places, np.int64)[()])


def take(input: Tensor, places: Any, axis: int) -> Tensor:
    """``np.take_along_axis``, recorded."""
    if input.ndim == 0:
        return input
    index = list(np.ogrid[tuple(slice(n) for n in places.shape)])
    index[axis] = places
    result: Tensor = row("getitem")(input, tuple(index))
    return result


def argmax(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """Where the largest is; of equals the first."""
    return _position(np.argmax, input, dim, keepdim)


def argmin(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """Where the smallest is; of equals the first."""
    return _position(np.argmin, input, dim, keepdim)


def _position(find: Any, input: Tensor, dim: int | None, keepdim: bool) -> Tensor:
    found = find(
        input.array, axis=None if dim is None else dims.one(dim, input.ndim), keepdims=keepdim
    )
    return Tensor.wrap(np.asarray(found, np.int64)[()])


def median(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Any:
    """The lower median; with ``dim`` the pair (values, indices)."""
    flat = row("reshape")(input, (-1,)) if dim is None else input

    def middle(a: Any, axis: int, keepdims: bool) -> Any:
        order = np.argsort(a, axis=axis, kind="stable")
        return np.take(order, [(a.shape[axis] - 1) // 2], axis=axis)

    values, indices = _chosen(flat, middle, 0 if dim is None else dim, keepdim)
    return label(values, "MedianBackward0") if dim is None else MedianPair(values, indices)
