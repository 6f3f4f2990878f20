"""Activations: the core's rows and what is composed of them, under torch's names and defaults."""

from __future__ import annotations

import warnings
from typing import Any

from . import dims
from .choosing import clamp, where
from .memory import replace
from .nodes import as_one, begin, label
from .tensor import Tensor, row


def _inplace(input: Tensor, result: Tensor, inplace: bool) -> Tensor:
    return replace(input, result) if inplace else result


def relu(input: Tensor, inplace: bool = False) -> Tensor:
    """max(input, 0); the slope at 0 is 0.

    >>> from minigrad.dialects import torch
    >>> torch.relu(torch.tensor([-1.0, 2.0]))
    tensor([0., 2.])
    """
    return _inplace(input, label(row("relu_nan")(input), "ReluBackward0"), inplace)


def sigmoid(input: Tensor) -> Tensor:
    """1 / (1 + exp(-input))."""
    return input.sigmoid()


def tanh(input: Tensor) -> Tensor:
    """The hyperbolic tangent."""
    return input.tanh()


def leaky_relu(input: Tensor, negative_slope: float = 0.01, inplace: bool = False) -> Tensor:
    """``input`` where positive, ``negative_slope * input`` elsewhere."""
    return _inplace(input, row("leaky_relu")(input, negative_slope), inplace)


def prelu(input: Tensor, weight: Tensor) -> Tensor:
    """`leaky_relu` with a learned slope."""
    start = begin()
    return as_one(where(input > 0, input, input * weight), "PreluKernelBackward0", start)


def elu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """``input`` where positive, ``alpha * (exp(input) - 1)`` elsewhere."""
    return _inplace(input, row("elu")(input, alpha), inplace)


def celu(input: Tensor, alpha: float = 1.0) -> Tensor:
    """`elu` whose slope at 0 is 1 for every alpha."""
    start = begin()
    return as_one(
        where(input > 0, input, row("elu")(input / alpha) * alpha), "CeluBackward0", start
    )


def selu(input: Tensor) -> Tensor:
    """`elu` with the constants that keep mean 0 and variance 1 (Klambauer et al. 2017)."""
    start = begin()
    return as_one(row("elu")(input, 1.6732632423543772) * 1.0507009873554805, "EluBackward0", start)


def gelu(input: Tensor, approximate: str = "none") -> Tensor:
    """input * Φ(input), exact, or with approximate='tanh'."""
    return label(row("gelu_tanh" if approximate == "tanh" else "gelu")(input), "GeluBackward0")


def silu(input: Tensor, inplace: bool = False) -> Tensor:
    """input * sigmoid(input)."""
    return _inplace(input, row("silu")(input), inplace)


def mish(input: Tensor) -> Tensor:
    """input * tanh(softplus(input))."""
    start = begin()
    return as_one(input * row("softplus")(input).tanh(), "MishBackward0", start)


def softplus(input: Tensor, beta: float = 1.0, threshold: float = 20.0) -> Tensor:
    """log(1 + exp(beta * input)) / beta; above the threshold the line itself."""
    start = begin()
    if beta == 1:
        return label(row("softplus")(input), "SoftplusBackward0")
    scaled = input * beta
    return as_one(
        where(scaled > threshold, input, row("softplus")(scaled) / beta),
        "SoftplusBackward0",
        start,
    )


def softsign(input: Tensor) -> Tensor:
    """input / (1 + |input|)."""
    return input / (1 + abs(input))


def logsigmoid(input: Tensor) -> Tensor:
    """log(sigmoid(input)), without overflow."""
    start = begin()
    return as_one(-row("softplus")(-input), "LogSigmoidBackward0", start)


def hardtanh(input: Tensor, min_val: float = -1.0, max_val: float = 1.0) -> Tensor:
    """``input`` limited to an interval; flat at the bounds and outside."""
    inside = (input > min_val) & (input < max_val)
    return label(where(inside, input, input.detach().clamp(min_val, max_val)), "HardtanhBackward0")


def relu6(input: Tensor) -> Tensor:
    """``input`` limited to 0 ... 6."""
    return hardtanh(input, 0.0, 6.0)


def hardsigmoid(input: Tensor) -> Tensor:
    """A straight line from (-3, 0) to (3, 1), flat outside."""
    start = begin()
    return as_one(clamp(input / 6 + 0.5, 0, 1), "HardsigmoidBackward0", start)


def hardswish(input: Tensor) -> Tensor:
    """input * hardsigmoid(input)."""
    start = begin()
    return as_one(input * hardsigmoid(input), "HardswishBackward0", start)


def threshold(input: Tensor, threshold: float, value: float) -> Tensor:
    """``input`` above the threshold, ``value`` elsewhere."""
    return label(where(input > threshold, input, value), "ThresholdBackward0")


def tanhshrink(input: Tensor) -> Tensor:
    """input - tanh(input)."""
    return input - input.tanh()


def glu(input: Tensor, dim: int = -1) -> Tensor:
    """The first half times the sigmoid of the second."""
    first, second = input.chunk(2, dim)
    start = begin()
    return as_one(first * second.sigmoid(), "GluBackward0", start)


def relu_(input: Tensor) -> Tensor:
    """`relu`, in place."""
    return relu(input, inplace=True)


def leaky_relu_(input: Tensor, negative_slope: float = 0.01) -> Tensor:
    """`leaky_relu`, in place."""
    return leaky_relu(input, negative_slope, inplace=True)


def elu_(input: Tensor, alpha: float = 1.0) -> Tensor:
    """`elu`, in place."""
    return elu(input, alpha, inplace=True)


def softmax(input: Tensor, dim: int | None = None, dtype: Any = None) -> Tensor:
    """exp(input), divided by its sum over ``dim``."""
    return _normalised("softmax", input if dtype is None else input.to(dtype), dim)


def log_softmax(input: Tensor, dim: int | None = None, dtype: Any = None) -> Tensor:
    """The logarithm of `softmax`, without overflow."""
    return _normalised("log_softmax", input if dtype is None else input.to(dtype), dim)


def softmin(input: Tensor, dim: int | None = None) -> Tensor:
    """`softmax` of -input."""
    return softmax(-input, dim)


def _normalised(name: str, input: Tensor, dim: int | None) -> Tensor:
    if dim is None:
        warnings.warn(
            f"{name}() without dim= guesses the dim. Say which: {name}(x, dim=-1).",
            UserWarning,
            stacklevel=3,
        )
        dim = 0 if input.ndim in {0, 1, 3} else 1
    if not input.ndim:
        return row(name)(input.reshape(1), 0)[0]
    return row(name)(input, dims.one(dim, input.ndim))
