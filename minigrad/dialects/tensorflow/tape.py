"""GradientTape with TensorFlow's refusals; everything else is the core's."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any, Self

from minigrad.errors import TapeError
from minigrad.nest import flatten, transform
from minigrad.tape import GradientTape as CoreTape
from minigrad.tensor import TensorBase

from .errors import InvalidArgumentError
from .slices import IndexedSlices, RowSlices, dense

if TYPE_CHECKING:
    from logging import Logger


class UnconnectedGradients(enum.Enum):
    """What `GradientTape.gradient` gives for a source that the target does not depend on."""

    NONE = "none"
    ZERO = "zero"


def get_logger() -> Logger:
    """The logger named 'tensorflow', to which the tape's warnings go."""
    import logging

    return logging.getLogger("tensorflow")


class GradientTape(CoreTape):
    """Records operations while open, and differentiates them when asked; see the core's class.

    >>> from minigrad.dialects import tensorflow as tf
    >>> x = tf.Variable(3.0)
    >>> with tf.GradientTape() as tape:
    ...     y = x**2
    >>> tape.gradient(y, x)
    <tf.Tensor: shape=(), dtype=float32, numpy=6.0>
    """

    _rows_are_dense = False
    _warned = False

    def __enter__(self) -> Self:
        if self._open:
            raise ValueError(
                "this tape is still recording; an active tape cannot be entered again. Make a second tape."
            )
        return super().__enter__()

    def watch(self, tensor: Any) -> None:
        """Follow these tensors (one, or any nest of them) from here on."""
        for one in flatten(tensor):
            if isinstance(one, TensorBase) and one.dtype.kind not in "fc":
                get_logger().warning(
                    "The dtype of the watched tensor must be floating (e.g. tf.float32), got %r: "
                    "its gradient will be None.",
                    one.dtype,
                )
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
        _check_sources(sources)
        if self._persistent and self._open and not GradientTape._warned:
            GradientTape._warned = True
            get_logger().warning(
                "gradient() of a persistent tape inside its `with` is recorded as well. Call it outside, "
                "unless you want the derivative of the gradient."
            )
        if output_gradients is not None:
            _check_weights(flatten(target), output_gradients)
        found = super().gradient(target, sources, output_gradients, unconnected_gradients)
        return transform(_sparse, found)

    def _walk(self, *args: Any, **named: Any) -> list[Any]:
        found: list[Any] = super()._walk(*args, **named)
        return [dense(_sparse(g)) for g in found] if self._rows_are_dense else found

    def jacobian(
        self,
        target: Any,
        sources: Any,
        unconnected_gradients: Any = UnconnectedGradients.NONE,
        parallel_iterations: int | None = None,
        experimental_use_pfor: bool = True,
    ) -> Any:
        """The Jacobian of a tensor for each source: the target's shape followed by the source's."""
        if not experimental_use_pfor and not self._persistent:
            raise RuntimeError(
                "experimental_use_pfor=False walks the tape once per element: it needs GradientTape(persistent=True)."
            )
        _check_sources(sources)
        self._rows_are_dense = True
        try:
            return super().jacobian(target, sources, unconnected_gradients)
        finally:
            self._rows_are_dense = False

    def batch_jacobian(
        self,
        target: Any,
        source: Any,
        unconnected_gradients: Any = UnconnectedGradients.NONE,
        parallel_iterations: int | None = None,
        experimental_use_pfor: bool = True,
    ) -> Any:
        """One Jacobian per example, where each row of the target depends on its own row of the source."""
        for shape in (target.shape, source.shape):
            if len(shape) < 2:
                raise ValueError(
                    f"Shape {tuple(shape)} must have rank at least 2: the first axis counts the examples."
                )
        return super().batch_jacobian(target, source)


def _check_sources(sources: Any) -> None:
    for one in flatten(sources):
        if isinstance(one, str):
            raise TypeError(
                f"a source must be a tf.Variable or a watched tensor, not the string {one!r}."
            )
        if not isinstance(one, TensorBase):
            raise AttributeError(  # noqa: TRY004 - what TensorFlow raises
                f"{type(one).__name__!r} object has no attribute '_id': a source must be a tf.Variable "
                "or a watched tensor."
            )


def _check_weights(targets: list[Any], weights: Any) -> None:
    given = flatten(weights) if isinstance(weights, (list, tuple, dict)) else [weights]
    if len(given) != len(targets):
        return
    for target, weight in zip(targets, given, strict=True):
        if weight is None:
            raise ValueError(
                "output_gradients has a None in it. Give a tensor of ones for a target of weight 1."
            )
        shape = tuple(getattr(weight, "shape", ()))
        if shape not in ((), tuple(target.shape)):
            raise InvalidArgumentError(
                f"output_gradients has shape {shape} and its target {tuple(target.shape)}. Give one weight per element."
            )


def _sparse(gradient: Any) -> Any:
    if gradient is not None and isinstance(gradient.data, RowSlices):
        return IndexedSlices.of(gradient.data)
    return gradient
