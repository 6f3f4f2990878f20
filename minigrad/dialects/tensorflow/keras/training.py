"""compile, fit, evaluate, predict."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..elementwise import add_n
from ..nest import flatten, map_structure
from ..tape import GradientTape
from . import losses, optimizers
from .batches import Batches, triple
from .callbacks import Callback, History
from .chosen import chosen
from .metrics import Mean, Metric
from .progress import Progress


class Trainer:
    """What makes a layer a model that can be trained."""

    optimizer: Any = None
    stop_training = False
    _loss: Any = None
    _metrics: list[Any] = []  # noqa: RUF012 - replaced by `compile`, never changed

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
        self._metrics = [chosen(m) for m in metrics or []]
        self._tracker = Mean(name="loss")

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
            found = self.train_step((x, y) if weight is None else (x, y, weight))
            logs, done = {name: float(v) for name, v in found.items()}, number + 1
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
            found = self.test_step((x, y) if weight is None else (x, y, weight))
        return {name: float(value) for name, value in found.items()}

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
        self.train_step(Batches(x, y, sample_weight, len(np.asarray(x)), False).only())
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

    def train_step(self, data: Any) -> dict[str, Any]:
        """One step on one batch (x, y) or (x, y, weights); override it for a step of one's own."""
        x, y, weight = triple(data)
        with GradientTape() as tape:
            outputs = self(x, training=True)  # type: ignore[operator]
            loss = self.compute_loss(x, y, outputs, weight)
        variables = self.trainable_variables  # type: ignore[attr-defined]
        self.optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        return self._note(loss, x, y, outputs)

    def test_step(self, data: Any) -> dict[str, Any]:
        """The numbers of one batch, without training; override it for a step of one's own."""
        x, y, weight = triple(data)
        outputs = self(x, training=False)  # type: ignore[operator]
        return self._note(self.compute_loss(x, y, outputs, weight), x, y, outputs)

    def compute_loss(
        self,
        x: Any = None,
        y: Any = None,
        y_pred: Any = None,
        sample_weight: Any = None,
        training: bool = True,
    ) -> Any:
        """The compiled loss of one batch, and the penalties of the layers."""
        penalties = self.losses  # type: ignore[attr-defined]
        if self._loss is None:
            return add_n(penalties or [0.0])
        plain = isinstance(self._loss, losses.Loss)
        function = self._loss if plain else losses.LossFunctionWrapper(self._loss)
        return add_n([function(y, y_pred, sample_weight=sample_weight), *penalties])

    def _note(self, loss: Any, x: Any, y: Any, outputs: Any) -> dict[str, float]:
        self._tracker.update_state(loss, sample_weight=np.float32(flatten(x)[0].shape[0]))
        for metric in self._metrics:
            metric.update_state(y, outputs)
        return self._logs()

    def _logs(self) -> dict[str, float]:
        found = {m.name: float(m.result()) for m in self._metrics}
        return dict(sorted({**found, "loss": float(self._tracker.result())}.items()))

    def reset_metrics(self) -> None:
        """Begin to gather anew."""
        for metric in self.metrics:
            metric.reset_state()

    @property
    def metrics(self) -> list[Any]:
        """The trackers of the loss and the metrics, and the metrics among the attributes."""
        own = [v for v in vars(self).values() if isinstance(v, Metric)]
        return [*own, *self._metrics]

    def _check_compiled(self) -> None:
        if self.optimizer is None:
            raise ValueError(
                "the model is not compiled. Call model.compile(optimizer='adam', loss='mse') first."
            )


def _tell(callbacks: list[Callback], event: str, *args: Any) -> None:
    for callback in callbacks:
        getattr(callback, event)(*args)
