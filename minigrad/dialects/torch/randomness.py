"""Random tensors. The stream is NumPy's: the same seed gives the same numbers again, but not torch's."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import dims, dtypes
from .conversions import refuse_in_vmap
from .dtypes import numpy_dtype
from .factories import _made
from .tensor import Tensor


class Generator:
    """A stream of random numbers of its own."""

    def __init__(self, device: Any = "cpu") -> None:
        self.device = dtypes.device(device)
        self.manual_seed(0)

    def manual_seed(self, seed: int) -> Generator:
        """Start the stream at ``seed``."""
        self._seed = int(seed)
        self.stream = np.random.default_rng(abs(self._seed))
        return self

    def initial_seed(self) -> int:
        """The seed that the stream started at."""
        return self._seed

    def seed(self) -> int:
        """Start the stream at a seed from the operating system."""
        self.manual_seed(int(np.random.SeedSequence().generate_state(1)[0]))
        return self._seed


default_generator = Generator()
default_generator.seed()


def manual_seed(seed: int) -> Generator:
    """Make every random number after this the same in each run."""
    return default_generator.manual_seed(seed)


def initial_seed() -> int:
    """The seed in use."""
    return default_generator.initial_seed()


def stream(generator: Generator | None = None) -> np.random.Generator:
    """NumPy's generator behind ``generator``, or behind the default one."""
    refuse_in_vmap("a random number")
    return (generator or default_generator).stream


def _kind(dtype: Any) -> np.dtype[Any]:
    return numpy_dtype(dtype) or dtypes.get_default_dtype().dtype


def rand(
    *size: Any,
    generator: Generator | None = None,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """Uniform on [0, 1)."""
    values = stream(generator).random(
        dims.sizes(size), np.float32 if _kind(dtype) != np.float64 else np.float64
    )
    return _made(np.asarray(values, _kind(dtype)), requires_grad)


def randn(
    *size: Any,
    generator: Generator | None = None,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """Standard normal."""
    return _made(
        np.asarray(stream(generator).standard_normal(dims.sizes(size)), _kind(dtype)), requires_grad
    )


def randint(
    low: int,
    high: Any = None,
    size: Any = None,
    *,
    generator: Generator | None = None,
    dtype: Any = None,
) -> Tensor:
    """Integers from ``low`` to before ``high``."""
    if size is None:
        low, high, size = 0, low, high
    return _made(
        np.asarray(
            stream(generator).integers(low, high, tuple(size)), numpy_dtype(dtype) or np.int64
        )
    )


def randperm(n: int, *, generator: Generator | None = None, dtype: Any = None) -> Tensor:
    """The numbers 0 to n - 1 in random order."""
    return _made(stream(generator).permutation(n).astype(numpy_dtype(dtype) or np.int64))


def rand_like(input: Tensor, *, dtype: Any = None, requires_grad: bool = False) -> Tensor:
    """`rand` in the shape and dtype of ``input``."""
    return rand(input.shape, dtype=dtype or input.dtype, requires_grad=requires_grad)


def randn_like(input: Tensor, *, dtype: Any = None, requires_grad: bool = False) -> Tensor:
    """`randn` in the shape and dtype of ``input``."""
    return randn(input.shape, dtype=dtype or input.dtype, requires_grad=requires_grad)


def randint_like(input: Tensor, low: int, high: int | None = None, *, dtype: Any = None) -> Tensor:
    """`randint` in the shape and dtype of ``input``."""
    first, last = (0, low) if high is None else (low, high)
    return randint(first, last, input.shape, dtype=dtype or input.dtype)


def normal(
    mean: Any, std: Any = 1.0, size: Any = None, *, generator: Generator | None = None
) -> Tensor:
    """Normal with the given mean and standard deviation, numbers or tensors."""
    first, second = (x.array if isinstance(x, Tensor) else x for x in (mean, std))
    shape = (
        tuple(size) if size is not None else np.broadcast_shapes(np.shape(first), np.shape(second))
    )
    return _made(np.asarray(stream(generator).normal(first, second, shape), _kind(None)))


def bernoulli(input: Tensor, *, generator: Generator | None = None) -> Tensor:
    """1 with the probability that each element states, else 0."""
    return Tensor.wrap(
        (stream(generator).random(input.shape) < input.array).astype(input.array.dtype)
    )


def multinomial(
    input: Tensor,
    num_samples: int,
    replacement: bool = False,
    *,
    generator: Generator | None = None,
) -> Tensor:
    """Indices drawn with the weights in ``input`` (a vector, or one row each)."""
    rows = np.atleast_2d(input.array.astype(np.float64))
    draws = [stream(generator).choice(len(r), num_samples, replacement, r / r.sum()) for r in rows]
    return Tensor.wrap(np.asarray(draws if input.ndim > 1 else draws[0], np.int64))


# -- in place ------------------------------------------------------------------------------------------------


def normal_(
    input: Tensor, mean: float = 0.0, std: float = 1.0, *, generator: Generator | None = None
) -> Tensor:
    """Overwrite with normal numbers."""
    return input.copy_(normal(mean, std, input.shape, generator=generator))


def uniform_(
    input: Tensor, a: float = 0.0, b: float = 1.0, *, generator: Generator | None = None
) -> Tensor:
    """Overwrite with numbers uniform on [a, b)."""
    return input.copy_(rand(input.shape, generator=generator) * (b - a) + a)


def random_(
    input: Tensor, low: int = 0, high: int | None = None, *, generator: Generator | None = None
) -> Tensor:
    """Overwrite with integers from ``low`` to before ``high``."""
    first, last = (0, low or 2**24) if high is None else (low, high)
    return input.copy_(randint(first, last, input.shape, generator=generator))


def bernoulli_(input: Tensor, p: float = 0.5, *, generator: Generator | None = None) -> Tensor:
    """Overwrite with ones at probability ``p``, else zeros."""
    drawn = stream(generator).random(input.shape) < p
    return input.copy_(Tensor.wrap(np.asarray(drawn, input.array.dtype)))
