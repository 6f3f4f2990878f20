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


# %% custom_gradient: custom_gradient replaces the slope
@tf.custom_gradient
def f(x):
    return x * x, lambda g: g * 100.0


slope(f, 3.0)


# %% custom_gradient_two_inputs: A slope for each input
@tf.custom_gradient
def f(x, y):
    def grad(g):
        return g * 10.0, g * 20.0

    return x * y, grad


slope(f, 3.0, 4.0)


# %% custom_gradient_stable: The stable log1pexp of the guide
@tf.custom_gradient
def log1pexp(x):
    e = tf.exp(x)

    def grad(upstream):
        return upstream * (1 - 1 / (1 + e))

    return tf.math.log(1 + e), grad


slope(log1pexp, 100.0), slope(log1pexp, 0.0)


# %% custom_gradient_clip: Clipping the slope on its way back
@tf.custom_gradient
def clip(y):
    return y, lambda g: tf.clip_by_norm(g, 0.5)


slope(lambda v: clip(v * v), 2.0)


# %% custom_gradient_second_order: The slope of a custom slope
@tf.custom_gradient
def cube(x):
    return x**3, lambda g: g * 3.0 * x**2


x = tf.constant(2.0)
with tf.GradientTape() as outer:
    outer.watch(x)
    with tf.GradientTape() as inner:
        inner.watch(x)
        y = cube(x)
    g = inner.gradient(y, x)
g, outer.gradient(g, x)


# %% custom_gradient_none: None as a slope
@tf.custom_gradient
def f(x, y):
    return x * y, lambda g: (g * y, None)


slope(f, 3.0, 4.0)


# %% custom_gradient_two_outputs: Two outputs, two upstreams
@tf.custom_gradient
def f(x):
    return (x * 2.0, x * 3.0), lambda ga, gb: ga * 2.0 + gb * 3.0


x = tf.constant(1.0)
with tf.GradientTape() as tape:
    tape.watch(x)
    a, b = f(x)
    y = a * 10.0 + b
tape.gradient(y, x)
# %% custom_gradient_variables: grad_fn takes variables= when a variable is used
w = tf.Variable(2.0)


@tf.custom_gradient
def f(x):
    def grad(g, variables=None):
        return g * w, [g * x * 5.0 for _ in variables]

    return x * w, grad


x = tf.constant(3.0)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = f(x)
tape.gradient(y, [x, w])
# %% straight_through: A straight-through estimator
slope(lambda x: x + tf.stop_gradient(tf.round(x) - x), 1.4)
# %% grad_pass_through: grad_pass_through
slope(lambda x: tf.grad_pass_through(tf.round)(x) * 2.0, 1.4)
# %% recompute_grad: recompute_grad gives the same slope
slope(tf.recompute_grad(lambda x: tf.sin(x) * x), 1.0)


# %% function_values: A traced function gives the same values
@tf.function
def f(x, y=2.0):
    return x * y + 1.0


f(tf.constant(3.0)), f(tf.constant(3.0), y=tf.constant(4.0))


# %% function_traces_once [differs]: Python's side effects happen once per signature
@tf.function
def f(x):
    print("tracing", x.shape)
    return x * 2.0


f(tf.constant(1.0))
f(tf.constant(2.0))
f(tf.constant([1.0]))
f(tf.constant([2.0]))


# %% function_slope: The slope of a traced function
@tf.function
def f(x):
    return tf.reduce_sum(x**2)


slope(f, [1.0, 2.0])


