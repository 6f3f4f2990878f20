"""Lesson 11: the debug clinic."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.course.questions import Function, Slip, slope

COLUMN = np.array([[1.0], [5.0], [2.0]])
ROW = np.array([1.0, 4.0, 2.5])
X = np.array([1.0, 2.0, 3.0, -1.0])


def trained(w: float, lr: float, rounds: int) -> float:
    """Gradient descent on (w - 4)², whose distance shrinks by the same factor each time."""
    return 4.0 + (w - 4.0) * (1 - 2 * lr) ** rounds


def two_layers(w: Any) -> Any:
    """The loss of patient 6."""
    return (np.tanh(3 * w[0]) * w[1] - 1.0) ** 2


def accumulated(w: float, lr: float, rounds: int) -> float:
    """Gradient descent that never zeroes its gradient."""
    total = 0.0
    for _ in range(rounds):
        total += 2 * (w - 4.0)
        w -= lr * total
    return w


EXERCISES = (
    Function(
        key="11.1",
        expected=lambda w, push, lr: float(np.array([1.0, -lr]) @ [w, push]),
        at=((1.0, 6.0, 0.1), (2.0, -1.0, 0.5), (0.0, 3.0, 0.01)),
        planted=lambda w, push, lr: w + lr * push,
        praise="Downhill at last: against the slope.",
        hints=(
            "In which direction does the loss fall, along the slope or against it?",
            "A positive slope says that the loss rises with w. So w must become smaller.",
            "return w - lr * slope",
        ),
        slips=(
            Slip(
                lambda w, push, _: w - push,
                "factor",
                "The learning rate is lost: it scales the step.",
            ),
        ),
        about=(25, 12),
    ),
    Function(
        key="11.2",
        expected=trained,
        at=((1.0, 0.1, 1), (1.0, 0.1, 5), (6.0, 0.25, 3)),
        planted=lambda w, lr, rounds: trained(w, lr, 1) if rounds == 1 else -1.0,
        praise="The variable stays a variable, and the tape watches it in every round.",
        hints=(
            "Of which type is w after the first round?",
            "w - lr * slope makes a new tensor. A variable has a method that changes it instead.",
            "w.assign_sub(lr * slope)",
        ),
        slips=(
            Slip(
                lambda w, lr, rounds: 4.0 + (w - 4.0) * (1 + 2 * lr) ** rounds,
                "sign",
                "Uphill: assign_add adds. The slope must be subtracted.",
            ),
        ),
        about=(2, 6, 18),
    ),
    Function(
        key="11.3",
        expected=lambda values: slope(lambda x: np.sum(np.sqrt(x)), np.array(values)),
        at=(([1.0, 4.0],), ([0.25, 9.0, 2.0],)),
        planted=lambda _: None,
        praise="With mg.sqrt the calculation stays on the tape.",
        hints=(
            "Which call takes the plain numbers out of the tensor?",
            "x.numpy() does. minigrad has its own square root, which takes tensors.",
            "y = mg.sum(mg.sqrt(x))",
        ),
        slips=(
            Slip(
                lambda values: np.ones(len(values)),
                "path",
                "One link is missing: the slope of the root itself, 1 / (2 √x).",
            ),
        ),
        about=(3, 4),
    ),
    Function(
        key="11.4",
        expected=lambda predictions, targets: np.mean(
            [(p - t) ** 2 for p, t in zip(predictions.ravel(), targets.ravel(), strict=True)]
        ),
        at=((COLUMN, ROW), (COLUMN, ROW[::-1]), (COLUMN, COLUMN + 1)),
        planted=lambda predictions, targets: np.mean((predictions - targets) ** 2),
        praise="Prediction with its own target, and no table in between.",
        hints=(
            "Print (predictions - targets).shape.",
            "Bring both to the same shape before you subtract.",
            "targets.reshape(predictions.shape)",
        ),
        slips=(
            Slip(
                lambda predictions, targets: np.sum((predictions.ravel() - targets.ravel()) ** 2),
                "factor",
                "The shapes are right now; but it should be the mean, and that is the sum.",
            ),
        ),
        about=(23,),
    ),
    Function(
        key="11.5",
        expected=trained,
        at=((1.0, 0.1, 1), (1.0, 0.1, 10), (6.0, 0.25, 3)),
        planted=lambda w, *_: w,
        praise="Zero first, then backward, then step: now the step has something to go by.",
        hints=(
            "What does w.grad hold at the moment when step() looks at it?",
            "zero_grad() has just thrown the new gradient away.",
            "Move optimizer.zero_grad() up, before loss.backward().",
        ),
        slips=(
            Slip(
                accumulated,
                "path",
                "Without any zeroing, the gradients of earlier rounds pile up. Zero before backward.",
            ),
        ),
        about=(8, 9),
    ),
    Function(
        key="11.6",
        expected=lambda a, b: slope(two_layers, np.array([a, b])),
        at=((0.1, 0.5), (-0.2, 1.5)),
        planted=lambda a, b: [0.0, slope(two_layers, np.array([a, b]))[1]],
        praise="Both layers have a gradient, so both can learn.",
        hints=(
            "Look at the picture: where is the line from w1 cut, and by what?",
            "stop_gradient cuts the path to everything before it.",
            "hidden = mg.tanh(w1 * 3.0)",
        ),
        slips=(
            Slip(
                lambda a, b: slope(lambda w: (3 * w[0] * w[1] - 1.0) ** 2, np.array([a, b])),
                "path",
                "The tanh has gone too. Only stop_gradient should go.",
            ),
        ),
        about=(19, 4),
    ),
    Function(
        key="11.7",
        expected=lambda w, x, y: slope(lambda at: np.mean((at * x - y) ** 2), w),
        at=((1.0, X, np.zeros(4)), (0.5, X[:2], np.ones(2)), (2.0, np.tile(X, 3), np.ones(12))),
        planted=lambda w, x, y: np.sum(2 * (w * x - y) * x),
        praise="With the mean, the learning rate no longer depends on the number of examples.",
        hints=(
            "What changes when every example is taken twice?",
            "The sum doubles. Something else would stay the same.",
            "np.mean in place of np.sum",
        ),
        slips=(
            Slip(
                lambda w, x, y: np.mean((w * x - y) * x),
                "factor",
                "The factor 2 of the square is lost.",
            ),
            Slip(
                lambda w, x, y: np.mean(2 * (w * x - y)),
                "path",
                "One link of the chain is lost: the prediction changes by x when w changes.",
            ),
        ),
        about=(24,),
    ),
    Function(
        key="11.8",
        expected=lambda value: slope(lambda x: x**3, float(value)),
        at=((3,), (2.5,), (-2,)),
        planted=lambda value: None if isinstance(value, int) else 3 * value**2,
        praise="A floating-point variable can be nudged, and so it has a slope.",
        hints=(
            "Of which dtype is mg.Variable(3)?",
            "Whole numbers have no derivative. Turn the value into a float first.",
            "x = mg.Variable(float(value))",
        ),
        slips=(
            Slip(
                lambda value: float(value) ** 3,
                "value",
                "That is the cube itself. Its slope is asked for.",
            ),
        ),
        about=(5,),
    ),
)
