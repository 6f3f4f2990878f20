"""Gradient clipping by norm."""

from __future__ import annotations

from typing import Any

import numpy as np

from .elementwise import maximum, sqrt
from .linalg import global_norm
from .reductions import reduce_sum
from .slices import dense
from .tensor import EagerTensor, tensor


def clip_by_norm(t: Any, clip_norm: Any, axes: Any = None, name: str | None = None) -> Any:
    """``t``, scaled down to this norm where its own is larger."""
    t = tensor(dense(t))
    squares = reduce_sum(t * t, axes, keepdims=True)
    positive = squares.data > 0
    from minigrad.functions import where

    safe = where(positive, squares, EagerTensor.wrap(np.ones_like(squares.data)))
    length = where(positive, sqrt(safe), squares)
    return t * clip_norm / maximum(length, clip_norm)


def clip_by_global_norm(
    t_list: Any, clip_norm: Any, use_norm: Any = None, name: str | None = None
) -> tuple[list[Any], Any]:
    """All tensors scaled by one factor, so that their common norm is at most this; and that norm."""
    parts = [None if t is None else tensor(dense(t)) for t in t_list]
    length = global_norm(parts) if use_norm is None else tensor(use_norm)
    scale = clip_norm / maximum(length, clip_norm)
    return [None if t is None else t * scale for t in parts], length
