"""Tensors as TensorFlow spells them: what literals become, which dtypes meet, how they print.

The operators are the core's, bound to `EagerTensor`; this class decides the dtype rules (nothing is promoted), the
shape objects and the texts. Differs from TensorFlow: everything lives in NumPy arrays on the CPU, and there are no
string, ragged or sparse tensors.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from minigrad.binding import bind
from minigrad.classes import adopt
from minigrad.primitives.indexing import getitem
from minigrad.tensor import TensorBase

from .dtypes import BY_NUMPY, DType
from .errors import InvalidArgumentError
from .keys import Reference, position
from .missing import METHODS, hint
from .promotion import NUMBERS, as_literal, mixed, settle
from .shapes import TensorShape, shape_of

OPERATOR_UFUNCS = {
    np.add: "__radd__", np.subtract: "__rsub__", np.multiply: "__rmul__", np.divide: "__rtruediv__",
    np.power: "__rpow__", np.matmul: "__rmatmul__", np.floor_divide: "__rfloordiv__", np.remainder: "__rmod__",
    np.less: "__gt__", np.less_equal: "__ge__", np.greater: "__lt__", np.greater_equal: "__le__",
    np.equal: "__eq__", np.not_equal: "__ne__",
}  # fmt: skip


class EagerTensor(TensorBase):  # noqa: PLW1641 - unhashable, see below
    """A value that does not change, in TensorFlow's spelling; made by `constant`, never by calling the class."""

    __slots__ = ()
    _square: ClassVar[Any]
    _power: ClassVar[Any]
    _matmul: ClassVar[Any]
    settle = staticmethod(settle)  # type: ignore[assignment]  # a static method is no bound one
    sized = staticmethod(shape_of)  # type: ignore[assignment]
    misfit = InvalidArgumentError

    @classmethod
    def wrap(cls, data: Any, node: Any = None) -> Any:
        """A tensor around an array or NumPy scalar, without copying."""
        tensor = cls()
        tensor.data, tensor.shape, tensor.node = data, shape_of(data.shape), node
        return tensor

    @classmethod
    def convert(cls, value: Any, like: TensorBase | None = None) -> Any:
        """``value`` as a constant; it takes the dtype of ``like`` where TensorFlow lets it."""
        if isinstance(value, (list, tuple)) and any(isinstance(v, TensorBase) for v in value):
            from .shaping import stack

            return stack(value)  # the tensors in a list stay connected
        if like is not None:
            hint = like.data.dtype
            if not hasattr(value, "dtype"):
                plain = as_literal(value)
                lossy = plain.dtype.kind == "f" and hint.kind in "iub"
                return cls.wrap(plain if lossy else plain.astype(hint)[()])
            if isinstance(value, (np.ndarray, np.generic)):
                return cls.wrap(np.asarray(value).astype(hint)[()])
        return cls.wrap(as_literal(value))

    @property
    def dtype(self) -> DType:  # type: ignore[override]
        """The kind of its numbers."""
        return BY_NUMPY[self.data.dtype]

    @property
    def device(self) -> str:
        """Where it lives: always the CPU."""
        return "/job:localhost/replica:0/task:0/device:CPU:0"

    def numpy(self) -> Any:
        """A copy of the value, as an array or NumPy scalar; the way back to the tape is cut."""
        return self.data.copy() if isinstance(self.data, np.ndarray) else self.data

    def get_shape(self) -> TensorShape:
        """Its shape."""
        return TensorShape(self.shape)

    def set_shape(self, shape: Any) -> None:
        """Check that the shape is this one; ValueError if not."""
        TensorShape(self.shape).assert_is_compatible_with(shape)

    def ref(self) -> Reference:
        """A hashable stand-in for use in sets and as a key; ``deref()`` gives the tensor back."""
        return Reference(self)

    def __dir__(self) -> list[str]:
        return [name for name in super().__dir__() if name not in METHODS]

    def __repr__(self) -> str:
        return f"<tf.Tensor: shape={tuple(self.shape)}, dtype={self.data.dtype.name}, numpy={_value(self.data)}>"

    def __str__(self) -> str:
        text = str(self.data)
        text = "\n" + text if "\n" in text else text
        return f"tf.Tensor({text}, shape={tuple(self.shape)}, dtype={self.data.dtype.name})"

    def __format__(self, spec: str) -> str:
        return format(self.data, spec) if spec else str(self.data)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("a scalar tensor has no len().")
        return int(self.shape[0])

    def __iter__(self) -> Any:
        if not self.shape:
            raise TypeError("a scalar tensor cannot be iterated over.")
        return (self[i] for i in range(len(self)))

    def __getitem__(self, key: Any) -> Any:
        return getitem(self, position(key))

    def __eq__(self, other: object) -> Any:
        return _equal(self, other, np.equal)

    def __ne__(self, other: object) -> Any:
        return _equal(self, other, np.not_equal)

    def __floordiv__(self, other: Any) -> Any:
        return cut(np.floor_divide, self, other)

    def __rfloordiv__(self, other: Any) -> Any:
        return cut(np.floor_divide, adopt(EagerTensor, other, like=self), self)

    def __pow__(self, other: Any) -> Any:
        if type(other) in NUMBERS and other == 2:
            return self._square()
        return self._power(other)

    def __rpow__(self, other: Any) -> Any:
        return adopt(EagerTensor, other, like=self)._power(self)

    def __matmul__(self, other: Any) -> Any:
        other = other if isinstance(other, EagerTensor) else EagerTensor.convert(other, like=self)
        if len(self.shape) < 2 or len(other.shape) < 2 or self.data.dtype is not other.data.dtype:
            _refuse_product(self, other)
        return self._matmul(other)

    def __rmatmul__(self, other: Any) -> Any:
        return adopt(EagerTensor, other, like=self) @ self

    def __mod__(self, other: Any) -> Any:
        from .elementwise import floormod

        return floormod(self, other)

    def __rmod__(self, other: Any) -> Any:
        return adopt(EagerTensor, other, like=self) % self

    def __and__(self, other: Any) -> Any:
        return cut(np.bitwise_and, self, other)

    def __or__(self, other: Any) -> Any:
        return cut(np.bitwise_or, self, other)

    def __xor__(self, other: Any) -> Any:
        return cut(np.bitwise_xor, self, other)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def __invert__(self) -> Any:
        return EagerTensor.wrap(np.invert(self.data))

    def __lt__(self, other: Any) -> Any:
        return cut(np.less, self, other)

    def __le__(self, other: Any) -> Any:
        return cut(np.less_equal, self, other)

    def __gt__(self, other: Any) -> Any:
        return cut(np.greater, self, other)

    def __ge__(self, other: Any) -> Any:
        return cut(np.greater_equal, self, other)

    def __setitem__(self, key: Any, value: Any) -> None:
        raise TypeError(
            "a tf.Tensor does not support item assignment. Use tf.tensor_scatter_nd_update(x, indices, updates), "
            "or a tf.Variable and v[i].assign(value)."
        )

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *operands: Any, **options: Any) -> Any:
        """``array + tensor`` is a tensor; every other NumPy function gets the arrays, and cuts the graph."""
        if method == "__call__" and ufunc in OPERATOR_UFUNCS and not options:
            left, right = operands
            if isinstance(left, np.ndarray | np.generic):
                return getattr(right, OPERATOR_UFUNCS[ufunc])(left)
        plain = (x.data if isinstance(x, TensorBase) else x for x in operands)
        return getattr(ufunc, method)(*plain, **options)


