"""torch.autograd."""

from __future__ import annotations

from typing import Any

from .. import missing
from ..modes import (
    enable_grad as enable_grad,
    inference_mode as inference_mode,
    no_grad as no_grad,
    set_grad_enabled as set_grad_enabled,
)
from ..tensor import Tensor
from . import functional as functional
from .anomaly import detect_anomaly as detect_anomaly, set_detect_anomaly as set_detect_anomaly
from .backward import backward as backward, grad as grad
from .checking import (
    GradcheckError as GradcheckError,
    gradcheck as gradcheck,
    gradgradcheck as gradgradcheck,
)
from .function import Function as Function

__all__ = [
    "Function", "GradcheckError", "Variable", "backward", "detect_anomaly", "enable_grad", "functional", "grad",
    "gradcheck", "gradgradcheck", "inference_mode", "no_grad", "set_detect_anomaly", "set_grad_enabled",
]  # fmt: skip


def Variable(data: Tensor, requires_grad: bool = False) -> Tensor:
    """The tensor itself, as a leaf: what code from before torch 0.4 writes."""
    return data.detach().requires_grad_(requires_grad)


def __getattr__(name: str) -> Any:
    raise missing.no_such_name("torch.autograd", name, __all__)
