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


m = [[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]]
x = tf.constant(m)

# %% sum: reduce_sum over all, one and several axes
(
    tf.reduce_sum(x),
    tf.reduce_sum(x, 0),
    tf.reduce_sum(x, axis=1),
    tf.reduce_sum(x, axis=-1, keepdims=True),
    tf.reduce_sum(x, [0, 1]),
    tf.reduce_sum(x, axis=(0, 1), keepdims=True),
)
# %% sum_slope: The slope of reduce_sum
(
    slope(tf.reduce_sum, m),
    slope(lambda a: tf.reduce_sum(a, 0), m),
    slope(lambda a: tf.reduce_sum(a, 1, keepdims=True), m),
)
# %% sum_of_ints: Sums of ints and bools
(
    tf.reduce_sum([1, 2, 3]),
    error(lambda: tf.reduce_sum([True, False])),
    tf.reduce_sum(tf.cast([True, True], tf.int32)),
)
# %% sum_empty: Reductions of nothing
(
    tf.reduce_sum(tf.zeros((0,))),
    tf.reduce_prod(tf.zeros((0,))),
    tf.reduce_max(tf.zeros((0,))),
    tf.reduce_mean(tf.zeros((0,))),
)
# %% mean: reduce_mean
(
    tf.reduce_mean(x),
    tf.reduce_mean(x, 0),
    tf.reduce_mean(x, axis=1, keepdims=True),
    tf.reduce_mean([1, 2, 4]),
)
# %% mean_slope: The slope of reduce_mean
slope(tf.reduce_mean, m), slope(lambda a: tf.reduce_mean(a, 1), m)
# %% max_min: reduce_max and reduce_min
tf.reduce_max(x), tf.reduce_max(x, 0), tf.reduce_min(x, axis=1), tf.reduce_min([3, 1, 2])
# %% max_slope: The slopes of reduce_max and reduce_min
(
    slope(lambda a: tf.reduce_max(a, 1), m),
    slope(tf.reduce_min, m),
    slope(lambda a: tf.reduce_max(a, 0, keepdims=True), m),
)
# %% prod: reduce_prod
tf.reduce_prod(x), tf.reduce_prod(x, 1), tf.reduce_prod([2, 3])
# %% prod_slope: The slope of reduce_prod
(
    slope(tf.reduce_prod, m),
    slope(lambda a: tf.reduce_prod(a, 0), m),
    slope(lambda a: tf.reduce_prod(a, 1), [[2.0, 0.0], [0.0, 0.0]]),
)
# %% any_all: reduce_any and reduce_all
(
    tf.reduce_any([[True, False], [False, False]], 1),
    tf.reduce_all([True, False]),
    tf.reduce_any([False, True]),
    error(lambda: tf.reduce_all([1.0])),
)
# %% logsumexp: reduce_logsumexp
(
    slope(tf.reduce_logsumexp, m),
    slope(lambda a: tf.reduce_logsumexp(a, axis=1, keepdims=True), m),
    tf.reduce_logsumexp([1000.0, 1000.0]),
)
# %% variance: reduce_variance and reduce_std
(
    slope(tf.math.reduce_variance, m),
    slope(lambda a: tf.math.reduce_std(a, axis=1), m),
    slope(lambda a: tf.math.reduce_variance(a, 0, keepdims=True), m),
)
# %% variance_of_ints: The variance of ints is refused
tf.math.reduce_variance([1, 2])
# %% euclidean_norm: reduce_euclidean_norm and norm
(
    slope(tf.math.reduce_euclidean_norm, [3.0, 4.0]),
    slope(tf.norm, m),
    slope(lambda a: tf.norm(a, ord=1), [1.0, -2.0]),
    slope(lambda a: tf.norm(a, axis=1), m),
    tf.norm([1.0, -3.0], ord=float("inf")),
)
# %% argmax: argmax and argmin
(
    tf.argmax(x, 1),
    tf.argmax([1.0, 3.0, 3.0]),
    tf.argmin(x, axis=0),
    tf.argmax(x),
    tf.argmax([1, 2], output_type=tf.int32),
    tf.math.argmax(x, axis=-1),
)
# %% cumsum: cumsum and cumprod
(
    tf.cumsum([1.0, 2.0, 3.0]),
    tf.cumsum([1.0, 2.0, 3.0], exclusive=True),
    tf.cumsum([1.0, 2.0, 3.0], reverse=True),
    tf.cumsum(x, axis=1),
    tf.math.cumprod([1.0, 2.0, 3.0]),
)
# %% cumsum_slope: The slope of cumsum
(
    slope(tf.cumsum, [1.0, 2.0, 3.0]),
    slope(lambda a: tf.cumsum(a, axis=1), m),
    slope(lambda a: tf.cumsum(a, reverse=True), [1.0, 2.0, 3.0]),
)
# %% count_nonzero: count_nonzero
tf.math.count_nonzero([0, 1, 2]), tf.math.count_nonzero([[0.0, 1.0], [2.0, 0.0]], axis=0)
# %% bincount: bincount and confusion_matrix
tf.math.bincount([1, 1, 3]), tf.math.confusion_matrix([0, 1, 1], [0, 1, 0])
# %% segment: segment sums
(
    tf.math.segment_sum([1.0, 2.0, 3.0], [0, 0, 1]),
    tf.math.unsorted_segment_sum([1.0, 2.0, 3.0], [1, 0, 1], 2),
)
# %% segment_slope: The slope of a segment sum
(
    slope(lambda a: tf.math.segment_sum(a, [0, 0, 1]), [1.0, 2.0, 3.0]),
    slope(lambda a: tf.math.unsorted_segment_sum(a, [1, 0, 1], 2), [1.0, 2.0, 3.0]),
)
# %% axis_out_of_range: An axis out of range is refused
tf.reduce_sum(x, axis=2)
# %% axis_repeated: A repeated axis is refused
tf.reduce_sum(x, axis=[0, 0])
# %% moments: nn.moments
tf.nn.moments(x, axes=[0]), tf.nn.moments(x, axes=[0, 1], keepdims=True)
# %% add_n: add_n
tf.add_n([[1.0, 2.0], [3.0, 4.0]]), slope(lambda a, b: tf.add_n([a, b, a]), 1.0, 2.0)
