"""Activations of neural networks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from minigrad.primitive import NAMESPACE, Primitive

from .elementwise import elementwise, values
from .special import _erf


def _relu(a: Any) -> Any:
    """``max(a, 0)``; its derivative is 0 at 0, and 0 where ``a`` is NaN.

    >>> import minigrad as mg
    >>> mg.relu(mg.constant([-1.0, 2.0])).numpy()
    array([0., 2.], dtype=float32)
    """
    return np.maximum(a, 0)


def _relu_nan(a: Any) -> Any:
    """`relu`, whose derivative is 1 where ``a`` is NaN (PyTorch's choice: a NaN stays visible on the way back)."""
    return np.maximum(a, 0)


def _leaky_relu(a: Any, slope: float = 0.01) -> Any:
    """``a`` where positive, else ``slope * a``.

    >>> import minigrad as mg
    >>> mg.leaky_relu(mg.constant([-1.0, 2.0]), 0.1).numpy()
    array([-0.1,  2. ], dtype=float32)
    """
    return np.where(a > 0, a, slope * a)[()]


def _elu(a: Any, alpha: float = 1.0) -> Any:
    """``a`` where positive, else ``alpha * (exp(a) - 1)``.

    >>> import minigrad as mg
    >>> mg.elu(mg.constant([0.0, 2.0])).numpy()
    array([0., 2.], dtype=float32)
    """
    return np.where(a > 0, a, alpha * np.expm1(np.minimum(a, 0)))[()]


def not_below(y: Any) -> Any:
    """0 where y is 0 or less, else 1: also where it is NaN."""
    y = values(y)
    return 1 - (y <= 0).astype(y.dtype)


def slope_of(a: Any, below: Any) -> Any:
    """1 where ``a`` is positive, else ``below``."""
    return NAMESPACE["where"](0 * a + 1, below, a > 0)


@lru_cache(maxsize=8)
def _largest_exponent(dtype: np.dtype[Any] | None) -> float:
    inexact = dtype if dtype is not None and dtype.kind == "f" else np.float64
    return float(np.log(np.finfo(inexact).max)) - 0.01


def _sigmoid(a: Any) -> Any:
    """``1 / (1 + exp(-a))``, without overflow and to full relative accuracy.

    >>> import minigrad as mg
    >>> float(mg.sigmoid(0.0)), float(mg.grad(mg.sigmoid)(0.0))
    (0.5, 0.25)
    """
    return 1 / (1 + np.exp(np.minimum(-a, _largest_exponent(getattr(a, "dtype", None)))))


def _softplus(a: Any) -> Any:
    """``log(1 + exp(a))``, without overflow: a smooth relu.

    >>> import minigrad as mg
    >>> round(float(mg.softplus(0.0)), 6)
    0.693147
    """
    return np.logaddexp(a, 0.0)


def _silu(a: Any) -> Any:
    """``a * sigmoid(a)``, also called swish.

    >>> import minigrad as mg
    >>> float(mg.silu(0.0)), float(mg.grad(mg.silu)(0.0))
    (0.0, 0.5)
    """
    return a * _sigmoid(a)


def _gelu(a: Any) -> Any:
    """``a`` times the normal distribution function of ``a`` (Hendrycks and Gimpel, arXiv:1606.08415).

    >>> import minigrad as mg
    >>> round(float(mg.gelu(1.0)), 6)
    0.841345
    """
    return a * _normal_cdf(a)


def _normal_cdf(a: Any) -> Any:
    """The standard normal distribution function.

    >>> import minigrad as mg
    >>> float(mg.normal_cdf(0.0))
    0.5
    """
    return 0.5 * (1 + _erf(SQRT_HALF * a))


def _gelu_tanh(a: Any) -> Any:
    """`gelu` with the distribution function approximated by a tanh (same paper).

    >>> import minigrad as mg
    >>> round(float(mg.gelu_tanh(1.0)), 6)
    0.841192
    """
    return 0.5 * a * (1 + np.tanh(_cubic(a)))


def _cubic(a: Any) -> Any:
    return GELU_SCALE * (a + GELU_CUBIC * (a * a * a))


def gelu_tanh_slope(a: Any) -> Any:
    """The derivative of `gelu_tanh`: u = c (a + k a³), then (1 + tanh u) / 2 + a (1 - tanh² u) u' / 2."""
    tanh = NAMESPACE["tanh"](_cubic(a))
    return 0.5 * (1 + tanh) + 0.5 * a * (1 - tanh * tanh) * (
        GELU_SCALE * (1 + 3 * GELU_CUBIC * (a * a))
    )


SQRT_HALF = float(np.sqrt(0.5))
INV_SQRT_2PI = float(1 / np.sqrt(2 * np.pi))
GELU_SCALE, GELU_CUBIC = float(np.sqrt(2 / np.pi)), 0.044715

relu = elementwise("relu", _relu, "g * (y > 0)")
relu_nan = elementwise("relu_nan", _relu_nan, "g * not_below(y)")
sigmoid = elementwise("sigmoid", _sigmoid, "g * (y * (1 - y))")
softplus = elementwise("softplus", _softplus, "g * sigmoid(a)")
silu = elementwise("silu", _silu, "g * (y + sigmoid(a) * (1 - y))")
normal_cdf = elementwise("normal_cdf", _normal_cdf, "g * (INV_SQRT_2PI * exp(-0.5 * a * a))")
gelu = elementwise("gelu", _gelu, "g * (normal_cdf(a) + a * (INV_SQRT_2PI * exp(-0.5 * a * a)))")
gelu_tanh = elementwise("gelu_tanh", _gelu_tanh, "g * gelu_tanh_slope(a)")
leaky_relu = Primitive("leaky_relu", _leaky_relu, ["g * slope_of(a, slope)"],
                       tangent=["t * slope_of(a, slope)"])  # fmt: skip
elu = Primitive("elu", _elu, ["g * slope_of(a, y + alpha)"], tangent=["t * slope_of(a, y + alpha)"])
NAMESPACE |= {
    "slope_of": slope_of, "not_below": not_below, "gelu_tanh_slope": gelu_tanh_slope, "SQRT_HALF": SQRT_HALF,
    "INV_SQRT_2PI": INV_SQRT_2PI,
}  # fmt: skip
