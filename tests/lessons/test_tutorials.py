"""Whatever the five tutorials print stands under a cell of the lesson that reproduces them."""

import nbformat
import pytest

from tests.support.solutions import LESSONS
from tests.support.tutorials import NINETEEN_ROWS

SIX = "tf.Tensor(6.0, shape=(), dtype=float32)"
MINIMUM = "y: 0.0; x: <tf.Variable 'x:0' shape=() dtype=float32, numpy=0.99999857>"
TWO, ZERO, ONE = (f"tf.Tensor({x}, shape=(), dtype=float32)" for x in ("2.0", "0.0", "1.0"))

# In the order in which each tutorial prints them. A graph's address in memory is left out of
# tutorial 3; the rest of what it prints about the gradient function is there.
PRINTED = {
    "01_one_weight": [NINETEEN_ROWS, SIX],
    "02_gradient_tapes": [
        "6.0",
        "(3, 2) (3, 2)",
        "dense/kernel:0, shape: (3, 2)\ndense/bias:0, shape: (2,)",
        f"{SIX}\nNone\nNone\nNone\nNone",
        "['x0:0']",
        "6.0",
        "dys/dx0: None\ndys/dx1: 0.9999546",
    ],
    "03_tape_and_backward": [
        "<tf.Tensor: shape=(), dtype=float32, numpy=6.0>",
        "6.0",
        "Gradient function for y = PowBackward0",
        "tensor(6.)",
        "array(6., dtype=float32)",
        "(4, 3)\n(4, 3)",
        "RuntimeError: ",
        "torch.Size([4, 3])\ntorch.Size([4, 3])",
        "RuntimeError: ",
    ],
    "04_second_order": [
        TWO,
        f"{TWO}\n{ZERO}\n{ZERO}\n{ONE}",
        TWO,
        MINIMUM,
        MINIMUM,
        "(-2, 0)\n(0, 1)",
        MINIMUM,
        MINIMUM,
    ],
    "05_linear_regression": ["4.0", "12.0"],
}


def outputs(lesson):
    """The text under each code cell."""
    for cell in nbformat.read(LESSONS / f"{lesson}.ipynb", as_version=4).cells:
        for output in cell.get("outputs", ()):
            yield (output.get("text") or output.get("data", {}).get("text/plain", "")).strip()


@pytest.mark.parametrize("lesson", PRINTED)
def test_a_lesson_prints_what_its_tutorial_prints_in_the_same_order(lesson):
    shown = outputs(lesson)
    for text in PRINTED[lesson]:
        wanted = text.strip()
        assert any(
            out.startswith(wanted) if wanted.endswith(":") else out == wanted for out in shown
        ), f"{lesson} does not show {wanted!r}, or not in this place"


def test_lesson_5_prints_the_epochs_and_the_parameters_of_every_way():
    text = "\n".join(outputs("05_linear_regression"))
    assert text.count("progress: epoch: 9 loss") == 5  # four ways of the tutorial, and 300 samples
    assert text.count("estimation of the parameters:") == 5


def test_the_descent_of_lesson_5_is_the_same_five_ways():
    (table,) = [text for text in outputs("05_linear_regression") if text.startswith("epoch   by")]
    for line in table.splitlines()[1:]:
        _, *losses = line.split()
        assert len({*losses}) == 1


def test_the_last_example_of_tutorial_5_ends_close_to_zero():
    small = [text for text in outputs("05_linear_regression") if "e-10" in text]
    assert [abs(float(text)) < 1e-8 for text in small] == [True]
