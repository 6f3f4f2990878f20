"""Optimizers: how a step is made of a gradient. Each rule is a function, and both dialects call it.

A rule takes the value, its gradient and the value's own ``state`` (a dict that starts empty and that the rule
fills), and returns the new value; nothing is changed in place but the state. Where frameworks differ, in where
epsilon stands or whether the learning rate is part of the velocity, the difference is a parameter.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

State = dict[str, Any]


def sgd(
    value: Any, gradient: Any, state: State, lr: float, *,
    momentum: float = 0.0, dampening: float = 0.0, nesterov: bool = False, folded: bool = False,
) -> Any:  # fmt: skip
    """Gradient descent, with a velocity if ``momentum`` is given (Polyak 1964; Nesterov 1983).

    The velocity gathers gradients (PyTorch), or with ``folded`` steps already times the learning rate (Keras):
    the two differ as soon as the learning rate changes.

    >>> round(float(sgd(np.float64(1.0), np.float64(2.0), {}, 0.1)), 6)
    0.8
    """
    if not momentum:
        return value - lr * gradient
    if folded:
        velocity = state["velocity"] = momentum * state.get("velocity", 0.0) - lr * gradient
        return value + (momentum * velocity - lr * gradient if nesterov else velocity)
    start = (1.0 - dampening) * gradient if "velocity" in state else gradient
    velocity = state["velocity"] = momentum * state.get("velocity", 0.0) + start
    return value - lr * (gradient + momentum * velocity if nesterov else velocity)


def rmsprop(
    value: Any, gradient: Any, state: State, lr: float, *,
    rho: float = 0.9, epsilon: float = 1e-7, momentum: float = 0.0, centered: bool = False, inside: bool = False,
) -> Any:  # fmt: skip
    """The gradient over the root of its running mean square (Hinton 2012).

    ``inside`` puts epsilon under the root, and the learning rate into the velocity (Keras).

    >>> round(float(rmsprop(np.float64(1.0), np.float64(2.0), {}, 0.1)), 6)
    0.683772
    """
    square = state["square"] = rho * state.get("square", 0.0) + (1.0 - rho) * gradient * gradient
    if centered:
        mean = state["mean"] = rho * state.get("mean", 0.0) + (1.0 - rho) * gradient
        square = square - mean * mean
    step = gradient / (np.sqrt(square + epsilon) if inside else np.sqrt(square) + epsilon)
    if inside:
        step = lr * step
    if momentum:
        step = state["velocity"] = momentum * state.get("velocity", 0.0) + step
    return value - (step if inside else lr * step)


def adagrad(
    value: Any, gradient: Any, state: State, lr: float, *,
    initial: float = 0.0, epsilon: float = 1e-10, inside: bool = False,
) -> Any:  # fmt: skip
    """The gradient over the root of the sum of all its squares (Duchi et al. 2011).

    >>> round(float(adagrad(np.float64(1.0), np.float64(2.0), {}, 0.1)), 6)
    0.9
    """
    total = state["square"] = state.get("square", initial) + gradient * gradient
    return value - lr * gradient / (
        np.sqrt(total + epsilon) if inside else np.sqrt(total) + epsilon
    )


def adadelta(
    value: Any, gradient: Any, state: State, lr: float, *, rho: float = 0.95, epsilon: float = 1e-7
) -> Any:
    """Steps in the units of the value: the root mean square of past steps over that of gradients (Zeiler 2012).

    >>> round(float(adadelta(np.float64(1.0), np.float64(2.0), {}, 1.0)), 6)
    0.998586
    """
    square = state["square"] = rho * state.get("square", 0.0) + (1.0 - rho) * gradient * gradient
    past = state.get("step", 0.0 * square)
    step = gradient * np.sqrt(past + epsilon) / np.sqrt(square + epsilon)
    state["step"] = rho * past + (1.0 - rho) * step * step
    return value - lr * step


def adam(
    value: Any, gradient: Any, state: State, lr: float, *,
    beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-8, amsgrad: bool = False, hat: bool = False,
) -> Any:  # fmt: skip
    """Running means of the gradient and of its square, corrected for their start at 0 (Kingma and Ba 2015).

    Epsilon is added to the corrected root (PyTorch), or with ``hat`` to the uncorrected one (Keras), the
    "epsilon hat" of the paper. ``amsgrad`` keeps the largest mean square so far (Reddi et al. 2018).

    >>> round(float(adam(np.float64(1.0), np.float64(2.0), {}, 0.1)), 6)
    0.9
    """
    mean, square, t = _moments(gradient, state, beta_1, beta_2)
    if amsgrad:
        square = state["largest"] = np.maximum(state.get("largest", 0.0 * square), square)
    correction_1, correction_2 = 1.0 - beta_1**t, sqrt(1.0 - beta_2**t)
    if hat:
        return value - mean * (lr * correction_2 / correction_1) / (np.sqrt(square) + epsilon)
    return value - (lr / correction_1) * mean / (np.sqrt(square) / correction_2 + epsilon)


def adamax(
    value: Any, gradient: Any, state: State, lr: float, *,
    beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-8, hat: bool = False,
) -> Any:  # fmt: skip
    """Adam with the largest gradient so far in place of the mean square (Kingma and Ba 2015).

    >>> round(float(adamax(np.float64(1.0), np.float64(2.0), {}, 0.1)), 6)
    0.9
    """
    t = state["t"] = state.get("t", 0) + 1
    mean = state["mean"] = beta_1 * state.get("mean", 0.0) + (1.0 - beta_1) * gradient
    size = abs(gradient) if hat else abs(gradient) + epsilon
    largest = state["largest"] = np.maximum(beta_2 * state.get("largest", 0.0 * size), size)
    return value - (lr / (1.0 - beta_1**t)) * mean / (largest + epsilon if hat else largest)


def nadam(
    value: Any, gradient: Any, state: State, lr: float, *,
    beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-8, decay: float = 0.004,
) -> Any:  # fmt: skip
    """Adam with Nesterov's momentum (Dozat 2016).

    >>> round(float(nadam(np.float64(1.0), np.float64(2.0), {}, 0.1)), 4)
    0.8944
    """
    mean, square, t = _moments(gradient, state, beta_1, beta_2)
    now = beta_1 * (1.0 - 0.5 * 0.96 ** (t * decay))
    following = beta_1 * (1.0 - 0.5 * 0.96 ** ((t + 1) * decay))
    product = state["product"] = state.get("product", 1.0) * now
    ahead = following * mean / (1.0 - product * following) + (1.0 - now) * gradient / (
        1.0 - product
    )
    return value - lr * ahead / (np.sqrt(square / (1.0 - beta_2**t)) + epsilon)


def _moments(gradient: Any, state: State, beta_1: float, beta_2: float) -> tuple[Any, Any, int]:
    t: int = state.get("t", 0) + 1
    mean = beta_1 * state.get("mean", 0.0) + (1.0 - beta_1) * gradient
    square = beta_2 * state.get("square", 0.0) + (1.0 - beta_2) * gradient * gradient
    state.update(t=t, mean=mean, square=square)
    return mean, square, t


# -- gradients before they are used -----------------------------------------------------------------------------------


def norm(gradients: Iterable[Any]) -> float:
    """The length of several gradients taken as one vector.

    >>> norm([np.array([3.0]), np.array([4.0])])
    5.0
    """
    return sqrt(sum(float(np.vdot(g, g).real) for g in gradients))


def clipped(gradient: Any, limit: float) -> Any:
    """The gradient, scaled down to length ``limit`` where it is longer.

    >>> clipped(np.array([3.0, 4.0]), 5.0).tolist()
    [3.0, 4.0]
    """
    length = norm([gradient])
    return gradient * (limit / length) if length > limit else gradient


# -- the optimizers of minigrad's own spelling ------------------------------------------------------------------------


class Optimizer:
    """Steps down the gradients of some parameters.

    Args:
        parameters: Variables, or tensors with ``requires_grad=True``.
        rule: one of the functions of this module.
        lr: the learning rate.
        options: the rule's own parameters.
    """

    def __init__(
        self, parameters: Iterable[Any], rule: Callable[..., Any], lr: float, **options: Any
    ) -> None:
        self.parameters = list(parameters)
        if not self.parameters:
            raise ValueError("an optimizer needs parameters, and the list is empty. Pass [w, b].")
        self.rule, self.lr, self.options = rule, lr, options
        self.states: list[State] = [{} for _ in self.parameters]

    def step(self, gradients: Sequence[Any] | None = None) -> None:
        """One step along ``tape.gradient(loss, parameters)``, or along each ``.grad``; None is skipped."""
        found = [p.grad for p in self.parameters] if gradients is None else gradients
        for p, gradient, state in zip(self.parameters, found, self.states, strict=True):
            if gradient is not None:
                data = getattr(gradient, "data", gradient)
                p.data = self.rule(p.data, data, state, self.lr, **self.options)

    def zero_grad(self) -> None:
        """Forget the gradients gathered in ``.grad``."""
        for p in self.parameters:
            p.grad = None


class SGD(Optimizer):
    """Gradient descent; see `sgd`.

    >>> import minigrad as mg
    >>> from minigrad import optim
    >>> x = mg.Variable(1.0)
    >>> with mg.GradientTape() as tape:
    ...     loss = x * x
    >>> optim.SGD([x], lr=0.25).step(tape.gradient(loss, [x]))
    >>> float(x)
    0.5
    """

    def __init__(self, parameters: Iterable[Any], lr: float = 0.01, **options: Any) -> None:
        super().__init__(parameters, sgd, lr, **options)


class RMSprop(Optimizer):
    """Gradients over their running root mean square; see `rmsprop`."""

    def __init__(self, parameters: Iterable[Any], lr: float = 0.001, **options: Any) -> None:
        super().__init__(parameters, rmsprop, lr, **options)


class Adagrad(Optimizer):
    """Gradients over the root of the sum of their squares; see `adagrad`."""

    def __init__(self, parameters: Iterable[Any], lr: float = 0.01, **options: Any) -> None:
        super().__init__(parameters, adagrad, lr, **options)


class Adam(Optimizer):
    """Adaptive moments; see `adam`."""

    def __init__(self, parameters: Iterable[Any], lr: float = 0.001, **options: Any) -> None:
        super().__init__(parameters, adam, lr, **options)
