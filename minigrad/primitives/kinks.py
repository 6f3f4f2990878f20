"""Elementwise primitives whose derivative jumps: the value at the jump is a choice, and each choice is a row.

Where frameworks choose differently, both rows are here, and a dialect takes the one it needs:

* a tie of ``maximum`` shares the cotangent in halves (PyTorch), ``maximum_first`` gives it to the first (TensorFlow);
* ``power`` is the textbook rule; ``power_positive`` takes the slope in the exponent as 0 unless the base is
  positive (TensorFlow), ``guarded_power`` in `variants` is 0 where the textbook has 0 times infinity (PyTorch);
* ``sqrt_guarded`` sends nothing back where nothing arrives, also at 0 and below (TensorFlow);
* ``xlogy`` is 0 at (0, 0) together with its slopes, ``xlogy_open`` has the slope a / b there, NaN (PyTorch).
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from minigrad.primitive import NAMESPACE, UFUNCS, Primitive

from .elementwise import elementwise, values

# -- steps: flat almost everywhere -------------------------------------------------------------------------------

sign = elementwise("sign", np.sign, "0 * g")
floor = elementwise("floor", np.floor, "0 * g")
ceil = elementwise("ceil", np.ceil, "0 * g")
rint = elementwise("rint", np.rint, "0 * g")
trunc = elementwise("trunc", np.trunc, "0 * g")
floor_divide = elementwise("floor_divide", operator.floordiv, "0 * g", "0 * g", symbol="//")
remainder = elementwise("remainder", operator.mod, "g", "-g * floor(a / b)", symbol="%")
fmod = elementwise("fmod", np.fmod, "g", "-g * trunc(a / b)")

# -- corners -------------------------------------------------------------------------------------------------------


def share(a: Any, b: Any) -> Any:
    """How much of max(a, b) is a: 1 where it is larger, 0 where it is smaller, one half at a tie.

    >>> share(np.array([1.0, 2.0, 3.0]), 2.0).tolist()
    [0.0, 0.5, 1.0]
    """
    a, b = values(a), values(b)
    return 0.5 * (_as(a > b, a) + (a >= b))


def wins(a: Any, b: Any) -> Any:
    """1 where a is larger or equal, else 0: the first of two takes a tie.

    >>> wins(np.array([1.0, 2.0, 3.0]), 2.0).tolist()
    [0.0, 1.0, 1.0]
    """
    a, b = values(a), values(b)
    return _as(a >= b, a)


def beats(a: Any, b: Any) -> Any:
    """1 where a is strictly larger, else 0."""
    a, b = values(a), values(b)
    return _as(a > b, a)


def _as(mask: Any, like: Any) -> Any:
    return mask.astype(like.dtype) if hasattr(mask, "astype") and hasattr(like, "dtype") else mask


absolute = elementwise("absolute", np.absolute, "g * sign(a)")
maximum = elementwise("maximum", np.maximum, "g * share(a, b)", "g * share(b, a)")
minimum = elementwise("minimum", np.minimum, "g * share(b, a)", "g * share(a, b)")


def _maximum(a: Any, b: Any) -> Any:
    """The larger of two, element by element; at a tie the whole derivative goes to the first.

    >>> import minigrad as mg
    >>> float(mg.grad(maximum_first)(2.0, 2.0)), float(mg.grad(mg.maximum)(2.0, 2.0))
    (1.0, 0.5)
    """
    return np.maximum(a, b)


def _minimum(a: Any, b: Any) -> Any:
    """The smaller of two, element by element; at a tie the whole derivative goes to the first."""
    return np.minimum(a, b)


maximum_first = elementwise("maximum_first", _maximum, "g * wins(a, b)", "g * beats(b, a)")
minimum_first = elementwise("minimum_first", _minimum, "g * wins(b, a)", "g * beats(a, b)")


def _clip(a: Any, a_min: float | None = None, a_max: float | None = None) -> Any:
    if a_min is not None:
        a = np.maximum(a, a_min)
    return a if a_max is None else np.minimum(a, a_max)


def within(a: Any, low: float | None, high: float | None) -> Any:
    """1 from ``low`` to ``high``, bounds included, else 0.

    >>> within(np.array([-1.0, 0.0, 2.0]), 0.0, None).tolist()
    [0.0, 1.0, 1.0]
    """
    a = values(a)
    above = a >= (-np.inf if low is None else low)
    return _as(above & (a <= (np.inf if high is None else high)), a)


clip = Primitive("clip", _clip, ["g * within(a, a_min, a_max)"],
                 tangent=["t * within(a, a_min, a_max)"])  # fmt: skip

# -- where a formula has 0 times infinity ------------------------------------------------------------------------


def _pow_positive(a: Any, b: Any) -> Any:
    """``a ** b``; its slope in the exponent is 0 where the base is not positive, as in TensorFlow.

    >>> import minigrad as mg
    >>> mg.grad(power_positive, argnums=1)(-2.0, 3.0).numpy() == 0.0
    np.True_
    """
    return a**b


power_positive = elementwise("power_positive", _pow_positive, "g * (b * a ** (b - 1))",
                             "g * (y * log(one_unless(a > 0, a)))", symbol="**")  # fmt: skip


def _sqrt(a: Any) -> Any:
    """The square root, whose derivative sends nothing back where nothing arrives, even where the slope is infinite.

    >>> import minigrad as mg
    >>> guarded = lambda x: mg.where(x > 0, sqrt_guarded(x), 0.0)
    >>> float(mg.grad(guarded)(0.0))
    0.0
    """
    return np.sqrt(a)


def _xlogy(a: Any, b: Any) -> Any:
    """``a * log(b)``, and 0 where a is 0, whatever b is.

    >>> import minigrad as mg
    >>> float(mg.xlogy(0.0, 0.0)), float(mg.grad(lambda p: mg.xlogy(p, p))(0.0))
    (0.0, 0.0)
    """
    return a * np.log(np.where(a == 0, 1, b))


def _xlogy_open(a: Any, b: Any) -> Any:
    """``a * log(b)``, and 0 where a is 0; at (0, 0) its slope in b is 0 / 0, as in PyTorch."""
    return _xlogy(a, b)


sqrt_guarded = elementwise("sqrt_guarded", _sqrt, "g / (2 * one_unless(g != 0, y))")
xlogy = elementwise("xlogy", _xlogy, "g * log(nonzero(b))", "g * a / nonzero(b)")  # fmt: skip
xlogy_open = elementwise("xlogy_open", _xlogy_open, "g * log(nonzero(b))", "g * a / b")
NAMESPACE |= {
    "share": share, "wins": wins, "beats": beats, "within": within,
}  # fmt: skip
UFUNCS |= {np.floor_divide: floor_divide, np.remainder: remainder, np.fabs: absolute}