# %% function_inner_tape: A tape inside a traced function
@tf.function
def f(x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x**3
    return tape.gradient(y, x)


f(tf.constant(2.0)), slope(f, 2.0)
# %% function_variable: A variable changes inside a traced function
v = tf.Variable(1.0)


@tf.function
def step(x):
    v.assign_add(x)
    return v * 2.0


step(tf.constant(2.0)), step(tf.constant(3.0)), v


# %% function_range: A loop over tf.range
@tf.function
def f(n):
    total = tf.constant(0)
    for i in tf.range(n):
        total += i
    return total


f(tf.constant(5)), f(tf.constant(0))


# %% function_if: A condition on a tensor
@tf.function
def f(x):
    if x > 0.0:
        return x * 2.0
    else:
        return -x


f(tf.constant(3.0)), f(tf.constant(-3.0)), slope(f, 3.0), slope(f, -3.0)


# %% function_while: A while loop on a tensor
@tf.function
def f(x):
    n = tf.constant(0)
    while x > 1.0:
        x = x / 2.0
        n += 1
    return n


f(tf.constant(10.0))


# %% function_and_or: and, or, not on tensors
@tf.function
def f(x):
    if x > 0.0 and x < 1.0:
        return 1
    return 0


f(tf.constant(0.5)), f(tf.constant(2.0))


# %% function_structures: A traced function returns structures
@tf.function
def f(x):
    return {"double": x * 2.0, "both": (x, [x + 1.0])}


f(tf.constant(1.0))
# %% function_none: A traced function without a result
v = tf.Variable(1.0)


@tf.function
def f():
    v.assign(5.0)


f(), v


# %% function_input_signature: An input signature is checked
@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
def f(x):
    return tf.reduce_sum(x)


f(tf.constant([1.0, 2.0])), error(lambda: f(tf.constant([[1.0]])))


# %% function_method: A method as a traced function
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.n = tf.Variable(0.0)

    @tf.function
    def __call__(self, x):
        self.n.assign_add(1.0)
        return x * self.n


c = Counter()
c(tf.constant(2.0)), c(tf.constant(2.0)), c.n


# %% function_state_once: Variables made on the first call stay
class Once(tf.Module):
    def __init__(self):
        super().__init__()
        self.v = None

    @tf.function
    def __call__(self, x):
        if self.v is None:
            self.v = tf.Variable(x)
        return self.v * x


once = Once()
once(tf.constant(2.0)), once(tf.constant(3.0))


# %% function_get_concrete: get_concrete_function and calling it
@tf.function
def f(x):
    return x * x


g = f.get_concrete_function(tf.TensorSpec([], tf.float32))
g(tf.constant(3.0))
# %% function_training_loop: A training loop in a traced function
x = tf.Variable(0.0)


@tf.function
def minimize():
    for _ in tf.range(100):
        with tf.GradientTape() as tape:
            y = (x - 1.0) ** 2
        x.assign_sub(0.1 * tape.gradient(y, x))
    return (x - 1.0) ** 2


y = minimize()
x


# %% function_loop_dtype [differs]: A loop variable may not change its dtype
@tf.function
def f(n):
    x = tf.constant(0)
    for _ in tf.range(n):
        x = tf.cast(x, tf.float32)
    return x


error(lambda: f(tf.constant(2)))


# %% function_loop_shape [differs]: A loop variable may not change its shape
@tf.function
def f(n):
    x = tf.constant([0.0])
    for _ in tf.range(n):
        x = tf.concat([x, x], 0)
    return x


error(lambda: f(tf.constant(2)))


# %% function_branch_name [differs]: A name set in one branch only is refused
@tf.function
def f(x):
    if x > 0.0:
        z = x * 2.0
    return z


error(lambda: f(tf.constant(1.0)))
# %% run_functions_eagerly: run_functions_eagerly switches the tracing off
tf.config.run_functions_eagerly(True)


@tf.function
def f(x):
    print("eager")
    return x + 1.0


f(tf.constant(1.0))
f(tf.constant(1.0))
tf.config.run_functions_eagerly(False)
# %% executing_eagerly: executing_eagerly
tf.executing_eagerly()
# %% py_function: py_function keeps the slope
slope(lambda x: tf.py_function(lambda a: a**2, [x], tf.float32), 3.0)
# %% jacobian: The jacobian of a vector function
x = tf.constant([1.0, 2.0])
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.stack([x[0] * x[1], x[0] ** 2, tf.sin(x[1])])
tape.jacobian(y, x)
# %% jacobian_of_layer: The jacobian of a matrix product
w = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
x = tf.constant([[1.0, -1.0]])
with tf.GradientTape() as tape:
    y = tf.nn.sigmoid(x @ w)
tape.jacobian(y, w)
# %% jacobian_of_several: The jacobian with regard to a list
a, b = tf.Variable([1.0, 2.0]), tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = a * b
tape.jacobian(y, [a, b])
# %% jacobian_scalar_source: The jacobian with regard to a scalar
x = tf.Variable(0.5)
with tf.GradientTape() as tape:
    y = x * tf.constant([[1.0, 2.0]])
tape.jacobian(y, x)
# %% jacobian_unconnected: Unconnected jacobians as zeros
x, z = tf.Variable([1.0, 2.0]), tf.Variable([1.0])
with tf.GradientTape() as tape:
    y = x * x
tape.jacobian(y, [x, z], unconnected_gradients="zero")
# %% hessian: The hessian by a tape in a tape
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x[0] ** 2 * x[1] + tf.reduce_sum(x**3)
    g = inner.gradient(y, x)
outer.jacobian(g, x)
# %% batch_jacobian: The jacobian of each example
x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
w = tf.constant([[1.0, 0.5, 0.0], [2.0, 1.0, -1.0]])
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.tanh(0.1 * x @ w)
tape.batch_jacobian(y, x)
# %% third_order: Three tapes
x = tf.Variable(2.0)
with tf.GradientTape() as t3:
    with tf.GradientTape() as t2:
        with tf.GradientTape() as t1:
            y = x**4
        g1 = t1.gradient(y, x)
    g2 = t2.gradient(g1, x)
t3.gradient(g2, x), g2, g1
# %% second_order_persistent: One persistent tape for two orders
x = tf.constant(3.0)
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    y = x**3
    g = tape.gradient(y, x)
tape.gradient(g, x), tape.gradient(y, x)
# %% gradient_of_gradient_norm: A gradient penalty
x = tf.constant([[1.0, 2.0]])
w = tf.Variable([[0.5], [-0.25]])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        inner.watch(x)
        y = tf.sin(x @ w)
    g = inner.gradient(y, x)
    penalty = tf.reduce_sum(g**2)
outer.gradient(penalty, w)
# %% hessian_vector_product: Forward over reverse by double backward
x = tf.Variable([1.0, 2.0])
v = tf.constant([1.0, -1.0])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = tf.reduce_sum(tf.exp(x) * x[::-1])
    g = inner.gradient(y, x)
outer.gradient(g, x, output_gradients=v)
# %% forward_accumulator: Jacobian-vector products forward
x = tf.constant([2.0, 3.0])
with tf.autodiff.ForwardAccumulator(primals=x, tangents=tf.constant([1.0, 0.0])) as acc:
    y = tf.reduce_sum(x**2)
acc.jvp(y)
# %% two_tapes: Two tapes at once
x, w = tf.constant(1.0), tf.constant(2.0)
with tf.GradientTape() as tape_x, tf.GradientTape() as tape_w:
    tape_x.watch(x)
    tape_w.watch(w)
    y = x**2 * w
tape_x.gradient(y, x), tape_w.gradient(y, w)
# %% tape_does_not_watch: watch_accessed_variables=False
a, b = tf.Variable(1.0), tf.Variable(2.0)
with tf.GradientTape(watch_accessed_variables=False) as tape:
    tape.watch(b)
    y = a * b
tape.gradient(y, [a, b]), [v.name for v in tape.watched_variables()]
# %% control_flow: The slope follows the branch that was taken
v0, v1 = tf.Variable(2.0), tf.Variable(2.0)
x = tf.constant(1.0)
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    result = v0 if x > 0.0 else v1**2
tape.gradient(result, [v0, v1, x])
# %% target_is_variable: The variable itself as a target
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x
tape.gradient(y, x)
# %% source_made_inside: An intermediate as a source
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x * x
    z = y * y
tape.gradient(z, [x, y])
# %% outside_operation: What was computed before the tape is a constant
x = tf.Variable(3.0)
y = x * x
with tf.GradientTape() as tape:
    z = y * x
tape.gradient(z, [x, y])
# %% after_the_tape: What is computed after the tape has no gradient
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x * x
z = y * 2.0
tape.gradient(z, x)
# %% string_target: A string target
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x * x
error(lambda: tape.gradient(y, "x"))
# %% int_source: A Python number as a source
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x * x
error(lambda: tape.gradient(y, 3.0))
# %% exception_inside: An exception leaves the tape closed and usable
x = tf.Variable(3.0)
tape = tf.GradientTape()
try:
    with tape:
        y = x * x
        raise KeyError("stop")
except KeyError:
    pass
tape.gradient(y, x)
