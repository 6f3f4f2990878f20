"""The optimizers of an experiment: a rule of `minigrad.optim` with its options, under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minigrad import optim

if TYPE_CHECKING:
    from collections.abc import Callable

NAMED: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "sgd": (optim.sgd, {}),
    "momentum": (optim.sgd, {"momentum": 0.9}),
    "nesterov": (optim.sgd, {"momentum": 0.9, "nesterov": True}),
    "rmsprop": (optim.rmsprop, {"rho": 0.99, "epsilon": 1e-8}),
    "adagrad": (optim.adagrad, {}),
    "adam": (optim.adam, {}),
    "adamw": (optim.adam, {"weight_decay": 0.01}),
}


@dataclass(frozen=True)
class Choice:
    """An optimizer by name with its options; the options are PyTorch's unless said otherwise.

    >>> str(Choice("momentum", (("momentum", 0.5),)))
    'momentum(momentum=0.5)'
    """

    name: str
    options: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        given = ", ".join(f"{key}={value}" for key, value in self.options)
        return f"{self.name}({given})" if given else self.name

    def update(self, w: Any, g: Any, state: dict[str, Any], rate: Any) -> Any:
        """The next weights; ``state`` is the rule's own and starts as an empty dict."""
        rule, preset = NAMED[self.name]
        options = preset | dict(self.options)
        decay = options.pop("weight_decay", 0.0)
        if decay and self.name == "adamw":  # decoupled: it does not pass through the scaling
            w = w - rate * (decay * w)
        elif decay:
            g = g + decay * w
        return rule(w, g, state, rate, **options)


def choose(optimizer: str | tuple[str, dict[str, Any]] | Choice) -> Choice:
    """An optimizer from its name, or from its name and options. Raises ValueError for an unknown one.

    >>> choose(("sgd", {"momentum": 0.5}))
    Choice(name='sgd', options=(('momentum', 0.5),))
    """
    if isinstance(optimizer, Choice):
        return optimizer
    name, options = (optimizer, {}) if isinstance(optimizer, str) else optimizer
    if name not in NAMED:
        raise ValueError(
            f"there is no optimizer {name!r}. Choose one of {', '.join(NAMED)}, with options as "
            "('sgd', {'momentum': 0.9})."
        )
    return Choice(name, tuple(options.items()))
