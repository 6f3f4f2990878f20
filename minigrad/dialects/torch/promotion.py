"""torch's dtype rules: dimensions count more than 0-d tensors, and those more than Python numbers.

NumPy has computed the result when these are asked, and only where it is not float32, which is rare.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .dtypes import category, get_default_dtype, of, promote
from .errors import KindError

WEAK = {bool: np.dtype(bool), int: np.dtype(np.int64), float: None, complex: None}


def settle(a: Any, b: Any, result: Any) -> Any:
    """``result`` of an operation on ``a`` and ``b`` (None for one operand) in the dtype that torch gives it."""
    if result.dtype.kind == "b":
        return result
    wanted = result_dtype([a] if b is None else [a, b])
    if result.dtype.kind == "f" and wanted.kind in "iub":  # a quotient, an exponential of integers
        wanted = get_default_dtype().dtype
    return result if result.dtype is wanted else result.astype(wanted)


def result_dtype(operands: list[Any]) -> np.dtype[Any]:
    """The dtype of an operation on arrays, NumPy scalars and Python numbers.

    >>> result_dtype([np.ones(2, np.float32), np.float64(1.0)])
    dtype('float32')
    """
    ranks: list[np.dtype[Any] | None] = [None, None, None]  # with dimensions, 0-d, Python numbers
    for x in operands:
        number = type(x) in WEAK
        rank = 2 if number else 0 if x.shape else 1
        kind = (WEAK[type(x)] or get_default_dtype().dtype) if number else x.dtype
        known = ranks[rank]
        ranks[rank] = kind if known is None else promote(known, kind)
    with_dims, without, numbers = ranks
    return _combine(_combine(with_dims, without), numbers) or get_default_dtype().dtype


def _combine(high: np.dtype[Any] | None, low: np.dtype[Any] | None) -> np.dtype[Any] | None:
    """``high`` wins unless ``low`` is of a higher category."""
    if high is None or low is None:
        return high if low is None else low
    if high.kind in "fc":
        return high
    return promote(high, low) if high.kind == "b" or low.kind in "fc" else high


def check_stores(source: np.dtype[Any], target: np.dtype[Any]) -> None:
    """Refuse an in-place result whose category is higher than its target's."""
    if category(source) > category(target):
        raise KindError(
            f"an in-place operation gives {source} here, and the tensor holds {target}, which cannot keep it. "
            "Convert the tensor first, for example with .float(), or write x = x + y instead of x += y."
        )


def result_type(a: Any, b: Any) -> Any:
    """The dtype of an operation on two tensors or numbers.

    >>> from minigrad.dialects import torch
    >>> torch.result_type(torch.tensor([1]), 1.0)
    torch.float32
    """
    return of(result_dtype([getattr(x, "array", x) for x in (a, b)]))
