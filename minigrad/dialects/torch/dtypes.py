"""dtypes, sizes and devices, as torch spells and prints them."""

from __future__ import annotations

from math import prod
from typing import Any, Final, overload

import numpy as np


class dtype:  # noqa: N801 - torch's name
    """A kind of number, such as ``torch.float32``; ``np.dtype(torch.float32)`` is NumPy's name for it."""

    def __init__(self, name: str, legacy: str) -> None:
        self.name = name
        self.legacy = legacy  # torch.FloatTensor and its sisters
        self.dtype = np.dtype(name)  # NumPy looks for this attribute

    @property
    def kind(self) -> str:
        """NumPy's letter: 'f', 'i', 'u', 'b' or 'c'."""
        return self.dtype.kind

    @property
    def itemsize(self) -> int:
        """Bytes per element."""
        return self.dtype.itemsize

    @property
    def is_floating_point(self) -> bool:
        """Whether it carries gradients.

        >>> float32.is_floating_point, int64.is_floating_point
        (True, False)
        """
        return self.kind == "f"

    @property
    def is_complex(self) -> bool:
        """Whether its numbers have an imaginary part."""
        return self.kind == "c"

    @property
    def is_signed(self) -> bool:
        """Whether it holds negative numbers."""
        return self.kind in "fic"

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> tuple[Any, ...]:
        return of, (self.dtype,)


float16: Final = dtype("float16", "HalfTensor")
float32: Final = dtype("float32", "FloatTensor")
float64: Final = dtype("float64", "DoubleTensor")
uint8: Final = dtype("uint8", "ByteTensor")
int8: Final = dtype("int8", "CharTensor")
int16: Final = dtype("int16", "ShortTensor")
int32: Final = dtype("int32", "IntTensor")
int64: Final = dtype("int64", "LongTensor")
bool_: Final = dtype("bool", "BoolTensor")
complex64: Final = dtype("complex64", "ComplexFloatTensor")
complex128: Final = dtype("complex128", "ComplexDoubleTensor")

ALL = (float16, float32, float64, uint8, int8, int16, int32, int64, bool_, complex64, complex128)
OF_NUMPY = {d.dtype: d for d in ALL}
OF_PYTHON = {float: float64, int: int64, bool: bool_, complex: complex128}

_default = [float32]


def of(name: Any) -> dtype:
    """The torch dtype for a NumPy one, a Python type or a torch one.

    >>> of(np.dtype("float32")), of(int)
    (torch.float32, torch.int64)
    """
    if isinstance(name, dtype):
        return name
    if name in OF_PYTHON:
        return OF_PYTHON[name]
    found = OF_NUMPY.get(np.dtype(name))
    if found is None:
        raise TypeError(
            f"there is no torch dtype for {name}. Convert first, for example to float32 or int64."
        )
    return found


def numpy_dtype(name: Any) -> np.dtype[Any] | None:
    """NumPy's dtype for ``dtype=`` as torch users write it; None stays None."""
    return None if name is None else of(name).dtype


def get_default_dtype() -> dtype:
    """What Python floats become: float32 unless `set_default_dtype` said otherwise."""
    return _default[0]


def set_default_dtype(d: dtype) -> None:
    """Choose what Python floats become; floating dtypes only."""
    if not d.is_floating_point:
        raise TypeError(f"only a floating dtype can be the default, not {d}. Use torch.float64.")
    _default[0] = d


def promote_types(a: dtype, b: dtype) -> dtype:
    """The smallest dtype that both fit in by torch's rules: int64 with float32 is float32.

    >>> promote_types(int64, float32), promote_types(int32, int64)
    (torch.float32, torch.int64)
    """
    return of(promote(a.dtype, b.dtype))


def promote(a: np.dtype[Any], b: np.dtype[Any]) -> np.dtype[Any]:
    """`promote_types` on NumPy dtypes; unlike NumPy's it never widens a float to hold an integer."""
    if a.kind in "fc" and b.kind in "iub":
        return a
    if b.kind in "fc" and a.kind in "iub":
        return b
    return np.promote_types(a, b)


def can_cast(source: dtype, target: dtype) -> bool:
    """Whether in-place arithmetic may store ``source`` values in ``target``: never to a lower category."""
    return category(source.dtype) <= category(target.dtype)


def category(d: np.dtype[Any]) -> int:
    """bool < integer < float < complex."""
    return {"b": 0, "i": 1, "u": 1, "f": 2, "c": 3}[d.kind]


class Size(tuple[int, ...]):
    """A shape: a tuple that prints as torch.Size and knows its number of elements.

    >>> Size((2, 3)), Size((2, 3)).numel(), Size((2, 3))[1:]
    (torch.Size([2, 3]), 6, torch.Size([3]))
    """

    __slots__ = ()

    def numel(self) -> int:
        """The number of elements of a tensor of this shape."""
        return prod(self)

    def __repr__(self) -> str:
        return f"torch.Size([{', '.join(map(str, self))}])"

    @overload  # type: ignore[override]
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Size: ...
    def __getitem__(self, index: int | slice) -> int | Size:
        part = tuple.__getitem__(self, index)
        return Size(part) if isinstance(part, tuple) else part

    def __add__(self, other: tuple[int, ...]) -> Size:  # type: ignore[override]
        return Size(tuple.__add__(self, other))


class device:  # noqa: N801 - torch's name
    """Where a tensor lives; here always the CPU."""

    def __init__(self, name: str | device = "cpu") -> None:
        self.type: str = name.type if isinstance(name, device) else name.split(":")[0]
        if self.type != "cpu":
            raise RuntimeError(
                f"minigrad computes on the CPU only, and device {name!r} was asked for. Write device='cpu'."
            )
        self.index = None

    def __repr__(self) -> str:
        return "device(type='cpu')"

    def __str__(self) -> str:
        return "cpu"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, device)

    def __hash__(self) -> int:
        return hash("cpu")


class layout:  # noqa: N801 - torch's name
    """How elements lie in memory; here always strided."""

    def __repr__(self) -> str:
        return "torch.strided"


CPU = device()
strided = layout()


class finfo:  # noqa: N801 - torch's name
    """Limits of a floating dtype: ``eps``, ``max``, ``min``, ``tiny``, ``bits``."""

    def __init__(self, kind: dtype | None = None) -> None:
        info = np.finfo((kind or get_default_dtype()).dtype)
        self.dtype, self.bits = str(info.dtype), info.bits
        self.eps, self.max, self.min = float(info.eps), float(info.max), float(info.min)
        self.tiny = self.smallest_normal = float(info.tiny)
        self.resolution = float(info.resolution)


class iinfo:  # noqa: N801 - torch's name
    """Limits of an integer dtype: ``max``, ``min``, ``bits``."""

    def __init__(self, kind: dtype) -> None:
        info = np.iinfo(kind.dtype)
        self.dtype, self.bits = str(info.dtype), info.bits
        self.max, self.min = int(info.max), int(info.min)
