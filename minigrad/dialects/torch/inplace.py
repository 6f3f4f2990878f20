"""Operations that change a tensor: the same names with an underscore."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import numpy as np

from . import choosing, elementwise as e, shaping
from .dtypes import Size
from .memory import assign, fits, overwrite, replace, unrecorded, written
from .tensor import UNARY, Tensor

if TYPE_CHECKING:
    from collections.abc import Callable


def in_place(function: Callable[..., Tensor], name: str) -> Callable[..., Tensor]:
    """``function`` whose result overwrites its first argument."""

    def method(input: Tensor, *args: Any, **named: Any) -> Tensor:
        return replace(input, function(input, *args, **named))

    method.__name__ = method.__qualname__ = name
    method.__doc__ = f"`{name[:-1]}`, in place; returns the tensor itself."
    return method


OUT = (
    "add",
    "sub",
    "mul",
    "div",
    "pow",
    "matmul",
    "mm",
    "mv",
    "bmm",
    "exp",
    "log",
    "sin",
    "cos",
    "sqrt",
    "tanh",
)


def with_out(function: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """``function`` that also takes ``out=``, a tensor to write the result to."""

    @functools.wraps(function)
    def writing(*args: Any, out: Tensor | None = None, **named: Any) -> Tensor:
        result = function(*args, **named)
        return result if out is None else copy_(out, result)

    return writing


def fill_(input: Tensor, value: Any) -> Tensor:
    """Overwrite every element with ``value``."""
    if unrecorded(input, value) and not isinstance(value, Tensor):
        overwrite(input, value)
        return input
    filling = (
        value
        if isinstance(value, Tensor)
        else Tensor.wrap(np.asarray(value, input.array.dtype)[()])
    )
    return replace(input, assign(input, filling), "FillBackward0")


def zero_(input: Tensor) -> Tensor:
    """Overwrite every element with 0."""
    if unrecorded(input):
        overwrite(input, 0)
        return input
    return replace(input, assign(input, Tensor.wrap(input.array.dtype.type(0))), "ZeroBackward0")


def copy_(input: Tensor, src: Any, non_blocking: bool = False) -> Tensor:
    """Overwrite with the values of ``src``, broadcast and cast; the gradient flows to ``src``."""
    values = src if isinstance(src, Tensor) else Tensor.convert(src, like=input)
    if values.array.dtype != input.array.dtype:
        values = values.to(input.dtype)
    if unrecorded(input, values) and fits(values.shape, input.shape):
        overwrite(input, values.array)
        return input
    return replace(input, assign(input, values), "CopyBackwards")


def fill_diagonal_(input: Tensor, fill_value: float) -> Tensor:
    """Overwrite the diagonal."""
    n = np.arange(min(input.shape))
    return replace(input, assign(input, Tensor.wrap(input.array.dtype.type(fill_value)), (n, n)))


def _reshaping(function: Callable[..., Tensor]) -> Callable[..., Tensor]:
    def method(input: Tensor, *args: Any) -> Tensor:
        result = function(input, *args)
        input.array, input.node, input.shape = result.array, result.node, Size(result.array.shape)
        return input

    method.__doc__ = f"`{function.__name__}`, in place."
    return method


UFUNCS = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "truediv": np.divide}


def _augmented(name: str) -> Callable[..., Tensor]:
    operator, ufunc = f"__{name}__", UFUNCS.get(name)

    def method(input: Tensor, other: Any) -> Tensor:
        a, b = input.array, other.array if isinstance(other, Tensor) else other
        if ufunc is not None and unrecorded(input, other) and _alike(a, b):
            ufunc(a, b, a)
            written(input)
            return input
        return replace(input, getattr(Tensor, operator)(input, other))

    return method


def _alike(a: Any, b: Any) -> bool:
    """Whether an operation on these can write into ``a`` directly: floats of one dtype and shape."""
    if type(a) is not np.ndarray or a.dtype.kind != "f" or not a.flags.writeable:
        return False
    return type(b) is float or (type(b) is np.ndarray and b.dtype is a.dtype and b.shape == a.shape)


NAMES = (
    "add", "sub", "mul", "div", "pow", "neg", "addcmul", "addcdiv", "lerp", "round", "remainder",
    "fmod", "rsqrt", "frac", "floor_divide",
)  # fmt: skip
METHODS: dict[str, Any] = {f"{name}_": in_place(getattr(e, name), f"{name}_") for name in NAMES}
METHODS |= {
    f"{name}_": in_place(function, f"{name}_")
    for name, function in e.UNARY_FUNCTIONS.items()
    if name in {*UNARY, "abs", "asin", "acos", "atan", "erf"}
}
METHODS |= {
    "fill_": fill_,
    "zero_": zero_,
    "copy_": copy_,
    "fill_diagonal_": fill_diagonal_,
    "clamp_": in_place(choosing.clamp, "clamp_"),
    "clip_": in_place(choosing.clamp, "clip_"),
    "multiply_": METHODS["mul_"],
    "subtract_": METHODS["sub_"],
    "divide_": METHODS["div_"],
    "clamp_min_": in_place(lambda t, low: choosing.clamp(t, min=low), "clamp_min_"),
    "clamp_max_": in_place(lambda t, high: choosing.clamp(t, max=high), "clamp_max_"),
    "unsqueeze_": _reshaping(shaping.unsqueeze),
    "squeeze_": _reshaping(shaping.squeeze),
    "t_": _reshaping(shaping.t),
    "transpose_": _reshaping(shaping.transpose),
}
METHODS |= {
    f"__i{n}__": _augmented(n)
    for n in ("add", "sub", "mul", "truediv", "pow", "floordiv", "mod", "and", "or", "xor")
}
