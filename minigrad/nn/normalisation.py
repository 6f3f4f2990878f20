"""Normalising activations: subtract a mean, divide by a spread."""

from __future__ import annotations

from typing import Any

from minigrad.primitives import TABLE

Axes = tuple[int, ...]


def moments(x: Any, axes: Axes) -> tuple[Any, Any]:
    """Mean and (biased) variance over some axes, which stay as axes of length 1."""
    return TABLE["mean"](x, axes, True), TABLE["var"](x, axes, True, 0)


def standardise(x: Any, mean: Any, variance: Any, epsilon: float) -> Any:
    """(x - mean) / sqrt(variance + epsilon) (Ioffe and Szegedy 2015)."""
    return (x - mean) / TABLE["sqrt"](variance + epsilon)
