"""TensorShape: a tuple of lengths that prints and compares as TensorFlow's does."""

from __future__ import annotations

from math import prod
from typing import Any, Self, overload

from minigrad.tensor import TensorBase

from .errors import InvalidArgumentError


class TensorShape(tuple[Any, ...]):
    """The lengths of the axes; None stands for one that is not known.

    >>> s = TensorShape([2, 3])
    >>> s == [2, 3], s.as_list(), s.rank, repr(s), str(s)
    (True, [2, 3], 2, 'TensorShape([2, 3])', '(2, 3)')
    """

    __slots__ = ()

    def __new__(cls, dims: Any = None) -> Self:
        """An unknown rank is not kept apart from (): pass the lengths."""
        if isinstance(dims, int):
            dims = (dims,)
        return super().__new__(cls, () if dims is None else dims)

    @property
    def rank(self) -> int:
        """The number of axes."""
        return len(self)

    @property
    def ndims(self) -> int:
        """The number of axes; the older name."""
        return len(self)

    @property
    def dims(self) -> list[Any]:
        """The lengths as a list."""
        return list(self)

    def as_list(self) -> list[Any]:
        """The lengths as a list of numbers."""
        return list(self)

    def num_elements(self) -> int | None:
        """The product of the lengths; None where one is unknown."""
        return prod(self) if self.is_fully_defined() else None

    def is_fully_defined(self) -> bool:
        """Whether every length is known."""
        return None not in self

    def is_compatible_with(self, other: Any) -> bool:
        """Whether the known lengths agree."""
        other = TensorShape(other)
        return len(self) == len(other) and all(
            a is None or b is None or a == b for a, b in zip(self, other, strict=True)
        )

    def assert_is_compatible_with(self, other: Any) -> None:
        """Raise ValueError unless the known lengths agree."""
        if not self.is_compatible_with(other):
            raise ValueError(f"Shapes {self} and {TensorShape(other)} are incompatible.")

    def concatenate(self, other: Any) -> TensorShape:
        """The lengths of both, one after the other."""
        return TensorShape(tuple(self) + tuple(TensorShape(other)))

    def with_rank(self, rank: int) -> TensorShape:
        """Itself, if it has this many axes; else ValueError."""
        if len(self) != rank:
            raise ValueError(f"Shape {self} must have rank {rank}.")
        return self

    def __add__(self, other: Any) -> TensorShape:
        return self.concatenate(other)

    def __radd__(self, other: Any) -> TensorShape:
        return TensorShape(other).concatenate(self)

    @overload  # type: ignore[override]
    def __getitem__(self, key: int) -> Any: ...
    @overload
    def __getitem__(self, key: slice) -> TensorShape: ...
    def __getitem__(self, key: int | slice) -> Any:
        part = super().__getitem__(key)
        return TensorShape(part) if isinstance(key, slice) else part

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (int, list)):
            other = tuple(other) if isinstance(other, list) else (other,)
        return tuple.__eq__(self, other) is True

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = tuple.__hash__

    def __repr__(self) -> str:
        return f"TensorShape({list(self)})"

    def __str__(self) -> str:
        return tuple.__repr__(self)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


_known: dict[tuple[int, ...], TensorShape] = {}


def shape_of(lengths: tuple[int, ...]) -> TensorShape:
    """The TensorShape of an array's shape, one object per shape: the core compares shapes by identity first."""
    found = _known.get(lengths)
    if found is None:
        if len(_known) > 10_000:
            _known.clear()
        found = _known[lengths] = TensorShape(lengths)
    return found


def as_shape(value: Any) -> tuple[int, ...]:
    """A ``shape=`` argument (a number, a list, a tensor of ints) as a tuple of ints.

    >>> as_shape(3), as_shape([2, 1])
    ((3,), (2, 1))
    """
    values = value.data if isinstance(value, TensorBase) else value
    if getattr(values, "ndim", 1) == 0 or isinstance(values, int):
        return (int(values),)
    lengths = tuple(int(n) for n in values)
    if any(n < -1 for n in lengths):
        raise InvalidArgumentError(f"a shape has no negative lengths, and {lengths} was given.")
    return lengths
