"""Functions under NumPy's names: the primitives themselves, and what is composed of them.

Each takes Tensors and arrays alike: with a Tensor among its arguments it records and returns a Tensor, without
one it returns what NumPy returns.
"""

from __future__ import annotations

from operator import index as as_index
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from .classes import tensor_class
from .primitives.extrema import along
from .primitives.indexing import getitem, join, plain, scatter, select, setitem as set_row
from .primitives.kinks import clip as between, maximum, minimum
from .primitives.shapes import diagonal, pad as pad_constant, reshape, transpose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def where(condition: Any, a: Any, b: Any) -> Any:
    """Elements of ``a`` where the condition holds, of ``b`` elsewhere; all three broadcast.

    >>> import minigrad as mg
    >>> x = mg.constant([-1.0, 2.0])
    >>> where(x > 0, x, 0.0).numpy()
    array([0., 2.], dtype=float32)
    """
    return select(a, b, condition)


def concatenate(arrays: Sequence[Any], axis: int | None = 0) -> Any:
    """The arrays one after the other along an existing axis; with ``axis=None`` all flattened.

    Operations have two operands, so this is a tree of joins of two.

    >>> import minigrad as mg
    >>> concatenate([mg.constant([1.0]), mg.constant([2.0, 3.0])]).shape
    (3,)
    """
    if not len(arrays):
        raise ValueError("concatenate() needs at least one array.")
    if axis is None:
        return concatenate([ravel(a) for a in arrays])
    if len(arrays) == 1:
        return arrays[0]
    half = (len(arrays) + 1) // 2
    return join(concatenate(arrays[:half], axis), concatenate(arrays[half:], axis), axis)


def stack(arrays: Sequence[Any], axis: int = 0) -> Any:
    """The arrays side by side along a new axis; all have the same shape.

    >>> import minigrad as mg
    >>> stack([mg.constant([1.0, 2.0]), mg.constant([3.0, 4.0])], axis=1).shape
    (2, 2)
    """
    return concatenate([expand_dims(a, axis) for a in arrays], axis)


def hstack(tup: Sequence[Any]) -> Any:
    """The arrays side by side: vectors end to end, matrices column after column.

    >>> import minigrad as mg
    >>> hstack([mg.constant([1.0]), mg.constant([2.0, 3.0])]).numpy()
    array([1., 2., 3.], dtype=float32)
    """
    arrays = [reshape(a, (1,)) if len(a.shape) == 0 else a for a in tup]
    return concatenate(arrays, 0 if len(arrays[0].shape) == 1 else 1)


def vstack(tup: Sequence[Any]) -> Any:
    """The arrays on top of each other; a vector is a row.

    >>> import minigrad as mg
    >>> vstack([mg.constant([1.0, 2.0]), mg.constant([3.0, 4.0])]).shape
    (2, 2)
    """
    return concatenate([reshape(a, (1, -1)) if len(a.shape) < 2 else a for a in tup], 0)


def split(ary: Any, indices_or_sections: int | Sequence[int], axis: int = 0) -> list[Any]:
    """The parts of an array along an axis: a number of equal ones, or cut at the given places.

    >>> import minigrad as mg
    >>> [part.shape for part in split(mg.constant([1.0, 2.0, 3.0, 4.0]), [1, 3])]
    [(1,), (2,), (1,)]
    """
    length = ary.shape[axis]
    if isinstance(indices_or_sections, (int, np.integer)):
        size, rest = divmod(length, int(indices_or_sections))
        if rest:
            raise ValueError(
                f"split: axis {axis} has length {length} and cannot be cut into {indices_or_sections} equal parts. "
                "Pass the places to cut at instead, for example [2, 4]."
            )
        cuts = [size * i for i in range(1, int(indices_or_sections))]
    else:
        cuts = [as_index(i) for i in indices_or_sections]
    before = (slice(None),) * (axis % len(ary.shape))
    edges = zip([0, *cuts], [*cuts, length], strict=True)
    return [getitem(ary, (*before, slice(start, stop))) for start, stop in edges]


def repeat(a: Any, repeats: int | Sequence[int], axis: int | None = None) -> Any:
    """Each element (or slice along an axis) several times in a row.

    >>> import minigrad as mg
    >>> repeat(mg.constant([1.0, 2.0]), 2).numpy()
    array([1., 1., 2., 2.], dtype=float32)
    """
    if axis is None:
        a, axis = ravel(a), 0
    return take(a, np.repeat(np.arange(a.shape[axis]), repeats), axis)


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


def ravel(a: Any) -> Any:
    """All elements in one row.

    >>> import minigrad as mg
    >>> ravel(mg.constant([[1.0, 2.0], [3.0, 4.0]])).shape
    (4,)
    """
    return reshape(a, (-1,))


def moveaxis(a: Any, source: int | Sequence[int], destination: int | Sequence[int]) -> Any:
    """``a`` with some axes moved to other places, the rest in their order.

    >>> import minigrad as mg
    >>> moveaxis(mg.constant([[1.0, 2.0]]), 0, -1).shape
    (2, 1)
    """
    ndim = len(a.shape)
    sources, places = (
        [i % ndim for i in ((axes,) if isinstance(axes, int) else axes)]
        for axes in (source, destination)
    )
    order = [i for i in range(ndim) if i not in sources]
    for place, axis in sorted(zip(places, sources, strict=True)):
        order.insert(place, axis)
    return transpose(a, tuple(order))


