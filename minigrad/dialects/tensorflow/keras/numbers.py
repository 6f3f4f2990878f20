"""Small helpers of the metrics: labels in a column, weights of examples."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..tensor import tensor


def column(labels: Any, scores: Any) -> Any:
    """Class numbers without their last axis of 1, if they have one."""
    labels = np.asarray(labels)
    return labels[..., 0] if labels.ndim == np.ndim(scores) and labels.shape[-1] == 1 else labels


def weights(sample_weight: Any, data: Any) -> Any:
    """One weight per value: 1, or those given, stretched over the axes they do not name."""
    if sample_weight is None:
        return np.ones_like(data)
    weight = np.asarray(tensor(sample_weight).data, np.float32)
    while weight.ndim > np.ndim(data) and weight.shape[-1] == 1:
        weight = weight[..., 0]
    weight = weight.reshape(weight.shape + (1,) * (np.ndim(data) - weight.ndim))
    return np.broadcast_to(weight, np.shape(data))
