"""``tf.keras.callbacks``: what is told about the training as it goes on."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..missing import missing as _missing


class Callback:
    """A callback of one's own: override what is of interest."""

    model: Any = None
    params: dict[str, Any] = {}  # noqa: RUF012

    def set_model(self, model: Any) -> None:
        """Learn which model is trained."""
        self.model = model

    def set_params(self, params: dict[str, Any]) -> None:
        """Learn the number of epochs and steps."""
        self.params = params

    def on_train_begin(self, logs: Any = None) -> None:
        """Called once at the start."""

    def on_train_end(self, logs: Any = None) -> None:
        """Called once at the end."""

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Called before each epoch."""

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Called after each epoch, with its numbers."""

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Called before each batch."""

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Called after each batch, with the numbers so far."""


class History(Callback):
    """The numbers of every epoch; what ``fit`` returns."""

    def __init__(self) -> None:
        self.history: dict[str, list[float]] = {}
        self.epoch: list[int] = []

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Note the numbers."""
        self.epoch.append(epoch)
        for key, value in (logs or {}).items():
            self.history.setdefault(key, []).append(value)


class LambdaCallback(Callback):
    """Functions as a callback: ``LambdaCallback(on_epoch_end=lambda epoch, logs: ...)``."""

    def __init__(self, **functions: Any) -> None:
        for name, function in functions.items():
            if function is not None:
                setattr(self, name, function)


class LearningRateScheduler(Callback):
    """Sets the learning rate at the start of each epoch: ``schedule(epoch, rate)``."""

    def __init__(self, schedule: Any, verbose: int = 0) -> None:
        self.schedule = schedule

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Set the rate."""
        optimizer = self.model.optimizer
        try:
            rate = self.schedule(epoch, float(optimizer.learning_rate))
        except TypeError:  # a schedule of the epoch alone
            rate = self.schedule(epoch)
        optimizer.learning_rate = float(rate)


class EarlyStopping(Callback):
    """Ends the training when a number has not improved for ``patience`` epochs."""

    def __init__(
        self,
        monitor: str = "val_loss",
        min_delta: float = 0.0,
        patience: int = 0,
        verbose: int = 0,
        mode: str = "auto",
        baseline: float | None = None,
        restore_best_weights: bool = False,
        start_from_epoch: int = 0,
    ) -> None:
        self.monitor, self.min_delta, self.patience, self.restore = (
            monitor,
            abs(min_delta),
            patience,
            restore_best_weights,
        )
        higher = mode == "max" or (
            mode == "auto" and monitor.endswith(("acc", "accuracy", "auc", "precision", "recall"))
        )
        self.sign = -1.0 if higher else 1.0
        self.start_from_epoch = start_from_epoch
        self.best = np.inf if baseline is None else self.sign * baseline
        self.wait, self.stopped_epoch = 0, 0
        self.weights: Any = None

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Compare with the best so far."""
        if self.monitor not in (logs or {}) or epoch < self.start_from_epoch:
            return
        value = self.sign * logs[self.monitor]
        if value < self.best - self.min_delta:
            self.best, self.wait = value, 0
            self.weights = self.model.get_weights() if self.restore else None
            return
        self.wait += 1
        if self.wait >= self.patience and epoch > 0:
            self.stopped_epoch = epoch
            self.model.stop_training = True
            if self.weights is not None:
                self.model.set_weights(self.weights)


class ReduceLROnPlateau(Callback):
    """Multiplies the learning rate by ``factor`` when a number has not improved for ``patience`` epochs."""

    def __init__(
        self,
        monitor: str = "val_loss",
        factor: float = 0.1,
        patience: int = 10,
        min_delta: float = 1e-4,
        min_lr: float = 0.0,
        **_: Any,
    ) -> None:
        self.monitor, self.factor, self.patience, self.min_delta, self.min_lr = (
            monitor,
            factor,
            patience,
            min_delta,
            min_lr,
        )
        self.best, self.wait = np.inf, 0

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Compare with the best so far."""
        value = (logs or {}).get(self.monitor)
        if value is None:
            return
        if value < self.best - self.min_delta:
            self.best, self.wait = value, 0
            return
        self.wait += 1
        if self.wait >= self.patience:
            optimizer = self.model.optimizer
            optimizer.learning_rate = max(float(optimizer.learning_rate) * self.factor, self.min_lr)
            self.wait = 0


class TerminateOnNaN(Callback):
    """Ends the training at the first NaN of the loss."""

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Look at the loss."""
        if logs and not np.isfinite(logs.get("loss", 0.0)):
            self.model.stop_training = True


def __getattr__(name: str) -> Any:
    return _missing("tf.keras.callbacks", name, globals())
