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


x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
m = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]

# %% reshape: reshape
(
    tf.reshape(x, [3, 2]),
    tf.reshape(x, [-1]),
    tf.reshape(x, (2, -1)),
    tf.reshape(5.0, [1, 1]),
    tf.reshape(x, tf.constant([6])),
)
# %% reshape_slope: The slope of reshape
slope(lambda a: tf.reshape(a, [3, 2]), m)
# %% reshape_refused: A reshape to another size is refused
tf.reshape(x, [4])
# %% transpose: transpose
(
    tf.transpose(x),
    tf.transpose(tf.ones((2, 3, 4))).shape,
    tf.transpose(tf.ones((2, 3, 4)), perm=[0, 2, 1]).shape,
    tf.transpose([1.0, 2.0]),
)
# %% transpose_slope: The slope of transpose
slope(tf.transpose, m)
# %% no_T: A tensor has no T
error(lambda: x.T)
# %% concat: concat
tf.concat([x, x], 0).shape, tf.concat([x, x], axis=1), tf.concat([x, [[7.0, 8.0, 9.0]]], axis=-2)
# %% concat_slope: The slope of concat
slope(lambda a, b: tf.concat([a, b], 0), [1.0, 2.0], [3.0])
# %% concat_refused: A concat of shapes that do not fit is refused
tf.concat([x, tf.ones((3, 2))], 0)
# %% stack: stack and unstack
(
    tf.stack([[1.0, 2.0], [3.0, 4.0]]),
    tf.stack([tf.constant(1), tf.constant(2)], axis=0),
    tf.stack([x, x], axis=-1).shape,
    tf.unstack(x),
    tf.unstack(x, axis=1),
)
# %% stack_slope: The slope of stack
slope(lambda a, b: tf.stack([a, b], axis=1), [1.0, 2.0], [3.0, 4.0])
# %% stack_refused: A stack of different shapes is refused
tf.stack([tf.ones(2), tf.ones(3)])
# %% split: split
tf.split(x, 3, axis=1), tf.split(tf.range(6), [1, 5]), error(lambda: tf.split(tf.range(5), 2))
# %% split_slope: The slope of split
slope(lambda a: tf.split(a, 2)[1], [1.0, 2.0, 3.0, 4.0])
# %% expand_squeeze: expand_dims and squeeze
(
    tf.expand_dims(x, 0).shape,
    tf.expand_dims(x, -1).shape,
    tf.squeeze(tf.ones((1, 2, 1))).shape,
    tf.squeeze(tf.ones((1, 2, 1)), axis=0).shape,
    tf.squeeze(tf.ones((1, 2, 1)), [0, 2]).shape,
)
# %% squeeze_refused: Only dimensions of one are squeezed
tf.squeeze(x, axis=0)
# %% tile: tile
tf.tile([1, 2], [2]), tf.tile([[1.0], [2.0]], [1, 3])
# %% tile_slope: The slope of tile
slope(lambda a: tf.tile(a, [2, 2]), [[1.0, 2.0]])
# %% repeat: repeat
tf.repeat([1, 2], 2), tf.repeat([[1, 2], [3, 4]], [1, 2], axis=0), tf.repeat([1, 2], [0, 2])
# %% repeat_slope: The slope of repeat
slope(lambda a: tf.repeat(a, 2), [1.0, 2.0])
# %% pad: pad
(
    tf.pad([[1, 2]], [[1, 0], [0, 2]]),
    tf.pad([1.0, 2.0, 3.0], [[2, 1]], "REFLECT"),
    tf.pad([1.0, 2.0], [[1, 1]], mode="SYMMETRIC"),
    tf.pad([1.0], [[1, 1]], constant_values=9.0),
)
# %% pad_slope: The slope of pad
slope(lambda a: tf.pad(a, [[1, 2]]), [1.0, 2.0])
# %% broadcast_to: broadcast_to
tf.broadcast_to([1, 2], [2, 2]), tf.broadcast_to(3.0, [2])
# %% broadcast_to_slope: The slope of broadcast_to sums
slope(lambda a: tf.broadcast_to(a, [3, 2]), [1.0, 2.0])
# %% broadcasting: Operators broadcast
tf.constant([1.0, 2.0]) + tf.constant([[1.0], [2.0]]), tf.ones((2, 1, 3)) * tf.ones((4, 1))
# %% broadcasting_slope: Slopes are summed to the shape of each operand
slope(lambda a, b: a * b, [1.0, 2.0], [[3.0], [4.0], [5.0]])
# %% broadcasting_refused: Shapes that do not broadcast are refused
tf.ones(2) + tf.ones(3)
# %% reverse_roll: reverse and roll
(
    tf.reverse([1, 2, 3], [0]),
    tf.reverse(x, axis=[-1]),
    tf.roll([1, 2, 3, 4], 1, 0),
    tf.roll(x, shift=[1, 1], axis=[0, 1]),
)
# %% reverse_slope: The slopes of reverse and roll
(
    slope(lambda a: tf.reverse(a, [0]), [1.0, 2.0, 3.0]),
    slope(lambda a: tf.roll(a, 1, 0), [1.0, 2.0, 3.0]),
)
# %% slicing: Slices
(
    x[0],
    x[:, 1],
    x[0, 2],
    x[-1],
    x[:, ::2],
    x[..., 0],
    x[:, tf.newaxis, :].shape,
    x[tf.newaxis].shape,
    x[1:, :2],
    x[::-1],
    x[0:1],
)
# %% slicing_by_tensor: A scalar tensor as an index
x[tf.constant(1)], x[tf.constant(0), tf.constant(2)], x[: tf.constant(1)]
# %% slicing_slope: The slope of a slice
slope(lambda a: a[:, 1:], m), slope(lambda a: a[1], m), slope(lambda a: a[::2], [1.0, 2.0, 3.0])
# %% slicing_by_list: A list of indices is refused
x[[0, 1]]
# %% slicing_by_float: A float index is refused
x[1.0]
# %% slicing_out_of_range: An index out of range is refused
x[5]
# %% slicing_too_many: Too many indices are refused
x[0, 0, 0]
# %% boolean_mask: Boolean masks
x[x > 2.5], tf.boolean_mask(x, [True, False]), tf.boolean_mask(x, x > 4.0)
# %% boolean_mask_slope: The slope of a boolean mask
slope(lambda a: tf.boolean_mask(a, [True, False, True]), [1.0, 2.0, 3.0])
# %% gather: gather
(
    tf.gather([10, 20, 30], [2, 0, 0]),
    tf.gather(x, [1, 0], axis=1),
    tf.gather(x, 1),
    tf.gather(x, [[0, 1]], axis=0).shape,
    tf.gather([[1, 2], [3, 4]], [[0], [1]], batch_dims=1),
)
# %% gather_axis_slope: The slope of gather along the last axis is dense
a = tf.constant(m)
with tf.GradientTape() as tape:
    tape.watch(a)
    y = tf.gather(a, [2, 0, 2], axis=1)
