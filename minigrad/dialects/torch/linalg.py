"""torch.linalg."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import missing
from .errors import _LinAlgError as LinAlgError
from .products import (
    det as det,
    inv as inv,
    linalg_norm as norm,
    matmul as matmul,
    solve as solve,
    vector_norm as vector_norm,
)
from .special import cross as cross, matrix_power as matrix_power
from .tensor import Tensor, row

matrix_norm = norm


def _decomposition(name: str, function: Any, doc: str) -> Any:
    def decompose(A: Tensor, *args: Any, **named: Any) -> Any:
        try:
            found = function(A.array, *args, **named)
        except np.linalg.LinAlgError as error:
            raise LinAlgError(
                f"linalg.{name}: {error}. Look at the matrix's rank and symmetry."
            ) from None
        if isinstance(found, tuple):
            return tuple(Tensor.wrap(part) for part in found)
        return Tensor.wrap(np.asarray(found)[()])

    decompose.__name__ = decompose.__qualname__ = name
    decompose.__doc__ = f"{doc} No gradient flows here, unlike in torch."
    return decompose


qr = _decomposition("qr", np.linalg.qr, "The pair (Q, R).")
eigh = _decomposition("eigh", np.linalg.eigh, "Eigenvalues and eigenvectors of a symmetric matrix.")
eigvalsh = _decomposition("eigvalsh", np.linalg.eigvalsh, "Eigenvalues of a symmetric matrix.")
svd = _decomposition("svd", np.linalg.svd, "The triple (U, S, Vᵀ).")
svdvals = _decomposition(
    "svdvals", lambda a: np.linalg.svd(a, compute_uv=False), "The singular values."
)
pinv = _decomposition("pinv", np.linalg.pinv, "The pseudo-inverse.")
slogdet = _decomposition("slogdet", np.linalg.slogdet, "Sign and logarithm of the determinant.")
matrix_rank = _decomposition(
    "matrix_rank", lambda a: np.int64(np.linalg.matrix_rank(a)), "The rank."
)
cond = _decomposition("cond", np.linalg.cond, "The condition number.")


def cholesky(A: Tensor) -> Tensor:
    """The lower triangle L with L Lᵀ = A."""
    return row("cholesky")(A)


def __getattr__(name: str) -> Any:
    raise missing.no_such_name(
        "torch.linalg", name, [n for n in globals() if not n.startswith("_")]
    )
