"""``tf.keras.losses``: functions of (y_true, y_pred), one number per example, and classes that average them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import elementwise as e, nn, reductions as r
from ..creation import cast, one_hot
from ..indexing import where
from ..missing import missing
from ..shaping import reshape, squeeze
from ..tensor import EagerTensor, tensor
from .naming import find

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
    return r.reduce_mean(e.square(p - t), -1 if p.shape else None)


def mean_absolute_error(y_true: Any, y_pred: Any) -> Any:
    """The mean of absolute differences along the last axis."""
    t, p = _pair(y_true, y_pred)
    return r.reduce_mean(e.abs(p - t), -1)


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
    error = p - t
    size = e.abs(error)
    return r.reduce_mean(
        where(size <= delta, 0.5 * e.square(error), delta * size - 0.5 * delta * delta), -1
    )


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


class Loss:
    """A loss of one's own: give it ``call(y_true, y_pred)``, one number per example."""

    def __init__(
        self,
        name: str | None = None,
        reduction: str | None = "sum_over_batch_size",
        dtype: Any = None,
    ) -> None:
        if reduction not in (
            "sum_over_batch_size",
            "mean",
            "sum",
            "none",
            None,
            "auto",
            "mean_with_sample_weight",
        ):
            raise ValueError(
                f"reduction is 'sum_over_batch_size', 'sum' or 'none', not {reduction!r}."
            )
        self.name = name or type(self).__name__
        self.reduction = reduction

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """One number per example."""
        raise NotImplementedError(f"{type(self).__name__} needs a call(self, y_true, y_pred).")

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """The examples' losses, weighted and reduced to one number."""
        each = tensor(self.call(_literal(y_true), _literal(y_pred)))
        if sample_weight is not None:
            weight = cast(tensor(sample_weight), each.dtype)
            if len(weight.shape) == len(each.shape) + 1 and weight.shape[-1] == 1:
                weight = squeeze(weight, -1)
            each = each * (
                reshape(weight, (*weight.shape, *(1,) * (len(each.shape) - len(weight.shape))))
                if weight.shape
                else weight
            )
        if self.reduction in ("none", None):
            return each
        return r.reduce_sum(each) if self.reduction == "sum" else r.reduce_mean(each)


def _literal(y: Any) -> Any:
    """Arrays of doubles become float32, the dtype in which Keras computes."""
    y = y if isinstance(y, EagerTensor) else EagerTensor.convert(y)
    return cast(y, "float32") if y.data.dtype == np.float64 else y


class LossFunctionWrapper(Loss):
    """A function with its options as a loss."""

    def __init__(
        self,
        fn: Any,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = None,
        dtype: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(name or getattr(fn, "__name__", None), reduction)
        self.fn, self.options = fn, options

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """One number per example."""
        each = self.fn(y_true, y_pred, **self.options)
        ignored = self.options.get("ignore_class")
        if ignored is None or self.reduction in ("sum", "none", None):
            return each
        counted = int(np.count_nonzero(y_true.data != ignored))
        return each * (each.data.size / max(counted, 1))  # the mean is over the classes that count


def _class(name: str, fn: Any, **defaults: Any) -> type[LossFunctionWrapper]:
    def __init__(
        self: Any,
        *args: Any,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = None,
        dtype: Any = None,
        **options: Any,
    ) -> None:
        given = dict(zip(defaults, args, strict=False)) | options
        if unknown := given.keys() - defaults.keys():
            raise TypeError(
                f"{type(self).__name__} has no {sorted(unknown)[0]!r}; it takes {list(defaults)}."
            )
        LossFunctionWrapper.__init__(
            self, fn, reduction, name or fn.__name__, **{**defaults, **given}
        )

    return type(
        name,
        (LossFunctionWrapper,),
        {"__init__": __init__, "__doc__": fn.__doc__, "__module__": __name__},
    )


MeanSquaredError = _class("MeanSquaredError", mean_squared_error)
MeanAbsoluteError = _class("MeanAbsoluteError", mean_absolute_error)
MeanAbsolutePercentageError = _class("MeanAbsolutePercentageError", mean_absolute_percentage_error)
MeanSquaredLogarithmicError = _class("MeanSquaredLogarithmicError", mean_squared_logarithmic_error)
Huber = _class("Huber", huber, delta=1.0)
LogCosh = _class("LogCosh", log_cosh)
BinaryCrossentropy = _class(
    "BinaryCrossentropy", binary_crossentropy, from_logits=False, label_smoothing=0.0, axis=-1
)
CategoricalCrossentropy = _class(
    "CategoricalCrossentropy",
    categorical_crossentropy,
    from_logits=False,
    label_smoothing=0.0,
    axis=-1,
)
SparseCategoricalCrossentropy = _class(
    "SparseCategoricalCrossentropy",
    sparse_categorical_crossentropy,
    from_logits=False,
    ignore_class=None,
    axis=-1,
)
KLDivergence = _class("KLDivergence", kl_divergence)
Poisson = _class("Poisson", poisson)
Hinge = _class("Hinge", hinge)
SquaredHinge = _class("SquaredHinge", squared_hinge)
CategoricalHinge = _class("CategoricalHinge", categorical_hinge)
CosineSimilarity = _class("CosineSimilarity", cosine_similarity, axis=-1)
mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error
kld = KLD = kullback_leibler_divergence = kl_divergence
logcosh = log_cosh


def get(identifier: Any) -> Any:
    """A loss function from its name, or itself."""
    return find("loss", identifier, globals(), call=False)


def __getattr__(name: str) -> Any:
    missing("tf.keras.losses", name, globals())
