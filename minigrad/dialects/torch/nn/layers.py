"""Layers with parameters or state."""

from __future__ import annotations

import math
from typing import Any

from .. import factories, shaping
from ..tensor import Tensor
from . import functional as F, init
from .functional import pair
from .module import Module
from .parameter import Parameter


def _uniform(shape: tuple[int, ...], limit: float, dtype: Any) -> Parameter:
    return Parameter(init.uniform_(factories.empty(*shape, dtype=dtype), -limit, limit))


class Linear(Module):
    """x Wᵀ + b with W of shape (out, in); both begin uniform on ±1/√in.

    >>> from minigrad.dialects import torch
    >>> torch.nn.Linear(3, 2)
    Linear(in_features=3, out_features=2, bias=True)
    """

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        limit = 1 / math.sqrt(in_features) if in_features else 0.0
        self.weight = _uniform((out_features, in_features), limit, dtype)
        self.register_parameter("bias", _uniform((out_features,), limit, dtype) if bias else None)

    def forward(self, input: Tensor) -> Tensor:
        """The affine map of the last dim."""
        own = self._parameters
        return F.linear(input, own["weight"], own.get("bias"))

    def extra_repr(self) -> str:
        """The sizes."""
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self._parameters.get('bias') is not None}"
        )


class Embedding(Module):
    """Rows of a table, standard normal at first."""

    def __init__(
        self, num_embeddings: int, embedding_dim: int, padding_idx: int | None = None
    ) -> None:
        super().__init__()
        self.num_embeddings, self.embedding_dim, self.padding_idx = (
            num_embeddings,
            embedding_dim,
            padding_idx,
        )
        table = init.normal_(factories.empty(num_embeddings, embedding_dim))
        if padding_idx is not None:
            table[padding_idx] = 0.0
        self.weight = Parameter(table)

    @classmethod
    def from_pretrained(cls, embeddings: Tensor, freeze: bool = True) -> Embedding:
        """A table with known rows."""
        layer = cls(*embeddings.shape)
        layer.weight = Parameter(embeddings, not freeze)
        return layer

    def forward(self, input: Tensor) -> Tensor:
        """The rows with these numbers."""
        return F.embedding(input, self.weight, self.padding_idx)

    def extra_repr(self) -> str:
        """The sizes."""
        padding = "" if self.padding_idx is None else f", padding_idx={self.padding_idx}"
        return f"{self.num_embeddings}, {self.embedding_dim}{padding}"


class Flatten(Module):
    """Dims from ``start_dim`` to ``end_dim`` as one; the batch dim stays."""

    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> None:
        super().__init__()
        self.start_dim, self.end_dim = start_dim, end_dim

    def forward(self, input: Tensor) -> Tensor:
        """The flattened tensor."""
        return shaping.flatten(input, self.start_dim, self.end_dim)

    def extra_repr(self) -> str:
        """The dims."""
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"


class Unflatten(Module):
    """One dim as several."""

    def __init__(self, dim: int, unflattened_size: Any) -> None:
        super().__init__()
        self.dim, self.unflattened_size = dim, unflattened_size

    def forward(self, input: Tensor) -> Tensor:
        """The reshaped tensor."""
        return shaping.unflatten(input, self.dim, self.unflattened_size)

    def extra_repr(self) -> str:
        """The dim and its sizes."""
        return f"dim={self.dim}, unflattened_size={self.unflattened_size}"


class Identity(Module):
    """The input itself."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__()

    def forward(self, input: Any) -> Any:
        """The input."""
        return input


class Dropout(Module):
    """Zeros at random while training."""

    def __init__(self, p: float = 0.5, inplace: bool = False) -> None:
        super().__init__()
        self.p, self.inplace = p, inplace

    def forward(self, input: Tensor) -> Tensor:
        """The input with zeros and the rest scaled; in eval mode the input."""
        return F.dropout(input, self.p, self.training)

    def extra_repr(self) -> str:
        """The probability."""
        return f"p={self.p}, inplace={self.inplace}"


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


class Conv2d(Module):
    """Convolution of images (batch, channels, H, W)."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: int = 1,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.in_channels, self.out_channels, self.groups = in_channels, out_channels, groups
        self.kernel_size, self.stride, self.dilation = (
            pair(kernel_size),
            pair(stride),
            pair(dilation),
        )
        self.padding = padding if isinstance(padding, str) else pair(padding)
        shape = (out_channels, in_channels // groups, *self.kernel_size)
        limit = 1 / math.sqrt(math.prod(shape[1:]))
        self.weight = _uniform(shape, limit, None)
        self.register_parameter("bias", _uniform((out_channels,), limit, None) if bias else None)

    def forward(self, input: Tensor) -> Tensor:
        """One image per output channel."""
        return F.conv2d(
            input, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups
        )

    def extra_repr(self) -> str:
        """The channels and what differs from the defaults."""
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
        text += f", padding={self.padding}" if self.padding != (0, 0) else ""
        text += f", dilation={self.dilation}" if self.dilation != (1, 1) else ""
        text += f", groups={self.groups}" if self.groups != 1 else ""
        return text + ("" if self.bias is not None else ", bias=False")


class MaxPool2d(Module):
    """The largest of each window."""

    def __init__(
        self,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        dilation: int = 1,
        ceil_mode: bool = False,
    ) -> None:
        super().__init__()
        self.kernel_size, self.stride, self.padding = (
            kernel_size,
            kernel_size if stride is None else stride,
            padding,
        )
        self.dilation, self.ceil_mode = dilation, ceil_mode

    def forward(self, input: Tensor) -> Tensor:
        """The pooled images."""
        return F.max_pool2d(input, self.kernel_size, self.stride, self.padding)

    def extra_repr(self) -> str:
        """The window."""
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            f"dilation={self.dilation}, ceil_mode={self.ceil_mode}"
        )


class AvgPool2d(Module):
    """The mean of each window."""

    def __init__(self, kernel_size: Any, stride: Any = None, padding: Any = 0) -> None:
        super().__init__()
        self.kernel_size, self.stride, self.padding = (
            kernel_size,
            kernel_size if stride is None else stride,
            padding,
        )

    def forward(self, input: Tensor) -> Tensor:
        """The pooled images."""
        return F.avg_pool2d(input, self.kernel_size, self.stride, self.padding)

    def extra_repr(self) -> str:
        """The window."""
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class AdaptiveAvgPool2d(Module):
    """Means over windows as large as needed."""

    def __init__(self, output_size: Any) -> None:
        super().__init__()
        self.output_size = output_size

    def forward(self, input: Tensor) -> Tensor:
        """The pooled images."""
        return F.adaptive_avg_pool2d(input, self.output_size)

    def extra_repr(self) -> str:
        """The output's size."""
        return f"output_size={self.output_size}"
