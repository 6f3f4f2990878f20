"""dtypes as TensorFlow spells and prints them; ``tf.dtypes``."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from .missing import missing as _missing


class DType:
    """A kind of number such as ``tf.float32``; equal to its name and to NumPy's dtype.

    >>> float32 == "float32", float32 == np.float32, repr(float32), str(int64)
    (True, True, 'tf.float32', "<dtype: 'int64'>")
    """

    def __init__(self, numpy: np.dtype[Any]) -> None:
        self.dtype = numpy  # NumPy looks for this attribute
        self.name = numpy.name
        self.kind = numpy.kind
        self.itemsize = self.size = numpy.itemsize

    @property
    def as_numpy_dtype(self) -> type[np.generic]:
        """NumPy's scalar type."""
        return self.dtype.type

    @property
    def is_floating(self) -> builtins.bool:
        """Whether tensors of it carry gradients."""
        return self.kind == "f"

    @property
    def is_integer(self) -> builtins.bool:
        """Whether it holds whole numbers (bool is not among them)."""
        return self.kind in "iu"

    @property
    def is_unsigned(self) -> builtins.bool:
        """Whether it holds no negative numbers."""
        return self.kind == "u"

    @property
    def is_bool(self) -> builtins.bool:
        """Whether it is bool."""
        return self.kind == "b"

    @property
    def is_complex(self) -> builtins.bool:
        """Whether its numbers have an imaginary part."""
        return self.kind == "c"

    @property
    def base_dtype(self) -> DType:
        """Itself: minigrad's variables have no dtypes of their own."""
        return self

    @property
    def max(self) -> Any:
        """The largest number of this dtype."""
        return np.finfo(self.dtype).max if self.kind in "fc" else _limits(self.dtype)[1]

    @property
    def min(self) -> Any:
        """The smallest number of this dtype."""
        return np.finfo(self.dtype).min if self.kind in "fc" else _limits(self.dtype)[0]

    def __eq__(self, other: object) -> builtins.bool:
        if other is self:
            return True
        if other is None:
            return False
        wanted: Any = other
        try:
            return builtins.bool(self.dtype == np.dtype(wanted))
        except TypeError:
            return False

    def __hash__(self) -> int:
        return hash(self.dtype)

    def __repr__(self) -> str:
        return f"tf.{self.name}"

    def __str__(self) -> str:
        return f"<dtype: {self.name!r}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return as_dtype, (self.name,)


def _limits(dtype: np.dtype[Any]) -> tuple[Any, Any]:
    if dtype.kind == "b":
        return False, True
    return int(np.iinfo(dtype).min), int(np.iinfo(dtype).max)


float16, float32, float64 = (DType(np.dtype(f"float{n}")) for n in (16, 32, 64))
half, double = float16, float64
int8, int16, int32, int64 = (DType(np.dtype(n)) for n in ("int8", "int16", "int32", "int64"))
uint8, uint16, uint32, uint64 = (DType(np.dtype(f"uint{n}")) for n in (8, 16, 32, 64))
bool = DType(np.dtype("bool"))
complex64, complex128 = DType(np.dtype("complex64")), DType(np.dtype("complex128"))

BY_NUMPY = {d.dtype: d for d in (float16, float32, float64, int8, int16, int32, int64, uint8, uint16,
                                 uint32, uint64, bool, complex64, complex128)}  # fmt: skip
_PYTHON = {float: float32, int: int32}


def as_dtype(value: Any) -> DType:
    """The DType for a name, a NumPy dtype, a Python type or a DType.

    >>> as_dtype("float64"), as_dtype(float)
    (tf.float64, tf.float32)
    """
    if isinstance(value, DType):
        return value
    found = _PYTHON.get(value) if isinstance(value, type) else None
    found = found or BY_NUMPY.get(np.dtype(value))
    if found is None:
        raise TypeError(
            f"cannot convert {value!r} to a tf.DType. Use tf.float32, tf.int32 or tf.bool."
        )
    return found


def numpy_dtype(value: Any) -> np.dtype[Any] | None:
    """NumPy's dtype for a ``dtype=`` argument; None stays None."""
    return None if value is None else as_dtype(value).dtype


def __getattr__(name: str) -> Any:
    return _missing("tf.dtypes", name, globals())
