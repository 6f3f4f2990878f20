"""Primitives that look for the largest and the smallest: max, min and sort.

Where several elements are equally large, ``max`` shares the cotangent evenly among them, and ``max_first`` gives it
all to the first (PyTorch's choice for ``max(dim)``).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.primitive import NAMESPACE, Primitive

from .elementwise import values
from .reductions import Axis, kept, positive_axes


def _max(a: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """The largest element, over all axes or some; equal ones share the derivative.

    >>> import minigrad as mg
    >>> mg.grad(mg.max)(mg.constant([1.0, 3.0, 3.0])).numpy()
    array([0. , 0.5, 0.5], dtype=float32)
    """
    return a.max(axis=axis, keepdims=keepdims)


def _min(a: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """The smallest element, over all axes or some; equal ones share the derivative.

    >>> import minigrad as mg
    >>> float(mg.min(mg.constant([1.0, 3.0])))
    1.0
    """
    return a.min(axis=axis, keepdims=keepdims)


def _max_first(a: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """`max`, whose derivative goes to the first of several equal elements.

    >>> import minigrad as mg
    >>> mg.grad(max_first)(mg.constant([1.0, 3.0, 3.0])).numpy()
    array([0., 1., 0.], dtype=float32)
    """
    return a.max(axis=axis, keepdims=keepdims)


def _min_first(a: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """`min`, whose derivative goes to the first of several equal elements."""
    return a.min(axis=axis, keepdims=keepdims)


def tied(a: Any, y: Any, axis: Axis, keepdims: bool) -> Any:
    """The weight of each element in an extremum: 1 at the one largest, shared evenly where several tie."""
    a, y = values(a), values(y)
    here = (a == kept(y, a.shape, axis, keepdims)).astype(a.dtype)
    return here / here.sum(axis=positive_axes(axis, a.ndim), keepdims=True)


def first(a: Any, y: Any, axis: Axis, keepdims: bool) -> Any:
    """1 at the first extremum in the order of the reduced axes, else 0."""
    a, y = values(a), values(y)
    here = a == kept(y, a.shape, axis, keepdims)
    axes = positive_axes(axis, a.ndim)
    rest = tuple(i for i in range(a.ndim) if i not in axes)
    moved = here.transpose(rest + axes)
    rows = moved.reshape((*moved.shape[: len(rest)], -1))
    once = rows & (rows.cumsum(axis=-1) == 1)
    back = tuple(int(i) for i in np.argsort(rest + axes))
    return once.reshape(moved.shape).transpose(back).astype(a.dtype)


def _sort(a: Any, axis: int | None = -1) -> Any:
    """The elements in rising order along an axis, or all of them in one row for ``axis=None``.

    >>> import minigrad as mg
    >>> mg.sort(mg.constant([3.0, 1.0, 2.0])).numpy()
    array([1., 2., 3.], dtype=float32)
    """
    return np.sort(a, axis, kind="stable")


def sorting(a: Any, axis: int | None) -> Any:
    """The index that sorts ``a`` along an axis: ``a[sorting(a, axis)]`` is sorted."""
    a = values(a)
    if not a.shape:
        return (None,)
    if axis is None:
        return np.unravel_index(np.argsort(a, None, kind="stable"), a.shape)
    return along(np.argsort(a, axis, kind="stable"), axis)


def along(indices: Any, axis: int) -> tuple[Any, ...]:
    """The index that picks ``indices`` along one axis, each in its own row (`numpy.take_along_axis`).

    >>> x = np.array([[3.0, 1.0], [2.0, 4.0]])
    >>> x[along(np.array([[1], [0]]), 1)].tolist()
    [[1.0], [2.0]]
    """
    index: list[Any] = list(np.indices(indices.shape, sparse=True))
    index[axis] = indices
    return tuple(index)


def _extremum(name: str, forward: Any, weight: str) -> Primitive:
    weight = f"{weight}(a, y, axis, keepdims)"
    return Primitive(name, forward, [f"spread(g, a.shape, axis, keepdims) * {weight}"],
                     tangent=[f"sum(t * {weight}, axis, keepdims)"])  # fmt: skip


max = _extremum("max", _max, "tied")
min = _extremum("min", _min, "tied")
max_first = _extremum("max_first", _max_first, "first")
min_first = _extremum("min_first", _min_first, "first")
sort = Primitive("sort", _sort, ["scatter(g, sorting(a, axis), a.shape)"],
                 tangent=["getitem(t, sorting(a, axis))"])  # fmt: skip
NAMESPACE |= {"tied": tied, "first": first, "sorting": sorting}
