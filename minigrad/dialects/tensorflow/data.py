"""``tf.data``: the few datasets that training loops need, eager and in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.nest import flatten, pack, transform

from .creation import cast, convert_to_tensor, range as tf_range
from .missing import missing as _missing
from .random import permutation
from .rows import static
from .tensor import EagerTensor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AUTOTUNE = -1


class Dataset:
    """Elements that are made while one iterates; each method gives a new Dataset."""

    def __init__(self, elements: Callable[[], Iterator[Any]], length: int | None) -> None:
        self._elements = elements
        self.length = length

    def __iter__(self) -> Iterator[Any]:
        return self._elements()

    def __len__(self) -> int:
        if self.length is None:
            raise TypeError(
                "the length of this dataset is not known. Count its elements, or bound it with take(n)."
            )
        return self.length

    def cardinality(self) -> Any:
        """The number of elements as a tensor; -2 where it is not known."""
        return EagerTensor.wrap(np.int64(-2 if self.length is None else self.length))

    @staticmethod
    def from_tensor_slices(tensors: Any) -> Dataset:
        """One element per row of the tensors, in their structure."""
        whole = _structure(tensors)
        length = flatten(whole)[0].shape[0]
        if any(t.shape[0] != length for t in flatten(whole)):
            raise ValueError(
                f"the tensors have different numbers of rows: {[t.shape[0] for t in flatten(whole)]}."
            )
        parts = flatten(whole)
        return Dataset(lambda: (pack(whole, [t[i] for t in parts]) for i in range(length)), length)

    @staticmethod
    def from_tensors(tensors: Any) -> Dataset:
        """One element, the tensors themselves."""
        whole = _structure(tensors)
        return Dataset(lambda: iter([whole]), 1)

    @staticmethod
    def range(*args: Any, **named: Any) -> Dataset:
        """The numbers of a range, int64."""
        numbers = cast(tf_range(*args), "int64")
        return Dataset(lambda: iter(numbers), len(numbers))

    @staticmethod
    def zip(*datasets: Any, **_: Any) -> Dataset:
        """Tuples of the elements of several datasets."""
        parts = datasets[0] if isinstance(datasets[0], tuple) else datasets
        known = [n for d in parts if (n := d.length) is not None]
        return Dataset(lambda: zip(*parts, strict=False), min(known) if known else None)

    def batch(self, batch_size: Any, drop_remainder: bool = False, **_: Any) -> Dataset:
        """Several elements stacked to one."""
        size = static(batch_size)

        def batches() -> Iterator[Any]:
            rows: list[Any] = []
            for element in self:
                rows.append(element)
                if len(rows) == size:
                    yield _stack(rows)
                    rows = []
            if rows and not drop_remainder:
                yield _stack(rows)

        n = self.length
        return Dataset(
            batches, None if n is None else n // size if drop_remainder else -(-n // size)
        )

    def map(self, map_func: Callable[..., Any], *_: Any, **__: Any) -> Dataset:
        """A function of each element; tuples are its arguments."""

        def mapped() -> Iterator[Any]:
            for element in self:
                found = map_func(*element) if isinstance(element, tuple) else map_func(element)
                yield transform(convert_to_tensor, found)

        return Dataset(mapped, self.length)

    def filter(self, predicate: Callable[..., Any], name: str | None = None) -> Dataset:
        """The elements for which the predicate holds."""

        def kept() -> Iterator[Any]:
            for element in self:
                if bool(predicate(*element) if isinstance(element, tuple) else predicate(element)):
                    yield element

        return Dataset(kept, None)

    def shuffle(
        self,
        buffer_size: Any,
        seed: int | None = None,
        reshuffle_each_iteration: bool = True,
        **_: Any,
    ) -> Dataset:
        """The elements in random order (all of them are shuffled, whatever the buffer)."""

        def shuffled() -> Iterator[Any]:
            elements = list(self)
            for i in permutation(len(elements), seed):
                yield elements[i]

        return Dataset(shuffled, self.length)

    def repeat(self, count: Any = None, name: str | None = None) -> Dataset:
        """The elements again and again, ``count`` times or without end."""
        times = None if count is None else static(count)

        def repeated() -> Iterator[Any]:
            done = 0
            while times is None or done < times:
                yield from self
                done += 1

        return Dataset(
            repeated, None if times is None or self.length is None else times * self.length
        )

    def take(self, count: Any, name: str | None = None) -> Dataset:
        """The first elements."""
        n = static(count)
        length = n if self.length is None else min(n, self.length)

        def taken() -> Iterator[Any]:
            for i, element in enumerate(self):
                if i >= n:
                    return
                yield element
                if i + 1 >= n:
                    return

        return Dataset(taken, length)

    def skip(self, count: Any, name: str | None = None) -> Dataset:
        """All but the first elements."""
        n = static(count)
        length = None if self.length is None else max(0, self.length - n)
        return Dataset(lambda: (x for i, x in enumerate(self) if i >= n), length)

    def enumerate(self, start: int = 0, name: str | None = None) -> Dataset:
        """Pairs of a number and an element."""
        wrap = EagerTensor.wrap
        return Dataset(
            lambda: ((wrap(np.int64(i)), x) for i, x in enumerate(self, start)), self.length
        )

    def prefetch(self, buffer_size: Any = None, name: str | None = None) -> Dataset:
        """Itself: nothing is made ahead of time here."""
        return self

    def cache(self, filename: str = "", name: str | None = None) -> Dataset:
        """Its elements, kept in memory."""
        elements = list(self)
        return Dataset(lambda: iter(elements), len(elements))

    def as_numpy_iterator(self) -> Iterator[Any]:
        """The elements as arrays."""
        return (transform(lambda t: t.numpy(), x) for x in self)


def _structure(value: Any) -> Any:
    """Tuples and dicts are structures of tensors; a list is one tensor."""
    if isinstance(value, tuple):
        return tuple(_structure(part) for part in value)
    if isinstance(value, dict):
        return {key: _structure(part) for key, part in value.items()}
    return convert_to_tensor(value)


def _stack(rows: list[Any]) -> Any:
    columns = zip(*(flatten(r) for r in rows), strict=True)
    return pack(
        rows[0], [EagerTensor.wrap(np.stack([t.data for t in column])) for column in columns]
    )


def __getattr__(name: str) -> Any:
    return _missing("tf.data", name, globals())
