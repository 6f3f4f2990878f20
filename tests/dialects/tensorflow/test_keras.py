"""Small networks learn what they should, and the parts of Keras work together."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.dialects import tensorflow as tf

keras, layers = tf.keras, tf.keras.layers


@pytest.fixture(autouse=True)
def seed():
    keras.utils.set_random_seed(1)


def test_a_network_learns_exclusive_or():
    x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float), np.array([[0], [1], [1], [0]], float)
    model = keras.Sequential(
        [layers.Dense(8, activation="tanh"), layers.Dense(1, activation="sigmoid")]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.05), loss="binary_crossentropy", metrics=["accuracy"]
    )
    history = model.fit(x, y, epochs=300, verbose=0)
    assert history.history["accuracy"][-1] == 1.0
    assert ((model.predict(x, verbose=0) > 0.5) == y).all()


def test_a_dense_layer_finds_a_line():
    x = tf.linspace(0.0, 1.0, 50)[:, tf.newaxis]
    model = keras.Sequential([layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(0.5), loss="mse")
    model.fit(x, 3.0 * x + 1.0, epochs=200, verbose=0)
    kernel, bias = model.get_weights()
    assert (kernel[0, 0], bias[0]) == pytest.approx((3.0, 1.0), abs=0.05)


def test_a_seed_repeats_a_training():
    def losses():
        keras.utils.set_random_seed(3)
        model = keras.Sequential([layers.Dense(4), layers.Dropout(0.5), layers.Dense(1)])
        model.compile("adam", "mse")
        return model.fit(np.ones((20, 3)), np.ones(20), epochs=2, verbose=0).history["loss"]

    assert losses() == losses()


def test_a_model_in_a_model_shares_its_variables():
    inner = keras.Sequential([layers.Dense(3, activation="relu")])
    outer = keras.Sequential([inner, layers.Dense(1)])
    outer(tf.ones((2, 2)))
    assert len(outer.trainable_variables) == 4


def test_layers_in_a_list_are_found():
    class Stack(keras.Model):
        def __init__(self):
            super().__init__()
            self.stack = [layers.Dense(2) for _ in range(3)]

        def call(self, x):
            for layer in self.stack:
                x = layer(x)
            return x

    model = Stack()
    model(tf.ones((1, 2)))
    assert len(model.trainable_variables) == 6


def test_a_convolutional_network_trains():
    model = keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            layers.Conv2D(4, 3, activation="relu", padding="same"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(2, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    x = np.zeros((8, 8, 8, 1), np.float32)
    x[:4, :, :4] = x[4:, :, 4:] = 1.0
    history = model.fit(x, np.array([0] * 4 + [1] * 4), epochs=30, verbose=0)
    assert history.history["accuracy"][-1] == 1.0


@pytest.mark.parametrize(
    "name", ["glorot_uniform", "he_normal", "orthogonal", "truncated_normal", "lecun_uniform"]
)
def test_initializers_by_name(name):
    layer = layers.Dense(4, kernel_initializer=name)
    layer(tf.ones((1, 4)))
    assert layer.kernel.dtype == tf.float32


def test_a_dataset_takes_a_list_as_one_tensor():
    data = tf.data.Dataset.from_tensor_slices([1, 2, 3]).map(lambda v: v * 2)
    assert [int(v) for v in data] == [2, 4, 6]


def test_a_callback_can_end_the_training():
    class Enough(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.model.stop_training = logs["loss"] < 1e9

    model = keras.Sequential([layers.Dense(1)])
    model.compile("sgd", "mse")
    history = model.fit(np.ones((4, 1)), np.ones(4), epochs=9, verbose=0, callbacks=[Enough()])
    assert history.epoch == [0]


def test_verbose_two_prints_one_line(capsys):
    model = keras.Sequential([layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(np.ones((4, 1)), np.ones(4), verbose=2)
    first, second = capsys.readouterr().out.splitlines()
    assert first == "Epoch 1/1"
    assert second.startswith("1/1 - 0s - loss: ")


def test_thousand_steps_of_the_fourth_tutorial_arrive():
    x = tf.Variable(0.0, name="x")
    optimizer = keras.optimizers.SGD(learning_rate=0.01)
    for _ in range(1000):
        optimizer.minimize(lambda: x**2 - 2.0 * x + 1.0, var_list=[x])
    assert repr(x) == "<tf.Variable 'x:0' shape=() dtype=float32, numpy=0.99999857>"
