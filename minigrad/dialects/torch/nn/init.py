"""torch.nn.init: overwrite a tensor with initial weights; each function returns the tensor."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ....nn import initialisers as core
from .. import modes
from ..randomness import Generator, stream
from ..tensor import Tensor


def _filled(tensor: Tensor, values: Any) -> Tensor:
    with modes.no_grad():
        return tensor.copy_(Tensor.wrap(np.asarray(values, tensor.array.dtype)))


def constant_(tensor: Tensor, val: float) -> Tensor:
    """One value everywhere."""
    return _filled(tensor, val)


def zeros_(tensor: Tensor) -> Tensor:
    """Zeros."""
    return _filled(tensor, 0)


def ones_(tensor: Tensor) -> Tensor:
    """Ones."""
    return _filled(tensor, 1)


def eye_(tensor: Tensor) -> Tensor:
    """The identity matrix."""
    return _filled(tensor, np.eye(tensor.shape[0], tensor.shape[1]))


def uniform_(
    tensor: Tensor, a: float = 0.0, b: float = 1.0, generator: Generator | None = None
) -> Tensor:
    """Uniform on [a, b)."""
    return _filled(tensor, stream(generator).uniform(a, b, tensor.shape))


def normal_(
    tensor: Tensor, mean: float = 0.0, std: float = 1.0, generator: Generator | None = None
) -> Tensor:
    """Normal with this mean and standard deviation."""
    return _filled(tensor, stream(generator).normal(mean, std, tensor.shape))


def trunc_normal_(
    tensor: Tensor, mean: float = 0.0, std: float = 1.0, a: float = -2.0, b: float = 2.0
) -> Tensor:
    """Normal, without what lies outside [a, b]."""
    return _filled(tensor, core.truncated(tuple(tensor.shape), mean, std, a, b, stream()))


def orthogonal_(tensor: Tensor, gain: float = 1.0) -> Tensor:
    """Orthonormal rows or columns, times ``gain``."""
    rows = tensor.shape[0]
    return _filled(
        tensor,
        gain * core.orthogonal((rows, tensor.array.size // rows), stream()).reshape(tensor.shape),
    )


def fans(tensor: Tensor) -> tuple[int, int]:
    """How many inputs and outputs a weight connects; ValueError for fewer than two dims."""
    if tensor.ndim < 2:
        raise ValueError(
            f"fan in and fan out need at least 2 dims, and this tensor has shape {tuple(tensor.shape)}."
        )
    window = math.prod(tensor.shape[2:])
    return tensor.shape[1] * window, tensor.shape[0] * window


def xavier_uniform_(tensor: Tensor, gain: float = 1.0) -> Tensor:
    """Uniform with Glorot's scale."""
    limit = core.uniform_limit(gain * core.glorot_scale(*fans(tensor)))
    return uniform_(tensor, -limit, limit)


def xavier_normal_(tensor: Tensor, gain: float = 1.0) -> Tensor:
    """Normal with Glorot's scale."""
    return normal_(tensor, 0.0, gain * core.glorot_scale(*fans(tensor)))


def kaiming_uniform_(
    tensor: Tensor, a: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu"
) -> Tensor:
    """Uniform with He's scale."""
    limit = core.uniform_limit(_he(tensor, a, mode, nonlinearity))
    return uniform_(tensor, -limit, limit)


def kaiming_normal_(
    tensor: Tensor, a: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu"
) -> Tensor:
    """Normal with He's scale."""
    return normal_(tensor, 0.0, _he(tensor, a, mode, nonlinearity))


def _he(tensor: Tensor, a: float, mode: str, nonlinearity: str) -> float:
    if mode not in {"fan_in", "fan_out"}:
        raise ValueError(f"mode is 'fan_in' or 'fan_out', not {mode!r}.")
    return core.he_scale(fans(tensor)[mode == "fan_out"], calculate_gain(nonlinearity, a))


def calculate_gain(nonlinearity: str, param: float | None = None) -> float:
    """How much to enlarge initial weights before this nonlinearity.

    >>> calculate_gain("tanh")
    1.6666666666666667
    """
    if nonlinearity == "leaky_relu":
        return math.sqrt(2.0 / (1 + (0.01 if param is None else param) ** 2))
    if nonlinearity not in core.GAINS and not nonlinearity.startswith("conv"):
        raise ValueError(
            f"no gain is known for {nonlinearity!r}. Known are {', '.join([*core.GAINS, 'leaky_relu'])}."
        )
    return core.GAINS.get(nonlinearity, 1)


_calculate_fan_in_and_fan_out = (
    fans  # the name under which torch's own layers and many notebooks call it
)
