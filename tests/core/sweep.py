"""For each row of the table, a way to draw operands at which it is smooth: shapes, values, static parameters.

A case takes Hypothesis's ``draw`` and a random generator, and returns a function and its operands. Numbers come from
the generator, so that the shapes and parameters, which are what goes wrong, are what Hypothesis searches through.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from minigrad.primitives import TABLE

Rng = np.random.Generator
Case = Callable[[Any, Rng], tuple[Callable[..., Any], list[Any]]]

CASES: dict[str, Case] = {}
shapes = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3)
filled = hnp.array_shapes(min_dims=0, max_dims=4, min_side=1, max_side=3)
matrices = hnp.array_shapes(min_dims=2, max_dims=4, min_side=1, max_side=3)


def case(*names: str) -> Callable[[Any], Any]:
    """Note a case for this row; one that serves several rows is also given the name."""

    def note(function: Any) -> Any:
        for name in names:
            CASES[name] = partial(function, name=name) if len(names) > 1 else function
        return function

    return note


# -- numbers that keep away from kinks and poles -------------------------------------------------------------------


def smooth(rng: Rng, shape: tuple[int, ...]) -> Any:
    """Anything from -2 to 2."""
    return rng.uniform(-2, 2, shape)


def positive(rng: Rng, shape: tuple[int, ...]) -> Any:
    """From 0.3 to 3."""
    return rng.uniform(0.3, 3, shape)


def inner(rng: Rng, shape: tuple[int, ...]) -> Any:
    """Well inside of -1 to 1."""
    return rng.uniform(-0.8, 0.8, shape)


def above_one(rng: Rng, shape: tuple[int, ...]) -> Any:
    """From 1.2 to 3."""
    return rng.uniform(1.2, 3, shape)


def off_zero(rng: Rng, shape: tuple[int, ...]) -> Any:
    """Of both signs, and not near 0."""
    return rng.uniform(0.2, 2, shape) * rng.choice([-1, 1], shape)


def between_integers(rng: Rng, shape: tuple[int, ...]) -> Any:
    """Not near an integer, nor near the middle between two."""
    return rng.integers(-3, 3, shape) + rng.choice([0.25, 0.8], shape)


def apart(rng: Rng, shape: tuple[int, ...]) -> Any:
    """All different, and not nearly equal."""
    size = int(np.prod(shape))
    return rng.permutation(np.arange(size) * 0.37 - 2.05).reshape(shape)


# -- elementwise -----------------------------------------------------------------------------------------------------

UNARY = {
    smooth: "cos cosh arctan arcsinh deg2rad erf erfc exp exp2 expm1 gelu gelu_tanh negative normal_cdf rad2deg "
            "sigmoid silu sin sinh softplus square tanh",
    positive: "log log10 log1p log2 sqrt sqrt_guarded",
    inner: "arccos arcsin arctanh tan",
    above_one: "arccosh",
    off_zero: "absolute cbrt reciprocal relu relu_nan",
    between_integers: "ceil floor rint sign trunc",
}  # fmt: skip
BINARY = {
    (smooth, smooth): "add logaddexp logaddexp2 multiply sigmoid_cross_entropy subtract",
    (smooth, off_zero): "divide",
    (off_zero, off_zero): "arctan2 hypot",
    (positive, smooth): "guarded_power power power_positive",
    (off_zero, positive): "xlogy xlogy_open",
}


def _elementwise(name: str, numbers: tuple[Any, ...]) -> None:
    @case(name)
    def draw_case(draw: Any, rng: Rng) -> Any:
        if len(numbers) == 1:
            chosen = [draw(shapes)]
        else:
            broadcast = hnp.mutually_broadcastable_shapes(
                num_shapes=2, min_dims=0, max_dims=4, min_side=0, max_side=3
            )
            chosen = list(draw(broadcast).input_shapes)
        return TABLE[name], [make(rng, shape) for make, shape in zip(numbers, chosen, strict=True)]


for numbers, names in {**{(key,): value for key, value in UNARY.items()}, **BINARY}.items():
    for name in names.split():
        _elementwise(name, numbers)


def _ordered(name: str, scale: float = 1.0) -> None:
    @case(name)
    def draw_case(draw: Any, rng: Rng) -> Any:
        broadcast = hnp.mutually_broadcastable_shapes(
            num_shapes=2, min_dims=0, max_dims=4, min_side=0, max_side=3
        )
        a, b = draw(broadcast).input_shapes
        left, right = rng.integers(-4, 4, a) * 0.5, rng.integers(1, 4, b) * scale
        return TABLE[name], [
            left + 0.2,
            right * rng.choice([-1, 1], b),
        ]  # never equal, never a whole multiple


for name in (
    "maximum",
    "maximum_first",
    "minimum",
    "minimum_first",
    "floor_divide",
    "fmod",
    "remainder",
):
    _ordered(name)


@case("clip")
def clip(draw: Any, rng: Rng) -> Any:
    low, high = draw(st.sampled_from([(None, 0.0), (0.0, None), (-1.0, 1.0)]))
    return lambda a: TABLE["clip"](a, low, high), [between_integers(rng, draw(shapes))]


@case("leaky_relu", "elu")
def with_slope(draw: Any, rng: Rng, name: str) -> Any:
    slope = draw(st.sampled_from([0.1, 1.5]))
    return lambda a: TABLE[name](a, slope), [off_zero(rng, draw(shapes))]


@case("cast")
def cast(draw: Any, rng: Rng) -> Any:
    return lambda a: TABLE["cast"](a, a.dtype, a.dtype), [smooth(rng, draw(shapes))]


@case("where")
def where(draw: Any, rng: Rng) -> Any:
    found = draw(
        hnp.mutually_broadcastable_shapes(
            num_shapes=3, min_dims=0, max_dims=4, min_side=0, max_side=3
        )
    )
    a, b, mask = found.input_shapes
    choice = rng.random(mask) < 0.5
    return lambda x, y: TABLE["where"](x, y, choice), [smooth(rng, a), smooth(rng, b)]


# -- reductions ------------------------------------------------------------------------------------------------------


def axes_of(draw: Any, shape: tuple[int, ...]) -> Any:
    """None, one axis, or several, some counted from the end."""
    ndim = len(shape)
    if not ndim or draw(st.booleans()):
        return None
    chosen = tuple(draw(st.lists(st.integers(0, ndim - 1), min_size=1, max_size=ndim, unique=True)))
    return chosen[0] - ndim if len(chosen) == 1 else chosen


def _reduction(name: str, strategy: Any, numbers: Any) -> None:
    @case(name)
    def draw_case(draw: Any, rng: Rng) -> Any:
        shape = draw(strategy)
        axis, keepdims = axes_of(draw, shape), draw(st.booleans())
        return lambda a: TABLE[name](a, axis, keepdims), [numbers(rng, shape)]


for name, strategy, numbers in [
    ("sum", shapes, smooth), ("prod", shapes, smooth), ("mean", filled, smooth), ("logsumexp", filled, smooth),
    ("euclidean_norm", shapes, off_zero), ("max", filled, apart), ("min", filled, apart), ("max_first", filled, apart),
    ("min_first", filled, apart),
]:  # fmt: skip
    _reduction(name, strategy, numbers)


@case("var", "std")
def spread(draw: Any, rng: Rng, name: str) -> Any:
    shape = draw(hnp.array_shapes(min_dims=1, max_dims=4, min_side=2, max_side=3))
    axis, keepdims, ddof = axes_of(draw, shape), draw(st.booleans()), draw(st.sampled_from([0, 1]))
    return lambda a: TABLE[name](a, axis, keepdims, ddof), [apart(rng, shape)]


def _along(name: str, numbers: Any, strategy: Any) -> None:
    @case(name)
    def draw_case(draw: Any, rng: Rng) -> Any:
        shape = draw(strategy)
        axis = draw(st.sampled_from([None, *range(-len(shape), len(shape))]))
        if axis is None and name in {"softmax", "log_softmax"}:
            axis = tuple(range(len(shape)))
        return lambda a: TABLE[name](a, axis), [numbers(rng, shape)]


for name, numbers, strategy in [
    ("cumsum", smooth, shapes), ("cumprod", smooth, shapes), ("flip", smooth, shapes), ("sort", apart, shapes),
    ("softmax", smooth, filled), ("log_softmax", smooth, filled),
]:  # fmt: skip
    _along(name, numbers, strategy)


@case("dense_cross_entropy")
def dense_cross_entropy(draw: Any, rng: Rng) -> Any:
    shape = draw(hnp.array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=3))
    return TABLE["dense_cross_entropy"], [smooth(rng, shape), positive(rng, shape)]


@case("sparse_cross_entropy")
def sparse_cross_entropy(draw: Any, rng: Rng) -> Any:
    shape = draw(hnp.array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=3))
    classes = rng.integers(0, shape[-1], shape[:-1])
    return lambda a: TABLE["sparse_cross_entropy"](a, classes), [smooth(rng, shape)]
