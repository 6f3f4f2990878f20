"""The tutorials' TensorFlow cells print what the tutorials' texts show, with only the import changed."""

from __future__ import annotations

from functools import cache

import pytest

from tests.dialects.normal import Json
from tests.dialects.snippets import prepared, topics, with_minigrad
from tests.support.tutorials import NINETEEN_ROWS

TOPICS = {topic.name: topic for topic in topics("tensorflow")}

SIX = "tf.Tensor(6.0, shape=(), dtype=float32)\n"
FITTED = "y: 0.0; x: <tf.Variable 'x:0' shape=() dtype=float32, numpy=0.99999857>\n"

PRINTED = {
    ("tutorial_1", "cell_3"): SIX,
    ("tutorial_1", "cell_4"): NINETEEN_ROWS,
    ("tutorial_2", "cell_7"): "(3, 2) (3, 2)\n",
    ("tutorial_2", "cell_8"): "dense/kernel:0, shape: (3, 2)\ndense/bias:0, shape: (2,)\n",
    ("tutorial_2", "cell_14"): SIX + "None\n" * 4,
    ("tutorial_2", "cell_18"): "6.0\ndys/dx0: None\ndys/dx1: 0.9999546\n",
    ("tutorial_3", "cell_91"): "(4, 3)\n(4, 3)\n",
    ("tutorial_4", "cell_1"): SIX.replace("6.0", "2.0"),
    ("tutorial_4", "cell_2"): "".join(SIX.replace("6.0", v) for v in ("2.0", "0.0", "0.0", "1.0")),
    ("tutorial_4", "cell_3"): SIX.replace("6.0", "2.0"),
    ("tutorial_4", "cell_8"): "(-2, 0)\n(0, 1)\n",
    ("tutorial_4", "cell_9"): FITTED,
    ("tutorial_4", "cell_10"): FITTED,
    ("tutorial_4", "cell_11"): FITTED,
    ("tutorial_4", "cell_13"): FITTED,
}


@cache
def printed_by(name: str) -> dict[str, str]:
    """What each cell of a tutorial prints to the notebook, stdout and stderr alike."""
    import contextlib
    import io

    from minigrad.dialects import tensorflow as tf

    tf.keras.backend.clear_session()
    topic = TOPICS[name]
    namespace: dict[str, Json] = prepared(topic, real=False)
    texts = {}
    for snippet in topic.snippets:
        both = io.StringIO()
        with contextlib.redirect_stdout(both), contextlib.redirect_stderr(both):
            try:
                exec(with_minigrad(snippet.source), namespace)  # noqa: S102
            except RuntimeError:
                print("RuntimeError")
        texts[snippet.id] = both.getvalue()
    return texts


@pytest.mark.parametrize(("tutorial", "cell"), PRINTED)
def test_cell_prints_what_the_tutorial_shows(tutorial: str, cell: str) -> None:
    assert printed_by(tutorial)[cell] == PRINTED[tutorial, cell]


def test_second_gradient_of_the_third_tutorial_is_a_runtime_error() -> None:
    assert printed_by("tutorial_3")["cell_92"] == "RuntimeError\n"


def test_watched_variables_of_the_second_tutorial() -> None:
    from minigrad.dialects import tensorflow as tf

    x0, x1 = tf.Variable(3.0, name="x0"), tf.Variable(3.0, name="x1", trainable=False)
    with tf.GradientTape() as tape:
        x0**2 + x1**2
    assert [v.name for v in tape.watched_variables()] == ["x0:0"]


def test_the_fifth_tutorial_needs_watch_to_get_its_numbers() -> None:
    """Its text shows 4.0 and 12.0 for constants that no tape watches; TensorFlow gives None there, and so do we."""
    from minigrad.dialects import tensorflow as tf

    x = tf.constant(2.0)
    with tf.GradientTape() as outer, tf.GradientTape() as inner:
        outer.watch(x)
        inner.watch(x)
        y = x**2
    assert inner.gradient(y, x).numpy() == 4.0
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = x**3
        slope = inner.gradient(y, x)
    assert outer.gradient(slope, x).numpy() == 12.0
