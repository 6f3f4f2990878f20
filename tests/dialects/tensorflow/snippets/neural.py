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
        total = tf.reduce_sum(y * tf.reshape(tf.range(1.0, tf.size(y, tf.float32) + 1.0), y.shape))
    return y, tape.gradient(total, xs)


z = [[1.0, 2.0, 0.5], [-1.0, 0.0, 3.0]]
v = [-2.0, -0.5, 0.5, 2.0]

# %% relu_family: relu, relu6, leaky_relu, crelu
(
    slope(tf.nn.relu, v),
    slope(tf.nn.relu6, [-1.0, 3.0, 8.0]),
    slope(lambda x: tf.nn.leaky_relu(x, alpha=0.1), v),
    tf.nn.crelu(v),
)
# %% elu_family: elu, selu, swish, silu, gelu
(
    slope(tf.nn.elu, v),
    slope(tf.nn.selu, v),
    slope(tf.nn.silu, v),
    slope(tf.nn.swish, v),
    slope(tf.nn.gelu, v),
)
# %% soft_family: softplus, softsign, sigmoid, tanh
slope(tf.nn.softplus, v), slope(tf.nn.softsign, v), slope(tf.nn.sigmoid, v), slope(tf.nn.tanh, v)
# %% softmax: softmax and log_softmax
(
    slope(tf.nn.softmax, z),
    slope(tf.nn.log_softmax, z),
    slope(lambda x: tf.nn.softmax(x, axis=0), z),
    tf.nn.softmax([1000.0, 1000.0]),
)
# %% softmax_cross_entropy: softmax_cross_entropy_with_logits
y = tf.constant([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]])
(
    slope(lambda x: tf.nn.softmax_cross_entropy_with_logits(y, x), z),
    slope(
        lambda l, x: tf.nn.softmax_cross_entropy_with_logits(labels=l, logits=x),
        [[0.2, 0.3, 0.5]],
        [[1.0, 2.0, 0.5]],
    ),
)
# %% softmax_cross_entropy_second_order: The second order of softmax cross entropy
y = tf.constant([[1.0, 0.0, 0.0]])
x = tf.constant(z[:1])
with tf.GradientTape() as outer:
    outer.watch(x)
    with tf.GradientTape() as inner:
        inner.watch(x)
        loss = tf.nn.softmax_cross_entropy_with_logits(y, x)
    g = inner.gradient(loss, x)
outer.jacobian(g, x)
# %% sparse_softmax_cross_entropy: sparse_softmax_cross_entropy_with_logits
slope(lambda x: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[2, 0], logits=x), z)
# %% sparse_softmax_out_of_range: A label out of range
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[3, 0], logits=tf.constant(z))
# %% sigmoid_cross_entropy: sigmoid_cross_entropy_with_logits
(
    slope(
        lambda x: tf.nn.sigmoid_cross_entropy_with_logits(labels=[0.0, 1.0, 1.0, 0.0], logits=x), v
    ),
    slope(lambda x: tf.nn.sigmoid_cross_entropy_with_logits(labels=[1.0], logits=x), [-1000.0]),
)
# %% weighted_cross_entropy: weighted_cross_entropy_with_logits
slope(
    lambda x: tf.nn.weighted_cross_entropy_with_logits(
        labels=[0.0, 1.0, 1.0, 0.0], logits=x, pos_weight=2.0
    ),
    v,
)
# %% positional_labels: Labels come first
(
    tf.nn.sigmoid_cross_entropy_with_logits([1.0], [0.0]),
    tf.nn.softmax_cross_entropy_with_logits([[1.0, 0.0]], [[0.0, 0.0]]),
)
# %% bias_add: bias_add
slope(tf.nn.bias_add, z, [1.0, 2.0, 3.0])
# %% l2_loss: l2_loss, l2_normalize
slope(tf.nn.l2_loss, v), slope(lambda x: tf.nn.l2_normalize(x, axis=1), z)
# %% batch_normalization: batch_normalization
slope(
    lambda x: tf.nn.batch_normalization(
        x, *tf.nn.moments(x, [0]), offset=0.5, scale=2.0, variance_epsilon=1e-3
    ),
    z,
)
# %% moments: moments
tf.nn.moments(tf.constant(z), [0])
# %% dropout: dropout keeps or scales
_x = tf.nn.dropout(tf.ones((1000,)), rate=0.5)
sorted({float(u) for u in _x}), tf.nn.dropout(tf.ones(3), rate=0.0)
# %% dropout_rate: The rate of dropout must be below 1
tf.nn.dropout(tf.ones(3), rate=1.5)
# %% embedding_lookup: embedding_lookup
slope(lambda w: tf.nn.embedding_lookup(w, [2, 0, 2]) * 1.0, [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
# %% top_k: top_k and in_top_k
tf.nn.top_k([1.0, 5.0, 3.0], k=2), tf.math.in_top_k([2, 0], z, 1)
# %% conv2d: conv2d
(
    slope(
        lambda x, k: tf.nn.conv2d(x, k, strides=1, padding="VALID"),
        [[[[1.0], [2.0], [3.0]], [[4.0], [5.0], [6.0]], [[7.0], [8.0], [9.0]]]],
        [[[[1.0]], [[0.5]]], [[[-1.0]], [[2.0]]]],
    ),
    slope(
        lambda x, k: tf.nn.conv2d(x, k, strides=[1, 2, 2, 1], padding="SAME"),
        [[[[1.0], [2.0], [3.0]], [[4.0], [5.0], [6.0]], [[7.0], [8.0], [9.0]]]],
        [[[[1.0]], [[0.5]]], [[[-1.0]], [[2.0]]]],
    ),
)
# %% pooling: max_pool2d and avg_pool2d
p = [[[[1.0], [2.0]], [[4.0], [3.0]]]]
(
    slope(lambda x: tf.nn.max_pool2d(x, 2, 2, "VALID"), p),
    slope(lambda x: tf.nn.avg_pool2d(x, 2, 2, "VALID"), p),
)
# %% sigmoid_of_ints: sigmoid of ints is refused
tf.nn.sigmoid([1, 2])
# %% zero_fraction: zero_fraction
tf.nn.zero_fraction([0.0, 1.0, 0.0, 2.0])
