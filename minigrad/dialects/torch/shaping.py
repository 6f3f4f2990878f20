"""Shapes: most of these are views, which share memory with the tensor they were made from."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import functions as core
from . import dims
from .conversions import same_memory, shared
from .dtypes import Size
from .errors import DimError, SizeError
from .memory import as_view
from .nodes import as_one, begin, label
from .tensor import Tensor, row


def reshape(input: Tensor, *shape: Any) -> Tensor:
    """The same elements in another shape: a view where the memory allows it, a copy elsewhere.

    >>> from minigrad.dialects import torch
    >>> torch.arange(6).reshape(2, -1)
    tensor([[0, 1, 2],
            [3, 4, 5]])
    """
    wanted = dims.resolved(dims.sizes(shape), input.array.size)
    result: Tensor = row("reshape")(input, tuple(wanted))
    if (
        result.array is not input.array
        and isinstance(input.array, np.ndarray)
        and not same_memory(result.array, input.array)
    ):
        return label(result, "UnsafeViewBackward0")
    return as_view(input, result, lambda t: reshape(t, wanted))


def view(input: Tensor, *shape: Any) -> Tensor:
    """`reshape` that never copies: RuntimeError where it would have to."""
    shared(input)
    result = reshape(input, *shape)
    if isinstance(result.array, np.ndarray) and not same_memory(result.array, input.array):
        raise SizeError(
            f"view size is not compatible with how the elements lie in memory (strides {stride(input)}). "
            "Use .reshape(...), or .contiguous().view(...)."
        )
    return result


def view_as(input: Tensor, other: Tensor) -> Tensor:
    """``input.view(other.shape)``."""
    return view(input, other.shape)


def reshape_as(input: Tensor, other: Tensor) -> Tensor:
    """``input.reshape(other.shape)``."""
    return reshape(input, other.shape)


def _reshaped(input: Tensor, shape: tuple[int, ...], name: str, replay: Any) -> Tensor:
    result = label(row("reshape")(input, shape), name)
    return as_view(input, result, replay)


def flatten(input: Tensor, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    """Dims from ``start_dim`` to ``end_dim`` as one."""
    first, last = dims.one(start_dim, input.ndim), dims.one(end_dim, input.ndim)
    if not input.ndim:
        return reshape(input, 1)
    return reshape(input, *input.shape[:first], -1, *input.shape[last + 1 :])


def unflatten(input: Tensor, dim: int, sizes: Any) -> Tensor:
    """One dim as several."""
    place = dims.one(dim, input.ndim)
    inner = dims.resolved(tuple(sizes), input.shape[place])
    return reshape(input, *input.shape[:place], *inner, *input.shape[place + 1 :])


def squeeze(input: Tensor, dim: Any = None) -> Tensor:
    """Without the dims of length 1, or without the named ones if their length is 1."""
    chosen = range(input.ndim) if dim is None else dims.several(dim, input.ndim) or ()
    kept = tuple(n for i, n in enumerate(input.shape) if not (i in chosen and n == 1))
    name = "SqueezeBackward0" if dim is None else "SqueezeBackward1"
    return _reshaped(input, kept, name, lambda t: squeeze(t, dim))


def unsqueeze(input: Tensor, dim: int) -> Tensor:
    """With a new dim of length 1 at ``dim``."""
    place = dims.one(dim, input.ndim + 1)
    shape = (*input.shape[:place], 1, *input.shape[place:])
    return _reshaped(input, shape, "UnsqueezeBackward0", lambda t: unsqueeze(t, dim))


def permute(input: Tensor, *order: Any) -> Tensor:
    """The dims in another order."""
    wanted = dims.sizes(order)
    if sorted(dims.one(d, input.ndim) for d in wanted) != list(range(input.ndim)):
        raise SizeError(
            f"permute() needs each of the {input.ndim} dims once, and got {list(wanted)}."
        )
    axes = tuple(d % max(input.ndim, 1) for d in wanted)
    return as_view(input, row("transpose")(input, axes), lambda t: permute(t, axes))


def transpose(input: Tensor, dim0: Any = None, dim1: int | None = None) -> Tensor:
    """Two dims exchanged."""
    if dim1 is None:  # NumPy's spelling, in which the core writes its rules
        return all_reversed(input) if dim0 is None else permute(input, dim0)
    a, b = dims.one(dim0, input.ndim), dims.one(dim1, input.ndim)
    result = label(core.swapaxes(input, a, b), "TransposeBackward0") if input.ndim else input
    return as_view(input, result, lambda t: transpose(t, a, b))


def t(input: Tensor) -> Tensor:
    """The transpose of a matrix; a vector stays as it is."""
    if input.ndim > 2:
        raise SizeError(
            f"t() expects a tensor with at most 2 dims, and this one has {input.ndim}. Use .mT or .permute()."
        )
    result = label(row("transpose")(input, tuple(reversed(range(input.ndim)))), "TBackward0")
    return as_view(input, result, t)


def all_reversed(input: Tensor) -> Tensor:
    """``.T``: all dims reversed."""
    return as_view(input, row("transpose")(input), all_reversed)


def movedim(input: Tensor, source: int, destination: int) -> Tensor:
    """One dim moved to another place."""
    order = [i for i in range(input.ndim) if i != dims.one(source, input.ndim)]
    order.insert(dims.one(destination, input.ndim), dims.one(source, input.ndim))
    return permute(input, order)


def expand(input: Tensor, *sizes: Any) -> Tensor:
    """Dims of length 1 stretched; -1 keeps a length."""
    given = dims.sizes(sizes)
    extra = len(given) - input.ndim
    shape = tuple(input.shape[i - extra] if n == -1 else n for i, n in enumerate(given))
    try:
        result: Tensor = row("broadcast_to")(input, shape)
    except (ValueError, SizeError):
        raise SizeError(
            f"expand() stretches dims of length 1, and {tuple(input.shape)} cannot become {shape}."
        ) from None
    if shape != input.shape and isinstance(input.array, np.ndarray):
        result.array = np.broadcast_to(input.array, shape)  # shares memory, as in torch
    return result


def broadcast_to(input: Tensor, shape: Any) -> Tensor:
    """`expand` to a shape."""
    return expand(input, shape)


def expand_as(input: Tensor, other: Tensor) -> Tensor:
    """`expand` to the shape of ``other``."""
    return expand(input, other.shape)


def broadcast_shapes(*shapes: Any) -> Size:
    """The shape that operands of these shapes make together."""
    return Size(np.broadcast_shapes(*shapes))


def broadcast_tensors(*tensors: Tensor) -> tuple[Tensor, ...]:
    """All tensors expanded to their common shape."""
    shape = np.broadcast_shapes(*(x.shape for x in tensors))
    return tuple(expand(x, shape) for x in tensors)


def contiguous(input: Tensor) -> Tensor:
    """The tensor itself, or a copy whose elements lie in order."""
    return input if is_contiguous(input) else label(clone(input), "CloneBackward0")


def is_contiguous(input: Tensor) -> bool:
    """Whether the elements lie in order in memory."""
    return bool(input.array.flags.c_contiguous)


def stride(input: Tensor, dim: int | None = None) -> Any:
    """Steps in memory, in elements, to the next element along each dim."""
    steps = tuple(s // input.array.itemsize for s in input.array.strides)
    return steps if dim is None else steps[dim]


def clone(input: Tensor) -> Tensor:
    """A copy, through which the gradient flows."""
    result: Tensor = label(row("watch")(input), "CloneBackward0")
    result.array = input.array.copy()
    return result


def repeat(input: Tensor, *sizes: Any) -> Tensor:
    """The tensor repeated along each dim."""
    times = dims.sizes(sizes)
    start = begin()
    padded = row("reshape")(input, (1,) * (len(times) - input.ndim) + tuple(input.shape))
    index = np.ix_(*(np.tile(np.arange(n), k) for n, k in zip(padded.shape, times, strict=True)))
    return as_one(row("getitem")(padded, index), "RepeatBackward0", start)


def tile(input: Tensor, *sizes: Any) -> Tensor:
    """`repeat`, with missing leading repeats taken as 1."""
    times = dims.sizes(sizes)
    return repeat(input, (1,) * (input.ndim - len(times)) + tuple(times))


def repeat_interleave(input: Tensor, repeats: Any, dim: int | None = None) -> Tensor:
    """Each element repeated, one after the other."""
    source, axis = (reshape(input, -1), 0) if dim is None else (input, dims.one(dim, input.ndim))
    times = repeats.array if isinstance(repeats, Tensor) else repeats
    index = (slice(None),) * axis + (np.repeat(np.arange(source.shape[axis]), times),)
    return label(
        row("getitem")(source, index), "ViewBackward0" if dim is None else "IndexSelectBackward0"
    )


def flip(input: Tensor, *order: Any) -> Tensor:
    """The dims read backwards."""
    turned = {dims.one(d, input.ndim) for d in dims.sizes(order)}
    index = tuple(slice(None, None, -1) if i in turned else slice(None) for i in range(input.ndim))
    return label(row("getitem")(input, index), "FlipBackward0")


def fliplr(input: Tensor) -> Tensor:
    """Columns in reverse order."""
    return flip(input, 1)


def flipud(input: Tensor) -> Tensor:
    """Rows in reverse order."""
    return flip(input, 0)


def roll(input: Tensor, shifts: Any, dims: Any = None) -> Tensor:
    """Elements shifted along dims, those that fall off re-entering."""
    places = np.roll(np.arange(input.array.size).reshape(input.shape), shifts, dims)
    return label(row("getitem")(input, np.unravel_index(places, input.shape)), "RollBackward0")


def rot90(input: Tensor, k: int = 1, dims: Any = (0, 1)) -> Tensor:
    """A quarter turn, ``k`` times."""
    places = np.rot90(np.arange(input.array.size).reshape(input.shape), k, tuple(dims))
    return label(row("getitem")(input, np.unravel_index(places, input.shape)), "Rot90Backward0")


def narrow(input: Tensor, dim: int, start: int, length: int) -> Tensor:
    """``length`` elements from ``start`` along a dim."""
    axis = dims.one(dim, input.ndim)
    if start + length > input.shape[axis]:
        raise DimError(
            f"narrow() to {start + length} exceeds the length {input.shape[axis]} of dim {dim}."
        )
    return input[(slice(None),) * axis + (slice(start, start + length),)]
