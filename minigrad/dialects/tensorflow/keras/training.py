"""compile, fit, evaluate, predict."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..elementwise import add_n
from ..nest import flatten, map_structure
from ..tape import GradientTape
from . import losses, metrics, optimizers
from .batches import Batches, triple
from .callbacks import Callback, History
from .progress import Progress


class Trainer:
    """What makes a layer a model that can be trained."""

    optimizer: Any = None
    stop_training = False
    _loss: Any = None

    def compile(
        self,
        optimizer: Any = "rmsprop",
        loss: Any = None,
        metrics: Any = None,
        loss_weights: Any = None,
        weighted_metrics: Any = None,
        run_eagerly: bool = False,
        **_: Any,
    ) -> None:
        """Choose the optimizer, the loss and the metrics."""
        self.optimizer = optimizers.get(optimizer)
        self._loss = losses.get(loss)
        self._asked = list(metrics or [])
        self._metrics: list[Any] | None = None
        self._tracker = _mean("loss")

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose: Any = "auto",
        callbacks: Any = None,
        validation_split: float = 0.0,
        validation_data: Any = None,
        shuffle: bool = True,
        class_weight: Any = None,
        sample_weight: Any = None,
        initial_epoch: int = 0,
        steps_per_epoch: int | None = None,
        validation_steps: int | None = None,
        validation_batch_size: int | None = None,
        validation_freq: int = 1,
    ) -> History:
        """Train for some epochs, and give the History of the numbers."""
        self._check_compiled()
        if class_weight is not None:
            sample_weight = np.vectorize(class_weight.get, otypes=[np.float32])(
                np.ravel(np.asarray(y))
            )
        if validation_split:
            cut = int(len(x) * (1 - validation_split))
            validation_data = (x[cut:], y[cut:])
            x, y = x[:cut], y[:cut]
            sample_weight = None if sample_weight is None else sample_weight[:cut]
        source = Batches(x, y, sample_weight, batch_size, shuffle)
        steps = steps_per_epoch or source.steps
        history = History()
        told: list[Callback] = [*(callbacks or []), history]
        for callback in told:
            callback.set_model(self)
            callback.set_params({"verbose": verbose, "epochs": epochs, "steps": steps})
        self.stop_training = False
        _tell(told, "on_train_begin")
        for epoch in range(initial_epoch, epochs):
            if verbose not in (0, False):
                print(f"Epoch {epoch + 1}/{epochs}")  # noqa: T201
            self._epoch(
                epoch,
                source,
                steps,
                told,
                verbose,
                validation_data,
                validation_batch_size or batch_size,
            )
            if self.stop_training:
                break
        _tell(told, "on_train_end")
        return history

    def _epoch(
        self,
        epoch: int,
        source: Batches,
        steps: int | None,
        told: list[Callback],
        verbose: Any,
        validation: Any,
        batch: int | None,
    ) -> None:
        _tell(told, "on_epoch_begin", epoch)
        self.reset_metrics()
        bar, done, logs = Progress(steps, verbose), 0, {}
        for number, (x, y, weight) in enumerate(source):
            _tell(told, "on_train_batch_begin", number)
            self._train(x, y, weight)
            logs, done = self._logs(), number + 1
            bar.update(done, logs)
            _tell(told, "on_train_batch_end", number, logs)
            if self.stop_training or done == steps:
                break
        if validation is not None:
            found = self._evaluated(Batches(*triple(validation), batch, False))
            logs = logs | {f"val_{name}": value for name, value in found.items()}
        bar.finish(done, logs)
        _tell(told, "on_epoch_end", epoch, logs)

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        verbose: Any = "auto",
        sample_weight: Any = None,
        steps: int | None = None,
        callbacks: Any = None,
        return_dict: bool = False,
    ) -> Any:
        """The loss and the metrics on some data."""
        self._check_compiled()
        source = Batches(x, y, sample_weight, batch_size, False)
        bar = Progress(source.steps, verbose)
        found = self._evaluated(source)
        bar.finish(source.steps or 1, found)
        if return_dict:
            return found
        values = [found["loss"], *(v for k, v in found.items() if k != "loss")]
        return values[0] if len(values) == 1 else values

    def _evaluated(self, source: Batches) -> dict[str, float]:
        self.reset_metrics()
        for x, y, weight in source:
            self._note(self._loss_of(y, self(x, training=False), weight), y, weight, x)  # type: ignore[operator]
        return self._logs()

    def predict(
        self,
        x: Any,
        batch_size: int | None = None,
        verbose: Any = "auto",
        steps: int | None = None,
        callbacks: Any = None,
    ) -> Any:
        """The model's outputs for some data, as arrays."""
        source = Batches(x, None, None, batch_size, False)
        bar = Progress(source.steps, verbose)
        parts = [self(batch, training=False) for batch, _, _ in source]  # type: ignore[operator]
        bar.finish(len(parts), {}) if verbose not in (0, False) else None
        columns = zip(*(flatten(p) for p in parts), strict=True)
        joined = iter([np.concatenate([t.data for t in column]) for column in columns])
        return map_structure(lambda _: next(joined), parts[0])

    def train_on_batch(
        self,
        x: Any,
        y: Any = None,
        sample_weight: Any = None,
        class_weight: Any = None,
        return_dict: bool = False,
    ) -> Any:
        """One step on one batch; the loss (and metrics) before it."""
        self._check_compiled()
        self.reset_metrics()
        self._train(*Batches(x, y, sample_weight, len(np.asarray(x)), False).only())
        return self._answer(return_dict)

    def test_on_batch(
        self, x: Any, y: Any = None, sample_weight: Any = None, return_dict: bool = False
    ) -> Any:
        """The loss (and metrics) of one batch."""
        self._check_compiled()
        self._evaluated(Batches(x, y, sample_weight, len(np.asarray(x)), False))
        return self._answer(return_dict)

    def predict_on_batch(self, x: Any) -> Any:
        """The outputs for one batch, as arrays."""
        return map_structure(lambda t: t.numpy(), self(x, training=False))  # type: ignore[operator]

    def _answer(self, return_dict: bool) -> Any:
        logs = self._logs()
        values = [
            np.float32(logs["loss"]),
            *(np.float32(v) for k, v in logs.items() if k != "loss"),
        ]
        return logs if return_dict else float(values[0]) if len(values) == 1 else values

    # -- one batch ----------------------------------------------------------------------------------------------------

    def _train(self, x: Any, y: Any, weight: Any) -> None:
        with GradientTape() as tape:
            outputs = self(x, training=True)  # type: ignore[operator]
            loss = self._loss_of(y, outputs, weight)
        variables = self.trainable_variables  # type: ignore[attr-defined]
        self.optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        self._note(loss, y, weight, x, outputs)

    def _loss_of(self, y: Any, outputs: Any, weight: Any) -> Any:
        penalties = self.losses  # type: ignore[attr-defined]
        if self._loss is None:
            parts = []
        elif isinstance(self._loss, losses.Loss):
            parts = [self._loss(y, outputs, sample_weight=weight)]
        else:
            parts = [losses.LossFunctionWrapper(self._loss)(y, outputs, sample_weight=weight)]
        return add_n([*parts, *penalties])

    def _note(self, loss: Any, y: Any, weight: Any, x: Any, outputs: Any = None) -> None:
        size = flatten(x)[0].shape[0]
        self._tracker.update_state(loss, sample_weight=np.float32(size))
        if self._asked:
            outputs = self(x, training=False) if outputs is None else outputs  # type: ignore[operator]
            self._metrics = self._metrics or [_metric(m, y, outputs) for m in self._asked]
            for metric in self._metrics:
                metric.update_state(y, outputs)

    def _logs(self) -> dict[str, float]:
        found = {m.name: float(m.result()) for m in self._metrics or []}
        return dict(sorted({**found, "loss": float(self._tracker.result())}.items()))

    def reset_metrics(self) -> None:
        """Begin to gather anew."""
        for metric in [self._tracker, *(self._metrics or [])]:
            metric.reset_state()

    @property
    def metrics(self) -> list[Any]:
        """The trackers of the loss and the metrics."""
        return [self._tracker, *(self._metrics or [])]

    def _check_compiled(self) -> None:
        if self.optimizer is None:
            raise ValueError(
                "the model is not compiled. Call model.compile(optimizer='adam', loss='mse') first."
            )


def _tell(callbacks: list[Callback], event: str, *args: Any) -> None:
    for callback in callbacks:
        getattr(callback, event)(*args)


def _mean(name: str) -> Any:
    return metrics.Mean(name=name)


def _metric(asked: Any, y: Any, outputs: Any) -> Any:
    """A metric from a name, a function or a metric; 'accuracy' is chosen by the shapes of labels and outputs."""
    if isinstance(asked, str) and asked in ("accuracy", "acc"):
        if outputs.shape[-1] == 1:
            return metrics.BinaryAccuracy(name=asked)
        sparse = len(y.shape) < len(outputs.shape) or y.shape[-1] == 1
        return (metrics.SparseCategoricalAccuracy if sparse else metrics.CategoricalAccuracy)(
            name=asked
        )
    found = metrics.get(asked)
    if isinstance(found, metrics.Metric):
        found.name = asked if isinstance(asked, str) else found.name
        return found
    return metrics.MeanMetricWrapper(found, name=asked if isinstance(asked, str) else None)
