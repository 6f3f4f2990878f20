"""The cases of `sweep` for rows that move, select, contract and slide: shapes, indexing, linear algebra, windows."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from minigrad.primitives import TABLE
from tests.core.sweep import Rng, case, inner, matrices, shapes, smooth

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
