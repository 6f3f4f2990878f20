"""Functions of each element: torch's names for the core's, with ``input`` first and ``other`` second."""

from __future__ import annotations

from typing import Any

import numpy as np

from .errors import KindError
from .nodes import as_one, begin, label
from .tensor import UNARY, Tensor, row


def _unary(name: str) -> Any:
    def function(input: Tensor) -> Tensor:
        result: Tensor = getattr(Tensor, name)(input)
        return result

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"``{name}`` of each element; `minigrad.{name}` states its derivative."
    return function


UNARY_FUNCTIONS = {name: _unary(name) for name in UNARY}
RENAMED = {
    "abs": "absolute", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arcsinh",
    "acosh": "arccosh", "atanh": "arctanh", "erf": "erf", "erfc": "erfc", "deg2rad": "deg2rad", "rad2deg": "rad2deg",
}  # fmt: skip


def _from_table(name: str, primitive: str) -> Any:
    def function(input: Tensor) -> Tensor:
        return row(primitive)(input)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"``{name}`` of each element; the core calls it {primitive}."
    return function


UNARY_FUNCTIONS |= {name: _from_table(name, row) for name, row in RENAMED.items()}
UNARY_FUNCTIONS |= {
    "arc" + n[1:]: UNARY_FUNCTIONS[n] for n in ("asin", "acos", "atan", "asinh", "acosh", "atanh")
}
UNARY_FUNCTIONS |= {
    "absolute": UNARY_FUNCTIONS["abs"],
    "sgn": UNARY_FUNCTIONS["sign"],
    "fix": UNARY_FUNCTIONS["trunc"],
}


def neg(input: Tensor) -> Tensor:
    """``-input``."""
    return -input


def positive(input: Tensor) -> Tensor:
    """``input`` itself."""
    return input


def rsqrt(input: Tensor) -> Tensor:
    """1 / sqrt(input)."""
    start = begin()
    return as_one(input.sqrt().reciprocal(), "RsqrtBackward0", start)


def frac(input: Tensor) -> Tensor:
    """What is left after ``trunc``."""
    start = begin()
    return as_one(input - input.trunc(), "FracBackward0", start)


def round(input: Tensor, *, decimals: int = 0) -> Tensor:
    """Round half to even, to ``decimals`` places; the gradient is 0."""
    if input.array.dtype.kind != "f":
        return input.clone()
    if decimals == 0:
        return row("rint")(input)
    scale = 10.0**decimals
    return label(row("rint")(input * scale) / scale, "RoundBackward1")


# -- two operands ------------------------------------------------------------------------------------------


def add(input: Tensor, other: Any, *, alpha: float = 1) -> Tensor:
    """``input + alpha * other``.

    >>> from minigrad.dialects import torch
    >>> torch.add(torch.ones(2), torch.ones(2), alpha=3)
    tensor([4., 4.])
    """
    result: Tensor = _left(input, other) + _scaled(other, alpha)
    return result


def sub(input: Tensor, other: Any, *, alpha: float = 1) -> Tensor:
    """``input - alpha * other``."""
    result: Tensor = _left(input, other) - _scaled(other, alpha)
    return result


def _scaled(value: Any, alpha: float) -> Any:
    return value if alpha == 1 else value * alpha


def rsub(input: Tensor, other: Any, *, alpha: float = 1) -> Tensor:
    """``other - alpha * input``."""
    result: Tensor = other - _scaled(input, alpha)
    return result


def mul(input: Tensor, other: Any) -> Tensor:
    """``input * other``."""
    result: Tensor = _left(input, other) * other
    return result


def div(input: Tensor, other: Any, *, rounding_mode: str | None = None) -> Tensor:
    """``input / other``, rounded with rounding_mode 'trunc' or 'floor'."""
    if rounding_mode is None:
        result: Tensor = _left(input, other) / other
        return result
    if rounding_mode == "floor":
        return floor_divide(input, other)
    if rounding_mode != "trunc":
        raise RuntimeError(f"rounding_mode is None, 'trunc' or 'floor', not {rounding_mode!r}.")
    quotient: Tensor = (input / other).trunc()
    return (
        quotient
        if input.array.dtype.kind == "f"
        else Tensor.wrap(quotient.array.astype(input.array.dtype))
    )


