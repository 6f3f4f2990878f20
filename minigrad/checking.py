"""check_gradient: does a derivative agree with finite differences?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import GradientMismatch
from .functional import jvp, vjp
from .nest import flatten, pack, transform
from .tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable


def check_gradient(
    function: Callable[..., Any],
    *args: Any,
    order: int = 1,
    modes: tuple[str, ...] = ("reverse", "forward"),
    step: float = 1e-5,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    seed: int = 0,
) -> None:
    """Compare the derivatives of a function with central finite differences, in float64.

    Along a random direction v, (f(x + h v) - f(x - h v)) / 2h must equal both the JVP and the VJP paired with v.

    Args:
        function: of Tensors (or nests of them), returning Tensors; it must be smooth around ``args``.
        args: where to check; numbers and arrays, converted to float64.
        order: 2 checks the derivative of the derivative as well.
        modes: 'reverse', 'forward' or both.
        step: the h of the differences.
        rtol: the relative tolerance of the comparison.
        atol: the absolute tolerance.
        seed: of the random direction.

    Raises:
        GradientMismatch: naming the mode, the order and both numbers.
        ValueError: for another order or mode, which would check nothing.

    >>> import minigrad as mg
    >>> mg.check_gradient(mg.tanh, 0.5)
    """
    if order not in (1, 2) or not modes or not set(modes) <= {"reverse", "forward"}:
        raise ValueError(
            f"order is 1 or 2 and modes are 'reverse' and 'forward', not order={order!r}, modes={modes!r}."
        )
    primals = transform(_float64, tuple(args))
    _check(function, primals, 1, modes, step, rtol, atol, np.random.default_rng(seed))
    if order == 2:
        rng = np.random.default_rng(seed + 1)
        outputs = [_float64(o) for o in flatten(function(*primals_as_tensors(primals)))]
        weights = [rng.standard_normal(np.shape(o)) for o in outputs]

        def derivative(*inner: Any) -> Any:
            result, pull = vjp(function, *inner)
            return pull(pack(result, weights))

        _check(derivative, primals, 2, modes, step, rtol, atol, rng)


def primals_as_tensors(primals: Any) -> Any:
    """The arguments as constants."""
    from .autograd import GradTensor

    return transform(GradTensor.convert, primals)


def _float64(value: Any) -> Any:
    return np.asarray(value.array if isinstance(value, TensorBase) else value, dtype=np.float64)[()]


def _check(
    function: Callable[..., Any],
    primals: Any,
    order: int,
    modes: tuple[str, ...],
    step: float,
    rtol: float,
    atol: float,
    rng: np.random.Generator,
) -> None:
    flat = flatten(primals)
    direction = [
        rng.standard_normal(np.shape(p))[()] if np.shape(p) else float(rng.standard_normal())
        for p in flat
    ]
    direction = [np.asarray(d)[()] for d in direction]

    def at(offset: float) -> list[Any]:
        moved = [p + offset * d for p, d in zip(flat, direction, strict=True)]
        return [_float64(o) for o in flatten(function(*primals_as_tensors(pack(primals, moved))))]

    numeric = [(high - low) / (2 * step) for high, low in zip(at(step), at(-step), strict=True)]
    result, pull = vjp(function, *primals)
    weights = [rng.standard_normal(np.shape(n)) for n in numeric]
    expected = sum(float(np.sum(w * n)) for w, n in zip(weights, numeric, strict=True))
    if "reverse" in modes:
        gradients = flatten(pull(pack(result, [np.asarray(w)[()] for w in weights])))
        found = sum(
            float(np.sum(_float64(g) * d)) for g, d in zip(gradients, direction, strict=True)
        )
        _compare("reverse", order, found, expected, rtol, atol)
    if "forward" in modes:
        tangents = flatten(jvp(function, primals, pack(primals, direction))[1])
        found = sum(float(np.sum(w * _float64(t))) for w, t in zip(weights, tangents, strict=True))
        _compare("forward", order, found, expected, rtol, atol)


def _compare(
    mode: str, order: int, found: float, expected: float, rtol: float, atol: float
) -> None:
    if not np.isclose(found, expected, rtol=rtol, atol=atol):
        raise GradientMismatch(
            f"the derivative of order {order} in {mode} mode is {found:.10g} along a random direction, and finite "
            f"differences give {expected:.10g}. Check the rule of the last operation you added, or whether "
            "the function has a kink near this point."
        )
