"""Linear algebra."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.primitive import NAMESPACE, UFUNCS, Primitive

from .shapes import unbroadcast


def _matmul(a: Any, b: Any) -> Any:
    if a.ndim == b.ndim == 2 and type(a) is type(b) is np.ndarray:
        return a.dot(b)  # half the call overhead of @, the same BLAS routine
    return a @ b


def matmul_left(g: Any, b: Any, shape: tuple[int, ...]) -> Any:
    """The cotangent of ``a`` in ``a @ b``: g bᵀ, for operands of every rank."""
    if len(shape) == 2 and len(b.shape) == 2:
        return matmul(g, b.transpose())
    if len(b.shape) == 1:
        return unbroadcast(g[..., None] * b, shape) if len(shape) > 1 else g * b
    if len(shape) == 1:
        return unbroadcast(matmul(b, g[..., None])[..., 0], shape)
    return unbroadcast(g @ swap(b), shape)


def matmul_right(g: Any, a: Any, shape: tuple[int, ...]) -> Any:
    """The cotangent of ``b`` in ``a @ b``: aᵀ g, for operands of every rank."""
    if len(shape) == 2 and len(a.shape) == 2:
        return matmul(a.transpose(), g)
    if len(a.shape) == 1:
        return unbroadcast(a[:, None] * g[..., None, :], shape) if len(shape) > 1 else g * a
    if len(shape) == 1:
        return unbroadcast(matmul(swap(a), g[..., None])[..., 0], shape)
    return unbroadcast(swap(a) @ g, shape)


def swap(a: Any) -> Any:
    """The last two axes exchanged."""
    n = len(a.shape)
    return NAMESPACE["transpose"](a, (*range(n - 2), n - 1, n - 2))


matmul = Primitive("matmul", _matmul, ["matmul_left(g, b, a.shape)", "matmul_right(g, a, b.shape)"],
                   kind="bilinear", symbol="@")  # fmt: skip
NAMESPACE |= {"matmul_left": matmul_left, "matmul_right": matmul_right}
UFUNCS[np.matmul] = matmul
