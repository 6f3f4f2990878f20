import numpy as np
import tensorflow as tf


def error(action):
    try:
        action()
    except Exception as e:
        return e


def slope(f, *values):
    xs = [tf.constant(v) for v in values]
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(*xs)
        total = tf.reduce_sum(y * tf.reshape(tf.range(1.0, tf.size(y, tf.float32) + 1.0), y.shape))
    return y, tape.gradient(total, xs)


a = [[1.0, 2.0], [3.0, 4.0]]
b = [[0.5, -1.0, 2.0], [1.5, 0.0, 1.0]]
s = [[4.0, 1.0], [1.0, 3.0]]

# %% matmul: matmul and @
slope(tf.matmul, a, b), slope(lambda x, y: x @ y, a, b)
# %% matmul_options: transpose_a and transpose_b
(
    slope(lambda x, y: tf.matmul(x, y, transpose_a=True), a, b),
    slope(lambda x, y: tf.matmul(x, y, transpose_b=True), b, a and [[1.0, 2.0, 3.0]]),
)
# %% matmul_batched: matmul of stacks broadcasts
slope(tf.matmul, [a, s], [b, b]), slope(tf.matmul, [a, s], b)
# %% matmul_vector: matmul of vectors is refused
error(lambda: tf.matmul([1.0, 2.0], a)), error(lambda: tf.constant(a) @ tf.constant([1.0, 2.0]))
# %% matmul_refused: Inner dimensions must agree
tf.matmul(b, b)
# %% list_matmul: A list @ a tensor
[[1.0, 2.0]] @ tf.constant(a), tf.constant(a) @ [[1.0], [2.0]]
# %% matvec: matvec
slope(tf.linalg.matvec, a, [1.0, -1.0])
# %% tensordot: tensordot
(
    slope(lambda x, y: tf.tensordot(x, y, 1), a, b),
    slope(lambda x, y: tf.tensordot(x, y, axes=[[0], [0]]), a, b),
    tf.tensordot([1.0, 2.0], [3.0, 4.0], 1),
    tf.tensordot([1.0, 2.0], [3.0, 4.0], 0),
    tf.tensordot(a, s, 2),
)
# %% einsum: einsum
u, w = tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0])
(
    slope(lambda x, y: tf.einsum("ij,jk->ik", x, y), a, b),
    slope(lambda x: tf.einsum("ij->ji", x), b),
    tf.einsum("i,j->ij", u, w),
    tf.einsum("bij,bjk->bik", tf.ones((2, 1, 3)), tf.ones((2, 3, 1))),
    tf.einsum("i,i->", u, w),
    tf.einsum("ii->i", tf.constant(a)),
    tf.einsum("ii->", tf.constant(a)),
)
# %% einsum_ellipsis: einsum with an ellipsis and a sum
tf.einsum("...ij->...ji", tf.ones((2, 3, 4))).shape, slope(lambda x: tf.einsum("ij->j", x), b)
# %% norm: Norms
(
    tf.norm(a),
    tf.norm(a, axis=0),
    tf.norm(a, ord="euclidean"),
    tf.norm([3.0, 4.0]),
    tf.linalg.norm(a, ord="fro", axis=[0, 1]),
    tf.norm(a, ord=1, axis=1, keepdims=True),
)
# %% det: det and its slope
slope(tf.linalg.det, a), slope(tf.linalg.logdet, s), tf.linalg.slogdet(a)
# %% inv: inv and its slope
slope(tf.linalg.inv, a), error(lambda: tf.linalg.inv([[1.0, 1.0], [1.0, 1.0]]))
# %% solve: solve and its slopes
(
    slope(tf.linalg.solve, a, [[1.0], [2.0]]),
    slope(lambda x, y: tf.linalg.triangular_solve(x, y), [[2.0, 0.0], [1.0, 3.0]], [[1.0], [2.0]]),
)
# %% cholesky: cholesky and its slope
slope(tf.linalg.cholesky, s), error(lambda: tf.linalg.cholesky([[-1.0, 0.0], [0.0, 1.0]]))
# %% eigh: Eigenvalues of a symmetric matrix and their slope
slope(lambda x: tf.linalg.eigvalsh(x), s), tf.linalg.eigh(s)[0]
# %% svd: Singular values and their slope
slope(lambda x: tf.linalg.svd(x, compute_uv=False), a)
# %% qr: qr
q, r = tf.linalg.qr(tf.constant(a))
tf.abs(r), q @ r
# %% lstsq: lstsq
(
    tf.linalg.lstsq([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]], [[1.0], [3.0], [5.0]], fast=False),
    tf.linalg.pinv(a),
)
# %% matrix_rank: matrix_rank and cross
(
    tf.linalg.matrix_rank(a),
    tf.linalg.cross([1.0, 0.0, 0.0], [0.0, 1.0, 0.0]),
)
# %% adjoint: matrix_transpose and adjoint
tf.linalg.matrix_transpose(tf.ones((2, 3, 4))).shape, tf.linalg.adjoint(a)
# %% norm_of_int: The norm of ints
error(lambda: tf.norm([3, 4]))
# %% quadratic_form: The slope of a quadratic form
slope(lambda x: tf.reduce_sum(x * tf.linalg.matvec(tf.constant(s), x)), [1.0, -2.0])
# %% normal_equations: Least squares by the normal equations
X = tf.constant([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
y = tf.constant([[1.0], [3.0], [5.0]])
tf.linalg.solve(tf.matmul(X, X, transpose_a=True), tf.matmul(X, y, transpose_a=True))
# %% normalize: linalg.normalize
tf.linalg.normalize([3.0, 4.0])
