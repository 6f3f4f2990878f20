"""Dense and its neighbours."""

from __future__ import annotations

from typing import Any

from ... import elementwise as e, nn, shaping
from ...errors import InvalidArgumentError
from ...indexing import gather
from ...linalg import tensordot
from .. import activations, regularizers
from .base import Layer


class Dense(Layer):
    """``activation(inputs @ kernel + bias)``; the kernel is (inputs, units), Glorot uniform at the start."""

    def __init__(
        self,
        units: int,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.units, self.use_bias = units, use_bias
        self.activation = activations.get(activation)
        self.kernel_initializer, self.bias_initializer = kernel_initializer, bias_initializer
        self.kernel_regularizer, self.bias_regularizer = (
            regularizers.get(kernel_regularizer),
            regularizers.get(bias_regularizer),
        )

    def build(self, input_shape: Any) -> None:
        """Make the kernel and the bias."""
        if len(input_shape) < 2:
            raise ValueError(
                f"{self.name} takes inputs of shape (batch, features), and got shape {tuple(input_shape)}."
            )
        self.kernel = self.add_weight(
            (input_shape[-1], self.units),
            self.kernel_initializer,
            name="kernel",
            regularizer=self.kernel_regularizer,
        )
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                (self.units,), self.bias_initializer, name="bias", regularizer=self.bias_regularizer
            )
        self.built = True

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        if len(inputs.shape) < 2 or inputs.shape[-1] != self.kernel.shape[0]:
            raise ValueError(
                f"{self.name} was built for inputs whose last axis is {self.kernel.shape[0]}, "
                f"and got shape {tuple(inputs.shape)}."
            )
        y = inputs @ self.kernel if len(inputs.shape) == 2 else tensordot(inputs, self.kernel, 1)
        return self.activation(y if self.bias is None else y + self.bias)


class Activation(Layer):
    """A function as a layer."""

    def __init__(self, activation: Any, **options: Any) -> None:
        super().__init__(**options)
        self.activation = activations.get(activation)

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return self.activation(inputs)


class ReLU(Layer):
    """max(x, 0)."""

    def __init__(
        self,
        max_value: float | None = None,
        negative_slope: float = 0.0,
        threshold: float = 0.0,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.max_value, self.negative_slope, self.threshold = max_value, negative_slope, threshold

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return activations.relu(inputs, self.negative_slope, self.max_value, self.threshold)


class LeakyReLU(Layer):
    """x, and negative_slope * x below 0."""

    def __init__(
        self, negative_slope: float = 0.3, alpha: float | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self.negative_slope = negative_slope if alpha is None else alpha

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return nn.leaky_relu(inputs, self.negative_slope)


class ELU(Layer):
    """x, and alpha * (exp(x) - 1) below 0."""

    def __init__(self, alpha: float = 1.0, **options: Any) -> None:
        super().__init__(**options)
        self.alpha = alpha

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return activations.elu(inputs, self.alpha)


class Softmax(Layer):
    """Probabilities along an axis."""

    def __init__(self, axis: int = -1, **options: Any) -> None:
        super().__init__(**options)
        self.axis = axis

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return nn.softmax(inputs, self.axis)


class Dropout(Layer):
    """While training, zero with probability ``rate``, else divided by 1 - rate; otherwise the inputs."""

    def __init__(
        self, rate: float, noise_shape: Any = None, seed: int | None = None, **options: Any
    ) -> None:
        if not 0 <= rate <= 1:
            raise ValueError(
                f"the rate of dropout lies in [0, 1], and {rate} was given. It is the share to drop."
            )
        super().__init__(**options)
        self.rate, self.noise_shape, self.seed = rate, noise_shape, seed

    def call(self, inputs: Any, training: bool = False) -> Any:
        """The layer's function."""
        return (
            nn.dropout(inputs, self.rate, self.noise_shape, self.seed)
            if training and self.rate
            else inputs
        )


class Flatten(Layer):
    """Each example as one row."""

    def __init__(self, data_format: str | None = None, **options: Any) -> None:
        super().__init__(**options)

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return shaping.reshape(inputs, (inputs.shape[0], -1) if len(inputs.shape) > 1 else (-1, 1))


class Reshape(Layer):
    """Each example in another shape."""

    def __init__(self, target_shape: Any, **options: Any) -> None:
        super().__init__(**options)
        self.target_shape = tuple(target_shape)

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return shaping.reshape(inputs, (inputs.shape[0], *self.target_shape))


class Lambda(Layer):
    """Any function as a layer."""

    def __init__(self, function: Any, arguments: Any = None, **options: Any) -> None:
        options.pop("output_shape", None)
        super().__init__(**options)
        self.function, self.arguments = function, arguments or {}

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return self.function(inputs, **self.arguments)


class Rescaling(Layer):
    """``inputs * scale + offset``."""

    def __init__(self, scale: float, offset: float = 0.0, **options: Any) -> None:
        super().__init__(**options)
        self.scale, self.offset = scale, offset

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return inputs * self.scale + self.offset


class Identity(Layer):
    """The inputs."""

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return inputs


class Embedding(Layer):
    """A row of numbers for each whole number."""

    def __init__(
        self,
        input_dim: int,
        output_dim: int,
        embeddings_initializer: Any = "uniform",
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.input_dim, self.output_dim, self.embeddings_initializer = (
            input_dim,
            output_dim,
            embeddings_initializer,
        )

    def build(self, input_shape: Any = None) -> None:
        """Make the rows."""
        self.embeddings = self.add_weight(
            (self.input_dim, self.output_dim), self.embeddings_initializer, name="embeddings"
        )
        self.built = True

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        if inputs.data.dtype.kind not in "iu":
            raise InvalidArgumentError(
                "an Embedding takes whole numbers. Write tf.cast(x, tf.int32)."
            )
        return gather(self.embeddings, inputs)


class _Merge(Layer):
    """Several inputs to one."""

    def build(self, input_shape: Any) -> None:
        """Nothing to make."""
        self.built = True


class Add(_Merge):
    """The sum of the inputs."""

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return e.add_n(inputs)


class Multiply(_Merge):
    """The product of the inputs."""

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        result = inputs[0]
        for x in inputs[1:]:
            result = result * x
        return result


class Concatenate(_Merge):
    """The inputs side by side."""

    def __init__(self, axis: int = -1, **options: Any) -> None:
        super().__init__(**options)
        self.axis = axis

    def call(self, inputs: Any) -> Any:
        """The layer's function."""
        return shaping.concat(inputs, self.axis)
