"""Lesson 2: what a tape watches."""

from __future__ import annotations

from minigrad.course.questions import Choice, Function, Slip, Value, slope

EXERCISES = (
    Value(
        key="02.1",
        expected=lambda: slope(lambda x: x**2, 3.0),
        praise="The derivative of x² is 2x, and at 3 that is 6.",
        hints=(
            "The derivative of x² is 2x.",
            "Put x = 3 into 2x.",
            "2 times 3",
        ),
        slips=(Slip(9.0, "value", "9 is the value of x² at 3. How fast does it change there?"),),
        about=(1,),
    ),
    Value(
        key="02.2",
        expected=lambda: (2,),
        praise="A gradient has the shape of what it belongs to: b has two numbers, so there are two slopes.",
        hints=(
            "There is one slope for each number in b.",
            "b was made by tf.zeros(2).",
            "b.shape is the answer: a tuple with a single number in it, written (2,).",
        ),
        slips=(
            Slip(
                (1, 2), "shape", "(1, 2) is the shape of y. The bias is added to each of its rows."
            ),
            Slip((3, 2), "shape", "(3, 2) is the shape of w. The question is about b."),
            Slip((2, 1), "shape", "b has one axis only, so its gradient has one axis only."),
            Slip(2, "shape", "A shape is a tuple, even with one axis: (2,), with the comma."),
        ),
        about=(23,),
    ),
    Choice(
        key="02.3",
        right="c",
        feedback={
            "a": "x4 is not used at all: no nudge of it could reach y. And not everything that is used is watched.",
            "b": "All four are used, but a tape keeps notes only of what it watches. A constant is not watched.",
            "d": "x4 is a trainable variable, but y is not computed from it. Without a path there is no number.",
        },
        praise="Only x0 is trainable, a variable, and used while the tape is open.",
        hints=(
            "A tape watches trainable variables that are used while it is open.",
            "Go through the five: trainable? still a variable? used?",
            "x1 is not trainable, x2 and x3 are tensors, x4 is not used.",
        ),
        about=(2, 3),
    ),
    Function(
        key="02.4",
        expected=lambda value: slope(lambda x: x**3 + 2 * x, value),
        at=((0.0,), (1.0,), (2.0,), (-1.5,)),
        praise="Watched, recorded, asked: the tape agrees with the nudges at four points.",
        hints=(
            "A constant is not watched by itself. The tape has a method for that.",
            "Write tape.watch(x) as the first line inside the with block.",
            "After the block: return tape.gradient(y, x).numpy()",
        ),
        slips=(
            Slip(
                lambda x: x**3 + 2 * x,
                "value",
                "That is y itself. Ask the tape for the slope of y with respect to x.",
            ),
            Slip(
                lambda x: 3 * x**2,
                "path",
                "One path is missing: x reaches y twice, through the cube and through 2x. Their slopes add.",
            ),
        ),
        about=(2, 10),
    ),
    Choice(
        key="02.5",
        right="b",
        feedback={
            "a": "Look at what w is after the first step: w - lr * dL_dw is a new tensor, not a variable.",
            "c": "Zero would mean that the loss is flat there. The tape has no notes about w at all.",
            "d": "A new tape is opened in every round, and it remembers nothing of the round before.",
        },
        praise="After the first step w is a plain tensor, which no tape watches by itself. "
        "w.assign_sub(lr * dL_dw) would have kept the variable.",
        hints=(
            "What is the type of w after w = w - lr * dL_dw?",
            "It is a tensor. Does a tape watch tensors by itself?",
            "This is the first of the four ways to lose a gradient.",
        ),
        about=(2, 6),
    ),
    Value(
        key="02.6",
        expected=lambda: slope(lambda x: x**2 + x**3, 2.0),
        praise="4 from x² and 12 from x³: the tape returns the slope of their sum.",
        hints=(
            "The tape returns the slope of the sum of the target's elements.",
            "The slope of x² at 2 is 4. What is that of x³?",
            "Add 2x and 3x² at x = 2.",
        ),
        slips=(
            Slip(
                [4.0, 12.0],
                "shape",
                "Those are the two slopes. The tape returns their sum: one number.",
            ),
            Slip(4.0, "path", "A path is missing: that is the slope of x² alone."),
            Slip(12.0, "path", "A path is missing: that is the slope of x³ alone."),
            Slip(
                8.0,
                "path",
                "8 is the value of x³ at 2. Take the slopes of both elements and add them.",
            ),
        ),
        about=(13,),
    ),
    Choice(
        key="02.7",
        right="b",
        feedback={
            "a": "For that the tape would have to keep all its notes, and the memory they take, until you say so.",
            "c": "None would mean that there is no path. Here there was one, and its notes are gone.",
            "d": "Nothing is added up here: a tape returns what it finds. (That is backward, in lesson 3.)",
        },
        praise="The notes are used up by the first answer, and the tape says so.",
        hints=(
            "What does a tape keep after it has answered?",
            "Its notes take memory. When does it let go of them?",
            "After the first answer. It does not keep silent about it.",
        ),
        about=(7,),
    ),
    Value(
        key="02.8",
        expected=lambda: slope(lambda x: x * x * x * x * x, 3.0),
        praise="The loop computed x to the power of 5, and 5 times 81 is 405.",
        hints=(
            "3, 9, 27, 81, 243: how many factors of x are in the last number?",
            "Five factors: y is x to the power of 5. Its slope is 5 x⁴.",
            "5 * 3**4",
        ),
        slips=(
            Slip(243.0, "value", "243 is the value of y. How fast does it change with x?"),
            Slip(
                108.0, "path", "One factor is missing: y starts as x and is multiplied four times."
            ),
            Slip(81.0, "path", "x is used five times, and each use is a path. Add all five."),
        ),
        about=(16, 10),
    ),
)
