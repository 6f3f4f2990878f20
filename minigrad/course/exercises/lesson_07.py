"""Lesson 7: an engine in sixty lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from minigrad.course.questions import Choice, Function, Order, Slip, Value, slope

Formula = Callable[..., Any]


def cube(a: Any) -> Any:
    """A number used three times."""
    return a * a * a


def diamond(a: Any, b: Any) -> Any:
    """The lesson's example of a number with two children."""
    c = a + b
    return c * 2.0 + c


def deep(a: Any, b: Any) -> Any:
    """Where a wrong order shows: c passes on before d has given it its part."""
    c = a * b
    d = c * c
    return d * c + a


def gradients(formula: Formula, *values: float) -> list[float]:
    """All slopes of a formula, by nudges."""
    return list(slope(lambda at: formula(*at), np.array(values)))


# What the pass with the bug, = in place of +=, answers at the points of 07.3.
LAST_PART_ONLY = {cube: [4.0], diamond: [2.0, 2.0], deep: [18.0, 13.5]}


EXERCISES = (
    Value(
        key="07.1",
        expected=lambda: [5.0, 4.0],
        praise="Each local slope is the other factor: the product 4b rises by 4 per unit of b.",
        hints=(
            "Raise a from 4 to 4.1. By how much does the product with b = 5 rise?",
            "It rises by 0.5, so the slope with respect to a is 5.",
            "The slope with respect to b is the other factor, a.",
        ),
        slips=(
            Slip(
                [4.0, 5.0], "order", "Swapped: the slope with respect to a is the other factor, b."
            ),
            Slip([1.0, 1.0], "value", "1 and 1 are the local slopes of a sum. This is a product."),
            Slip(20.0, "shape", "20 is the product. Two slopes are asked for, in a list."),
        ),
        about=(10,),
    ),
    Order(
        key="07.2",
        steps="pqrst",
        rules=(
            ("q", "r", "before anything is passed on, the result needs its own gradient."),
            ("r", "s", "d has no gradient until e has passed on to it."),
            ("s", "p", "c must have the part from d before it passes on."),
            ("p", "t", "a and b have nothing until c has passed on."),
        ),
        praise="From the result to the inputs, and each number passes on when all its children have.",
        hints=(
            "Everything starts from the result, with a gradient of 1.",
            "c has two children, d and e. Both must pass on to it before it passes on itself.",
            "q, r, s, p, t",
        ),
        about=(11,),
    ),
    Function(
        key="07.3",
        expected=gradients,
        at=((cube, 2.0), (diamond, 3.0, -1.0), (deep, 1.5, 2.0)),
        praise="Three formulas, with numbers used twice and three times, and all agree with the nudges.",
        hints=(
            "result.grad = 1.0 comes first. Then a loop over reversed(ordered(result)).",
            "Inside it a second loop: for parent, slope in zip(number.parents, number.slopes).",
            "parent.grad += number.grad * slope",
        ),
        slips=(
            Slip(
                lambda formula, *_: LAST_PART_ONLY[formula],
                "path",
                "Only the last part arrives at a number that is used twice. Add the parts: +=.",
            ),
            Slip(
                lambda _, *values: [0.0 for _ in values],
                "path",
                "All gradients are still zero. Does the result get its 1, and does the loop go backwards?",
            ),
        ),
        about=(10, 11),
    ),
    Value(
        key="07.4",
        expected=lambda: slope(lambda a: a, 3.0),
        praise="1: the second part overwrites the first. The right gradient is 1 + 1.",
        hints=(
            "a is a parent twice, with the local slope 1 each time.",
            "With = the second assignment replaces the first.",
            "What remains is one part, not the sum of two.",
        ),
        slips=(
            Slip(
                2.0, "path", "2 is the right gradient. With the bug, one of the two parts is lost."
            ),
            Slip(3.0, "value", "3 is the value of a. Its gradient is asked for."),
        ),
        about=(10,),
    ),
    Function(
        key="07.5",
        expected=lambda value: [1 / value, slope(lambda x: 1 / x, value)],
        at=((2.0,), (-0.5,), (4.0,)),
        praise="A new rule, and the engine knows division.",
        hints=(
            "Number takes a value, a tuple of parents and a tuple of slopes.",
            "The value is 1 / x.value, the only parent is x.",
            "return Number(1 / x.value, (x,), (-1 / x.value**2,))",
        ),
        slips=(
            Slip(
                lambda x: [1 / x, 1 / x**2],
                "sign",
                "The slope of 1/x is negative: the larger x, the smaller 1/x.",
            ),
            Slip(
                lambda x: [1 / x, -1 / x],
                "value",
                "The square is missing in the slope: it is -1 / x².",
            ),
        ),
        about=(25,),
    ),
    Choice(
        key="07.6",
        right="b",
        feedback={
            "a": "That would be nudging. A backward pass fills in the gradient of every number on its way.",
            "c": "The chain rule is used at every operation, within one and the same pass.",
            "d": "One pass visits every operation once. It need not be repeated.",
        },
        praise="One: it starts from the loss and brings the slopes of all weights home.",
        hints=(
            "Think of what your backward does with the parents of every number.",
            "After one call, which numbers have a gradient?",
            "All numbers that lead to the result have one.",
        ),
        about=(14, 15),
    ),
)
