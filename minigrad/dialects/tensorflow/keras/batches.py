"""The data of ``fit``: arrays or a Dataset, in batches of (x, y, weights)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import random
from ..data import Dataset
from ..nest import flatten, map_structure
from ..tensor import EagerTensor

if TYPE_CHECKING:
    from collections.abc import Iterator


def triple(data: Any) -> tuple[Any, Any, Any]:
    """(x, y, weights) from a tuple of one to three, None for what is missing."""
    if isinstance(data, (tuple, list)):
        return (*data, None)[:3] if len(data) == 2 else tuple(data)
    return data, None, None


class Batches:
    """The data in batches of (x, y, weights), again for every epoch."""

    def __init__(self, x: Any, y: Any, weight: Any, size: int | None, shuffle: bool) -> None:
        self.data = x if isinstance(x, Dataset) else None
        if self.data is not None:
            self.steps = self.data.length
            return
        self.x, self.y, self.weight = (None if v is None else _arrays(v) for v in (x, y, weight))
        self.count = len(flatten(self.x)[0])
        lengths = [len(a) for v in (self.x, self.y) if v is not None for a in flatten(v)]
        if len(set(lengths)) > 1:
            raise ValueError(
                f"the data have different numbers of examples: {lengths}. Give as many labels as examples."
            )
        self.size, self.shuffle = size or 32, shuffle
        self.steps = -(-self.count // self.size)

    def __iter__(self) -> Iterator[tuple[Any, Any, Any]]:
        if self.data is not None:
            for element in self.data:
                yield triple(element)
            return
        order = np.arange(self.count)
        if self.shuffle:
            order = random.permutation(self.count)
        for start in range(0, self.count, self.size):
            rows = order[start : start + self.size]
            yield tuple(
                None
                if v is None
                else map_structure(lambda a, rows=rows: EagerTensor.wrap(a[rows]), v)
                for v in (self.x, self.y, self.weight)
            )  # type: ignore[misc]

    def only(self) -> tuple[Any, Any, Any]:
        """The one batch."""
        return next(iter(self))


def _arrays(values: Any) -> Any:
    """Arrays in the structure they come in; nested lists of numbers are one array."""
    plain = isinstance(values, list) and not any(hasattr(v, "shape") for v in flatten(values))
    return _array(values) if plain else map_structure(_array, values)


def _array(values: Any) -> Any:
    """An array as Keras takes it: doubles become float32."""
    array = np.asarray(values.data if isinstance(values, EagerTensor) else values)
    return array.astype(np.float32) if array.dtype == np.float64 else array
