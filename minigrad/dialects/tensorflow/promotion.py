"""Which numbers meet, and what a literal becomes: TensorFlow promotes nothing."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from minigrad.tensor import as_data

from .dtypes import numpy_dtype
from .errors import InvalidArgumentError

NUMBERS = (float, int, bool)


def settle(a: Any, b: Any, data: Any) -> Any:
    """The result of an operation, or the error TensorFlow raises where NumPy would have promoted."""
    if type(a) in NUMBERS:
        if type(a) is float and b.dtype.kind in "iub":
            raise TypeError(mixed(f"the number {a}", f"a tensor of dtype {b.dtype.name}"))
        return data
    if type(b) in NUMBERS:
        if type(b) is float and a.dtype.kind in "iub":
            raise InvalidArgumentError(
                mixed(f"a tensor of dtype {a.dtype.name}", f"the number {b}")
            )
        return data
    kind = a.dtype.kind
    if b is None:
        if kind in "iub" and data.dtype.kind == "f":
            raise InvalidArgumentError(
                f"this function takes floats, and its argument has dtype {a.dtype.name}. "
                "Write tf.cast(x, tf.float32) first."
            )
        return data
    if "b" in (kind, b.dtype.kind) and _asked_by_a_rule():
        return data  # derivative rules multiply by masks
    if a.dtype != b.dtype:
        raise InvalidArgumentError(mixed(f"dtype {a.dtype.name}", f"dtype {b.dtype.name}"))
    if kind == "b":
        raise InvalidArgumentError(
            "bools have no arithmetic. Write tf.cast(x, tf.float32) first, or use &, | and ~."
        )
    small = kind in "iu" and a.dtype.itemsize <= 2 and data.dtype.kind == "f"
    return data.astype(np.float32) if small else data


def _asked_by_a_rule() -> bool:
    """Whether the operation that is being settled stands in one of the core's derivative rules."""
    return sys._getframe(3).f_code.co_filename.startswith("<rule of ")


def mixed(left: str, right: str) -> str:
    """The sentence for two dtypes that do not meet."""
    return f"{left} and {right} do not mix: TensorFlow promotes nothing. Convert one of them: tf.cast(x, tf.float32)."


def as_literal(value: Any, dtype: Any = None) -> Any:
    """``value`` as tensor data; ValueError where it has no shape, TypeError where ``dtype`` would lose something."""
    if value is None:
        raise ValueError(
            "None is not a value. Pass a number, a nested list of numbers or an array."
        )
    wanted = numpy_dtype(dtype)
    literal = not hasattr(value, "dtype")
    if literal and isinstance(value, range):
        value = list(value)
    try:
        data = as_data(value, None if literal and wanted is not None else wanted)
    except OverflowError:
        data = as_data(np.asarray(value))
    if literal and wanted is not None:
        if data.dtype.kind == "f" and wanted.kind in "iub":
            raise TypeError(
                f"a float cannot become {wanted.name} by dtype=. Write whole numbers, or tf.cast(x, tf.{wanted.name})."
            )
        data = data.astype(wanted)[()] if data.dtype.kind != "f" else as_data(value, wanted)
    return data
