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
    return y, tape.gradient(y, xs)


# %% exp_log: exp, log, expm1, log1p
v = [0.5, 1.0, 2.0]
slope(tf.exp, v), slope(tf.math.log, v), slope(tf.math.expm1, v), slope(tf.math.log1p, v)
# %% roots: sqrt, rsqrt, square, reciprocal
v = [0.25, 1.0, 4.0]
slope(tf.sqrt, v), slope(tf.math.rsqrt, v), slope(tf.square, v), slope(tf.math.reciprocal, v)
# %% trigonometric: sin, cos, tan
v = [-0.5, 0.0, 1.0]
slope(tf.sin, v), slope(tf.cos, v), slope(tf.tan, v)
# %% inverse_trigonometric: asin, acos, atan
v = [-0.5, 0.0, 0.25]
slope(tf.asin, v), slope(tf.acos, v), slope(tf.atan, v)
# %% hyperbolic: sinh, cosh, tanh
v = [-0.5, 0.0, 2.0]
slope(tf.sinh, v), slope(tf.cosh, v), slope(tf.tanh, v)
# %% inverse_hyperbolic: asinh, acosh, atanh
slope(tf.asinh, [-0.5, 2.0]), slope(tf.acosh, [1.5, 2.0]), slope(tf.atanh, [-0.5, 0.5])
# %% sigmoid: sigmoid, log_sigmoid, softplus at large arguments
v = [-100.0, -1.0, 0.0, 1.0, 100.0]
slope(tf.sigmoid, v), slope(tf.math.log_sigmoid, v), slope(tf.math.softplus, v)
# %% erf: erf and erfc
v = [0.5, 1.5, -3.0]
slope(tf.math.erf, v), slope(tf.math.erfc, v)
# %% softsign: softsign
slope(tf.math.softsign, [-1.0, 0.0, 3.0])
# %% arithmetic: add, subtract, multiply, divide as functions
a, b = [1.0, 2.0], [4.0, 5.0]
slope(tf.add, a, b), slope(tf.subtract, a, b), slope(tf.multiply, a, b), slope(tf.divide, a, b)
# %% operators: Operators with numbers on either side
(
    slope(lambda x: 2.0 * x + 1 - x / 4.0, 3.0),
    slope(lambda x: 1.0 / x, 2.0),
    slope(lambda x: 5.0 - x, 2.0),
    slope(lambda x: -x, 2.0),
    slope(lambda x: 2.0**x, 3.0),
)
# %% power: Powers and their slopes
(
    slope(tf.pow, 2.0, 3.0),
    slope(lambda x: x**3, 2.0),
    slope(lambda x: x**0.5, 4.0),
    slope(lambda x: x**-1, 2.0),
    slope(lambda x: x**2, [-1.0, 0.0]),
)
# %% power_to_itself: x**x
slope(lambda x: x**x, 2.0)
# %% modulo: floormod and floordiv
(
    slope(lambda x: x % 3.0, 7.5),
    slope(lambda x: x // 2.0, 7.0),
    slope(lambda x, y: tf.math.floormod(x, y), 7.5, 2.0),
)
# %% maximum_minimum: maximum and minimum broadcast
slope(tf.maximum, [1.0, 5.0], 3.0), slope(tf.minimum, [1.0, 5.0], 3.0)
# %% clip: clip_by_value with tensors
(
    slope(lambda x: tf.clip_by_value(x, -1.0, 1.0), [-2.0, 0.5, 2.0]),
    error(lambda: tf.clip_by_value([1, 2], 0.5, 1.5)),
)
# %% clip_by_norm: clip_by_norm and clip_by_global_norm
(
    tf.clip_by_norm([3.0, 4.0], 1.0),
    tf.clip_by_norm([[3.0, 4.0], [0.3, 0.4]], 1.0, axes=[1]),
    tf.clip_by_global_norm([[3.0], [4.0]], 1.0),
    tf.linalg.global_norm([[3.0], [4.0]]),
)
# %% absolute: abs, sign, negative
slope(tf.abs, [-2.0, 3.0]), tf.sign([-2, 0, 3]), tf.negative([1.0, -1.0])
# %% rounding: round, floor, ceil, rint
v = [-1.5, -0.4, 0.5, 1.5, 2.6]
tf.round(v), tf.floor(v), tf.math.ceil(v), tf.math.rint(v)
# %% predicates: is_nan, is_inf, is_finite
v = [1.0, float("nan"), float("inf"), -float("inf")]
tf.math.is_nan(v), tf.math.is_inf(v), tf.math.is_finite(v)
# %% comparisons: equal, less and their family
a, b = [1.0, 2.0, 3.0], [3.0, 2.0, 1.0]
(
    tf.equal(a, b),
    tf.not_equal(a, b),
    tf.less(a, b),
    tf.less_equal(a, b),
    tf.greater(a, b),
    tf.greater_equal(a, b),
)
# %% logical: logical_and and its family
a, b = [True, True, False], [True, False, False]
tf.logical_and(a, b), tf.logical_or(a, b), tf.logical_not(a), tf.math.logical_xor(a, b)
# %% squared_difference: squared_difference
slope(tf.math.squared_difference, [1.0, 2.0], [3.0, 5.0])
# %% xlog: xlogy, xlog1py, xdivy
slope(tf.math.xlogy, [0.0, 2.0], [0.0, 3.0]), slope(tf.math.xdivy, [0.0, 2.0], [0.0, 4.0])
# %% no_nan: divide_no_nan, multiply_no_nan
slope(tf.math.divide_no_nan, [1.0, 2.0], [0.0, 4.0]), slope(tf.math.reciprocal_no_nan, [0.0, 4.0])
# %% atan2: atan2
slope(tf.atan2, [1.0, -1.0], [1.0, 2.0])
# %% polyval: polyval
slope(lambda x: tf.math.polyval([1.0, 2.0, 3.0], x), 2.0)
# %% l2_normalize: l2_normalize
(
    slope(lambda x: tf.math.l2_normalize(x)[0], [3.0, 4.0]),
    tf.math.l2_normalize([[3.0, 4.0], [0.0, 0.0]], axis=1),
)
# %% cumulative: cumulative_logsumexp
tf.math.cumulative_logsumexp([1.0, 2.0, 3.0])
# %% scalar_mul: scalar_mul
slope(lambda x: tf.math.scalar_mul(3.0, x), [1.0, 2.0])
# %% stop_gradient: stop_gradient
slope(lambda x: x * tf.stop_gradient(x), 3.0), slope(tf.stop_gradient, 3.0)


# %% long_chain: A chain of a thousand steps
def chain(x):
    for _ in range(1000):
        x = x * 1.001
    return x


slope(chain, 1.0)
# %% reuse: A value that is used several times
slope(lambda x: (x + x) * x - x / x, 3.0)
# %% float64: Slopes in float64
x = tf.constant([0.1, 0.7], tf.float64)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.reduce_sum(tf.sin(x) * tf.exp(x) / (1.0 + x**2))
y, tape.gradient(y, x)
# %% float16: Slopes in float16
x = tf.constant([0.5, 2.0], tf.float16)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = x * x + tf.exp(x)
y, tape.gradient(y, x)
# %% log_of_softmax: A composite written by hand
slope(lambda x: tf.math.log(tf.exp(x) / tf.reduce_sum(tf.exp(x)))[0], [1.0, 2.0, 3.0])
# %% logistic: The logistic loss written by hand
slope(
    lambda w: tf.reduce_mean(tf.math.log(1.0 + tf.exp(-tf.constant([1.0, -1.0]) * w))), [0.5, 0.25]
)
# %% cond_in_python: Python's if follows the values
slope(lambda x: x**2 if x > 0 else -x, 2.0), slope(lambda x: x**2 if x > 0 else -x, -2.0)
