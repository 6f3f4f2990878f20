"""Primitives that read and write single elements, slices and arbitrary selections."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.batch import singly
from minigrad.primitive import NAMESPACE, Primitive
from minigrad.tensor import TensorBase


def plain(index: Any) -> Any:
    """An index with the Tensors in it replaced by their arrays."""
    if isinstance(index, tuple):
        return tuple(plain(part) for part in index)
    return index.array if isinstance(index, TensorBase) else index


def _getitem(a: Any, index: Any) -> Any:
    return a[plain(index)]


def _scatter(a: Any, index: Any, shape: tuple[int, ...]) -> Any:
    if not isinstance(a, (np.ndarray, np.generic)):
        return a.scatter(index, shape)  # a duck array knows how
    result = np.zeros(shape, a.dtype)
    if _is_basic(index):
        result[plain(index)] = a
    else:
        np.add.at(result, plain(index), a)
    return result[()]


def _is_basic(index: Any) -> bool:
    """Whether an index has no arrays in it, so that no element is selected twice."""
    parts = index if isinstance(index, tuple) else (index,)
    return all(part is None or part is Ellipsis or isinstance(part, (int, slice)) for part in parts)


@singly
def _setitem(a: Any, b: Any, index: Any) -> Any:
    result = a.copy() if isinstance(a, np.ndarray) else np.array(a)
    result[plain(index)] = b
    return result[()]


def last_writes(g: Any, b_shape: tuple[int, ...], index: Any) -> Any:
    """What of the cotangent belongs to the written values: their elements, and none that was overwritten again."""
    taken = g[plain(index)]
    if not _is_basic(index):
        order = np.arange(int(np.prod(taken.shape))).reshape(taken.shape)
        winner = np.full(g.shape, -1)
        winner[plain(index)] = order
        taken = taken * (winner[plain(index)] == order)
    return NAMESPACE["unbroadcast"](taken, b_shape)


def untouched(g: Any, index: Any) -> Any:
    """The cotangent with zeros where elements were overwritten."""
    mask = np.ones(g.shape, g.dtype)
    mask[plain(index)] = 0
    return g * mask


def _select(a: Any, b: Any, mask: Any) -> Any:
    return np.where(plain(mask), a, b)[()]


def _join(a: Any, b: Any, axis: int) -> Any:
    return np.concatenate((a, b), axis)


def zeros(shape: tuple[int, ...], like: Any) -> Any:
    """Zeros of a shape, in the dtype of ``like``."""
    return np.zeros(shape, like.dtype)


def part(g: Any, axis: int, start: int, stop: int) -> Any:
    """The slice from ``start`` to ``stop`` along one axis."""
    return getitem(g, (slice(None),) * (axis % len(g.shape)) + (slice(start, stop),))


select = Primitive("where", _select,
                   ["unbroadcast(where(g, 0.0, mask), a.shape)", "unbroadcast(where(0.0, g, mask), b.shape)"],
                   tangent=["where(t, 0.0, mask)", "where(0.0, t, mask)"])  # fmt: skip
join = Primitive("concatenate", _join,
                 ["part(g, axis, 0, a.shape[axis])", "part(g, axis, a.shape[axis], None)"],
                 tangent=["concatenate(t, zeros(b.shape, t), axis)",
                          "concatenate(zeros(a.shape, t), t, axis)"])  # fmt: skip
getitem = Primitive("getitem", _getitem, ["scatter(g, index, a.shape)"], kind="linear", symbol="[]")
scatter = Primitive("scatter", _scatter, ["getitem(g, index)"], kind="linear")
setitem = Primitive("setitem", _setitem, ["untouched(g, index)", "last_writes(g, b.shape, index)"],
                    tangent=["untouched(t, index)", "setitem(zeros(a.shape, t), t, index)"])  # fmt: skip
NAMESPACE |= {"untouched": untouched, "last_writes": last_writes, "part": part, "zeros": zeros}
