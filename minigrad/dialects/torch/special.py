"""Less common functions, composed of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...primitives import TABLE
from . import dims, dtypes
from .choosing import isnan, where
from .elementwise import div
from .factories import empty
from .joining import atleast_1d, atleast_2d, cat, stack
from .nodes import as_one, begin, label
from .products import addmm, matmul
from .reductions import mean, sum
from .shaping import movedim, narrow, reshape, transpose
from .tensor import Tensor, row

if TYPE_CHECKING:
    from collections.abc import Sequence


def diff(input: Tensor, n: int = 1, dim: int = -1) -> Tensor:
    """Differences of neighbours, ``n`` times.

    >>> from minigrad.dialects import torch
    >>> torch.diff(torch.tensor([1, 4, 9]))
    tensor([3, 5])
    """
    length = input.shape[dims.one(dim, input.ndim)]
    if n == 0:
        return input
    step = narrow(input, dim, 1, length - 1) - narrow(input, dim, 0, length - 1)
    return diff(step, n - 1, dim)


def logit(input: Tensor, eps: float | None = None) -> Tensor:
    """log(p / (1 - p))."""
    start = begin()
    p = input if eps is None else row("clip")(input, eps, 1 - eps)
    return as_one(row("log")(p / (1.0 - p)), "LogitBackward0", start)


def float_power(input: Tensor, exponent: Any) -> Tensor:
    """The power in float64."""
    result: Tensor = input.to(dtypes.float64) ** exponent
    return result


def vdot(input: Tensor, other: Tensor) -> Tensor:
    """The product of two vectors."""
    return matmul(input, other)


def baddbmm(
    input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: float = 1, alpha: float = 1
) -> Tensor:
    """beta * input + alpha * batch1 @ batch2, for batches."""
    return label(addmm(input, batch1, batch2, beta=beta, alpha=alpha), "BaddbmmBackward0")


def addr(input: Tensor, vec1: Tensor, vec2: Tensor, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta * input + alpha * the outer product."""
    return input * beta + vec1.unsqueeze(1) * vec2 * alpha


def cross(input: Tensor, other: Tensor, dim: int = -1) -> Tensor:
    """The cross product of vectors of length 3."""
    a, b = input.unbind(dim), other.unbind(dim)
    parts = [a[i] * b[j] - a[j] * b[i] for i, j in ((1, 2), (2, 0), (0, 1))]
    return label(stack(parts, dims.one(dim, input.ndim)), "LinalgCrossBackward0")


def matrix_power(input: Tensor, n: int) -> Tensor:
    """The matrix multiplied with itself ``n`` times."""
    if n < 0:
        return matrix_power(row("inv")(input), -n)
    result = Tensor.wrap(
        np.broadcast_to(np.eye(input.shape[-1], dtype=input.array.dtype), input.shape).copy()
    )
    for _ in range(n):
        result = matmul(result, input)
    return result


