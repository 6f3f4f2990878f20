"""NumPy's functions on a `Batch`: a rule for each that matters for speed (see `minigrad.batch` for the rest)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .batch import Batch, aligned, innermost

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def where(condition: Any, a: Any, b: Any) -> Batch:
    """`numpy.where` for each example."""
    parts = (condition, a, b)
    level, ndim = innermost(parts).level, max(len(getattr(x, "shape", ())) for x in parts)
    strong = [x.dtype for x in (a, b) if hasattr(x, "dtype") and not getattr(x, "weak", False)]
    chosen = np.where(*[aligned(x, level, ndim) for x in parts])
    return Batch(
        chosen.astype(np.result_type(*strong)) if strong and chosen.dtype.kind == "f" else chosen,
        level,
    )


def broadcast_to(a: Batch, shape: Sequence[int]) -> Batch:
    """`numpy.broadcast_to` for each example."""
    wide = np.broadcast_to(aligned(a, a.level, len(shape)), (len(a.stack), *shape))
    return Batch(wide, a.level)


def joined(function: Callable[..., Any]) -> Callable[..., Batch]:
    """`numpy.concatenate` or `numpy.stack` for each example."""

    def rule(arrays: Sequence[Any], axis: int = 0) -> Batch:
        top = innermost(arrays)
        stacks = [
            x.stack
            if isinstance(x, Batch) and x.level == top.level
            else np.broadcast_to(x, (len(top.stack), *np.shape(x)))
            for x in arrays
        ]
        return Batch(function(stacks, axis + 1 if axis >= 0 else axis), top.level)

    return rule


def like(function: Callable[..., Any]) -> Callable[..., Batch]:
    """`numpy.zeros_like` and its relatives for each example."""
    return lambda a, *args, **named: Batch(function(a.stack, *args, **named), a.level)


def spread(function: Callable[..., Any]) -> Callable[..., Batch]:
    """`numpy.var` or `numpy.std` for each example."""

    def rule(a: Batch, axis: Any = None, keepdims: bool = False, ddof: float = 0) -> Batch:
        axes = a._axes(axis)  # noqa: SLF001 - the rules are Batch's other half
        return Batch(function(a.stack, axis=axes, keepdims=keepdims, ddof=ddof), a.level)

    return rule


RULES: dict[Callable[..., Any], Callable[..., Any]] = {
    np.where: where,
    np.broadcast_to: broadcast_to,
    np.concatenate: joined(np.concatenate),
    np.stack: joined(np.stack),
    np.zeros_like: like(np.zeros_like),
    np.ones_like: like(np.ones_like),
    np.full_like: like(np.full_like),
    np.var: spread(np.var),
    np.std: spread(np.std),
    np.shape: lambda a: a.shape,
    np.ndim: lambda a: a.ndim,
    np.size: lambda a: a.size,
    np.array2string: lambda a, **_: repr(a),
}
