"""Lesson 0: how exercises work."""

from __future__ import annotations

from minigrad.course.questions import Choice, Function, Order, Slip, Value

EXERCISES = (
    Value(
        key="00.1",
        expected=lambda: 2 * 3,
        praise="6. That is how a right answer looks.",
        hints=(
            "This is the first hint. It says little: the dot means multiplication.",
            "This is the second. It says more: 2 times 3 is 3 plus 3.",
            "This is the third, and it tells all: the answer is 6.",
        ),
        slips=(
            Slip(5, "value", "5 is the sum. The dot means multiplication."),
            Slip(8, "value", "8 is 2 to the power of 3. The dot means multiplication."),
        ),
    ),
    Value(
        key="00.2",
        expected=lambda: (2, 3),
        praise="Two rows, three columns; rows come first.",
        hints=(
            "A row goes from left to right.",
            "There are two rows. How many numbers stand in each?",
            "Rows first, then columns: (2, ...)",
        ),
        slips=(
            Slip((3, 2), "shape", "Rows come first, then columns."),
            Slip(6, "shape", "6 numbers stand in it. How many rows, and how many columns?"),
        ),
        about=(23,),
    ),
    Function(
        key="00.3",
        expected=lambda x: x + x,
        at=((1.0,), (-2.5,), (10.0,)),
        praise="It was tried with three numbers, and doubled all of them.",
        hints=(
            "The function's argument is called x.",
            "Doubling means multiplying by 2.",
            "return 2 * x",
        ),
        slips=(
            Slip(
                lambda x: x**2, "value", "That is the square: right for 2, and wrong for the rest."
            ),
            Slip(lambda x: x + 2, "value", "That adds two. Doubling multiplies by two."),
        ),
    ),
    Choice(
        key="00.4",
        right="b",
        feedback={
            "a": "That is a distance. A slope is a change per something: per hour, here.",
            "c": "A slope needs only the change, and the change is known.",
        },
        praise="A slope is always a change per something else that changes.",
        hints=(
            "A slope says how fast one thing changes with another.",
            "Here the distance changes with the time.",
            "Its unit must be kilometres per hour.",
        ),
        about=(1,),
    ),
    Order(
        key="00.5",
        steps="abcd",
        rules=(
            ("b", "c", "water that is poured over the leaves should be hot."),
            ("d", "c", "there must be leaves in the pot to pour water over."),
            ("c", "a", "there is no tea before water has met leaves."),
        ),
        praise="Water and leaves in either order, then pouring, then drinking.",
        hints=(
            "The end is clear: drinking comes last.",
            "Before the water is poured, two things must have been done.",
            "b d c a is one of the two right orders.",
        ),
    ),
)
