"""Eigenvalues of symmetric matrices, and singular values. They may be differentiated once."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.errors import NoRuleError
from minigrad.primitive import NAMESPACE, Primitive
from minigrad.tensor import TensorBase


def _eigvalsh(a: Any) -> Any:
    """The eigenvalues of a symmetric matrix, smallest first.

    >>> import minigrad as mg
    >>> eigvalsh(mg.constant([[2.0, 0.0], [0.0, 1.0]])).numpy()
    array([1., 2.], dtype=float32)
    """
    return np.linalg.eigvalsh(a)


def _svdvals(a: Any) -> Any:
    """The singular values of a matrix, largest first.

    >>> import minigrad as mg
    >>> svdvals(mg.constant([[0.0, 2.0], [1.0, 0.0]])).numpy()
    array([2., 1.], dtype=float32)
    """
    return np.linalg.svd(a, compute_uv=False)


def to_symmetric(g: Any, a: Any) -> Any:
    """V diag(g) Vᵀ, with the eigenvectors V: each eigenvalue moves along its own projection."""
    _once("eigvalsh", g, a)
    v = np.linalg.eigh(a)[1]
    return (v * g[..., None, :]) @ v.swapaxes(-1, -2)


def to_matrix(g: Any, a: Any) -> Any:
    """U diag(g) Vᵀ, with the singular vectors U and V."""
    _once("svdvals", g, a)
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    return (u * g[..., None, :]) @ vt


def along_eigenvectors(t: Any, a: Any) -> Any:
    """The diagonal of Vᵀ t V."""
    _once("eigvalsh", t, a)
    v = np.linalg.eigh(a)[1]
    return np.einsum("...ji,...jk,...ki->...i", v, t, v)


def along_singular_vectors(t: Any, a: Any) -> Any:
    """The diagonal of Uᵀ t V."""
    _once("svdvals", t, a)
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    return np.einsum("...ji,...jk,...ik->...i", u, t, vt)


def _once(name: str, *values: Any) -> None:
    if any(isinstance(value, TensorBase) for value in values):
        raise NoRuleError(
            f"{name} has a first derivative and no second one here. Take its gradient outside of the "
            "inner tape, or write the quantity with matrix products."
        )


eigvalsh = Primitive(
    "eigvalsh", _eigvalsh, ["to_symmetric(g, a)"], tangent=["along_eigenvectors(t, a)"]
)
svdvals = Primitive(
    "svdvals", _svdvals, ["to_matrix(g, a)"], tangent=["along_singular_vectors(t, a)"]
)
NAMESPACE |= {
    "to_symmetric": to_symmetric, "to_matrix": to_matrix, "along_eigenvectors": along_eigenvectors,
    "along_singular_vectors": along_singular_vectors,
}  # fmt: skip
