"""Metrics of two classes that count hits and misses, and the coefficient of determination."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..tensor import EagerTensor, tensor
from .metrics import Metric
from .numbers import weights


class _Counts(Metric):
    """Counts true and false positives and negatives at one or several thresholds."""

    def __init__(self, thresholds: Any = None, name: str | None = None, dtype: Any = None) -> None:
        super().__init__(name)
        self.thresholds = np.atleast_1d(
            np.asarray(0.5 if thresholds is None else thresholds, np.float32)
        )
        n = len(self.thresholds)
        self.tp, self.fp, self.tn, self.fn = (self.add_weight((n,)) for _ in range(4))

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take in one batch."""
        truth = np.ravel(tensor(y_true).data).astype(bool)
        scores = np.ravel(tensor(y_pred).data)
        weight = weights(sample_weight, scores.astype(np.float32))
        guess = scores > self.thresholds[:, None]
        for variable, chosen in (
            (self.tp, guess & truth),
            (self.fp, guess & ~truth),
            (self.tn, ~guess & ~truth),
            (self.fn, ~guess & truth),
        ):
            variable.assign_add((chosen * weight).sum(1).astype(np.float32))

    @staticmethod
    def _given(values: Any) -> Any:
        return EagerTensor.wrap(
            np.float32(values[0]) if len(values) == 1 else np.asarray(values, np.float32)
        )


def _ratio(a: Any, b: Any) -> Any:
    return np.divide(a, b, out=np.zeros_like(a), where=b != 0)


class Precision(_Counts):
    """How many of those called positive are."""

    def result(self) -> Any:
        """The precision so far."""
        return self._given(_ratio(self.tp.data, self.tp.data + self.fp.data))


class Recall(_Counts):
    """How many of the positives were found."""

    def result(self) -> Any:
        """The recall so far."""
        return self._given(_ratio(self.tp.data, self.tp.data + self.fn.data))


class TruePositives(_Counts):
    """Positives called positive."""

    def result(self) -> Any:
        """The count so far."""
        return self._given(self.tp.data)


class TrueNegatives(_Counts):
    """Negatives called negative."""

    def result(self) -> Any:
        """The count so far."""
        return self._given(self.tn.data)


class FalsePositives(_Counts):
    """Negatives called positive."""

    def result(self) -> Any:
        """The count so far."""
        return self._given(self.fp.data)


class FalseNegatives(_Counts):
    """Positives called negative."""

    def result(self) -> Any:
        """The count so far."""
        return self._given(self.fn.data)


class AUC(_Counts):
    """The area under the ROC curve, by the trapezoids between thresholds."""

    def __init__(
        self, num_thresholds: int = 200, name: str | None = "auc", dtype: Any = None, **_: Any
    ) -> None:
        inner = [(i + 1) / (num_thresholds - 1) for i in range(num_thresholds - 2)]
        super().__init__([-1e-7, *inner, 1.0 + 1e-7], name)

    def result(self) -> Any:
        """The area so far."""
        hits = _ratio(self.tp.data, self.tp.data + self.fn.data)
        alarms = _ratio(self.fp.data, self.fp.data + self.tn.data)
        return EagerTensor.wrap(
            np.float32(((hits[:-1] + hits[1:]) / 2 * (alarms[:-1] - alarms[1:])).sum())
        )


class R2Score(Metric):
    """1 minus the squared error over the squared deviation from the mean."""

    def __init__(self, name: str | None = "r2_score", dtype: Any = None, **_: Any) -> None:
        super().__init__(name)
        self.error, self.total, self.squares, self.count = (self.add_weight() for _ in range(4))

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take in one batch."""
        t, p = (np.asarray(tensor(y).data, np.float32) for y in (y_true, y_pred))
        self.error.assign_add(np.float32(((t - p) ** 2).sum()))
        self.total.assign_add(np.float32(t.sum()))
        self.squares.assign_add(np.float32((t * t).sum()))
        self.count.assign_add(np.float32(t.size))

    def result(self) -> Any:
        """The coefficient so far."""
        spread = self.squares.data - self.total.data**2 / self.count.data
        return EagerTensor.wrap(np.float32(1.0 - self.error.data / spread))
