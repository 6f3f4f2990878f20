"""Several tensors into one, and one into several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ... import functions as core
from . import dims, dtypes
from .errors import SizeError
from .memory import as_view
from .nodes import as_one, begin, label
from .promotion import result_dtype
from .shaping import narrow, reshape, unsqueeze
from .tensor import Tensor, row

if TYPE_CHECKING:
    from collections.abc import Sequence

FROZEN = "one of several outputs of one operation"


def cat(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    """The tensors one after the other along ``dim``.

    >>> from minigrad.dialects import torch
    >>> torch.cat([torch.zeros(1), torch.ones(2)])
    tensor([0., 1., 1.])
    """
    if not len(tensors):
        raise ValueError("cat() needs at least one tensor.")
    alike = _one_dtype(tensors)
    axis = dims.one(dim, alike[0].ndim)
    start = begin()
    try:
        return as_one(core.concatenate(alike, axis), "CatBackward0", start)
    except (ValueError, SizeError) as error:
        shapes = [tuple(t.shape) for t in tensors]
        raise SizeError(
            f"cat() along dim {dim} needs equal sizes in all other dims, and got {shapes}."
        ) from error


def stack(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    """The tensors side by side along a new ``dim``."""
    if len({tuple(t.shape) for t in tensors}) != 1:
        raise SizeError(
            f"stack() needs tensors of one shape, and got {[tuple(t.shape) for t in tensors]}."
        )
    start = begin()
    return as_one(
        cat([unsqueeze(t, dim) for t in _one_dtype(tensors)], dim), "StackBackward0", start
    )


def _one_dtype(tensors: Sequence[Tensor]) -> list[Tensor]:
    kinds = {t.array.dtype for t in tensors}
    if len(kinds) == 1:
        return list(tensors)
    kind = dtypes.of(result_dtype([np.empty(1, k) for k in kinds]))
    return [t.to(kind) for t in tensors]


def hstack(tensors: Sequence[Tensor]) -> Tensor:
    """Vectors end to end; otherwise along dim 1."""
    return cat([atleast_1d(t) for t in tensors], 0 if tensors[0].ndim < 2 else 1)


def vstack(tensors: Sequence[Tensor]) -> Tensor:
    """Rows below each other."""
    return cat([atleast_2d(t) for t in tensors], 0)


def atleast_1d(input: Tensor) -> Tensor:
    """With at least one dim."""
    return input if input.ndim else reshape(input, 1)


def atleast_2d(input: Tensor) -> Tensor:
    """With at least two dims."""
    return input if input.ndim >= 2 else reshape(input, 1, -1)


def unbind(input: Tensor, dim: int = 0) -> tuple[Tensor, ...]:
    """The slices along ``dim``, without that dim."""
    axis = dims.one(dim, input.ndim)

    def part(t: Tensor, i: int) -> Tensor:
        return label(row("getitem")(t, (slice(None),) * axis + (i,)), "UnbindBackward0", i)

    return tuple(
        as_view(input, part(input, i), lambda t, i=i: part(t, i), frozen=FROZEN)  # type: ignore[misc]
        for i in range(input.shape[axis])
    )


def split(input: Tensor, split_size_or_sections: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """Pieces of one size (the last may be shorter), or of the sizes listed."""
    axis = dims.one(dim, input.ndim)
    length, size = input.shape[axis], split_size_or_sections
    sizes = (
        [min(size, length - i) for i in range(0, length, size)]
        if isinstance(size, int)
        else list(size)
    )
    if sum(sizes) != length:
        raise SizeError(
            f"the split sizes {sizes} add up to {sum(sizes)}, and dim {dim} has length {length}."
        )
    ends = np.cumsum([0, *sizes])
    name = "SplitBackward0" if isinstance(size, int) else "SplitWithSizesBackward0"

    def part(t: Tensor, i: int) -> Tensor:
        index = (slice(None),) * axis + (slice(int(ends[i]), int(ends[i + 1])),)
        return label(row("getitem")(t, index), name, i)

    return tuple(
        as_view(input, part(input, i), lambda t, i=i: part(t, i), frozen=FROZEN)  # type: ignore[misc]
        for i in range(len(sizes))
    )


def chunk(input: Tensor, chunks: int, dim: int = 0) -> tuple[Tensor, ...]:
    """At most ``chunks`` pieces of one size."""
    length = input.shape[dims.one(dim, input.ndim)]
    return split(input, max(1, -(-length // chunks)), dim)


def meshgrid(*tensors: Any, indexing: str = "ij") -> tuple[Tensor, ...]:
    """Coordinates of a grid."""
    order: Literal["ij", "xy"] = "xy" if indexing == "xy" else "ij"
    axes = tensors[0] if len(tensors) == 1 and not isinstance(tensors[0], Tensor) else tensors
    grids = np.meshgrid(*[t.array for t in axes], indexing=order)
    return tuple(Tensor.wrap(g) for g in grids)


def cartesian_prod(*tensors: Tensor) -> Tensor:
    """All combinations, one a row."""
    return stack([g.reshape(-1) for g in meshgrid(*tensors)], 1)


def pad(
    input: Tensor, pad: Sequence[int], mode: str = "constant", value: float | None = None
) -> Tensor:
    """``value`` around the last dims: (left, right) of the last, then of the one before."""
    if mode != "constant":
        raise NotImplementedError(f"pad() here knows mode='constant', not {mode!r}.")
    before = [0] * input.ndim
    shape = list(input.shape)
    for i, (low, high) in enumerate(zip(pad[::2], pad[1::2], strict=True)):
        before[-1 - i] = low
        shape[-1 - i] += low + high
    index = tuple(slice(b, b + n) for b, n in zip(before, input.shape, strict=True))
    frame = Tensor.wrap(np.full(shape, value or 0, input.array.dtype))
    return label(row("setitem")(frame, input, index), "ConstantPadNdBackward0")


def diag(input: Tensor, diagonal: int = 0) -> Tensor:
    """A vector as the diagonal of a matrix, or the diagonal of a matrix."""
    if input.ndim == 1:
        side = input.shape[0] + abs(diagonal)
        rows = np.arange(input.shape[0]) + max(-diagonal, 0)
        zeros = Tensor.wrap(np.zeros((side, side), input.array.dtype))
        return label(row("setitem")(zeros, input, (rows, rows + diagonal)), "DiagBackward0")
    return diagonal_of(input, diagonal).clone()


def diagonal_of(input: Tensor, offset: int = 0) -> Tensor:
    """The diagonal of a matrix, as a view."""
    places = np.diagonal(np.arange(input.array.size).reshape(input.shape), offset)
    index = np.unravel_index(places, input.shape)
    result = label(row("getitem")(input, index), "DiagonalBackward0")
    result.array = np.diagonal(input.array, offset)
    if isinstance(input.array, np.ndarray):
        result.array.flags.writeable = True
    return as_view(input, result, lambda t: diagonal_of(t, offset))


def tril(input: Tensor, diagonal: int = 0) -> Tensor:
    """The lower triangle; zeros above."""
    return row("tril")(input, diagonal)


def triu(input: Tensor, diagonal: int = 0) -> Tensor:
    """The upper triangle; zeros below."""
    return row("triu")(input, diagonal)


__all__ = [
    "atleast_1d", "atleast_2d", "cartesian_prod", "cat", "chunk", "diag", "hstack", "meshgrid", "narrow",
    "pad", "split", "stack", "tril", "triu", "unbind", "vstack",
]  # fmt: skip
