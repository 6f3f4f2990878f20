"""Where TensorFlow refuses, minigrad refuses with the same class, and says what to do."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.dialects import tensorflow as tf

InvalidArgument = tf.errors.InvalidArgumentError


def test_dtypes_that_do_not_meet():
    with pytest.raises(
        InvalidArgument, match=r"dtype int32 and dtype float32 do not mix.*tf\.cast"
    ):
        tf.constant(1) + tf.constant(1.0)


def test_an_int_tensor_plus_a_float():
    with pytest.raises(InvalidArgument, match=r"a tensor of dtype int32 and the number 1\.5"):
        tf.constant(1) + 1.5


def test_a_float_plus_an_int_tensor():
    with pytest.raises(TypeError, match=r"the number 1\.5 and a tensor of dtype int32"):
        1.5 + tf.constant(1)


def test_shapes_that_do_not_fit_are_named():
    with pytest.raises(InvalidArgument, match=r"shape \(2,\) and .*shape \(3,\)"):
        tf.ones(2) + tf.ones(3)


def test_vectors_have_no_matrix_product():
    with pytest.raises(InvalidArgument, match=r"takes matrices.*tf\.linalg\.matvec"):
        tf.constant([[1.0]]) @ tf.constant([1.0])


def test_a_tensor_cannot_be_written_to():
    x = tf.constant([1.0])
    with pytest.raises(TypeError, match=r"tensor_scatter_nd_update"):
        x[0] = 2.0


def test_a_tensor_is_no_key():
    with pytest.raises(TypeError, match=r"Use x\.ref\(\) as the key"):
        hash(tf.constant(1.0))


def test_augmented_assignment_of_a_variable():
    v = tf.Variable(1.0)
    with pytest.raises(RuntimeError, match=r"v\.assign_add\(x\)"):
        v += 1.0


def test_assigning_another_shape():
    with pytest.raises(ValueError, match=r"'w:0' has shape \(2,\) and the value \(1,\)"):
        tf.Variable([1.0, 2.0], name="w").assign([1.0])


def test_assigning_another_dtype():
    with pytest.raises(ValueError, match=r"dtype int32 cannot be assigned .*tf\.cast"):
        tf.Variable(1.0).assign(tf.constant(1))


def test_watching_a_number():
    with tf.GradientTape() as tape, pytest.raises(ValueError, match=r"3\.0 is a float"):
        tape.watch(3.0)


def test_watching_before_the_with():
    with pytest.raises(AttributeError, match=r"inside `with GradientTape\(\) as tape:`"):
        tf.GradientTape().watch(tf.constant(1.0))


def test_a_python_number_as_target():
    x = tf.Variable(1.0)
    with tf.GradientTape() as tape:
        x * x
    with pytest.raises(AttributeError, match=r"the target must be a tensor"):
        tape.gradient(1.0, x)


def test_a_gradient_function_that_returns_too_much():
    @tf.custom_gradient
    def f(x):
        return x * x, lambda g: (g, g)

    x = tf.Variable(1.0)
    with tf.GradientTape() as tape:
        y = f(x)
    with pytest.raises(ValueError, match=r"returned 2 gradients, and 1 are expected"):
        tape.gradient(y, x)


def test_all_gradients_none():
    with pytest.raises(ValueError, match=r"No gradients provided for any variable"):
        tf.keras.optimizers.SGD().apply_gradients([(None, tf.Variable(1.0))])


def test_some_gradients_none():
    x, y = tf.Variable(1.0), tf.Variable(1.0, name="y")
    with pytest.warns(UserWarning, match=r"variables \['y:0'\]"):
        tf.keras.optimizers.SGD().apply_gradients([(tf.constant(1.0), x), (None, y)])


def test_pair_turned_around():
    with pytest.raises(AttributeError, match=r"Is the pair turned around\?"):
        tf.keras.optimizers.SGD().apply_gradients([(tf.Variable(1.0), tf.constant(1.0))])


def test_an_unknown_variable():
    optimizer = tf.keras.optimizers.SGD()
    optimizer.apply_gradients([(tf.constant(1.0), tf.Variable(1.0))])
    with pytest.raises(ValueError, match=r"Unknown variable.*make a new one"):
        optimizer.apply_gradients([(tf.constant(1.0), tf.Variable(1.0))])


def test_fit_before_compile():
    with pytest.raises(ValueError, match=r"Call model\.compile"):
        tf.keras.Sequential([tf.keras.layers.Dense(1)]).fit(np.ones((1, 1)), np.ones(1))


def test_dense_says_what_it_was_built_for():
    layer = tf.keras.layers.Dense(1)
    layer(tf.ones((1, 3)))
    with pytest.raises(ValueError, match=r"last axis is 3, and got shape \(1, 4\)"):
        layer(tf.ones((1, 4)))


def test_second_derivative_of_eigenvalues_is_refused():
    x = tf.Variable([[2.0, 0.0], [0.0, 1.0]])
    with tf.GradientTape(), tf.GradientTape() as tape:
        y = tf.reduce_sum(tf.linalg.eigvalsh(x) ** 2)
        with pytest.raises(TypeError, match=r"no second one here"):
            tape.gradient(y, x)


@pytest.mark.parametrize(
    ("module", "name", "says"),
    [
        (tf, "ragged", r"tf\.ragged is out of scope in minigrad: .*pad the rows"),
        (tf, "placeholder", r"that is TensorFlow 1; pass arguments"),
        (tf, "reduce_summ", r"Did you mean tf\.reduce_sum"),
        (tf.math, "betainc", r"tf\.math has no betainc"),
        (tf.keras.layers, "LSTM", r"no recurrent layers"),
        (tf.keras.optimizers, "Addam", r"Did you mean tf\.keras\.optimizers\.Adam"),
    ],
)
def test_a_name_that_is_not_there(module, name, says):
    with pytest.raises(AttributeError, match=says):
        getattr(module, name)


def test_the_import_loads_numpy_alone():
    import subprocess
    import sys

    code = (
        "import sys, numpy; before = set(sys.modules)\n"
        "from minigrad.dialects import tensorflow\n"
        "heavy = {'matplotlib', 'IPython', 'ipywidgets', 'tensorflow', 'torch', 'keras'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "assert 'numpy.random' not in set(sys.modules) - before"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_progress_of_fit(capsys):
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(optimizer="sgd", loss="mse")
    model.fit(np.zeros((64, 1)), np.ones(64), epochs=2)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Epoch 1/2"
    assert lines[1].startswith("2/2 ━━━━━━━━━━━━━━━━━━━━ 0s")
    assert lines[1].endswith("loss: 0.9802")
    assert lines[2] == "Epoch 2/2"


def test_summary(capsys):
    model = tf.keras.Sequential(
        [tf.keras.Input((3,)), tf.keras.layers.Dense(2, name="hidden"), tf.keras.layers.Dense(1)]
    )
    model.summary()
    text = capsys.readouterr().out
    assert "hidden (Dense)" in text
    assert "Total params: 11" in text


def test_tf_print_goes_to_stderr_outside_a_notebook(capsys):
    tf.print(tf.constant([1.0, 2.5]))
    assert capsys.readouterr().err == "[1 2.5]\n"


def test_a_variable_made_on_a_later_call():
    @tf.function
    def f(x):
        return tf.Variable(1.0) * x

    f(tf.constant(1.0))
    with pytest.raises(ValueError, match=r"f made a new tf\.Variable on a later call"):
        f(tf.constant(1.0))


@pytest.mark.parametrize(
    ("name", "says"),
    [("sum", r"tf\.reduce_sum\(x\)"), ("T", r"tf\.transpose\(x\)"), ("size", r"tf\.size\(x\)")],
)
def test_a_method_that_a_tensor_does_not_have(name, says):
    with pytest.raises(AttributeError, match=says):
        getattr(tf.constant([1.0]), name)


def test_watching_an_int_is_logged(caplog):
    with tf.GradientTape() as tape:
        tape.watch(tf.constant(3))
    assert "must be floating (e.g. tf.float32), got tf.int32" in caplog.text


def test_the_gradient_of_a_persistent_tape_inside_its_with_is_logged_once(caplog, monkeypatch):
    monkeypatch.setattr(tf.GradientTape, "_warned", False)
    x = tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        y = x * x
        tape.gradient(y, x)
        tape.gradient(y, x)
    assert caplog.text.count("is recorded as well") == 1
