"""GradientTape with TensorFlow's refusals; everything else is the core's."""

from __future__ import annotations

import enum
from typing import Any, Self

from minigrad.errors import TapeError
from minigrad.nest import flatten, transform
from minigrad.tape import GradientTape as CoreTape
from minigrad.tensor import TensorBase

from .errors import InvalidArgumentError
from .slices import IndexedSlices, RowSlices


class UnconnectedGradients(enum.Enum):
    """What `GradientTape.gradient` gives for a source that the target does not depend on."""

    NONE = "none"
    ZERO = "zero"


class GradientTape(CoreTape):
    """Records operations while open, and differentiates them when asked; see the core's class.

    >>> from minigrad.dialects import tensorflow as tf
    >>> x = tf.Variable(3.0)
    >>> with tf.GradientTape() as tape:
    ...     y = x**2
    >>> tape.gradient(y, x)
    <tf.Tensor: shape=(), dtype=float32, numpy=6.0>
    """

    def __enter__(self) -> Self:
        if self._open:
            raise ValueError("this tape is still recording; an active tape cannot be entered again. Make a second tape.")
        return super().__enter__()

    def watch(self, tensor: Any) -> None:
        """Follow these tensors (one, or any nest of them) from here on."""
        try:
            super().watch(tensor)
        except TapeError as error:
            raise AttributeError(f"'NoneType' object has no attribute '_tape': {error}") from None

    def gradient(
        self,
        target: Any,
        sources: Any,
        output_gradients: Any = None,
        unconnected_gradients: Any = UnconnectedGradients.NONE,
    ) -> Any:
        """The gradient of ``target`` with respect to each source, in the structure of ``sources``."""
        for one in flatten(target):
            if one is not None and not isinstance(one, (TensorBase, str)):
                raise AttributeError(
                    f"{type(one).__name__!r} object has no attribute 'dtype': the target must be a tensor. "
                    "Pass the result of the recorded operations, not float() or .numpy() of it."
                )
        if output_gradients is not None:
            _check_weights(flatten(target), output_gradients)
        found = super().gradient(target, sources, output_gradients, unconnected_gradients)
        return transform(_sparse, found)


def _check_weights(targets: list[Any], weights: Any) -> None:
    given = flatten(weights) if isinstance(weights, (list, tuple, dict)) else [weights]
    if len(given) != len(targets):
        return
    for target, weight in zip(targets, given, strict=True):
        if weight is None:
            raise ValueError("output_gradients has a None in it. Give a tensor of ones for a target of weight 1.")
        shape = tuple(getattr(weight, "shape", ()))
        if shape not in ((), tuple(target.shape)):
            raise InvalidArgumentError(
                f"output_gradients has shape {shape} and its target {tuple(target.shape)}. Give one weight per element."
            )


def _sparse(gradient: Any) -> Any:
    if gradient is not None and isinstance(gradient.data, RowSlices):
        return IndexedSlices.of(gradient.data)
    return gradient
