"""Primitives that move elements around without changing them. All are linear."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from minigrad.batch import singly
from minigrad.primitive import NAMESPACE, Primitive

Shape = tuple[int, ...]
Axis = int | tuple[int, ...] | None


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
    axes = stretched_axes(g.shape, shape)
    if axes:
        g = NAMESPACE["sum"](g, axes)
    return g if g.shape == shape else g.reshape(shape)


@lru_cache(maxsize=1024)
def stretched_axes(whole: Shape, part: Shape) -> Shape:
    """The axes of ``whole`` along which an operand of shape ``part`` was repeated.

    >>> stretched_axes((2, 3, 4), (3, 1))
    (0, 2)
    """
    extra = len(whole) - len(part)
    return (
        *range(extra),
        *(extra + i for i, n in enumerate(part) if n == 1 and whole[extra + i] != 1),
    )


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


def _flip(a: Any, axis: Axis = None) -> Any:
    """The elements in reverse order along an axis, several, or all.

    >>> import minigrad as mg
    >>> mg.flip(mg.constant([1.0, 2.0, 3.0])).numpy()
    array([3., 2., 1.], dtype=float32)
    """
    return np.flip(a, axis)


def _roll(a: Any, shift: int | tuple[int, ...], axis: Axis = None) -> Any:
    """The elements shifted along an axis; what leaves at one end comes in at the other.

    >>> import minigrad as mg
    >>> mg.roll(mg.constant([1.0, 2.0, 3.0]), 1).numpy()
    array([3., 1., 2.], dtype=float32)
    """
    return np.roll(a, shift, axis)


def opposite(shift: Any) -> Any:
    """The shift back.

    >>> opposite((1, -2))
    (-1, 2)
    """
    return tuple(-s for s in shift) if isinstance(shift, (tuple, list)) else -shift


def _tile(a: Any, reps: Any) -> Any:
    """``a`` repeated as a whole, ``reps`` times along each axis.

    >>> import minigrad as mg
    >>> mg.tile(mg.constant([1.0, 2.0]), 2).numpy()
    array([1., 2., 1., 2.], dtype=float32)
    """
    return np.tile(a, reps)


def untile(g: Any, shape: Shape, reps: Any) -> Any:
    """The sum over the copies that `tile` made: its adjoint."""
    reps = tuple(reps) if isinstance(reps, (tuple, list)) else (int(reps),)
    ndim = max(len(reps), len(shape))
    reps = (1,) * (ndim - len(reps)) + reps
    padded = (1,) * (ndim - len(shape)) + shape
    split = [n for pair in zip(reps, padded, strict=True) for n in pair]
    return NAMESPACE["sum"](g.reshape(tuple(split)), tuple(range(0, 2 * ndim, 2))).reshape(shape)


def _pad(a: Any, pad_width: Any, constant_values: float = 0.0) -> Any:
    """``a`` with constant borders; ``pad_width`` as for `numpy.pad`."""
    return np.pad(a, pad_width, constant_values=constant_values)


def inside(shape: Shape, pad_width: Any) -> tuple[slice, ...]:
    """The index of the original in what `pad` made of it.

    >>> inside((3,), 1)
    (slice(1, 4, None),)
    """
    starts = np.broadcast_to(np.asarray(pad_width), (len(shape), 2))[:, 0]
    return tuple(slice(int(s), int(s) + n) for s, n in zip(starts, shape, strict=True))


def _tril(m: Any, k: int = 0) -> Any:
    """The lower triangle of the last two axes, zeros above the k-th diagonal.

    >>> import minigrad as mg
    >>> mg.tril(mg.constant([[1.0, 2.0], [3.0, 4.0]])).numpy()
    array([[1., 0.],
           [3., 4.]], dtype=float32)
    """
    return np.tril(m, k)


def _triu(m: Any, k: int = 0) -> Any:
    """The upper triangle of the last two axes, zeros below the k-th diagonal.

    >>> import minigrad as mg
    >>> mg.triu(mg.constant([[1.0, 2.0], [3.0, 4.0]])).numpy()
    array([[1., 2.],
           [0., 4.]], dtype=float32)
    """
    return np.triu(m, k)


def _diagonal(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """The diagonals of the planes of two axes, as a new last axis.

    >>> import minigrad as mg
    >>> mg.diagonal(mg.constant([[1.0, 2.0], [3.0, 4.0]])).numpy()
    array([1., 4.], dtype=float32)
    """
    return np.diagonal(a, offset, axis1, axis2)


@singly
def _undiagonal(a: Any, shape: Shape, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """Zeros of a shape, with ``a`` on the diagonals: the adjoint of `diagonal`."""
    result = np.zeros(shape, a.dtype)
    plane = np.moveaxis(result, (axis1, axis2), (-2, -1))
    i = np.arange(a.shape[-1])
    plane[..., i + max(0, -offset), i + max(0, offset)] = a
    return result


cast = Primitive("cast", _cast, ["cast(g, source, dtype)"], kind="linear")
reshape = Primitive("reshape", _reshape, ["reshape(g, a.shape)"], kind="linear")
broadcast_to = Primitive("broadcast_to", _broadcast_to, ["unbroadcast(g, a.shape)"], kind="linear")
transpose = Primitive("transpose", _transpose, ["transpose(g, *undone(params))"], kind="linear")
flip = Primitive("flip", _flip, ["flip(g, axis)"], kind="linear")
roll = Primitive("roll", _roll, ["roll(g, opposite(shift), axis)"], kind="linear")
tile = Primitive("tile", _tile, ["untile(g, a.shape, reps)"], kind="linear")
pad = Primitive(
    "pad", _pad, ["getitem(g, inside(a.shape, pad_width))"], tangent=["pad(t, pad_width)"]
)
tril = Primitive("tril", _tril, ["tril(g, k)"], kind="linear")
triu = Primitive("triu", _triu, ["triu(g, k)"], kind="linear")
diagonal = Primitive(
    "diagonal", _diagonal, ["undiagonal(g, a.shape, offset, axis1, axis2)"], kind="linear"
)
undiagonal = Primitive(
    "undiagonal", _undiagonal, ["diagonal(g, offset, axis1, axis2)"], kind="linear"
)
NAMESPACE |= {"unbroadcast": unbroadcast, "undone": undone, "opposite": opposite, "untile": untile}
NAMESPACE["inside"] = inside
