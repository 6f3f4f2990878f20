"""Softmax, and cross-entropies from logits.

The loss and the softmax before it are one row, because together they neither overflow nor lose digits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.errors import DtypeError, ShapeError
from minigrad.primitive import NAMESPACE, Primitive

from .elementwise import elementwise
from .indexing import plain

Axis = int | tuple[int, ...]


def _softmax(a: Any, axis: Axis = -1) -> Any:
    """Positive numbers that sum to 1 along ``axis``, in proportion to ``exp(a)``.

    >>> import minigrad as mg
    >>> mg.softmax(mg.constant([0.0, 0.0])).numpy()
    array([0.5, 0.5], dtype=float32)
    """
    e = np.exp(a - a.max(axis=axis, keepdims=True, initial=-np.inf))
    return e / e.sum(axis=axis, keepdims=True)


def _log_softmax(a: Any, axis: Axis = -1) -> Any:
    """The logarithm of the softmax, accurate where the softmax would round to 0.

    >>> import minigrad as mg
    >>> mg.log_softmax(mg.constant([0.0, 1000.0])).numpy()
    array([-1000.,     0.], dtype=float32)
    """
    a = a - a.max(axis=axis, keepdims=True, initial=-np.inf)
    return a - np.log(np.exp(a).sum(axis=axis, keepdims=True))


def _cross_entropy(a: Any, b: Any) -> Any:
    if a.shape != b.shape:
        raise ValueError(f"logits of shape {a.shape} and probabilities of shape {b.shape}")
    return -(b * _log_softmax(a)).sum(axis=-1)


def _sparse_cross_entropy(a: Any, classes: Any) -> Any:
    classes = plain(classes)
    if a.shape[:-1] != classes.shape:
        raise ValueError(f"logits of shape {a.shape} and classes of shape {classes.shape}")
    return 0 - _log_softmax(a)[at_class(classes)]  # 0 - 0 is 0, and -0.0 would look like an error


def at_class(classes: Any) -> tuple[Any, ...]:
    """The index that picks, in each row of the last axis, the element of its class."""
    classes = plain(classes)
    return (*np.indices(classes.shape, sparse=True), classes)


def one_hot(classes: Any, like: Any) -> Any:
    """1 at each class and 0 elsewhere, in the shape and dtype of ``like``."""
    return np.equal(column(plain(classes)), np.arange(like.shape[-1])).astype(like.dtype)


def column(g: Any) -> Any:
    """``g`` with a new last axis of length 1, to be stretched over the classes."""
    return g.reshape((*g.shape, 1))


def softmax_cross_entropy(logits: Any, targets: Any) -> Any:
    """The cross-entropy between ``softmax(logits)`` along the last axis and the targets, one number per row.

    Args:
        logits: of shape (..., classes).
        targets: class indices, integers of shape (...), or probabilities of the shape of ``logits``.

    Raises ShapeError where the shapes do not fit, IndexError for a class that does not exist.

    >>> import minigrad as mg
    >>> mg.softmax_cross_entropy(mg.constant([[0.0, 0.0], [0.0, 1000.0]]), [1, 1]).numpy().round(4)
    array([0.6931, 0.    ], dtype=float32)
    """
    data = plain(targets)
    if not hasattr(data, "dtype"):
        data = np.asarray(data)
    if data.dtype.kind == "b":
        raise DtypeError(
            "softmax_cross_entropy: the targets are booleans. Pass class numbers or probabilities."
        )
    sparse = data.dtype.kind in "iu"
    wanted = logits.shape[:-1] if sparse else logits.shape
    if data.shape != wanted:
        raise ShapeError(
            f"softmax_cross_entropy: the logits have shape {logits.shape} and the targets {data.shape}. "
            f"{'Class numbers' if sparse else 'Probabilities'} need shape {wanted}."
        )
    if not sparse:
        return dense_cross_entropy(logits, targets if hasattr(targets, "dtype") else data)
    classes = logits.shape[-1]
    if isinstance(data, np.ndarray) and data.size and (data.min() < 0 or data.max() >= classes):
        raise IndexError(
            f"softmax_cross_entropy: the targets reach from {data.min()} to {data.max()}, and there are {classes} "
            f"classes. Number them 0 to {classes - 1}."
        )
    return sparse_cross_entropy(logits, data)


def _sigmoid_cross_entropy(a: Any, b: Any) -> Any:
    """The cross-entropy between ``sigmoid(a)`` and labels ``b`` from 0 to 1, one number per element.

    >>> import minigrad as mg
    >>> round(float(mg.sigmoid_cross_entropy(0.0, 1.0)), 6)
    0.693147
    """
    return np.maximum(a, 0) - a * b + np.log1p(np.exp(-np.absolute(a)))


softmax = Primitive("softmax", _softmax, ["y * (g - sum(g * y, axis, True))"],
                    tangent=["y * (t - sum(t * y, axis, True))"])  # fmt: skip
log_softmax = Primitive("log_softmax", _log_softmax, ["g - exp(y) * sum(g, axis, True)"],
                        tangent=["t - sum(exp(y) * t, axis, True)"])  # fmt: skip
dense_cross_entropy = Primitive(
    "dense_cross_entropy", _cross_entropy,
    ["column(g) * (softmax(a) * sum(b, -1, True) - b)", "-column(g) * log_softmax(a)"],
    tangent=["sum(t * (softmax(a) * sum(b, -1, True) - b), -1)", "-sum(t * log_softmax(a), -1)"],
)  # fmt: skip
sparse_cross_entropy = Primitive(
    "sparse_cross_entropy", _sparse_cross_entropy,
    ["column(g) * (softmax(a) - one_hot(classes, a))"],
    tangent=["sum(t * (softmax(a) - one_hot(classes, a)), -1)"],
)  # fmt: skip
sigmoid_cross_entropy = elementwise(
    "sigmoid_cross_entropy", _sigmoid_cross_entropy, "g * (sigmoid(a) - b)", "-g * a"
)
NAMESPACE |= {"column": column, "one_hot": one_hot}
