"""minigrad: gradients that one can see.

A compact automatic-differentiation core on NumPy. ``GradientTape`` asks it the way TensorFlow does,
``tensor(requires_grad=True)`` and ``backward()`` the way PyTorch does; ``%load_ext minigrad`` draws what a
notebook cell recorded.
"""

from __future__ import annotations

from typing import Any

from . import methods as methods, protocols as protocols
from .autograd import GradTensor, enable_grad, no_grad, tensor
from .checking import check_gradient
from .custom import checkpoint, custom_gradient, stop_gradient
from .errors import MinigradError
from .functional import grad, hessian, hvp, jacobian, jvp, value_and_grad, vjp
from .functions import concatenate, expand_dims, squeeze, stack, swapaxes, where
from .primitives.elementwise import (
    absolute,
    add,
    arccos,
    arccosh,
    arcsin,
    arcsinh,
    arctan,
    arctan2,
    arctanh,
    cbrt,
    ceil,
    cos,
    cosh,
    divide,
    exp,
    exp2,
    expm1,
    floor,
    hypot,
    log,
    log1p,
    log2,
    log10,
    logaddexp,
    maximum,
    minimum,
    multiply,
    negative,
    power,
    reciprocal,
    rint,
    sign,
    sin,
    sinh,
    sqrt,
    square,
    subtract,
    tan,
    tanh,
    trunc,
)
from .primitives.linalg import matmul
from .primitives.neural import relu, sigmoid, softplus
from .primitives.reductions import cumsum, logsumexp, max, mean, min, prod, std, sum, var
from .primitives.shapes import astype, broadcast_to, reshape, transpose
from .tape import GradientTape
from .tensor import Tensor, constant
from .variable import Variable

__all__ = [
    "GradTensor",
    "GradientTape",
    "MinigradError",
    "Tensor",
    "Variable",
    "absolute",
    "add",
    "arccos",
    "arccosh",
    "arcsin",
    "arcsinh",
    "arctan",
    "arctan2",
    "arctanh",
    "astype",
    "broadcast_to",
    "cbrt",
    "ceil",
    "check_gradient",
    "checkpoint",
    "concatenate",
    "constant",
    "cos",
    "cosh",
    "cumsum",
    "custom_gradient",
    "divide",
    "enable_grad",
    "exp",
    "exp2",
    "expand_dims",
    "expm1",
    "floor",
    "grad",
    "hessian",
    "hvp",
    "hypot",
    "jacobian",
    "jvp",
    "log",
    "log1p",
    "log2",
    "log10",
    "logaddexp",
    "logsumexp",
    "matmul",
    "max",
    "maximum",
    "mean",
    "min",
    "minimum",
    "multiply",
    "negative",
    "no_grad",
    "power",
    "prod",
    "reciprocal",
    "relu",
    "reshape",
    "rint",
    "sigmoid",
    "sign",
    "sin",
    "sinh",
    "softplus",
    "sqrt",
    "square",
    "squeeze",
    "stack",
    "std",
    "stop_gradient",
    "subtract",
    "sum",
    "swapaxes",
    "tan",
    "tanh",
    "tensor",
    "transpose",
    "trunc",
    "value_and_grad",
    "var",
    "vjp",
    "where",
]


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext minigrad``: add the magics to this IPython shell."""
    from .ipython import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """``%unload_ext minigrad``: take them away again."""
    from .ipython import unload

    unload(shell)
