"""Tensors: a value, and the record of the operation that made it.

``array`` (or ``data``) is an ndarray, or a NumPy *scalar* when the shape is ``()`` (three times cheaper than a 0-d
array), or any duck array: the tape never looks inside. ``node`` is None where nothing was recorded. There is no
``__init__``: operations make tensors by storing the slots, which is the fastest way Python has.

The operators and methods are not written here: `minigrad.binding.bind` puts them on each class of tensors,
together with that class's own answer to "is anybody recording?".
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from .errors import DtypeError, ShapeError
from .records import open_tapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import DTypeLike

    from .records import Record

    Unary = Callable[[Any], Any]
    Binary = Callable[[Any, Any], Any]

FLOAT, INTEGER = np.dtype(np.float32), np.dtype(np.int32)  # what literals become


class TensorBase:
    """What the engine needs of a tensor, and what every class of tensors shares.

    Each subclass that calls `minigrad.binding.bind` has operators of its own, whose results are of that class.
    """

    __slots__ = ("__weakref__", "array", "node", "shape")
    array: Any
    data: Any  # the same slot under its other name; PyTorch's dialect gives the name to something else
    shape: tuple[int, ...]
    node: Record | None

    # What a dialect may decide for its own class: when to record, the dtype of ``settle(a, b, result)``,
    # how shapes are spelled, and the exception for operands that do not fit.
    recording: ClassVar[Callable[[], object]] = open_tapes.get  # truthy while recording is wanted
    settle: ClassVar[Callable[[Any, Any, Any], Any] | None] = None  # asked unless float32 came out
    sized: ClassVar[Callable[[Any], Any]] = tuple
    misfit: ClassVar[type[Exception]] = ShapeError

    @classmethod
    def wrap(cls, data: Any, node: Record | None = None) -> Self:
        """A Tensor around an array (or NumPy scalar, or duck array), without copying or converting."""
        tensor = cls()
        tensor.array = data
        tensor.shape = data.shape
        tensor.node = node
        return tensor

    @classmethod
    def convert(cls, value: Any, like: TensorBase | None = None) -> Self:
        """``value`` as a constant of this class; literals take the float dtype of ``like``, else float32."""
        return cls.wrap(as_data(value, dtype=None, like=like))

    # -- looking at it -----------------------------------------------------------------------------------

    @property
    def dtype(self) -> np.dtype[Any]:
        """The NumPy dtype of the value."""
        dtype: np.dtype[Any] = self.array.dtype
        return dtype

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """The number of elements."""
        size: int = self.array.size
        return size

    def numpy(self) -> Any:
        """The value alone, as a NumPy array or scalar; the way back to the tape is cut."""
        return self.array

    def __repr__(self) -> str:
        name = type(self).__name__
        if self.shape == ():
            return f"{name}({self.array!s}, dtype={self.dtype})"
        text = np.array2string(self.array, separator=", ", prefix=name + "(")
        return f"{name}({text}, shape={self.shape}, dtype={self.dtype})"

    def __format__(self, spec: str) -> str:
        return format(self.array, spec) if spec else str(self.array)

    def __float__(self) -> float:
        return float(self.array)

    def __int__(self) -> int:
        return int(self.array)

    def __index__(self) -> int:
        return operator.index(self.array)

    def __bool__(self) -> bool:
        return bool(self.array)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("a Tensor of shape () has no len(); it holds one number")
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    def __array__(
        self, dtype: DTypeLike | None = None, copy: bool | None = None
    ) -> np.ndarray[Any, Any]:
        return np.array(self.array, dtype=dtype, copy=copy)

    __hash__ = object.__hash__

    # -- what `bind` adds: declared for readers and type checkers ---------------------------------------

    __add__: ClassVar[Binary]
    __radd__: ClassVar[Binary]
    __sub__: ClassVar[Binary]
    __rsub__: ClassVar[Binary]
    __mul__: ClassVar[Binary]
    __rmul__: ClassVar[Binary]
    __truediv__: ClassVar[Binary]
    __rtruediv__: ClassVar[Binary]
    __pow__: ClassVar[Binary]
    __rpow__: ClassVar[Binary]
    __matmul__: ClassVar[Binary]
    __rmatmul__: ClassVar[Binary]
    __neg__: ClassVar[Unary]
    __abs__: ClassVar[Unary]
    __getitem__: ClassVar[Binary]


TensorBase.data = vars(TensorBase)["array"]  # one descriptor, two names: no cost


class Tensor(TensorBase):
    """A value on which operations are recorded while a tape is open.

    Made by `constant`, `Variable` or an operation, never by calling the class.
    Shapes and dtypes are NumPy's; ``==`` compares elementwise; a Tensor cannot be changed in place.
    Operations are methods under NumPy's names: ``t.sum(axis=0)``, ``t.reshape(2, 3)``, ``t.exp()``.
    """

    __slots__ = ()

    @property
    def T(self) -> Any:
        """The transpose: all axes reversed."""
        return self.transpose()

    def item(self) -> float | int | bool:
        """The one element as a Python number."""
        number: float | int | bool = self.array.item()
        return number

    def detach(self) -> Self:
        """The same value, not connected to any record."""
        return type(self).wrap(self.array)

    def __copy__(self) -> Self:
        """The Tensor itself, since it does not change."""
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """The Tensor itself, since it does not change."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled it is the value alone: records stay with the program that made them."""
        return type(self).wrap, (self.array,)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Callable[..., Any]:
            """The methods are bound from the table of primitives."""


