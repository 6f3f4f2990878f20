"""Lesson 10: reading digits."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.course.questions import Choice, Function, Slip, Value

ROWS = (
    (np.array([0.0, 0.0, 0.0, 0.0]),),
    (np.array([2.0, -1.0, 0.5]),),
    (np.array([1.0, 3.0]),),
)


def shares(logits: Any) -> Any:
    """Probabilities from how the logits differ in pairs: 1 / Σ exp(other - own)."""
    return 1 / np.exp(logits[None, :] - logits[:, None]).sum(axis=1)


EXERCISES = (
    Value(
        key="10.1",
        expected=lambda: sum(n * m + m for n, m in ((64, 32), (32, 10))),
        rtol=1e-5,
        praise="2048 + 32 + 320 + 10.",
        hints=(
            "The first matrix has 64 rows and 32 columns.",
            "The second has 32 rows and 10 columns. Each layer has a bias as long as its output.",
            "64 * 32 + 32 + 32 * 10 + 10",
        ),
        slips=(
            Slip(2368, "path", "The biases are missing: one number for each output of a layer."),
            Slip(2080, "path", "That is the first layer. The second has weights and biases, too."),
            Slip(2400, "path", "Ten are missing: the biases of the second layer."),
            Slip(2378, "path", "32 are missing: the biases of the first layer."),
        ),
        about=(23,),
    ),
    Value(
        key="10.2",
        expected=lambda: -np.log(1 / 10),
        praise="ln 10 = 2.303: minus the logarithm of one tenth.",
        hints=(
            "The probability of the right digit is 1/10.",
            "The loss is minus the logarithm of that probability.",
            "-np.log(1 / 10), which is np.log(10)",
        ),
        slips=(
            Slip(0.1, "value", "0.1 is the probability. The loss is minus its logarithm."),
            Slip(
                1.0,
                "value",
                "That is the logarithm to the base 10. Here it is the natural one, np.log.",
            ),
        ),
        about=(25,),
    ),
    Value(
        key="10.3",
        expected=lambda: -(-1347 // 64),
        rtol=1e-3,
        praise="22: twenty-one full batches, and one with the three pictures that are left.",
        hints=(
            "Divide 1347 by 64.",
            "21 full batches hold 1344 pictures. What about the rest?",
            "21 and one more",
        ),
        slips=(
            Slip(
                21, "value", "Three pictures are left after 21 full batches. They get a step, too."
            ),
            Slip(1347, "value", "The weights change once per batch, not once per picture."),
            Slip(1, "value", "The weights change once per batch, not once per epoch."),
        ),
        about=(12,),
    ),
    Choice(
        key="10.4",
        right="b",
        feedback={
            "a": "The same network read 97 of 100 when it had more pictures to learn from.",
            "c": "Then it would not have got its training pictures right.",
            "d": "They are every fourth picture of the same collection, and the same as before.",
        },
        praise="Perfect on what it has seen, poor on what it has not: learned by heart.",
        hints=(
            "Compare the two numbers that were printed.",
            "It gets every training picture right. So it can learn, and it did.",
            "What it learned does not carry over to new pictures.",
        ),
        about=(22,),
    ),
    Function(
        key="10.5",
        expected=shares,
        at=ROWS,
        praise="They are positive and add up to 1, and the largest logit gets the largest share.",
        hints=(
            "Take the exponential of every logit, then make them add up to 1.",
            "shifted = np.exp(logits - logits.max())",
            "return shifted / shifted.sum()",
        ),
        slips=(
            Slip(
                np.exp,
                "path",
                "They do not add up to 1 yet: divide by their sum.",
            ),
            Slip(
                lambda z: np.exp(z) / len(z),
                "path",
                "Divide by the sum of the exponentials and not by their number.",
            ),
        ),
        about=(1,),
    ),
)
