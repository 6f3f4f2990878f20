"""``tf.debugging``: assertions about values."""

from __future__ import annotations

from typing import Any

import numpy as np

from .errors import InvalidArgumentError
from .missing import missing as _missing
from .tensor import tensor


def _check(holds: Any, text: str, message: str | None) -> None:
    if not np.all(holds):
        raise InvalidArgumentError(f"{message or 'assertion failed'}: {text}")


def assert_equal(
    x: Any, y: Any, message: str | None = None, summarize: Any = None, name: str | None = None
) -> None:
    """InvalidArgumentError unless all elements are equal."""
    _check(tensor(x).data == tensor(y).data, f"{x} == {y}", message)


def assert_less(
    x: Any, y: Any, message: str | None = None, summarize: Any = None, name: str | None = None
) -> None:
    """InvalidArgumentError unless x < y everywhere."""
    _check(tensor(x).data < tensor(y).data, f"{x} < {y}", message)


def assert_greater(
    x: Any, y: Any, message: str | None = None, summarize: Any = None, name: str | None = None
) -> None:
    """InvalidArgumentError unless x > y everywhere."""
    _check(tensor(x).data > tensor(y).data, f"{x} > {y}", message)


def assert_near(
    x: Any,
    y: Any,
    rtol: Any = None,
    atol: Any = None,
    message: str | None = None,
    summarize: Any = None,
    name: str | None = None,
) -> None:
    """InvalidArgumentError unless the elements are close."""
    near = 10 * np.finfo(np.float32).eps
    _check(
        np.isclose(tensor(x).data, tensor(y).data, rtol or near, atol or near),
        f"{x} is near {y}",
        message,
    )


def assert_all_finite(x: Any, message: str | None = None, name: str | None = None) -> Any:
    """``x``, if it has no NaN and no infinity."""
    _check(np.isfinite(tensor(x).data), f"{x} is finite", message)
    return tensor(x)


check_numerics = assert_all_finite


def assert_shapes(shapes: Any, *_: Any, **__: Any) -> None:
    """ValueError unless the tensors have these shapes."""
    for x, wanted in dict(shapes).items() if isinstance(shapes, dict) else shapes:
        if len(x.shape) != len(wanted) or any(
            isinstance(n, int) and n != m for n, m in zip(wanted, x.shape, strict=True)
        ):
            raise ValueError(f"expected shape {wanted}, got {tuple(x.shape)}.")


def __getattr__(name: str) -> Any:
    return _missing("tf.debugging", name, globals())
