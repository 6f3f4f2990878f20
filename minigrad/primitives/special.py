"""The error function, without SciPy.

W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23 (1969),
631-637: three intervals, each with a quotient of two polynomials that is right to the last digit or two of float64.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.primitive import NAMESPACE

from .elementwise import elementwise

Coefficients = tuple[float, ...]

# |x| <= 0.46875:  erf(x) = x P(x²) / Q(x²);  highest power first, as in the paper's tables
NEAR: tuple[Coefficients, Coefficients] = (
    (1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2, 3.77485237685302021e2,
     3.20937758913846947e3),
    (1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3),
)  # fmt: skip
# 0.46875 < |x| <= 4:  erfc(x) = exp(-x²) P(x) / Q(x)
MIDDLE: tuple[Coefficients, Coefficients] = (
    (2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e1,
     2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3,
     1.23033935479799725e3),
    (1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
     3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3),
)  # fmt: skip
# |x| > 4:  erfc(x) = exp(-x²) / x (1 / sqrt(pi) - P(1/x²) / (x² Q(1/x²)))
FAR: tuple[Coefficients, Coefficients] = (
    (1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
     1.60837851487422766e-2, 6.58749161529837803e-4),
    (1.0, 2.56852019228982242e0, 1.87295284992346047e0, 5.27905102951428412e-1, 6.05183413124413191e-2,
     2.33520497626869185e-3),
)  # fmt: skip
SQRT_PI = float(np.sqrt(np.pi))


def quotient(x: Any, coefficients: tuple[Coefficients, Coefficients]) -> Any:
    """P(x) / Q(x), by Horner's rule."""
    above, below = (_polynomial(x, c) for c in coefficients)
    return above / below


def _polynomial(x: Any, coefficients: Coefficients) -> Any:
    total = coefficients[0] * x + coefficients[1]
    for c in coefficients[2:]:
        total = total * x + c
    return total


def _tail(x: Any) -> Any:
    """erfc(x) for x > 0.46875."""
    middle = np.minimum(x, 4)
    far = np.maximum(x, 4)
    inverse = 1 / (far * far)
    scaled = np.where(
        x <= 4, quotient(middle, MIDDLE), (1 / SQRT_PI - inverse * quotient(inverse, FAR)) / far
    )
    coarse = np.floor(16 * np.minimum(x, 30)) / 16  # exp(-x²) in two factors keeps its last digits
    rest = (np.minimum(x, 30) - coarse) * (np.minimum(x, 30) + coarse)
    return np.exp(-coarse * coarse) * np.exp(-rest) * scaled


def _erf(a: Any) -> Any:
    """The error function, 2/√π times the integral of exp(-t²) from 0 to a.

    >>> import minigrad as mg
    >>> round(float(mg.erf(0.5)), 6), round(float(mg.grad(mg.erf)(0.0)), 6)
    (0.5205, 1.128379)
    """
    size = np.abs(a)
    near = np.clip(a, -0.46875, 0.46875)
    return np.where(
        size <= 0.46875,
        near * quotient(near * near, NEAR),
        np.copysign(1 - _tail(np.maximum(size, 0.46875)), a),
    )[()]


def _erfc(a: Any) -> Any:
    """1 - erf(a), accurate also where that is tiny.

    >>> import minigrad as mg
    >>> round(float(mg.erfc(0.5)), 6)
    0.4795
    """
    size = np.abs(a)
    near = np.clip(a, -0.46875, 0.46875)
    tail = _tail(np.maximum(size, 0.46875))
    return np.where(
        size <= 0.46875, 1 - near * quotient(near * near, NEAR), np.where(a > 0, tail, 2 - tail)
    )[()]


erf = elementwise("erf", _erf, "g * (2 / SQRT_PI * exp(-a * a))")
erfc = elementwise("erfc", _erfc, "-g * (2 / SQRT_PI * exp(-a * a))")
NAMESPACE["SQRT_PI"] = SQRT_PI
