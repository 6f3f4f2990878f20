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
    smooth: "cos cosh arctan arcsinh deg2rad erf erfc exp exp2 expm1 gelu gelu_tanh negative normal_cdf rad2deg sigmoid "
            "silu sin sinh softplus square tanh",
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


# -- shapes ----------------------------------------------------------------------------------------------------------


@case("reshape")
def reshape(draw: Any, rng: Rng) -> Any:
    shape = draw(shapes)
    return lambda a: TABLE["reshape"](a, shape[::-1]), [smooth(rng, shape)]


@case("broadcast_to")
def broadcast_to(draw: Any, rng: Rng) -> Any:
    shape = draw(shapes)
    small = tuple(draw(st.sampled_from([n, 1])) for n in shape)[draw(st.integers(0, len(shape))) :]
    return lambda a: TABLE["broadcast_to"](a, shape), [smooth(rng, small)]


@case("transpose")
def transpose(draw: Any, rng: Rng) -> Any:
    shape = draw(shapes)
    order = tuple(draw(st.permutations(range(len(shape)))))
    return lambda a: TABLE["transpose"](a, order), [smooth(rng, shape)]


@case("roll")
def roll(draw: Any, rng: Rng) -> Any:
    shape = draw(shapes)
    axis = draw(st.sampled_from([None, *range(len(shape))]))
    shift = draw(st.integers(-4, 4))
    return lambda a: TABLE["roll"](a, shift, axis), [smooth(rng, shape)]


@case("tile")
def tile(draw: Any, rng: Rng) -> Any:
    reps = tuple(draw(st.lists(st.integers(0, 3), min_size=1, max_size=3)))
    return lambda a: TABLE["tile"](a, reps), [
        smooth(rng, draw(hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)))
    ]


@case("pad")
def pad(draw: Any, rng: Rng) -> Any:
    shape = draw(hnp.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=3))
    width = [(draw(st.integers(0, 2)), draw(st.integers(0, 2))) for _ in shape]
    return lambda a: TABLE["pad"](a, width, 0.5), [smooth(rng, shape)]


@case("tril", "triu")
def triangles(draw: Any, rng: Rng, name: str) -> Any:
    k = draw(st.integers(-2, 2))
    return lambda a: TABLE[name](a, k), [smooth(rng, draw(matrices))]


@case("diagonal", "undiagonal")
def diagonals(draw: Any, rng: Rng, name: str) -> Any:
    shape = draw(matrices)
    first, second = draw(st.permutations(range(len(shape))))[:2]
    offset = draw(st.integers(1 - shape[first], shape[second] - 1))
    if name == "diagonal":
        return lambda a: TABLE[name](a, offset, first, second), [smooth(rng, shape)]
    like = np.diagonal(np.zeros(shape), offset, first, second)
    return lambda a: TABLE["undiagonal"](a, shape, offset, first, second), [smooth(rng, like.shape)]


@case("concatenate")
def concatenate(draw: Any, rng: Rng) -> Any:
    shape = draw(hnp.array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=3))
    axis, length = draw(st.integers(-len(shape), len(shape) - 1)), draw(st.integers(0, 3))
    other = list(shape)
    other[axis] = length
    return lambda a, b: TABLE["concatenate"](a, b, axis), [
        smooth(rng, shape),
        smooth(rng, tuple(other)),
    ]


# -- indexing --------------------------------------------------------------------------------------------------------


def index_of(draw: Any, rng: Rng, shape: tuple[int, ...]) -> Any:
    """A basic index, a mask, or whole numbers that may repeat."""
    kind = draw(st.sampled_from(["basic", "mask", "numbers"]))
    if kind == "basic":
        return draw(hnp.basic_indices(shape, allow_newaxis=True))
    if kind == "mask":
        return rng.random(shape) < 0.5
    count = draw(st.integers(0, 4)) if min(shape) else 0
    return tuple(
        rng.integers(0, max(n, 1), count) for n in shape[: draw(st.integers(1, len(shape)))]
    )


indexed = hnp.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=3)


@case("getitem", "scatter")
def selection(draw: Any, rng: Rng, name: str) -> Any:
    shape = draw(indexed)
    index = index_of(draw, rng, shape)
    if name == "getitem":
        return lambda a: TABLE[name](a, index), [smooth(rng, shape)]
    selected = np.zeros(shape)[index]
    return lambda a: TABLE["scatter"](a, index, shape), [smooth(rng, selected.shape)]


@case("setitem")
def setitem(draw: Any, rng: Rng) -> Any:
    shape = draw(indexed)
    index = index_of(draw, rng, shape)
    value = np.zeros(shape)[index].shape
    return lambda a, b: TABLE["setitem"](a, b, index), [
        smooth(rng, shape),
        smooth(rng, draw(st.sampled_from([value, ()]))),
    ]


