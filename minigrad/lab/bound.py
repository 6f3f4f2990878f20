"""The largest stable learning rate, 2 / λmax, and one update by hand.

Near a minimum a loss is a quadratic with the Hessian H, and gradient descent multiplies the error along each
eigenvector by 1 - rate · λ. It shrinks while |1 - rate · λ| < 1, that is for rates below 2 / λmax
(Nocedal and Wright, Numerical Optimization, section 3.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.errors import MinigradError
from minigrad.functional import hvp, value_and_grad
from minigrad.nest import flatten, pack
from minigrad.vmap import vmap

from .descent import Problem, flat

if TYPE_CHECKING:
    from collections.abc import Callable

EXACT = 64  # weights up to which the whole Hessian is formed


def curvature(
    loss: Callable[..., Any], weights: Any, *, iterations: int = 100, exact: int = EXACT
) -> float:
    """λmax, the largest eigenvalue of the loss's Hessian at some weights.

    Up to ``exact`` weights from the Hessian itself, made of Hessian-vector products with all unit vectors at
    once; beyond that by power iteration, which finds the eigenvalue of largest size.

    >>> curvature(lambda w: (2.0 - 3.0 * w) ** 2, 1.0)
    18.0
    """
    problem = Problem(loss, weights)
    nest = problem.begin(0)
    named = {"rng": np.random.default_rng([0, 1])} if problem.random else {}
    leaves, size = flatten(nest), flat(nest).size
    cuts = np.cumsum([x.size for x in leaves])[:-1]

    def unflat(v: Any) -> Any:
        parts = np.split(v, cuts, axis=-1)
        return pack(
            nest, [p.reshape(v.shape[:-1] + x.shape) for p, x in zip(parts, leaves, strict=True)]
        )

    def product(vector: Any) -> Any:
        return hvp(lambda w: loss(w, **named), nest, vector)

    if size <= exact:
        columns = vmap(product)(unflat(np.eye(size, dtype=flat(nest).dtype)))
        hessian = np.concatenate(
            [np.asarray(c.array, float).reshape(size, -1) for c in flatten(columns)], axis=1
        )
        return float(np.linalg.eigvalsh((hessian + hessian.T) / 2)[-1])
    v = np.random.default_rng(0).standard_normal(size)
    value = 0.0
    for _ in range(iterations):
        v /= np.linalg.norm(v)
        image = np.concatenate(
            [np.asarray(p.array, float).reshape(-1) for p in flatten(product(unflat(v)))]
        )
        before, value = value, float(v @ image)
        if not np.any(image) or abs(value - before) <= 1e-6 * abs(value):
            break
        v = image
    return value


def bound(loss: Callable[..., Any], weights: Any, **how: Any) -> float | None:
    """2 / λmax, or None where the loss does not curve upwards there; ``how`` is as in `curvature`.

    >>> round(bound(lambda w: (2.0 - 3.0 * w) ** 2, 1.0), 6)
    0.111111
    """
    largest = curvature(loss, weights, **how)
    return 2 / largest if largest > 0 and np.isfinite(largest) else None


def bound_at(problem: Problem, seed: int) -> float | None:
    """The bound at the start of a sweep, or None where it cannot be had."""
    try:
        with np.errstate(all="ignore"):
            return bound(problem.loss, problem.begin(seed))
    except (MinigradError, ArithmeticError, ValueError, TypeError, np.linalg.LinAlgError):
        return None


@dataclass(frozen=True)
class Update:
    """One update w ← w - rate · g, with its numbers."""

    rate: float
    weights: Any
    gradient: Any
    loss: float
    after: Any
    loss_after: float

    def __repr__(self) -> str:
        def said(x: Any) -> str:
            return np.array2string(np.asarray(x), precision=4, suppress_small=False)

        verdict = "falls" if self.loss_after < self.loss else "does not fall"
        return (
            "w ← w − lr · g\n"
            f"w = {said(self.weights)}, g = ∂L/∂w = {said(self.gradient)}, lr = {self.rate:g}\n"
            f"w ← {said(self.weights)} − {self.rate:g} · {said(self.gradient)} = {said(self.after)}\n"
            f"L: {self.loss:.4g} → {self.loss_after:.4g} (the loss {verdict})"
        )


def update(loss: Callable[..., Any], weights: Any, rate: float) -> Update:
    """One step of gradient descent by hand, for weights in one array or number.

    >>> update(lambda w: (2.0 - 3.0 * w) ** 2, 1.0, 0.2)
    w ← w − lr · g
    w = 1., g = ∂L/∂w = 6., lr = 0.2
    w ← 1. − 0.2 · 6. = -0.2
    L: 1 → 6.76 (the loss does not fall)
    """
    w = Problem(loss, weights).begin(0)
    value, gradient = value_and_grad(loss)(w)
    g = gradient.array
    after = w - rate * g
    return Update(rate, w, g, float(value), after, float(value_and_grad(loss)(after)[0]))
