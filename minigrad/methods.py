"""The methods of Tensors, under NumPy's names: bound from the table, and from the composed functions."""

from __future__ import annotations

from typing import Any, NoReturn

from .algebra import dot, trace
from .autograd import GradTensor
from .binding import bind
from .errors import InPlaceError
from .functions import argmax, argmin, clip, ravel, repeat, setitem, squeeze, swapaxes, take
from .primitives import TABLE
from .primitives.shapes import astype
from .records import grad_mode
from .tensor import Tensor

# Rows that a rule or a function is made of, and that have no method of their own.
INTERNAL = frozenset({
    "cast", "clip", "concatenate", "conv", "conv_input", "conv_kernel", "dense_cross_entropy", "einsum",
    "euclidean_norm", "getitem", "guarded_power", "logabsdet", "max_first", "maximum_first", "min_first",
    "minimum_first", "overlap", "power_positive", "relu_nan", "scatter", "setitem", "solve", "sparse_cross_entropy",
    "sqrt_guarded", "take_rows", "undiagonal", "watch", "where", "windows", "xlogy_open",
})  # fmt: skip
COMPOSED = (argmax, argmin, astype, clip, dot, ravel, repeat, squeeze, swapaxes, take, trace)

for cls in (Tensor, GradTensor):
    bind(cls, [name for name in TABLE if name not in INTERNAL])
for function in COMPOSED:
    setattr(Tensor, function.__name__, function)


def refuse_assignment(self: Tensor, index: Any, value: Any) -> NoReturn:  # noqa: ARG001 - Python's signature
    """``t[index] = value`` on a Tensor that does not change."""
    raise TypeError(
        f"a {type(self).__name__} cannot be changed in place. Make a new one, t = mg.setitem(t, index, value); "
        "a Variable then takes it with assign()."
    )


def assign_item(self: GradTensor, index: Any, value: Any) -> None:
    """``t[index] = value``: recorded, so gradients flow to the value and around it.

    The tensor is given a new array. What was saved for derivatives keeps the old one, and so do views of it.

    >>> import minigrad as mg
    >>> x, v = (mg.tensor(data, requires_grad=True) for data in ([1.0, 2.0], 5.0))
    >>> y = x * x
    >>> y[0] = v * 3.0
    >>> y.sum().backward()
    >>> x.grad.numpy(), float(v.grad)
    (array([0., 4.], dtype=float32), 3.0)
    """
    if self.requires_grad and self.is_leaf and grad_mode.get():
        raise InPlaceError(
            "this tensor requires grad and is where its gradient ends, so it cannot be changed in place while "
            "operations are recorded. Write with mg.no_grad(): around it, or change a copy: y = x * 1.0."
        )
    made = setitem(self, index, value)
    self.array = made.array
    if grad_mode.get():
        self.node = made.node


Tensor.__setitem__ = refuse_assignment  # type: ignore[index]
GradTensor.__setitem__ = assign_item  # type: ignore[index]
