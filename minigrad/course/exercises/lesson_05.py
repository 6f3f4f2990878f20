"""Lesson 5: a straight line, five ways."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.course.questions import Choice, Function, Slip, Value, slope

EXAMPLES = (
    (np.array([0.5, 1.0]), 2.0, np.array([1.0, -1.0]), 0.25),
    (np.array([2.0, -1.0]), 0.0, np.array([0.3, 0.2]), -0.5),
)


def slopes(x: Any, y: Any, w: Any, b: Any) -> Any:
    """The slopes of one squared error, by nudges: those of the weights, then that of the bias."""
    return slope(lambda p: (x @ p[:2] + p[2] - y) ** 2, np.array([*w, b]))


EXERCISES = (
    Function(
        key="05.1",
        expected=slopes,
        at=EXAMPLES,
        praise="Two slopes for the weights, one for the bias. They agree with the nudges.",
        hints=(
            "Compute the error first: x_t.dot(w) + b - y_t.",
            "The slope of the weights is 2 * error * x_t, that of the bias is 2 * error.",
            "return np.append(2 * error * x_t, 2 * error)",
        ),
        slips=(
            Slip(
                lambda x, y, w, _: np.append(x, 1.0) * (x @ w - y) * 2,
                "path",
                "The bias is missing from the prediction: it is x_t.dot(w) + b.",
            ),
            Slip(
                lambda x, y, w, b: np.full(3, 2 * (x @ w + b - y)),
                "path",
                "One link of the chain is missing: the prediction changes by x_t when w changes.",
            ),
        ),
        about=(1, 25),
    ),
    Value(
        key="05.2",
        expected=lambda: 10,
        praise="Ten: one step in each epoch, after all thirty slopes were summed up.",
        hints=(
            "Look at the two lines that change w and b. Which loop do they stand in?",
            "They stand in the outer loop, after the inner one.",
            "The outer loop runs over range(10).",
        ),
        slips=(
            Slip(
                300,
                "factor",
                "The slopes are computed 300 times, but the weights change less often.",
            ),
            Slip(
                30, "value", "30 is the number of examples. After how many of them is a step taken?"
            ),
        ),
        about=(12, 18),
    ),
    Value(
        key="05.3",
        expected=lambda: (30, 30),
        praise="A table: each of the 30 predictions minus each of the 30 targets.",
        hints=(
            "Write the two shapes under each other, aligned at the right: (30, 1) and (30,).",
            "A missing axis counts as 1, so the second is (1, 30). Axes of length 1 are stretched.",
            "(30, 1) and (1, 30) stretch to (30, 30).",
        ),
        slips=(
            Slip(
                (30, 1), "shape", "That is what we would like. But (30,) counts as a row, (1, 30)."
            ),
            Slip((30,), "shape", "The result has all axes of both. Align the shapes at the right."),
        ),
        about=(23,),
    ),
    Choice(
        key="05.4",
        right="c",
        feedback={
            "a": "A larger sum gives larger slopes, and larger steps are not always faster. Think of lesson 1.",
            "b": "The loss is a sum over all examples. What happens to its slope when there are ten times as many?",
            "d": "The rule to learn is the same. But look at the loss: it is a sum. How does its slope change?",
        },
        praise="The sum has ten times as many terms, so each step is ten times as long: too long.",
        hints=(
            "The loss is a sum over the examples.",
            "Ten times as many terms: about ten times the slope, and the step is lr times the slope.",
            "In lesson 1 a rate twenty times as large made the loss explode.",
        ),
        about=(20, 24),
    ),
    Value(
        key="05.5",
        expected=lambda: 0.3 / 300,
        praise="0.001: the sum's slope is 300 times the mean's, so its rate is 300 times smaller.",
        hints=(
            "The sum is 300 times the mean, and so is its slope.",
            "The step is lr times the slope. If the slope is 300 times as large ...",
            "0.3 / 300",
        ),
        slips=(
            Slip(90.0, "factor", "The other way round: the larger slope needs the smaller rate."),
            Slip(
                0.03,
                "factor",
                "Compare the sum with the mean over the same 300 samples, not 300 with 30.",
            ),
        ),
        about=(24,),
    ),
    Value(
        key="05.6",
        expected=lambda: 3.0 * 0.8**2,
        praise="3 times 0.8 is 2.4, and times 0.8 again is 1.92.",
        hints=(
            "Each step multiplies x by 0.8.",
            "After one step it is 2.4.",
            "2.4 times 0.8",
        ),
        slips=(
            Slip(2.4, "value", "That is after one step. Take another."),
            Slip(
                1.8,
                "value",
                "The second step starts from 2.4, where the slope is 4.8 and no longer 6.",
            ),
        ),
        about=(12,),
    ),
)
