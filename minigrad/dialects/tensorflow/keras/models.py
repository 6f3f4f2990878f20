"""``tf.keras.Model`` and ``tf.keras.Sequential``."""

from __future__ import annotations

from typing import Any, Self

from ..missing import missing as _missing
from ..nest import flatten, map_structure
from ..shapes import TensorShape
from .layers.base import Layer
from .symbolic import Input, KerasTensor, layers_between, play
from .training import Trainer


class Model(Trainer, Layer):
    """A model of one's own (give it ``call``), or one made of symbolic inputs and outputs.

    >>> from minigrad.dialects import tensorflow as tf
    >>> x = tf.keras.Input((3,))
    >>> model = tf.keras.Model(inputs=x, outputs=tf.keras.layers.Dense(2)(x))
    >>> model(tf.ones((5, 3))).shape
    TensorShape([5, 2])
    """

    def __init__(
        self,
        *args: Any,
        inputs: Any = None,
        outputs: Any = None,
        name: str | None = None,
        **options: Any,
    ) -> None:
        if len(args) == 2:
            inputs, outputs = args
        Layer.__init__(self, name=name, **options)
        self.inputs, self.outputs = inputs, outputs
        if inputs is not None:
            for layer in layers_between(outputs):
                self._track(layer)
            self.built = True

    def build(self, input_shape: Any = None) -> None:
        """Make the variables by trying the model on zeros."""
        if input_shape is not None and not self.built:
            from ..creation import zeros

            self.built = True
            self(zeros([n or 1 for n in input_shape]))

    def __call__(self, inputs: Any, *args: Any, **named: Any) -> Any:
        """The model's outputs."""
        self.built = True
        return super().__call__(inputs, *args, **named)

    def call(self, inputs: Any, *_: Any, **__: Any) -> Any:
        """Play the layers between the symbolic inputs and outputs."""
        if self.inputs is None:
            raise NotImplementedError(f"{type(self).__name__} needs a call(self, inputs).")
        values = {
            id(place): value
            for place, value in zip(flatten(self.inputs), flatten(inputs), strict=True)
        }
        return play(self.outputs, values)

    @property
    def layers(self) -> list[Layer]:
        """The layers, without their own."""
        return list(self.inner_layers)

    @property
    def input_shape(self) -> Any:
        """The shape of the inputs, None for the batch."""
        return (
            map_structure(lambda t: tuple(t.shape), self.inputs)
            if isinstance(self.inputs, KerasTensor)
            else None
        )

    @property
    def output_shape(self) -> Any:
        """The shape of the outputs, None for the batch."""
        return tuple(self.outputs.shape) if isinstance(self.outputs, KerasTensor) else None

    def get_layer(self, name: str | None = None, index: int | None = None) -> Layer:
        """A layer by its name or its place."""
        if index is not None:
            return self.layers[index]
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise ValueError(
            f"no layer is named {name!r}; there are {[layer.name for layer in self.layers]}."
        )

    def summary(self, *_: Any, print_fn: Any = None, **__: Any) -> None:
        """Print the layers and the numbers of their parameters."""
        rows = [
            (f"{layer.name} ({type(layer).__name__})", f"{layer.count_params():,}")
            for layer in self.layers
        ]
        width = max([len(a) for a, _ in rows] + [24])
        lines = [f'Model: "{self.name}"', f"{'Layer (type)':<{width}}  Param #", "─" * (width + 9)]
        lines += [f"{a:<{width}}  {b}" for a, b in rows]
        trained = sum(int(v.data.size) for v in self.trainable_weights)
        lines += ["─" * (width + 9), f"Total params: {self.count_params():,}", f"Trainable params: {trained:,}",
                  f"Non-trainable params: {self.count_params() - trained:,}"]  # fmt: skip
        for line in lines:
            (print_fn or print)(line)


class Sequential(Model):
    """Layers one after the other.

    >>> from minigrad.dialects import tensorflow as tf
    >>> model = tf.keras.Sequential(
    ...     [tf.keras.layers.Dense(4, activation="relu"), tf.keras.layers.Dense(1)]
    ... )
    >>> model(tf.ones((2, 3))).shape
    TensorShape([2, 1])
    """

    def __init__(self, layers: Any = None, name: str | None = None, **options: Any) -> None:
        super().__init__(name=name, **options)
        for layer in layers or []:
            self.add(layer)

    def add(self, layer: Any) -> None:
        """Put one more layer at the end."""
        if isinstance(layer, KerasTensor):
            self.inputs = layer
            return
        if not isinstance(layer, Layer):
            raise TypeError(
                f"a Sequential model is made of layers, and {layer!r} is a {type(layer).__name__}."
            )
        if (
            getattr(layer, "given_shape", None) is not None
            and self.inputs is None
            and not self.inner_layers
        ):
            self.inputs = Input(layer.given_shape)
        self.inner_layers.append(layer)
        if self.inputs is not None:
            self._link(layer)

    def _link(self, layer: Layer) -> None:
        before = self.outputs if self.outputs is not None else self.inputs
        object.__setattr__(self, "outputs", layer(before))
        self.built = True

    def pop(self) -> None:
        """Take the last layer away."""
        self.inner_layers.pop()
        if self.inputs is not None:
            object.__setattr__(self, "outputs", None)
            for layer in self.inner_layers:
                self._link(layer)

    def build(self, input_shape: Any = None) -> None:
        """Make the variables for inputs of this shape."""
        if input_shape is not None and self.inputs is None:
            self.inputs = Input(tuple(TensorShape(input_shape))[1:])
            for layer in self.inner_layers:
                self._link(layer)
        self.built = True

    def call(self, inputs: Any, *_: Any, **__: Any) -> Any:
        """The layers one after the other."""
        for layer in self.inner_layers:
            inputs = layer(inputs)
        return inputs

    def __len__(self) -> int:
        return len(self.inner_layers)

    def __getitem__(self, index: int) -> Self | Layer:
        return self.inner_layers[index]


def clone_model(model: Model) -> Any:
    """A copy with variables of its own."""
    import copy

    return copy.deepcopy(model)


def __getattr__(name: str) -> Any:
    return _missing("tf.keras.models", name, globals())
