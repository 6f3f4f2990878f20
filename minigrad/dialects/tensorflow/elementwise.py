"""Elementwise functions: the table's, under TensorFlow's names and with TensorFlow's choices at kinks."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.functions import where as choose

from .rows import activation, binary, compare, flat, pair, row, unary
from .tensor import EagerTensor, cut, tensor

# -- arithmetic ---------------------------------------------------------------------------------------------------

add = binary("add", "add", "x + y.")
subtract = binary("subtract", "subtract", "x - y.")
multiply = binary("multiply", "multiply", "x * y.")
truediv = binary("truediv", "divide", "x / y; two integers give float64.")
divide = binary("divide", "divide", "x / y; two integers give float64.")
negative = unary("negative", "negative", "-x.")
square = unary("square", "square", "x * x.")
reciprocal = unary("reciprocal", "reciprocal", "1 / x.")
maximum = binary(
    "maximum", "maximum_first", "The larger of two; a tie sends the whole gradient to x."
)
minimum = binary(
    "minimum", "minimum_first", "The smaller of two; a tie sends the whole gradient to x."
)
floordiv = compare("floordiv", np.floor_divide, "x // y, rounded down; no gradient.")

# -- functions ------------------------------------------------------------------------------------------------------

abs = unary("abs", "absolute", "The distance from 0; slope 0 at 0.")
sign = unary("sign", "sign", "-1, 0 or 1; slope 0.")
exp = unary("exp", "exp", "e to the power of x.")
expm1 = unary("expm1", "expm1", "exp(x) - 1, exact for small x.")
log = unary("log", "log", "The natural logarithm.")
log1p = unary("log1p", "log1p", "log(1 + x), exact for small x.")
sqrt = unary("sqrt", "sqrt_guarded", "The square root; sends nothing back where nothing arrives.")
sin = unary("sin", "sin", "The sine.")
cos = unary("cos", "cos", "The cosine.")
tan = unary("tan", "tan", "The tangent.")
asin = unary("asin", "arcsin", "The arc sine.")
acos = unary("acos", "arccos", "The arc cosine.")
atan = unary("atan", "arctan", "The arc tangent.")
sinh = unary("sinh", "sinh", "The hyperbolic sine.")
cosh = unary("cosh", "cosh", "The hyperbolic cosine.")
tanh = unary("tanh", "tanh", "The hyperbolic tangent.")
asinh = unary("asinh", "arcsinh", "The inverse hyperbolic sine.")
acosh = unary("acosh", "arccosh", "The inverse hyperbolic cosine.")
atanh = unary("atanh", "arctanh", "The inverse hyperbolic tangent.")
atan2 = binary("atan2", "arctan2", "The angle of the point (x, y), y first.")
sigmoid = unary("sigmoid", "sigmoid", "1 / (1 + exp(-x)).")
softplus = activation("softplus", "softplus", "log(1 + exp(x)).")
erf = unary("erf", "erf", "The error function.")
erfc = unary("erfc", "erfc", "1 - erf(x).")
xlogy = binary("xlogy", "xlogy", "x * log(y), and 0 where x is 0.")

# -- no gradient --------------------------------------------------------------------------------------------------

floor = flat("floor", np.floor, "The whole number below; the gradient is None.")
ceil = flat("ceil", np.ceil, "The whole number above; the gradient is None.")
round = flat("round", np.round, "The nearest whole number, half to even; the gradient is None.")
rint = flat("rint", np.rint, "The nearest whole number, half to even; the gradient is None.")
is_nan = flat("is_nan", np.isnan, "Which elements are not a number.")
is_inf = flat("is_inf", np.isinf, "Which elements are infinite.")
is_finite = flat("is_finite", np.isfinite, "Which elements are finite numbers.")
logical_not = flat("logical_not", np.logical_not, "not, element by element.")
conj = flat("conj", np.conj, "The complex conjugate.")
real = flat("real", np.real, "The real part.")
imag = flat("imag", np.imag, "The imaginary part.")
angle = flat("angle", np.angle, "The argument of a complex number.")
equal = compare("equal", np.equal, "x == y, element by element.")
not_equal = compare("not_equal", np.not_equal, "x != y, element by element.")
less = compare("less", np.less, "x < y.")
less_equal = compare("less_equal", np.less_equal, "x <= y.")
greater = compare("greater", np.greater, "x > y.")
greater_equal = compare("greater_equal", np.greater_equal, "x >= y.")
logical_and = compare("logical_and", np.logical_and, "and, element by element.")
logical_or = compare("logical_or", np.logical_or, "or, element by element.")
logical_xor = compare("logical_xor", np.logical_xor, "Which elements differ.")


# -- composed ---------------------------------------------------------------------------------------------------------


def pow(x: Any, y: Any, name: str | None = None) -> Any:
    """x to the power of y; the slope in y is 0 where x is not positive."""
    left, right = pair(x, y)
    return left**right


def floormod(x: Any, y: Any, name: str | None = None) -> Any:
    """x % y, with the sign of y."""
    left, right = pair(x, y)
    right = right if isinstance(right, EagerTensor) else EagerTensor.convert(right, like=left)
    quotient = cut(np.floor_divide, left, right)
    return left - quotient * right


mod = floormod


def rsqrt(x: Any, name: str | None = None) -> Any:
    """1 / sqrt(x)."""
    x = tensor(x)
    return x ** x.data.dtype.type(-0.5) if x.data.dtype.kind == "f" else 1.0 / sqrt(x)


def squared_difference(x: Any, y: Any, name: str | None = None) -> Any:
    """(x - y) squared."""
    return square(subtract(x, y))


def scalar_mul(scalar: Any, x: Any, name: str | None = None) -> Any:
    """A number times a tensor."""
    return multiply(scalar, x)


def softsign(features: Any, name: str | None = None) -> Any:
    """x / (1 + |x|)."""
    x = tensor(features)
    return x / (abs(x) + 1)


def log_sigmoid(x: Any, name: str | None = None) -> Any:
    """log(sigmoid(x)), without overflow."""
    return -softplus(-tensor(x))


def clip_by_value(t: Any, clip_value_min: Any, clip_value_max: Any, name: str | None = None) -> Any:
    """``t`` limited to an interval; the slope is 1 inside and at the bounds."""
    t = tensor(t)
    low, high = (
        EagerTensor.convert(v, like=t) if not isinstance(v, EagerTensor) else v
        for v in (clip_value_min, clip_value_max)
    )
    if any(v.data.dtype != t.data.dtype for v in (low, high)):
        raise TypeError(
            f"the bounds of clip_by_value must have the dtype of the tensor, {t.data.dtype.name}."
        )
    return row("clip")(t, low.data, high.data)


def divide_no_nan(x: Any, y: Any, name: str | None = None) -> Any:
    """x / y, and 0 where y is 0, together with its slopes."""
    x, y = _both(x, y)
    zero = y.data == 0
    return choose(zero, x * 0.0, x / choose(zero, EagerTensor.wrap(np.ones_like(y.data)), y))


def multiply_no_nan(x: Any, y: Any, name: str | None = None) -> Any:
    """x * y, and 0 where y is 0, even if x is infinite."""
    x, y = _both(x, y)
    zero = y.data == 0
    return choose(zero, EagerTensor.wrap(np.zeros_like(x.data)), x) * y


def reciprocal_no_nan(x: Any, name: str | None = None) -> Any:
    """1 / x, and 0 where x is 0."""
    return divide_no_nan(1.0, x)


def xdivy(x: Any, y: Any, name: str | None = None) -> Any:
    """x / y, and 0 where x is 0, whatever y is."""
    x, y = _both(x, y)
    zero = x.data == 0
    one = EagerTensor.wrap(np.ones_like(y.data))
    return choose(zero, EagerTensor.wrap(np.zeros_like(x.data)), x) / choose(zero, one, y)


def xlog1py(x: Any, y: Any, name: str | None = None) -> Any:
    """x * log(1 + y), and 0 where x is 0."""
    return xlogy(x, tensor(y) + 1)


def _both(x: Any, y: Any) -> tuple[Any, Any]:
    left, right = pair(x, y)
    return left, right if isinstance(right, EagerTensor) else EagerTensor.convert(right, like=left)


def complex(real: Any, imag: Any, name: str | None = None) -> Any:
    """A complex number from its two parts."""
    parts = np.asarray(tensor(real).data) + 1j * np.asarray(tensor(imag).data)
    return EagerTensor.wrap(
        parts.astype(np.complex64 if parts.real.dtype == np.float32 else np.complex128)[()]
    )


def polyval(coeffs: Any, x: Any, name: str | None = None) -> Any:
    """A polynomial at x, by Horner's rule; the highest power first."""
    x = tensor(x)
    value = x * 0.0
    for coefficient in coeffs:
        value = value * x + coefficient
    return value


def add_n(inputs: Any, name: str | None = None) -> Any:
    """The sum of several tensors of one shape."""
    first, *rest = (tensor(x) for x in inputs)
    for x in rest:
        first = first + x
    return first
