"""Which class of tensors does an operation result in?

Each class given to `minigrad.binding.bind` has operators of its own. A Variable uses those of the class it derives
from, and where a class meets one derived from it, the derived one wins, as with Python's own operators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Sequence

bound: set[type[TensorBase]] = set()
_known: dict[type, type[TensorBase] | None] = {}


def register(cls: type[TensorBase]) -> None:
    """Note that a class has operators of its own."""
    bound.add(cls)
    _known.clear()


def tensor_class(cls: type) -> type[TensorBase] | None:
    """The class whose operators a value of this type uses: itself or the nearest base given to `bind`.

    >>> from minigrad import Variable
    >>> tensor_class(Variable).__name__
    'Tensor'
    """
    try:
        return _known[cls]
    except KeyError:
        found = next((base for base in cls.__mro__ if base in bound), None)
        return _known.setdefault(cls, found)


def common_class(operands: Sequence[Any]) -> type[TensorBase] | None:
    """The class that an operation on these operands results in; None if no Tensor is among them."""
    found = None
    for operand in operands:
        cls = tensor_class(type(operand))
        if cls is not None and (found is None or issubclass(cls, found)):
            found = cls
    return found


def adopt(cls: type[TensorBase], value: Any, like: TensorBase | None = None) -> Any:
    """``value`` as a tensor of this class: a base class's tensor keeps its record, anything else is a constant."""
    if not isinstance(value, TensorBase):
        return cls.convert(value, like=like)
    own = tensor_class(type(value))
    if own is None or not issubclass(cls, own):
        raise TypeError(
            f"a {cls.__module__}.{cls.__name__} and a {type(value).__module__}.{type(value).__name__} cannot meet in "
            "one operation, as in the real frameworks. Pass the value across with .numpy()."
        )
    return cls.wrap(value.array, value.node)
