"""The metrics that ``compile`` is asked for, by name, function or object."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..tensor import EagerTensor
from . import metrics


def chosen(asked: Any) -> Any:
    """A metric from a name, a function or a metric."""
    if isinstance(asked, str) and asked in {"accuracy", "acc"}:
        return Accuracy(asked)
    found = metrics.get(asked)
    if isinstance(found, metrics.Metric):
        found.name = asked if isinstance(asked, str) else found.name
        return found
    return metrics.MeanMetricWrapper(found, name=asked if isinstance(asked, str) else None)


class Accuracy(metrics.Metric):
    """What 'accuracy' means is seen at the first batch: binary, of class numbers, or of one-hot rows."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._chosen: Any = None

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take in one batch."""
        if self._chosen is None:
            sparse = len(y_true.shape) < len(y_pred.shape) or y_true.shape[-1] == 1
            if y_pred.shape[-1] == 1:
                self._chosen = metrics.BinaryAccuracy()
            else:
                self._chosen = (
                    metrics.SparseCategoricalAccuracy() if sparse else metrics.CategoricalAccuracy()
                )
        self._chosen.update_state(y_true, y_pred, sample_weight)

    def result(self) -> Any:
        """The share of hits so far."""
        return self._chosen.result() if self._chosen else EagerTensor.wrap(np.float32(0.0))

    def reset_state(self) -> None:
        """Forget the batches so far."""
        if self._chosen:
            self._chosen.reset_state()
