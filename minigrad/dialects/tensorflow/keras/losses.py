"""``tf.keras.losses``: functions of (y_true, y_pred), one number per example, and classes that average them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import reductions as r
from ..creation import cast
from ..missing import missing
from ..shaping import reshape, squeeze
from ..tensor import EagerTensor, tensor
from .loss_functions import (
    binary_crossentropy as binary_crossentropy,
    categorical_crossentropy as categorical_crossentropy,
    categorical_hinge as categorical_hinge,
    cosine_similarity as cosine_similarity,
    hinge as hinge,
    huber as huber,
    kl_divergence as kl_divergence,
    log_cosh as log_cosh,
    mean_absolute_error as mean_absolute_error,
    mean_absolute_percentage_error as mean_absolute_percentage_error,
    mean_squared_error as mean_squared_error,
    mean_squared_logarithmic_error as mean_squared_logarithmic_error,
    poisson as poisson,
    sparse_categorical_crossentropy as sparse_categorical_crossentropy,
    squared_hinge as squared_hinge,
)
from .naming import find


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
    def __init__(  # noqa: N807 - it becomes the method of the class made below
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
                f"{type(self).__name__} has no {min(unknown)!r}; it takes {list(defaults)}."
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
    return missing("tf.keras.losses", name, globals())
