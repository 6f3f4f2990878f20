"""Products, contractions, norms and traces under NumPy's names, composed of the table's primitives."""

from __future__ import annotations

from collections import Counter
from string import ascii_letters
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .functions import moveaxis
from .primitives.einsum import contract
from .primitives.elementwise import multiply, power
from .primitives.extrema import max as largest, min as smallest
from .primitives.kinks import absolute
from .primitives.linalg import logabsdet, matmul, solve as solve_columns
from .primitives.reductions import euclidean_norm, sum as total
from .primitives.shapes import diagonal, reshape, transpose

if TYPE_CHECKING:
    from collections.abc import Sequence


def dot(a: Any, b: Any) -> Any:
    """The product of vectors, matrices or numbers: along the last axis of ``a`` and the second last of ``b``.

    >>> import minigrad as mg
    >>> float(dot(mg.constant([1.0, 2.0]), mg.constant([3.0, 4.0])))
    11.0
    """
    if not a.shape or not b.shape:
        return multiply(a, b)
    return matmul(a, b) if len(b.shape) <= 2 else tensordot(a, b, (-1, -2))


def inner(a: Any, b: Any) -> Any:
    """The sum of products along the last axis of both.

    >>> import minigrad as mg
    >>> float(inner(mg.constant([1.0, 2.0]), mg.constant([3.0, 4.0])))
    11.0
    """
    return tensordot(a, b, (-1, -1)) if a.shape and b.shape else multiply(a, b)


def outer(a: Any, b: Any) -> Any:
    """Every element of ``a`` times every element of ``b``, as a matrix.

    >>> import minigrad as mg
    >>> outer(mg.constant([1.0, 2.0]), mg.constant([3.0, 4.0, 5.0])).shape
    (2, 3)
    """
    return multiply(reshape(a, (-1, 1)), reshape(b, (1, -1)))


def tensordot(a: Any, b: Any, axes: Any = 2) -> Any:
    """The sum of products over some axes of each: the last ``n`` of ``a`` and first of ``b``, or pairs of axes.

    >>> import minigrad as mg
    >>> tensordot(mg.constant([[1.0, 2.0]]), mg.constant([[3.0, 4.0]]), axes=(1, 1)).numpy()
    array([[11.]], dtype=float32)
    """
    if isinstance(axes, int):
        axes = list(range(len(a.shape) - axes, len(a.shape))), list(range(axes))
    left = list(ascii_letters[: len(a.shape)])
    right = list(ascii_letters[len(left) : len(left) + len(b.shape)])
    for i, j in zip(*([n] if isinstance(n, int) else n for n in axes), strict=True):
        if a.shape[i] != b.shape[j]:
            raise ValueError(
                f"tensordot: axis {i} of shape {a.shape} and axis {j} of shape {b.shape} have different lengths. "
                "Choose axes of equal length."
            )
        right[j] = left[i]
    result = [c for c in left if c not in right] + [c for c in right if c not in left]
    return contract(a, b, f"{''.join(left)},{''.join(right)}->{''.join(result)}")


