"""Rows that compute what another row computes, and differ in the derivative at a kink.

Frameworks disagree there. A dialect picks the row that behaves as its framework does.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from ..primitive import NAMESPACE
from .elementwise import elementwise, values

# x ** 0 has slope 0 at x = 0, and 0 ** x slope 0 for x > 0, where the formulas would give 0 * inf
guarded_power = elementwise(
    "guarded_power", operator.pow,
    "g * where(0.0, b * a ** (b - 1), flat_in_base(a, b))",
    "g * where(0.0, y * log(a), flat_in_exponent(a, b))",
    symbol="**",
)  # fmt: skip


def flat_in_base(a: Any, b: Any) -> Any:
    """Where ``a ** b`` does not depend on ``a``: at exponent 0."""
    return np.broadcast_to(
        np.equal(values(b), 0), np.broadcast_shapes(np.shape(values(a)), np.shape(values(b)))
    )


def flat_in_exponent(a: Any, b: Any) -> Any:
    """Where ``a ** b`` is taken not to depend on ``b``: at base 0 with b >= 0, and at a >= 0 with b = 0."""
    a, b = values(a), values(b)
    return np.where(np.equal(b, 0), np.greater_equal(a, 0), np.equal(a, 0) & np.greater_equal(b, 0))


NAMESPACE |= {"flat_in_base": flat_in_base, "flat_in_exponent": flat_in_exponent}
