"""Giving a class of tensors its operators, and exchanging them while somebody watches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .blame import shape_error
from .classes import adopt, register
from .errors import DtypeError
from .operations import binary
from .primitive import TABLE, Primitive, set_observer, watched
from .tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .operations import Operation
    from .primitive import Observer

OPERATORS = {
    "__add__": "add",
    "__sub__": "subtract",
    "__mul__": "multiply",
    "__truediv__": "divide",
    "__pow__": "power",
}
COMPARISONS = {
    "__lt__": np.less,
    "__le__": np.less_equal,
    "__gt__": np.greater,
    "__ge__": np.greater_equal,
    "__eq__": np.equal,
    "__ne__": np.not_equal,
}

_installed: dict[type[TensorBase], dict[str, tuple[Primitive, Operation, bool]]] = {}


def bind(cls: type[TensorBase], methods: Sequence[str] | Mapping[str, str] = ()) -> None:
    """Give a class of tensors its operators, whose results are of this class and follow its ``recording``.

    A second or a derived class gets closures of its own, so that each dialect decides for itself what is
    recorded, at no cost per operation. ``methods`` names the primitives that become methods as well; a mapping
    also says as which attribute.
    """
    attributes: dict[str, tuple[Primitive, Operation, bool]] = {}
    _installed[cls] = attributes
    register(cls)
    for attribute, name in OPERATORS.items():
        primitive = TABLE[name]
        operation, exchanged = binary(primitive, cls)
        primitive.bound[cls] = operation
        attributes[attribute] = primitive, operation, False
        attributes[attribute.replace("__", "__r", 1)] = primitive, exchanged, True
    attributes["__pow__"] = TABLE["power"], _power(cls), False
    for attribute, name in {
        "__matmul__": "matmul",
        "__neg__": "negative",
        "__abs__": "absolute",
        "__getitem__": "getitem",
    }.items():
        attributes[attribute] = TABLE[name], TABLE[name].on(cls), False
    attributes["__rmatmul__"] = TABLE["matmul"], _exchanged(TABLE["matmul"].on(cls), cls), True
    named = methods if isinstance(methods, Mapping) else dict(zip(methods, methods, strict=True))
    for attribute, name in named.items():
        attributes[attribute] = TABLE[name], _later(cls, attribute, TABLE[name]), False
    for attribute, forward in COMPARISONS.items():
        if attribute not in vars(cls):
            setattr(cls, attribute, _comparison(forward, cls))
    for attribute in vars(cls).keys() & attributes.keys():
        del attributes[attribute]  # what the class spells itself wins
    cls.__hash__ = TensorBase.__hash__  # type: ignore[method-assign]  # an __eq__ set later must not unset it
    _install()


def _later(cls: type[TensorBase], attribute: str, primitive: Primitive) -> Operation:
    """A method that makes itself when first called: most programs use few, and each costs a compilation."""

    def operation(a: Any, *args: Any, **named: Any) -> Any:
        made = primitive.on(cls)
        _installed[cls][attribute] = primitive, made, False
        setattr(cls, attribute, watched(primitive, made))
        return made(a, *args, **named)

    return operation


def _power(cls: type[TensorBase]) -> Operation:
    square, power = TABLE["square"].on(cls), TABLE["power"].on(cls)

    def operation(a: Any, exponent: Any) -> Any:
        if (type(exponent) is int or type(exponent) is float) and exponent == 2:
            return square(a)
        return power(a, exponent)

    return operation


def _exchanged(operation: Operation, cls: type[TensorBase]) -> Operation:
    return lambda right, left: operation(adopt(cls, left, like=right), right)


def _comparison(forward: np.ufunc, cls: type[TensorBase]) -> Operation:
    def operation(left: Any, right: Any) -> Any:
        try:
            right = adopt(cls, right, like=left)
        except DtypeError:
            return NotImplemented  # None, text, ...: for Python to decide
        try:
            return cls.wrap(forward(left.array, right.array))
        except ValueError as error:
            raise shape_error(forward.__name__, (left, right), error) from None

    return operation


def _install() -> None:
    for cls, attributes in _installed.items():
        for attribute, (primitive, operation, exchanged) in attributes.items():
            setattr(cls, attribute, watched(primitive, operation, exchanged=exchanged))


def observe_operations(observer: Observer | None) -> None:
    """Wrap every bound operation with ``observer(primitive, operation, exchanged)``, or unwrap all with None.

    Off, it costs nothing, since the operations themselves are exchanged (see `minigrad.observe`).
    """
    set_observer(observer)
    _install()
