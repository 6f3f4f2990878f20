"""Learning-rate schedules: by how much the base rate is multiplied at each step.

``schedule.factor(step, state)`` is for the step that is about to be made, counted from 0. Only `Plateau` looks
at the losses, through ``state``; to the others it is None. Rates, losses and states may be arrays with one
entry per run.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Constant:
    """The base rate all the way.

    >>> Constant().factor(7)
    1.0
    """

    def start(self) -> Any:
        """The state before the first loss."""
        return None

    def seen(self, state: Any, loss: Any) -> Any:  # noqa: ARG002 - most schedules look away
        """The state after another loss."""
        return state

    def factor(self, step: int, state: Any = None) -> Any:  # noqa: ARG002
        """What the base rate is multiplied by."""
        return 1.0


@dataclass(frozen=True)
class Step(Constant):
    """Multiply by ``gamma`` after every ``every`` steps.

    >>> [Step(every=2, gamma=0.1).factor(n) for n in (0, 1, 2)]
    [1.0, 1.0, 0.1]
    """

    every: int = 30
    gamma: float = 0.1

    def factor(self, step: int, state: Any = None) -> Any:  # noqa: ARG002
        """gamma^⌊step / every⌋."""
        return self.gamma ** (step // self.every)


@dataclass(frozen=True)
class Cosine(Constant):
    """Half a cosine from 1 down to ``floor`` in ``total`` steps (Loshchilov and Hutter 2017).

    >>> Cosine(total=10).factor(0), round(Cosine(total=10).factor(5), 3)
    (1.0, 0.5)
    """

    total: int = 100
    floor: float = 0.0

    def factor(self, step: int, state: Any = None) -> Any:  # noqa: ARG002
        """Floor + (1 - floor) (1 + cos(π step / total)) / 2."""
        return (
            self.floor + (1 - self.floor) * (1 + math.cos(math.pi * min(step / self.total, 1))) / 2
        )


@dataclass(frozen=True)
class WarmUp(Constant):
    """Rise linearly for ``steps`` steps, then follow another schedule.

    >>> [WarmUp(steps=4).factor(n) for n in (0, 3, 9)]
    [0.25, 1.0, 1.0]
    """

    steps: int = 10
    then: Constant = Constant()

    def start(self) -> Any:
        """The state of the schedule that follows."""
        return self.then.start()

    def seen(self, state: Any, loss: Any) -> Any:
        """The state of the schedule that follows."""
        return self.then.seen(state, loss)

    def factor(self, step: int, state: Any = None) -> Any:
        """(step + 1) / steps, until the other schedule takes over and begins at its own step 0."""
        if step < self.steps:
            return (step + 1) / self.steps
        return self.then.factor(step - self.steps, state)


@dataclass(frozen=True)
class OneCycle(Constant):
    """Up to the base rate by a cosine, and further down by another (Smith and Topin 2018; PyTorch's numbers).

    >>> cycle = OneCycle(total=11)
    >>> round(cycle.factor(0), 9), round(cycle.factor(10), 9)
    (0.04, 4e-06)
    """

    total: int = 100
    rise: float = 0.3
    begin: float = 1 / 25
    end: float = 1e-4

    def factor(self, step: int, state: Any = None) -> Any:  # noqa: ARG002
        """From ``begin`` to 1 in the first ``rise`` of the steps, then to ``begin * end``."""
        top = self.rise * self.total - 1
        if step <= top:
            low, high, t = self.begin, 1.0, step / top if top > 0 else 1.0
        else:
            low, high, t = 1.0, self.begin * self.end, min((step - top) / (self.total - 1 - top), 1)
        return high + (low - high) * (1 + math.cos(math.pi * t)) / 2


@dataclass(frozen=True)
class Plateau(Constant):
    """Multiply by ``gamma`` when the loss has not improved for more than ``patience`` steps.

    >>> plateau = Plateau(patience=1, gamma=0.5)
    >>> state = plateau.start()
    >>> for loss in (3.0, 3.0, 3.0):
    ...     state = plateau.seen(state, loss)
    >>> float(plateau.factor(3, state))
    0.5
    """

    patience: int = 10
    gamma: float = 0.1
    threshold: float = 1e-4

    def start(self) -> Any:
        """The best loss, the steps since, and the factor."""
        return np.inf, 0, 1.0

    def seen(self, state: Any, loss: Any) -> Any:
        """Count the steps without improvement, and begin anew after a reduction."""
        best, bad, factor = state
        better = loss < best * (1 - self.threshold)
        bad = np.where(better, 0, bad + 1)
        reduce = bad > self.patience
        return (
            np.where(better, loss, best),
            np.where(reduce, 0, bad),
            np.where(reduce, factor * self.gamma, factor),
        )

    def factor(self, step: int, state: Any = None) -> Any:  # noqa: ARG002
        """The product of the reductions so far."""
        return 1.0 if state is None else state[2]
