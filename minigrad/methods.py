"""The methods of Tensors, under NumPy's names: bound from the table, and from the composed functions."""

from __future__ import annotations

from .autograd import GradTensor
from .binding import bind
from .functions import squeeze, swapaxes
from .primitives import TABLE
from .primitives.shapes import astype
from .tensor import Tensor

INTERNAL = {
    "watch",
    "cast",
    "scatter",
    "getitem",
    "where",
    "concatenate",
    "undiagonal",
    "take_rows",
    "solve",
    "einsum",
    "logabsdet",
    "setitem",
}
COMPOSED = (astype, squeeze, swapaxes)

for cls in (Tensor, GradTensor):
    bind(cls, [name for name in TABLE if name not in INTERNAL])
for function in COMPOSED:
    setattr(Tensor, function.__name__, function)
