"""The methods of Tensors, under NumPy's names: bound from the table, and from the composed functions."""

from __future__ import annotations

from . import functions
from .autograd import GradTensor
from .primitive import bind
from .primitives import TABLE
from .tensor import Tensor

INTERNAL = {"watch", "cast", "scatter", "getitem", "where", "concatenate"}
COMPOSED = ("astype", "squeeze", "swapaxes")

for cls in (Tensor, GradTensor):
    bind(cls, [name for name in TABLE if name not in INTERNAL])
for name in COMPOSED:
    setattr(Tensor, name, getattr(functions, name))
