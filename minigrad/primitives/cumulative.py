"""Running sums and products, and the product of all: exact also where elements are zero."""

from __future__ import annotations

from math import prod as product
from typing import Any

import numpy as np

from minigrad.primitive import NAMESPACE, Primitive
from minigrad.tensor import TensorBase

from .reductions import Axis, positive_axes
from .shapes import flip, reshape


def _cumsum(a: Any, axis: int | None = None) -> Any:
    """The running sum along an axis, or over all elements in one row for ``axis=None``.

    >>> import minigrad as mg
    >>> mg.cumsum(mg.constant([1.0, 2.0, 3.0])).numpy()
    array([1., 3., 6.], dtype=float32)
    """
    return a.cumsum(axis, dtype=a.dtype)


def _cumprod(a: Any, axis: int | None = None) -> Any:
    """The running product along an axis, or over all elements in one row for ``axis=None``.

    >>> import minigrad as mg
    >>> mg.cumprod(mg.constant([1.0, 2.0, 3.0])).numpy()
    array([1., 2., 6.], dtype=float32)
    """
    return a.cumprod(axis, dtype=a.dtype)


def _prod(a: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """The product of the elements, over all axes or some; its derivative is exact also at zeros.

    >>> import minigrad as mg
    >>> mg.grad(mg.prod)(mg.constant([0.0, 2.0, 3.0])).numpy()
    array([6., 0., 0.], dtype=float32)
    """
    return a.prod(axis=axis, keepdims=keepdims, dtype=a.dtype)


def reverse_cumsum(g: Any, shape: tuple[int, ...], axis: int | None) -> Any:
    """Sums from the end: the adjoint of `cumsum`."""
    along = 0 if axis is None else axis
    return reshape(flip(cumsum(flip(g, along), along), along), shape)


def others(a: Any, axis: Axis) -> Any:
    """For each element the product of all the others along the axes."""
    axes = positive_axes(axis, len(a.shape))
    rest = tuple(i for i in range(len(a.shape)) if i not in axes)
    moved = a.transpose(rest + axes)
    rows = moved.reshape((*moved.shape[: len(rest)], product(a.shape[i] for i in axes)))
    columns = _columns(rows)
    if not columns:
        return a
    before = _running(columns)
    after = _running(columns[::-1])[::-1]
    made = stack([b * c for b, c in zip(before, after, strict=True)])
    back = tuple(int(i) for i in np.argsort(rest + axes))
    return made.reshape(moved.shape).transpose(back)


def pull_cumprod(g: Any, a: Any, axis: int | None) -> Any:
    """The adjoint of `cumprod`: what comes before each element, times all that was built on it, from the end."""
    shape = a.shape
    g, a = (_last(x, axis, shape) for x in (g, a))
    columns, cotangents = _columns(a), _columns(g)
    if not columns:
        return reshape(a, shape)
    built = [cotangents[-1]]
    for i in range(len(columns) - 1, 0, -1):
        built.append(cotangents[i - 1] + columns[i] * built[-1])
    return _undo_last(
        stack([b * s for b, s in zip(_running(columns), built[::-1], strict=True)]), axis, shape
    )


def push_cumprod(t: Any, a: Any, axis: int | None) -> Any:
    """The tangent of `cumprod`, by the product rule step by step."""
    t, a = (_last(x, axis, a.shape) for x in (t, a))
    columns, tangents = _columns(a), _columns(t)
    made: list[Any] = []
    for before, x, dx in zip(_running(columns), columns, tangents, strict=True):
        made.append(before * dx + (made[-1] * x if made else 0 * dx))
    stacked = stack(made) if made else t
    return stacked if axis is None else _undo_last(stacked, axis, stacked.shape)


def _running(columns: list[Any]) -> list[Any]:
    """For each column the product of those before it."""
    made = [0 * columns[0] + 1] if columns else []
    for column in columns[:-1]:
        made.append(made[-1] * column)
    return made


def _columns(rows: Any) -> list[Any]:
    return [rows[..., i] for i in range(rows.shape[-1])]


def _last(x: Any, axis: int | None, shape: tuple[int, ...]) -> Any:
    """``x`` with the axis moved to the end, or all in one row."""
    if axis is None:
        return reshape(x, (product(shape),))
    return NAMESPACE["transpose"](x, _order(axis, len(shape)))


def _undo_last(x: Any, axis: int | None, shape: tuple[int, ...]) -> Any:
    if axis is None:
        return reshape(x, shape)
    return NAMESPACE["transpose"](x, tuple(int(i) for i in np.argsort(_order(axis, len(shape)))))


def _order(axis: int, ndim: int) -> tuple[int, ...]:
    return (*(i for i in range(ndim) if i != axis % ndim), axis % ndim)


def stack(columns: list[Any]) -> Any:
    """The columns side by side along a new last axis, for rules that run on arrays and on Tensors."""
    if any(isinstance(column, TensorBase) for column in columns):
        from minigrad.functions import stack as stacked

        return stacked(columns, axis=-1)
    return np.stack(columns, -1)


cumsum = Primitive("cumsum", _cumsum, ["reverse_cumsum(g, a.shape, axis)"], kind="linear")
cumprod = Primitive("cumprod", _cumprod, ["pull_cumprod(g, a, axis)"],
                    tangent=["push_cumprod(t, a, axis)"])  # fmt: skip
prod = Primitive("prod", _prod, ["spread(g, a.shape, axis, keepdims) * others(a, axis)"],
                 tangent=["sum(t * others(a, axis), axis, keepdims)"])  # fmt: skip
NAMESPACE |= {
    "reverse_cumsum": reverse_cumsum, "others": others, "pull_cumprod": pull_cumprod, "push_cumprod": push_cumprod,
}  # fmt: skip
