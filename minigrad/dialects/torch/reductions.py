"""Sums, means, extrema: torch's ``dim`` and ``keepdim`` over the core's ``axis`` and ``keepdims``."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import numpy as np

from . import dims, dtypes
from .errors import KindError, SizeError
from .nodes import as_one, begin, label
from .tensor import Tensor, row


class _Printed:
    """Named results print as torch's do: one field a line."""

    def __repr__(self: Any) -> str:
        fields = ",\n".join(
            f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)
        )
        return f"torch.return_types.{type(self).__name__}(\n{fields})"


def _pair(name: str, *fields: str) -> Any:
    return type(name, (_Printed, namedtuple(name, fields)), {"__slots__": ()})  # noqa: PYI024


MaxPair, MinPair = _pair("max", "values", "indices"), _pair("min", "values", "indices")
SortPair, TopPair = _pair("sort", "values", "indices"), _pair("topk", "values", "indices")
MedianPair, CumMaxPair = _pair("median", "values", "indices"), _pair("cummax", "values", "indices")


def _reduced(name: str, input: Tensor, dim: Any, keepdim: bool, *more: Any) -> Tensor:
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
    result = _reduced("sum", input, dim, keepdim)
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
    return label(_reduced("mean", input, dim, keepdim), _numbered("Mean", dim))


def prod(
    input: Tensor, dim: int | None = None, keepdim: bool = False, *, dtype: Any = None
) -> Tensor:
    """The product over ``dim``, with an exact gradient also at zeros."""
    input = input if dtype is None else input.to(dtype)
    return label(_reduced("prod", input, dim, keepdim), _numbered("Prod", dim))


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
    return label(_reduced(kind, input, dim, keepdim, ddof), f"{name}Backward0")


def var_mean(input: Tensor, dim: Any = None, **named: Any) -> tuple[Tensor, Tensor]:
    """The pair (variance, mean)."""
    return var(input, dim, **named), mean(input, dim, named.get("keepdim", False))


def std_mean(input: Tensor, dim: Any = None, **named: Any) -> tuple[Tensor, Tensor]:
    """The pair (standard deviation, mean)."""
    return std(input, dim, **named), mean(input, dim, named.get("keepdim", False))


def logsumexp(input: Tensor, dim: Any, keepdim: bool = False) -> Tensor:
    """log(sum(exp(input))) over ``dim``, without overflow."""
    return _reduced("logsumexp", input, dim, keepdim)


def amax(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """The largest over ``dim``; at ties the gradient is shared."""
    return label(_reduced("max", input, dim, keepdim), "AmaxBackward0")


def amin(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """The smallest over ``dim``; at ties the gradient is shared."""
    return label(_reduced("min", input, dim, keepdim), "AminBackward0")


def max(input: Tensor, dim: Any = None, keepdim: bool = False, *, other: Any = None) -> Any:
    """The largest of all, the larger of two tensors, or with ``dim`` the pair (values, indices).

    >>> from minigrad.dialects import torch
    >>> torch.max(torch.tensor([[1.0, 3.0]]), 1).indices
    tensor([1])
    """
    return _extremum("max", "Max", MaxPair, np.argmax, input, dim, keepdim, other)


def min(input: Tensor, dim: Any = None, keepdim: bool = False, *, other: Any = None) -> Any:
    """The smallest of all, the smaller of two tensors, or with ``dim`` the pair (values, indices)."""
    return _extremum("min", "Min", MinPair, np.argmin, input, dim, keepdim, other)


def _extremum(
    kind: str, name: str, pair: Any, find: Any, input: Tensor, dim: Any, keepdim: bool, other: Any
) -> Any:
    if isinstance(dim, Tensor) or other is not None:
        return row(f"{kind}imum")(input, dim if other is None else other)
    if input.array.size == 0:
        raise SizeError(f"{kind}() of an empty tensor has no value.")
    if dim is None:
        return label(_reduced(kind, input, None, False), f"{name}Backward1")
    values, indices = _chosen(input, find, dim, keepdim)
    return pair(label(values, f"{name}Backward0"), indices)


def _chosen(input: Tensor, find: Any, dim: int, keepdim: bool) -> tuple[Tensor, Tensor]:
    """The elements that ``find`` points at, along ``dim``; the gradient goes to those alone."""
    axis = dims.one(dim, input.ndim)
    places = find(input.array, axis=axis, keepdims=True)
    values = take(input, places, axis)
    if not keepdim:
        shape = tuple(n for i, n in enumerate(values.shape) if i != axis)
        values, places = row("reshape")(values, shape), np.asarray(places).reshape(shape)[()]
    return values, Tensor.wrap(np.asarray(places, np.int64)[()])


def take(input: Tensor, places: Any, axis: int) -> Tensor:
    """``np.take_along_axis``, recorded."""
    if input.ndim == 0:
        return input
    index = list(np.ogrid[tuple(slice(n) for n in places.shape)])
    index[axis] = places
    result: Tensor = row("getitem")(input, tuple(index))
    return result


def argmax(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """Where the largest is; of equals the first."""
    return _position(np.argmax, input, dim, keepdim)


def argmin(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """Where the smallest is; of equals the first."""
    return _position(np.argmin, input, dim, keepdim)


def _position(find: Any, input: Tensor, dim: int | None, keepdim: bool) -> Tensor:
    found = find(
        input.array, axis=None if dim is None else dims.one(dim, input.ndim), keepdims=keepdim
    )
    return Tensor.wrap(np.asarray(found, np.int64)[()])


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
        return _reduced("euclidean_norm", input, dim, keepdim)
    sizes = row("absolute")(input)
    if order == float("inf"):
        return amax(sizes, dim, keepdim)
    if order == 1:
        return sum(sizes, dim, keepdim)
    return sum(sizes**order, dim, keepdim) ** (1 / order)


def dist(input: Tensor, other: Tensor, p: float = 2) -> Tensor:
    """The norm of the difference."""
    start = begin()
    return as_one(norm(input - other, p), "DistBackward0", start)


def median(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Any:
    """The lower median; with ``dim`` the pair (values, indices)."""
    flat = row("reshape")(input, (-1,)) if dim is None else input

    def middle(a: Any, axis: int, keepdims: bool) -> Any:
        order = np.argsort(a, axis=axis, kind="stable")
        return np.take(order, [(a.shape[axis] - 1) // 2], axis=axis)

    values, indices = _chosen(flat, middle, 0 if dim is None else dim, keepdim)
    return label(values, "MedianBackward0") if dim is None else MedianPair(values, indices)


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
