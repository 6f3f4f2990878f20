import gc

import numpy as np
import tensorflow as tf


def error(action):
    """The exception that the action raises, or None."""
    try:
        action()
    except Exception as e:
        return e


def gradient(f, x, **options):
    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(y, x, **options)


C = tf.constant
V = tf.Variable

# %% point_01_second_gradient: A tape that is not persistent gives one set of gradients
x = V(3.0)
with tf.GradientTape() as tape:
    y = x * x
first = tape.gradient(y, x)
second = error(lambda: tape.gradient(y, x))
# %% point_01_second_jacobian: A jacobian counts as the one set of gradients
x = V([3.0])
with tf.GradientTape() as tape:
    y = x * x
first = tape.jacobian(y, x)
second = error(lambda: tape.jacobian(y, x))
third = error(lambda: tape.gradient(y, x))
# %% point_02_tape_never_entered: A tape that was never entered has nothing to give
x = V(3.0)
tape = tf.GradientTape()
error(lambda: tape.gradient(x * x, x))
# %% point_03_gradient_inside_the_with: Asking inside the with block works and stops the recording
x = V(3.0)
with tf.GradientTape() as tape:
    y = x * x
    g = tape.gradient(y, x)
    z = g * x
again = error(lambda: tape.gradient(z, x))
# %% point_03_persistent_inside_the_with: A persistent tape records its own gradient
x = V(3.0)
with tf.GradientTape(persistent=True) as tape:
    y = x * x * x
    g = tape.gradient(y, x)
second_order = tape.gradient(g, x)
# %% point_04_watched_in_order_of_construction: Watched variables come in the order of their making
x, w, b = V(1.0, name="x"), V(2.0, name="w"), V(3.0, name="b")
with tf.GradientTape() as tape:
    y = b + w * x
tape.gradient(y, x)
watched = tape.watched_variables()
names = [v.name for v in watched]
# %% point_05_not_watched: Constants and variables that are not trainable give None
c, v = C(2.0), V(3.0, trainable=False)
with tf.GradientTape() as tape:
    y = c * v
tape.gradient(y, [c, v])
# %% point_05_watch_overrides: watch overrides both
c, v = C(2.0), V(3.0, trainable=False)
with tf.GradientTape() as tape:
    tape.watch([c, v])
    y = c * v
tape.gradient(y, [c, v])
# %% point_06_int_tensor: A watched int tensor gives None
x = C(3)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = x * x
tape.gradient(y, x)
# %% point_06_int_variable: An int variable gives None
x = V(3)
with tf.GradientTape() as tape:
    y = x * x
tape.gradient(y, x)
# %% point_07_watch_nested: watch takes nested lists and dicts
a, b, c = C(1.0), C(2.0), C(3.0)
with tf.GradientTape() as tape:
    tape.watch([a, {"b": b, "c": (c,)}])
    y = a * b * c
tape.gradient(y, {"a": a, "rest": [b, (c,)]})
# %% point_07_watch_refuses: watch refuses what is not a tensor
with tf.GradientTape() as tape:
    one = error(lambda: tape.watch(3.0))
    many = error(lambda: tape.watch([1.0, 2.0]))
    array = error(lambda: tape.watch(np.ones(2)))
# %% point_08_watch_before_entering: watch before entering raises AttributeError
x = C(3.0)
tape = tf.GradientTape()
error(lambda: tape.watch(x))
# %% point_08_watch_after_use: What was computed before the watch gives None
x = C(3.0)
with tf.GradientTape() as tape:
    y = x * x
    tape.watch(x)
tape.gradient(y, x)
# %% point_09_sum_of_elements: A target that is not a scalar is summed
x = V([1.0, 2.0])
with tf.GradientTape() as tape:
    y = x * [[1.0], [2.0], [3.0]]
tape.gradient(y, x)
# %% point_09_output_gradients: output_gradients weights the elements
x = V([1.0, 2.0])
with tf.GradientTape(persistent=True) as tape:
    y = x * x
