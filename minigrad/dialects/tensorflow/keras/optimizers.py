"""``tf.keras.optimizers``: Keras's names, defaults and refusals; the rules are in `minigrad.optim`.

``minimize`` is here as well: Keras 2 had it, Keras 3 dropped it.
"""

from __future__ import annotations

import sys
from typing import Any

from minigrad import optim

from ..missing import missing
from . import schedules as schedules
from .naming import find
from .optimizer import Optimizer as Optimizer


class SGD(Optimizer):
    """Gradient descent, with momentum if wanted; the learning rate is part of the velocity."""

    def __init__(
        self, learning_rate: Any = 0.01, momentum: float = 0.0, nesterov: bool = False, **named: Any
    ) -> None:
        super().__init__(learning_rate, momentum=momentum, nesterov=nesterov, folded=True, **named)


class RMSprop(Optimizer):
    """Gradients over their running root mean square; epsilon stands under the root."""

    rule = staticmethod(optim.rmsprop)

    def __init__(
        self,
        learning_rate: Any = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
        centered: bool = False,
        **named: Any,
    ) -> None:
        super().__init__(
            learning_rate,
            rho=rho,
            momentum=momentum,
            epsilon=epsilon,
            centered=centered,
            inside=True,
            **named,
        )


class Adagrad(Optimizer):
    """Gradients over the root of the sum of their squares, which starts at 0.1."""

    rule = staticmethod(optim.adagrad)

    def __init__(
        self,
        learning_rate: Any = 0.001,
        initial_accumulator_value: float = 0.1,
        epsilon: float = 1e-7,
        **named: Any,
    ) -> None:
        self.initial_accumulator_value = initial_accumulator_value
        super().__init__(
            learning_rate, initial=initial_accumulator_value, epsilon=epsilon, inside=True, **named
        )


class Adadelta(Optimizer):
    """Steps in the units of the variable."""

    rule = staticmethod(optim.adadelta)

    def __init__(
        self, learning_rate: Any = 0.001, rho: float = 0.95, epsilon: float = 1e-7, **named: Any
    ) -> None:
        super().__init__(learning_rate, rho=rho, epsilon=epsilon, **named)


class Adam(Optimizer):
    """Adaptive moments; epsilon is added to the uncorrected root."""

    rule = staticmethod(optim.adam)

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        **named: Any,
    ) -> None:
        super().__init__(
            learning_rate,
            beta_1=beta_1,
            beta_2=beta_2,
            epsilon=epsilon,
            amsgrad=amsgrad,
            hat=True,
            **named,
        )


class AdamW(Adam):
    """Adam with weight decay that is not part of the gradient (Loshchilov and Hutter 2019)."""

    def __init__(
        self, learning_rate: Any = 0.001, weight_decay: float = 0.004, *args: Any, **named: Any
    ) -> None:
        super().__init__(learning_rate, *args, weight_decay=weight_decay, **named)


class Adamax(Optimizer):
    """Adam with the largest gradient in place of the mean square."""

    rule = staticmethod(optim.adamax)

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        **named: Any,
    ) -> None:
        super().__init__(
            learning_rate, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon, hat=True, **named
        )


class Nadam(Optimizer):
    """Adam with Nesterov's momentum."""

    rule = staticmethod(optim.nadam)

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        **named: Any,
    ) -> None:
        super().__init__(
            learning_rate, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon, decay=1.0, **named
        )


def get(identifier: Any) -> Any:
    """An optimizer from its name, or itself."""
    return find(
        "optimizer",
        identifier,
        {n: x for n, x in globals().items() if isinstance(x, type) and issubclass(x, Optimizer)},
    )


def __getattr__(name: str) -> Any:
    if name == "legacy":
        return sys.modules[__name__]
    return missing("tf.keras.optimizers", name, globals())