tape.gradient(y, a)
# %% gather_out_of_range: An index of gather out of range is refused
tf.gather([1, 2, 3], [3])
# %% gather_nd: gather_nd
tf.gather_nd(x, [[0, 1], [1, 2]]), tf.gather_nd(x, [[1]]), tf.gather_nd(x, [0, 0])
# %% gather_nd_slope: The slope of gather_nd
slope(lambda a: tf.gather_nd(a, [[0, 1], [0, 1], [1, 2]]), m)
# %% scatter_nd: scatter_nd adds
tf.scatter_nd([[1], [3], [1]], [9.0, 10.0, 11.0], [5])
# %% tensor_scatter: tensor_scatter_nd_update and _add
(
    tf.tensor_scatter_nd_update(tf.zeros(4), [[1], [2]], [5.0, 6.0]),
    tf.tensor_scatter_nd_add(tf.ones(3), [[0], [0]], [1.0, 2.0]),
    tf.tensor_scatter_nd_sub(tf.ones(3), [[0]], [1.0]),
)
# %% tensor_scatter_slope: The slope of tensor_scatter_nd_update
slope(lambda a, b: tf.tensor_scatter_nd_update(a, [[1]], b), [1.0, 2.0, 3.0], [5.0])
# %% where: where
(
    tf.where([True, False], [1, 2], [3, 4]),
    tf.where(x > 3.0, x, 0.0),
    tf.where([True, False, True]),
    tf.where([[True], [False]], [1.0, 2.0], [3.0, 4.0]),
)
# %% where_slope: The slope of where
(
    slope(lambda a, b: tf.where([True, False], a, b), [1.0, 2.0], [3.0, 4.0]),
    slope(lambda a: tf.where(a > 1.5, a * a, a), [1.0, 2.0]),
)
# %% strided_slice: slice and strided_slice
(
    tf.slice(x, [0, 1], [2, 2]),
    tf.slice(x, [0, 1], [-1, 1]),
    tf.strided_slice([1, 2, 3, 4], [0], [4], [2]),
)
# %% sort: sort, argsort, top_k
(
    tf.sort([3.0, 1.0, 2.0]),
    tf.sort([3, 1, 2], direction="DESCENDING"),
    tf.argsort([3.0, 1.0, 2.0]),
    tf.math.top_k([1.0, 3.0, 2.0], k=2),
    tf.argsort([3, 1, 2], direction="DESCENDING"),
)
# %% unique: unique
tf.unique([1, 1, 2, 4, 4]), tf.unique_with_counts([3, 3, 5])
# %% searchsorted: searchsorted
tf.searchsorted([1.0, 3.0, 5.0], [2.0, 3.0]), tf.searchsorted([1, 3, 5], [3], side="right")
# %% sequence_mask: sequence_mask
tf.sequence_mask([1, 3], 3), tf.sequence_mask([1, 2])
# %% ensure_shape: ensure_shape
tf.ensure_shape(x, [None, 3]).shape, error(lambda: tf.ensure_shape(x, [3, 3]))
# %% map_fn: map_fn and vectorized_map
(
    tf.map_fn(lambda v: v * v, tf.constant([1.0, 2.0])),
    tf.vectorized_map(lambda v: v * v, tf.constant([1.0, 2.0])),
)
# %% scan_fold: foldl, scan, while_loop, cond
(
    tf.foldl(lambda a, v: a + v, tf.constant([1.0, 2.0, 3.0])),
    tf.scan(lambda a, v: a + v, tf.constant([1.0, 2.0, 3.0])),
    tf.while_loop(lambda i: i < 3, lambda i: [i + 1], [tf.constant(0)]),
    tf.cond(tf.constant(True), lambda: 1.0, lambda: 2.0),
)
# %% cond_slope: The slope of cond
(
    slope(lambda a: tf.cond(a > 1.0, lambda: a * a, lambda: a), 3.0),
    slope(lambda a: tf.cond(a > 1.0, lambda: a * a, lambda: a), 0.5),
)
# %% nest: tf.nest
(
    tf.nest.flatten({"b": [1, 2], "a": (3,)}),
    tf.nest.map_structure(lambda v: v + 1, {"a": 1, "b": [2]}),
)
# %% diag: linalg.diag, diag_part, band_part, trace
(
    tf.linalg.diag([1.0, 2.0]),
    tf.linalg.diag_part(tf.constant([[1.0, 2.0], [3.0, 4.0]])),
    tf.linalg.band_part(tf.ones((3, 3)), -1, 0),
    tf.linalg.trace(tf.eye(3)),
    tf.linalg.set_diag(tf.zeros((2, 2)), [1.0, 2.0]),
)
# %% diag_slope: The slopes of diag, diag_part, band_part and trace
(
    slope(tf.linalg.diag, [1.0, 2.0]),
    slope(tf.linalg.diag_part, [[1.0, 2.0], [3.0, 4.0]]),
    slope(lambda a: tf.linalg.band_part(a, 0, -1), [[1.0, 2.0], [3.0, 4.0]]),
    slope(tf.linalg.trace, [[1.0, 2.0], [3.0, 4.0]]),
)
