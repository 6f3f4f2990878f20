"""Sums, means, extrema: torch's ``dim`` and ``keepdim`` over the core's ``axis`` and ``keepdims``."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import dims, dtypes
from .errors import KindError
from .nodes import as_one, begin, label
from .tensor import Tensor, row


def reduced(name: str, input: Tensor, dim: Any, keepdim: bool, *more: Any) -> Tensor:
    """A row of the core that reduces, over torch's ``dim``."""
    return row(name)(input, dims.several(dim, input.ndim), keepdim, *more)


def _numbered(name: str, dim: Any) -> str:
    return f"{name}Backward{0 if dim is None else 1}"


def sum(
    input: Tensor, dim: Any = None, keepdim: bool = False, *, dtype: Any = None, axis: Any = None
) -> Tensor:
    """The sum over ``dim`` (all dims without it); integers and bools are summed as int64.

    >>> from minigrad.dialects import torch
    >>> torch.sum(torch.ones(2, 3), dim=0)
    tensor([2., 2., 2.])
    """
    dim = axis if dim is None else dim
    if dim is None and dtype is None and not keepdim and input.array.dtype.kind == "f":
        return row("sum")(input)
    if dtype is not None:
        input = input.to(dtype)
    elif input.array.dtype.kind in "iub" and input.array.dtype != np.int64:
        input = Tensor.wrap(input.array.astype(np.int64))
    result = reduced("sum", input, dim, keepdim)
    return result if dim is None else label(result, "SumBackward1")


def mean(
    input: Tensor, dim: Any = None, keepdim: bool = False, *, dtype: Any = None, axis: Any = None
) -> Tensor:
    """The mean over ``dim``; floating dtypes only."""
    dim = axis if dim is None else dim
    input = input if dtype is None else input.to(dtype)
    if input.array.dtype.kind not in "fc":
        raise KindError(
            f"mean() needs a floating dtype, and this tensor is {input.dtype}. Write .float().mean()."
        )
    return label(reduced("mean", input, dim, keepdim), _numbered("Mean", dim))


def prod(
    input: Tensor, dim: int | None = None, keepdim: bool = False, *, dtype: Any = None
) -> Tensor:
    """The product over ``dim``, with an exact gradient also at zeros."""
    input = input if dtype is None else input.to(dtype)
    return label(reduced("prod", input, dim, keepdim), _numbered("Prod", dim))


def std(
    input: Tensor,
    dim: Any = None,
    unbiased: bool = True,
    keepdim: bool = False,
    *,
    correction: float | None = None,
) -> Tensor:
    """The standard deviation, with n - 1 unless unbiased=False (or correction=0); its slope at 0 is 0."""
    dim, unbiased = _std_arguments(dim, unbiased)
    return _spread("std", "Std", input, dim, unbiased, keepdim, correction)


def var(
    input: Tensor,
    dim: Any = None,
    unbiased: bool = True,
    keepdim: bool = False,
    *,
    correction: float | None = None,
) -> Tensor:
    """The variance, with n - 1 unless unbiased=False (or correction=0)."""
    dim, unbiased = _std_arguments(dim, unbiased)
    return _spread("var", "Var", input, dim, unbiased, keepdim, correction)


def _std_arguments(dim: Any, unbiased: bool) -> tuple[Any, bool]:
    return (
        (None, dim) if isinstance(dim, bool) else (dim, unbiased)
    )  # std(False) means unbiased=False


def _spread(
    kind: str,
    name: str,
    input: Tensor,
    dim: Any,
    unbiased: bool,
    keepdim: bool,
    correction: float | None,
) -> Tensor:
    ddof = (1 if unbiased else 0) if correction is None else correction
    axes = dims.several(dim, input.ndim)
    count = int(np.prod([input.shape[d] for d in axes])) if axes else input.array.size
    if count <= ddof:
        import warnings

        warnings.warn(
            f"{name.lower()}() of {count} value(s) with correction {ddof} divides by zero: NaN.",
            UserWarning,
            stacklevel=3,
        )
        with np.errstate(all="ignore"):
            return Tensor.wrap(mean(input, dim, keepdim).array * np.float32("nan"))
    return label(reduced(kind, input, dim, keepdim, ddof), f"{name}Backward0")


def var_mean(input: Tensor, dim: Any = None, **named: Any) -> tuple[Tensor, Tensor]:
    """The pair (variance, mean)."""
    return var(input, dim, **named), mean(input, dim, named.get("keepdim", False))


def std_mean(input: Tensor, dim: Any = None, **named: Any) -> tuple[Tensor, Tensor]:
    """The pair (standard deviation, mean)."""
    return std(input, dim, **named), mean(input, dim, named.get("keepdim", False))


def logsumexp(input: Tensor, dim: Any, keepdim: bool = False) -> Tensor:
    """log(sum(exp(input))) over ``dim``, without overflow."""
    return reduced("logsumexp", input, dim, keepdim)


def all(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """Whether all elements are nonzero."""
    return Tensor.wrap(
        np.asarray(np.all(input.array, dims.several(dim, input.ndim), keepdims=keepdim))[()]
    )


def any(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """Whether any element is nonzero."""
    return Tensor.wrap(
        np.asarray(np.any(input.array, dims.several(dim, input.ndim), keepdims=keepdim))[()]
    )


def cumsum(input: Tensor, dim: int, *, dtype: Any = None) -> Tensor:
    """Running sums along ``dim``."""
    if dtype is not None or input.array.dtype.kind in "iub":
        input = input.to(dtype or dtypes.int64)
    return row("cumsum")(input, dims.one(dim, input.ndim))


def cumprod(input: Tensor, dim: int, *, dtype: Any = None) -> Tensor:
    """Running products along ``dim``."""
    input = input if dtype is None else input.to(dtype)
    axis = dims.one(dim, input.ndim)
    return row("cumprod")(input, axis)


def count_nonzero(input: Tensor, dim: Any = None) -> Tensor:
    """How many elements are not 0."""
    return Tensor.wrap(
        np.asarray(np.count_nonzero(input.array, dims.several(dim, input.ndim)), np.int64)[()]
    )


def norm(input: Tensor, p: Any = 2, dim: Any = None, keepdim: bool = False) -> Tensor:
    """The p-norm over ``dim``, of all elements without it; its gradient at 0 is 0."""
    order = 2.0 if p in {"fro", None} else float(p)
    start = begin()
    return as_one(_norm(input, order, dim, keepdim), "LinalgVectorNormBackward0", start)


def _norm(input: Tensor, order: float, dim: Any, keepdim: bool) -> Tensor:
    if order == 2:
        return reduced("euclidean_norm", input, dim, keepdim)
    sizes = row("absolute")(input)
    if order == float("inf"):
        return reduced("max", sizes, dim, keepdim)
    if order == 1:
        return sum(sizes, dim, keepdim)
    return sum(sizes**order, dim, keepdim) ** (1 / order)


def dist(input: Tensor, other: Tensor, p: float = 2) -> Tensor:
    """The norm of the difference."""
    start = begin()
    return as_one(norm(input - other, p), "DistBackward0", start)


def quantile(input: Tensor, q: Any, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """The quantile, linearly interpolated; without gradient here."""
    share = q.array if isinstance(q, Tensor) else q
    found = np.quantile(
        input.array,
        share,
        axis=None if dim is None else dims.one(dim, input.ndim),
        keepdims=keepdim,
    )
    return Tensor.wrap(np.asarray(found, input.array.dtype)[()])
