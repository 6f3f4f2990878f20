"""Random tensors; ``tf.random``. Seeds repeat a program's numbers, which are not TensorFlow's own."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np

from minigrad.nn.initialisers import truncated

from .dtypes import numpy_dtype
from .missing import missing as _missing
from .rows import static
from .shapes import as_shape
from .tensor import EagerTensor, tensor


class _State:
    """The global seed, and the generators made from it; the first draw makes them (NumPy loads its own late)."""

    def __init__(self) -> None:
        self.set(None)

    def set(self, seed: int | None) -> None:
        """Begin again from this seed."""
        self.seed = seed
        self.made: dict[int | None, np.random.Generator] = {}

    def generator(self, seed: int | None) -> np.random.Generator:
        """The generator of an operation's seed; None is the one that all others share."""
        if seed not in self.made:
            start = self.seed if seed is None else [self.seed or 0, seed]
            self.made[seed] = np.random.default_rng(start)
        return self.made[seed]


_state = _State()


def set_seed(seed: int) -> None:
    """Start all random numbers again from this seed."""
    _state.set(int(seed))


def _wrap(values: Any, dtype: Any) -> Any:
    return EagerTensor.wrap(np.asarray(values).astype(numpy_dtype(dtype))[()])


def _normal(rng: np.random.Generator, shape: Any, mean: Any, stddev: Any, dtype: Any) -> Any:
    return _wrap(
        np.asarray(static(mean))
        + np.asarray(static(stddev)) * rng.standard_normal(as_shape(shape)),
        dtype,
    )


def _truncated(rng: np.random.Generator, shape: Any, mean: Any, stddev: Any, dtype: Any) -> Any:
    lengths = as_shape(shape)
    draws = truncated(lengths or (1,), 0.0, 1.0, -2.0, 2.0, rng).reshape(lengths)
    return _wrap(static(mean) + static(stddev) * draws, dtype)


def _uniform(rng: np.random.Generator, shape: Any, minval: Any, maxval: Any, dtype: Any) -> Any:
    kind = numpy_dtype(dtype)
    if kind is not None and kind.kind in "iu":
        if maxval is None:
            raise ValueError(
                f"a uniform of dtype {kind.name} needs maxval=, the first number that is not drawn."
            )
        return _wrap(rng.integers(static(minval), static(maxval), as_shape(shape)), dtype)
    low, high = static(minval), 1 if maxval is None else static(maxval)
    return _wrap(np.asarray(low) + (np.asarray(high) - low) * rng.random(as_shape(shape)), dtype)


