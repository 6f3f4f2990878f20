"""Lesson 6: slopes and nudges."""

from __future__ import annotations

import math
from collections.abc import Callable

from minigrad.course.questions import Choice, Function, Slip, Value, slope


def quotient(f: Callable[[float], float], x: float, h: float) -> float:
    """Rise over nudge, measured to both sides."""
    return (f(x + h) - f(x - h)) / (2 * h)


def forward(f: Callable[[float], float], x: float, h: float) -> float:
    """Rise over nudge, measured to the right."""
    return (f(x + h) - f(x)) / h


EXERCISES = (
    Value(
        key="06.1",
        expected=lambda: quotient(lambda x: x**2, 3.0, 0.1),
        praise="6 exactly: (9.61 - 8.41) / 0.2. Left and right err equally, and it cancels.",
        hints=(
            "You need 3.1 squared and 2.9 squared.",
            "They are 9.61 and 8.41.",
            "Divide their difference, 1.2, by 0.2.",
        ),
        slips=(
            Slip(12.0, "factor", "From 2.9 to 3.1 it is two nudges: divide by 0.2."),
            Slip(6.1, "value", "6.1 is the forward quotient. Measure from 2.9 to 3.1."),
            Slip(5.9, "value", "5.9 measures to the left only. Measure from 2.9 to 3.1."),
        ),
        about=(1,),
    ),
    Function(
        key="06.2",
        expected=quotient,
        at=((math.exp, 0.5, 0.1), (math.sin, 1.0, 0.5), (math.atan, -2.0, 0.25)),
        rtol=1e-6,
        praise="Measured to both sides, and divided by the whole way.",
        hints=(
            "Look at the formula on the right. Both sides are measured.",
            "The rise is f(x + h) - f(x - h).",
            "return (f(x + h) - f(x - h)) / (2 * h)",
        ),
        slips=(
            Slip(
                forward, "path", "That is the forward quotient: the nudge to the left is missing."
            ),
            Slip(
                lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
                "factor",
                "In Python, / 2 * h divides by 2 and then multiplies by h. Put 2 * h in brackets.",
            ),
        ),
        about=(1,),
    ),
    Choice(
        key="06.3",
        right="b",
        feedback={
            "a": "A quotient takes two calls of the function, for a tiny nudge as for a large one.",
            "c": "The derivative at x = 1 is a fixed number. It is our measurement that gets worse.",
            "d": "The same V appears for every function. Think of how many digits a computer keeps.",
        },
        praise="The nearly equal digits cancel, and what is left is divided by a tiny number.",
        hints=(
            "Write down exp(1 + 1e-13) and exp(1 - 1e-13) with sixteen digits.",
            "How many of these digits differ?",
            "Sixteen digits minus thirteen equal ones leaves three.",
        ),
        about=(1,),
    ),
    Value(
        key="06.4",
        expected=lambda: 2 * 10**6,
        praise="Two million runs: one to the right and one to the left for each weight.",
        hints=(
            "How many runs does one weight need?",
            "A central quotient calls the function twice.",
            "Twice a million.",
        ),
        slips=(
            Slip(10**6, "factor", "A central quotient runs the model twice per weight."),
            Slip(2, "value", "Two runs give the slope of a single weight."),
        ),
        about=(1, 15),
    ),
    Function(
        key="06.5",
        expected=lambda x: slope(math.tanh, x),
        at=((-1.0,), (0.0,), (0.5,), (2.0,)),
        planted=lambda x: 1 - math.tanh(x),
        praise="Now formula and nudge agree in every line, at zero and elsewhere.",
        hints=(
            "In which lines of the table do the two numbers differ?",
            "The text above the cell gives the right formula. What is missing?",
            "return 1 - np.tanh(x) ** 2",
        ),
        slips=(
            Slip(
                lambda x: math.tanh(x) ** 2 - 1,
                "sign",
                "tanh rises everywhere, so its slope is positive. The sign is turned round.",
            ),
        ),
        about=(25,),
    ),
    Value(
        key="06.6",
        expected=lambda: quotient(lambda x: max(x, 0.0), 0.0, 1e-5),
        praise="One half: the mean of the slopes on both sides, and the slope of neither.",
        hints=(
            "Put the kink in the middle: f(h) - f(-h), divided by 2h.",
            "f(h) is h, and f(-h) is 0.",
            "h / 2h",
        ),
        slips=(
            Slip(
                1.0,
                "factor",
                "1 is the slope to the right. The central quotient looks to both sides.",
            ),
            Slip(
                0.0,
                "value",
                "0 is the slope to the left. The central quotient looks to both sides.",
            ),
        ),
        about=(25,),
    ),
)