def swapaxes(a: Any, axis1: int, axis2: int) -> Any:
    """``a`` with two axes exchanged.

    >>> import minigrad as mg
    >>> swapaxes(mg.constant([[1.0, 2.0]]), 0, 1).shape
    (2, 1)
    """
    order = list(range(len(a.shape)))
    order[axis1], order[axis2] = order[axis2], order[axis1]
    return transpose(a, tuple(order))


def take(a: Any, indices: Any, axis: int | None = None) -> Any:
    """The elements (or slices along an axis) at these indices; repeated ones add up in the derivative.

    >>> import minigrad as mg
    >>> mg.grad(lambda x: take(x, [0, 0, 1]).sum())(mg.constant([1.0, 2.0])).numpy()
    array([2., 1.], dtype=float32)
    """
    if axis is None:
        a, axis = ravel(a), 0
    places = indices if hasattr(indices, "shape") else np.asarray(indices, dtype=np.intp)
    return getitem(a, (*(slice(None),) * (axis % len(a.shape)), places))


def take_along_axis(arr: Any, indices: Any, axis: int | None = -1) -> Any:
    """In each row along an axis, the elements at that row's own indices (`numpy.take_along_axis`).

    >>> import minigrad as mg
    >>> scores = mg.constant([[0.1, 0.9], [0.8, 0.2]])
    >>> take_along_axis(scores, [[1], [0]], axis=1).numpy()
    array([[0.9],
           [0.8]], dtype=float32)
    """
    if axis is None:
        arr, axis = ravel(arr), 0
    places = plain(indices)
    shape = list(arr.shape)
    places = places if hasattr(places, "shape") else np.asarray(places, dtype=np.intp)
    shape[axis] = places.shape[axis]
    return getitem(arr, along(np.broadcast_to(places, shape), axis))


def clip(a: Any, a_min: Any = None, a_max: Any = None) -> Any:
    """``a`` limited to an interval, whose bounds may be numbers, arrays or Tensors.

    Between numbers the derivative is 1 inside, bounds included, and 0 outside.

    >>> import minigrad as mg
    >>> clip(mg.constant([-1.0, 0.5, 3.0]), 0.0, 1.0).numpy()
    array([0. , 0.5, 1. ], dtype=float32)
    """
    if all(bound is None or isinstance(bound, (int, float)) for bound in (a_min, a_max)):
        return between(a, a_min, a_max)
    if a_min is not None:
        a = maximum(a, a_min)
    return a if a_max is None else minimum(a, a_max)


def pad(array: Any, pad_width: Any, mode: str = "constant", constant_values: float = 0.0) -> Any:
    """``array`` with borders: constant ones, or those of `numpy.pad` that repeat its own elements.

    Args:
        array: of any shape.
        pad_width: one number, (before, after), or such a pair for each axis.
        mode: 'constant', 'edge', 'reflect', 'symmetric' or 'wrap'.
        constant_values: what constant borders are made of.

    >>> import minigrad as mg
    >>> pad(mg.constant([1.0, 2.0, 3.0]), (2, 0), mode="reflect").numpy()
    array([3., 2., 1., 2., 3.], dtype=float32)
    """
    if mode == "constant":
        return pad_constant(array, pad_width, constant_values)
    if mode not in {"edge", "reflect", "symmetric", "wrap"}:
        raise ValueError(
            f"pad: mode={mode!r} makes new elements and has no derivative rule. "
            "Use 'constant', 'edge', 'reflect', 'symmetric' or 'wrap'."
        )
    widths = np.broadcast_to(np.asarray(pad_width), (len(array.shape), 2)).tolist()
    for axis, width in enumerate(widths):
        if any(width):
            places = np.pad(np.arange(array.shape[axis]), width, mode=cast("Any", mode))
            array = take(array, places, axis)
    return array


def setitem(a: Any, index: Any, value: Any) -> Any:
    """A copy of ``a`` in which ``copy[index] = value`` was done; ``a`` itself stays as it is.

    >>> import minigrad as mg
    >>> setitem(mg.constant([1.0, 2.0, 3.0]), 1, 9.0).numpy()
    array([1., 9., 3.], dtype=float32)
    """
    return set_row(a, value, index)


def diag(v: Any, k: int = 0) -> Any:
    """The k-th diagonal of a matrix, or the matrix with this vector on it.

    >>> import minigrad as mg
    >>> diag(mg.constant([1.0, 2.0])).numpy()
    array([[1., 0.],
           [0., 2.]], dtype=float32)
    """
    if len(v.shape) == 2:
        return diagonal(v, k)
    i = np.arange(v.shape[0])
    size = v.shape[0] + abs(k)
    return scatter(v, (i + max(0, -k), i + max(0, k)), (size, size))


def argmax(a: Any, axis: int | None = None) -> Any:
    """The place of the largest element, in all or along an axis; a whole number, so it has no derivative.

    >>> import minigrad as mg
    >>> int(argmax(mg.constant([0.1, 0.7, 0.2])))
    1
    """
    return _of_values(np.argmax, a, axis)


def argmin(a: Any, axis: int | None = None) -> Any:
    """The place of the smallest element, in all or along an axis; a whole number, so it has no derivative.

    >>> import minigrad as mg
    >>> int(argmin(mg.constant([0.1, 0.7, 0.2])))
    0
    """
    return _of_values(np.argmin, a, axis)


def _of_values(function: Callable[..., Any], a: Any, axis: int | None) -> Any:
    cls = tensor_class(type(a))
    return function(a, axis) if cls is None else cls.wrap(function(a.array, axis))
