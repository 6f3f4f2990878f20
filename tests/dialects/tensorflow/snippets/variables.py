import numpy as np
import tensorflow as tf


def error(action):
    try:
        action()
    except Exception as e:
        return e


# %% assign: assign, assign_add, assign_sub
v = tf.Variable([1.0, 2.0])
v.assign([3.0, 4.0])
a = v.numpy()
v.assign_add([1.0, 1.0])
b = v.numpy()
v.assign_sub([0.5, 0.5])
v, a, b
# %% assign_returns: assign returns the variable
v = tf.Variable(1.0)
r = v.assign(2.0)
r.numpy(), v.assign_add(1.0).numpy(), isinstance(r, tf.Variable)
# %% assign_chained: Assignments chain
v = tf.Variable(1.0)
v.assign(2.0).assign_add(1.0)
v
# %% assign_int: A Python int is assigned to a float variable
v = tf.Variable(1.0)
v.assign(3)
v
# %% assign_wrong_shape: A wrong shape is refused
tf.Variable([1.0, 2.0]).assign([1.0])
# %% assign_wrong_dtype: A wrong dtype is refused
tf.Variable(1.0).assign(tf.constant(1))
# %% assign_array: An array is cast to the dtype
v = tf.Variable([1.0, 2.0])
v.assign(np.array([3.0, 4.0]))
v
# %% assign_broadcast: A scalar does not broadcast in assign
tf.Variable([1.0, 2.0]).assign(0.0)
# %% assign_slice: A slice can be assigned
v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
v[0, 1].assign(9.0)
v[1].assign([7.0, 8.0])
v
# %% scatter: scatter_nd_update and scatter_update
v = tf.Variable([1.0, 2.0, 3.0])
v.scatter_nd_update([[0], [2]], [9.0, 8.0])
v.scatter_nd_add([[0]], [1.0])
v
# %% sparse_assign: scatter_sub with IndexedSlices
v = tf.Variable([1.0, 2.0, 3.0])
v.scatter_sub(tf.IndexedSlices(tf.constant([0.5]), tf.constant([1])))
v
# %% properties: Properties of a variable
v = tf.Variable([[1.0, 2.0]], name="w")
v.shape, v.dtype, v.name, v.trainable, v.numpy(), v.value(), v.read_value(), len(v.shape)
# %% initial_value: What a variable is made of
(
    tf.Variable([1, 2]),
    tf.Variable(tf.ones((2,))),
    tf.Variable(np.float32(2.0)),
    tf.Variable(1, dtype=tf.float32),
    tf.Variable(lambda: tf.zeros(2)),
    tf.Variable(tf.Variable(3.0)),
)
# %% no_initial_value: A variable needs an initial value
tf.Variable()
# %% copies: A variable copies its array
a = np.array([1.0, 2.0], np.float32)
v = tf.Variable(a)
a[0] = 9.0
v
# %% operators: Operators of variables give tensors
v = tf.Variable([1.0, 2.0])
(
    v + 1.0,
    2.0 * v,
    v * v,
    -v,
    v / 2.0,
    v**2,
    v - v,
    v @ tf.ones((2, 1)) if v.shape.rank == 2 else None,
    abs(v),
    1.0 - v,
)
# %% augmented: += makes a tensor of the name
v = tf.Variable(1.0)
v += 1.0
v, isinstance(v, tf.Variable)
# %% comparisons: Comparisons of variables
v = tf.Variable([1.0, 2.0])
v > 1.0, v == [1.0, 3.0], v <= tf.constant([1.0, 1.0])
# %% indexing: Indexing and iterating
v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
v[0], v[:, 1], v[1, 0], v.shape[0], [r.numpy().tolist() for r in v]
# %% length: The length of a variable
error(lambda: len(tf.Variable([1.0, 2.0])))
# %% conversions: float(), int(), bool()
(
    error(lambda: float(tf.Variable(1.5))),
    error(lambda: int(tf.Variable(2))),
    error(lambda: bool(tf.Variable(True))),
)
# %% numpy_of_variable: numpy() is a copy
v = tf.Variable([1.0, 2.0])
a = v.numpy()
a[0] = 9.0
v
# %% shape_list: shape.as_list()
(
    tf.Variable(tf.zeros((2, 3))).shape.as_list(),
    tf.Variable(1.0).shape.rank,
    tf.Variable([1.0]).get_shape(),
)
# %% equality_of_identity: is compares identity
v = tf.Variable(1.0)
v is v, v.ref() == v.ref(), tf.Variable(1.0).ref() == v.ref()
# %% trainable: trainable=False
v = tf.Variable(1.0, trainable=False)
v.trainable, repr(v)
# %% gradient_and_step: A step of gradient descent
w = tf.Variable([1.0, -2.0])
for _ in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(w**2)
    w.assign_sub(0.1 * tape.gradient(loss, w))
w, loss
# %% shape_argument [differs]: shape=None and a fixed shape
v = tf.Variable([1.0], shape=tf.TensorShape([None]))
v.assign([1.0, 2.0])
v
# %% constraint_free: A variable of dtype float64
v = tf.Variable(1.0, dtype=tf.float64)
v.assign_add(1)
v * 2, error(lambda: v + tf.constant(1.0))
# %% initialized: tf.ones_like and convert_to_tensor of a variable
v = tf.Variable([1.0, 2.0])
tf.ones_like(v), tf.convert_to_tensor(v), tf.reduce_sum(v), tf.shape(v)
# %% deepcopy: copy.deepcopy of a variable
import copy

v = tf.Variable([1.0])
u = copy.deepcopy(v)
v.assign([2.0])
u, v


# %% module: tf.Module gathers variables
class Linear(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.w = tf.Variable([[1.0], [2.0]], name="w")
        self.b = tf.Variable([0.5], name="b")
        self.step = tf.Variable(0, trainable=False, name="step")

    def __call__(self, x):
        return x @ self.w + self.b


m = Linear(name="linear")
(
    len(m.variables),
    len(m.trainable_variables),
    m.name,
    m(tf.constant([[1.0, 1.0]])),
    [v.name for v in m.trainable_variables],
)


# %% module_nested: Modules in lists and attributes
class Inner(tf.Module):
    def __init__(self):
        super().__init__()
        self.v = tf.Variable(1.0, name="v")


class Outer(tf.Module):
    def __init__(self):
        super().__init__()
        self.list = [Inner(), Inner()]
        self.dict = {"a": Inner()}
        self.own = tf.Variable(2.0, name="own")


m = Outer()
len(m.trainable_variables), len(m.submodules), m.name


# %% module_gradient: Slopes of a module's variables
class Linear(tf.Module):
    def __init__(self):
        super().__init__()
        self.w = tf.Variable(2.0)
        self.b = tf.Variable(1.0)

    def __call__(self, x):
        return self.w * x + self.b


m = Linear()
x = tf.constant([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_mean((m(x) - 3.0 * x) ** 2)
tape.gradient(loss, m.trainable_variables)
# %% name_scope: name scopes
with tf.name_scope("outer"):
    v = tf.Variable(1.0, name="v")
v.name
