"""torch.nn.utils: gradients clipped, parameters as one vector."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import factories, modes
from ..joining import cat, stack
from ..reductions import norm
from ..tensor import Tensor


def _gradients(parameters: Any) -> list[Tensor]:
    given = [parameters] if isinstance(parameters, Tensor) else parameters
    return [p.grad for p in given if p.grad is not None]


def clip_grad_norm_(parameters: Any, max_norm: float, norm_type: float = 2.0) -> Tensor:
    """Scale all gradients so that their common norm is at most ``max_norm``; returns the norm before."""
    gradients = _gradients(parameters)
    with modes.no_grad():
        if not gradients:
            return factories.tensor(0.0)
        total = norm(stack([norm(g, norm_type) for g in gradients]), norm_type)
        factor = (max_norm / (total + 1e-6)).clamp(max=1.0)
        for gradient in gradients:
            gradient.mul_(factor)
    return total


def clip_grad_value_(parameters: Any, clip_value: float) -> None:
    """Limit every element of every gradient to ±``clip_value``."""
    with modes.no_grad():
        for gradient in _gradients(parameters):
            gradient.clamp_(-clip_value, clip_value)


def parameters_to_vector(parameters: Iterable[Tensor]) -> Tensor:
    """All parameters in one vector."""
    return cat([p.view(-1) for p in parameters])


def vector_to_parameters(vec: Tensor, parameters: Iterable[Tensor]) -> None:
    """The elements of a vector back into the parameters."""
    start = 0
    for parameter in parameters:
        count = parameter.array.size
        parameter.data = vec[start : start + count].view(parameter.shape).detach()
        start += count
