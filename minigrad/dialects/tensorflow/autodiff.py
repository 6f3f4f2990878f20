"""``tf.autodiff``: the tape, and forward mode."""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from minigrad.engine import forward
from minigrad.nest import flatten, transform
from minigrad.records import SERIAL, tick

from .tape import GradientTape as GradientTape
from .tensor import EagerTensor, tensor


class ForwardAccumulator:
    """Jacobian-vector products, computed along with the function.

    >>> from minigrad.dialects import tensorflow as tf
    >>> x = tf.constant([2.0, 3.0])
    >>> with tf.autodiff.ForwardAccumulator(x, tf.constant([1.0, 0.0])) as acc:
    ...     y = tf.reduce_sum(x**2)
    >>> acc.jvp(y)
    <tf.Tensor: shape=(), dtype=float32, numpy=4.0>
    """

    def __init__(self, primals: Any, tangents: Any) -> None:
        self._primals = flatten(primals)
        self._tangents = [tensor(t) for t in flatten(tangents)]
        self._tape = GradientTape(persistent=True)

    def __enter__(self) -> Self:
        self._begin = tick()
        self._tape.__enter__()
        self._tape.watch(self._primals)
        self._nodes = [p.node for p in self._primals]
        return self

    def __exit__(self, *_: object) -> None:
        self._tape.__exit__(None, None, None)

    def jvp(self, primals: Any, unconnected_gradients: Any = None) -> Any:
        """The tangent of a result; None where it does not depend on the primals."""
        known = {n[SERIAL]: t.data for n, t in zip(self._nodes, self._tangents, strict=True)}
        zero = getattr(unconnected_gradients, "value", unconnected_gradients) == "zero"

        def one(result: Any) -> Any:
            found = (
                None
                if result.node is None
                else forward([result.node], dict(known), newest=0).get(result.node[SERIAL])
            )
            if found is None:
                return EagerTensor.wrap(np.zeros_like(result.data)) if zero else None
            return EagerTensor.wrap(found)

        return transform(one, primals)