def floor_divide(input: Tensor, other: Any) -> Tensor:
    """``input // other``, rounded down; no gradient flows."""
    return _no_gradient(np.floor_divide, input, other)


def _rfloordiv(input: Tensor, other: Any) -> Tensor:
    return _no_gradient(lambda a, b: np.floor_divide(b, a), input, other)


def remainder(input: Any, other: Any) -> Tensor:
    """``input % other``, with the sign of ``other``."""
    return row("remainder")(_left(input, other), other)


def fmod(input: Tensor, other: Any) -> Tensor:
    """The remainder with the sign of ``input``."""
    return row("fmod")(input, other)


def pow(input: Any, exponent: Any) -> Tensor:
    """``input ** exponent``; integers take no negative powers."""
    if type(exponent) in {int, float} and input.array.dtype.kind == "f":
        return input**exponent  # type: ignore[no-any-return]
    first, second = input, exponent
    kinds = [np.asarray(_data(x)).dtype.kind for x in (first, second)]
    if "f" not in kinds and np.any(np.less(_data(second), 0)):
        raise KindError(
            "integers to negative integer powers are not integers. Convert the base with .float()."
        )
    result: Tensor = first**second
    return result


def maximum(input: Tensor, other: Tensor) -> Tensor:
    """The larger of the two, elementwise; at a tie the gradient is shared."""
    return row("maximum")(input, other)


def minimum(input: Tensor, other: Tensor) -> Tensor:
    """The smaller of the two, elementwise; at a tie the gradient is shared."""
    return row("minimum")(input, other)


def atan2(input: Tensor, other: Tensor) -> Tensor:
    """The angle of the point (other, input)."""
    return row("arctan2")(input, other)


def hypot(input: Tensor, other: Tensor) -> Tensor:
    """sqrt(input² + other²)."""
    return row("hypot")(input, other)


def logaddexp(input: Tensor, other: Tensor) -> Tensor:
    """log(exp(input) + exp(other)), without overflow."""
    return row("logaddexp")(input, other)


def copysign(input: Tensor, other: Any) -> Tensor:
    """The size of ``input`` with the sign of ``other``."""
    flipped = np.copysign(1.0, input.array) * np.copysign(1.0, _data(other))
    return label(input * Tensor.wrap(flipped.astype(input.array.dtype)), "CopysignBackward0")


def xlogy(input: Tensor, other: Any) -> Tensor:
    """input * log(other), 0 where ``input`` is 0."""
    return label(row("xlogy_open")(input, other), "XlogyBackward0")


def lerp(input: Tensor, end: Tensor, weight: Any) -> Tensor:
    """input + weight * (end - input)."""
    start = begin()
    return as_one(input + (end - input) * weight, "LerpBackward0", start)


def addcmul(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: float = 1) -> Tensor:
    """input + value * tensor1 * tensor2."""
    start = begin()
    return as_one(input + tensor1 * tensor2 * value, "AddcmulBackward0", start)


def addcdiv(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: float = 1) -> Tensor:
    """input + value * tensor1 / tensor2."""
    start = begin()
    return as_one(input + tensor1 * value / tensor2, "AddcdivBackward0", start)


# -- without gradient --------------------------------------------------------------------------------------------


def _no_gradient(function: Any, *operands: Any) -> Tensor:
    from .promotion import settle

    a, b = (_data(x) for x in operands)
    return Tensor.wrap(settle(a, b, np.asarray(function(a, b)))[()])


def _data(x: Any) -> Any:
    return x.array if isinstance(x, Tensor) else x


def _left(input: Any, other: Any) -> Tensor:
    return input if isinstance(input, Tensor) else Tensor.convert(input, like=other)
