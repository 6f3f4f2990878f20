"""Making tensors."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from . import dims, dtypes
from .conversions import shared
from .dtypes import device as device_of, numpy_dtype
from .tensor import Tensor


def tensor(
    data: Any, *, dtype: Any = None, device: Any = None, requires_grad: bool = False
) -> Tensor:
    """A tensor with a copy of ``data``: Python floats become float32, ints int64; arrays keep their dtype.

    >>> tensor([1.0, 2.0]), tensor(3), tensor([True])
    (tensor([1., 2.]), tensor(3), tensor([True]))
    """
    _here(device)
    if isinstance(data, Tensor):
        warnings.warn(
            "to copy a tensor, write .detach().clone() rather than torch.tensor(t).",
            UserWarning,
            stacklevel=2,
        )
        data = data.array
    return _made(_array(data, numpy_dtype(dtype)), requires_grad)


def _array(data: Any, kind: np.dtype[Any] | None) -> np.ndarray[Any, Any]:
    if data is None:
        raise RuntimeError("None is not a number, so there is no tensor of it.")
    known = isinstance(data, (np.ndarray, np.generic))
    array = np.array(data if known else _plain(data), dtype=kind)
    if array.dtype.kind not in "fiubc":
        raise ValueError(
            f"a tensor holds numbers, and {type(data).__name__} gave an array of {array.dtype}."
        )
    if kind is None and not known and array.dtype.kind == "f":
        array = array.astype(dtypes.get_default_dtype().dtype)
    return array


def _plain(data: Any) -> Any:
    """Nested lists with the tensors in them replaced by numbers."""
    if isinstance(data, Tensor):
        return data.array.tolist() if data.ndim == 0 else data.array
    return [_plain(item) for item in data] if isinstance(data, (list, tuple)) else data


def _made(array: Any, requires_grad: bool = False) -> Tensor:
    made = Tensor.wrap(array[()] if isinstance(array, np.ndarray) and array.ndim == 0 else array)
    from .modes import inferring

    if inferring():
        made._inference = True
    return made.requires_grad_() if requires_grad else made


def _here(device: Any) -> None:
    if device is not None:
        device_of(device)


def from_numpy(ndarray: np.ndarray[Any, Any]) -> Tensor:
    """A tensor that shares the memory of an array."""
    if not isinstance(ndarray, np.ndarray):
        raise TypeError(
            f"from_numpy() takes an ndarray, not a {type(ndarray).__name__}. Use torch.tensor()."
        )
    dtypes.of(ndarray.dtype)
    return Tensor.wrap(ndarray)


def as_tensor(data: Any, dtype: Any = None, device: Any = None) -> Tensor:
    """A tensor of ``data`` without copying where that is possible."""
    _here(device)
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    if isinstance(data, np.ndarray) and numpy_dtype(dtype) in {None, data.dtype}:
        return from_numpy(data)
    return tensor(data, dtype=dtype)


asarray = as_tensor


def _filled(
    size: tuple[Any, ...], value: Any, dtype: Any, device: Any, requires_grad: bool
) -> Tensor:
    _here(device)
    shape = dims.sizes(size)
    if any(n < 0 for n in shape):
        raise RuntimeError(f"sizes cannot be negative, and {tuple(shape)} has one that is.")
    kind = numpy_dtype(dtype) or dtypes.get_default_dtype().dtype
    return _made(np.full(shape, value, kind), requires_grad)


def zeros(*size: Any, dtype: Any = None, device: Any = None, requires_grad: bool = False) -> Tensor:
    """Zeros of a shape.

    >>> zeros(2, 3).shape
    torch.Size([2, 3])
    """
    return _filled(size, 0, dtype, device, requires_grad)


def ones(*size: Any, dtype: Any = None, device: Any = None, requires_grad: bool = False) -> Tensor:
    """Ones of a shape."""
    return _filled(size, 1, dtype, device, requires_grad)


def empty(*size: Any, dtype: Any = None, device: Any = None, requires_grad: bool = False) -> Tensor:
    """A tensor of a shape whose elements mean nothing; here they are zeros."""
    return _filled(size, 0, dtype, device, requires_grad)


def full(
    size: Any,
    fill_value: Any,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """One value everywhere; its kind decides the dtype."""
    kind = dtype or (dtypes.of(type(fill_value)) if isinstance(fill_value, (bool, int)) else None)
    return _filled((size,), fill_value, kind, device, requires_grad)


def _like(value: float) -> Any:
    def function(
        input: Tensor, *, dtype: Any = None, device: Any = None, requires_grad: bool = False
    ) -> Tensor:
        return _filled((input.shape,), value, dtype or input.dtype, device, requires_grad)

    return function


zeros_like, ones_like, empty_like = _like(0), _like(1), _like(0)
zeros_like.__doc__ = "Zeros of the shape and dtype of ``input``."
ones_like.__doc__ = "Ones of the shape and dtype of ``input``."
empty_like.__doc__ = "A tensor of the shape and dtype of ``input`` whose elements mean nothing."


def full_like(
    input: Tensor, fill_value: Any, *, dtype: Any = None, requires_grad: bool = False
) -> Tensor:
    """One value everywhere, in the shape and dtype of ``input``."""
    return _filled((input.shape,), fill_value, dtype or input.dtype, None, requires_grad)


def eye(n: int, m: int | None = None, *, dtype: Any = None, requires_grad: bool = False) -> Tensor:
    """The identity matrix."""
    return _made(
        np.eye(n, m, dtype=numpy_dtype(dtype) or dtypes.get_default_dtype().dtype), requires_grad
    )


def arange(
    start: Any,
    end: Any = None,
    step: Any = 1,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """Numbers from ``start`` to before ``end``: int64 for integers, float32 with a float among them.

    >>> arange(3), arange(0.0, 1.0, 0.5)
    (tensor([0, 1, 2]), tensor([0.0000, 0.5000]))
    """
    _here(device)
    first, last = (0, start) if end is None else (start, end)
    numbers = [x.item() if isinstance(x, Tensor) else x for x in (first, last, step)]
    real = any(isinstance(x, float) for x in numbers)
    kind = numpy_dtype(dtype) or (dtypes.get_default_dtype().dtype if real else np.dtype(np.int64))
    return _made(np.arange(*numbers).astype(kind), requires_grad)


def linspace(
    start: float,
    end: float,
    steps: int,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """``steps`` numbers at equal distances, both ends included."""
    _here(device)
    kind = numpy_dtype(dtype) or dtypes.get_default_dtype().dtype
    return _made(np.linspace(float(start), float(end), steps).astype(kind), requires_grad)


def logspace(
    start: float, end: float, steps: int, base: float = 10.0, *, dtype: Any = None
) -> Tensor:
    """``base`` to the powers of `linspace`."""
    kind = numpy_dtype(dtype) or dtypes.get_default_dtype().dtype
    return _made(np.logspace(start, end, steps, base=base).astype(kind))


def is_tensor(obj: Any) -> bool:
    """Whether ``obj`` is a Tensor."""
    return isinstance(obj, Tensor)


def new_tensor(
    input: Tensor, data: Any, *, dtype: Any = None, requires_grad: bool = False
) -> Tensor:
    """A tensor of ``data`` in the dtype of ``input``."""
    return tensor(data, dtype=dtype or input.dtype, requires_grad=requires_grad)


def new_zeros(input: Tensor, *size: Any, dtype: Any = None, requires_grad: bool = False) -> Tensor:
    """Zeros in the dtype of ``input``."""
    return zeros(*size, dtype=dtype or input.dtype, requires_grad=requires_grad)


def new_ones(input: Tensor, *size: Any, dtype: Any = None, requires_grad: bool = False) -> Tensor:
    """Ones in the dtype of ``input``."""
    return ones(*size, dtype=dtype or input.dtype, requires_grad=requires_grad)


def new_full(
    input: Tensor, size: Any, fill_value: Any, *, dtype: Any = None, requires_grad: bool = False
) -> Tensor:
    """One value everywhere, in the dtype of ``input``."""
    return full(size, fill_value, dtype=dtype or input.dtype, requires_grad=requires_grad)


class TensorType(type):
    """The classes that torch users call: ``torch.Tensor(2, 3)``, ``torch.FloatTensor([1, 2])``."""

    kind: dtypes.dtype | None

    def __call__(cls, *args: Any) -> Tensor:
        """A tensor of sizes, or with the numbers of a list."""
        kind = cls.kind or dtypes.get_default_dtype()
        if len(args) == 1 and not isinstance(args[0], (int, dtypes.Size)):
            data = args[0]
            if isinstance(data, Tensor) and data.dtype is kind:
                return Tensor.wrap(shared(data))
            return tensor(data.array if isinstance(data, Tensor) else data, dtype=kind)
        return empty(*(args or (0,)), dtype=kind)

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, Tensor) and (cls.kind is None or instance.dtype is cls.kind)


def typed_class(name: str, kind: dtypes.dtype | None) -> Any:
    """A class for users to call and to ask isinstance of; the tensors themselves are of one class."""
    return TensorType(
        name,
        (Tensor,),
        {"__slots__": (), "kind": kind, "__module__": "torch", "__doc__": Tensor.__doc__},
    )
