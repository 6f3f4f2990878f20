"""The methods of Tensors, under NumPy's names: bound from the table, and from the composed functions."""

from __future__ import annotations

from .autograd import GradTensor
from .binding import bind
from .functions import squeeze, swapaxes
from .primitives import TABLE
from .primitives.shapes import astype
from .tensor import Tensor

INTERNAL = frozenset({  # rows that a rule or a function is made of, and that have no NumPy name of their own
    "cast", "concatenate", "conv", "conv_input", "conv_kernel", "dense_cross_entropy", "einsum", "euclidean_norm",
    "getitem", "guarded_power", "logabsdet", "max_first", "maximum_first", "min_first", "minimum_first", "overlap",
    "power_positive", "relu_nan", "scatter", "setitem", "solve", "sparse_cross_entropy", "sqrt_guarded", "take_rows",
    "undiagonal", "watch", "where", "windows", "xlogy_open",
})  # fmt: skip
COMPOSED = (astype, squeeze, swapaxes)

for cls in (Tensor, GradTensor):
    bind(cls, [name for name in TABLE if name not in INTERNAL])
for function in COMPOSED:
    setattr(Tensor, function.__name__, function)
