"""Tensors from nothing: constants, zeros, ranges; and conversions of dtype."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.primitives import TABLE
from minigrad.primitives.shapes import astype
from minigrad.tensor import TensorBase

from .dtypes import as_dtype, numpy_dtype
from .errors import InvalidArgumentError
from .promotion import as_literal
from .rows import static
from .shapes import as_shape
from .slices import IndexedSlices
from .tensor import EagerTensor, tensor


def constant(value: Any, dtype: Any = None, shape: Any = None, name: str | None = "Const") -> Any:
    """A tensor with this value; floats become float32, integers int32, arrays keep their dtype.

    >>> constant([1.0, 2.0])
    <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>
    """
    data = as_literal(value, dtype)
    if shape is not None:
        lengths = as_shape(shape)
        if data.size not in (1, int(np.prod(lengths))):
            raise TypeError(
                f"{data.size} elements do not fill the shape {lengths}. Give as many, or one to repeat."
            )
        data = np.full(lengths, data) if data.size == 1 else np.reshape(data, lengths)
    return EagerTensor.wrap(data.copy() if isinstance(data, np.ndarray) else data)


def convert_to_tensor(
    value: Any, dtype: Any = None, dtype_hint: Any = None, name: str | None = None
) -> Any:
    """``value`` as a tensor; a tensor stays itself, and ValueError says that it is not cast."""
    if isinstance(value, IndexedSlices):
        return value.dense()
    if isinstance(value, EagerTensor):
        if dtype is not None and value.dtype != dtype:
            raise ValueError(
                f"this tensor has dtype {value.dtype.name}, and {as_dtype(dtype).name} was asked for. "
                "Use tf.cast(x, dtype)."
            )
        return (
            identity(value) if hasattr(value, "assign") and hasattr(value, "trainable") else value
        )
    if isinstance(value, (list, tuple)) and any(isinstance(part, TensorBase) for part in value):
        from .shaping import stack

        return stack(value)
    return constant(value, dtype)


def identity(input: Any, name: str | None = None) -> Any:
    """The same value as a new tensor, connected to the old one."""
    return TABLE["watch"](tensor(input))


def cast(x: Any, dtype: Any, name: str | None = None) -> Any:
    """``x`` in another dtype; its gradient comes back in the dtype of ``x``, and None through an integer."""
    x, wanted = dense_tensor(x), as_dtype(dtype)
    if x.dtype == wanted:
        return identity(x) if hasattr(x, "trainable") else x
    if wanted.kind in "fc" and x.data.dtype.kind in "fc":
        return astype(x, wanted.dtype)
    return EagerTensor.wrap(x.data.astype(wanted.dtype))


def saturate_cast(value: Any, dtype: Any, name: str | None = None) -> Any:
    """``value`` cast to a dtype, clipped to its limits first."""
    wanted = as_dtype(dtype)
    return EagerTensor.wrap(
        np.clip(tensor(value).data, wanted.min, wanted.max).astype(wanted.dtype)
    )


def dense_tensor(x: Any) -> Any:
    """A tensor from a tensor, IndexedSlices or a literal."""
    return x.dense() if isinstance(x, IndexedSlices) else tensor(x)


def zeros(shape: Any, dtype: Any = "float32", name: str | None = None) -> Any:
    """Zeros of a shape."""
    return EagerTensor.wrap(np.zeros(as_shape(shape), numpy_dtype(dtype))[()])


def ones(shape: Any, dtype: Any = "float32", name: str | None = None) -> Any:
    """Ones of a shape."""
    return EagerTensor.wrap(np.ones(as_shape(shape), numpy_dtype(dtype))[()])


def zeros_like(input: Any, dtype: Any = None, name: str | None = None) -> Any:
    """Zeros of the shape (and dtype) of another tensor."""
    data = tensor(input).data
    return EagerTensor.wrap(np.zeros(data.shape, numpy_dtype(dtype) or data.dtype)[()])


def ones_like(input: Any, dtype: Any = None, name: str | None = None) -> Any:
    """Ones of the shape (and dtype) of another tensor."""
    data = tensor(input).data
    return EagerTensor.wrap(np.ones(data.shape, numpy_dtype(dtype) or data.dtype)[()])


def fill(dims: Any, value: Any, name: str | None = None) -> Any:
    """One value in every place of a shape."""
    data = tensor(value).data
    return EagerTensor.wrap(np.full(as_shape(dims), data, data.dtype)[()])


def eye(
    num_rows: int,
    num_columns: int | None = None,
    batch_shape: Any = None,
    dtype: Any = "float32",
    name: str | None = None,
) -> Any:
    """The identity matrix, or a stack of them."""
    data = np.eye(num_rows, num_columns, dtype=numpy_dtype(dtype))
    if batch_shape is not None:
        data = np.broadcast_to(data, as_shape(batch_shape) + data.shape).copy()
    return EagerTensor.wrap(data)


def range(
    start: Any, limit: Any = None, delta: Any = 1, dtype: Any = None, name: str = "range"
) -> Any:
    """Numbers from ``start`` up to, but not with, ``limit``; int32, or float32 where one of them is a float.

    >>> range(3)
    <tf.Tensor: shape=(3,), dtype=int32, numpy=array([0, 1, 2], dtype=int32)>
    """
    if limit is None:
        start, limit = 0, start
    parts = [tensor(v).data for v in (start, limit, delta)]
    first, last, step = (static(v) for v in (start, limit, delta))
    if step == 0 or (last - first) * step < 0:
        raise InvalidArgumentError(
            f"tf.range({first}, {last}, {step}) never arrives. Give delta the sign of limit - start."
        )
    wanted = numpy_dtype(dtype) or np.result_type(*(p.dtype for p in parts))
    if dtype is None and wanted == np.float64 and all(p.dtype != np.float64 for p in parts):
        wanted = np.dtype(np.float32)
    return EagerTensor.wrap(np.arange(first, last, step).astype(wanted))


def linspace(start: Any, stop: Any, num: int, name: str | None = None, axis: int = 0) -> Any:
    """``num`` numbers at equal distances, both ends included; integers give float64."""
    first, last = tensor(start).data, tensor(stop).data
    dtype = first.dtype if first.dtype.kind == "f" else np.dtype(np.float64)
    return EagerTensor.wrap(np.linspace(first, last, static(num), axis=axis).astype(dtype))


def one_hot(
    indices: Any,
    depth: int,
    on_value: Any = None,
    off_value: Any = None,
    axis: int | None = None,
    dtype: Any = None,
    name: str | None = None,
) -> Any:
    """1 at the place that each index names, 0 elsewhere; indices out of range give zeros."""
    data = np.asarray(tensor(indices).data)
    on, off = (
        default if v is None else static(v) for v, default in ((on_value, 1), (off_value, 0))
    )
    given = next(
        (tensor(v).data.dtype for v in (on_value, off_value) if v is not None), np.dtype(np.float32)
    )
    hot = np.where(data[..., None] == np.arange(static(depth)), on, off).astype(
        numpy_dtype(dtype) or given
    )
    return EagerTensor.wrap(hot if axis in (None, -1) else np.moveaxis(hot, -1, axis))


def meshgrid(*args: Any, indexing: str = "xy", name: str | None = None) -> list[Any]:
    """Coordinates of a grid, one tensor per axis."""
    axes: list[Any] = [tensor(a).data for a in args]
    order: Any = indexing
    return [EagerTensor.wrap(a.copy()) for a in np.meshgrid(*axes, indexing=order)]


def sequence_mask(
    lengths: Any, maxlen: Any = None, dtype: Any = "bool", name: str | None = None
) -> Any:
    """Rows that are True for the first ``lengths[i]`` places."""
    counts = np.asarray(tensor(lengths).data)
    longest = int(counts.max()) if maxlen is None else static(maxlen)
    return EagerTensor.wrap((np.arange(longest) < counts[..., None]).astype(numpy_dtype(dtype)))
