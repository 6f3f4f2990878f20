"""From a Tensor to numbers, arrays and text, with torch's refusals."""

from __future__ import annotations

import warnings
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import numpy as np

from ...protocols import array_ufunc
from ...records import RULE, root
from ...tensor import TensorBase
from .errors import ModeError, SizeError
from .nodes import name_of
from .printing import tensor_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


in_vmap: ContextVar[bool] = ContextVar("torch_in_vmap", default=False)
"""Whether `torch.vmap` is running its function."""


def refuse_in_vmap(what: str) -> None:
    """Raise while inside vmap: ``what`` would need the values of one sample."""
    if in_vmap.get():
        raise ModeError(
            f"{what} is not possible inside vmap, where one program runs for all samples. Use torch.where."
        )


def shared(tensor: TensorBase) -> np.ndarray[Any, Any]:
    """The tensor's memory as an array; a NumPy scalar becomes a 0-d array first, so that it can be shared."""
    if not isinstance(tensor.array, np.ndarray):
        tensor.array = np.asarray(tensor.array)
    array: np.ndarray[Any, Any] = tensor.array
    return array


def same_memory(a: Any, b: Any) -> bool:
    """Whether two arrays look at the same buffer."""
    return root(a) is root(b)


class Conversions(TensorBase):
    """The part of Tensor that leads out of torch."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Callable[..., Any]: ...

    def numpy(self, *, force: bool = False) -> np.ndarray[Any, Any]:
        """The same memory as an array; refused while a gradient is required, unless ``force``."""
        if self.node is not None and not force:
            raise ModeError(
                "numpy() would leave the graph without a trace. Say that you mean it: .detach().numpy()."
            )
        return shared(self)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray[Any, Any]:
        return np.array(self.numpy(), dtype=dtype, copy=copy)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *operands: Any, **options: Any) -> Any:
        if len(operands) == 2 and isinstance(operands[0], np.ndarray):
            raise TypeError(
                "an ndarray does not combine with a Tensor on its right. Use torch.from_numpy(array) first."
            )
        return array_ufunc(self, ufunc, method, *operands, **options)

    def item(self) -> Any:
        """The one element as a Python number."""
        refuse_in_vmap(".item()")
        if self.array.size != 1:
            raise SizeError(
                f"a Tensor with {self.array.size} elements cannot be converted to one number. Use .tolist()."
            )
        return self.array.item()

    def tolist(self) -> Any:
        """Nested lists of Python numbers."""
        return self.array.tolist()

    def _number(self) -> Any:
        if self.array.size != 1:
            raise ValueError(
                f"only a Tensor with one element is a number, and this one has shape {self.shape}."
            )
        return self.item()

    def __float__(self) -> float:
        if self.node is not None:
            warnings.warn(
                "float() leaves the graph. Say that you mean it: .detach() or .item().",
                UserWarning,
                stacklevel=2,
            )
        return float(self._number())

    def __int__(self) -> int:
        return int(self._number())

    def __index__(self) -> int:
        if self.array.dtype.kind not in "iub":
            raise TypeError(
                f"only an integer Tensor is an index, and this one has dtype {self.dtype}."
            )
        return int(self._number())

    def __bool__(self) -> bool:
        refuse_in_vmap("a Python `if` on its values")
        if self.array.size > 1:
            raise SizeError(
                f"a Tensor with {self.array.size} elements is neither true nor false. Use .any() or .all()."
            )
        return bool(self.array.any())

    def __contains__(self, value: Any) -> bool:
        return bool((self == value).array.any())

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("a 0-d Tensor has no len(); it holds one number.")
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        if not self.shape:
            raise TypeError("a 0-d Tensor cannot be iterated; it holds one number.")
        return iter(self.unbind(0))

    # -- how it prints -----------------------------------------------------------------------------------

    def __repr__(self) -> str:
        notes = []
        if self.node is not None:
            notes = (
                ["requires_grad=True"]
                if self.node[RULE] is None
                else [f"grad_fn=<{name_of(self.node)}>"]
            )
        return tensor_text(np.asarray(self.array), self.dtype, notes)

    def __format__(self, spec: str) -> str:
        if self.shape == ():
            return format(self.array.item(), spec)
        return format(repr(self), spec)
