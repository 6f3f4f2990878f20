"""What all optimizers share: pairs of gradients and variables, the step count, clipping and weight decay."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad import optim

from ..errors import InvalidArgumentError
from ..module import snake_case
from ..slices import data_of
from ..tape import GradientTape
from ..variables import Variable
from .naming import unique

if TYPE_CHECKING:
    from collections.abc import Callable


class Optimizer:
    """What all optimizers share: pairs of gradients and variables, the step count, clipping and weight decay."""

    rule: Callable[..., Any] = staticmethod(optim.sgd)

    def __init__(
        self,
        learning_rate: Any = 0.01,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
        name: str | None = None,
        **options: Any,
    ) -> None:
        if "lr" in options:
            raise ValueError("the learning rate is called learning_rate=.")
        self.name = name or unique(snake_case(type(self).__name__).replace("r_m_s", "rms"))
        self.schedule = (
            learning_rate
            if callable(learning_rate) and not isinstance(learning_rate, Variable)
            else None
        )
        self._rate = Variable(
            np.float32(0.0 if self.schedule else float(learning_rate)),
            trainable=False,
            name="learning_rate",
        )
        self.iterations = Variable(np.int64(0), trainable=False, name="iteration")
        self.weight_decay, self.clipnorm, self.clipvalue, self.global_clipnorm = (
            weight_decay,
            clipnorm,
            clipvalue,
            global_clipnorm,
        )
        for ignored in (
            "use_ema",
            "ema_momentum",
            "ema_overwrite_frequency",
            "loss_scale_factor",
            "gradient_accumulation_steps",
            "jit_compile",
        ):
            options.pop(ignored, None)
        self._options = options
        self._known: dict[int, Variable] | None = None
        self._states: dict[int, dict[str, Any]] = {}

    def __getattr__(self, name: str) -> Any:
        options = self.__dict__.get("_options", {})
        if name in options:
            return options[name]
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}.")

    @property
    def learning_rate(self) -> Any:
        """The learning rate: a Variable, or with a schedule its value at this step."""
        return self.schedule(self.iterations) if self.schedule else self._rate

    @learning_rate.setter
    def learning_rate(self, value: Any) -> None:
        if callable(value) and not isinstance(value, Variable):
            self.schedule = value
        elif self.schedule:
            raise TypeError(
                "this optimizer's learning rate follows a schedule; make a new optimizer for a fixed one."
            )
        else:
            self._rate.assign(float(value))

    lr = learning_rate

    @property
    def variables(self) -> list[Variable]:
        """The step count and the learning rate."""
        return [self.iterations, self._rate]

    def build(self, var_list: Any) -> None:
        """Note the variables that will be optimized; others are refused later."""
        self._known = {id(v): v for v in var_list}

    def apply_gradients(self, grads_and_vars: Any, **_: Any) -> Any:
        """One step: each variable against its gradient. Pairs with None are skipped."""
        pairs = list(grads_and_vars)
        if not pairs:
            raise ValueError(
                "not enough values to unpack: apply_gradients([]) has no pairs of gradient and variable."
            )
        gradients, variables = zip(*pairs, strict=True)
        return self.apply(gradients, variables)

    def apply(self, grads: Any, trainable_variables: Any = None) -> Any:
        """One step, gradients and variables in two lists."""
        variables = (
            list(self._known.values())
            if trainable_variables is None and self._known
            else list(trainable_variables)
        )
        for variable in variables:
            if not isinstance(variable, Variable):
                raise AttributeError(  # noqa: TRY004 - what Keras raises
                    f"apply_gradients takes pairs (gradient, tf.Variable), and {variable!r} is no Variable. "
                    "Is the pair turned around?"
                )
        if self._known is None:
            self.build(variables)
        self._refuse_unknown(variables)
        pairs = [(data_of(g), v) for g, v in zip(grads, variables, strict=True) if g is not None]
        if not pairs:
            raise ValueError(
                "No gradients provided for any variable: all are None. Does the loss depend on them inside the tape?"
            )
        if len(pairs) < len(variables):
            missed = [v.name for g, v in zip(grads, variables, strict=True) if g is None]
            warnings.warn(
                f"Gradients do not exist for variables {missed} when minimizing the loss.",
                stacklevel=3,
            )
        self._step(pairs)
        self.iterations.assign_add(1)
        return self.iterations

    def _refuse_unknown(self, variables: list[Any]) -> None:
        for variable in variables:
            if id(variable) not in (self._known or {}):
                raise ValueError(
                    f"Unknown variable: {variable!r}. An optimizer works on the variables of its first step; "
                    "make a new one, or call optimizer.build(all_variables) first."
                )

    def _step(self, pairs: list[tuple[Any, Variable]]) -> None:
        rate = float(self.learning_rate) if self.schedule else self._rate.data.item()
        if self.global_clipnorm is not None:
            length = optim.norm(g for g, _ in pairs)
            pairs = [
                (g * (self.global_clipnorm / max(length, self.global_clipnorm)), v)
                for g, v in pairs
            ]
        for gradient, variable in pairs:
            if gradient.shape != variable.data.shape:
                raise InvalidArgumentError(
                    f"the gradient has shape {gradient.shape} and the Variable {variable.name!r} {variable.data.shape}."
                )
            value = variable.data
            if self.weight_decay:
                value = value - value * (self.weight_decay * rate)
            state = self._states.setdefault(id(variable), {})
            new = self._rule(value, self._limited(gradient), state, rate)
            variable.data = new if new.dtype == value.dtype else new.astype(value.dtype)

    def _limited(self, gradient: Any) -> Any:
        if self.clipnorm is not None:
            return optim.clipped(gradient, self.clipnorm)
        if self.clipvalue is not None:
            return np.clip(gradient, -self.clipvalue, self.clipvalue)
        return gradient

    def _rule(self, value: Any, gradient: Any, state: dict[str, Any], rate: float) -> Any:
        return type(self).rule(value, gradient, state, rate, **self._options)

    def minimize(self, loss: Any, var_list: Any = None, tape: Any = None, **_: Any) -> Any:
        """One step down ``loss()`` (or, with ``tape=``, down a loss that was recorded). Not in Keras 3."""
        if callable(loss):
            tape = GradientTape()
            with tape:
                value = loss()
        elif tape is None:
            raise ValueError("minimize takes a function without arguments, or a loss and tape=.")
        else:
            value = loss
        variables = (
            var_list()
            if callable(var_list)
            else list(var_list)
            if var_list is not None
            else tape.watched_variables()
        )
        return self.apply_gradients(
            zip(tape.gradient(value, list(variables)), variables, strict=True)
        )

    def get_config(self) -> dict[str, Any]:
        """The arguments it was made with."""
        names = ("weight_decay", "clipnorm", "global_clipnorm", "clipvalue")
        fixed = {
            "use_ema": False,
            "ema_momentum": 0.99,
            "ema_overwrite_frequency": None,
            "loss_scale_factor": None,
            "gradient_accumulation_steps": None,
        }
        rate = self.schedule or float(self._rate)
        return {
            "name": self.name,
            "learning_rate": rate,
            **{n: getattr(self, n) for n in names},
            **fixed,
            **self._shown(),
        }

    def _shown(self) -> dict[str, Any]:
        return {
            k: v for k, v in self._options.items() if k not in ("inside", "hat", "folded", "decay")
        }
