import numpy as np
import tensorflow as tf


def error(action):
    try:
        action()
    except Exception as e:
        return e


# %% gather_of_an_intermediate: The gradient through a gather of an intermediate value
x = tf.Variable([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
with tf.GradientTape() as tape:
    y = tf.gather(x * 2.0, [0, 0, 2]) ** 2
tape.gradient(y, x)
# %% gather_and_dense: A gather and a dense use add up
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(tf.gather(x, [0, 2])) + tf.reduce_sum(x**2)
tf.convert_to_tensor(tape.gradient(y, x))
# %% two_gathers: Two gathers of one variable
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(tf.gather(x, [0, 2])) + tf.reduce_sum(tf.gather(x, [1, 2]) * 3.0)
tf.convert_to_tensor(tape.gradient(y, x))
# %% gather_second_order: The second order through a gather
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = tf.reduce_sum(tf.gather(x, [0, 2, 2]) ** 3)
    g = tf.convert_to_tensor(inner.gradient(y, x))
tf.convert_to_tensor(outer.gradient(g, x))
# %% persistent_several: A persistent tape gives several gradients of several targets
x = tf.constant([1.0, 2.0])
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    y = x * x
    z = y * y
tape.gradient(z, x), tape.gradient(z, y), tape.gradient(y, x), tape.gradient([y, z], [x, y])
# %% output_gradients_list: Weights for several targets
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y, z = x * 2.0, x * x
tape.gradient([y, z], x, output_gradients=[tf.constant([1.0, 10.0]), tf.constant([100.0, 1000.0])])
# %% watch_inside_nested: Watching in the inner tape only
x = tf.constant(3.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        inner.watch(x)
        y = x * x
    g = inner.gradient(y, x)
outer.gradient(g, x)
# %% outer_only: Watching in the outer tape only
x = tf.constant(3.0)
with tf.GradientTape() as outer:
    outer.watch(x)
    with tf.GradientTape() as inner:
        y = x * x
    g = inner.gradient(y, x)
g, outer.gradient(y, x)
# %% inner_persistent: A persistent inner tape for two second derivatives
x, w = tf.Variable(2.0), tf.Variable(3.0)
with tf.GradientTape(persistent=True) as outer:
    with tf.GradientTape() as inner:
        y = x**2 * w**3
    gx, gw = inner.gradient(y, [x, w])
outer.gradient(gx, w), outer.gradient(gw, w), outer.gradient(gx, x)
# %% gradient_of_none_in_outer: None in a nested structure of sources
x, w = tf.Variable(2.0), tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x * x
tape.gradient(y, {"x": x, "others": (w, [w])})
# %% watched_after_reset: What is watched after stop and go
x = tf.Variable(2.0, name="x")
w = tf.Variable(2.0, name="w")
with tf.GradientTape() as tape:
    with tape.stop_recording():
        a = x * 1.0
    b = w * 1.0
[v.name for v in tape.watched_variables()]
# %% nested_stop: stop_recording of the inner tape leaves the outer one
x = tf.Variable(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        with inner.stop_recording():
            y = x * x
outer.gradient(y, x), inner.gradient(y, x)
# %% assign_between: The value at the time of use counts
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = x * x
    x.assign(10.0)
tape.gradient(y, x)
# %% assign_of_gradient: Steps inside one persistent tape
x = tf.Variable(2.0)
with tf.GradientTape(persistent=True) as tape:
    y = x * x
    x.assign_sub(tape.gradient(y, x) * 0.1)
    z = x * x
tape.gradient(z, x), x
# %% variable_target: A variable as target and source
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    x * 1.0
tape.gradient(x, x)
# %% constant_target: A constant target
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = tf.constant(3.0)
tape.gradient(y, x)
# %% int_target: An int target
x = tf.Variable(2)
with tf.GradientTape() as tape:
    y = x * 2
tape.gradient(y, x)
# %% empty_target: An empty list of targets
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = x * 2.0
tape.gradient([], x)
# %% shape_cut: Through the shape flows nothing
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = tf.cast(tf.size(x), tf.float32) * tf.constant(2.0)
tape.gradient(y, x)
# %% comparison_cut: Through a comparison flows nothing
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = tf.cast(x > 1.5, tf.float32)
tape.gradient(y, x)
# %% one_hot_cut: Through one_hot flows nothing
x = tf.Variable([0.0, 1.0])
with tf.GradientTape() as tape:
    y = tf.one_hot(tf.cast(x, tf.int32), 2)
tape.gradient(y, x)
# %% stack_of_scalars: A stack of scalars
a, b = tf.Variable(1.0), tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = tf.stack([a, b, a]) * [1.0, 10.0, 100.0]
tape.gradient(y, [a, b])
# %% list_of_variables: A list of variables becomes a tensor
a, b = tf.Variable(1.0), tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = tf.reduce_sum([a, b])
tape.gradient(y, [a, b])
# %% python_sum: Python's sum of tensors
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = sum(v * v for v in x)
tape.gradient(y, x)
# %% unpacking: Unpacking a tensor
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    a, b = x
    y = a * b
tape.gradient(y, x)
# %% strides: Slices with steps, ellipsis and new axes
x = tf.Variable(tf.reshape(tf.range(12.0), (2, 3, 2)))
with tf.GradientTape() as tape:
    y = tf.reduce_sum(x[..., ::-1][:, 1:, None] ** 2)
tape.gradient(y, x)
# %% negative_index: A negative index
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = x[-1] * x[-2]
tape.gradient(y, x)
# %% split_concat: split and concat
x = tf.Variable([1.0, 2.0, 3.0, 4.0])
with tf.GradientTape() as tape:
    a, b = tf.split(x, 2)
    y = tf.concat([b, a * 2.0], 0) * [1.0, 2.0, 3.0, 4.0]
tape.gradient(y, x)
# %% scan_gradient: The gradient through a scan
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = tf.scan(lambda a, v: a * v, x)
tape.gradient(y, x)
# %% map_gradient: The gradient through map_fn
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = tf.map_fn(lambda v: v**3, x)
tape.gradient(y, x)
# %% while_gradient: The gradient through while_loop
x = tf.Variable(1.5)
with tf.GradientTape() as tape:
    _, y = tf.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, v * x), [0, tf.constant(1.0)])
tape.gradient(y, x)
# %% reduce_with_negative_axis: Reductions with negative and several axes
x = tf.Variable(tf.reshape(tf.range(24.0), (2, 3, 4)))
with tf.GradientTape() as tape:
    y = tf.reduce_sum(tf.reduce_mean(x, axis=[0, -1]) ** 2)
tape.gradient(y, x)
# %% matmul_4d: Stacks of stacks of matrices
a = tf.Variable(tf.reshape(tf.range(8.0), (2, 1, 2, 2)))
b = tf.Variable(tf.reshape(tf.range(12.0), (3, 2, 2)))
with tf.GradientTape() as tape:
    y = tf.matmul(a, b)
[g for g in tape.gradient(y, [a, b])]
# %% norm_of_gradients: global_norm of gradients with None
x, w = tf.Variable([3.0]), tf.Variable([4.0])
tf.linalg.global_norm([tf.constant([3.0]), None, tf.constant([4.0])])
# %% float64_everywhere: A float64 model
w = tf.Variable(np.array([1.0, 2.0]))
x = np.array([[1.0, 2.0], [3.0, 4.0]])
with tf.GradientTape() as tape:
    y = tf.reduce_mean((tf.linalg.matvec(x, w) - 1.0) ** 2)
tape.gradient(y, w)
# %% array_times_variable: An array times a variable
w = tf.Variable([1.0, 2.0])
x = np.array([3.0, 4.0], np.float32)
with tf.GradientTape() as tape:
    y = x * w + x
tape.gradient(y, w), y


# %% custom_gradient_kwargs: A custom gradient with a keyword
@tf.custom_gradient
def f(x, power=2):
    return x**power, lambda g: g * 7.0


x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = f(x, power=3)
y, tape.gradient(y, x)


# %% custom_gradient_vector: A custom gradient of vectors, composed
@tf.custom_gradient
def double(x):
    return 2.0 * x, lambda g: g * 3.0


x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(double(double(x)) ** 2)
tape.gradient(y, x)


# %% custom_gradient_unused: A custom gradient outside a tape
@tf.custom_gradient
def double(x):
    return 2.0 * x, lambda g: g


double(tf.constant(3.0))


# %% custom_gradient_no_grad_input: A custom gradient of one watched and one constant input
@tf.custom_gradient
def f(a, b):
    return a * b, lambda g: (g * b, g * a)


x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = f(x, tf.constant(5.0)) + f(3.0, x)
tape.gradient(y, x)
# %% batch_jacobian_3d: batch_jacobian of inputs with more axes
x = tf.constant(np.arange(12.0).reshape(2, 3, 2), tf.float32)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.reduce_sum(x**2, axis=2)
tape.batch_jacobian(y, x)
# %% jacobian_matrix: The jacobian of a matrix product
a = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
with tf.GradientTape() as tape:
    y = a @ a
tape.jacobian(y, a)
# %% jacobian_persistent_both: jacobian and gradient of a persistent tape
x = tf.Variable([1.0, 2.0])
with tf.GradientTape(persistent=True) as tape:
    y = x**3
tape.jacobian(y, x), tape.gradient(y, x), tape.jacobian(y, x, experimental_use_pfor=False)
# %% hessian_of_network: The hessian of a small network
w = tf.Variable([[0.5, -0.3], [0.2, 0.1]])
x = tf.constant([[1.0, 2.0]])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = tf.reduce_sum(tf.tanh(x @ w) ** 2)
    g = inner.gradient(y, w)
outer.jacobian(g, w)


# %% second_order_ops: Second derivatives of many functions
def second(f, x0):
    x = tf.Variable(x0)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        g = inner.gradient(y, x)
    return outer.gradient(g, x)


[
    second(f, 0.7)
    for f in (
        tf.exp,
        tf.math.log,
        tf.sqrt,
        tf.tanh,
        tf.sigmoid,
        tf.nn.softplus,
        tf.math.rsqrt,
        tf.sin,
        tf.tan,
        tf.asin,
        tf.atan,
        tf.square,
        tf.math.reciprocal,
        tf.nn.elu,
        tf.nn.selu,
        tf.nn.gelu,
        tf.nn.silu,
        tf.math.erf,
        tf.math.log1p,
    )
]


# %% second_order_losses: Second derivatives of losses
def second(f, x0):
    x = tf.Variable(x0)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = f(x)
        g = inner.gradient(y, x)
    return outer.jacobian(g, x)


z = [0.5, -1.0, 2.0]
(
    second(lambda x: tf.nn.softmax_cross_entropy_with_logits([0.2, 0.3, 0.5], x), z),
    second(lambda x: tf.nn.sparse_softmax_cross_entropy_with_logits(1, x), z),
    second(lambda x: tf.nn.sigmoid_cross_entropy_with_logits([0.0, 1.0, 1.0], x), z),
    second(lambda x: tf.reduce_logsumexp(x), z),
    second(lambda x: tf.nn.softmax(x)[0], z),
    second(lambda x: tf.math.reduce_std(x), z),
    second(lambda x: tf.norm(x), z),
    second(lambda x: tf.reduce_prod(x), z),
    second(lambda x: tf.reduce_max(x) ** 2, z),
)
# %% relu_second_order: The second derivative of relu
x = tf.Variable([-1.0, 2.0])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = tf.reduce_sum(tf.nn.relu(x) ** 2)
    g = inner.gradient(y, x)
outer.gradient(g, x)
# %% forward_accumulator_model: Forward mode through a model
layer = tf.keras.layers.Dense(1, kernel_initializer="ones")
x = tf.constant([[2.0, 3.0], [1.0, 4.0]])
layer.build(x.shape)
with tf.autodiff.ForwardAccumulator(
    primals=x, tangents=tf.constant([[1.0, 0.0], [0.0, 1.0]])
) as acc:
    y = tf.tanh(layer(x) * 0.1)
acc.jvp(y)
# %% dtype_of_unconnected_zero: Zeros for an int source
x, z = tf.Variable(2.0), tf.Variable([1, 2])
with tf.GradientTape() as tape:
    y = x * x
tape.gradient(y, [x, z], unconnected_gradients=tf.UnconnectedGradients.ZERO)[0]
# %% clip_gradients: Clipping and applying gradients
w = tf.Variable([3.0, 4.0])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(w**2)
g = tape.gradient(y, [w])
clipped, n = tf.clip_by_global_norm(g, 1.0)
tf.keras.optimizers.SGD(1.0).apply_gradients(zip(clipped, [w]))
w, n


# %% training_flag_nested: Dropout in a model of one's own
class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.d = tf.keras.layers.Dense(2, kernel_initializer="ones")
        self.drop = tf.keras.layers.Dropout(0.999)

    def call(self, x, training=None):
        return self.drop(self.d(x), training=training)


net = Net()
net(tf.ones((1, 3)))
# %% functional_model: The functional style with two inputs
a, b = tf.keras.Input((2,)), tf.keras.Input((2,))
h = tf.keras.layers.Add()([a, b])
out = tf.keras.layers.Dense(1, kernel_initializer="ones")(h)
m = tf.keras.Model([a, b], out)
m([tf.ones((1, 2)), tf.ones((1, 2)) * 2.0]), len(m.trainable_variables), tuple(m.output_shape)
# %% shared_layer: A layer used twice
d = tf.keras.layers.Dense(2, kernel_initializer="ones")
x = tf.keras.Input((2,))
m = tf.keras.Model(x, d(d(x)))
m(tf.ones((1, 2))), len(m.trainable_variables)


# %% train_step: A train_step of one's own
class Mine(tf.keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            p = self(x, training=True)
            loss = tf.reduce_mean((p - y) ** 2)
        g = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(g, self.trainable_variables))
        return {"mine": loss}


i = tf.keras.Input((1,))
m = Mine(i, tf.keras.layers.Dense(1, kernel_initializer="zeros")(i))
m.compile(optimizer=tf.keras.optimizers.SGD(0.1))
m.fit(np.array([[1.0], [2.0]]), np.array([[1.0], [2.0]]), epochs=2, verbose=0, batch_size=2).history
# %% layer_call_forms: Activations as layers and strings
x = tf.constant([[-1.0, 2.0]])
[
    tf.keras.layers.Activation(n)(x)
    for n in (
        "relu",
        "tanh",
        "sigmoid",
        "softplus",
        "linear",
        "elu",
        "gelu",
        "silu",
        "exponential",
        "hard_sigmoid",
        "softsign",
        "selu",
        "leaky_relu",
    )
]
# %% variable_scalars: float, int and comparisons of variables
v = tf.Variable(2.5)
float(v), int(v), v > 2.0, bool(v > 2.0), v.numpy() + 1, round(float(v), 1)
# %% shape_arithmetic: Shapes as numbers
x = tf.zeros((2, 3))
(
    x.shape[0] * 2,
    tf.reshape(x, (x.shape[1], x.shape[0])).shape,
    tf.zeros(x.shape).shape,
    np.zeros(x.shape).shape,
    tf.zeros(tf.shape(x)).shape,
    x.shape[-1] / 2,
)
# %% ndarray_methods: What a tensor does not have
[
    error(lambda n=n: getattr(tf.constant([1.0]), n))
    for n in ("T", "sum", "mean", "astype", "ravel", "item", "tolist")
]
# %% round_trip: Through NumPy and back
x = tf.constant([[1.0, 2.0]])
(
    tf.constant(x.numpy()),
    tf.convert_to_tensor(np.asarray(x)),
    np.array_equal(x.numpy(), np.array([[1.0, 2.0]])),
    np.allclose(x, x),
)
# %% gather_jacobian: The jacobian of a gather
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = tf.gather(x, [2, 0]) ** 2
tape.jacobian(y, x)
# %% gather_unwatched_rows: The gradient of a gather with indices in two axes
x = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
with tf.GradientTape() as tape:
    y = tf.gather(x, [[0, 1], [1, 1]])
tf.convert_to_tensor(tape.gradient(y, x))
# %% embedding_training [differs]: Keras squares repeated rows one by one, minigrad their sum
e = tf.keras.layers.Embedding(3, 2, embeddings_initializer="ones")
e(tf.constant([0]))
o = tf.keras.optimizers.Adam(0.1)
for _ in range(2):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(e(tf.constant([0, 2, 0])) ** 2)
    g = tape.gradient(loss, e.trainable_variables)
    o.apply_gradients(zip(g, e.trainable_variables))
e.get_weights()
# %% slices_twice_persistent: Two gradients of one gather
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape(persistent=True) as tape:
    y = tf.gather(x, [1])
    z = y * y
tf.convert_to_tensor(tape.gradient(z, x)), tape.gradient(z, y)
# %% linspace_plot: The slope of a function at many points
x = tf.linspace(-2.0, 2.0, 5)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = x**3 - 2.0 * x
tape.gradient(y, x)
# %% newton: Newton's method with two tapes
x = tf.Variable(3.0)
for _ in range(4):
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = x**4 - 3.0 * x**3 + 2.0
        g = inner.gradient(y, x)
    h = outer.gradient(g, x)
    x.assign_sub(g / h)
x
# %% logistic_regression: Logistic regression by hand
X = tf.constant([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]])
t = tf.constant([[1.0], [0.0], [1.0], [0.0]])
w, b = tf.Variable(tf.zeros((2, 1))), tf.Variable(0.0)
for _ in range(20):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=X @ w + b))
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(0.5 * dw)
    b.assign_sub(0.5 * db)
w, b, loss
