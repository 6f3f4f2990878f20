import numpy as np
import tensorflow as tf


def error(action):
    try:
        action()
    except Exception as e:
        return e


# %% zeros: zeros
(
    tf.zeros(3),
    tf.zeros([2, 2]),
    tf.zeros((1, 2), dtype=tf.int32),
    tf.zeros([]),
    tf.zeros(()),
    tf.zeros(tf.constant([2])),
)
# %% ones: ones
tf.ones(3), tf.ones([2, 1], tf.float64), tf.ones((2,), dtype="int32")
# %% like: zeros_like and ones_like
(
    tf.zeros_like([1, 2]),
    tf.ones_like(tf.constant([1.0])),
    tf.zeros_like(tf.Variable([[2.0]])),
    tf.ones_like([1, 2], dtype=tf.float32),
)
# %% fill: fill
tf.fill([2, 2], 7), tf.fill([2], 1.5), tf.fill((), 3.0)
# %% eye: eye
tf.eye(2), tf.eye(2, 3), tf.eye(2, dtype=tf.int32), tf.eye(2, batch_shape=[1])
# %% range: range
(
    tf.range(3),
    tf.range(1, 4),
    tf.range(0.0, 1.0, 0.25),
    tf.range(3, 0, -1),
    tf.range(3.0),
    tf.range(0, 6, delta=2),
    tf.range(3, dtype=tf.float32),
)
# %% range_empty: An empty range
tf.range(0), error(lambda: tf.range(3, 1)), error(lambda: tf.range(1, 3, 0))
# %% linspace: linspace
tf.linspace(0.0, 1.0, 5), tf.linspace(-1.0, 1.0, 1), tf.linspace(0, 4, 3)
# %% one_hot: one_hot
(
    tf.one_hot([0, 2], 3),
    tf.one_hot(1, 2),
    tf.one_hot([0, 5, -1], 3),
    tf.one_hot([0, 1], 2, on_value=5.0, off_value=-1.0),
    tf.one_hot([0, 1], 3, axis=0),
    tf.one_hot([0], 2, dtype=tf.int32),
)
# %% constant_shape: constant with a shape
tf.constant(0.0, shape=(2, 2)), tf.constant([1, 2, 3, 4], shape=[2, 2])
# %% constant_bad_shape: constant with a shape that does not fit
tf.constant([1, 2, 3], shape=(2, 2))
# %% constant_nested: Nested lists and tuples
tf.constant([[1, 2], [3, 4]]), tf.constant(((1.0, 2.0),)), tf.constant([[[1.0]]])
# %% constant_range: A Python range
tf.constant(range(3)), tf.convert_to_tensor(range(2))
# %% identity: identity is a new tensor
x = tf.constant([1.0])
y = tf.identity(x)
y, y is x
# %% identity_of_variable: identity of a variable keeps the gradient
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = tf.identity(x) * 3.0
tape.gradient(y, x)
# %% meshgrid: meshgrid
tf.meshgrid([1, 2, 3], [4, 5]), tf.meshgrid([1, 2], [3], indexing="ij")
# %% random_shapes [shapes]: Shapes and dtypes of random tensors
(
    tf.random.normal((2, 3)),
    tf.random.uniform([4]),
    tf.random.truncated_normal((2,)),
    tf.random.uniform((2,), 0, 10, dtype=tf.int32),
    tf.random.normal([]),
    tf.random.normal((2,), dtype=tf.float64),
)
# %% random_bounds: Random numbers lie where they should
_u = tf.random.uniform((1000,), 2.0, 3.0)
_i = tf.random.uniform((1000,), minval=0, maxval=3, dtype=tf.int32)
_t = tf.random.truncated_normal((1000,), mean=1.0, stddev=0.5)
(
    bool(tf.reduce_all((_u >= 2.0) & (_u < 3.0))),
    sorted({int(v) for v in _i}),
    bool(tf.reduce_all(tf.abs(_t - 1.0) <= 1.0)),
)
# %% random_int_needs_maxval: An int uniform needs maxval
tf.random.uniform((2,), dtype=tf.int32)
# %% random_seed_repeats: The same seed gives the same numbers
tf.random.set_seed(1)
a = tf.random.normal((3,)).numpy()
tf.random.set_seed(1)
b = tf.random.normal((3,)).numpy()
c = tf.random.normal((3,)).numpy()
same, other = bool((a == b).all()), bool((a == c).all())
del a, b, c
# %% random_op_seed: An op seed differs between ops and repeats after set_seed
tf.random.set_seed(1)
a = tf.random.normal((3,), seed=5).numpy()
b = tf.random.normal((3,), seed=5).numpy()
tf.random.set_seed(1)
c = tf.random.normal((3,), seed=5).numpy()
first, repeated = bool((a == b).all()), bool((a == c).all())
del a, b, c
# %% random_generator [shapes]: Generators
g = tf.random.Generator.from_seed(1)
g.normal((2, 2)), g.uniform((3,)), g.uniform((2,), 0, 5, dtype=tf.int32)
# %% random_generator_repeats: Generators of one seed agree
a = tf.random.Generator.from_seed(3).normal((4,)).numpy()
b = tf.random.Generator.from_seed(3).normal((4,)).numpy()
same = bool((a == b).all())
del a, b
# %% random_stateless: Stateless numbers depend on the seed alone
a = tf.random.stateless_normal((3,), seed=(1, 2)).numpy()
b = tf.random.stateless_normal((3,), seed=(1, 2)).numpy()
same = bool((a == b).all())
del a, b
# %% random_shuffle: shuffle keeps the elements
sorted(tf.random.shuffle(tf.range(6)).numpy().tolist())
# %% random_categorical [shapes]: categorical draws class indices
tf.random.categorical(tf.math.log([[0.5, 0.5], [0.1, 0.9]]), 4)
# %% complex_numbers: complex
tf.complex(1.0, 2.0), tf.math.real(tf.constant(1 + 2j)), tf.abs(tf.constant(3 + 4j))
