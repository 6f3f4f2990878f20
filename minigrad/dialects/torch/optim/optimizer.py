"""The base of the optimizers: groups of parameters, each with its state, moved by a rule of `minigrad.optim`."""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from .. import modes
from ..nn.module import clear_grad
from ..tensor import Tensor
from ..memory import overwrite

if TYPE_CHECKING:
    from collections.abc import Callable

    from ....optim import Rule


class Optimizer:
    """Moves parameters against their gradients; subclasses say by which rule.

    ``state_names`` are torch's names for the arrays of the rule's state.
    """

    state_names: ClassVar[tuple[str, ...]] = ()

    def __init__(self, params: Any, defaults: dict[str, Any]) -> None:
        self.defaults = defaults
        self.state: dict[Tensor, dict[str, Any]] = defaultdict(dict)
        self.param_groups: list[dict[str, Any]] = []
        if isinstance(params, Tensor):
            raise TypeError("an optimizer takes a list of parameters (or of groups), not one Tensor. Write [w].")
        given = list(params)
        if not given:
            raise ValueError("optimizer got an empty parameter list. Did you pass model.parameters()?")
        for group in given if isinstance(given[0], dict) else [{"params": given}]:
            self.add_param_group(group)

    def add_param_group(self, param_group: dict[str, Any]) -> None:
        """Add parameters with options of their own; the rest come from the defaults."""
        group = dict(param_group)
        params = group["params"]
        group["params"] = [params] if isinstance(params, Tensor) else [p[1] if isinstance(p, tuple) else p for p in params]
        for p in group["params"]:
            if not isinstance(p, Tensor):
                raise TypeError(f"an optimizer moves Tensors, and got a {type(p).__name__}. Wrap it: nn.Parameter(...).")
            if not p.is_leaf:
                raise ValueError("can't optimize a non-leaf Tensor: an operation made this one. Pass the leaf itself.")
            if any(p is known for g in self.param_groups for known in g["params"]):
                raise ValueError("this parameter is in another group already. Name each parameter once.")
        self.param_groups.append({"params": group.pop("params"), **self.defaults, **group})

    def rule(self, group: dict[str, Any]) -> Rule:
        """The rule with the options of a group."""
        raise NotImplementedError

    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Move every parameter that has a gradient; ``closure`` computes the loss first, and is returned."""
        loss = None
        if closure is not None:
            with modes.enable_grad():
                loss = closure()
        self._stepped = True
        with modes.no_grad():
            for group in self.param_groups:
                rule = self.rule(group)
                for p in group["params"]:
                    if p.grad is not None:
                        self._move(p, rule, group)
        return loss

    def _move(self, p: Tensor, rule: Rule, group: dict[str, Any]) -> None:
        state = self.state[p] if rule.slots else {}
        gradient = -p.grad.array if group.get("maximize") else p.grad.array
        held = tuple(state[name].array for name in self.state_names[: rule.slots]) if state else rule.start(p.array)
        step = int(state["step"].array) + 1 if state else 1
        moved, kept = rule.update(p.array, gradient, held, group["lr"], step)
        overwrite(p, moved)
        if rule.slots:
            kind = p.array.dtype
            state.update(
                {name: Tensor.wrap(np.asarray(a, kind)[()]) for name, a in zip(self.state_names, kept, strict=False)}
            )
            state["step"] = Tensor.wrap(np.float32(step))

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
            groups.append({**{k: v for k, v in group.items() if k != "params"}, "params": list(range(start, start + count))})
            start += count
        return {"state": {every[p]: dict(s) for p, s in self.state.items()}, "param_groups": groups}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Take over the state and options of `state_dict`; the parameters must be as many and in the same order."""
        saved = [len(g["params"]) for g in state_dict["param_groups"]]
        own = [len(g["params"]) for g in self.param_groups]
        if saved != own:
            raise ValueError(f"the saved groups have {saved} parameters and this optimizer's {own}. Make it alike first.")
        by_number = {number: p for p, number in self._numbered().items()}
        self.state = defaultdict(dict, {by_number[int(i)]: copy.deepcopy(s) for i, s in state_dict["state"].items()})
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


