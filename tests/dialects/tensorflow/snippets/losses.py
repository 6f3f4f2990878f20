import tensorflow as tf

losses = tf.keras.losses


def error(action):
    try:
        action()
    except Exception as e:
        return e


def slope(f, t, p):
    p = tf.constant(p)
    with tf.GradientTape() as tape:
        tape.watch(p)
        y = f(tf.constant(t), p)
    return y, tape.gradient(y, p)


t, p = [[0.0, 1.0], [2.0, 0.5]], [[0.5, 0.5], [1.0, 1.5]]
classes, probabilities = [[0.0, 1.0], [1.0, 0.0]], [[0.2, 0.8], [0.6, 0.4]]
logits = [[1.0, -2.0], [0.5, 3.0]]

# %% mean_squared_error: MeanSquaredError
slope(losses.MeanSquaredError(), t, p), slope(losses.mse, t, p), slope(losses.MSE, t, p)
# %% mean_absolute_error: MeanAbsoluteError
slope(losses.MeanAbsoluteError(), t, p), slope(losses.mae, t, p)
# %% percentage_error: MeanAbsolutePercentageError, MeanSquaredLogarithmicError
(
    slope(losses.MeanAbsolutePercentageError(), [[1.0, 2.0]], [[2.0, 4.0]]),
    slope(losses.MeanSquaredLogarithmicError(), t, p),
)
# %% huber: Huber
(
    slope(losses.Huber(), [[0.0, 0.0]], [[0.5, 3.0]]),
    slope(losses.Huber(delta=0.5), t, p),
    slope(losses.huber, t, p),
)
# %% log_cosh: LogCosh
slope(losses.LogCosh(), t, p)
# %% binary_crossentropy: BinaryCrossentropy of probabilities
(
    slope(losses.BinaryCrossentropy(), classes, probabilities),
    slope(losses.binary_crossentropy, classes, probabilities),
)
# %% binary_crossentropy_logits: BinaryCrossentropy of logits
slope(losses.BinaryCrossentropy(from_logits=True), classes, logits)
# %% binary_crossentropy_smoothing: Label smoothing
slope(losses.BinaryCrossentropy(label_smoothing=0.1), classes, probabilities)
# %% binary_crossentropy_extremes: Probabilities of 0 and 1 are clipped
slope(losses.BinaryCrossentropy(), [[1.0, 0.0]], [[0.0, 1.0]])
# %% categorical_crossentropy: CategoricalCrossentropy of probabilities
(
    slope(losses.CategoricalCrossentropy(), classes, probabilities),
    slope(losses.categorical_crossentropy, classes, probabilities),
)
# %% categorical_crossentropy_logits: CategoricalCrossentropy of logits
slope(losses.CategoricalCrossentropy(from_logits=True), classes, logits)
# %% categorical_crossentropy_unnormalised: Probabilities are normalised first
slope(losses.CategoricalCrossentropy(), [[0.0, 1.0]], [[1.0, 3.0]])
# %% categorical_smoothing: CategoricalCrossentropy with label smoothing
slope(losses.CategoricalCrossentropy(label_smoothing=0.2), classes, probabilities)
# %% sparse_crossentropy: SparseCategoricalCrossentropy of probabilities
(
    slope(losses.SparseCategoricalCrossentropy(), [1, 0], probabilities),
    slope(losses.sparse_categorical_crossentropy, [1, 0], probabilities),
)
# %% sparse_crossentropy_logits: SparseCategoricalCrossentropy of logits
slope(losses.SparseCategoricalCrossentropy(from_logits=True), [1, 0], logits)
# %% sparse_crossentropy_column: Labels in a column
slope(losses.SparseCategoricalCrossentropy(from_logits=True), [[1], [0]], logits)
# %% sparse_ignore_class: ignore_class
slope(losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=-1), [1, -1], logits)
# %% kl_divergence: KLDivergence and Poisson
slope(losses.KLDivergence(), classes, probabilities), slope(losses.Poisson(), t, p)
# %% hinge: Hinge, SquaredHinge, CategoricalHinge
(
    slope(losses.Hinge(), classes, logits),
    slope(losses.SquaredHinge(), [[-1.0, 1.0]], [[0.5, 0.5]]),
    slope(losses.CategoricalHinge(), classes, logits),
)
# %% cosine_similarity: CosineSimilarity
slope(losses.CosineSimilarity(), t, p)
# %% reductions: reduction none, sum and the mean of the batch
[
    losses.MeanSquaredError(reduction=r)(tf.constant(t), tf.constant(p))
    for r in ("none", "sum", "sum_over_batch_size", None)
]
# %% unknown_reduction: An unknown reduction is refused
losses.MeanSquaredError(reduction="average")
# %% sample_weight: sample_weight
(
    losses.MeanSquaredError()(tf.constant(t), tf.constant(p), sample_weight=[1.0, 3.0]),
    losses.MeanSquaredError(reduction="sum")(
        tf.constant(t), tf.constant(p), sample_weight=[0.0, 2.0]
    ),
)
# %% by_name: get
(
    losses.get("mse")(tf.constant(t), tf.constant(p)),
    losses.get("mean_squared_error")(tf.constant(t), tf.constant(p)),
    error(lambda: losses.get("nope")),
)
# %% targets_are_cast: Integer targets are cast
losses.MeanSquaredError()(tf.constant([[1, 2]]), tf.constant([[1.5, 2.5]]))
# %% numpy_inputs: Arrays are taken
import numpy as np

losses.MeanSquaredError()(np.array([[1.0, 2.0]]), np.array([[1.5, 2.5]]))
# %% column_against_vector: A column against a vector
losses.MeanSquaredError()(tf.constant([1.0, 2.0, 3.0]), tf.constant([[1.5], [2.5], [3.5]]))


# %% custom_loss: A loss class of one's own
class Quartic(losses.Loss):
    def call(self, y_true, y_pred):
        return tf.reduce_mean((y_true - y_pred) ** 4, axis=-1)


slope(Quartic(), t, p)
# %% shapes_that_differ: Shapes that do not fit are refused
(
    error(
        lambda: losses.MeanSquaredError()(tf.constant([[1.0, 2.0, 3.0]]), tf.constant([[1.0, 2.0]]))
    ),
    error(
        lambda: losses.CategoricalCrossentropy()(
            tf.constant([[1.0, 0.0, 0.0]]), tf.constant([[1.0, 2.0]])
        )
    ),
)
