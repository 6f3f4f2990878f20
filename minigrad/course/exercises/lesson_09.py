"""Lesson 9: the learning-rate lab."""

from __future__ import annotations

import numpy as np

from minigrad.course.questions import Choice, Function, Slip, Value, slope


def pushed(w: float, v: float, push: float, lr: float, beta: float) -> list[float]:
    """One step with momentum, as the downhill move that speed and slope make together."""
    move = np.array([lr * beta, lr]) @ [v, push]
    return [float(w - move), float(move / lr)]


EXERCISES = (
    Value(
        key="09.1",
        expected=lambda: 2 / slope(lambda w: slope(lambda at: 25 * at**2, w, 1e-2), 0.3, 1e-2),
        praise="The second derivative is 50, and 2/50 = 0.04.",
        hints=(
            "First the curvature: the second derivative of 25 w².",
            "It is 50 everywhere.",
            "The border is 2 divided by the curvature.",
        ),
        slips=(
            Slip(0.08, "factor", "25 is not the curvature: differentiate 25 w² twice."),
            Slip(
                0.02,
                "factor",
                "1/50 is the rate that lands in one step. The border is twice as far.",
            ),
        ),
        about=(20,),
    ),
    Choice(
        key="09.2",
        right="b",
        feedback={
            "a": "At (5, 1) the gradient is (5, 25). Is minus that the direction of (-5, -1)?",
            "c": "Compare the two parts of the gradient (5, 25) at the start: which is larger?",
            "d": "The rate says how far the step goes. The direction comes from the gradient alone.",
        },
        praise="The gradient is (5, 25): nearly all of the step goes across, hardly any of it along.",
        hints=(
            "Compute the gradient at (5, 1).",
            "It is (5, 25), and the way to the minimum is (-5, -1).",
            "(-5, -25) and (-5, -1) are very different directions.",
        ),
        about=(21,),
    ),
    Value(
        key="09.3",
        expected=lambda: 2 / 0.01,
        praise="200: each step shortens the flat direction by 2/c, and 2/200 is one percent.",
        hints=(
            "With the rate 2/c, one step multiplies the flat direction by 1 - 2/c.",
            "One percent per step means 2/c = 0.01.",
            "c = 2 / 0.01",
        ),
        slips=(
            Slip(100.0, "factor", "The border is 2/c and not 1/c."),
            Slip(0.005, "value", "Turn it round: 2/c = 0.01 gives c = 2/0.01."),
        ),
        about=(20, 21),
    ),
    Function(
        key="09.4",
        expected=pushed,
        at=((1.0, 0.0, 6.0, 0.1, 0.9), (0.5, 2.0, -3.0, 0.01, 0.9), (2.0, -1.0, 4.0, 0.05, 0.5)),
        praise="The slope pushes, the speed moves.",
        hints=(
            "Compute the new speed first: beta * v + slope.",
            "Then the weight moves by lr times the new speed, downhill.",
            "v = beta * v + slope; return w - lr * v, v",
        ),
        slips=(
            Slip(
                lambda w, v, s, lr, beta: [w - lr * v, beta * v + s],
                "path",
                "The weight moved with the old speed. The slope must reach it in the same step.",
            ),
            Slip(
                lambda w, v, s, lr, beta: [w + lr * (beta * v + s), beta * v + s],
                "sign",
                "The ball rolls uphill: subtract lr times the speed.",
            ),
            Slip(
                lambda w, v, s, _, beta: [w - (beta * v + s), beta * v + s],
                "factor",
                "The learning rate is missing in the step of the weight.",
            ),
            Slip(
                lambda w, v, s, lr, _: [w - lr * (v + s), v + s],
                "factor",
                "beta is missing: only a part of the old speed is kept.",
            ),
        ),
        about=(21,),
    ),
    Choice(
        key="09.5",
        right="b",
        feedback={
            "a": "On the ridge w2 is exactly 0. What is the slope with respect to w2 there?",
            "c": "The slope with respect to w1 is 2 at the start, so there is a first step.",
            "d": "With lr = 0.1 each step multiplies w1 by 0.8: it does not change its sign.",
        },
        praise="It reaches the saddle point: zero slope, and no minimum.",
        hints=(
            "The gradient is (2 w1, -2 w2). Put in (1, 0).",
            "The second part is zero, so w2 stays 0. The first brings w1 to 0.",
            "At (0, 0) both parts are zero.",
        ),
        about=(22,),
    ),
    Value(
        key="09.6",
        expected=lambda: 0.03,
        praise="0.03: the largest that is good, and safely below the border of 0.08.",
        hints=(
            "Strike out the rates that diverge, and those that are too small.",
            "Among the good ones, take the largest.",
            "The border of this valley is 0.08.",
        ),
        slips=(
            Slip(0.1, "value", "0.1 is beyond the border of 0.08: it diverges."),
            Slip(0.3, "value", "0.3 is far beyond the border of 0.08: it diverges."),
            Slip(
                0.01,
                "value",
                "0.01 is still on its way when the steps are used up. One of the others has arrived.",
            ),
            Slip(0.001, "value", "That one is safe, and so slow that you will wait for weeks."),
            Slip(0.0001, "value", "That one is safe, and so slow that you will wait for months."),
        ),
        about=(20,),
    ),
)
