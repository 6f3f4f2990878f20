"""Comparisons and logic: their results are bool, and no gradient flows through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable


def _compare(name: str, forward: Callable[..., Any]) -> Any:
    def function(input: Tensor, other: Any) -> Tensor:
        return Tensor.wrap(forward(input.array, _data(other)))

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"``{name}``, elementwise; ``other`` is a tensor or a number."
    return function


def _test(name: str, forward: Callable[..., Any]) -> Any:
    def function(input: Tensor) -> Tensor:
        return Tensor.wrap(forward(input.array))

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"``{name}``, elementwise."
    return function


def _data(x: Any) -> Any:
    return x.array if isinstance(x, Tensor) else x


COMPARISONS = {
    name: _compare(name, forward)
    for name, forward in {
        "eq": np.equal, "ne": np.not_equal, "lt": np.less, "le": np.less_equal, "gt": np.greater,
        "ge": np.greater_equal, "logical_and": np.logical_and, "logical_or": np.logical_or,
        "logical_xor": np.logical_xor, "bitwise_and": np.bitwise_and, "bitwise_or": np.bitwise_or,
        "bitwise_xor": np.bitwise_xor,
    }.items()
}  # fmt: skip
LONG = {"greater": "gt", "greater_equal": "ge", "less": "lt", "less_equal": "le", "not_equal": "ne"}
COMPARISONS |= {long: COMPARISONS[short] for long, short in LONG.items()}
FORWARD: dict[str, Callable[..., Any]] = {
        "isinf": np.isinf, "isfinite": np.isfinite, "logical_not": np.logical_not, "bitwise_not": np.invert,
        "isposinf": np.isposinf, "isneginf": np.isneginf, "signbit": np.signbit,
}  # fmt: skip
TESTS = {name: _test(name, forward) for name, forward in FORWARD.items()}


def equal(input: Tensor, other: Tensor) -> bool:
    """Whether both have the same shape and the same elements."""
    return input.shape == other.shape and bool(np.array_equal(input.array, other.array))


def isclose(
    input: Tensor, other: Tensor, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False
) -> Tensor:
    """Where |input - other| <= atol + rtol * |other|."""
    return Tensor.wrap(np.isclose(input.array, other.array, rtol, atol, equal_nan))


def allclose(
    input: Tensor, other: Tensor, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False
) -> bool:
    """Whether all elements are close; see `isclose`."""
    return bool(np.allclose(input.array, other.array, rtol, atol, equal_nan))
