"""Linear algebra under TensorFlow's names; ``tf.linalg``."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from minigrad import algebra
from minigrad.primitives import spectral as spectral

from . import elementwise as e, reductions as r
from .creation import eye as eye
from .errors import InvalidArgumentError
from .missing import missing as _missing
from .rows import pair, row, static
from .shaping import expand_dims, squeeze, transpose
from .tensor import EagerTensor, tensor


class SlogdetResult(NamedTuple):
    """The sign of a determinant, and the logarithm of its size."""

    sign: Any
    log_abs_determinant: Any


def matmul(
    a: Any,
    b: Any,
    transpose_a: bool = False,
    transpose_b: bool = False,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
    a_is_sparse: bool = False,
    b_is_sparse: bool = False,
    output_type: Any = None,
    name: str | None = None,
) -> Any:
    """The matrix product of matrices or stacks of them; vectors are refused (see `matvec`)."""
    left, right = pair(a, b)
    right = right if isinstance(right, EagerTensor) else EagerTensor.convert(right, like=left)
    left = matrix_transpose(left) if transpose_a or adjoint_a else left
    right = matrix_transpose(right) if transpose_b or adjoint_b else right
    return left @ right


def matrix_transpose(a: Any, name: str = "matrix_transpose", conjugate: bool = False) -> Any:
    """The last two axes exchanged."""
    a = tensor(a)
    n = len(a.shape)
    return transpose(a, [*range(n - 2), n - 1, n - 2])


adjoint = matrix_transpose


def matvec(a: Any, b: Any, transpose_a: bool = False, name: str | None = None, **_: Any) -> Any:
    """A matrix times a vector."""
    left, right = pair(a, b)
    right = right if isinstance(right, EagerTensor) else EagerTensor.convert(right, like=left)
    return squeeze(matmul(left, expand_dims(right, -1), transpose_a), -1)


def tensordot(a: Any, b: Any, axes: Any, name: str | None = None) -> Any:
    """The sum of products over pairs of axes; a number contracts the last of ``a`` with the first of ``b``."""
    left, right = pair(a, b)
    right = right if isinstance(right, EagerTensor) else EagerTensor.convert(right, like=left)
    try:
        return algebra.tensordot(left, right, static(axes))
    except ValueError as error:
        raise InvalidArgumentError(str(error)) from None


def einsum(equation: str, *inputs: Any, **_: Any) -> Any:
    """A sum of products written with index letters: ``'ij,jk->ik'``."""
    if not all(isinstance(x, EagerTensor | np.ndarray) for x in inputs):
        raise AttributeError("tf.einsum takes tensors, not lists. Write tf.constant([...]).")
    return algebra.einsum(equation, *(tensor(x) for x in inputs))


def norm(
    tensor: Any,
    ord: Any = "euclidean",
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    """A norm over all elements or along axes: 'euclidean', 'fro', 1, 2 or infinity."""
    from .creation import convert_to_tensor

    x = convert_to_tensor(tensor)
    if x.data.dtype.kind not in "fc":
        raise InvalidArgumentError(
            f"a norm needs floats, and the tensor has dtype {x.data.dtype.name}. Use tf.cast."
        )
    if ord in ("euclidean", "fro", 2):
        return row("sqrt")(r.reduce_sum(x * x, axis, keepdims))
    if ord == 1:
        return r.reduce_sum(e.abs(x), axis, keepdims)
    if ord == np.inf:
        return r.reduce_max(e.abs(x), axis, keepdims)
    return r.reduce_sum(e.abs(x) ** float(ord), axis, keepdims) ** (1.0 / float(ord))


def normalize(
    tensor: Any, ord: Any = "euclidean", axis: Any = None, name: str | None = None
) -> tuple[Any, Any]:
    """A tensor divided by its norm, and the norm."""
    length = norm(tensor, ord, axis, keepdims=True)
    return e.divide(tensor, length), length


def l2_normalize(x: Any, axis: Any = None, epsilon: float = 1e-12, name: str | None = None) -> Any:
    """Divided by its length along an axis, or by sqrt(epsilon) where that is larger."""
    x = tensor(x)
    return x * e.rsqrt(e.maximum(r.reduce_sum(x * x, axis, keepdims=True), epsilon))


def trace(x: Any, name: str | None = None) -> Any:
    """The sum of the diagonal."""
    return r.reduce_sum(diag_part(x), -1)


def diag_part(input: Any, name: str = "diag_part", **_: Any) -> Any:
    """The diagonal of a matrix."""
    x = tensor(input)
    places = np.arange(min(x.shape[-2:]))
    return row("getitem")(x, (Ellipsis, places, places))


def diag(diagonal: Any, name: str = "diag", **_: Any) -> Any:
    """The matrix with this diagonal and zeros elsewhere."""
    x = tensor(diagonal)
    n = x.shape[-1]
    places = np.arange(n)
    return row("scatter")(x, (Ellipsis, places, places), (*x.shape, n))


def set_diag(input: Any, diagonal: Any, name: str = "set_diag", **_: Any) -> Any:
    """The matrix with its diagonal replaced."""
    x, line = tensor(input), tensor(diagonal)
    return x - diag(diag_part(x)) + diag(line)


def band_part(input: Any, num_lower: int, num_upper: int, name: str | None = None) -> Any:
    """The matrix with zeros below and above a band; a negative number keeps a whole triangle."""
    x = tensor(input)
    i, j = np.indices(tuple(x.shape[-2:]))
    low, high = static(num_lower), static(num_upper)
    inside = ((low < 0) | (i - j <= low)) & ((high < 0) | (j - i <= high))
    return x * EagerTensor.wrap(inside.astype(x.data.dtype))


def global_norm(t_list: Any, name: str | None = None) -> Any:
    """The length of several tensors taken as one vector."""
    total = e.add_n([r.reduce_sum(e.square(t)) for t in t_list if t is not None])
    return row("sqrt")(total)


def cross(a: Any, b: Any, name: str | None = None) -> Any:
    """The cross product of vectors of three."""
    a, b = tensor(a), tensor(b)
    after, before = (Ellipsis, np.array([1, 2, 0])), (Ellipsis, np.array([2, 0, 1]))
    at = row("getitem")
    return at(a, after) * at(b, before) - at(a, before) * at(b, after)


# -- factorizations ---------------------------------------------------------------------------------------------------


def _call(primitive: str, *operands: Any) -> Any:
    try:
        return row(primitive)(*operands)
    except np.linalg.LinAlgError as error:
        raise InvalidArgumentError(
            f"{primitive}: {error}. The matrix has no solution of this kind."
        ) from None


def inv(input: Any, adjoint: bool = False, name: str | None = None) -> Any:
    """The inverse of a matrix."""
    return _call("inv", tensor(input))


def det(input: Any, name: str | None = None) -> Any:
    """The determinant."""
    return _call("det", tensor(input))


def slogdet(input: Any, name: str | None = None) -> SlogdetResult:
    """The sign of the determinant and the logarithm of its absolute value."""
    return SlogdetResult(*algebra.slogdet(tensor(input)))


def logdet(matrix: Any, name: str | None = None) -> Any:
    """The logarithm of the determinant of a positive definite matrix."""
    return _call("logabsdet", tensor(matrix))


def solve(matrix: Any, rhs: Any, adjoint: bool = False, name: str | None = None) -> Any:
    """x with ``matrix @ x = rhs``."""
    left, right = pair(matrix, rhs)
    return _call("solve", left, tensor(right, like=left))


def triangular_solve(
    matrix: Any, rhs: Any, lower: bool = True, adjoint: bool = False, name: str | None = None
) -> Any:
    """x with ``matrix @ x = rhs``, reading one triangle of the matrix alone."""
    left, right = pair(matrix, rhs)
    return solve(band_part(left, -1, 0) if lower else band_part(left, 0, -1), right)


def cholesky(input: Any, name: str | None = None) -> Any:
    """The lower triangular L with ``L Lᵀ`` the matrix; NaN where it is not positive definite."""
    x = tensor(input)
    try:
        return row("cholesky")(x)
    except InvalidArgumentError:
        if x.shape[-1:] != x.shape[-2:-1]:
            raise
        return EagerTensor.wrap(np.full_like(x.data, np.nan))


def eigvalsh(tensor: Any, name: str | None = None) -> Any:
    """The eigenvalues of a symmetric matrix, smallest first."""
    from .creation import convert_to_tensor

    lower = band_part(convert_to_tensor(tensor), -1, 0)  # TensorFlow reads one triangle
    return _call("eigvalsh", lower + matrix_transpose(lower) - diag(diag_part(lower)))


def eigh(tensor: Any, name: str | None = None) -> tuple[Any, Any]:
    """Eigenvalues and eigenvectors of a symmetric matrix; the vectors have no gradient here."""
    from .creation import convert_to_tensor

    x = convert_to_tensor(tensor)
    return eigvalsh(x), EagerTensor.wrap(np.linalg.eigh(x.data)[1])


def svd(
    tensor: Any, full_matrices: bool = False, compute_uv: bool = True, name: str | None = None
) -> Any:
    """Singular values (with a gradient), and with ``compute_uv`` the vectors (without)."""
    from .creation import convert_to_tensor

    x = convert_to_tensor(tensor)
    values = _call("svdvals", x)
    if not compute_uv:
        return values
    u, _, vt = np.linalg.svd(x.data, full_matrices=full_matrices)
    return values, EagerTensor.wrap(u), EagerTensor.wrap(np.swapaxes(vt, -1, -2).copy())


def qr(input: Any, full_matrices: bool = False, name: str | None = None) -> tuple[Any, Any]:
    """Q with orthonormal columns and upper triangular R; no gradient here."""
    q, upper = np.linalg.qr(tensor(input).data, "complete" if full_matrices else "reduced")
    return EagerTensor.wrap(q), EagerTensor.wrap(upper)


def lstsq(
    matrix: Any, rhs: Any, l2_regularizer: float = 0.0, fast: bool = True, name: str | None = None
) -> Any:
    """The x that makes ``matrix @ x - rhs`` shortest."""
    a, b = pair(matrix, rhs)
    at = matrix_transpose(a)
    gram = at @ a
    if l2_regularizer:
        gram = gram + l2_regularizer * eye(gram.shape[-1], dtype=gram.dtype)
    return solve(gram, at @ tensor(b, like=a))


def pinv(a: Any, rcond: Any = None, name: str | None = None) -> Any:
    """The pseudo-inverse; no gradient here."""
    return EagerTensor.wrap(np.linalg.pinv(tensor(a).data))


def matrix_rank(a: Any, tol: Any = None, name: str | None = None) -> Any:
    """The number of singular values that are not 0."""
    return EagerTensor.wrap(np.int32(np.linalg.matrix_rank(tensor(a).data)))


def __getattr__(name: str) -> Any:
    return _missing("tf.linalg", name, globals())