def trace(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """The sum of a diagonal.

    >>> import minigrad as mg
    >>> float(trace(mg.constant([[1.0, 2.0], [3.0, 4.0]])))
    5.0
    """
    return total(diagonal(a, offset, axis1, axis2), -1)


def matrix_transpose(x: Any) -> Any:
    """The last two axes exchanged.

    >>> import minigrad as mg
    >>> matrix_transpose(mg.constant([[1.0, 2.0]])).shape
    (2, 1)
    """
    return moveaxis(x, -1, -2)


def norm(
    x: Any, ord: Any = None, axis: int | tuple[int, ...] | None = None, keepdims: bool = False
) -> Any:
    """The length of vectors; at a zero vector its derivative is taken as 0.

    Args:
        x: of any shape.
        ord: None, 2 or 'fro' for the Euclidean norm, 1, a positive number, or plus or minus infinity.
        axis: along which the vectors lie; None for all elements together, two axes with ``ord=None`` or 'fro'.
        keepdims: keep the reduced axes, with length 1.

    >>> import minigrad as mg
    >>> float(norm(mg.constant([3.0, 4.0]))), float(norm(mg.constant([3.0, -4.0]), 1))
    (5.0, 7.0)
    """
    matrix = len(x.shape if axis is None else np.atleast_1d(axis)) > 1
    if ord is None or (ord == "fro" and matrix) or (ord == 2 and not matrix):
        return euclidean_norm(x, axis, keepdims)
    if matrix or isinstance(ord, str) or (ord <= 0 and ord != -np.inf):
        raise ValueError(
            f"norm: ord={ord!r} of {'matrices' if matrix else 'vectors'} has no derivative rule. "
            "Use ord=None, or along one axis 1, 2, a positive number, inf or -inf."
        )
    if ord in {np.inf, -np.inf}:
        return (largest if ord > 0 else smallest)(absolute(x), axis, keepdims)
    if ord == 1:
        return total(absolute(x), axis, keepdims)
    return power(total(power(absolute(x), ord), axis, keepdims), 1 / ord)


def solve(a: Any, b: Any) -> Any:
    """The solution x of ``a @ x = b``, for one right-hand side (n,) or several as columns (..., n, k).

    >>> import minigrad as mg
    >>> solve(mg.constant([[2.0, 0.0], [0.0, 4.0]]), mg.constant([2.0, 2.0])).numpy()
    array([1. , 0.5], dtype=float32)
    """
    if len(b.shape) > 1:
        return solve_columns(a, b)
    x = solve_columns(a, reshape(b, (-1, 1)))
    return reshape(x, x.shape[:-1])


class SlogdetResult(NamedTuple):
    """The sign of a determinant, and the logarithm of its size."""

    sign: Any
    logabsdet: Any


def slogdet(a: Any) -> SlogdetResult:
    """The sign and the logarithm of the absolute determinant of matrices (..., n, n); the sign has no slope.

    >>> import minigrad as mg
    >>> sign, size = slogdet(mg.constant([[0.0, 1.0], [1.0, 0.0]]))
    >>> float(sign), float(size)
    (-1.0, 0.0)
    """
    size = logabsdet(a)
    sign = np.linalg.slogdet(a.array if hasattr(a, "node") else a)[0]
    return SlogdetResult(size.wrap(sign) if hasattr(size, "node") else sign, size)


def einsum(subscripts: str, *operands: Any) -> Any:
    """The sum of products that the subscripts name, as in `numpy.einsum`, for any number of operands.

    Operands are contracted in pairs, in the order that `numpy.einsum_path` finds cheap.

    >>> import minigrad as mg
    >>> a, b = mg.constant([[1.0, 2.0]]), mg.constant([[3.0], [4.0]])
    >>> float(einsum("ij,ji->", a, b)), einsum("ij->ji", a).shape
    (11.0, (2, 1))
    """
    terms, result = _explicit(subscripts, operands)
    pool = [
        _reduced(term, x, "".join(terms[:i] + terms[i + 1 :]) + result)
        for i, (term, x) in enumerate(zip(terms, operands, strict=True))
    ]
    for pair in _order(pool, result):
        chosen = [pool.pop(i) for i in sorted(pair, reverse=True)][::-1]
        while len(chosen) > 1:
            (left, a), (right, b) = chosen[:2]
            needed = set(result).union(*(term for term, _ in pool + chosen[2:]))
            made = "".join(dict.fromkeys(c for c in left + right if c in needed))
            chosen[:2] = [(made, contract(a, b, f"{left},{right}->{made}"))]
        pool.append(chosen[0])
    ((term, x),) = pool
    _, x = _reduced(term, x, result)
    term = "".join(c for c in term if c in result)
    return x if term == result else transpose(x, tuple(term.index(c) for c in result))


def _explicit(subscripts: str, operands: Sequence[Any]) -> tuple[list[str], str]:
    """The letters of each operand and of the result, the ellipses spelled out."""
    inputs, arrow, result = subscripts.replace(" ", "").partition("->")
    terms = inputs.split(",")
    if len(terms) != len(operands):
        raise ValueError(
            f"einsum: {subscripts!r} names {len(terms)} operands, and {len(operands)} were given."
        )
    hidden = []
    for term, x in zip(terms, operands, strict=True):
        named = len(term.replace("...", ""))
        if named > len(x.shape) or (named < len(x.shape) and "..." not in term):
            raise ValueError(
                f"einsum: {term!r} in {subscripts!r} does not fit an operand of shape {x.shape}. "
                "Write one letter per axis, or ... for those that are not named."
            )
        hidden.append(len(x.shape) - named)
    free = [c for c in ascii_letters if c not in subscripts]
    dots = "".join(free[: max(hidden)])
    if not arrow:
        once = sorted(c for c, n in Counter("".join(terms)).items() if n == 1 and c != ".")
        result = "..." + "".join(once) if dots else "".join(once)
    terms = [t.replace("...", dots[len(dots) - n :]) for t, n in zip(terms, hidden, strict=True)]
    return terms, result.replace("...", dots)


def _reduced(term: str, x: Any, needed: str) -> tuple[str, Any]:
    """An operand with its diagonals taken where a letter repeats, and summed over letters that nobody needs."""
    for letter, times in Counter(term).items():
        for _ in range(times - 1):
            first, second = term.index(letter), term.rindex(letter)
            x = diagonal(x, 0, first, second)
            term = term[:first] + term[first + 1 : second] + term[second + 1 :] + letter
    gone = tuple(i for i, c in enumerate(term) if c not in needed)
    return "".join(c for c in term if c in needed), total(x, gone) if gone else x


def _order(pool: Sequence[tuple[str, Any]], result: str) -> list[tuple[int, ...]]:
    if len(pool) < 3:
        return [(0, 1)] if len(pool) == 2 else []
    spec = ",".join(term for term, _ in pool) + "->" + result
    shapes = [np.broadcast_to(0.0, x.shape) for _, x in pool]
    return [tuple(step) for step in np.einsum_path(spec, *shapes, optimize="greedy")[0][1:]]
