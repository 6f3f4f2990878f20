"""torch's Tensor: the core's, with torch's dtypes, conversions and manners."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from ... import hooks
from ...autograd import GradTensor
from ...operations import binary
from ...primitive import watched
from ...primitives import TABLE
from ...records import SERIAL, grad_mode, writes
from ...tensor import TensorBase
from . import dtypes
from .conversions import Conversions
from .dtypes import CPU, Size
from .errors import KindError, ModeError, SizeError
from .nodes import label, node_of
from .promotion import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...records import Record

    Binary = Callable[[Any, Any], "Tensor"]

UNARY = (
    "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh",
    "square", "reciprocal", "sign", "floor", "ceil", "trunc", "sigmoid", "relu",
)  # fmt: skip


class Tensor(Conversions, GradTensor):  # noqa: PLW1641 - the hash is the base's: by identity
    """A tensor as torch has it; made by `torch.tensor` and the other factories.

    The methods are the functions of the module, with the tensor as their first argument.
    """

    __slots__ = ("_inference", "_silent", "_view", "_views")
    recording = grad_mode.get
    settle = staticmethod(settle)  # type: ignore[assignment]  # mypy takes it for a method
    sized = Size
    misfit = SizeError
    __module__ = "torch"

    @classmethod
    def wrap(cls, data: Any, node: Record | None = None) -> Self:
        """A tensor around an array or NumPy scalar, without copying."""
        tensor: Self = Tensor()  # type: ignore[assignment]  # for Parameter too: what is computed is no parameter
        tensor.array = data
        tensor.shape = Size(data.shape)
        tensor.node = node
        return tensor

    @classmethod
    def convert(cls, value: Any, like: TensorBase | None = None) -> Self:
        """The other operand of an operation: an array, or a number, which stays weak."""
        if isinstance(value, np.ndarray):
            return cls.wrap(value)
        if isinstance(value, (bool, int, float, np.generic)):
            number = np.asarray(value)
            if like is not None and (number.dtype.kind != "f" or like.array.dtype.kind == "f"):
                kind = (
                    number.dtype
                    if number.dtype.kind == "b" and like.array.dtype.kind == "b"
                    else like.array.dtype
                )
                return cls.wrap(number.astype(kind)[()])
            return cls.wrap(number.astype(dtypes.get_default_dtype().dtype)[()])
        raise TypeError(
            f"a Tensor and a {type(value).__name__} do not combine. Make it a tensor first: torch.tensor(...)."
        )

    if TYPE_CHECKING:  # bound from the table, or put on by `methods`
        _inference: bool
        _silent: bool
        _view: Any
        _views: Any
        __add__: ClassVar[Binary]
        __radd__: ClassVar[Binary]
        __sub__: ClassVar[Binary]
        __mul__: ClassVar[Binary]
        __rmul__: ClassVar[Binary]
        __truediv__: ClassVar[Binary]
        __matmul__: ClassVar[Binary]
        __floordiv__: ClassVar[Binary]
        __mod__: ClassVar[Binary]
        __lt__: ClassVar[Binary]
        __le__: ClassVar[Binary]
        __gt__: ClassVar[Binary]
        __ge__: ClassVar[Binary]
        __and__: ClassVar[Binary]
        __or__: ClassVar[Binary]
        __xor__: ClassVar[Binary]
        __neg__: ClassVar[Callable[[Any], Tensor]]
        __abs__: ClassVar[Callable[[Any], Tensor]]
        __invert__: ClassVar[Callable[[Any], Tensor]]
        __getitem__: ClassVar[Binary]
        __setitem__: ClassVar[Callable[[Any, Any, Any], None]]

        def __eq__(self, other: object) -> Tensor: ...  # type: ignore[override]
        def __getattr__(self, name: str) -> Callable[..., Tensor]: ...

    # -- what it is ----------------------------------------------------------------------------------

    @property
    def dtype(self) -> Any:
        """torch's dtype of the elements."""
        return dtypes.OF_NUMPY[self.array.dtype]

    device = property(lambda _: CPU, doc="Where the tensor lives: the CPU.")
    layout = property(lambda _: dtypes.strided, doc="How its elements lie: strided.")
    is_cuda = property(lambda _: False, doc="Whether it lives on a GPU: never here.")
    is_sparse = property(lambda _: False, doc="Whether it is sparse: never here.")

    @property
    def itemsize(self) -> int:
        """Bytes per element."""
        return int(self.array.dtype.itemsize)

    @property
    def grad_fn(self) -> Any:
        """The node that made this tensor; None for leaves."""
        return None if self.is_leaf else node_of(self.node, Tensor.wrap)  # type: ignore[arg-type]

    @property
    def requires_grad(self) -> bool:
        """Whether operations on this tensor are recorded."""
        return self.node is not None

    @requires_grad.setter
    def requires_grad(self, wanted: bool) -> None:
        self.requires_grad_(wanted)

    def requires_grad_(self, requires_grad: bool = True) -> Self:
        """Make this tensor a leaf whose gradient is wanted, or a constant."""
        if requires_grad and getattr(self, "_inference", False):
            raise ModeError(
                "a tensor made in inference_mode() cannot require gradients. "
                "Use no_grad() instead, or .clone() it outside."
            )
        return super().requires_grad_(requires_grad)

    @property
    def grad(self) -> Any:
        """The gradient gathered so far; None before the first backward()."""
        found = getattr(self, "_grad", None)
        if found is None and not self.is_leaf and not retained(self):
            warnings.warn(
                "the .grad of a tensor that is not a leaf is not kept. Call .retain_grad() on it before backward().",
                UserWarning,
                stacklevel=2,
            )
        return found

    @grad.setter
    def grad(self, gradient: Any) -> None:
        if gradient is not None:
            if not isinstance(gradient, Tensor):
                raise TypeError(f"a .grad is a Tensor or None, not a {type(gradient).__name__}.")
            if gradient.shape != self.shape:
                raise SizeError(
                    f".grad has the tensor's shape {self.shape}, and {gradient.shape} was assigned."
                )
            if gradient.array.dtype != self.array.dtype:
                raise KindError(
                    f".grad has the tensor's dtype {self.dtype}, and {gradient.dtype} was assigned."
                )
        self._grad = gradient

    @grad.deleter
    def grad(self) -> None:
        self._grad = None

    # -- names of operators whose node or rounding differs from the core's -------------------------------

    def __rsub__(self, other: Any) -> Tensor:
        return label(
            watched(TABLE["subtract"], _subtract_from, exchanged=True)(self, other), "RsubBackward1"
        )

    def __rtruediv__(self, other: Any) -> Tensor:
        base: Tensor = self if self.array.dtype.kind == "f" else self.to(dtypes.get_default_dtype())
        reciprocal: Tensor = base.reciprocal()
        result: Tensor = reciprocal * other
        return result

    def __pow__(self, exponent: Any) -> Tensor:
        if type(exponent) in {int, float} and exponent == 2:
            return self.square()
        return row("guarded_power")(self, exponent)

    def __rpow__(self, base: Any) -> Any:
        return watched(TABLE["guarded_power"], _power_of, exchanged=True)(self, base)


def row(name: str) -> Callable[..., Tensor]:
    """The core's operation of this name, as it works on this dialect's tensors; the first operand is one."""
    known = _rows.get(name)
    if known is None:
        known = _rows[name] = TABLE[name], TABLE[name].on(Tensor)
    return watched(*known)


_rows: dict[str, tuple[Any, Callable[..., Tensor]]] = {}


def retained(tensor: Tensor) -> bool:
    """Whether `retain_grad` was called on this intermediate tensor."""
    return tensor.node is not None and hooks.retained.get(tensor.node[SERIAL]) is tensor


def version(tensor: Tensor) -> int:
    """How often the tensor's memory was overwritten by in-place operations."""
    return writes.count(tensor.array)


_subtract_from = binary(TABLE["subtract"], Tensor)[1]
_power_of = binary(TABLE["guarded_power"], Tensor)[1]
