"""``tf.compat``: the optimizer of TensorFlow 1 that tutorials still use."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from .missing import missing as _missing
from .tape import GradientTape

if TYPE_CHECKING:
    from collections.abc import Callable


class GradientDescentOptimizer:
    """Plain gradient descent with ``minimize(loss_function, var_list)``."""

    def __init__(
        self, learning_rate: Any, use_locking: bool = False, name: str = "GradientDescent"
    ) -> None:
        self._rate = learning_rate

    def minimize(
        self, loss: Callable[[], Any], global_step: Any = None, var_list: Any = None, **_: Any
    ) -> None:
        """One step: the gradient of ``loss()`` for the variables, and its application."""
        with GradientTape() as tape:
            value = loss()
        chosen = list(var_list) if var_list is not None else list(tape.watched_variables())
        self.apply_gradients(zip(tape.gradient(value, chosen), chosen, strict=True))

    def apply_gradients(
        self, grads_and_vars: Any, global_step: Any = None, name: str | None = None
    ) -> None:
        """Subtract the learning rate times each gradient."""
        for gradient, variable in grads_and_vars:
            if gradient is not None:
                variable.assign_sub(self._rate * gradient)


v1 = SimpleNamespace(train=SimpleNamespace(GradientDescentOptimizer=GradientDescentOptimizer))


def __getattr__(name: str) -> Any:
    return _missing("tf.compat", name, globals())
