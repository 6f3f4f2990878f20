"""The optimizers, with torch's names for the options of the core's rules."""

from __future__ import annotations

from typing import Any

from .... import optim as core
from .optimizer import Optimizer, check_range


def _check(lr: float, eps: float = 0.0, betas: tuple[float, ...] = (), **others: float) -> None:
    for name, value in {"lr": lr, "eps": eps, **others}.items():
        check_range(name, value)
    for i, beta in enumerate(betas):
        check_range(f"betas[{i}]", beta, below=1.0)


class SGD(Optimizer):
    """Gradient descent, with momentum if asked.

    >>> from minigrad.dialects import torch
    >>> w = torch.nn.Parameter(torch.tensor(1.0))
    >>> optimizer = torch.optim.SGD([w], lr=0.25)
    >>> (w * w).backward()
    >>> optimizer.step()
    >>> w.item()
    0.5
    """

    update = staticmethod(core.sgd)
    names = {"momentum_buffer": "velocity"}  # noqa: RUF012 - a table, as in the base

    def __init__(
        self,
        params: Any,
        lr: float = 1e-3,
        momentum: float = 0,
        dampening: float = 0,
        weight_decay: float = 0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        _check(lr, momentum=momentum, weight_decay=weight_decay)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError(
                "Nesterov momentum requires a momentum and zero dampening. Pass momentum=0.9."
            )
        options = {
            "momentum": momentum,
            "dampening": dampening,
            "weight_decay": weight_decay,
            "nesterov": nesterov,
        }
        super().__init__(params, {"lr": lr, **options, "maximize": maximize})

    def options(self, group: dict[str, Any]) -> dict[str, Any]:
        """The three kinds of momentum."""
        return {name: group[name] for name in ("momentum", "dampening", "nesterov")}


class Adam(Optimizer):
    """Adam (Kingma and Ba 2015); weight_decay is added to the gradient."""

    update = staticmethod(core.adam)
    names = {"exp_avg": "mean", "exp_avg_sq": "square", "max_exp_avg_sq": "largest"}  # noqa: RUF012

    def __init__(
        self,
        params: Any,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        _check(lr, eps, betas, weight_decay=weight_decay)
        options = {"betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad}
        super().__init__(params, {"lr": lr, **options, "maximize": maximize})

    def options(self, group: dict[str, Any]) -> dict[str, Any]:
        """The decay of the two means, epsilon, and whether the largest mean square counts."""
        return {**_moments(group), "amsgrad": group["amsgrad"]}


def _moments(group: dict[str, Any]) -> dict[str, Any]:
    return {"beta_1": group["betas"][0], "beta_2": group["betas"][1], "epsilon": group["eps"]}


class AdamW(Adam):
    """Adam with decoupled weight decay (Loshchilov and Hutter 2019)."""

    decoupled = True

    def __init__(
        self,
        params: Any,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, maximize=maximize)


class Adamax(Optimizer):
    """Adam with the largest gradient in place of the mean square."""

    update = staticmethod(core.adamax)
    names = {"exp_avg": "mean", "exp_inf": "largest"}  # noqa: RUF012

    def __init__(
        self,
        params: Any,
        lr: float = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        *,
        maximize: bool = False,
    ) -> None:
        _check(lr, eps, betas)
        super().__init__(
            params,
            {
                "lr": lr,
                "betas": betas,
                "eps": eps,
                "weight_decay": weight_decay,
                "maximize": maximize,
            },
        )

    def options(self, group: dict[str, Any]) -> dict[str, Any]:
        """The decay of the two means, and epsilon."""
        return _moments(group)


class NAdam(Optimizer):
    """Adam with Nesterov's momentum (Dozat 2016)."""

    update = staticmethod(core.nadam)
    names = {"exp_avg": "mean", "exp_avg_sq": "square", "mu_product": "product"}  # noqa: RUF012

    def __init__(
        self,
        params: Any,
        lr: float = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        momentum_decay: float = 4e-3,
    ) -> None:
        _check(lr, eps, betas)
        options = {"eps": eps, "weight_decay": weight_decay, "momentum_decay": momentum_decay}
        super().__init__(params, {"lr": lr, "betas": betas, **options})

    def options(self, group: dict[str, Any]) -> dict[str, Any]:
        """The decay of the two means and of the momentum, and epsilon."""
        return {**_moments(group), "decay": group["momentum_decay"]}


class RMSprop(Optimizer):
    """Gradients divided by their running root mean square."""

    update = staticmethod(core.rmsprop)
    names = {"square_avg": "square", "grad_avg": "mean", "momentum_buffer": "velocity"}  # noqa: RUF012

    def __init__(
        self,
        params: Any,
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        weight_decay: float = 0,
        momentum: float = 0,
        centered: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        _check(lr, eps, alpha=alpha, momentum=momentum)
        options = {
            "alpha": alpha,
            "eps": eps,
            "weight_decay": weight_decay,
            "momentum": momentum,
            "centered": centered,
        }
        super().__init__(params, {"lr": lr, **options, "maximize": maximize})

    def options(self, group: dict[str, Any]) -> dict[str, Any]:
        """The decay of the mean square, epsilon, momentum, and whether the mean is subtracted."""
        return {
            "rho": group["alpha"],
            "epsilon": group["eps"],
            "momentum": group["momentum"],
            "centered": group["centered"],
        }


class Adagrad(Optimizer):
    """Gradients divided by the root of the sum of all their squares."""

    update = staticmethod(core.adagrad)
    names = {"sum": "square"}  # noqa: RUF012

    def __init__(
        self,
        params: Any,
        lr: float = 1e-2,
        lr_decay: float = 0,
        weight_decay: float = 0,
        initial_accumulator_value: float = 0,
        eps: float = 1e-10,
        *,
        maximize: bool = False,
    ) -> None:
        _check(lr, eps, lr_decay=lr_decay)
        options = {
            "lr_decay": lr_decay,
            "weight_decay": weight_decay,
            "initial_accumulator_value": initial_accumulator_value,
            "eps": eps,
        }
        super().__init__(params, {"lr": lr, **options, "maximize": maximize})

    def options(self, group: dict[str, Any]) -> dict[str, Any]:
        """Where the sum begins, and epsilon."""
        return {"initial": group["initial_accumulator_value"], "epsilon": group["eps"]}

    def rate(self, group: dict[str, Any], step: int) -> float:
        """Lr / (1 + (step - 1) * lr_decay)."""
        rate: float = group["lr"] / (1 + (step - 1) * group["lr_decay"])
        return rate


class Adadelta(Optimizer):
    """Steps as large as those before, by the size of the gradients (Zeiler 2012)."""

    update = staticmethod(core.adadelta)
    names = {"square_avg": "square", "acc_delta": "step"}  # noqa: RUF012

    def __init__(
        self,
        params: Any,
        lr: float = 1.0,
        rho: float = 0.9,
        eps: float = 1e-6,
        weight_decay: float = 0,
        *,
        maximize: bool = False,
    ) -> None:
        _check(lr, eps, rho=rho)
        super().__init__(
            params,
            {"lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay, "maximize": maximize},
        )

    def options(self, group: dict[str, Any]) -> dict[str, Any]:
        """The decay of the means, and epsilon."""
        return {"rho": group["rho"], "epsilon": group["eps"]}