def as_data(value: Any, dtype: DTypeLike | None = None, like: Any = None) -> Any:
    """``value`` as Tensor data: an ndarray, or a NumPy scalar for shape ``()``.

    Arrays and NumPy scalars keep their dtype. Python numbers and nests of them are literals, and take
    the float dtype of ``like``. Without one, floats become float32, integers int32.
    Raises DtypeError for what is not numeric: no object array is ever made.

    >>> as_data([1.0, 2.0]).dtype, as_data(3).dtype, as_data(np.ones(2)).dtype
    (dtype('float32'), dtype('int32'), dtype('float64'))
    """
    given = type(value).__name__
    if isinstance(value, TensorBase):
        value = value.array
    if getattr(value, "below_tape", False):  # a Batch, a tracer: kept as it is
        return value if dtype is None else value.astype(dtype)
    if dtype is None and not hasattr(value, "dtype"):
        value = _from_literal(value)
        kind = value.dtype.kind
        if kind in "fiu" and like is not None and like.dtype.kind == "f":
            dtype = like.dtype
        elif kind == "f":
            dtype = FLOAT
        elif kind in "iu":
            dtype = INTEGER
    array = np.asarray(value, dtype=dtype)
    if array.dtype.kind not in "fiubc":
        raise DtypeError(
            f"a Tensor holds numbers, and {given} became an array of dtype {array.dtype}. "
            "Pass numbers, nested lists of numbers of one length, or a numeric array."
        )
    return array[()] if array.ndim == 0 else array


def _from_literal(value: Any) -> np.ndarray[Any, Any]:
    try:
        return np.asarray(_strip(value))
    except ValueError:
        raise ShapeError(
            "the nested lists have rows of different lengths, so they have no shape. Give every row the same length."
        ) from None


def _strip(value: Any) -> Any:
    """Nested lists with the Tensors in them replaced by their arrays."""
    if isinstance(value, (list, tuple)):
        return [_strip(item) for item in value]
    return value.array if isinstance(value, TensorBase) else value


def constant(value: Any, dtype: DTypeLike | None = None) -> Tensor:
    """A Tensor with this value; a tape follows it only after ``tape.watch``.

    >>> constant([1.0, 2.0])
    Tensor([1., 2.], shape=(2,), dtype=float32)
    """
    data = as_data(value, dtype)
    return Tensor.wrap(data.copy() if isinstance(data, np.ndarray) else data)
