"""Primitives that move elements around without changing them. All are linear."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.primitive import NAMESPACE, Primitive

Shape = tuple[int, ...]


def _reshape(a: Any, *shape: Any) -> Any:
    return a.reshape(*shape)


def _broadcast_to(a: Any, shape: Shape) -> Any:
    if not isinstance(a, (np.ndarray, np.generic)):
        return np.broadcast_to(a, shape)  # a duck array knows how
    if a.shape == tuple(shape):
        return a
    result = np.empty(shape, a.dtype)
    result[...] = a
    return result[()]


def unbroadcast(g: Any, shape: Shape) -> Any:
    """Sum a cotangent down to the shape of the operand that was stretched: the adjoint of broadcasting."""
    if g.shape == shape:
        return g
    extra = len(g.shape) - len(shape)
    stretched = tuple(extra + i for i, n in enumerate(shape) if n == 1 and g.shape[extra + i] != 1)
    axes = tuple(range(extra)) + stretched
    if axes:
        g = sum_axes(g, axes)
    return g if g.shape == shape else g.reshape(shape)


def sum_axes(g: Any, axes: Shape) -> Any:
    """The sum over some axes, by the table's own sum."""
    return NAMESPACE["sum"](g, axes)


def _transpose(a: Any, *axes: Any) -> Any:
    return a.transpose(*axes)


def undone(axes: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments of the transpose that undoes a transpose with these.

    >>> undone((1, 2, 0)), undone(((1, 2, 0),)), undone(())
    ((2, 0, 1), (2, 0, 1), ())
    """
    if len(axes) == 1 and (axes[0] is None or not isinstance(axes[0], int)):
        axes = tuple(axes[0] or ())
    return tuple(int(i) for i in np.argsort([i % len(axes) for i in axes]))


def _cast(a: Any, dtype: Any, source: Any) -> Any:  # noqa: ARG001 - the rule reads it
    return a.astype(dtype)


def astype(a: Any, dtype: Any) -> Any:
    """``a`` in another dtype; its gradient comes back in the dtype of ``a``."""
    return cast(a, np.dtype(dtype), a.dtype)


cast = Primitive("cast", _cast, ["cast(g, source, dtype)"], kind="linear")
reshape = Primitive("reshape", _reshape, ["reshape(g, a.shape)"], kind="linear")
broadcast_to = Primitive("broadcast_to", _broadcast_to, ["unbroadcast(g, a.shape)"], kind="linear")
transpose = Primitive("transpose", _transpose, ["transpose(g, *undone(params))"], kind="linear")
NAMESPACE |= {"unbroadcast": unbroadcast, "undone": undone}
