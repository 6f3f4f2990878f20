"""Choosing between elements: where, clamp, and what treats NaN."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import functions as core
from . import dtypes
from .elementwise import maximum, minimum
from .nodes import as_one, begin, label
from .promotion import result_dtype
from .tensor import Tensor, row


def where(condition: Tensor, input: Any = None, other: Any = None) -> Any:
    """``input`` where the condition holds, ``other`` elsewhere; with a condition alone, its indices.

    >>> from minigrad.dialects import torch
    >>> torch.where(torch.tensor([True, False]), 1.0, 0.0)
    tensor([1., 0.])
    """
    if input is None:
        return tuple(Tensor.wrap(index) for index in np.nonzero(condition.array))
    kind = result_dtype([_data(input), _data(other)])
    sides = [_cast(x, kind) for x in (input, other)]
    return _choose(condition, *sides)


def _choose(condition: Any, a: Tensor, b: Tensor) -> Tensor:
    chosen: Tensor = core.where(condition, a, b)
    return chosen


def _cast(x: Any, kind: np.dtype[Any]) -> Tensor:
    if isinstance(x, Tensor):
        return x if x.array.dtype == kind else x.to(dtypes.of(kind))
    return Tensor.wrap(kind.type(x))


def clamp(input: Tensor, min: Any = None, max: Any = None) -> Tensor:
    """Elements below ``min`` become ``min``, above ``max`` become ``max``; at the bounds the gradient is 1."""
    if min is None and max is None:
        raise RuntimeError("clamp() needs min=, max= or both.")
    if isinstance(min, Tensor) or isinstance(max, Tensor):
        low, high = (
            x if x is None or isinstance(x, Tensor) else Tensor.convert(x, like=input)
            for x in (min, max)
        )
        start = begin()
        raised = input if low is None else core.where(input.array < low.array, low, input)
        result = raised if high is None else core.where(raised.array > high.array, high, raised)
        return as_one(result, "ClampBackward0", start)
    return label(row("clip")(input, min, max), "ClampBackward1")


def nan_to_num(
    input: Tensor, nan: float = 0.0, posinf: float | None = None, neginf: float | None = None
) -> Tensor:
    """Numbers instead of NaN and the infinities."""
    info = np.finfo(input.array.dtype)
    high, low = (info.max if posinf is None else posinf), (info.min if neginf is None else neginf)
    result = where(isnan(input), nan, input)
    result = where(input == float("inf"), float(high), result)
    return label(where(input == -float("inf"), float(low), result), "NanToNumBackward0")


def fmax(input: Tensor, other: Tensor) -> Tensor:
    """The larger of the two; a NaN loses against a number."""
    return _choose(isnan(input), other, _choose(isnan(other), input, maximum(input, other)))


def fmin(input: Tensor, other: Tensor) -> Tensor:
    """The smaller of the two; a NaN loses against a number."""
    return _choose(isnan(input), other, _choose(isnan(other), input, minimum(input, other)))


def isnan(input: Tensor) -> Tensor:
    """Where an element is NaN."""
    return Tensor.wrap(np.isnan(input.array))


def _data(x: Any) -> Any:
    return x.array if isinstance(x, Tensor) else x
