"""torch.utils.checkpoint: compute again instead of keeping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import modes
from ..autograd.backward import backward
from ..autograd.function import Function
from ..tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable


class _Checkpoint(Function):
    @staticmethod
    def forward(ctx: Any, function: Callable[..., Any], *args: Any) -> Any:
        ctx.function, ctx.args = function, args
        return function(*args)

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        fresh = [
            a.detach().requires_grad_(a.requires_grad) if isinstance(a, Tensor) else a
            for a in ctx.args
        ]
        with modes.enable_grad():
            outputs = ctx.function(*fresh)
        backward(outputs, gradients)  # parameters that the function uses collect theirs here
        return (None, *(a.grad if isinstance(a, Tensor) else None for a in fresh))


def checkpoint(function: Callable[..., Any], *args: Any, use_reentrant: bool | None = None) -> Any:
    """``function(*args)``, whose inner values are not kept; the backward pass runs it again.

    Some argument must require grad, as with torch's use_reentrant=True.

    >>> from minigrad.dialects import torch
    >>> x = torch.tensor(2.0, requires_grad=True)
    >>> checkpoint(lambda t: t**3, x).backward()
    >>> x.grad
    tensor(12.)
    """
    del use_reentrant
    return _Checkpoint.apply(function, *args)
