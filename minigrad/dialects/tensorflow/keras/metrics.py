"""``tf.keras.metrics``: numbers gathered over batches."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..creation import cast
from ..missing import missing
from ..module import snake_case
from ..shaping import squeeze
from ..tensor import EagerTensor, tensor
from . import losses
from .naming import find
from .numbers import column, weights


class Metric:
    """A metric of one's own: give it ``update_state`` and ``result``, and sums made by ``add_weight``."""

    def __init__(self, name: str | None = None, dtype: Any = None) -> None:
        self.name = name or snake_case(type(self).__name__)
        self._sums: list[Any] = []

    def add_weight(
        self, shape: Any = (), initializer: Any = "zeros", name: str | None = None, **_: Any
    ) -> Any:
        """A Variable that `reset_state` sets back to zero."""
        from ..variables import Variable

        variable = Variable(np.zeros(shape, np.float32), trainable=False, name=name)
        self._sums.append(variable)
        return variable

    @property
    def variables(self) -> list[Any]:
        """The sums."""
        return list(self._sums)

    def update_state(self, *args: Any, **named: Any) -> None:
        """Take in one batch."""
        raise NotImplementedError(
            f"{type(self).__name__} needs an update_state(self, y_true, y_pred, sample_weight=None)."
        )

    def result(self) -> Any:
        """The metric over all batches so far."""
        raise NotImplementedError(f"{type(self).__name__} needs a result(self).")

    def reset_state(self) -> None:
        """Forget the batches so far."""
        for variable in self._sums:
            variable.assign(np.zeros(variable.shape, np.float32))

    reset_states = reset_state

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Take in one batch, and give the metric so far."""
        self.update_state(*args, **named)
        return self.result()


class Mean(Metric):
    """The weighted mean of what it is given."""

    def __init__(self, name: str | None = "mean", dtype: Any = None) -> None:
        super().__init__(name)
        self.total, self.count = self.add_weight(name="total"), self.add_weight(name="count")

    def update_state(self, values: Any, sample_weight: Any = None) -> None:
        """Take in some values."""
        data = np.asarray(tensor(values).data, np.float32)
        weight = weights(sample_weight, data)
        self.total.assign_add(np.sum(data * weight, dtype=np.float32))
        self.count.assign_add(np.sum(weight, dtype=np.float32))

    def result(self) -> Any:
        """The mean so far; 0 before the first value."""
        total, count = self.total.data, self.count.data
        return EagerTensor.wrap(np.float32(total / count if count else 0.0))


class Sum(Metric):
    """The sum of what it is given."""

    def __init__(self, name: str | None = "sum", dtype: Any = None) -> None:
        super().__init__(name)
        self.total = self.add_weight(name="total")

    def update_state(self, values: Any, sample_weight: Any = None) -> None:
        """Take in some values."""
        data = np.asarray(tensor(values).data, np.float32)
        self.total.assign_add(np.sum(data * weights(sample_weight, data), dtype=np.float32))

    def result(self) -> Any:
        """The sum so far."""
        return self.total.value()


def _aligned(t: Any, p: Any) -> tuple[Any, Any]:
    """A column against a row of numbers loses its axis of 1."""
    if len(p.shape) == len(t.shape) + 1 and p.shape[-1] == 1:
        return t, squeeze(p, -1)
    return t, p


class MeanMetricWrapper(Mean):
    """The mean of a function of (y_true, y_pred)."""

    def __init__(self, fn: Any, name: str | None = None, dtype: Any = None, **options: Any) -> None:
        super().__init__(name or getattr(fn, "__name__", None))
        self._fn, self._options = fn, options

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:  # type: ignore[override]
        """Take in one batch."""
        t, p = (
            x if isinstance(x, EagerTensor) else EagerTensor.convert(x) for x in (y_true, y_pred)
        )
        super().update_state(self._fn(*_aligned(t, p), **self._options), sample_weight)


# -- functions --------------------------------------------------------------------------------


def _hits(found: Any) -> Any:
    return EagerTensor.wrap(np.asarray(found).astype(np.float32)[()])


def accuracy(y_true: Any, y_pred: Any) -> Any:
    """1 where label and prediction are equal."""
    return _hits(np.asarray(tensor(y_true).data) == np.asarray(tensor(y_pred).data))


def binary_accuracy(y_true: Any, y_pred: Any, threshold: float = 0.5) -> Any:
    """1 where the prediction is on the label's side of the threshold."""
    return _hits(tensor(y_true).data == (tensor(y_pred).data > threshold))


def categorical_accuracy(y_true: Any, y_pred: Any) -> Any:
    """1 where the largest prediction stands at the largest label."""
    return _hits(np.argmax(tensor(y_true).data, -1) == np.argmax(tensor(y_pred).data, -1))


def sparse_categorical_accuracy(y_true: Any, y_pred: Any) -> Any:
    """1 where the largest prediction stands at the labelled class."""
    return _hits(
        column(tensor(y_true).data, tensor(y_pred).data) == np.argmax(tensor(y_pred).data, -1)
    )


def sparse_top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Any:
    """1 where the labelled class is among the k largest predictions."""
    scores = np.asarray(tensor(y_pred).data)
    own = np.take_along_axis(scores, column(tensor(y_true).data, scores).astype(int)[..., None], -1)
    return _hits((scores > own).sum(-1) < k)


