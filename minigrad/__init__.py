"""minigrad: gradients that one can see.

A compact automatic-differentiation core on NumPy. ``GradientTape`` asks it the way TensorFlow does,
``tensor(requires_grad=True)`` and ``backward()`` the way PyTorch does; ``%load_ext minigrad`` draws what a
notebook cell recorded.
"""

from __future__ import annotations

import importlib
import warnings
from typing import Any

from . import methods as methods, protocols as protocols
from .algebra import (
    dot,
    einsum,
    inner,
    matrix_transpose,
    norm,
    outer,
    slogdet,
    solve,
    tensordot,
    trace,
)
from .anomaly import detect_anomaly
from .autograd import GradTensor, enable_grad, no_grad, tensor
from .checking import check_gradient
from .convolution import (
    avg_pool2d,
    conv2d,
    max_pool2d,
)
from .custom import checkpoint, custom_gradient, stop_gradient
from .errors import MinigradError
from .functional import grad, hessian, hvp, jacobian, jvp, value_and_grad, vjp
from .functions import (
    argmax,
    argmin,
    clip,
    concatenate,
    diag,
    expand_dims,
    hstack,
    moveaxis,
    pad,
    ravel,
    repeat,
    setitem,
    split,
    squeeze,
    stack,
    swapaxes,
    take,
    take_along_axis,
    vstack,
    where,
)
from .primitives.cumulative import (
    cumprod,
    cumsum,
    prod,
)
from .primitives.elementwise import (
    add,
    arccos,
    arccosh,
    arcsin,
    arcsinh,
    arctan,
    arctan2,
    arctanh,
    cbrt,
    cos,
    cosh,
    deg2rad,
    divide,
    exp,
    exp2,
    expm1,
    hypot,
    log,
    log1p,
    log2,
    log10,
    logaddexp,
    logaddexp2,
    multiply,
    negative,
    power,
    rad2deg,
    reciprocal,
    sin,
    sinh,
    sqrt,
    square,
    subtract,
    tan,
    tanh,
)
from .primitives.extrema import (
    max,
    min,
    sort,
)
from .primitives.indexing import (
    scatter,
)
from .primitives.kinks import (
    absolute,
    ceil,
    floor,
    floor_divide,
    fmod,
    maximum,
    minimum,
    remainder,
    rint,
    sign,
    trunc,
    xlogy,
)
from .primitives.linalg import (
    cholesky,
    det,
    inv,
    matmul,
)
from .primitives.losses import (
    log_softmax,
    sigmoid_cross_entropy,
    softmax,
    softmax_cross_entropy,
)
from .primitives.neural import (
    elu,
    gelu,
    gelu_tanh,
    leaky_relu,
    normal_cdf,
    relu,
    sigmoid,
    silu,
    softplus,
)
from .primitives.reductions import (
    logsumexp,
    mean,
    std,
    sum,
    var,
)
from .primitives.shapes import (
    astype,
    broadcast_to,
    diagonal,
    flip,
    reshape,
    roll,
    tile,
    transpose,
    tril,
    triu,
)
from .primitives.special import (
    erf,
    erfc,
)
from .scope import scope
from .tape import GradientTape
from .tensor import Tensor, constant
from .variable import Variable
from .vmap import vmap

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
    "argmax",
    "argmin",
    "astype",
    "avg_pool2d",
    "broadcast_to",
    "cbrt",
    "ceil",
    "check_gradient",
    "checkpoint",
    "cholesky",
    "clip",
    "concatenate",
    "constant",
    "conv2d",
    "cos",
    "cosh",
    "cumprod",
    "cumsum",
    "custom_gradient",
    "deg2rad",
    "det",
    "detect_anomaly",
    "diag",
    "diagonal",
    "divide",
    "dot",
    "einsum",
    "elu",
    "enable_grad",
    "erf",
    "erfc",
    "exp",
    "exp2",
    "expand_dims",
    "expm1",
    "flip",
    "floor",
    "floor_divide",
    "fmod",
    "gelu",
    "gelu_tanh",
    "grad",
    "hessian",
    "hstack",
    "hvp",
    "hypot",
    "inner",
    "inv",
    "jacobian",
    "jvp",
    "last_tape",
    "leaky_relu",
    "log",
    "log1p",
    "log2",
    "log10",
    "log_softmax",
    "logaddexp",
    "logaddexp2",
    "logsumexp",
    "matmul",
    "matrix_transpose",
    "max",
    "max_pool2d",
    "maximum",
    "mean",
    "min",
    "minimum",
    "moveaxis",
    "multiply",
    "negative",
    "no_grad",
    "norm",
    "normal_cdf",
    "outer",
    "pad",
    "power",
    "prod",
    "rad2deg",
    "ravel",
    "reciprocal",
    "relu",
    "remainder",
    "repeat",
    "reshape",
    "rint",
    "roll",
    "scatter",
    "scope",
    "setitem",
    "sigmoid",
    "sigmoid_cross_entropy",
    "sign",
    "silu",
    "sin",
    "sinh",
    "slogdet",
    "softmax",
    "softmax_cross_entropy",
    "softplus",
    "solve",
    "sort",
    "split",
    "sqrt",
    "square",
    "squeeze",
    "stack",
    "std",
    "stop_gradient",
    "subtract",
    "sum",
    "swapaxes",
    "take",
    "take_along_axis",
    "tan",
    "tanh",
    "tensor",
    "tensordot",
    "tile",
    "trace",
    "transpose",
    "tril",
    "triu",
    "trunc",
    "value_and_grad",
    "var",
    "vjp",
    "vmap",
    "vstack",
    "where",
    "xlogy",
]

# Where numbers overflow or become NaN, the value says so itself, as in every framework: a diverging loss is a
# lesson, not a warning. `detect_anomaly` finds the line. Only what our own modules compute is meant.
warnings.filterwarnings("ignore", ".*encountered in", RuntimeWarning, r"minigrad\.")


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext minigrad``: add the magics to this IPython shell."""
    from .ipython import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """``%unload_ext minigrad``: take them away again."""
    from .ipython import unload

    unload(shell)


def last_tape() -> Any:
    """The tape that ``%%tape`` recorded last in this notebook. Raises TapeError where there is none.

    >>> last_tape()
    Traceback (most recent call last):
    minigrad.errors.TapeError: no cell was recorded yet. Type %load_ext minigrad, then %%tape above a cell.
    """
    from .ipython import last_tape as last

    return last()


def __getattr__(name: str) -> Any:
    """The rooms above the core, imported when they are first asked for: ``mg.optim``, ``mg.lab``."""
    if name in {"dialects", "lab", "nn", "optim", "views"}:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(
        f"minigrad has no {name!r}; its functions carry NumPy's names: see dir(minigrad)."
    )