def _unhashable(self: EagerTensor) -> int:
    raise TypeError(
        f"{type(self).__name__} is unhashable, since == compares its elements. Use x.ref() as the key."
    )


def _value(data: Any) -> str:
    text = repr(data) if isinstance(data, np.ndarray) else str(data)
    return "\n" + text if "\n" in text else text


def cut(function: Any, left: Any, right: Any) -> Any:
    """A function of two tensors that has no derivative; dtypes must agree."""
    right = adopt(EagerTensor, right, like=left)
    if left.data.dtype != right.data.dtype:
        raise InvalidArgumentError(
            mixed(f"dtype {left.data.dtype.name}", f"dtype {right.data.dtype.name}")
        )
    if function is np.floor_divide and left.data.dtype.kind in "iu" and not np.all(right.data):
        raise InvalidArgumentError(
            "integer division by zero. Divide floats to get inf: tf.cast(x, tf.float32)."
        )
    try:
        return EagerTensor.wrap(function(left.data, right.data))
    except ValueError as error:
        raise InvalidArgumentError(
            f"shapes {tuple(left.shape)} and {tuple(right.shape)} do not fit: {error}"
        ) from None


def _refuse_product(left: Any, right: Any) -> None:
    if left.data.dtype != right.data.dtype:
        raise InvalidArgumentError(
            mixed(f"dtype {left.data.dtype.name}", f"dtype {right.data.dtype.name}")
        )
    raise InvalidArgumentError(
        f"a matrix product takes matrices, and the shapes are {tuple(left.shape)} and {tuple(right.shape)}. "
        "Use tf.linalg.matvec(a, x), or tf.tensordot(x, y, 1) for two vectors."
    )


def _equal(left: Any, right: Any, function: np.ufunc) -> Any:
    if right is None:
        return function is np.not_equal
    right = adopt(EagerTensor, right, like=left)
    try:
        np.broadcast_shapes(left.shape, right.shape)
    except ValueError:
        return function is np.not_equal
    return cut(function, left, right)


bind(
    EagerTensor,
    {
        "reshape": "reshape",  # the core's rules call these two
        "transpose": "transpose",
        "_square": "square",
        "_power": "power_positive",
        "_matmul": "matmul",
    },
)
hint(EagerTensor)
EagerTensor.__hash__ = _unhashable  # type: ignore[method-assign, assignment]


class _TensorType(type):
    def __instancecheck__(cls, instance: object) -> bool:
        from .variables import Variable

        return isinstance(instance, EagerTensor) and not isinstance(instance, Variable)


class Tensor(metaclass=_TensorType):
    """For ``isinstance(x, tf.Tensor)``: true of every tensor, and of no Variable."""


def tensor(value: Any, like: Any = None) -> Any:
    """``value`` as a tensor or variable; what is one already stays what it is."""
    return value if isinstance(value, EagerTensor) else EagerTensor.convert(value, like=like)


def is_tensor(x: object) -> bool:
    """Whether ``x`` is a tensor or a variable.

    >>> from minigrad.dialects import tensorflow as tf
    >>> tf.is_tensor(tf.constant(1.0)), tf.is_tensor(1.0)
    (True, False)
    """
    return isinstance(x, EagerTensor)
