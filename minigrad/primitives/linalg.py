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


def _inv(a: Any) -> Any:
    """The inverse of matrices of shape (..., n, n).

    >>> import minigrad as mg
    >>> mg.inv(mg.constant([[2.0, 0.0], [0.0, 4.0]])).numpy()
    array([[0.5 , 0.  ],
           [0.  , 0.25]], dtype=float32)
    """
    return np.linalg.inv(a)


def _det(a: Any) -> Any:
    """The determinant of matrices of shape (..., n, n); its derivative needs them to be invertible.

    >>> import minigrad as mg
    >>> round(float(mg.det(mg.constant([[1.0, 2.0], [3.0, 4.0]]))), 4)
    -2.0
    """
    return np.linalg.det(a)


def _logabsdet(a: Any) -> Any:
    return np.linalg.slogdet(a)[1]


def _solve(a: Any, b: Any) -> Any:
    return np.linalg.solve(a, b)


def _cholesky(a: Any) -> Any:
    """The lower triangular L with ``L @ L.T = a``, for symmetric positive definite (..., n, n).

    >>> import minigrad as mg
    >>> mg.cholesky(mg.constant([[4.0, 0.0], [0.0, 9.0]])).numpy()
    array([[2., 0.],
           [0., 3.]], dtype=float32)
    """
    return np.linalg.cholesky(a)


def over_matrix(g: Any) -> Any:
    """``g`` with two new last axes, to be stretched over a matrix."""
    return g.reshape((*g.shape, 1, 1))


def halved(m: Any) -> Any:
    """The lower triangle with half of the diagonal: of a symmetric matrix, what is not the mirror of itself."""
    n = m.shape[-1]
    return m * (np.tril(np.ones((n, n), m.dtype)) - 0.5 * np.eye(n, dtype=m.dtype))


def pull_cholesky(g: Any, y: Any) -> Any:
    """The adjoint of cholesky (Murray, arXiv:1602.07527, eq. 10), symmetric like its operand."""
    inverse = NAMESPACE["inv"](y)
    half = swap(inverse) @ halved(swap(y) @ g) @ inverse
    return 0.5 * (half + swap(half))


def push_cholesky(t: Any, y: Any) -> Any:
    """The tangent of cholesky (same paper, eq. 8)."""
    inverse = NAMESPACE["inv"](y)
    return y @ halved(inverse @ (0.5 * (t + swap(t))) @ swap(inverse))


matmul = Primitive("matmul", _matmul, ["matmul_left(g, b, a.shape)", "matmul_right(g, a, b.shape)"],
                   kind="bilinear", symbol="@")  # fmt: skip
inv = Primitive("inv", _inv, ["-T(y) @ g @ T(y)"], tangent=["-y @ t @ y"])
det = Primitive("det", _det, ["over_matrix(g * y) * T(inv(a))"],
                tangent=["y * sum(t * T(inv(a)), (-2, -1))"])  # fmt: skip
logabsdet = Primitive("logabsdet", _logabsdet, ["over_matrix(g) * T(inv(a))"],
                      tangent=["sum(t * T(inv(a)), (-2, -1))"])  # fmt: skip
solve = Primitive("solve", _solve,
                  ["unbroadcast(-solve(T(a), g) @ T(y), a.shape)", "unbroadcast(solve(T(a), g), b.shape)"],
                  tangent=["-solve(a, t @ y)", "solve(a, t)"])  # fmt: skip
cholesky = Primitive(
    "cholesky", _cholesky, ["pull_cholesky(g, y)"], tangent=["push_cholesky(t, y)"]
)
NAMESPACE |= {
    "matmul_left": matmul_left, "matmul_right": matmul_right, "T": swap, "over_matrix": over_matrix,
    "pull_cholesky": pull_cholesky, "push_cholesky": push_cholesky,
}  # fmt: skip
UFUNCS[np.matmul] = matmul
