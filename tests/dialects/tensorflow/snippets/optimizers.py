import numpy as np
import tensorflow as tf

O = tf.keras.optimizers


def error(action):
    try:
        action()
    except Exception as e:
        return e


def run(optimizer, steps=4, start=(1.0, -2.0)):
    """The values of a variable over some steps down a bowl."""
    x = tf.Variable(list(start))
    path = []
    for _ in range(steps):
        with tf.GradientTape() as tape:
            y = tf.reduce_sum(x**2 + 0.5 * x)
        optimizer.apply_gradients([(tape.gradient(y, x), x)])
        path.append(x.numpy())
    return path


# %% sgd: SGD
run(O.SGD(0.1)), run(O.SGD())
# %% momentum: SGD with momentum
run(O.SGD(0.1, momentum=0.9))
# %% nesterov: SGD with Nesterov's momentum
run(O.SGD(0.1, momentum=0.9, nesterov=True))
# %% rmsprop: RMSprop
run(O.RMSprop(0.1)), run(O.RMSprop(0.1, rho=0.5))
# %% rmsprop_centered: RMSprop centered and with momentum
run(O.RMSprop(0.1, centered=True)), run(O.RMSprop(0.1, momentum=0.5))
# %% adagrad: Adagrad
run(O.Adagrad(0.1)), run(O.Adagrad(0.1, initial_accumulator_value=0.0))
# %% adam: Adam
run(O.Adam(0.1)), run(O.Adam(0.1, beta_1=0.5, beta_2=0.9, epsilon=1e-3))
# %% amsgrad: Adam with amsgrad
run(O.Adam(0.1, amsgrad=True))
# %% adamw: AdamW
run(O.AdamW(0.1)), run(O.AdamW(0.1, weight_decay=0.1))
# %% adadelta: Adadelta
run(O.Adadelta(1.0))
# %% adamax: Adamax
run(O.Adamax(0.1))
# %% nadam: Nadam
run(O.Nadam(0.1))
# %% weight_decay: weight_decay of SGD
run(O.SGD(0.1, weight_decay=0.1))
# %% clipnorm: clipnorm, clipvalue, global_clipnorm
run(O.SGD(0.1, clipnorm=1.0)), run(O.SGD(0.1, clipvalue=0.5)), run(O.SGD(0.1, global_clipnorm=1.0))
# %% schedule_exponential: ExponentialDecay
s = O.schedules.ExponentialDecay(0.1, decay_steps=2, decay_rate=0.5)
t = O.schedules.ExponentialDecay(0.1, decay_steps=2, decay_rate=0.5, staircase=True)
[s(i) for i in range(4)], [t(i) for i in range(4)], run(O.SGD(s))
# %% schedule_piecewise: PiecewiseConstantDecay
s = O.schedules.PiecewiseConstantDecay([1, 2], [0.1, 0.05, 0.01])
[float(s(i)) for i in range(4)], run(O.SGD(s))
# %% schedule_polynomial: PolynomialDecay
s = O.schedules.PolynomialDecay(0.1, 4, end_learning_rate=0.01, power=2.0)
c = O.schedules.PolynomialDecay(0.1, 2, end_learning_rate=0.01, cycle=True)
[float(s(i)) for i in range(6)], [float(c(i)) for i in range(6)]
# %% schedule_inverse_time: InverseTimeDecay
s = O.schedules.InverseTimeDecay(0.1, 1, 0.5)
[float(s(i)) for i in range(4)]
# %% schedule_cosine: CosineDecay and CosineDecayRestarts
s = O.schedules.CosineDecay(0.1, 4, alpha=0.1)
w = O.schedules.CosineDecay(0.0, 4, warmup_target=0.1, warmup_steps=2)
r = O.schedules.CosineDecayRestarts(0.1, 3)
[float(s(i)) for i in range(6)], [float(w(i)) for i in range(6)], [float(r(i)) for i in range(8)]


# %% schedule_of_ones_own: A schedule class of one's own
class Halving(O.schedules.LearningRateSchedule):
    def __call__(self, step):
        return 0.1 * 0.5 ** tf.cast(step, tf.float32)


run(O.SGD(Halving()))
# %% learning_rate: The learning rate can be read and set
o = O.SGD(0.1)
a = float(o.learning_rate)
o.learning_rate = 0.01
b = float(o.learning_rate)
o.learning_rate.assign(0.5)
a, b, float(o.learning_rate)
# %% iterations: iterations
o = O.Adam(0.1)
run(o, 3)
int(o.iterations)
# %% several_variables: Several variables
a, b = tf.Variable(1.0), tf.Variable([2.0, 3.0])
o = O.Adam(0.1)
for _ in range(3):
    with tf.GradientTape() as tape:
        y = a * tf.reduce_sum(b**2)
    o.apply_gradients(zip(tape.gradient(y, [a, b]), [a, b]))
a, b
# %% apply: apply with variables
a = tf.Variable(1.0)
o = O.SGD(0.1)
o.apply([tf.constant(2.0)], [a])
a
# %% zip_once: apply_gradients takes a zip
a, b = tf.Variable(1.0), tf.Variable(2.0)
O.SGD(1.0).apply_gradients(zip([tf.constant(1.0), tf.constant(2.0)], [a, b]))
a, b
# %% wrong_shape: A gradient of a wrong shape is refused
a = tf.Variable([1.0, 2.0])
error(lambda: O.SGD(1.0).apply_gradients([(tf.constant([1.0, 2.0, 3.0]), a)]))
# %% not_a_variable: Only variables are optimized
error(lambda: O.SGD(1.0).apply_gradients([(tf.constant(1.0), tf.constant(2.0))]))
# %% get: Optimizers by name
o = O.get("adam")
type(o).__name__, float(o.learning_rate), type(O.get("sgd")).__name__, error(lambda: O.get("nope"))
# %% sparse_gradient: A gradient of a gather
w = tf.Variable([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
o = O.SGD(0.1)
with tf.GradientTape() as tape:
    y = tf.reduce_sum(tf.gather(w, [0, 0, 2]) ** 2)
o.apply_gradients([(tape.gradient(y, w), w)])
w
# %% get_config: The configuration of an optimizer
c = O.SGD(0.1, momentum=0.9).get_config()
c["momentum"], c["nesterov"], round(float(c["learning_rate"]), 6)
# %% optimizers_alias: tf.optimizers is tf.keras.optimizers
(
    tf.optimizers.SGD is tf.keras.optimizers.SGD,
    tf.losses.MeanSquaredError is tf.keras.losses.MeanSquaredError,
)
# %% linear_regression [rtol=0.01]: Linear regression by Adam
X = tf.constant([[0.0], [1.0], [2.0], [3.0]])
Y = 2.0 * X - 1.0
w, b = tf.Variable([[0.0]]), tf.Variable([0.0])
o = O.Adam(0.1)
for _ in range(100):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((X @ w + b - Y) ** 2)
    g = tape.gradient(loss, [w, b])
    o.apply_gradients(zip(g, [w, b]))
w, b, loss
# %% traced_step: An optimizer in a traced function
x = tf.Variable(1.0)
o = O.SGD(0.1, momentum=0.9)


@tf.function
def step():
    with tf.GradientTape() as tape:
        y = x**2
    o.apply_gradients([(tape.gradient(y, x), x)])
    return y


[step() for _ in range(3)], x
# %% swapped_pair: The gradient comes first
x = tf.Variable(1.0)
error(lambda: O.SGD(0.1).apply_gradients([(x, tf.constant(1.0))]))