def nansum(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """The sum with NaN counted as 0."""
    return sum(where(isnan(input), 0.0, input), dim, keepdim)


def nanmean(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """The mean of what is not NaN."""
    return div(nansum(input, dim, keepdim), sum(~isnan(input), dim, keepdim))


def trapezoid(y: Tensor, x: Tensor | None = None, *, dx: float = 1.0, dim: int = -1) -> Tensor:
    """The integral by trapezoids."""
    length = y.shape[dims.one(dim, y.ndim)]
    pairs = narrow(y, dim, 1, length - 1) + narrow(y, dim, 0, length - 1)
    return sum(pairs * (dx if x is None else diff(x)), dim) * 0.5


def cov(input: Tensor, *, correction: int = 1) -> Tensor:
    """The covariances of the rows."""
    rows = atleast_2d(input)
    centred = rows - mean(rows, 1, True)
    result = matmul(centred, transpose(centred, 0, 1)) / (rows.shape[1] - correction)
    return result if input.ndim > 1 else reshape(result, ())


def isin(elements: Tensor, test_elements: Tensor) -> Tensor:
    """Where an element is among others."""
    return Tensor.wrap(np.isin(elements.array, test_elements.array))


def heaviside(input: Tensor, values: Tensor) -> Tensor:
    """0 below 0, 1 above, ``values`` at 0."""
    return Tensor.wrap(np.heaviside(input.array, values.array))


def searchsorted(sorted_sequence: Tensor, values: Any, *, right: bool = False) -> Tensor:
    """Where values would be inserted."""
    side = "right" if right else "left"
    wanted = values.array if isinstance(values, Tensor) else values
    found = np.searchsorted(sorted_sequence.array, wanted, side=side)  # type: ignore[call-overload]
    return Tensor.wrap(np.asarray(found, np.int64)[()])


def bucketize(input: Any, boundaries: Tensor, *, right: bool = False) -> Tensor:
    """The bin of each value."""
    return searchsorted(boundaries, input, right=right)


def histc(input: Tensor, bins: int = 100, min: float = 0, max: float = 0) -> Tensor:
    """How many elements lie in each of equal bins."""
    bounds = (input.array.min(), input.array.max()) if min == max == 0 else (min, max)
    return Tensor.wrap(np.histogram(input.array, bins, bounds)[0].astype(input.array.dtype))


def tril_indices(row: int, col: int, offset: int = 0) -> Tensor:
    """Rows and columns of the lower triangle."""
    return Tensor.wrap(np.stack(np.tril_indices(row, offset, col)))


def triu_indices(row: int, col: int, offset: int = 0) -> Tensor:
    """Rows and columns of the upper triangle."""
    return Tensor.wrap(np.stack(np.triu_indices(row, offset, col)))


def block_diag(*tensors: Tensor) -> Tensor:
    """Matrices along the diagonal of a larger one."""
    blocks = [atleast_2d(t) for t in tensors]
    widths = [b.shape[1] for b in blocks]
    rows = []
    for i, block in enumerate(blocks):
        before, after = int(np.sum(widths[:i])), int(np.sum(widths[i + 1 :]))
        rows.append(TABLE["pad"](block, ((0, 0), (before, after))))
    return cat(rows)


def column_stack(tensors: Sequence[Tensor]) -> Tensor:
    """Vectors as the columns of a matrix."""
    return cat([reshape(t, -1, 1) if t.ndim < 2 else t for t in tensors], 1)


def dstack(tensors: Sequence[Tensor]) -> Tensor:
    """Along a third dim."""
    return cat([atleast_3d(t) for t in tensors], 2)


def atleast_3d(input: Tensor) -> Tensor:
    """With at least three dims."""
    return input if input.ndim >= 3 else reshape(input, *atleast_2d(input).shape, 1)


def tensor_split(input: Tensor, indices_or_sections: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """Pieces of nearly one size, or between the indices."""
    length = input.shape[dims.one(dim, input.ndim)]
    pieces = np.array_split(np.arange(length), indices_or_sections)
    return tuple(narrow(input, dim, int(p[0]) if len(p) else 0, len(p)) for p in pieces)


def new_empty(input: Tensor, *size: Any, dtype: Any = None) -> Tensor:
    """A tensor of a shape, in the dtype of ``input``, whose elements mean nothing."""
    return empty(*size, dtype=dtype or input.dtype)


def is_complex(input: Tensor) -> bool:
    """Whether it holds complex numbers."""
    return bool(input.array.dtype.kind == "c")


FUNCTIONS = (
    diff, logit, float_power, vdot, baddbmm, addr, cross, matrix_power, nansum, nanmean, trapezoid, cov, isin,
    heaviside, searchsorted, bucketize, histc, is_complex, tensor_split, atleast_1d, atleast_3d, movedim,
)  # fmt: skip
MODULE_ONLY = (tril_indices, triu_indices, block_diag, column_stack, dstack)
