"""Products of vectors and matrices, and torch.linalg."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import dims
from .errors import KindError, SizeError, _LinAlgError
from .nodes import as_one, begin, label
from .reductions import norm as _norm
from .tensor import Tensor, row


def matmul(input: Tensor, other: Any) -> Tensor:
    """The matrix product, for vectors, matrices and batches of them.

    >>> from minigrad.dialects import torch
    >>> torch.matmul(torch.ones(2, 3), torch.ones(3))
    tensor([3., 3.])
    """
    if not isinstance(other, Tensor):
        raise TypeError(
            f"matmul() takes two Tensors, and the second is a {type(other).__name__}. Use torch.tensor(...)."
        )
    a, b = input.array, other.array
    if a.dtype is not b.dtype:
        raise KindError(
            f"matmul() needs one dtype, and got {input.dtype} and {other.dtype}. Convert one: .to(torch.float32)."
        )
    if not (a.ndim and b.ndim):
        raise SizeError(
            "matmul() needs at least one dim on both sides, and one is a single number. Use * for that."
        )
    if a.ndim == b.ndim == 2:
        if a.shape[1] != b.shape[0]:
            raise _inner(input, other)
        return row("matmul")(input, other)
    if a.shape[-1] != b.shape[max(-2, -b.ndim)]:
        raise _inner(input, other)
    return label(row("matmul")(input, other), _product_name(a.ndim, b.ndim))


def _inner(input: Tensor, other: Tensor) -> SizeError:
    return SizeError(
        f"matrix shapes {tuple(input.shape)} and {tuple(other.shape)} cannot be multiplied: the last size of the left "
        "must equal the second last of the right. Transpose (.T) or reshape one of them."
    )


def _product_name(left: int, right: int) -> str:
    if left == right == 1:
        return "DotBackward0"
    if right == 1 and left == 2:
        return "MvBackward0"
    return "SqueezeBackward4" if 1 in {left, right} else "UnsafeViewBackward0"


def _ranked(name: str, left: int, right: int, node: str) -> Any:
    def function(input: Tensor, other: Tensor) -> Tensor:
        if (input.ndim, other.ndim) != (left, right):
            raise SizeError(
                f"{name}() takes tensors with {left} and {right} dims, and got {input.ndim} and {other.ndim}. "
                "matmul() takes them all."
            )
        return label(matmul(input, other), node)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"`matmul` for tensors of {left} and {right} dims alone."
    return function


mm = _ranked("mm", 2, 2, "MmBackward0")
mv = _ranked("mv", 2, 1, "MvBackward0")
dot = _ranked("dot", 1, 1, "DotBackward0")
bmm = _ranked("bmm", 3, 3, "BmmBackward0")


def outer(input: Tensor, vec2: Tensor) -> Tensor:
    """All products of the elements of two vectors."""
    return input.unsqueeze(1) * vec2


def inner(input: Tensor, other: Tensor) -> Tensor:
    """Products summed over the last dims."""
    if not (input.ndim and other.ndim):
        return input * other
    return tensordot(input, other, ([-1], [-1]))


def addmm(
    input: Tensor, mat1: Tensor, mat2: Tensor, *, beta: float = 1, alpha: float = 1
) -> Tensor:
    """beta * input + alpha * mat1 @ mat2."""
    start = begin()
    product = matmul(mat1, mat2)
    product = product if alpha == 1 else product * alpha
    return as_one((input if beta == 1 else input * beta) + product, "AddmmBackward0", start)


def addmv(input: Tensor, mat: Tensor, vec: Tensor, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta * input + alpha * mat @ vec."""
    return label(addmm(input, mat, vec, beta=beta, alpha=alpha), "AddmvBackward0")


def einsum(equation: str, *operands: Any) -> Tensor:
    """Sums of products, written with one letter per dim: ``einsum('ij,jk->ik', a, b)``."""
    tensors = (
        operands[0] if len(operands) == 1 and not isinstance(operands[0], Tensor) else operands
    )
    left, _, right = equation.replace(" ", "").partition("->")
    terms = left.split(",")
    if not _:
        right = "".join(sorted(c for c in set(left) if left.count(c) == 1 and c != ","))
    letters = sorted(set(left) - {","})
    start = begin()
    product: Any = None
    for given, whole in zip(terms, tensors, strict=True):
        term, tensor = _diagonal(given, whole)
        order = [term.index(c) for c in letters if c in term]
        aligned = tensor.permute(order) if order else tensor
        shape = iter(aligned.shape)
        aligned = aligned.reshape([next(shape) if c in term else 1 for c in letters])
        product = aligned if product is None else product * aligned
    summed = [i for i, c in enumerate(letters) if c not in right]
    result = product.sum(summed) if summed else product
    kept = [c for c in letters if c in right]
    return as_one(
        result.permute([kept.index(c) for c in right]) if right else result, "ViewBackward0", start
    )


