"""From one dtype to another, out of the graph, and copies."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from ...primitives.shapes import astype
from . import dtypes
from .conversions import shared
from .dtypes import Size
from .errors import ModeError
from .factories import TensorType
from .tensor import Tensor


def to(
    input: Tensor,
    *target: Any,
    dtype: Any = None,
    device: Any = None,
    copy: bool = False,
    non_blocking: bool = False,
) -> Tensor:
    """In another dtype; the tensor itself where nothing changes.

    >>> from minigrad.dialects import torch
    >>> torch.ones(1).to(torch.float64)
    tensor([1.], dtype=torch.float64)
    """
    for given in target:
        if isinstance(given, Tensor):
            dtype = given.dtype
        elif isinstance(given, (dtypes.dtype, type)):
            dtype = given
        elif isinstance(given, (str, dtypes.device)):
            dtypes.device(given)
    if device is not None:
        dtypes.device(device)
    kind = input.array.dtype if dtype is None else dtypes.of(dtype).dtype
    if kind == input.array.dtype:
        return input.clone() if copy else input
    result: Tensor = astype(input, kind)
    if kind.kind not in "fc":
        result.node = None
    return result


def type_of(input: Tensor, dtype: Any = None) -> Any:
    """The name of the tensor's class, or the tensor in another dtype."""
    if dtype is None:
        return f"torch.{input.dtype.legacy}"
    if isinstance(dtype, str):
        dtype = next(d for d in dtypes.ALL if dtype.endswith(d.legacy))
    return to(input, dtype.kind if isinstance(dtype, TensorType) else dtype)


def type_as(input: Tensor, other: Tensor) -> Tensor:
    """In the dtype of ``other``."""
    return to(input, other.dtype)


def _caster(kind: dtypes.dtype) -> Any:
    def cast(input: Tensor) -> Tensor:
        return to(input, kind)

    cast.__doc__ = f"In dtype {kind.name}."
    return cast


CASTS = {
    "half": dtypes.float16, "float": dtypes.float32, "double": dtypes.float64, "int": dtypes.int32,
    "long": dtypes.int64, "short": dtypes.int16, "bool": dtypes.bool_, "byte": dtypes.uint8,
}  # fmt: skip
CASTS = {name: _caster(kind) for name, kind in CASTS.items()}


def cpu(input: Tensor) -> Tensor:
    """The tensor itself: it is on the CPU."""
    return input


def cuda(input: Tensor, *_: Any) -> Tensor:
    """Refused: minigrad computes on the CPU."""
    raise AssertionError(
        "minigrad is not built for CUDA; it computes on the CPU. Leave out .cuda()."
    )


# -- out of the graph -------------------------------------------------------------------------------------


def detach(input: Tensor) -> Tensor:
    """The same memory, not connected to the graph; writes through it are noticed."""
    alias = Tensor.wrap(shared(input))
    if getattr(input, "_inference", False):
        alias._inference = True
    return alias


def detach_(input: Tensor) -> Tensor:
    """Cut this tensor itself off the graph."""
    if getattr(input, "_view", None) is not None and input.node is not None:
        raise ModeError("a view cannot be detached in place; use .detach().")
    input.node = None
    return input


def get_data(input: Tensor) -> Tensor:
    """``.data``: the same memory, not connected to the graph; writes through it are not noticed."""
    shared(input)
    alias = Tensor.wrap(input.array)
    alias._silent = True
    return alias


def set_data(input: Tensor, value: Tensor) -> None:
    """``x.array = t``: let ``x`` look at the memory of ``t``."""
    input.array = value.array
    input.shape = Size(value.array.shape)


def deepcopy(input: Tensor, memo: dict[int, Any]) -> Tensor:
    """A copy for ``copy.deepcopy``, with requires_grad and .grad; leaves only."""
    if not input.is_leaf:
        raise RuntimeError(
            "only leaf tensors can be deep-copied; an operation made this one. Use .detach().clone()."
        )
    made = input.__class__.wrap(np.array(input.array)[()] if not input.ndim else input.array.copy())
    memo[id(input)] = made
    if input.requires_grad:
        made.requires_grad_()
        if getattr(input, "_grad", None) is not None:
            made.grad = copy.deepcopy(input.grad, memo)
    return made


def data_ptr(input: Tensor) -> int:
    """The address of the first element."""
    return int(shared(input).__array_interface__["data"][0])


def is_inference(input: Tensor) -> bool:
    """Whether it was made in inference_mode."""
    return bool(getattr(input, "_inference", False))


def is_view(input: Tensor) -> bool:
    """Whether it looks into another tensor."""
    return getattr(input, "_view", None) is not None


def base(input: Tensor) -> Tensor | None:
    """The tensor that a view looks into."""
    view = getattr(input, "_view", None)
    return None if view is None else view.base


def dim(input: Tensor) -> int:
    """The number of dims."""
    return input.ndim


def size(input: Tensor, dim: int | None = None) -> Any:
    """The shape, or one of its sizes."""
    return input.shape if dim is None else input.shape[dim]


def numel(input: Tensor) -> int:
    """The number of elements."""
    return int(input.array.size)


def is_floating_point(input: Tensor) -> bool:
    """Whether it holds floats."""
    return bool(input.dtype.is_floating_point)
