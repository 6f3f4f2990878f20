"""Layers that normalise."""

from __future__ import annotations

from typing import Any

from .. import factories
from ..tensor import Tensor
from . import functional as F
from .module import Module
from .parameter import Parameter


class _BatchNorm(Module):
    dims: tuple[int, ...]

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
    ) -> None:
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats
        self.register_parameter(
            "weight", Parameter(factories.ones(num_features)) if affine else None
        )
        self.register_parameter(
            "bias", Parameter(factories.zeros(num_features)) if affine else None
        )
        tracked = track_running_stats
        self.register_buffer("running_mean", factories.zeros(num_features) if tracked else None)
        self.register_buffer("running_var", factories.ones(num_features) if tracked else None)
        self.register_buffer("num_batches_tracked", factories.tensor(0) if tracked else None)

    def forward(self, input: Tensor) -> Tensor:
        """Normalised by the batch while training, else by the running statistics."""
        if input.ndim not in self.dims:
            raise ValueError(
                f"{type(self).__name__} takes {' or '.join(map(str, self.dims))} dims, and the input has {input.ndim}."
            )
        if self.training and self.num_batches_tracked is not None:
            self.num_batches_tracked.add_(1)
        return F.batch_norm(
            input,
            self.running_mean,
            self.running_var,
            self.weight,
            self.bias,
            self.training,
            self.momentum,
            self.eps,
        )

    def extra_repr(self) -> str:
        """The number of features and the options."""
        return (
            f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, "
            f"bias={self.bias is not None}, track_running_stats={self.track_running_stats}"
        )


class BatchNorm1d(_BatchNorm):
    """Batch normalisation of (batch, features) or (batch, channels, length)."""

    dims = (2, 3)


class BatchNorm2d(_BatchNorm):
    """Batch normalisation of images (batch, channels, H, W)."""

    dims = (4,)


class LayerNorm(Module):
    """Normalisation over the last dims of each example."""

    def __init__(
        self, normalized_shape: Any, eps: float = 1e-5, elementwise_affine: bool = True
    ) -> None:
        super().__init__()
        self.normalized_shape = (
            (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        )
        self.eps, self.elementwise_affine = eps, elementwise_affine
        affine = elementwise_affine
        self.register_parameter(
            "weight", Parameter(factories.ones(self.normalized_shape)) if affine else None
        )
        self.register_parameter(
            "bias", Parameter(factories.zeros(self.normalized_shape)) if affine else None
        )

    def forward(self, input: Tensor) -> Tensor:
        """The normalised tensor."""
        return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        """The shape and the options."""
        return (
            f"{self.normalized_shape}, eps={self.eps}, "
            f"elementwise_affine={self.elementwise_affine}, bias={self.bias is not None}"
        )


class GroupNorm(Module):
    """Normalisation of each example over groups of channels."""

    def __init__(
        self, num_groups: int, num_channels: int, eps: float = 1e-5, affine: bool = True
    ) -> None:
        super().__init__()
        self.num_groups, self.num_channels, self.eps, self.affine = (
            num_groups,
            num_channels,
            eps,
            affine,
        )
        self.register_parameter(
            "weight", Parameter(factories.ones(num_channels)) if affine else None
        )
        self.register_parameter(
            "bias", Parameter(factories.zeros(num_channels)) if affine else None
        )

    def forward(self, input: Tensor) -> Tensor:
        """The normalised tensor."""
        return F.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        """The groups and the options."""
        text = f"{self.num_groups}, {self.num_channels}, eps={self.eps}, affine={self.affine}"
        return f"{text}, bias={self.bias is not None}"