def normal(
    shape: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = "float32",
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Numbers from a normal distribution."""
    return _normal(_state.generator(seed), shape, mean, stddev, dtype)


def truncated_normal(
    shape: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = "float32",
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """As `normal`, without what lies more than two standard deviations from the mean."""
    return _truncated(_state.generator(seed), shape, mean, stddev, dtype)


def uniform(
    shape: Any,
    minval: Any = 0,
    maxval: Any = None,
    dtype: Any = "float32",
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Numbers from [minval, maxval), floats or, with an int dtype, whole numbers."""
    return _uniform(_state.generator(seed), shape, minval, maxval, dtype)


def shuffle(value: Any, seed: int | None = None, name: str | None = None) -> Any:
    """The rows in random order."""
    data = tensor(value).data
    return EagerTensor.wrap(data[_state.generator(seed).permutation(len(data))])


def stream(seed: int | None = None) -> np.random.Generator:
    """NumPy's generator behind these functions, or one that starts from a seed of its own."""
    return _state.generator(None) if seed is None else Generator.from_seed(seed).numpy_generator


def permutation(n: int, seed: int | None = None) -> Any:
    """The numbers below ``n`` in random order, as an array."""
    return _state.generator(seed).permutation(n)


def categorical(
    logits: Any,
    num_samples: Any,
    dtype: Any = "int64",
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Class numbers drawn for each row of unnormalised log-probabilities."""
    scores = tensor(logits).data
    noise = _state.generator(seed).gumbel(
        size=(scores.shape[0], static(num_samples), scores.shape[1])
    )
    return _wrap((scores[:, None] + noise).argmax(-1), dtype)


def poisson(
    shape: Any, lam: Any, dtype: Any = "float32", seed: int | None = None, name: str | None = None
) -> Any:
    """Numbers from a Poisson distribution."""
    lengths = as_shape(shape) + np.shape(static(lam))
    return _wrap(_state.generator(seed).poisson(static(lam), lengths), dtype)


def gamma(
    shape: Any,
    alpha: Any,
    beta: Any = None,
    dtype: Any = "float32",
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Numbers from a gamma distribution."""
    scale = 1.0 if beta is None else 1.0 / np.asarray(static(beta))
    lengths = as_shape(shape) + np.shape(static(alpha))
    return _wrap(_state.generator(seed).gamma(static(alpha), scale, lengths), dtype)


def _seeded(seed: Any) -> np.random.Generator:
    return np.random.default_rng([int(part) & 0xFFFFFFFF for part in np.ravel(tensor(seed).data)])


def stateless_normal(
    shape: Any,
    seed: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = "float32",
    name: str | None = None,
    alg: str = "auto_select",
) -> Any:
    """As `normal`, depending on ``seed`` (two numbers) alone."""
    return _normal(_seeded(seed), shape, mean, stddev, dtype)


def stateless_truncated_normal(
    shape: Any,
    seed: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = "float32",
    name: str | None = None,
    alg: str = "auto_select",
) -> Any:
    """As `truncated_normal`, depending on ``seed`` (two numbers) alone."""
    return _truncated(_seeded(seed), shape, mean, stddev, dtype)


def stateless_uniform(
    shape: Any,
    seed: Any,
    minval: Any = 0,
    maxval: Any = None,
    dtype: Any = "float32",
    name: str | None = None,
    alg: str = "auto_select",
) -> Any:
    """As `uniform`, depending on ``seed`` (two numbers) alone."""
    return _uniform(_seeded(seed), shape, minval, maxval, dtype)


class Generator:
    """A source of random numbers with a state of its own."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.numpy_generator = rng

    @classmethod
    def from_seed(cls, seed: Any, alg: Any = None) -> Generator:
        """A generator that starts from this seed."""
        return cls(np.random.default_rng(zlib.crc32(repr(static(seed)).encode())))

    @classmethod
    def from_non_deterministic_state(cls, alg: Any = None) -> Generator:
        """A generator that starts somewhere."""
        return cls(np.random.default_rng())

    def normal(
        self,
        shape: Any,
        mean: Any = 0.0,
        stddev: Any = 1.0,
        dtype: Any = "float32",
        name: str | None = None,
    ) -> Any:
        """Numbers from a normal distribution."""
        return _normal(self.numpy_generator, shape, mean, stddev, dtype)

    def truncated_normal(
        self,
        shape: Any,
        mean: Any = 0.0,
        stddev: Any = 1.0,
        dtype: Any = "float32",
        name: str | None = None,
    ) -> Any:
        """Numbers from a normal distribution within two standard deviations."""
        return _truncated(self.numpy_generator, shape, mean, stddev, dtype)

    def uniform(
        self,
        shape: Any,
        minval: Any = 0,
        maxval: Any = None,
        dtype: Any = "float32",
        name: str | None = None,
    ) -> Any:
        """Numbers from [minval, maxval)."""
        return _uniform(self.numpy_generator, shape, minval, maxval, dtype)

    def split(self, count: int = 1) -> list[Generator]:
        """Independent generators."""
        return [Generator(rng) for rng in self.numpy_generator.spawn(count)]


def get_global_generator() -> Generator:
    """The generator behind the functions of this module."""
    return Generator(_state.generator(None))


def __getattr__(name: str) -> Any:
    return _missing("tf.random", name, globals())
