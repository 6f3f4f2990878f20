"""Elementwise primitives: NumPy's ufuncs and a few relatives.

The derivative of an elementwise operation is one number per element, so the expression in ``g`` serves both
directions: with a cotangent for ``g`` it is the VJP, with a tangent the JVP.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.primitive import NAMESPACE, UFUNCS, Primitive
from minigrad.tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable


def elementwise(name: str, forward: Callable[..., Any], *rules: str, symbol: str = "") -> Primitive:
    """A row whose operands are combined element by element."""
    return Primitive(name, forward, rules, kind="elementwise", symbol=symbol)


def _square(a: Any) -> Any:
    return a * a  # on a NumPy scalar a tenth of the cost of the ufunc


# -- arithmetic: what Python has operators for -----------------------------------------------------------------

add = elementwise("add", operator.add, "g", "g", symbol="+")
subtract = elementwise("subtract", operator.sub, "g", "-g", symbol="-")
multiply = elementwise("multiply", operator.mul, "g * b", "g * a", symbol="*")
divide = elementwise("divide", operator.truediv, "g / b", "-g * a / (b * b)", symbol="/")
negative = elementwise("negative", operator.neg, "-g", symbol="-")
square = elementwise("square", _square, "g * (2 * a)")
reciprocal = elementwise("reciprocal", np.reciprocal, "-g * (y * y)")
power = elementwise(
    "power", operator.pow, "g * (b * a ** (b - 1))", "g * (y * np.log(a))", symbol="**"
)

# -- exponentials, roots and logarithms ----------------------------------------------------------------------------

exp = elementwise("exp", np.exp, "g * y")
exp2 = elementwise("exp2", np.exp2, "g * (y * LN2)")
expm1 = elementwise("expm1", np.expm1, "g * (y + 1)")
log = elementwise("log", np.log, "g / a")
log2 = elementwise("log2", np.log2, "g / (a * LN2)")
log10 = elementwise("log10", np.log10, "g / (a * LN10)")
log1p = elementwise("log1p", np.log1p, "g / (1 + a)")
logaddexp = elementwise("logaddexp", np.logaddexp, "g * exp(a - y)", "g * exp(b - y)")
logaddexp2 = elementwise("logaddexp2", np.logaddexp2, "g * exp2(a - y)", "g * exp2(b - y)")
sqrt = elementwise("sqrt", np.sqrt, "g / (2 * y)")
cbrt = elementwise("cbrt", np.cbrt, "g / (3 * y * y)")
hypot = elementwise("hypot", np.hypot, "g * a / y", "g * b / y")
deg2rad = elementwise("deg2rad", np.deg2rad, "g * RADIAN")
rad2deg = elementwise("rad2deg", np.rad2deg, "g / RADIAN")

# -- trigonometry and hyperbolic functions -------------------------------------------------------------------------

sin = elementwise("sin", np.sin, "g * cos(a)")
cos = elementwise("cos", np.cos, "-g * sin(a)")
tan = elementwise("tan", np.tan, "g * (1 + y * y)")
arcsin = elementwise("arcsin", np.arcsin, "g / sqrt(1 - a * a)")
arccos = elementwise("arccos", np.arccos, "-g / sqrt(1 - a * a)")
arctan = elementwise("arctan", np.arctan, "g / (1 + a * a)")
arctan2 = elementwise("arctan2", np.arctan2, "g * b / (a * a + b * b)", "-g * a / (a * a + b * b)")
sinh = elementwise("sinh", np.sinh, "g * cosh(a)")
cosh = elementwise("cosh", np.cosh, "g * sinh(a)")
tanh = elementwise("tanh", np.tanh, "g * (1 - y * y)")
arcsinh = elementwise("arcsinh", np.arcsinh, "g / sqrt(a * a + 1)")
arccosh = elementwise("arccosh", np.arccosh, "g / sqrt(a * a - 1)")
arctanh = elementwise("arctanh", np.arctanh, "g / (1 - a * a)")


def values(x: Any) -> Any:
    """The plain array in a Tensor: for what depends on the values but has no derivative of its own."""
    return x.array if isinstance(x, TensorBase) else x


def one_unless(condition: Any, x: Any) -> Any:
    """``x`` where the condition holds, else 1: for what is divided by, or whose logarithm is taken."""
    if isinstance(x, (int, float)):  # a weak number stays one
        return x if condition else 1.0
    return NAMESPACE["where"](x, 1.0, condition)


def nonzero(x: Any) -> Any:
    """``x`` where it is not 0, else 1: for quotients that are 0 there."""
    return one_unless(values(x) != 0, x)


NAMESPACE |= {"values": values, "nonzero": nonzero, "one_unless": one_unless}
NAMESPACE |= {"LN2": float(np.log(2)), "LN10": float(np.log(10)), "RADIAN": float(np.pi / 180)}
UFUNCS |= {np.add: add, np.subtract: subtract, np.multiply: multiply, np.divide: divide}
UFUNCS |= {np.square: square, np.negative: negative, np.power: power, np.float_power: power}
UFUNCS |= {np.radians: deg2rad, np.degrees: rad2deg}
