"""Functions under NumPy's names: the primitives themselves, and what is composed of them.

Each takes Tensors and arrays alike: with a Tensor among its arguments it records and returns a Tensor, without
one it returns what NumPy returns.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from .primitives.indexing import join, select
from .primitives.shapes import reshape, transpose

if TYPE_CHECKING:
    from collections.abc import Sequence


def where(condition: Any, a: Any, b: Any) -> Any:
    """Elements of ``a`` where the condition holds, of ``b`` elsewhere; all three broadcast.

    >>> import minigrad as mg
    >>> x = mg.constant([-1.0, 2.0])
    >>> where(x > 0, x, 0.0).numpy()
    array([0., 2.], dtype=float32)
    """
    return select(a, b, condition)


def concatenate(arrays: Sequence[Any], axis: int = 0) -> Any:
    """The arrays one after the other along an existing axis; a chain of joins of two.

    >>> import minigrad as mg
    >>> concatenate([mg.constant([1.0]), mg.constant([2.0, 3.0])]).shape
    (3,)
    """
    if not arrays:
        raise ValueError("concatenate() needs at least one array.")
    return reduce(lambda a, b: join(a, b, axis), arrays)


def stack(arrays: Sequence[Any], axis: int = 0) -> Any:
    """The arrays side by side along a new axis; all have the same shape.

    >>> import minigrad as mg
    >>> stack([mg.constant([1.0, 2.0]), mg.constant([3.0, 4.0])], axis=1).shape
    (2, 2)
    """
    return concatenate([expand_dims(a, axis) for a in arrays], axis)


def expand_dims(a: Any, axis: int) -> Any:
    """``a`` with a new axis of length 1.

    >>> import minigrad as mg
    >>> expand_dims(mg.constant([1.0, 2.0]), 1).shape
    (2, 1)
    """
    place = axis % (len(a.shape) + 1)
    return reshape(a, (*a.shape[:place], 1, *a.shape[place:]))


def squeeze(a: Any, axis: int | tuple[int, ...] | None = None) -> Any:
    """``a`` without its axes of length 1, or without the named ones.

    >>> import minigrad as mg
    >>> squeeze(mg.constant([[1.0], [2.0]])).shape
    (2,)
    """
    ndim = len(a.shape)
    axes = (axis,) if isinstance(axis, int) else axis
    gone = (
        [i for i, n in enumerate(a.shape) if n == 1] if axes is None else [i % ndim for i in axes]
    )
    if any(a.shape[i] != 1 for i in gone):
        raise ValueError(
            f"squeeze() drops axes of length 1, and shape {a.shape} has another length at axis {axis}."
        )
    return reshape(a, tuple(n for i, n in enumerate(a.shape) if i not in gone))


def swapaxes(a: Any, axis1: int, axis2: int) -> Any:
    """``a`` with two axes exchanged.

    >>> import minigrad as mg
    >>> swapaxes(mg.constant([[1.0, 2.0]]), 0, 1).shape
    (2, 1)
    """
    order = list(range(len(a.shape)))
    order[axis1], order[axis2] = order[axis2], order[axis1]
    return transpose(a, tuple(order))
