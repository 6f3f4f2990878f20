"""Layers that look at images through windows: convolution and pooling."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from ..tensor import Tensor
from . import functional as F
from .layers import uniform
from .module import Module


class _Conv(Module):
    """Convolution of (batch, channels, and one or two directions)."""

    directions: ClassVar[int]

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
        self.kernel_size, self.stride = self._each(kernel_size), self._each(stride)
        self.dilation = self._each(dilation)
        self.padding = padding if isinstance(padding, str) else self._each(padding)
        shape = (out_channels, in_channels // groups, *self.kernel_size)
        limit = 1 / math.sqrt(math.prod(shape[1:]))
        self.weight = uniform(shape, limit)
        self.register_parameter("bias", uniform((out_channels,), limit) if bias else None)

    def _each(self, value: Any) -> tuple[int, ...]:
        return (value,) * self.directions if isinstance(value, int) else tuple(value)

    def extra_repr(self) -> str:
        """The channels and what differs from the defaults."""
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
        text += f", padding={self.padding}" if self.padding != self._each(0) else ""
        text += f", dilation={self.dilation}" if self.dilation != self._each(1) else ""
        text += f", groups={self.groups}" if self.groups != 1 else ""
        return text + ("" if self.bias is not None else ", bias=False")


class Conv1d(_Conv):
    """Convolution of signals (batch, channels, length)."""

    directions = 1

    def forward(self, input: Tensor) -> Tensor:
        """One signal per output channel."""
        options = (self.stride[0], self.padding[0], self.dilation[0], self.groups)
        return F.conv1d(input, self.weight, self.bias, *options)  # type: ignore[arg-type]


class Conv2d(_Conv):
    """Convolution of images (batch, channels, H, W)."""

    directions = 2

    def forward(self, input: Tensor) -> Tensor:
        """One image per output channel."""
        options = (self.stride, self.padding, self.dilation, self.groups)
        return F.conv2d(input, self.weight, self.bias, *options)


class MaxPool1d(Module):
    """The largest of each window of a signal."""

    pool = staticmethod(F.max_pool1d)

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
        return type(self).pool(input, self.kernel_size, self.stride, self.padding)

    def extra_repr(self) -> str:
        """The window."""
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            f"dilation={self.dilation}, ceil_mode={self.ceil_mode}"
        )


class MaxPool2d(MaxPool1d):
    """The largest of each window of an image."""

    pool = staticmethod(F.max_pool2d)


class AvgPool1d(Module):
    """The mean of each window of a signal."""

    pool = staticmethod(F.avg_pool1d)

    def __init__(self, kernel_size: Any, stride: Any = None, padding: Any = 0) -> None:
        super().__init__()
        self.kernel_size, self.stride, self.padding = (
            kernel_size,
            kernel_size if stride is None else stride,
            padding,
        )

    def forward(self, input: Tensor) -> Tensor:
        """The pooled images."""
        return type(self).pool(input, self.kernel_size, self.stride, self.padding)

    def extra_repr(self) -> str:
        """The window."""
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class AvgPool2d(AvgPool1d):
    """The mean of each window of an image."""

    pool = staticmethod(F.avg_pool2d)


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