weighted = tape.gradient(y, x, output_gradients=C([1.0, 10.0]))
wrapped = tape.gradient(y, x, output_gradients=[C([1.0, 10.0])])
scalar = tape.gradient(y, x, output_gradients=C(2.0))
# %% point_09_output_gradients_of_a_wrong_shape: A wrong shape of output_gradients raises
x = V([1.0, 2.0])
with tf.GradientTape() as tape:
    y = x * x
error(lambda: tape.gradient(y, x, output_gradients=C([1.0, 2.0, 3.0])))
# %% point_10_several_targets: Several targets are summed
x = V(2.0)
with tf.GradientTape(persistent=True) as tape:
    y, z = x * x, 3.0 * x
both = tape.gradient([y, z], x)
as_dict = tape.gradient({"y": y, "z": z}, x)
twice = tape.gradient([y, y], x)
# %% point_10_duplicate_sources: Each of two equal sources gets the full gradient
x = V(2.0)
with tf.GradientTape() as tape:
    y = x * x
tape.gradient(y, [x, x])
# %% point_10_target_among_sources: A target that is also a source adds one
x = V(2.0)
with tf.GradientTape(persistent=True) as tape:
    y = x * x
with_itself = tape.gradient([x, y], x)
of_itself = tape.gradient(y, y)
# %% point_11_structure: The structure of the sources is mirrored
a, b = V(1.0), V(2.0)
with tf.GradientTape(persistent=True) as tape:
    y = a * b
as_list = tape.gradient(y, [a, b])
as_tuple = tape.gradient(y, (a, b))
as_dict = tape.gradient(y, {"a": a, "b": b})
nested = tape.gradient(y, [a, {"b": (b, a)}])
empty = tape.gradient(y, [])
# %% point_12_target_none: None as a target raises TypeError
x = V(2.0)
with tf.GradientTape() as tape:
    y = x * x
error(lambda: tape.gradient(None, x))
# %% point_12_target_float: A Python float as a target raises AttributeError
x = V(2.0)
with tf.GradientTape() as tape:
    y = x * x
error(lambda: tape.gradient(4.0, x))
# %% point_13_unconnected: Unconnected gradients are None or zeros
x, z = V([1.0, 2.0]), V([[5.0]])
with tf.GradientTape(persistent=True) as tape:
    y = x * x
none = tape.gradient(y, z)
zero = tape.gradient(y, z, unconnected_gradients="zero")
enum = tape.gradient(y, [x, z], unconnected_gradients=tf.UnconnectedGradients.ZERO)
bad = error(lambda: tape.gradient(y, z, unconnected_gradients="foo"))
# %% point_14_enter_twice: Entering an active tape raises
x = V(2.0)
with tf.GradientTape() as tape:
    bad = error(lambda: tape.__enter__())
# %% point_14_enter_again: Entering again after the exit goes on recording
x = V(2.0)
tape = tf.GradientTape()
with tape:
    y = x * x
with tape:
    z = y * x
tape.gradient(z, x)
# %% point_15_stop_recording: Nothing is recorded while the recording stops
x = V(2.0)
with tf.GradientTape(persistent=True) as tape:
    y = x * x
    with tape.stop_recording():
        z = x * x * x
    w = y * x
inside = tape.gradient(y, x)
hole = tape.gradient(z, x)
after = tape.gradient(w, x)
# %% point_15_outside: stop_recording and reset outside the recording raise
tape = tf.GradientTape()
stop = error(lambda: tape.stop_recording().__enter__())
reset = error(tape.reset)
# %% point_15_reset: reset forgets what was recorded and watched
x, w = V(2.0), V(3.0)
with tf.GradientTape() as tape:
    y = x * x
    tape.reset()
    z = w * w
watched = [v.numpy() for v in tape.watched_variables()]
tape.gradient([y, z], [x, w])
# %% point_16_jacobian: The shape of a jacobian is that of the target and of the source
x = V([[1.0, 2.0, 3.0]])
with tf.GradientTape() as tape:
    y = x * x
tape.jacobian(y, x)
# %% point_16_jacobian_unconnected: An unconnected jacobian is None
x, z = V([1.0, 2.0]), V(3.0)
with tf.GradientTape() as tape:
    y = x * x
