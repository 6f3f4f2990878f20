"""Lesson 3: a tape and a backward, side by side."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.course.questions import Choice, Function, Order, Slip, Value, slope

LOGITS = (
    (np.array([0.0, 0.0, 0.0]), np.array([1.0, 0.0, 0.0])),
    (np.array([2.0, -1.0, 0.5]), np.array([0.0, 1.0, 0.0])),
    (np.array([1.0, 3.0, 2.0]), np.array([0.2, 0.3, 0.5])),
)


def cross_entropy(logits: Any, y: Any) -> Any:
    """One sample's loss."""
    return -np.sum(y * (logits - np.log(np.sum(np.exp(logits)))))


def softmax(logits: Any) -> Any:
    """The probabilities that logits stand for."""
    return np.exp(logits) / np.sum(np.exp(logits))


def descend(w: float, lr: float, rounds: int) -> float:
    """Gradient descent on the loss of lesson 1."""
    for _ in range(rounds):
        w -= lr * slope(lambda at: (2 - 3 * at) ** 2, w)
    return float(w)


def without_zeroing(w: float, lr: float, rounds: int) -> float:
    """The planted bug: each round steps along the sum of all slopes so far."""
    total = 0.0
    for _ in range(rounds):
        total += slope(lambda at: (2 - 3 * at) ** 2, w)
        w -= lr * total
    return float(w)


EXERCISES = (
    Value(
        key="03.1",
        expected=lambda: 2 * slope(lambda x: x**2, 3.0),
        praise="12: each backward adds its 6 to what is already there.",
        hints=(
            "The first round puts 6 into x.grad.",
            "The second round does not replace it. The table has the word in bold.",
            "6 + 6",
        ),
        slips=(
            Slip(
                6.0,
                "factor",
                "6 is the gradient of one round. The second does not replace it: it adds.",
            ),
            Slip(36.0, "value", "Nothing is multiplied: each backward adds its own 6."),
        ),
        about=(8,),
    ),
    Value(
        key="03.2",
        expected=lambda: 2.0,
        praise="Twice: the one is a sum over two samples, the other their mean.",
        hints=(
            "Divide the first row by the second, number by number.",
            "How many samples are there? One of the losses is a mean.",
            "A mean over two samples is half of their sum.",
        ),
        slips=(
            Slip(0.5, "factor", "That is the way from the first to the second. Turn it round."),
        ),
        about=(24,),
    ),
    Function(
        key="03.3",
        expected=lambda logits, y: slope(lambda z: cross_entropy(z, y), logits),
        at=LOGITS,
        praise="Probability given minus probability wanted. It agrees with the nudges.",
        hints=(
            "First compute the probabilities: np.exp(logits), divided by the sum of these.",
            "Then subtract what is wanted.",
            "p = np.exp(logits) / np.exp(logits).sum(), and return p - y",
        ),
        slips=(
            Slip(
                lambda logits, y: logits - y,
                "path",
                "A step is missing: turn the logits into probabilities first, with softmax.",
            ),
            Slip(
                lambda logits, _: softmax(logits),
                "path",
                "Those are the probabilities. A part is missing: what is wanted is not in it yet.",
            ),
            Slip(
                lambda logits, y: np.exp(logits) - y,
                "path",
                "Divide the exponentials by their sum: probabilities add up to 1.",
            ),
        ),
        about=(1, 25),
    ),
    Value(
        key="03.4",
        expected=lambda: slope(lambda x: x * 3.0, 3.0),
        praise="3: the detached x counts as the constant 3, so y is 3x. The value is 9 as before.",
        hints=(
            "Two paths lead from x to y. One of them is cut.",
            "x.detach() is the number 3 without a memory.",
            "The slope of x times 3 is 3.",
        ),
        slips=(
            Slip(6.0, "path", "6 counts both paths, but one of them is cut by detach."),
            Slip(0.0, "path", "Only one of the two factors is detached: the other path remains."),
            Slip(
                9.0, "value", "9 is the value. detach does not change it; the slope is asked for."
            ),
        ),
        about=(19, 10),
    ),
    Order(
        key="03.5",
        steps="abcde",
        rules=(
            ("d", "b", "the loss compares the prediction, so there must be one."),
            ("b", "c", "backward starts from the loss."),
            (
                "e",
                "c",
                "zeroing after backward would throw the new gradients away before the step.",
            ),
            ("c", "a", "the step needs the gradients that backward brings."),
        ),
        praise="Predict, measure, walk back, step; and zero the gradients any time before walking back.",
        hints=(
            "Start with the forward pass: the model, then the loss.",
            "backward needs gradients that begin at zero; the step needs what backward brings.",
            "d b e c a is one of the right orders.",
        ),
        about=(9, 12),
    ),
    Function(
        key="03.6",
        expected=descend,
        at=((1.0, 0.01, 1), (1.0, 0.01, 19), (0.0, 0.05, 4)),
        praise="The same weights as in lesson 1: the gradients begin at zero in every round.",
        hints=(
            "The first round is right, the second is not. What does backward do with the old gradient?",
            "Before or after each step, the gradient must be set to zero.",
            "Add w.grad.zero_() as the last line inside the loop, or inside no_grad.",
        ),
        planted=without_zeroing,
        slips=(
            Slip(
                lambda w, lr, rounds: descend(w, -lr, rounds),
                "sign",
                "That goes uphill: subtract the slope from the weight.",
            ),
        ),
        about=(8, 9, 25),
    ),
    Choice(
        key="03.7",
        right="b",
        feedback={
            "a": "Without no_grad PyTorch records what happens to w. Can it record that w itself is overwritten?",
            "c": "It would be a strange library that ignored you without a word.",
            "d": "The line is carried out once or not at all.",
        },
        praise="A tensor that wants a gradient may be changed in place only off the record.",
        hints=(
            "What does no_grad switch off?",
            "It switches off the recording. Without it, the change of w would be recorded, too.",
            "A record in which its own starting point changes makes no sense.",
        ),
        about=(17, 18),
    ),
)
