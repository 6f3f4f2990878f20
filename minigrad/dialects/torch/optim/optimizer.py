"""The base of the optimizers: groups of parameters, each with its state, moved by a rule of `minigrad.optim`."""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from .. import modes
from ..memory import overwrite
from ..nn.module import clear_grad
from ..tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable


class Optimizer:
    """Moves parameters against their gradients; subclasses say by which rule.

    Attributes:
        update: the function of `minigrad.optim` that makes one step.
        names: torch's names for the arrays of its state.
        decoupled: whether weight decay shrinks the weights instead of joining the gradient.
    """

    update: ClassVar[Callable[..., Any]]
    names: ClassVar[dict[str, str]] = {}
    decoupled: ClassVar[bool] = False

    def __init__(self, params: Any, defaults: dict[str, Any]) -> None:
        self.defaults = defaults
        self.state: dict[Tensor, dict[str, Any]] = defaultdict(dict)
        self.param_groups: list[dict[str, Any]] = []
        if isinstance(params, Tensor):
            raise TypeError(
                "an optimizer takes a list of parameters (or of groups), not one Tensor. Write [w]."
            )
        given = list(params)
        if not given:
            raise ValueError(
                "optimizer got an empty parameter list. Did you pass model.parameters()?"
            )
        for group in given if isinstance(given[0], dict) else [{"params": given}]:
            self.add_param_group(group)

    def add_param_group(self, param_group: dict[str, Any]) -> None:
        """Add parameters with options of their own; the rest come from the defaults."""
        group = dict(param_group)
        params = group["params"]
        group["params"] = (
            [params]
            if isinstance(params, Tensor)
            else [p[1] if isinstance(p, tuple) else p for p in params]
        )
        for p in group["params"]:
            if not isinstance(p, Tensor):
                raise TypeError(
                    f"an optimizer moves Tensors, and got a {type(p).__name__}. Wrap it: nn.Parameter(...)."
                )
            if not p.is_leaf:
                raise ValueError(
                    "can't optimize a non-leaf Tensor: an operation made this one. Pass the leaf itself."
                )
            if any(p is known for g in self.param_groups for known in g["params"]):
                raise ValueError(
                    "this parameter is in another group already. Name each parameter once."
                )
        self.param_groups.append({"params": group.pop("params"), **self.defaults, **group})

    def options(self, group: dict[str, Any]) -> dict[str, Any]:
        """The rule's own parameters, from the options of a group."""
        raise NotImplementedError

    def rate(self, group: dict[str, Any], step: int) -> float:
        """The learning rate of one step, counted from 1."""
        lr: float = group["lr"]
        return lr

    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Move every parameter that has a gradient; ``closure`` computes the loss first, and is returned."""
        loss = None
        if closure is not None:
            with modes.enable_grad():
                loss = closure()
        self._stepped = True
        with modes.no_grad():
            for group in self.param_groups:
                options = self.options(group)
                for p in group["params"]:
                    if p.grad is not None:
                        self._move(p, group, options)
        return loss

    def _move(self, p: Tensor, group: dict[str, Any], options: dict[str, Any]) -> None:
        value, gradient = p.array, p.grad.array
        if group.get("maximize"):
            gradient = -gradient
        known = self.state[p] if self.names else {}
        step = int(known["step"].array) + 1 if known else 1
        lr, decay = self.rate(group, step), group["weight_decay"]
        if decay and self.decoupled:
            value = value * (1 - lr * decay)
        elif decay:
            gradient = gradient + decay * value
        state = {inner: known[outer].array for outer, inner in self.names.items() if outer in known}
        state["t"] = step - 1
        overwrite(p, type(self).update(value, gradient, state, lr, **options))
        for outer, inner in self.names.items():
            if inner in state:
                known[outer] = Tensor.wrap(
                    np.asarray(state[inner], np.result_type(state[inner]))[()]
                )
        if self.names:
            known["step"] = Tensor.wrap(np.float32(step))

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget all gradients, or set them to zeros."""
        for group in self.param_groups:
            for p in group["params"]:
                clear_grad(p, set_to_none)

    def state_dict(self) -> dict[str, Any]:
        """The state and the options, with numbers in the place of the parameters."""
        every = self._numbered()
        groups, start = [], 0
        for group in self.param_groups:
            count = len(group["params"])
            groups.append(
                {
                    **{k: v for k, v in group.items() if k != "params"},
                    "params": list(range(start, start + count)),
                }
            )
            start += count
        return {"state": {every[p]: dict(s) for p, s in self.state.items()}, "param_groups": groups}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Take over the state and options of `state_dict`; the parameters must be as many and in the same order."""
        saved = [len(g["params"]) for g in state_dict["param_groups"]]
        own = [len(g["params"]) for g in self.param_groups]
        if saved != own:
            raise ValueError(
                f"the saved groups have {saved} parameters and this optimizer's {own}. Make it alike first."
            )
        by_number = {number: p for p, number in self._numbered().items()}
        self.state = defaultdict(
            dict, {by_number[int(i)]: copy.deepcopy(s) for i, s in state_dict["state"].items()}
        )
        for group, stored in zip(self.param_groups, state_dict["param_groups"], strict=True):
            group.update({k: v for k, v in stored.items() if k != "params"})

    def _numbered(self) -> dict[Tensor, int]:
        every = [p for group in self.param_groups for p in group["params"]]
        return {p: i for i, p in enumerate(every)}

    def __repr__(self) -> str:
        lines = [f"{type(self).__name__} ("]
        for i, group in enumerate(self.param_groups):
            lines.append(f"Parameter Group {i}")
            lines += [f"    {key}: {group[key]}" for key in sorted(group) if key != "params"]
        return "\n".join([*lines, ")"])


def check_range(name: str, value: float, *, below: float | None = None) -> None:
    """ValueError for a negative option, or one that is not below a limit."""
    if value < 0 or (below is not None and value >= below):
        limit = "" if below is None else f" and below {below}"
        raise ValueError(f"{name} must be at least 0{limit}, not {value}.")
