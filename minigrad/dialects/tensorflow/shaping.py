"""Functions that move elements around: reshape, transpose, concat, pad and their family."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from minigrad import functions as core
from minigrad.primitives import TABLE

from .creation import convert_to_tensor
from .errors import InvalidArgumentError
from .rows import row, static
from .shapes import TensorShape, as_shape
from .tensor import EagerTensor, tensor


def reshape(tensor: Any, shape: Any, name: str | None = None) -> Any:
    """The same elements in another shape; one length may be -1."""
    return row("reshape")(convert_to_tensor(tensor), as_shape(shape))


def transpose(a: Any, perm: Any = None, conjugate: bool = False, name: str = "transpose") -> Any:
    """The axes in another order, reversed unless ``perm`` says which."""
    a = tensor(a)
    order = tuple(reversed(range(len(a.shape)))) if perm is None else tuple(static(perm))
    return row("transpose")(a, order)


def expand_dims(input: Any, axis: Any, name: str | None = None) -> Any:
    """A new axis of length 1."""
    return core.expand_dims(tensor(input), static(axis))


def squeeze(input: Any, axis: Any = None, name: str | None = None) -> Any:
    """Without the axes of length 1, or without those named."""
    axes = static(axis)
    axes = (axes,) if isinstance(axes, int) else None if axes is None else tuple(axes)
    try:
        return core.squeeze(tensor(input), axes or None)
    except ValueError as error:
        raise InvalidArgumentError(str(error)) from None


def concat(values: Any, axis: Any, name: str = "concat") -> Any:
    """Several tensors one after the other along an axis."""
    parts = _alike(values)
    axis = static(axis)
    try:
        return core.concatenate(parts, axis)
    except (ValueError, IndexError) as error:
        shapes = [tuple(p.shape) for p in parts]
        raise InvalidArgumentError(
            f"concat needs shapes that differ along axis {axis} only, not {shapes}: {error}"
        ) from None


def stack(values: Any, axis: int = 0, name: str = "stack") -> Any:
    """Several tensors of one shape side by side along a new axis."""
    parts = _alike(values)
    if len({tuple(p.shape) for p in parts}) > 1:
        raise InvalidArgumentError(
            f"stack needs one shape, and these are {[tuple(p.shape) for p in parts]}."
        )
    return core.stack(parts, axis)


def _alike(values: Any) -> list[Any]:
    """The values as tensors of one dtype; literals take that of the first tensor."""
    if isinstance(values, EagerTensor):
        return list(values)
    like = next((v for v in values if isinstance(v, EagerTensor)), None)
    parts = [tensor(v, like=like) for v in values]
    kinds = {p.data.dtype for p in parts}
    if len(kinds) > 1:
        raise InvalidArgumentError(
            f"tensors of different dtypes do not join: {sorted(k.name for k in kinds)}. Use tf.cast."
        )
    return parts


def unstack(value: Any, num: int | None = None, axis: int = 0, name: str = "unstack") -> list[Any]:
    """The slices along an axis as a list."""
    x = tensor(value)
    before = (slice(None),) * (axis % len(x.shape))
    return [x[(*before, i)] for i in range(x.shape[axis])]


def split(
    value: Any, num_or_size_splits: Any, axis: Any = 0, num: Any = None, name: str = "split"
) -> list[Any]:
    """Pieces along an axis: a number of equal ones, or of the sizes given (one may be -1)."""
    x, axis, sizes = tensor(value), static(axis), static(num_or_size_splits)
    length = x.shape[axis]
    if isinstance(sizes, int):
        if length % sizes:
            raise InvalidArgumentError(
                f"{length} elements along axis {axis} do not split into {sizes} equal pieces."
            )
        sizes = [length // sizes] * sizes
    if -1 in sizes:
        sizes = [length - sum(sizes) - 1 if n == -1 else n for n in sizes]
    before, ends = (slice(None),) * (axis % len(x.shape)), np.cumsum([0, *sizes])
    return [x[(*before, slice(int(a), int(b)))] for a, b in pairwise(ends)]


def broadcast_to(input: Any, shape: Any, name: str | None = None) -> Any:
    """Stretched to a shape, as NumPy does."""
    return row("broadcast_to")(tensor(input), as_shape(shape))


def tile(input: Any, multiples: Any, name: str | None = None) -> Any:
    """Repeated as a whole, ``multiples[i]`` times along axis i."""
    x = tensor(input)
    index = np.ix_(
        *(np.tile(np.arange(n), m) for n, m in zip(x.shape, as_shape(multiples), strict=True))
    )
    return row("getitem")(x, index)


def repeat(input: Any, repeats: Any, axis: int | None = None, name: str | None = None) -> Any:
    """Each element repeated, along an axis or in a flat tensor."""
    x = tensor(input)
    x, axis = (reshape(x, [-1]), 0) if axis is None else (x, axis)
    places = np.repeat(np.arange(x.shape[axis]), static(repeats))
    return row("getitem")(x, (slice(None),) * (axis % len(x.shape)) + (places,))


def pad(
    tensor: Any,
    paddings: Any,
    mode: str = "CONSTANT",
    constant_values: Any = 0,
    name: str | None = None,
) -> Any:
    """With more elements around: a constant, or the tensor's own reflected."""
    x, widths = convert_to_tensor(tensor), static(paddings)
    pairs = list(zip(x.shape, widths, strict=True))
    if mode.upper() == "CONSTANT":
        shape = tuple(n + a + b for n, (a, b) in pairs)
        inside = tuple(slice(a, a + n) for n, (a, _) in pairs)
        base = EagerTensor.wrap(np.full(shape, static(constant_values), x.data.dtype))
        return TABLE["setitem"](base, x, inside)
    places = (np.pad(np.arange(n), tuple(width), mode=mode.lower()) for n, width in pairs)  # type: ignore[call-overload]
    return row("getitem")(x, np.ix_(*places))