def _diagonal(term: str, tensor: Tensor) -> tuple[str, Tensor]:
    """A term without repeated letters: the elements where those dims agree."""
    letters = "".join(dict.fromkeys(term))
    if len(letters) == len(term):
        return term, tensor
    grids = dict(
        zip(
            letters,
            np.ogrid[tuple(slice(tensor.shape[term.index(c)]) for c in letters)],
            strict=True,
        )
    )
    return letters, row("getitem")(tensor, tuple(grids[c] for c in term))


def tensordot(a: Tensor, b: Tensor, dims: Any = 2) -> Tensor:
    """Products summed over several dims of both."""
    left, right = (
        (list(range(a.ndim - dims, a.ndim)), list(range(dims))) if isinstance(dims, int) else dims
    )
    left, right = [i % a.ndim for i in left], [i % b.ndim for i in right]
    free_a = [i for i in range(a.ndim) if i not in left]
    free_b = [i for i in range(b.ndim) if i not in right]
    size = int(np.prod([a.shape[i] for i in left]))
    start = begin()
    rows = a.permute(free_a + left).reshape(-1, size)
    columns = b.permute(right + free_b).reshape(size, -1)
    shape = [a.shape[i] for i in free_a] + [b.shape[i] for i in free_b]
    return as_one(matmul(rows, columns).reshape(shape), "ViewBackward0", start)


def kron(input: Tensor, other: Tensor) -> Tensor:
    """The Kronecker product of two matrices."""
    (a, b), (c, d) = input.shape, other.shape
    return (input[:, None, :, None] * other[None, :, None, :]).reshape(a * c, b * d)


def trace(input: Tensor) -> Tensor:
    """The sum of the diagonal."""
    n = min(input.shape)
    return label(row("getitem")(input, (np.arange(n), np.arange(n))).sum(), "TraceBackward0")


def cdist(x1: Tensor, x2: Tensor, p: float = 2.0) -> Tensor:
    """All distances between the rows of two matrices."""
    start = begin()
    difference = x1.unsqueeze(-2) - x2.unsqueeze(-3)
    return as_one(_norm(difference, p, -1), "CdistBackward0", start)


def inv(A: Tensor) -> Tensor:
    """The inverse of a square matrix; LinAlgError (a RuntimeError) where it has none."""
    return _checked("inv", "LinalgInvExBackward0", A)


inverse = inv


def det(A: Tensor) -> Tensor:
    """The determinant."""
    return _checked("det", "LinalgDetBackward0", A)


def solve(A: Tensor, B: Tensor) -> Tensor:
    """X with ``A @ X = B``."""
    return matmul(inv(A), B)


def _checked(primitive: str, name: str, A: Tensor) -> Tensor:
    if A.ndim < 2 or A.shape[-1] != A.shape[-2]:
        raise SizeError(
            f"a square matrix is needed here, and this tensor has shape {tuple(A.shape)}."
        )
    try:
        return label(row(primitive)(A), name)
    except (np.linalg.LinAlgError, SizeError):
        raise _LinAlgError(
            "this matrix is singular: it has no inverse. Look at torch.linalg.det(A)."
        ) from None


def vector_norm(x: Tensor, ord: float = 2, dim: Any = None, keepdim: bool = False) -> Tensor:
    """The norm of a vector (or over ``dim``)."""
    return _norm(x, ord, dim, keepdim)


def linalg_norm(A: Tensor, ord: Any = None, dim: Any = None, keepdim: bool = False) -> Tensor:
    """The 2-norm of all elements, or another norm of a vector."""
    return _norm(A, 2 if ord is None else ord, dim, keepdim)


def cosine_similarity(x1: Tensor, x2: Tensor, dim: int = 1, eps: float = 1e-8) -> Tensor:
    """The cosine of the angle between vectors along ``dim``."""
    axis = dims.one(dim, max(x1.ndim, x2.ndim))
    lengths = [_norm(x, 2, axis) for x in (x1, x2)]
    product = (x1 * x2).sum(axis)
    return product / (lengths[0].clamp(min=eps) * lengths[1].clamp(min=eps))
