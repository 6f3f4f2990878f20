import numpy as np
import tensorflow as tf


def error(action):
    try:
        action()
    except Exception as e:
        return e


# %% repr_scalar: The repr of scalars
[repr(tf.constant(v)) for v in (1.0, 1, True, -2.5, 1e-10, 1e10)]
# %% str_scalar: The str of scalars
[str(tf.constant(v)) for v in (1.0, 1, True, 0.1)]
# %% repr_vector: The repr of vectors
(
    repr(tf.constant([1.0, 2.0])),
    repr(tf.constant([1, 2])),
    repr(tf.constant([True, False])),
    repr(tf.constant([1.0], tf.float64)),
)
# %% str_vector: The str of vectors
str(tf.constant([1.0, 2.0])), str(tf.constant([1, 2]))
# %% repr_matrix: The repr of a matrix stands on lines of its own
repr(tf.constant([[1.0, 2.0], [3.0, 4.0]]))
# %% str_matrix: The str of a matrix
str(tf.constant([[1.0, 2.0], [3.0, 4.0]]))
# %% repr_empty: Empty tensors
repr(tf.constant([])), str(tf.zeros((0, 2)))
# %% print_tensor: print of tensors
print(tf.constant(1.0))
print(tf.constant([[1, 2]]))
print([tf.constant(1.0), None])
print({"a": tf.constant(1.0)})
# %% print_large: A large tensor is abbreviated
print(tf.range(2000))
# %% variable_repr: The repr of variables
(
    repr(tf.Variable(1.0)),
    repr(tf.Variable([1.0, 2.0], name="w")),
    repr(tf.Variable([[1, 2], [3, 4]], name="m")),
    repr(tf.Variable(True, name="flag")),
)
# %% variable_str: The str of variables
str(tf.Variable(1.0, name="x")), str(tf.Variable([1.0, 2.0], name="w"))
# %% variable_names: Names of variables
tf.Variable(1.0).name, tf.Variable(1.0, name="w").name, tf.Variable(1.0, name="a/b").name
# %% print_variable: print of a variable
x = tf.Variable(2.0, name="x")
print(x)
x.assign(3.0)
print(x)
print(f"{x}")
# %% format_float: Format codes apply to scalars
x = tf.constant(3.14159)
f"{x:.3f}", f"{x:8.2f}|", f"{x:e}", f"{tf.constant(5):3d}|", "{:.1f}".format(x)
# %% format_plain: Without a code the value of a scalar is shown
f"{tf.constant(1.5)}", f"{tf.constant(2)}", f"{tf.constant([1.0, 2.0])}", f"{tf.constant(True)}"
# %% format_variable: A format code on a variable
error(lambda: f"{tf.Variable(1.5):.2f}")
# %% format_vector: A format code on a vector
error(lambda: f"{tf.constant([1.0, 2.0]):.2f}")
# %% percent: The % operator formats
"%.2f" % tf.constant(1.5), "%d" % tf.constant(3)
# %% shape_text: Shapes print as tuples
(
    str(tf.zeros((2, 3)).shape),
    repr(tf.zeros((2, 3)).shape),
    str(tf.constant(1.0).shape),
    str(tf.zeros(2).shape),
    f"{tf.ones((1, 2)).shape}",
)
# %% shape_object: What a shape can do
s = tf.zeros((2, 3)).shape
(
    s[0],
    s[-1],
    len(s),
    list(s),
    s == (2, 3),
    s == [2, 3],
    s.rank,
    s.ndims,
    s.as_list(),
    s.num_elements(),
    tuple(s),
    s[1:],
    s != (3, 2),
)
# %% shape_add: Shapes concatenate
tf.TensorShape([2]) + [3], tf.TensorShape([2, 3]).concatenate([4]), tf.TensorShape([None, 3])
# %% shape_compatible: Compatible shapes
(
    tf.TensorShape([None, 3]).is_compatible_with([2, 3]),
    tf.TensorShape([2, 3]).is_fully_defined(),
    tf.TensorShape([None]).as_list(),
)
# %% shape_function: tf.shape, tf.size and tf.rank are tensors
tf.shape(tf.zeros((2, 3))), tf.size(tf.zeros((2, 3))), tf.rank(tf.zeros((2, 3))), tf.shape(1.0)
# %% ndim: ndim
tf.zeros((2, 3)).ndim, tf.constant(1.0).ndim
# %% dtype_text: How dtypes print
print(tf.float32, tf.constant(1).dtype, repr(tf.constant(1.0).dtype))
# %% tf_print_scalar: tf.print of scalars
import sys

tf.print(tf.constant(1.0), tf.constant(2), tf.constant(True), 3.5, "text", output_stream=sys.stdout)
# %% tf_print_float: tf.print shortens floats
import sys

tf.print(
    tf.constant(0.1),
    tf.constant(1 / 3),
    tf.constant(1e-8),
    tf.constant(123456789.0),
    tf.constant(2.5, tf.float64),
    tf.constant(1e6),
    output_stream=sys.stdout,
)
# %% tf_print_vector: tf.print of vectors and matrices
import sys

tf.print(tf.constant([1.0, 2.5]), output_stream=sys.stdout)
tf.print(tf.constant([[1, 2], [3, 4]]), output_stream=sys.stdout)
tf.print(tf.constant([True, False]), output_stream=sys.stdout)
# %% tf_print_structures: tf.print of tuples, lists and dicts
import sys

tf.print((tf.constant(1.0), tf.constant(2.0)), output_stream=sys.stdout)
tf.print([tf.constant(1.0), 2], output_stream=sys.stdout)
tf.print({"a": tf.constant(1.0)}, output_stream=sys.stdout)
tf.print("a", "b", sep="-", end="!\n", output_stream=sys.stdout)
# %% tf_print_summarize: tf.print abbreviates long tensors
import sys

tf.print(tf.range(10), output_stream=sys.stdout)
tf.print(tf.range(10), summarize=-1, output_stream=sys.stdout)
tf.print(tf.zeros((8, 8)), output_stream=sys.stdout)
# %% tf_print_variable: tf.print of a variable and of its f-string
import sys

x = tf.Variable(0.5, name="x")
tf.print(x, output_stream=sys.stdout)
tf.print(f"x: {x}", output_stream=sys.stdout)
# %% numpy_array_of_tensor: np.array of a tensor
(
    np.array(tf.constant([1.0, 2.0])),
    np.asarray(tf.Variable([1.0])),
    tf.constant([[1.0]]).numpy().tolist(),
)
# %% slices_text: The repr of IndexedSlices names its three parts
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = tf.gather(x, [0])
g = tape.gradient(y, x)
type(g).__name__, g.values, g.indices, g.dense_shape
