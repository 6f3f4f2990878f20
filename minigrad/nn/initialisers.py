"""How large random weights should begin, so that signals neither fade nor grow from layer to layer."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

GAINS: dict[str, float] = {
    "linear": 1,
    "sigmoid": 1,
    "tanh": 5 / 3,
    "relu": math.sqrt(2),
    "selu": 3 / 4,
}


def glorot_scale(fan_in: float, fan_out: float) -> float:
    """The standard deviation of Glorot and Bengio (2010).

    >>> glorot_scale(3, 5)
    0.5
    """
    return math.sqrt(2.0 / (fan_in + fan_out))


def he_scale(fan: float, gain: float = GAINS["relu"]) -> float:
    """The standard deviation of He et al. (2015).

    >>> round(he_scale(8), 6)
    0.5
    """
    return gain / math.sqrt(fan)


def uniform_limit(scale: float) -> float:
    """The uniform distribution on (-limit, limit) with standard deviation ``scale``.

    >>> round(uniform_limit(1.0), 6)
    1.732051
    """
    return math.sqrt(3.0) * scale


def orthogonal(shape: tuple[int, int], stream: np.random.Generator) -> np.ndarray[Any, Any]:
    """A random matrix with orthonormal rows or columns, whichever are fewer (Saxe et al. 2013)."""
    rows, columns = shape
    normal = stream.standard_normal((max(shape), min(shape)))
    q, r = np.linalg.qr(normal)
    q = q * np.sign(np.diag(r))
    return q.T if rows < columns else q


def truncated(
    shape: tuple[int, ...],
    mean: float,
    scale: float,
    low: float,
    high: float,
    stream: np.random.Generator,
) -> np.ndarray[Any, Any]:
    """Normal numbers, drawn again until they lie between ``low`` and ``high``."""
    values = stream.normal(mean, scale, shape)
    while (outside := (values < low) | (values > high)).any():
        values[outside] = stream.normal(mean, scale, int(outside.sum()))
    return values
