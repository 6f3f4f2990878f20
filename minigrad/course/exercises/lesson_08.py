"""Lesson 8: vectors and Jacobians."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.course.questions import Choice, Function, Slip, Value, slope

X = np.array([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0], [2.0, 1.0, 1.0], [1.5, 0.5, -2.0]])
G = np.array([[1.0, -2.0], [0.5, 3.0], [2.0, 0.0], [-1.0, 4.0]])


def of_weights(inputs: Any, upstream: Any) -> Any:
    """The gradient of the weights of inputs @ W, by nudges."""
    shape = inputs.shape[1], upstream.shape[1]
    return slope(lambda w: np.sum(upstream * (inputs @ w)), np.zeros(shape))


def of_bias(upstream: Any) -> Any:
    """The gradient of a bias that is added to every row, by nudges."""
    return slope(lambda b: np.sum(upstream * (0 * upstream + b)), np.zeros(upstream.shape[1]))


EXERCISES = (
    Value(
        key="08.1",
        expected=lambda: (10, 784),
        praise="Ten rows, one per output, and 784 columns, one per input.",
        hints=(
            "One row per output, one column per input.",
            "The example above has 2 outputs and 3 inputs, and the shape (2, 3).",
            "10 rows and 784 columns",
        ),
        slips=(Slip((784, 10), "shape", "Turned round: the outputs are the rows."),),
        about=(14,),
    ),
    Value(
        key="08.2",
        expected=lambda: slope(lambda x: x[0] * x[1] + x[1] + x[2] ** 2, np.array([2.0, 3.0, 5.0])),
        praise="(3, 2 + 1, 10): the two rows added up.",
        hints=(
            "Add the two rows of the Jacobian.",
            "The rows are (3, 2, 0) and (0, 1, 10).",
            "3 + 0, 2 + 1, 0 + 10",
        ),
        slips=(
            Slip(
                [5.0, 11.0],
                "shape",
                "Those are the sums along the rows. Add the rows to each other.",
            ),
            Slip(
                [3.0, 2.0, 0.0],
                "path",
                "That is the first row alone. The second has the weight 1 too.",
            ),
            Slip(16.0, "shape", "One number for each input: add the rows, not all entries."),
        ),
        about=(13,),
    ),
    Value(
        key="08.3",
        expected=lambda: 1,
        praise="One forward pass: there is one column, and it is the whole Jacobian.",
        hints=(
            "How many rows has the Jacobian, and how many columns?",
            "1000 rows and 1 column. A backward pass gives a row, a forward pass a column.",
            "One column: one forward pass.",
        ),
        slips=(
            Slip(
                1000,
                "value",
                "1000 backward passes would do it, a row each. But look at the columns.",
            ),
        ),
        about=(15,),
    ),
    Function(
        key="08.4",
        expected=of_weights,
        at=((X, G), (X[:2], G[:2])),
        praise="X transposed times G: it agrees with a nudge of every single weight.",
        hints=(
            "The result has one row per input and one column per output.",
            "Turn X round: X.T has the shape (3, 5). What can follow it?",
            "return X.T @ G",
        ),
        slips=(
            Slip(
                lambda x, g: x.T @ g / len(x),
                "factor",
                "Nobody asked for a mean: G already knows how the loss weighs the examples.",
            ),
        ),
        about=(14, 23),
    ),
    Function(
        key="08.5",
        expected=of_bias,
        at=((G,), (G[:3],)),
        praise="Stretched on the way forward, summed on the way back.",
        hints=(
            "Each number of b is used once in every row.",
            "Paths are added: sum over the examples, which are the rows.",
            "return G.sum(axis=0)",
        ),
        slips=(
            Slip(
                lambda g: g.mean(axis=0),
                "factor",
                "Paths are added, not averaged: take the sum over the rows.",
            ),
            Slip(
                lambda g: g[0],
                "path",
                "That is the path through the first example. The other rows are missing.",
            ),
        ),
        about=(10, 23),
    ),
    Choice(
        key="08.6",
        right="b",
        feedback={
            "a": "The gradient of W is made of X and G. G arrives with the backward pass; and X?",
            "c": "It would be enormous, and it is never built: the product of X and G does its work.",
            "d": "Y does not occur in the rule for the gradient of W.",
        },
        praise="Its input X, because the gradient of W is X transposed times what arrives.",
        hints=(
            "Look at your rule for the gradient of W.",
            "One of its two factors comes with the backward pass.",
            "The other one is X.",
        ),
        about=(14,),
    ),
)