def top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Any:
    """1 where the one-hot label's class is among the k largest predictions."""
    return sparse_top_k_categorical_accuracy(np.argmax(tensor(y_true).data, -1), y_pred, k)


def cosine_similarity(y_true: Any, y_pred: Any, axis: int = -1) -> Any:
    """The cosine of the angle between rows (as a loss it is negative)."""
    return -losses.cosine_similarity(y_true, y_pred, axis)


def _wrapped(name: str, fn: Any, label: str, **defaults: Any) -> Any:
    def __init__(  # noqa: N807 - it becomes the method of the class made below
        self: Any, *args: Any, name: str | None = None, dtype: Any = None, **options: Any
    ) -> None:
        given = dict(zip(defaults, args, strict=False)) | options
        if args and isinstance(args[0], str) and not defaults:
            name, given = args[0], {}
        MeanMetricWrapper.__init__(self, fn, name or label, **{**defaults, **given})

    return type(
        name,
        (MeanMetricWrapper,),
        {"__init__": __init__, "__doc__": fn.__doc__, "__module__": __name__},
    )


Accuracy = _wrapped("Accuracy", accuracy, "accuracy")
BinaryAccuracy = _wrapped("BinaryAccuracy", binary_accuracy, "binary_accuracy", threshold=0.5)
CategoricalAccuracy = _wrapped("CategoricalAccuracy", categorical_accuracy, "categorical_accuracy")
SparseCategoricalAccuracy = _wrapped(
    "SparseCategoricalAccuracy", sparse_categorical_accuracy, "sparse_categorical_accuracy"
)
TopKCategoricalAccuracy = _wrapped(
    "TopKCategoricalAccuracy", top_k_categorical_accuracy, "top_k_categorical_accuracy", k=5
)
SparseTopKCategoricalAccuracy = _wrapped(
    "SparseTopKCategoricalAccuracy",
    sparse_top_k_categorical_accuracy,
    "sparse_top_k_categorical_accuracy",
    k=5,
)
MeanSquaredError = _wrapped("MeanSquaredError", losses.mean_squared_error, "mean_squared_error")
MeanAbsoluteError = _wrapped("MeanAbsoluteError", losses.mean_absolute_error, "mean_absolute_error")
MeanAbsolutePercentageError = _wrapped(
    "MeanAbsolutePercentageError",
    losses.mean_absolute_percentage_error,
    "mean_absolute_percentage_error",
)
BinaryCrossentropy = _wrapped(
    "BinaryCrossentropy",
    losses.binary_crossentropy,
    "binary_crossentropy",
    from_logits=False,
    label_smoothing=0.0,
)
CategoricalCrossentropy = _wrapped(
    "CategoricalCrossentropy",
    losses.categorical_crossentropy,
    "categorical_crossentropy",
    from_logits=False,
    label_smoothing=0.0,
)
SparseCategoricalCrossentropy = _wrapped(
    "SparseCategoricalCrossentropy",
    losses.sparse_categorical_crossentropy,
    "sparse_categorical_crossentropy",
    from_logits=False,
)
KLDivergence = _wrapped("KLDivergence", losses.kl_divergence, "kl_divergence")
Hinge = _wrapped("Hinge", losses.hinge, "hinge")
CosineSimilarity = _wrapped("CosineSimilarity", cosine_similarity, "cosine_similarity")


class RootMeanSquaredError(Mean):
    """The root of the mean squared difference of all elements."""

    def __init__(self, name: str | None = "root_mean_squared_error", dtype: Any = None) -> None:
        super().__init__(name)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:  # type: ignore[override]
        """Take in one batch."""
        difference = cast(y_pred, "float32") - cast(y_true, "float32")
        super().update_state(difference * difference, sample_weight)

    def result(self) -> Any:
        """The root so far."""
        return EagerTensor.wrap(np.sqrt(super().result().data))


mse, mae, mape, msle = losses.mse, losses.mae, losses.mape, losses.msle
MSE, MAE, MAPE, MSLE = losses.MSE, losses.MAE, losses.MAPE, losses.MSLE
mean_squared_error, mean_absolute_error = losses.mean_squared_error, losses.mean_absolute_error
binary_crossentropy, categorical_crossentropy = (
    losses.binary_crossentropy,
    losses.categorical_crossentropy,
)
sparse_categorical_crossentropy = losses.sparse_categorical_crossentropy


_SHORT = {
    "mse": "MeanSquaredError",
    "mae": "MeanAbsoluteError",
    "mape": "MeanAbsolutePercentageError",
}


def get(identifier: Any) -> Any:
    """A metric from its name, or itself."""
    if isinstance(identifier, str) and identifier.lower() in _SHORT:
        return globals()[_SHORT[identifier.lower()]]()
    return find("metric", identifier, globals())


def __getattr__(name: str) -> Any:
    if name in {
        "Precision",
        "Recall",
        "TruePositives",
        "TrueNegatives",
        "FalsePositives",
        "FalseNegatives",
        "AUC",
        "R2Score",
    }:
        from . import confusion

        return getattr(confusion, name)
    return missing("tf.keras.metrics", name, globals())
