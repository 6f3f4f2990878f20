"""Activations and losses of neural networks."""

from __future__ import annotations

from typing import Any

import numpy as np

from .elementwise import elementwise


def _relu(a: Any) -> Any:
    return np.maximum(a, 0)


def _sigmoid(a: Any) -> Any:
    return 0.5 * (np.tanh(0.5 * a) + 1)  # never overflows


def _softplus(a: Any) -> Any:
    return np.logaddexp(a, a.dtype.type(0))


relu = elementwise("relu", _relu, "g * (y > 0)")
sigmoid = elementwise("sigmoid", _sigmoid, "g * (y * (1 - y))")
softplus = elementwise("softplus", _softplus, "g * sigmoid(a)")
