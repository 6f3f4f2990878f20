"""Layers that normalise: over the batch, or over each example."""

from __future__ import annotations

from typing import Any

from ... import nn, reductions as r
from .base import Layer


class BatchNormalization(Layer):
    """While training, by the batch's mean and variance along all axes but one; otherwise by their running averages."""

    def __init__(
        self,
        axis: int = -1,
        momentum: float = 0.99,
        epsilon: float = 0.001,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        moving_mean_initializer: Any = "zeros",
        moving_variance_initializer: Any = "ones",
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.axis, self.momentum, self.epsilon, self.center, self.scale = (
            axis,
            momentum,
            epsilon,
            center,
            scale,
        )
        self._starts = (
            gamma_initializer,
            beta_initializer,
            moving_mean_initializer,
            moving_variance_initializer,
        )

    def build(self, input_shape: Any) -> None:
        """Make gamma, beta and the moving averages."""
        shape = (input_shape[self.axis],)
        gamma, beta, mean, variance = self._starts
        self.gamma = self.add_weight(shape, gamma, name="gamma") if self.scale else None
        self.beta = self.add_weight(shape, beta, name="beta") if self.center else None
        self.moving_mean = self.add_weight(shape, mean, name="moving_mean", trainable=False)
        self.moving_variance = self.add_weight(
            shape, variance, name="moving_variance", trainable=False
        )
        self.built = True

    def call(self, inputs: Any, training: bool = False) -> Any:
        """The layer's function."""
        axes = [i for i in range(len(inputs.shape)) if i != self.axis % len(inputs.shape)]
        mean, variance = self.moving_mean, self.moving_variance
        if training and self.trainable:
            mean, variance = r.reduce_mean(inputs, axes), r.reduce_variance(inputs, axes)
            for moving, batch in ((self.moving_mean, mean), (self.moving_variance, variance)):
                moving.assign(moving.data * self.momentum + batch.data * (1.0 - self.momentum))
        if self.axis not in (-1, len(inputs.shape) - 1):
            raise ValueError(
                "BatchNormalization works on the last axis here. Transpose the inputs."
            )
        return nn.batch_normalization(inputs, mean, variance, self.beta, self.gamma, self.epsilon)


class LayerNormalization(Layer):
    """Each example by its own mean and variance along the last axis."""

    def __init__(
        self,
        axis: int = -1,
        epsilon: float = 0.001,
        center: bool = True,
        scale: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.axis, self.epsilon, self.center, self.scale = axis, epsilon, center, scale

    def build(self, input_shape: Any) -> None:
        """Make gamma and beta."""
        shape = (input_shape[self.axis],)
        self.gamma = self.add_weight(shape, "ones", name="gamma") if self.scale else None
        self.beta = self.add_weight(shape, "zeros", name="beta") if self.center else None
        self.built = True

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        mean, variance = r.moments(inputs, [self.axis], keepdims=True)
        return nn.batch_normalization(inputs, mean, variance, self.beta, self.gamma, self.epsilon)
