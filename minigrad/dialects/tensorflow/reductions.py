"""Reductions under TensorFlow's names: ``axis=`` and ``keepdims=`` as in NumPy, the mean of ints an int."""

from __future__ import annotations

from typing import Any

import numpy as np

from .elementwise import square
from .errors import InvalidArgumentError
from .rows import row, static
from .tensor import EagerTensor, tensor


def _axis(x: Any, axis: Any) -> tuple[int, ...] | int | None:
    """``axis`` as an int or tuple; InvalidArgumentError where it does not exist or is given twice."""
    if axis is None:
        return None
    axis = static(axis)
    axes = tuple(axis) if isinstance(axis, (list, tuple)) else (axis,)
    n = len(x.shape)
    if any(not -n <= i < n for i in axes):
        raise InvalidArgumentError(
            f"axis {axis} is out of range for a tensor of shape {tuple(x.shape)}."
        )
    if len({i % n for i in axes}) < len(axes):
        raise InvalidArgumentError(f"axis {axis} names an axis twice.")
    return axes if isinstance(axis, (list, tuple)) else int(axis)


def _reduce(primitive: str, x: Any, axis: Any, keepdims: bool) -> Any:
    x = tensor(x)
    return row(primitive)(x, _axis(x, axis), keepdims)


def reduce_sum(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """The sum over all axes, or those named."""
    x = _numeric(input_tensor)
    return (
        row("sum")(x, _axis(x, axis), keepdims)
        if x.data.dtype.kind in "fc"
        else _plain(np.sum, x, axis, keepdims)
    )


def reduce_mean(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """The mean over all axes, or those named; of ints an int, rounded towards zero."""
    x = _numeric(input_tensor)
    if x.data.dtype.kind in "fc":
        return row("mean")(x, _axis(x, axis), keepdims)
    total = np.sum(x.data, axis=_axis(x, axis), keepdims=keepdims)
    return EagerTensor.wrap(
        np.trunc(total / (x.data.size / np.size(total))).astype(x.data.dtype)[()]
    )


def reduce_max(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """The largest element; several that tie share the gradient."""
    x = tensor(input_tensor)
    if x.data.size == 0:
        return EagerTensor.wrap(
            np.asarray(
                -np.inf if x.data.dtype.kind == "f" else np.iinfo(x.data.dtype).min, x.data.dtype
            )[()]
        )
    return _reduce("max", x, axis, keepdims)


def reduce_min(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """The smallest element; several that tie share the gradient."""
    return _reduce("min", input_tensor, axis, keepdims)


def reduce_prod(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """The product; its gradient is exact also where elements are zero."""
    return _reduce("prod", input_tensor, axis, keepdims)


def reduce_logsumexp(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """log(sum(exp(x))), without overflow."""
    return _reduce("logsumexp", input_tensor, axis, keepdims)


def reduce_variance(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """The variance, divided by n."""
    return _reduce("var", _floating(input_tensor), axis, keepdims)


def reduce_std(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """The standard deviation, divided by n."""
    return row("sqrt")(reduce_variance(input_tensor, axis, keepdims))


def reduce_euclidean_norm(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """The root of the sum of squares."""
    return row("sqrt")(reduce_sum(square(input_tensor), axis, keepdims))


def reduce_any(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """Whether any element is True."""
    return _plain(np.any, _boolean(input_tensor), axis, keepdims)


def reduce_all(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """Whether every element is True."""
    return _plain(np.all, _boolean(input_tensor), axis, keepdims)


def _plain(function: Any, x: Any, axis: Any, keepdims: bool) -> Any:
    found = function(x.data, axis=_axis(x, axis), keepdims=keepdims)
    return EagerTensor.wrap(np.asarray(found, None if function is not np.sum else x.data.dtype)[()])


def _numeric(x: Any) -> Any:
    x = tensor(x)
    if x.data.dtype.kind == "b":
        raise InvalidArgumentError("bools have no sum. Write tf.cast(x, tf.int32) first.")
    return x


def _boolean(x: Any) -> Any:
    found = tensor(x)
    if found.data.dtype.kind != "b":
        error = InvalidArgumentError if isinstance(x, EagerTensor) else TypeError
        raise error(
            f"this function takes bools, and its argument has dtype {found.data.dtype.name}."
        )
    return found


def _floating(x: Any) -> Any:
    x = tensor(x)
    if x.data.dtype.kind not in "fc":
        raise TypeError(
            f"a variance needs floats, and the argument has dtype {x.data.dtype.name}. Use tf.cast(x, tf.float32)."
        )
    return x


def count_nonzero(
    input: Any,
    axis: Any = None,
    keepdims: bool = False,
    dtype: Any = "int64",
    name: str | None = None,
) -> Any:
    """How many elements are not 0."""
    x = tensor(input)
    found = np.count_nonzero(x.data, axis=_axis(x, axis), keepdims=keepdims)
    return EagerTensor.wrap(np.asarray(found, np.dtype(getattr(dtype, "name", dtype)))[()])


def zero_fraction(value: Any, name: str | None = None) -> Any:
    """The share of elements that are 0."""
    return EagerTensor.wrap(np.float32(np.mean(tensor(value).data == 0)))


def argmax(
    input: Any, axis: Any = None, output_type: Any = "int64", name: str | None = None
) -> Any:
    """Where the largest element is (the first of several); axis 0 unless named, no gradient."""
    return _arg(np.argmax, input, axis, output_type)


def argmin(
    input: Any, axis: Any = None, output_type: Any = "int64", name: str | None = None
) -> Any:
    """Where the smallest element is (the first of several); axis 0 unless named, no gradient."""
    return _arg(np.argmin, input, axis, output_type)


def _arg(function: Any, x: Any, axis: Any, output_type: Any) -> Any:
    found = function(tensor(x).data, axis=static(axis) or 0)
    return EagerTensor.wrap(
        np.asarray(found, np.dtype(getattr(output_type, "name", output_type)))[()]
    )


def cumsum(
    x: Any, axis: int = 0, exclusive: bool = False, reverse: bool = False, name: str | None = None
) -> Any:
    """Running sums along an axis; ``exclusive`` leaves out the element itself, ``reverse`` starts at the end."""
    return _running("cumsum", tensor(x), axis, exclusive, reverse)


def cumprod(
    x: Any, axis: int = 0, exclusive: bool = False, reverse: bool = False, name: str | None = None
) -> Any:
    """Running products along an axis."""
    return _running("cumprod", tensor(x), axis, exclusive, reverse)


def _running(primitive: str, x: Any, axis: int, exclusive: bool, reverse: bool) -> Any:
    from .shaping import reverse as flip

    x = flip(x, [axis]) if reverse else x
    y = row(primitive)(x, axis)
    if exclusive:
        y = y - x if primitive == "cumsum" else y / x
    return flip(y, [axis]) if reverse else y


def cumulative_logsumexp(
    x: Any, axis: int = 0, exclusive: bool = False, reverse: bool = False, name: str | None = None
) -> Any:
    """Running log-sum-exp along an axis."""
    from .elementwise import exp, log

    x = tensor(x)
    peak = EagerTensor.wrap(np.max(x.data, axis=axis, keepdims=True))
    return log(cumsum(exp(x - peak), axis, exclusive, reverse)) + peak


def moments(
    x: Any, axes: Any, shift: Any = None, keepdims: bool = False, name: str | None = None
) -> tuple[Any, Any]:
    """The mean and the variance along axes."""
    return reduce_mean(x, axes, keepdims), reduce_variance(x, axes, keepdims)
