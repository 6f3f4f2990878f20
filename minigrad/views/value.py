"""A value as the views keep it: shape, dtype, a summary, and the numbers where they are few."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.batch import Batch

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

SMALL = 256
"""Arrays of up to this many elements keep their numbers; larger ones keep the summary only."""


@dataclass(frozen=True, slots=True)
class Value:
    """An array's shape, dtype and summary; `numbers` are its elements in row-major order.

    `low`, `high`, `mean` and `spread` (the standard deviation) are taken over the finite
    elements; `nonfinite` counts the others. `numbers` is None for arrays above `SMALL` elements.
    Raises ValueError where the numbers do not fill the shape.

    >>> Value((2,), "float32", (1.0, 2.0), 1.0, 2.0, 1.5, 0.5).size
    2
    """

    shape: tuple[int, ...] = ()
    dtype: str = "float32"
    numbers: tuple[float, ...] | None = None
    low: float = 0.0
    high: float = 0.0
    mean: float = 0.0
    spread: float = 0.0
    nonfinite: int = 0

    def __post_init__(self) -> None:
        if len(self.shape) > 64 or any(not 0 <= n < 2**63 for n in self.shape):
            raise ValueError(f"No array has the shape {str(self.shape)[:80]}.")
        if self.numbers is not None and len(self.numbers) != min(self.size, SMALL + 1):
            raise ValueError(
                f"A value of shape {self.shape} has {self.size} elements, "
                f"but {len(self.numbers)} numbers are given."
            )

    @property
    def size(self) -> int:
        """The number of elements.

        >>> Value((2, 3)).size
        6
        """
        return math.prod(self.shape)

    @classmethod
    def scalar(cls, number: float, dtype: str = "float32") -> Value:
        """Make the value of a single number.

        >>> Value.scalar(6.0).numbers
        (6.0,)
        """
        return cls.of(np.asarray(number, dtype))

    @classmethod
    def of(cls, data: ArrayLike) -> Value:
        """Summarise an array (or a number). Elements are rounded to what their dtype can tell.

        >>> Value.of(np.float32(0.1)).numbers
        (0.1,)
        >>> Value.of([1.0, np.inf]).nonfinite
        1
        """
        if isinstance(data, Batch):  # under vmap: the shape of one example, a summary of all
            return replace(cls.of(data.stack), shape=data.shape, numbers=None)
        array = np.asarray(data)
        if array.dtype.kind not in "fiub":
            return cls(array.shape, str(array.dtype))
        if not array.shape:
            return cls._of_number(_shortest(array[()]), str(array.dtype))
        finite = array[np.isfinite(array)].astype(np.float64)
        low, high, mean, spread = _summary(finite)
        return cls(
            array.shape,
            str(array.dtype),
            tuple(map(_shortest, array.ravel())) if array.size <= SMALL else None,
            low,
            high,
            mean,
            spread,
            int(array.size - finite.size),
        )

    @classmethod
    def _of_number(cls, x: float, dtype: str) -> Value:
        """A single number is its own summary."""
        if math.isfinite(x):
            return cls((), dtype, (x,), x, x, x)
        return cls((), dtype, (x,), nonfinite=1)


def _summary(finite: np.ndarray[Any, Any]) -> tuple[float, float, float, float]:
    """Least, greatest, mean and standard deviation; four zeros for no elements."""
    if not finite.size:
        return 0.0, 0.0, 0.0, 0.0
    scale = float(np.abs(finite).max()) or 1.0  # so that squares of 1e300 stay finite
    spread = float((finite / scale).std()) * scale
    mean = float((finite / scale).mean()) * scale
    return float(finite.min()), float(finite.max()), mean, spread


def _shortest(number: Any) -> float:
    """The float with the fewest digits that is still this number in its own dtype."""
    return float(str(number)) if number.dtype.kind == "f" else float(number)
