"""Lesson 1: the slope of one weight."""

from __future__ import annotations

from minigrad.course.questions import Choice, Function, Slip, Value, slope

X, Y = 3.0, 2.0


def loss(w: float) -> float:
    """The lesson's loss: one example, squared error."""
    return (Y - X * w) ** 2


EXERCISES = (
    Value(
        key="01.1",
        expected=lambda: (loss(1.1) - loss(1.0)) / 0.1,
        praise="6.9: the loss rose from 1 to 1.69. The smaller the nudge, the nearer to 6.",
        hints=(
            "Work out the loss at w = 1.1 first, then how much it rose.",
            "At w = 1.1 the prediction is 3.3, so the error is 2 - 3.3 = -1.3.",
            "The loss rises from 1 to 1.69. Divide that rise by the nudge, 0.1.",
        ),
        slips=(
            Slip(0.69, "factor", "0.69 is the rise itself. How large is it per unit of nudge?"),
            Slip(
                1.69, "value", "1.69 is the new loss. How much did it rise, divided by the nudge?"
            ),
            Slip(6.0, "rounding", "6 is the limit for ever smaller nudges; this nudge is 0.1."),
        ),
        about=(1,),
    ),
    Function(
        key="01.2",
        expected=lambda w: slope(loss, w),
        at=((1.0,), (0.0,), (0.5,), (2.0,)),
        praise="Your formula agrees with tiny nudges at four different weights.",
        hints=(
            "The square gives a factor 2(y - w x). What does the chain rule ask for next?",
            "Multiply by the derivative of the inside, y - w x, with respect to w.",
            "The derivative of the inside is -x, so dL/dw = 2 (y - w x) (-x).",
        ),
        slips=(
            Slip(
                lambda w: 2 * (Y - X * w),
                "path",
                "One link of the chain is missing: 2(y - w x) must be multiplied by the derivative of the inside.",
            ),
            Slip(
                lambda w: 2 * (X * w - Y),
                "path",
                "One link of the chain is missing: the inside has a derivative too, and x is in it.",
            ),
            Slip(
                lambda w: 2 * X * (Y - X * w),
                "sign",
                "The inside is y minus w x: as w grows it falls. A minus sign is lost.",
            ),
        ),
        about=(1, 25),
    ),
    Value(
        key="01.3",
        expected=lambda: slope(lambda yhat: (Y - yhat) ** 2, 3.0),
        praise="2: raise the prediction by a little, and the loss rises by twice as much. "
        "Times x = 3, that is 6.",
        hints=(
            "It is dL/dyhat: how fast the loss changes when the prediction yhat changes.",
            "L = (2 - yhat)^2. Its derivative has the inner derivative -1.",
            "dL/dyhat = -2 (2 - yhat), and yhat = 3.",
        ),
        slips=(
            Slip(-2.0, "sign", "-2 is the slope at y - yhat. Going on to yhat turns its sign."),
            Slip(
                6.0, "factor", "6 is the slope at w. One step before, the factor x is not yet in."
            ),
            Slip(3.0, "value", "3 is the value of yhat. Its gradient is asked for."),
        ),
        about=(10, 12),
    ),
    Value(
        key="01.4",
        expected=lambda: 0.5 - 0.1 * slope(loss, 0.5),
        praise="0.8: the slope was negative, so the step goes to the right.",
        hints=(
            "A step is w - lr * slope. Keep the sign of the slope.",
            "The slope is -3 and lr is 0.1, so lr * slope is -0.3.",
            "0.5 - (-0.3)",
        ),
        slips=(
            Slip(0.2, "sign", "The step went uphill. Subtract the slope: minus a minus is plus."),
            Slip(3.5, "factor", "The learning rate is missing: take one tenth of the slope."),
            Slip(0.3, "value", "0.3 is how far the step goes. Where does it end, from 0.5?"),
        ),
        about=(12, 21),
    ),
    Choice(
        key="01.5",
        right="c",
        feedback={
            "a": "A longer step is not a faster one. From w = 1 the slope is 6: where does 1 - 0.2 * 6 land?",
            "b": "It does jump past 2/3. But compare: how far was 1 from 2/3, and how far is 1 - 0.2 * 6 = -0.2?",
            "d": "The slope is zero only at 2/3 itself. At w = 1 it is 6, and the step is 0.2 * 6 = 1.2 long.",
        },
        praise="The first step goes from 1 to -0.2: past 2/3, and further away than before.",
        hints=(
            "Take the first step by hand: the slope at w = 1 is 6.",
            "w becomes 1 - 0.2 * 6 = -0.2. Was 1 nearer to 2/3, or is -0.2?",
            "The distance to 2/3 was 1/3 and is now 13/15. What will the next step do to it?",
        ),
        about=(20,),
    ),
    Value(
        key="01.6",
        expected=lambda: 2 / slope(lambda w: slope(loss, w, 1e-3), 1.0, 1e-3),
        praise="1/9 = 0.111: below it the distance shrinks at every step, above it it grows.",
        hints=(
            "The distance to 2/3 is multiplied by 1 - 18 lr at every step.",
            "It shrinks while that factor lies between -1 and 1.",
            "1 - 18 lr = -1 is the limit. Solve it for lr.",
        ),
        slips=(
            Slip(
                1 / 18,
                "factor",
                "With 1/18 the factor is 0: that is the best rate, one step and done. "
                "How far can you go beyond it?",
            ),
        ),
        about=(20,),
    ),
)