@case("take_rows")
def take_rows(draw: Any, rng: Rng) -> Any:
    shape = draw(hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=3))
    places = rng.integers(
        0, shape[0], draw(hnp.array_shapes(min_dims=1, max_dims=2, min_side=0, max_side=4))
    )
    return lambda a: TABLE["take_rows"](a, places), [smooth(rng, shape)]


# -- linear algebra ----------------------------------------------------------------------------------------------------


@case("matmul")
def matmul(draw: Any, rng: Rng) -> Any:
    found = draw(
        hnp.mutually_broadcastable_shapes(
            signature="(m?,n),(n,p?)->(m?,p?)", max_dims=2, min_side=0, max_side=3
        )
    )
    return TABLE["matmul"], [smooth(rng, shape) for shape in found.input_shapes]


@case("einsum")
def einsum(draw: Any, rng: Rng) -> Any:
    size = {letter: draw(st.integers(0, 3)) for letter in "abcd"}
    left, right = (
        "".join(draw(st.lists(st.sampled_from("abcd"), max_size=3, unique=True))) for _ in range(2)
    )
    alone = set(left) ^ set(right)  # what only one of them has must stay
    result = "".join(
        draw(
            st.permutations(
                sorted(alone | set(draw(st.sets(st.sampled_from("abcd")))) & set(left + right))
            )
        )
    )
    operands = [
        smooth(
            rng,
            tuple(draw(st.sampled_from([size[c], 1])) if c not in alone else size[c] for c in term),
        )
        for term in (left, right)
    ]
    return lambda a, b: TABLE["einsum"](a, b, f"{left},{right}->{result}"), operands


def regular(draw: Any, rng: Rng) -> Any:
    """Invertible matrices, also in batches."""
    batch, n = (
        draw(hnp.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=2)),
        draw(st.integers(1, 3)),
    )
    return inner(rng, (*batch, n, n)) * 0.5 + np.diag(rng.uniform(1.5, 3, n))


@case("inv", "det", "logabsdet")
def square_matrices(draw: Any, rng: Rng, name: str) -> Any:
    return TABLE[name], [regular(draw, rng)]


@case("solve")
def solve(draw: Any, rng: Rng) -> Any:
    a = regular(draw, rng)
    batch = draw(st.sampled_from([a.shape[:-2], ()]))
    return TABLE["solve"], [a, smooth(rng, (*batch, a.shape[-1], draw(st.integers(1, 3))))]


@case("cholesky", "eigvalsh", "svdvals")
def symmetric(draw: Any, rng: Rng, name: str) -> Any:
    batch, n = draw(st.sampled_from([(), (2,)])), draw(st.integers(1, 3))
    eye = 0.5 * np.eye(n) + np.diag(np.arange(n))

    def product(a: Any) -> Any:
        order = (*range(a.ndim - 2), a.ndim - 1, a.ndim - 2)
        return TABLE["matmul"](a, TABLE["transpose"](a, order))

    return lambda a: TABLE[name](product(a) + eye.astype(a.dtype)), [smooth(rng, (*batch, n, n))]


# -- windows -----------------------------------------------------------------------------------------------------------


@case("windows", "overlap")
def windows(draw: Any, rng: Rng, name: str) -> Any:
    size, stride = (draw(st.tuples(st.integers(1, 3), st.integers(1, 2))) for _ in range(2))
    shape = (
        *draw(hnp.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=2)),
        *(n + draw(st.integers(0, 3)) for n in size),
    )
    if name == "windows":
        return lambda a: TABLE[name](a, size, stride), [smooth(rng, shape)]
    seen = TABLE["windows"](np.zeros(shape), size, stride)
    return lambda a: TABLE["overlap"](a, shape, stride), [smooth(rng, seen.shape)]


@case("conv", "conv_input", "conv_kernel")
def convolutions(draw: Any, rng: Rng, name: str) -> Any:
    n, channels, out = (draw(st.integers(1, 2)) for _ in range(3))
    kernel = (out, channels, *(draw(st.integers(1, 2)) for _ in range(2)))
    image = (n, channels, *(k + draw(st.integers(0, 2)) for k in kernel[2:]))
    stride = draw(st.tuples(st.integers(1, 2), st.integers(1, 2)))
    padding = ((draw(st.integers(0, 1)), 0), (1, draw(st.integers(0, 1))))
    seen = TABLE["conv"](np.zeros(image), np.zeros(kernel), stride, padding).shape
    x, k, g = smooth(rng, image), smooth(rng, kernel), smooth(rng, seen)
    static, operands = {
        "conv": ((stride, padding), [x, k]),
        "conv_input": ((image, stride, padding), [g, k]),
        "conv_kernel": ((kernel, stride, padding), [g, x]),
    }[name]
    return lambda a, b: TABLE[name](a, b, *static), operands
