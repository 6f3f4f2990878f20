import numpy as np
import tensorflow as tf


def error(action):
    try:
        action()
    except Exception as e:
        return e


# %% float_literal: Floats are float32
tf.constant(1.5), tf.constant([1.0, 2.0]), tf.Variable(1.5)
# %% int_literal: Ints are int32
tf.constant(1), tf.constant([1, 2]), tf.Variable(1)
# %% bool_literal: Bools are bool
tf.constant(True), tf.constant([True, False])
# %% mixed_literal: A list of an int and a float is float32
tf.constant([1, 2.0])
# %% numpy_literal: Arrays keep their dtype
(
    tf.constant(np.array([1.0])),
    tf.constant(np.arange(2)),
    tf.constant(np.float64(1.0)),
    tf.constant(np.float32(2.0)),
)
# %% numpy_variable: A variable of an array keeps its dtype
tf.Variable(np.array([1.0])), tf.Variable(np.array([1], dtype=np.int8))
# %% dtype_argument: dtype= decides
tf.constant(1, dtype=tf.float64), tf.constant([1.5, 2.5], "float16"), tf.constant(1.0, np.float64)
# %% float_to_int_refused: A float does not become an int by dtype=
error(lambda: tf.constant(1.5, dtype=tf.int32))
# %% float_array_to_int: An array is cast by dtype=
tf.constant(np.array([1.5, 2.5]), dtype=tf.int32)
# %% dtype_names: Names and properties of dtypes
(
    tf.float32.name,
    tf.float32.as_numpy_dtype is np.float32,
    tf.float32.is_floating,
    tf.int32.is_integer,
    tf.float32.size,
)
# %% dtype_repr: How a dtype prints
repr(tf.float32), str(tf.int64), repr(tf.bool), f"{tf.constant(1.0).dtype}"
# %% dtype_equality: A dtype equals its names
(
    tf.float32 == "float32",
    tf.float32 == np.float32,
    tf.constant(1.0).dtype == tf.float32,
    tf.float32 != tf.float64,
    tf.constant(1.0).dtype is tf.float32,
)
# %% dtype_limits: max and min
tf.float32.max, tf.int32.min, tf.uint8.max
# %% as_dtype: as_dtype
tf.as_dtype("float64"), tf.as_dtype(np.int32), tf.as_dtype(tf.bool)
# %% cast: cast to and from
(
    tf.cast([1.7, -1.7], tf.int32),
    tf.cast([0, 2], tf.bool),
    tf.cast(True, tf.float32),
    tf.cast(1.5, tf.float64),
)
# %% cast_same: A cast to the same dtype is the tensor itself
x = tf.constant(1.0)
tf.cast(x, tf.float32) is x
# %% cast_gradient: The slope of a cast comes back in the source's dtype
x = tf.Variable([1.0, 2.0], dtype=tf.float64)
with tf.GradientTape() as tape:
    y = tf.cast(x, tf.float32) * 3.0