def reverse(tensor: Any, axis: Any, name: str | None = None) -> Any:
    """Read backwards along the axes."""
    x = convert_to_tensor(tensor)
    axes = {i % len(x.shape) for i in as_shape(_positive(axis, len(x.shape)))}
    return row("getitem")(
        x, tuple(slice(None, None, -1) if i in axes else slice(None) for i in range(len(x.shape)))
    )


def _positive(axis: Any, ndim: int) -> list[int]:
    axis = static(axis)
    return [i % ndim for i in (axis if isinstance(axis, (list, tuple)) else [axis])]


def roll(input: Any, shift: Any, axis: Any, name: str | None = None) -> Any:
    """Shifted along axes; what falls off one end comes in at the other."""
    x, shifts, axes = tensor(input), static(shift), static(axis)
    pairs = [(shifts, axes)] if isinstance(shifts, int) else list(zip(shifts, axes, strict=True))
    for by, along in pairs:
        places = np.roll(np.arange(x.shape[along]), by)
        x = row("getitem")(x, (slice(None),) * (along % len(x.shape)) + (places,))
    return x


def slice_(input_: Any, begin: Any, size: Any, name: str | None = None) -> Any:
    """The block that starts at ``begin`` and has this size; -1 goes to the end."""
    starts, lengths = static(begin), static(size)
    return tensor(input_)[
        tuple(slice(a, None if n == -1 else a + n) for a, n in zip(starts, lengths, strict=True))
    ]


def strided_slice(
    input_: Any, begin: Any, end: Any, strides: Any = None, name: str | None = None
) -> Any:
    """``input_[begin:end:strides]``, one number per axis."""
    starts, stops = static(begin), static(end)
    steps = static(strides) if strides is not None else [1] * len(starts)
    return tensor(input_)[
        tuple(slice(a, b, c) for a, b, c in zip(starts, stops, steps, strict=True))
    ]


def shape(input: Any, out_type: Any = "int32", name: str | None = None) -> Any:
    """The shape as a tensor of ints."""
    return EagerTensor.wrap(
        np.asarray(tuple(tensor(input).shape), np.dtype(getattr(out_type, "name", out_type)))
    )


def size(input: Any, out_type: Any = "int32", name: str | None = None) -> Any:
    """The number of elements, as a tensor."""
    return EagerTensor.wrap(
        np.asarray(tensor(input).data.size, np.dtype(getattr(out_type, "name", out_type)))[()]
    )


def rank(input: Any, name: str | None = None) -> Any:
    """The number of axes, as a tensor."""
    return EagerTensor.wrap(np.int32(len(tensor(input).shape)))


def ensure_shape(x: Any, shape: Any, name: str | None = None) -> Any:
    """``x``, if its shape agrees with this one; else InvalidArgumentError."""
    x = tensor(x)
    if not TensorShape(x.shape).is_compatible_with(shape):
        raise InvalidArgumentError(
            f"shape {tuple(x.shape)} is not compatible with {TensorShape(shape)}."
        )
    return x
