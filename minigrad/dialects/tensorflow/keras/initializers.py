"""``tf.keras.initializers``: how the variables of layers begin."""

from __future__ import annotations

from math import prod, sqrt
from typing import Any

import numpy as np

from minigrad.nn import initialisers

from .. import random
from ..creation import eye, fill, ones, zeros
from ..missing import missing as _missing
from ..tensor import EagerTensor
from .naming import find


class Initializer:
    """Called with a shape, it gives the first value."""

    def __call__(self, shape: Any, dtype: Any = "float32", **_: Any) -> Any:
        """A tensor of this shape."""
        raise NotImplementedError(
            f"{type(self).__name__} needs a __call__(self, shape, dtype=None)."
        )


class Zeros(Initializer):
    """All 0."""

    def __call__(self, shape: Any, dtype: Any = "float32", **_: Any) -> Any:
        """A tensor of this shape."""
        return zeros(shape, dtype or "float32")


class Ones(Initializer):
    """All 1."""

    def __call__(self, shape: Any, dtype: Any = "float32", **_: Any) -> Any:
        """A tensor of this shape."""
        return ones(shape, dtype or "float32")


class Constant(Initializer):
    """One value everywhere."""

    def __init__(self, value: Any = 0.0) -> None:
        self.value = value

    def __call__(self, shape: Any, dtype: Any = "float32", **_: Any) -> Any:
        """A tensor of this shape."""
        return fill(shape, EagerTensor.convert(self.value, like=ones((), dtype or "float32")))


class Identity(Initializer):
    """The identity matrix, times ``gain``."""

    def __init__(self, gain: float = 1.0) -> None:
        self.gain = gain

    def __call__(self, shape: Any, dtype: Any = "float32", **_: Any) -> Any:
        """A tensor of this shape."""
        rows, columns = shape
        return eye(rows, columns, dtype=dtype or "float32") * self.gain


class _Random(Initializer):
    """With a seed, the same numbers on every call; without, new ones."""

    def __init__(self, seed: int | None = None) -> None:
        self.seed = seed

    def _source(self) -> Any:
        return random if self.seed is None else random.Generator.from_seed(self.seed)


class RandomNormal(_Random):
    """Normal numbers."""

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: int | None = None) -> None:
        super().__init__(seed)
        self.mean, self.stddev = mean, stddev

    def __call__(self, shape: Any, dtype: Any = "float32", **_: Any) -> Any:
        """A tensor of this shape."""
        return self._source().normal(shape, self.mean, self.stddev, dtype or "float32")


class TruncatedNormal(RandomNormal):
    """Normal numbers within two standard deviations."""

    def __call__(self, shape: Any, dtype: Any = "float32", **_: Any) -> Any:
        """A tensor of this shape."""
        return self._source().truncated_normal(shape, self.mean, self.stddev, dtype or "float32")


class RandomUniform(_Random):
    """Uniform numbers."""

    def __init__(
        self, minval: float = -0.05, maxval: float = 0.05, seed: int | None = None
    ) -> None:
        super().__init__(seed)
        self.minval, self.maxval = minval, maxval

    def __call__(self, shape: Any, dtype: Any = "float32", **_: Any) -> Any:
        """A tensor of this shape."""
        return self._source().uniform(shape, self.minval, self.maxval, dtype or "float32")


class VarianceScaling(_Random):
    """Random numbers whose variance is ``scale`` over the number of inputs, outputs or their mean."""

    def __init__(
        self,
        scale: float = 1.0,
        mode: str = "fan_in",
        distribution: str = "truncated_normal",
        seed: int | None = None,
    ) -> None:
        super().__init__(seed)
        self.scale, self.mode, self.distribution = scale, mode, distribution

    def __call__(self, shape: Any, dtype: Any = "float32", **_: Any) -> Any:
        """A tensor of this shape."""
        fan_in, fan_out = fans(tuple(shape))
        fan = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}[self.mode]
        variance = self.scale / max(1.0, fan)
        if self.distribution == "uniform":
            limit = sqrt(3 * variance)
            return self._source().uniform(shape, -limit, limit, dtype or "float32")
        if self.distribution == "untruncated_normal":
            return self._source().normal(shape, 0.0, sqrt(variance), dtype or "float32")
        # cut off at two standard deviations, a normal distribution keeps this share of its own
        return self._source().truncated_normal(
            shape, 0.0, sqrt(variance) / 0.87962566103423978, dtype or "float32"
        )


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """The number of inputs and of outputs of a layer with a kernel of this shape.

    >>> fans((3, 2)), fans((3, 3, 4, 8))
    ((3, 2), (36, 72))
    """
    if len(shape) < 2:
        return (shape[0], shape[0]) if shape else (1, 1)
    window = prod(shape[:-2])
    return window * shape[-2], window * shape[-1]


class GlorotUniform(VarianceScaling):
    """Uniform within sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010)."""

    def __init__(self, seed: int | None = None) -> None:
        super().__init__(1.0, "fan_avg", "uniform", seed)


class GlorotNormal(VarianceScaling):
    """Truncated normal with variance 2 / (inputs + outputs)."""

    def __init__(self, seed: int | None = None) -> None:
        super().__init__(1.0, "fan_avg", "truncated_normal", seed)


class HeUniform(VarianceScaling):
    """Uniform within sqrt(6 / inputs) (He et al. 2015)."""

    def __init__(self, seed: int | None = None) -> None:
        super().__init__(2.0, "fan_in", "uniform", seed)


class HeNormal(VarianceScaling):
    """Truncated normal with variance 2 / inputs."""

    def __init__(self, seed: int | None = None) -> None:
        super().__init__(2.0, "fan_in", "truncated_normal", seed)


class LecunUniform(VarianceScaling):
    """Uniform within sqrt(3 / inputs)."""

    def __init__(self, seed: int | None = None) -> None:
        super().__init__(1.0, "fan_in", "uniform", seed)


class LecunNormal(VarianceScaling):
    """Truncated normal with variance 1 / inputs."""

    def __init__(self, seed: int | None = None) -> None:
        super().__init__(1.0, "fan_in", "truncated_normal", seed)


class Orthogonal(_Random):
    """A matrix with orthonormal rows or columns, times ``gain``."""

    def __init__(self, gain: float = 1.0, seed: int | None = None) -> None:
        super().__init__(seed)
        self.gain = gain

    def __call__(self, shape: Any, dtype: Any = "float32", **_: Any) -> Any:
        """A tensor of this shape."""
        matrix = initialisers.orthogonal((prod(shape[:-1]), shape[-1]), random.stream(self.seed))
        return EagerTensor.wrap((self.gain * matrix).reshape(shape).astype(np.float32))


zeros_initializer, ones_initializer = Zeros, Ones
constant, identity, uniform, normal = Constant, Identity, RandomUniform, RandomNormal


def get(identifier: Any) -> Any:
    """An initializer from its name, or itself."""
    return find("initializer", identifier, globals())


def __getattr__(name: str) -> Any:
    return _missing("tf.keras.initializers", name, globals())
