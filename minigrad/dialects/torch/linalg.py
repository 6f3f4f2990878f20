"""torch.linalg."""

from __future__ import annotations

from .errors import _LinAlgError as LinAlgError
from .products import (
    det as det,
    inv as inv,
    linalg_norm as matrix_norm,
    linalg_norm as norm,
    matmul as matmul,
    solve as solve,
    vector_norm as vector_norm,
)

__all__ = ["LinAlgError", "det", "inv", "matmul", "matrix_norm", "norm", "solve", "vector_norm"]
