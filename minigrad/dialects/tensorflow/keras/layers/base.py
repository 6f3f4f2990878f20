"""The base of all layers: it tracks what is in its attributes, builds itself, and passes ``training`` on."""

from __future__ import annotations

import inspect
from contextvars import ContextVar
from typing import Any, Self

import numpy as np

from ...creation import cast
from ...module import snake_case
from ...shapes import TensorShape
from ...tensor import EagerTensor
from ...variables import Variable
from .. import initializers, regularizers
from ..naming import unique
from ..symbolic import KerasTensor, symbolic_call

_training: ContextVar[bool | None] = ContextVar("training", default=None)


class Layer:
    """A layer of one's own: ``build(input_shape)`` makes its variables, ``call(inputs)`` computes."""

    own_weights: list[Variable]
    inner_layers: list[Layer]
    penalties: list[tuple[Any, Variable]]
    added_losses: list[Any]
    name: str
    built: bool

    def __new__(cls, *_: Any, **__: Any) -> Self:
        """Prepare the tracking, so that attributes may be set before ``super().__init__()``."""
        layer = super().__new__(cls)
        for key, value in {
            "own_weights": [],
            "inner_layers": [],
            "penalties": [],
            "added_losses": [],
            "built": False,
            "_trainable": True,
        }.items():
            object.__setattr__(layer, key, value)
        return layer

    def __init__(
        self, trainable: bool = True, name: str | None = None, dtype: Any = None, **options: Any
    ) -> None:
        shape, dim = options.pop("input_shape", None), options.pop("input_dim", None)
        (
            options.pop("autocast", None),
            options.pop("activity_regularizer", None),
            options.pop("batch_input_shape", None),
        )
        if options:
            raise TypeError(f"{type(self).__name__} has no argument {min(options)!r}.")
        self.name = name or unique(snake_case(type(self).__name__))
        self.given_shape = (dim,) if dim is not None else shape
        self._trainable = trainable

    # -- tracking ---------------------------------------------------------------------------------------------------

    def __setattr__(self, key: str, value: Any) -> None:
        object.__setattr__(self, key, value)
        self._track(value)

    def _track(self, value: Any) -> None:
        if isinstance(value, Variable):
            if not any(value is v for v in self.own_weights):
                self.own_weights.append(value)
        elif isinstance(value, Layer):
            if value is not self and not any(value is layer for layer in self.inner_layers):
                self.inner_layers.append(value)
        elif isinstance(value, (list, tuple)):
            for item in value:
                if isinstance(item, (Layer, Variable)):
                    self._track(item)
        elif isinstance(value, dict):
            self._track(list(value.values()))

    def add_weight(
        self,
        shape: Any = None,
        initializer: Any = None,
        dtype: Any = None,
        trainable: bool = True,
        name: str | None = None,
        regularizer: Any = None,
        constraint: Any = None,
        **_: Any,
    ) -> Variable:
        """A new Variable, named after the layer; Glorot uniform unless an initializer is given."""
        if isinstance(shape, str):  # Keras 2 took the name first
            raise TypeError("add_weight takes shape= first: add_weight(shape=(3,), name='w').")
        start = initializers.get(initializer or "glorot_uniform")
        value = start(tuple(shape or ()), dtype=dtype or "float32")
        variable = Variable(value, trainable=trainable, name=f"{self.name}/{name or 'variable'}")
        self._track(variable)
        if regularizer is not None:
            self.penalties.append((regularizers.get(regularizer), variable))
        return variable

    def add_loss(self, loss: Any) -> None:
        """Add a penalty computed in ``call``."""
        self.added_losses.append(loss)

    @property
    def trainable(self) -> bool:
        """Whether training changes this layer."""
        return self._trainable

    @trainable.setter
    def trainable(self, value: bool) -> None:
        for layer in self.everything():
            object.__setattr__(layer, "_trainable", value)

    def everything(self) -> list[Layer]:
        """This layer and all layers inside it."""
        return [self, *(below for layer in self.inner_layers for below in layer.everything())]

    @property
    def weights(self) -> list[Variable]:
        """All variables, this layer's own first."""
        return [v for layer in self.everything() for v in layer.own_weights]

    variables = weights

    @property
    def trainable_weights(self) -> list[Variable]:
        """The variables that training changes."""
        return [
            v
            for layer in self.everything()
            if layer.trainable
            for v in layer.own_weights
            if v.trainable
        ]

    trainable_variables = trainable_weights

    @property
    def non_trainable_weights(self) -> list[Variable]:
        """The other variables."""
        kept = {id(v) for v in self.trainable_weights}
        return [v for v in self.weights if id(v) not in kept]

    non_trainable_variables = non_trainable_weights

    @property
    def losses(self) -> list[Any]:
        """The penalties of regularizers, and those added in the last call."""
        return [p(v) for layer in self.everything() for p, v in layer.penalties] + [
            x for layer in self.everything() for x in layer.added_losses
        ]

    def get_weights(self) -> list[Any]:
        """The variables' values as arrays."""
        return [v.numpy() for v in self.weights]

    def set_weights(self, weights: Any) -> None:
        """Assign arrays to the variables, in the order of `weights`."""
        if len(weights) != len(self.weights):
            raise ValueError(
                f"{self.name} has {len(self.weights)} variables, and {len(weights)} arrays were given."
            )
        for variable, value in zip(self.weights, weights, strict=True):
            variable.assign(value)

    def count_params(self) -> int:
        """The number of numbers in the variables."""
        return sum(int(v.data.size) for v in self.weights)

    # -- building and calling -----------------------------------------------------------------------------------------

    def build(self, input_shape: Any) -> None:
        """Make the variables; called once, with the shape of the first inputs."""
        self.built = True

    def call(self, inputs: Any, *_: Any, **__: Any) -> Any:
        """The layer's function."""
        raise NotImplementedError(f"{type(self).__name__} needs a call(self, inputs).")

    def __call__(self, inputs: Any, *args: Any, training: bool | None = None, **named: Any) -> Any:
        """The layer's function of tensors or arrays, its variables made if they were not yet."""
        if _symbolic(inputs):
            return symbolic_call(self, inputs)
        inputs = _floats(inputs)
        if not self.built:
            self.build(_shape(inputs))
            self.built = True
        self.added_losses.clear()
        training = _training.get() if training is None else training
        token = _training.set(training)
        try:
            if "training" in inspect.signature(self.call).parameters:
                named["training"] = bool(training)
            return self.call(inputs, *args, **named)
        finally:
            _training.reset(token)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"


def _symbolic(inputs: Any) -> bool:
    return isinstance(inputs, KerasTensor) or (
        isinstance(inputs, (list, tuple)) and any(isinstance(x, KerasTensor) for x in inputs)
    )


def _floats(inputs: Any) -> Any:
    """Arrays and lists as tensors, doubles as float32; a list of tensors part by part."""
    if isinstance(inputs, (list, tuple)) and any(
        isinstance(x, (EagerTensor, np.ndarray)) for x in inputs
    ):
        return type(inputs)(_floats(x) for x in inputs)
    if isinstance(inputs, dict):
        return {key: _floats(x) for key, x in inputs.items()}
    x = inputs if isinstance(inputs, EagerTensor) else EagerTensor.convert(inputs)
    return cast(x, "float32") if x.data.dtype in (np.float64, np.float16) else x


def _shape(inputs: Any) -> Any:
    if isinstance(inputs, (list, tuple)):
        return [_shape(x) for x in inputs]
    return TensorShape(inputs.shape) if isinstance(inputs, EagerTensor) else None
