"""``tf.keras.optimizers.schedules``: learning rates that depend on the step."""

from __future__ import annotations

from math import cos, floor, log, pi
from typing import Any

import numpy as np

from ..missing import missing as _missing
from ..tensor import EagerTensor


def _float32(x: float) -> Any:
    return EagerTensor.wrap(np.float32(x))


class LearningRateSchedule:
    """A schedule of one's own: give it ``__call__(step)``."""

    def __call__(self, step: Any) -> Any:
        """The learning rate at a step."""
        raise NotImplementedError(f"{type(self).__name__} needs a __call__(self, step).")


class ExponentialDecay(LearningRateSchedule):
    """``rate * decay_rate ** (step / decay_steps)``."""

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        decay_rate: float,
        staircase: bool = False,
        name: str | None = None,
    ) -> None:
        self.initial_learning_rate, self.decay_steps, self.decay_rate = (
            initial_learning_rate,
            decay_steps,
            decay_rate,
        )
        self.staircase = staircase

    def __call__(self, step: Any) -> Any:
        """The learning rate at a step."""
        p = float(step) / self.decay_steps
        return _float32(
            self.initial_learning_rate * self.decay_rate ** (floor(p) if self.staircase else p)
        )


class InverseTimeDecay(ExponentialDecay):
    """``rate / (1 + decay_rate * step / decay_steps)``."""

    def __call__(self, step: Any) -> Any:
        """The learning rate at a step."""
        p = float(step) / self.decay_steps
        return _float32(
            self.initial_learning_rate / (1 + self.decay_rate * (floor(p) if self.staircase else p))
        )


class PiecewiseConstantDecay(LearningRateSchedule):
    """One rate up to each boundary, the last one after."""

    def __init__(self, boundaries: Any, values: Any, name: str | None = None) -> None:
        if len(boundaries) != len(values) - 1:
            raise ValueError(
                f"{len(boundaries)} boundaries need {len(boundaries) + 1} values, and there are {len(values)}."
            )
        self.boundaries, self.values = list(boundaries), list(values)

    def __call__(self, step: Any) -> Any:
        """The learning rate at a step."""
        return _float32(
            self.values[int(np.searchsorted(self.boundaries, float(step), side="left"))]
        )


class PolynomialDecay(LearningRateSchedule):
    """From one rate to another along a power of the time that is left."""

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        end_learning_rate: float = 0.0001,
        power: float = 1.0,
        cycle: bool = False,
        name: str | None = None,
    ) -> None:
        self.initial_learning_rate, self.decay_steps = initial_learning_rate, decay_steps
        self.end_learning_rate, self.power, self.cycle = end_learning_rate, power, cycle

    def __call__(self, step: Any) -> Any:
        """The learning rate at a step."""
        at, length = float(step), float(self.decay_steps)
        if self.cycle:
            length *= max(1.0, np.ceil(at / length))
        left = (1 - min(at, length) / length) ** self.power
        return _float32(
            (self.initial_learning_rate - self.end_learning_rate) * left + self.end_learning_rate
        )


class CosineDecay(LearningRateSchedule):
    """Half a cosine from the rate down to ``alpha`` times it, after a linear warm-up if wanted."""

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        alpha: float = 0.0,
        name: str | None = None,
        warmup_target: float | None = None,
        warmup_steps: int = 0,
    ) -> None:
        self.initial_learning_rate, self.decay_steps, self.alpha = (
            initial_learning_rate,
            decay_steps,
            alpha,
        )
        self.warmup_target, self.warmup_steps = warmup_target, warmup_steps

    def __call__(self, step: Any) -> Any:
        """The learning rate at a step."""
        at, top = float(step), self.initial_learning_rate
        if self.warmup_target is not None:
            if at < self.warmup_steps:
                return _float32(top + (self.warmup_target - top) * at / self.warmup_steps)
            at, top = at - self.warmup_steps, self.warmup_target
        wave = 0.5 * (1 + cos(pi * min(at, self.decay_steps) / self.decay_steps))
        return _float32(top * ((1 - self.alpha) * wave + self.alpha))


class CosineDecayRestarts(LearningRateSchedule):
    """Cosines one after the other, each ``t_mul`` times as long and ``m_mul`` times as high."""

    def __init__(
        self,
        initial_learning_rate: float,
        first_decay_steps: int,
        t_mul: float = 2.0,
        m_mul: float = 1.0,
        alpha: float = 0.0,
        name: str | None = None,
    ) -> None:
        self.initial_learning_rate, self.first_decay_steps = (
            initial_learning_rate,
            first_decay_steps,
        )
        self.t_mul, self.m_mul, self.alpha = t_mul, m_mul, alpha

    def __call__(self, step: Any) -> Any:
        """The learning rate at a step."""
        part = float(step) / self.first_decay_steps
        if self.t_mul == 1.0:
            restarts = floor(part)
            part -= restarts
        else:
            restarts = floor(log(1 - part * (1 - self.t_mul)) / log(self.t_mul))
            before = (1 - self.t_mul**restarts) / (1 - self.t_mul)
            part = (part - before) / self.t_mul**restarts
        wave = 0.5 * self.m_mul**restarts * (1 + cos(pi * part))
        return _float32(self.initial_learning_rate * ((1 - self.alpha) * wave + self.alpha))


def __getattr__(name: str) -> Any:
    return _missing("tf.keras.optimizers.schedules", name, globals())
