"""Losses, one number per element (or per example); the dialects choose names, arguments and reductions.

Each works on Tensors of any class and on arrays, through operators and the table of primitives.
"""

from __future__ import annotations

from typing import Any

from minigrad.primitives import TABLE

LOG_FLOOR = (
    -100.0
)  # a logarithm in a cross-entropy is not let below this, so that log(0) costs much but not all


def squared_error(a: Any, b: Any) -> Any:
    """(a - b)².

    >>> squared_error(3.0, 1.0)
    4.0
    """
    difference = a - b
    return difference * difference


def absolute_error(a: Any, b: Any) -> Any:
    """|a - b|.

    >>> float(absolute_error(3.0, 5.0))
    2.0
    """
    return TABLE["absolute"](a - b)


def huber(a: Any, b: Any, delta: float = 1.0) -> Any:
    """Half the squared error near 0, and beyond ``delta`` the tangent to it (Huber 1964).

    >>> float(huber(0.5, 0.0)), float(huber(3.0, 0.0))
    (0.125, 2.5)
    """
    size = absolute_error(a, b)
    quadratic = TABLE["clip"](size, None, delta)
    return 0.5 * quadratic * quadratic + delta * (size - quadratic)


def binary_cross_entropy(p: Any, y: Any) -> Any:
    """-(y log p + (1 - y) log(1 - p)), each logarithm at least -100.

    >>> float(binary_cross_entropy(0.0, 1.0))
    100.0
    """
    return -(y * _log(p) + (1.0 - y) * _log(1.0 - p))


def _log(p: Any) -> Any:
    return TABLE["clip"](TABLE["log"](p), LOG_FLOOR, None)


def weighted_sigmoid_cross_entropy(logits: Any, y: Any, positive: Any) -> Any:
    """The cross-entropy of ``sigmoid(logits)``, with positive examples counted ``positive`` times."""
    softplus = TABLE["softplus"]
    return (1.0 - y) * logits + (1.0 + (positive - 1.0) * y) * softplus(-logits)


def kullback_leibler(log_p: Any, target: Any, *, log_target: bool = False) -> Any:
    """target * (log target - log p), and 0 where the target is 0.

    >>> float(kullback_leibler(0.0, 1.0))
    0.0
    """
    if log_target:
        return TABLE["exp"](target) * (target - log_p)
    return TABLE["xlogy"](target, target) - target * log_p


def hinge(margin: Any) -> Any:
    """max(0, margin)."""
    return TABLE["relu"](margin)
