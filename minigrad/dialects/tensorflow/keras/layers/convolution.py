"""Convolution and pooling of images (batch, height, width, channels)."""

from __future__ import annotations

from typing import Any

from ... import nn, reductions as r
from .. import activations
from .base import Layer


def _two(x: Any) -> tuple[int, int]:
    return (x, x) if isinstance(x, int) else tuple(x)


class Conv2D(Layer):
    """A window that moves over the image; the kernel is (height, width, inputs, filters)."""

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = (1, 1),
        padding: str = "valid",
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.filters, self.kernel_size, self.strides = filters, _two(kernel_size), _two(strides)
        self.padding, self.activation, self.use_bias = (
            padding,
            activations.get(activation),
            use_bias,
        )
        self.kernel_initializer, self.bias_initializer = kernel_initializer, bias_initializer

    def build(self, input_shape: Any) -> None:
        """Make the kernel and the bias."""
        self.kernel = self.add_weight(
            (*self.kernel_size, input_shape[-1], self.filters),
            self.kernel_initializer,
            name="kernel",
        )
        self.bias = (
            self.add_weight((self.filters,), self.bias_initializer, name="bias")
            if self.use_bias
            else None
        )
        self.built = True

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        y = nn.conv2d(inputs, self.kernel, self.strides, self.padding.upper())
        return self.activation(y if self.bias is None else y + self.bias)


class MaxPooling2D(Layer):
    """The largest number of each window."""

    def __init__(
        self, pool_size: Any = (2, 2), strides: Any = None, padding: str = "valid", **options: Any
    ) -> None:
        super().__init__(**options)
        self.pool_size, self.strides, self.padding = (
            _two(pool_size),
            _two(strides or pool_size),
            padding.upper(),
        )

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return nn.max_pool2d(inputs, self.pool_size, self.strides, self.padding)


class AveragePooling2D(MaxPooling2D):
    """The mean of each window."""

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return nn.avg_pool2d(inputs, self.pool_size, self.strides, self.padding)


class GlobalAveragePooling2D(Layer):
    """The mean of each channel."""

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return r.reduce_mean(inputs, [1, 2])
