"""Lesson 4: the slope of a slope, and traced functions."""

from __future__ import annotations

import math

from minigrad.course.questions import Choice, Function, Slip, Value, slope


def parabola(x: float) -> float:
    """The lesson's function, with its minimum at 1."""
    return x**2 - 2 * x + 1


def second(x: float) -> float:
    """The second derivative of sin(x²), by hand."""
    return 2 * math.cos(x**2) - 4 * x**2 * math.sin(x**2)


EXERCISES = (
    Value(
        key="04.1",
        expected=lambda: slope(lambda a: a * 0.0**2 + 2 * 0.0 + 3, 1.0),
        praise="0: changing a does nothing while x is 0. It is a zero that was looked up, not a None.",
        hints=(
            "Nudge a from 1 to 1.1 and compute y again, with x = 0.",
            "a is multiplied by x squared.",
            "x squared is 0 at x = 0, so y does not change with a.",
        ),
        slips=(
            Slip(1.0, "value", "1 is the slope with respect to c. What is a multiplied by?"),
            Slip(2.0, "value", "2 is the slope with respect to x. Here only a is nudged."),
        ),
        about=(3,),
    ),
    Choice(
        key="04.2",
        right="b",
        feedback={
            "a": "The outer tape was already closed when the slope was computed. What has it recorded of it?",
            "c": "A zero would need a path on which nothing changes. Here nothing was recorded at all.",
            "d": "It is not an error to ask. The answer just says that there is no recorded path.",
        },
        praise="The outer tape never saw how dy_dx was computed, so it knows no path from x to it.",
        hints=(
            "What was recorded by tape2 when it was closed?",
            "It recorded y. Did it record the computation of dy_dx?",
            "No recorded path: lesson 2 has the word for that answer.",
        ),
        about=(3,),
    ),
    Function(
        key="04.3",
        expected=second,
        at=((0.0,), (0.5,), (1.0,), (-1.2,)),
        praise="Two tapes, one inside the other. It agrees with the formula at four points.",
        hints=(
            "Open two tapes, one inside the other, and watch x with both.",
            "Take the inner gradient inside the outer with-block, and outside the inner one.",
            "Inner: y = tf.sin(x**2); dy = inner.gradient(y, x). After the outer block: outer.gradient(dy, x).numpy()",
        ),
        slips=(
            Slip(
                lambda x: 2 * x * math.cos(x**2),
                "path",
                "That is the first derivative. One more tape is missing.",
            ),
            Slip(
                lambda x: -math.sin(x**2),
                "path",
                "The inside, x², has a derivative too, and it counts at both derivatives.",
            ),
        ),
    ),
    Value(
        key="04.4",
        expected=lambda: (
            5.0 - slope(parabola, 5.0) / slope(lambda x: slope(parabola, x, 1e-3), 5.0, 1e-3)
        ),
        praise="1, the minimum itself: for a parabola one Newton step is enough.",
        hints=(
            "You need f'(5) and f''(5). f'(x) = 2x - 2.",
            "f'(5) = 8 and f''(5) = 2.",
            "5 - 8 / 2",
        ),
        slips=(
            Slip(9.0, "sign", "The step went uphill: subtract the quotient."),
            Slip(
                -3.0,
                "factor",
                "The slope was subtracted whole. Divide it by the second derivative, 2.",
            ),
            Slip(4.0, "value", "4 is how far the step goes. Where does it end, from 5?"),
        ),
        about=(21,),
    ),
    Value(
        key="04.5",
        expected=lambda: 0.98**100,
        praise="0.98 to the power of 100 is 0.133: slow but steady.",
        hints=(
            "Two steps multiply it by 0.98 twice.",
            "A hundred steps: 0.98 to the power of 100.",
            "0.98 ** 100",
        ),
        slips=(
            Slip(
                98.0,
                "value",
                "Multiply 0.98 with itself a hundred times; do not multiply it by 100.",
            ),
            Slip(1 - 0.98**100, "value", "That is how far x has come. How far is it still from 1?"),
        ),
        about=(20,),
    ),
    Value(
        key="04.6",
        expected=lambda: 1,
        praise="Once: for the trace. The three results come from the recorded program.",
        hints=(
            "When are the Python lines of a traced function executed?",
            "Only while it is traced.",
            "All three calls have the same kind of argument, so one trace serves them all.",
        ),
        slips=(
            Slip(
                3,
                "value",
                "Three calls, but not three executions: the first call writes a program down.",
            ),
            Slip(
                0,
                "value",
                "The program must come from somewhere: from executing the lines while tracing.",
            ),
        ),
    ),
)
