"""torch.optim.lr_scheduler: rates that change from epoch to epoch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from .scheduling import (
    ConstantLR as ConstantLR,
    ExponentialLR as ExponentialLR,
    LambdaLR as LambdaLR,
    LinearLR as LinearLR,
    LRScheduler as LRScheduler,
    MultiStepLR as MultiStepLR,
    PolynomialLR as PolynomialLR,
    StepLR as StepLR,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .optimizer import Optimizer


class CosineAnnealingLR(LRScheduler):
    """Half a cosine down to ``eta_min`` in ``T_max`` epochs."""

    def __init__(
        self, optimizer: Optimizer, T_max: int, eta_min: float = 0.0, last_epoch: int = -1
    ) -> None:
        self.T_max, self.eta_min = T_max, eta_min
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[float]:
        """The cosine at this epoch; it rises again afterwards."""
        return [self._between(base, self.last_epoch / self.T_max) for base in self.base_lrs]

    def _between(self, base: float, share: float) -> float:
        return _cosine(base, self.eta_min, share)


class CosineAnnealingWarmRestarts(CosineAnnealingLR):
    """Half cosines, one after the other, each ``T_mult`` times as long."""

    def __init__(
        self,
        optimizer: Optimizer,
        T_0: int,
        T_mult: int = 1,
        eta_min: float = 0.0,
        last_epoch: int = -1,
    ) -> None:
        self.T_0, self.T_mult = T_0, T_mult
        super().__init__(optimizer, T_0, eta_min, last_epoch)

    def get_lr(self) -> list[float]:
        """The cosine of the present cycle."""
        begin, length = 0, self.T_0
        while self.last_epoch >= begin + length:
            begin, length = begin + length, length * self.T_mult
        return [self._between(base, (self.last_epoch - begin) / length) for base in self.base_lrs]


class OneCycleLR(LRScheduler):
    """Up to ``max_lr`` and down again, by cosines (momentum is left alone here)."""

    def __init__(
        self,
        optimizer: Optimizer,
        max_lr: float,
        total_steps: int,
        pct_start: float = 0.3,
        div_factor: float = 25.0,
        final_div_factor: float = 1e4,
    ) -> None:
        self.max_lr, self.total_steps, self.div_factor = max_lr, total_steps, div_factor
        self._top, self._end = pct_start * total_steps - 1, 1 / (div_factor * final_div_factor)
        super().__init__(optimizer)

    def get_lr(self) -> list[float]:
        """Up to ``max_lr`` in the first part of the steps, then down to almost nothing."""
        step = self.last_epoch
        if step <= self._top:
            share = _cosine(1 / self.div_factor, 1.0, step / self._top)
        else:
            share = _cosine(1.0, self._end, (step - self._top) / (self.total_steps - 1 - self._top))
        return [self.max_lr * share for _ in self.base_lrs]


def _cosine(start: float, end: float, share: float) -> float:
    """From one value to another along half a cosine."""
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2


class CyclicLR(LRScheduler):
    """Up and down between two rates, in straight lines (momentum is left alone here)."""

    def __init__(
        self,
        optimizer: Optimizer,
        base_lr: float,
        max_lr: float,
        step_size_up: int = 2000,
        step_size_down: int | None = None,
        cycle_momentum: bool = True,
    ) -> None:
        self.base_lr, self.max_lr = base_lr, max_lr
        self._up, self._down = (
            step_size_up,
            step_size_up if step_size_down is None else step_size_down,
        )
        super().__init__(optimizer)

    def get_lr(self) -> list[float]:
        """The line at this step."""
        place = self.last_epoch % (self._up + self._down)
        height = place / self._up if place <= self._up else 1 - (place - self._up) / self._down
        return [self.base_lr + (self.max_lr - self.base_lr) * height for _ in self.base_lrs]


class SequentialLR:
    """One scheduler after another, changing at the milestones."""

    def __init__(
        self, optimizer: Optimizer, schedulers: Sequence[LRScheduler], milestones: Sequence[int]
    ) -> None:
        self.optimizer, self.schedulers, self.milestones = optimizer, schedulers, list(milestones)
        self.last_epoch = 0
        schedulers[0]._apply(schedulers[0].get_lr())

    def step(self) -> None:
        """Step the scheduler whose turn it is."""
        self.last_epoch += 1
        turn = sum(m <= self.last_epoch for m in self.milestones)
        present = self.schedulers[turn]
        present.step(0 if self.last_epoch in self.milestones else None)

    def get_last_lr(self) -> list[float]:
        """The rates set last."""
        return [group["lr"] for group in self.optimizer.param_groups]


class ReduceLROnPlateau:
    """Times ``factor`` when the metric has not improved for more than ``patience`` epochs."""

    def __init__(
        self,
        optimizer: Optimizer,
        mode: str = "min",
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        min_lr: float = 0.0,
    ) -> None:
        self.optimizer, self.mode, self.factor, self.min_lr = optimizer, mode, factor, min_lr
        self.patience, self.threshold = patience, threshold
        self.best, self.num_bad_epochs, self.last_epoch = math.inf, 0, 0

    def step(self, metrics: Any) -> None:
        """Look at the metric of one epoch."""
        value = float(metrics) if self.mode == "min" else -float(metrics)
        self.last_epoch += 1
        if value < self.best - abs(self.best if math.isfinite(self.best) else 0.0) * self.threshold:
            self.best, self.num_bad_epochs = value, 0
        else:
            self.num_bad_epochs += 1
        if self.num_bad_epochs > self.patience:
            self.num_bad_epochs = 0
            for group in self.optimizer.param_groups:
                group["lr"] = max(group["lr"] * self.factor, self.min_lr)

    def get_last_lr(self) -> list[float]:
        """The rates set last."""
        return [group["lr"] for group in self.optimizer.param_groups]