tape.gradient(y, x)
# %% add_int_float: int32 + float32 is refused
tf.constant(1) + tf.constant(1.0)
# %% add_float32_float64: float32 + float64 is refused
tf.constant(1.0) + tf.constant(1.0, tf.float64)
# %% multiply_mixed: multiply of mixed dtypes is refused
tf.multiply(tf.constant([1, 2]), tf.constant([1.0, 2.0]))
# %% matmul_mixed: matmul of mixed dtypes is refused
tf.matmul(tf.constant([[1.0]]), tf.constant([[1]]))
# %% int_plus_float_literal: An int tensor + 1.5 is refused
tf.constant(1) + 1.5
# %% float_literal_plus_int: 1.5 + an int tensor is refused
1.5 + tf.constant(1)
# %% float_plus_int_literal: A float tensor + 1 works
tf.constant(1.0) + 1, 1 + tf.constant(1.0), tf.constant(1.0, tf.float64) * 2
# %% tensor_plus_list: A list takes the dtype of its partner
tf.constant([1.0, 2.0]) + [1, 2], [1, 2] * tf.constant([1.0, 2.0])
# %% tensor_plus_array: An array takes the dtype of its partner when it comes second
tf.constant([1.0]) + np.ones(1), tf.constant([1.0], tf.float64) + np.ones(1, np.float32)
# %% array_plus_tensor: An array first is converted too
np.ones(1) + tf.constant([1.0])
# %% array_matmul_tensor: array @ tensor
np.ones((1, 2), np.float32) @ tf.constant([[1.0], [2.0]])
# %% tensor_plus_int_array: An int array does not become float
error(lambda: tf.constant([1.5]) + np.array([1]))
# %% int_true_division: int / int is float64
tf.constant([1, 2]) / tf.constant([2, 3]), tf.constant(1) / 2, 1 / tf.constant(4), tf.divide(1, 2)
# %% int8_true_division: int8 / int8 is float32
tf.constant([1], tf.int8) / tf.constant([2], tf.int8)
# %% floor_division: // and % follow Python
(
    tf.constant([7, -7]) // 2,
    tf.constant([7.0, -7.0]) // 2.0,
    tf.constant([7, -7]) % 3,
    tf.constant([7.5, -7.5]) % 2.0,
)
# %% integer_division_by_zero: An int divided by zero is refused
tf.constant(1) // tf.constant(0)
# %% float_division_by_zero: A float divided by zero is inf or NaN
tf.constant([1.0, -1.0, 0.0]) / 0.0
# %% integer_pow: Powers of ints
tf.constant(2) ** 3, tf.constant(2.0) ** 3, 2 ** tf.constant(3)
# %% pow_mixed: A power of mixed dtypes is refused
tf.pow(tf.constant(2.0), tf.constant(3))
# %% bool_arithmetic: Bools do not add
tf.constant(True) + tf.constant(True)
# %% bool_operators: & | ^ ~ on bools
a, b = tf.constant([True, True, False]), tf.constant([True, False, False])
a & b, a | b, a ^ b, ~a
# %% comparison_mixed: A comparison of mixed dtypes is refused
tf.constant(1) < tf.constant(1.0)
# %% comparison: Comparisons
x = tf.constant([1.0, 2.0, 3.0])
x < 2.0, x <= 2, x > 2.0, x >= 2.0, 2.0 < x
# %% equality_mixed: == of mixed dtypes
error(lambda: tf.constant(1) == tf.constant(1.0))
# %% equality_of_shapes_that_do_not_match: == of shapes that do not broadcast
error(lambda: tf.constant([1.0, 2.0]) == tf.constant([1.0, 2.0, 3.0]))
# %% truth: The truth of a scalar and of a vector
bool(tf.constant(1.0)), bool(tf.constant(0)), error(lambda: bool(tf.constant([1.0, 2.0])))
# %% conversions: float(), int(), item access, len
(
    float(tf.constant(1.5)),
    int(tf.constant(2)),
    error(lambda: float(tf.constant([1.5]))),
    len(tf.constant([1, 2, 3])),
    error(lambda: len(tf.constant(1.0))),
)
# %% float_of_one_element: float() of a vector of one element is refused
float(tf.constant([1.5]))
# %% float_of_a_vector: float() of a vector is refused
float(tf.constant([1.0, 2.0]))
# %% index_by_tensor: A scalar int tensor indexes a list
[10, 20, 30][tf.constant(1)], list(range(tf.constant(3)))
# %% iterate: Iterating over a tensor
[float(x) for x in tf.constant([1.0, 2.0])], [r.shape for r in tf.ones((2, 3))]
# %% iterate_scalar: Iterating over a scalar is refused
list(tf.constant(1.0))
# %% numpy_of_scalar: numpy() of a scalar and of a vector
a, b = tf.constant(1.0).numpy(), tf.constant([1.0]).numpy()
type(a).__name__, type(b).__name__, a, b
# %% numpy_functions: NumPy functions give arrays
a = np.exp(tf.constant([0.0, 1.0]))
b = np.sum(tf.constant([1.0, 2.0]))
type(a).__name__, a, b, np.array(tf.constant([1, 2]))
# %% is_tensor: What counts as a tensor
(
    tf.is_tensor(tf.constant(1)),
    tf.is_tensor(tf.Variable(1)),
    tf.is_tensor(1.0),
    tf.is_tensor(np.ones(1)),
)
# %% convert_dtype_mismatch: convert_to_tensor does not cast a tensor
tf.convert_to_tensor(tf.constant(1), dtype=tf.float32)
# %% convert_same: convert_to_tensor of a tensor is the tensor
x = tf.constant(1.0)
(
    tf.convert_to_tensor(x) is x,
    tf.convert_to_tensor([1.0, 2.0]),
    tf.convert_to_tensor(tf.Variable(2.0)),
)
# %% ragged: Ragged lists are refused
tf.constant([[1.0], [2.0, 3.0]])
# %% none: None is refused
tf.constant(None)
# %% large_int: A large int
tf.constant(2**31 - 1), error(lambda: tf.constant(2**31))
# %% saturate_cast: saturate_cast clips
tf.saturate_cast([300.0, -5.0], tf.uint8)
# %% tensor_lists: A list of tensors becomes one tensor
tf.convert_to_tensor([tf.constant(1.0), tf.constant(2.0)]), tf.stack([tf.constant(1.0), 2.0])
# %% unary: Unary operators
-tf.constant([1.0, -2.0]), abs(tf.constant([1.0, -2.0])), +np.float32(1.0)
