"""The optimizers, with torch's names for the options of the core's rules."""

from __future__ import annotations

from typing import Any

from .... import optim as core
from .optimizer import Optimizer, check_range


class SGD(Optimizer):
    """Gradient descent, with momentum if asked.

    >>> from minigrad.dialects import torch
    >>> w = torch.nn.Parameter(torch.tensor(1.0))
    >>> optimizer = torch.optim.SGD([w], lr=0.1)
    >>> (w * w).backward()
    >>> optimizer.step()
    >>> w.item()
    0.800000011920929
    """

    state_names = ("momentum_buffer",)

    def __init__(self, params: Any, lr: float = 1e-3, momentum: float = 0, dampening: float = 0, weight_decay: float = 0, nesterov: bool = False, *, maximize: bool = False) -> None:
        check_range("lr", lr)
        check_range("momentum", momentum)
        check_range("weight_decay", weight_decay)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening. Pass momentum=0.9.")
        options = {"momentum": momentum, "dampening": dampening, "weight_decay": weight_decay, "nesterov": nesterov}
        super().__init__(params, {"lr": lr, **options, "maximize": maximize})

    def rule(self, group: dict[str, Any]) -> core.Rule:
        """SGD with the group's options."""
        return core.SGD(
            weight_decay=group["weight_decay"], momentum=group["momentum"], dampening=group["dampening"], nesterov=group["nesterov"]
        )


class Adam(Optimizer):
    """Adam (Kingma and Ba 2015); weight_decay is added to the gradient."""

    state_names = ("exp_avg", "exp_avg_sq", "max_exp_avg_sq")
    kind: type[core.Adam] = core.Adam

    def __init__(self, params: Any, lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8, weight_decay: float = 0, amsgrad: bool = False, *, maximize: bool = False) -> None:
        check_range("lr", lr)
        check_range("eps", eps)
        for i, beta in enumerate(betas):
            check_range(f"betas[{i}]", beta, below=1.0)
        options = {"betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad}
        super().__init__(params, {"lr": lr, **options, "maximize": maximize})

    def rule(self, group: dict[str, Any]) -> core.Rule:
        """Adam with the group's options."""
        first, second = group["betas"]
        return self.kind(
            weight_decay=group["weight_decay"], beta_1=first, beta_2=second, epsilon=group["eps"], amsgrad=group["amsgrad"]
        )


class AdamW(Adam):
    """Adam with decoupled weight decay (Loshchilov and Hutter 2019)."""

    kind = core.AdamW

    def __init__(self, params: Any, lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8, weight_decay: float = 1e-2, amsgrad: bool = False, *, maximize: bool = False) -> None:
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, maximize=maximize)


class RMSprop(Optimizer):
    """Gradients divided by their running root mean square."""

    state_names = ("square_avg", "grad_avg", "momentum_buffer")

    def __init__(self, params: Any, lr: float = 1e-2, alpha: float = 0.99, eps: float = 1e-8, weight_decay: float = 0, momentum: float = 0, centered: bool = False, *, maximize: bool = False) -> None:
        check_range("lr", lr)
        check_range("alpha", alpha)
        options = {"alpha": alpha, "eps": eps, "weight_decay": weight_decay, "momentum": momentum, "centered": centered}
        super().__init__(params, {"lr": lr, **options, "maximize": maximize})

    def rule(self, group: dict[str, Any]) -> core.Rule:
        """RMSprop with the group's options."""
        return core.RMSprop(
            weight_decay=group["weight_decay"], rho=group["alpha"], epsilon=group["eps"], momentum=group["momentum"], centered=group["centered"]
        )


class Adagrad(Optimizer):
    """Gradients divided by the root of the sum of all their squares."""

    state_names = ("sum",)

    def __init__(self, params: Any, lr: float = 1e-2, lr_decay: float = 0, weight_decay: float = 0, initial_accumulator_value: float = 0, eps: float = 1e-10, *, maximize: bool = False) -> None:
        check_range("lr", lr)
        options = {"lr_decay": lr_decay, "weight_decay": weight_decay, "initial_accumulator_value": initial_accumulator_value, "eps": eps}
        super().__init__(params, {"lr": lr, **options, "maximize": maximize})

    def rule(self, group: dict[str, Any]) -> core.Rule:
        """Adagrad with the group's options."""
        return core.Adagrad(
            weight_decay=group["weight_decay"], epsilon=group["eps"], initial=group["initial_accumulator_value"], rate_decay=group["lr_decay"]
        )
