import tensorflow as tf


def slopes(f, *points):
    """The values and the gradients at each of the points."""
    found = []
    for point in points:
        x = tf.constant(point)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        found.append((y, tape.gradient(y, x)))
    return found


nan, inf = float("nan"), float("inf")

# %% kink_relu: relu at zero and at NaN
slopes(tf.nn.relu, -1.0, 0.0, 1.0, nan)
# %% kink_abs: abs and sign at zero
slopes(tf.abs, -2.0, 0.0, 2.0), slopes(tf.sign, -2.0, 0.0, 2.0)
# %% kink_sqrt: sqrt at zero
slopes(tf.sqrt, 0.0, 4.0, -1.0)
# %% kink_where_sqrt: where hides the slope of the branch that was not taken
slopes(lambda x: tf.where(x > 0, tf.sqrt(x), 0.0), 0.0, -1.0, 4.0)
# %% kink_pow_zero: x**0 at zero
slopes(lambda x: x ** tf.constant(0.0), 0.0, 2.0), slopes(lambda x: x**0, 0.0)
# %% kink_zero_pow: 0**x for x = -1, 0, 1
slopes(lambda x: tf.constant(0.0) ** x, -1.0, 0.0, 1.0)
# %% kink_negative_base: (-2)**x has slope 0 in x
slopes(lambda x: tf.constant(-2.0) ** x, 2.0, 3.0)
# %% kink_maximum_tie: A tie of maximum goes to the first
a, b = tf.constant(2.0), tf.constant(2.0)
with tf.GradientTape(persistent=True) as tape:
    tape.watch([a, b])
    y, z = tf.maximum(a, b), tf.minimum(a, b)
tape.gradient(y, [a, b]), tape.gradient(z, [a, b])
# %% kink_reduce_max_tie: A tie of reduce_max is split
slopes(tf.reduce_max, [1.0, 3.0, 3.0]), slopes(tf.reduce_min, [1.0, 1.0, 3.0])
# %% kink_reduce_max_axis_tie: A tie along an axis is split
slopes(lambda x: tf.reduce_max(x, axis=1), [[1.0, 3.0, 3.0], [2.0, 2.0, 2.0]])
# %% kink_clip: At the bounds of a clip the slope is 1
slopes(lambda x: tf.clip_by_value(x, 0.0, 1.0), -1.0, 0.0, 0.5, 1.0, 2.0)
# %% kink_norm: The norm at zero has slope NaN
slopes(tf.norm, [0.0, 0.0], [3.0, 4.0])
# %% kink_std: Standard deviation divides by n, and has slope NaN at equal values
slopes(tf.math.reduce_std, [1.0, 2.0, 4.0], [2.0, 2.0])
# %% kink_variance: Variance divides by n
slopes(tf.math.reduce_variance, [1.0, 2.0, 4.0], [2.0, 2.0])
# %% kink_leaky_relu: The default slope of leaky_relu is 0.2
slopes(tf.nn.leaky_relu, -1.0, 0.0, 2.0)
# %% kink_xlogy: xlogy(x, x) at zero
slopes(lambda x: tf.math.xlogy(x, x), 0.0, 2.0)
# %% kink_floor: floor, ceil and round give None
slopes(tf.floor, 1.5), slopes(tf.math.ceil, 1.5), slopes(tf.round, 1.5)
# %% kink_round_half: Half rounds to even
tf.round([-1.5, -0.5, 0.5, 1.5, 2.5])
# %% kink_prod: The slope of a product with zeros is exact
slopes(tf.reduce_prod, [2.0, 0.0, 3.0], [0.0, 0.0, 3.0], [1.0, 2.0, 3.0])
# %% kink_repeated_index: A repeated index accumulates
slopes(lambda x: tf.gather(x, [0, 0, 2]), [1.0, 2.0, 3.0])
# %% kink_int_division: int / int is float64
tf.constant(1) / tf.constant(2)
# %% kink_gelu: gelu is exact by default
slopes(tf.nn.gelu, -1.0, 0.0, 1.0), slopes(lambda x: tf.nn.gelu(x, approximate=True), 1.0)
# %% kink_elu_selu: elu and selu at zero
slopes(tf.nn.elu, -1.0, 0.0, 1.0), slopes(tf.nn.selu, -1.0, 0.0, 1.0)
# %% kink_relu6: relu6 at its corners
slopes(tf.nn.relu6, -1.0, 0.0, 3.0, 6.0, 7.0)
# %% kink_log: log at zero and below
slopes(tf.math.log, 0.0, 1.0, -1.0)
# %% kink_divide_no_nan: divide_no_nan at zero
slopes(lambda x: tf.math.divide_no_nan(1.0, x), 0.0, 2.0)
# %% kink_multiply_no_nan: multiply_no_nan at a zero
slopes(lambda x: tf.math.multiply_no_nan(x, 0.0), inf, 2.0)
# %% kink_clip_by_norm: clip_by_norm below and above the bound
slopes(lambda x: tf.clip_by_norm(x, 1.0), [3.0, 4.0], [0.3, 0.4])
# %% kink_atan2: atan2 at the origin
y, x = tf.constant(0.0), tf.constant(0.0)
with tf.GradientTape() as tape:
    tape.watch([y, x])
    z = tf.atan2(y, x)
tape.gradient(z, [y, x])
# %% kink_cumprod_zero [differs]: minigrad is exact where TensorFlow drops what follows a zero
slopes(tf.math.cumprod, [2.0, 3.0, 4.0], [2.0, 0.0, 4.0])
# %% kink_top_k: top_k sends its slope to what it chose
slopes(lambda x: tf.math.top_k(x, k=2).values, [1.0, 3.0, 2.0])
# %% kink_sort: sort sends each slope home
slopes(lambda x: tf.sort(x) * [1.0, 10.0, 100.0], [3.0, 1.0, 2.0])
# %% kink_square_root_of_square: rsqrt and reciprocal at zero
slopes(tf.math.rsqrt, 0.0, 4.0), slopes(tf.math.reciprocal, 0.0, 2.0)
