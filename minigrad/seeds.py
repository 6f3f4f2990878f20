"""The cotangents a backward pass starts from, and the zeros it may end with."""

from __future__ import annotations

from typing import Any

import numpy as np


def ones_like(data: Any) -> Any:
    """Ones of the shape and dtype of ``data``: a NumPy scalar for shape ``()``."""
    return _filled(data, 1)


def zeros_like(data: Any) -> Any:
    """Zeros of the shape and dtype of ``data``."""
    return _filled(data, 0)


def _filled(data: Any, number: int) -> Any:
    if isinstance(data, np.generic):
        return type(data)(number)
    if isinstance(data, np.ndarray):
        return np.full(data.shape, number, data.dtype)
    return data * 0 + number  # a duck array
