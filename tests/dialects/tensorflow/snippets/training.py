import numpy as np
import tensorflow as tf

layers = tf.keras.layers
X = np.array([[0.0], [1.0], [2.0], [3.0]], np.float32)
Y = 2.0 * X - 1.0


def model(**options):
    m = tf.keras.Sequential([tf.keras.Input((1,)), layers.Dense(1, kernel_initializer="zeros")])
    m.compile(**{"optimizer": tf.keras.optimizers.SGD(0.1), "loss": "mse", **options})
    return m


def error(action):
    try:
        action()
    except Exception as e:
        return e


# %% fit: fit gives a History
m = model()
h = m.fit(X, Y, epochs=3, batch_size=4, verbose=0)
h.history, h.epoch, m.get_weights(), sorted(h.params)
# %% fit_batches: Batches in order
m = model()
h = m.fit(X, Y, epochs=2, batch_size=2, shuffle=False, verbose=0)
h.history, m.get_weights()
# %% fit_uneven: The last batch may be smaller
m = model()
h = m.fit(X, Y, epochs=2, batch_size=3, shuffle=False, verbose=0)
h.history
# %% fit_metrics: Metrics in the history
m = model(metrics=["mae", tf.keras.metrics.MeanSquaredError(name="second")])
h = m.fit(X, Y, epochs=2, batch_size=4, verbose=0)
h.history
# %% fit_validation: Validation data
m = model(metrics=["mae"])
h = m.fit(X, Y, epochs=2, batch_size=4, verbose=0, validation_data=(X + 1.0, Y))
h.history
# %% fit_validation_split: validation_split takes the last examples
m = model()
h = m.fit(X, Y, epochs=2, batch_size=2, shuffle=False, verbose=0, validation_split=0.5)
h.history
# %% evaluate: evaluate
m = model(metrics=["mae"])
m.evaluate(X, Y, verbose=0), m.evaluate(X, Y, verbose=0, return_dict=True)
# %% evaluate_loss_only: evaluate without metrics gives a number
model().evaluate(X, Y, verbose=0)
# %% predict: predict gives an array
m = model()
m.fit(X, Y, epochs=1, batch_size=4, verbose=0)
p = m.predict(X, verbose=0)
type(p).__name__, p
# %% train_on_batch: train_on_batch and test_on_batch
m = model()
m.train_on_batch(X, Y), m.test_on_batch(X, Y)
# %% classification: A small classification
x = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]], np.float32)
y = np.array([0, 1, 1, 0])
m = tf.keras.Sequential(
    [tf.keras.Input((2,)), layers.Dense(2, kernel_initializer="ones", activation="softmax")]
)
m.compile(
    optimizer=tf.keras.optimizers.Adam(0.1),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
h = m.fit(x, y, epochs=5, batch_size=4, verbose=0)
h.history, m.predict(x, verbose=0).argmax(1)
# %% binary: The accuracy of a sigmoid is binary
m = tf.keras.Sequential(
    [tf.keras.Input((1,)), layers.Dense(1, kernel_initializer="ones", activation="sigmoid")]
)
m.compile(optimizer="sgd", loss="binary_crossentropy", metrics=["accuracy"])
h = m.fit(X, np.array([0.0, 0.0, 1.0, 1.0]), epochs=2, batch_size=4, verbose=0)
h.history
# %% logits_loss: A loss object with logits
m = tf.keras.Sequential([tf.keras.Input((1,)), layers.Dense(3, kernel_initializer="zeros")])
m.compile(
    "sgd", tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
)
m.fit(X, np.array([0, 1, 2, 2]), epochs=2, batch_size=4, verbose=0).history
# %% custom_loss_function: A function as the loss
m = model(loss=lambda t, p: tf.reduce_mean(tf.abs(t - p) ** 3, axis=-1))
m.fit(X, Y, epochs=2, batch_size=4, verbose=0).history
# %% sample_weight: sample_weight
m = model()
m.fit(X, Y, epochs=2, batch_size=4, verbose=0, sample_weight=np.array([1.0, 0.0, 0.0, 1.0])).history
# %% callbacks: Callbacks are called
calls = []


class Tell(tf.keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        calls.append("train")

    def on_epoch_begin(self, epoch, logs=None):
        calls.append(f"begin {epoch}")

    def on_train_batch_end(self, batch, logs=None):
        calls.append(f"batch {batch}")

    def on_epoch_end(self, epoch, logs=None):
        calls.append(f"end {epoch} {sorted(logs)}")


m = model()
m.fit(X, Y, epochs=2, batch_size=2, verbose=0, callbacks=[Tell()])
calls
# %% early_stopping: EarlyStopping
m = model(optimizer=tf.keras.optimizers.SGD(0.0))
h = m.fit(
    X,
    Y,
    epochs=10,
    batch_size=4,
    verbose=0,
    callbacks=[tf.keras.callbacks.EarlyStopping(monitor="loss", patience=2)],
)
len(h.history["loss"])
# %% lambda_callback: LambdaCallback and LearningRateScheduler
seen = []
m = model()
m.fit(
    X,
    Y,
    epochs=3,
    batch_size=4,
    verbose=0,
    callbacks=[
        tf.keras.callbacks.LearningRateScheduler(lambda e, lr: 0.1 / (e + 1)),
        tf.keras.callbacks.LambdaCallback(
            on_epoch_end=lambda e, logs: seen.append(round(logs["loss"], 4))
        ),
    ],
)
seen, round(float(m.optimizer.learning_rate), 5)
# %% not_compiled: fit before compile is refused
m = tf.keras.Sequential([layers.Dense(1)])
error(lambda: m.fit(X, Y, verbose=0))
# %% lengths_differ: x and y of different lengths are refused
m = model()
error(lambda: m.fit(X, Y[:2], verbose=0))
# %% dataset: tf.data
data = tf.data.Dataset.from_tensor_slices((X, Y)).batch(2)
m = model()
h = m.fit(data, epochs=2, verbose=0, shuffle=False)
h.history, [tuple(b[0].shape) for b in data], len(data)
# %% custom_train_loop: A loop of one's own with a dataset
m = model()
o = tf.keras.optimizers.SGD(0.1)
loss_fn = tf.keras.losses.MeanSquaredError()
found = []
for x, y in tf.data.Dataset.from_tensor_slices((X, Y)).batch(4).repeat(3):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, m(x, training=True))
    g = tape.gradient(loss, m.trainable_variables)
    o.apply_gradients(zip(g, m.trainable_variables))
    found.append(loss)
found
# %% continued: Training goes on where it stopped
m = model()
a = m.fit(X, Y, epochs=1, batch_size=4, verbose=0).history["loss"]
b = m.fit(X, Y, epochs=1, batch_size=4, verbose=0).history["loss"]
a, b
