"""Functions of the dialect made from rows of the core's table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.primitives import TABLE

from .tensor import EagerTensor, cut, tensor

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]


def row(name: str) -> Function:
    """The primitive of this name."""
    return TABLE[name]


def _named(function: Function, name: str, doc: str) -> Function:
    function.__name__ = function.__qualname__ = name
    function.__doc__ = doc
    return function


def unary(name: str, primitive: str, doc: str) -> Function:
    """A function of one tensor that a primitive computes."""
    computed = row(primitive)

    def function(x: Any, name: str | None = None) -> Any:
        return computed(tensor(x))

    return _named(function, name, doc)


def activation(name: str, primitive: str, doc: str) -> Function:
    """As `unary`, its argument called ``features``."""
    computed = row(primitive)

    def function(features: Any, name: str | None = None) -> Any:
        return computed(tensor(features))

    return _named(function, name, doc)


def binary(name: str, primitive: str, doc: str) -> Function:
    """A function of two tensors, which broadcast and must have one dtype."""
    computed = row(primitive)

    def function(x: Any, y: Any, name: str | None = None) -> Any:
        return computed(*pair(x, y))

    return _named(function, name, doc)


def flat(name: str, function: Function, doc: str) -> Function:
    """A function of one tensor without a gradient: None comes back through it."""

    def without_gradient(x: Any, name: str | None = None) -> Any:
        return EagerTensor.wrap(np.asarray(function(tensor(x).data))[()])

    return _named(without_gradient, name, doc)


def compare(name: str, function: np.ufunc, doc: str) -> Function:
    """A function of two tensors without a gradient."""

    def comparison(x: Any, y: Any, name: str | None = None) -> Any:
        left, right = pair(x, y)
        return cut(function, left, right)

    return _named(comparison, name, doc)


def pair(x: Any, y: Any) -> tuple[Any, Any]:
    """Two operands, the first a tensor; a literal takes the dtype of its partner."""
    if isinstance(x, EagerTensor):
        return x, y
    return (
        (EagerTensor.convert(x, like=y), y)
        if isinstance(y, EagerTensor)
        else (EagerTensor.convert(x), y)
    )


def static(x: Any) -> Any:
    """An argument that is not differentiated, as numbers: a tensor's value as ints, lists or a number."""
    if isinstance(x, EagerTensor):
        x = x.data
    if isinstance(x, np.ndarray | np.generic):
        return x.tolist()
    if isinstance(x, (list, tuple)):
        return type(x)(static(part) for part in x) if not hasattr(x, "_fields") else tuple(x)
    return x