tape.jacobian(y, z)
# %% point_16_jacobian_without_pfor: experimental_use_pfor=False needs a persistent tape
x = V([1.0, 2.0])
with tf.GradientTape() as tape:
    y = x * x
error(lambda: tape.jacobian(y, x, experimental_use_pfor=False))
# %% point_17_batch_jacobian: One jacobian an example
x = C([[1.0, 2.0], [3.0, 4.0]])
with tf.GradientTape() as tape:
    tape.watch(x)
    y = x * x
tape.batch_jacobian(y, x)
# %% point_17_batch_jacobian_refuses: The batch dimensions must agree and exist
x = C([[1.0, 2.0], [3.0, 4.0]])
v = C([1.0, 2.0])
with tf.GradientTape(persistent=True) as tape:
    tape.watch([x, v])
    y = x[:1] * 2.0
    z = v * v
first_dimension = error(lambda: tape.batch_jacobian(y, x))
rank_one = error(lambda: tape.batch_jacobian(z, v))
# %% point_18_second_order: The inner gradient must be taken inside the outer tape
x = V(3.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x**3
    dy = inner.gradient(y, x)
inside = outer.gradient(dy, x)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x**3
dy = inner.gradient(y, x)
outside = outer.gradient(dy, x)
# %% point_19_variable_becomes_a_tensor: x - 0.1 is a tensor, so the next gradient is None
x = V(3.0)
with tf.GradientTape() as tape:
    y = x * x
x = x - 0.1 * tape.gradient(y, x)
with tf.GradientTape() as tape:
    y = x * x
none = tape.gradient(y, x)
still = isinstance(x, tf.Variable)
# %% point_19_assign_sub: assign_sub keeps the variable
x = V(3.0)
for _ in range(2):
    with tf.GradientTape() as tape:
        y = x * x
    g = tape.gradient(y, x)
    x.assign_sub(0.1 * g)
still = isinstance(x, tf.Variable)
# %% point_20_assign_inside_the_tape: The gradient is taken at the new value
x = V(4.0)
with tf.GradientTape() as tape:
    x.assign_add(1.0)
    y = x * x
tape.gradient(y, x)
# %% point_20_nothing_through_assign: Nothing flows through the assignment itself
x0, x1 = V(3.0), V(0.0)
with tf.GradientTape() as tape:
    x1.assign_add(x0)
    y = x1**2
tape.gradient(y, [x0, x1])
# %% point_21_numpy_cuts: NumPy cuts the graph
x = V([1.0, 2.0])
with tf.GradientTape(persistent=True) as tape:
    y = tf.constant(x.numpy() * 2.0)
    z = tf.reduce_mean(np.mean(x, axis=0))
    w = C(float(x[0]))
through_numpy = tape.gradient(y, x)
through_mean = tape.gradient(z, x)
through_float = tape.gradient(w, x)
# %% point_21_numpy_function: tf.numpy_function cuts the graph, tf.py_function does not
x = V(3.0)
with tf.GradientTape(persistent=True) as tape:
    y = tf.numpy_function(lambda a: a * a, [x], tf.float32)
    z = tf.py_function(lambda a: a * a, [x], tf.float32)
cut = tape.gradient(y, x)
kept = tape.gradient(z, x)
# %% point_22_cast_to_int: There is no gradient through an int
x = V(2.5)
with tf.GradientTape() as tape:
    y = tf.cast(tf.cast(x, tf.int32), tf.float32) * x
tape.gradient(y, x)
# %% point_22_cast_to_int_only: Cast to int and back gives None
x = V(2.5)
with tf.GradientTape() as tape:
    y = tf.cast(tf.cast(x, tf.int32), tf.float32)
tape.gradient(y, x)
# %% point_22_argmax: argmax as a target gives None
x = V([1.0, 3.0])
with tf.GradientTape() as tape:
    y = tf.argmax(x)
tape.gradient(y, x)
# %% point_22_cast_to_float32: The gradient has the dtype of the source
x = V(2.0, dtype=tf.float64)
with tf.GradientTape() as tape:
    y = tf.cast(x, tf.float32) ** 2
tape.gradient(y, x)
# %% point_23_floor_round_sign: floor and round give None, sign gives zero
floor = gradient(tf.floor, 1.5)
ceil = gradient(tf.math.ceil, 1.5)
round_ = gradient(tf.round, 1.5)
sign = gradient(tf.sign, 1.5)
# %% point_24_gather_is_sparse: The gradient through gather is IndexedSlices
x = V([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = tf.gather(x, [0, 2, 2])
g = tape.gradient(y, x)
sparse = isinstance(g, tf.IndexedSlices)
dense = tf.convert_to_tensor(g)
# %% point_24_slice_is_dense: The gradient through a slice is dense
x = V([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = x[0:2] * 3.0
tape.gradient(y, x)
# %% point_25_literals: What a literal becomes
a, b, c, d = C(1.0), C(1), C(np.array([1.0, 2.0])), C([1, 2.5])
e = C([1.0]) + np.ones(1)
f = C(True)
# %% point_26_no_promotion: Different dtypes do not mix
a = error(lambda: C(1) + C(1.0))
b = error(lambda: C(1.0) + C(1.0, tf.float64))
c = error(lambda: C(1) + 1.5)
d = C(1.0) + 1
# %% point_26_division: int divided by int is float64, the mean of ints an int
quotient = C(7) / C(2)
floored = C(7) // C(2)
remainder = C(-7) % C(3)
mean = tf.reduce_mean(C([1, 2]))
# %% point_27_unhashable: Tensors and variables cannot be hashed
a = error(lambda: hash(C(1.0)))
b = error(lambda: {V(1.0): 1})
same = C(1.0).ref() == V(1.0).ref()
t = C(1.0)
ref = t.ref() == t.ref(), t.ref().deref() is t, len({t.ref(), t.ref()})
# %% point_27_equality_is_elementwise: == compares elements
a = C([1.0, 2.0]) == C([1.0, 3.0])
b = V([1.0, 2.0]) != C([1.0, 3.0])
c = C([1.0, 2.0]) == 1.0
# %% point_27_no_item_assignment: A tensor cannot be written to
t, v = C([1.0, 2.0]), V([1.0, 2.0])


def write(x):
    x[0] = 5.0


a = error(lambda: write(t))
b = error(lambda: write(v))
v[0].assign(5.0)
# %% point_28_assign: assign checks shape and dtype
v = V([1.0, 2.0])
shape = error(lambda: v.assign([1.0, 2.0, 3.0]))
dtype = error(lambda: v.assign(C([1, 2])))
v.assign([3, 4])
# %% point_29_repr: How tensors and variables print
tensor = repr(C(1.0))
text = str(C(1.0))
vector = repr(C([1.0, 2.0]))
variable = repr(V([1.0], name="w"))
variable_text = str(V([1.0], name="w"))
default = V(1.0).name


# %% point_30_custom_gradient_count: A custom gradient of the wrong count raises
@tf.custom_gradient
def bad(x):
    return x * x, lambda g: (g, g)


error(lambda: gradient(bad, 3.0))
# %% point_30_custom_gradient_variables: A Variable used inside needs variables= in grad_fn
w = V(2.0)


@tf.custom_gradient
def f(x):
    return x * w, lambda g: g * w


error(lambda: gradient(f, 3.0))
# %% point_32_output_gradients_none: None among the output gradients of distinct targets raises
x = V(2.0)
with tf.GradientTape() as tape:
    y, z = x * x, x * 3.0
error(lambda: tape.gradient([y, z], x, output_gradients=[C(1.0), None]))
# %% point_33_traces [differs]: One trace per tensor signature and per Python value
traces = []


@tf.function
def f(x):
    traces.append("t" if isinstance(x, tf.Tensor) else "p")
    return x * 2


results = [f(C(1.0)), f(C(2.0)), f(1.0), f(2.0), f(C([1.0])), f(C([1.0])), f(C(1))]
# %% point_33_python_int_reuses_float [differs]: Python 1 reuses the trace of 1.0
traces = []


@tf.function
def f(x):
    traces.append(x)
    return x * C(2.0)


results = [f(1.0), f(1)]


# %% point_33_variable_per_call [differs]: Making a variable in every call raises; here from the second call on
@tf.function
def f(x):
    return V(1.0) * x


error(lambda: f(C(1.0)))
# %% point_33_tracing_count: How often a function was traced
@tf.function
def f(x, y=1.0):
    return x * y


[f(v) for v in (C(1.0), C(2.0), C([1.0]), 1.0, 2.0, 1)]
f.experimental_get_tracing_count()
# %% point_33_int_reuses_float: Python 1 reuses the trace of 1.0 and returns a float
@tf.function
def f(x):
    return x * 2


f(1.0), f(1), f(2), f(2.0)
# %% point_35_no_gradients: apply_gradients without gradients raises
x = V(1.0)
optimizer = tf.keras.optimizers.SGD()
none = error(lambda: optimizer.apply_gradients([(None, x)]))
empty = error(lambda: optimizer.apply_gradients([]))
# %% point_35_some_none: A pair with None is skipped
x, y = V(1.0), V(2.0)
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.apply_gradients([(C(1.0), x), (None, y)])
values = [x.numpy(), y.numpy()]
# %% point_35_unknown_variable: A variable that was not there at build raises
x, y = V(1.0), V(2.0)
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.apply_gradients([(C(1.0), x)])
error(lambda: optimizer.apply_gradients([(C(1.0), y)]))
# %% point_35_iterations: iterations counts the steps
x = V(1.0)
optimizer = tf.keras.optimizers.SGD(0.1)
before = int(optimizer.iterations)
for _ in range(3):
    optimizer.apply_gradients([(C(1.0), x)])
after = int(optimizer.iterations)
# %% point_35_compat_minimize: The v1 optimizer has minimize
x = V(1.0)
optimizer = tf.compat.v1.train.GradientDescentOptimizer(0.1)
optimizer.minimize(lambda: x * x, var_list=[x])
x
# %% point_36_adam_epsilon [rtol=1e-8]: Adam's epsilon stands under the uncorrected root
x = V(1.0)
optimizer = tf.keras.optimizers.Adam(0.1)
with tf.GradientTape() as tape:
    y = x * x
optimizer.apply_gradients([(tape.gradient(y, x), x)])
x
# %% point_36_defaults: Defaults of the optimizers
o = tf.keras.optimizers
rates = [float(f().learning_rate) for f in (o.SGD, o.RMSprop, o.Adagrad, o.Adam, o.AdamW)]
rho = o.RMSprop().rho
accumulator = o.Adagrad().initial_accumulator_value
# %% point_37_momentum_folds_the_rate: The rate is folded into the velocity
x = V(1.0)
optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
for rate in (0.1, 0.01):
    optimizer.learning_rate = rate
    with tf.GradientTape() as tape:
        y = x * x
    optimizer.apply_gradients([(tape.gradient(y, x), x)])
x
# %% point_38_dense: A dense layer's variables
layer = tf.keras.layers.Dense(3)
before = len(layer.trainable_variables)
layer(tf.ones((2, 4)))
shapes = [tuple(v.shape) for v in layer.trainable_variables]
bias = layer.bias.numpy()
within = bool(np.all(np.abs(layer.kernel.numpy()) <= np.sqrt(6 / 7)))
# %% point_39_losses: Keras losses take (y_true, y_pred) and average over the batch
k = tf.keras.losses
a = k.MeanSquaredError()(C([[1.0, 2.0]]), C([[2.0, 4.0]]))
b = k.mse(C([[1.0, 2.0], [0.0, 0.0]]), C([[2.0, 4.0], [0.0, 2.0]]))
c = k.SparseCategoricalCrossentropy()(C([0]), C([[0.25, 0.75]]))
d = k.SparseCategoricalCrossentropy()(C([0]), C([[0.0, 1.0]]))
e = k.SparseCategoricalCrossentropy(from_logits=True)(C([0]), C([[0.25, 0.75]]))
