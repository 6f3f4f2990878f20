"""Parameters: tensors that a module owns and an optimizer changes."""

from __future__ import annotations

from typing import Any, Self

from .. import casting
from ..tensor import Tensor


class Parameter(Tensor):
    """A leaf that requires grad, and that a module registers when it is assigned to one.

    >>> from minigrad.dialects import torch
    >>> torch.nn.Parameter(torch.ones(2))
    Parameter containing:
    tensor([1., 1.], requires_grad=True)
    """

    __slots__ = ()
    __module__ = "torch.nn.parameter"

    def __new__(cls, data: Tensor | None = None, requires_grad: bool = True) -> Self:
        """A parameter that shares the memory of ``data``."""
        parameter = object.__new__(cls)
        source = Tensor.wrap(data.array) if data is not None else _empty()
        parameter.array, parameter.shape, parameter.node = source.array, source.shape, None
        parameter.requires_grad_(requires_grad)
        return parameter

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__()

    def __repr__(self) -> str:
        return "Parameter containing:\n" + super().__repr__()

    def __deepcopy__(self, memo: dict[int, Any]) -> Parameter:
        made = Parameter(casting.deepcopy(Tensor.wrap(self.array), memo), self.requires_grad)
        memo[id(self)] = made
        return made


def _empty() -> Tensor:
    from ..factories import empty

    return empty(0)
