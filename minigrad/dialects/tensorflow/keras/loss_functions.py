"""Losses as functions of (y_true, y_pred), one number per example; labels come first."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.nn import losses as shared

from .. import elementwise as e, nn, reductions as r
from ..creation import cast, one_hot
from ..shaping import squeeze
from ..tensor import EagerTensor, tensor

EPSILON = 1e-7


def _pair(y_true: Any, y_pred: Any) -> tuple[Any, Any]:
    """Both as floats of the prediction's dtype; a column against a row of numbers loses its axis."""
    p = tensor(y_pred)
    p = p if p.data.dtype.kind == "f" else cast(p, "float32")
    t = cast(tensor(y_true), p.dtype)
    if len(t.shape) == len(p.shape) + 1 and t.shape[-1] == 1:
        t = squeeze(t, -1)
    elif len(p.shape) == len(t.shape) + 1 and p.shape[-1] == 1:
        p = squeeze(p, -1)
    return t, p


def mean_squared_error(y_true: Any, y_pred: Any) -> Any:
    """The mean of squared differences along the last axis."""
    t, p = _pair(y_true, y_pred)
    return r.reduce_mean(shared.squared_error(p, t), -1 if p.shape else None)


def mean_absolute_error(y_true: Any, y_pred: Any) -> Any:
    """The mean of absolute differences along the last axis."""
    t, p = _pair(y_true, y_pred)
    return r.reduce_mean(shared.absolute_error(p, t), -1)


def mean_absolute_percentage_error(y_true: Any, y_pred: Any) -> Any:
    """100 times the mean of differences relative to the truth."""
    t, p = _pair(y_true, y_pred)
    return 100.0 * r.reduce_mean(e.abs((t - p) / e.maximum(e.abs(t), EPSILON)), -1)


def mean_squared_logarithmic_error(y_true: Any, y_pred: Any) -> Any:
    """The mean of squared differences of log(1 + y)."""
    t, p = _pair(y_true, y_pred)
    first, second = (e.log(e.maximum(y, EPSILON) + 1.0) for y in (p, t))
    return r.reduce_mean(e.square(first - second), -1)


def huber(y_true: Any, y_pred: Any, delta: float = 1.0) -> Any:
    """Squares of small differences, lines for large ones."""
    t, p = _pair(y_true, y_pred)
    return r.reduce_mean(shared.huber(p, t, delta), -1)


def log_cosh(y_true: Any, y_pred: Any) -> Any:
    """log(cosh(difference))."""
    t, p = _pair(y_true, y_pred)
    x = p - t
    return r.reduce_mean(x + e.softplus(-2.0 * x) - float(np.log(2.0)), -1)


def _clipped(p: Any) -> Any:
    return e.clip_by_value(p, EPSILON, 1.0 - EPSILON)


def _smooth(t: Any, smoothing: float, classes: float) -> Any:
    return t * (1.0 - smoothing) + smoothing / classes if smoothing else t


def binary_crossentropy(
    y_true: Any,
    y_pred: Any,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> Any:
    """The cross-entropy of probabilities (or logits) of one class each."""
    t, p = _pair(y_true, y_pred)
    t = _smooth(t, label_smoothing, 2.0)
    if from_logits:
        each = nn.sigmoid_cross_entropy_with_logits(t, p)
    else:
        p = _clipped(p)
        each = -(t * e.log(p) + (1.0 - t) * e.log(1.0 - p))
    return r.reduce_mean(each, axis)


def categorical_crossentropy(
    y_true: Any,
    y_pred: Any,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> Any:
    """The cross-entropy of rows of probabilities (or logits) with one-hot rows."""
    t, p = _pair(y_true, y_pred)
    if tuple(t.shape) != tuple(p.shape):
        raise ValueError(
            f"y_true has shape {tuple(t.shape)} and y_pred {tuple(p.shape)}. One-hot rows need as many columns."
        )
    t = _smooth(t, label_smoothing, float(t.shape[axis]))
    if from_logits:
        return nn.softmax_cross_entropy_with_logits(t, p, axis)
    p = _clipped(p / r.reduce_sum(p, axis, keepdims=True))
    return -r.reduce_sum(t * e.log(p), axis)


def sparse_categorical_crossentropy(
    y_true: Any,
    y_pred: Any,
    from_logits: bool = False,
    ignore_class: int | None = None,
    axis: int = -1,
) -> Any:
    """The cross-entropy of rows of probabilities (or logits) with class numbers."""
    t, p = tensor(y_true), tensor(y_pred)
    p = cast(p, "float32") if p.data.dtype.kind != "f" else p
    t = squeeze(t, -1) if len(t.shape) == len(p.shape) and t.shape[-1] == 1 else t
    classes = t.data.astype(np.int64)
    ignored = None if ignore_class is None else classes == ignore_class
    classes = classes if ignored is None else np.where(ignored, 0, classes)
    scores = p if from_logits else e.log(_clipped(p / r.reduce_sum(p, axis, keepdims=True)))
    if from_logits:
        each = nn.sparse_softmax_cross_entropy_with_logits(classes, scores)
    else:
        each = -r.reduce_sum(
            one_hot(EagerTensor.wrap(classes), p.shape[-1], dtype=p.dtype) * scores, axis
        )
    return each if ignored is None else each * EagerTensor.wrap((~ignored).astype(p.data.dtype))


def kl_divergence(y_true: Any, y_pred: Any) -> Any:
    """sum(t * log(t / p)) along the last axis."""
    t, p = (e.clip_by_value(y, EPSILON, 1.0) for y in _pair(y_true, y_pred))
    return r.reduce_sum(t * e.log(t / p), -1)


def poisson(y_true: Any, y_pred: Any) -> Any:
    """The mean of p - t * log(p)."""
    t, p = _pair(y_true, y_pred)
    return r.reduce_mean(p - t * e.log(p + EPSILON), -1)


def _signs(t: Any) -> Any:
    binary = bool(np.all((t.data == 0) | (t.data == 1)))
    return 2.0 * t - 1.0 if binary else t


def hinge(y_true: Any, y_pred: Any) -> Any:
    """The mean of max(1 - t * p, 0), labels -1 and 1 (or 0 and 1)."""
    t, p = _pair(y_true, y_pred)
    return r.reduce_mean(e.maximum(1.0 - _signs(t) * p, 0.0), -1)


def squared_hinge(y_true: Any, y_pred: Any) -> Any:
    """The mean of squared hinges."""
    t, p = _pair(y_true, y_pred)
    return r.reduce_mean(e.square(e.maximum(1.0 - _signs(t) * p, 0.0)), -1)


def categorical_hinge(y_true: Any, y_pred: Any) -> Any:
    """How far the best wrong class comes within 1 of the right one."""
    t, p = _pair(y_true, y_pred)
    right, wrong = r.reduce_sum(t * p, -1), r.reduce_max((1.0 - t) * p, -1)
    return e.maximum(wrong - right + 1.0, 0.0)


def cosine_similarity(y_true: Any, y_pred: Any, axis: int = -1) -> Any:
    """Minus the cosine of the angle between rows."""
    t, p = (nn.l2_normalize(y, axis) for y in _pair(y_true, y_pred))
    return -r.reduce_sum(t * p, axis)
