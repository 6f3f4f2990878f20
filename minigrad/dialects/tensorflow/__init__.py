"""TensorFlow's spelling of minigrad: ``from minigrad.dialects import tensorflow as tf``.

Everything runs eagerly on NumPy. What differs from TensorFlow stands in ``minigrad/dialects/TRANSFER.md``.
"""

from __future__ import annotations

import builtins
import importlib
from typing import TYPE_CHECKING, Any

from . import (
    dtypes as dtypes,
    errors as errors,
    linalg as linalg,
    missing as _missing,
    nest as nest,
    nn as nn,
    random as random,
)
from .clipping import clip_by_global_norm as clip_by_global_norm, clip_by_norm as clip_by_norm
from .control import (
    TensorArray as TensorArray,
    case as case,
    cond as cond,
    foldl as foldl,
    foldr as foldr,
    map_fn as map_fn,
    scan as scan,
    switch_case as switch_case,
    vectorized_map as vectorized_map,
    while_loop as while_loop,
)  # fmt: skip
from .creation import (
    cast as cast,
    constant as constant,
    convert_to_tensor as convert_to_tensor,
    eye as eye,
    fill as fill,
    identity as identity,
    linspace as linspace,
    meshgrid as meshgrid,
    one_hot as one_hot,
    ones as ones,
    ones_like as ones_like,
    range as range,
    saturate_cast as saturate_cast,
    sequence_mask as sequence_mask,
    zeros as zeros,
    zeros_like as zeros_like,
)  # fmt: skip
from .custom import (
    custom_gradient as custom_gradient,
    grad_pass_through as grad_pass_through,
    numpy_function as numpy_function,
    py_function as py_function,
    recompute_grad as recompute_grad,
    stop_gradient as stop_gradient,
)  # fmt: skip
from .dtypes import (
    DType as DType,
    as_dtype as as_dtype,
    bool as bool,
    complex64 as complex64,
    complex128 as complex128,
    double as double,
    float16 as float16,
    float32 as float32,
    float64 as float64,
    half as half,
    int8 as int8,
    int16 as int16,
    int32 as int32,
    int64 as int64,
    uint8 as uint8,
    uint16 as uint16,
    uint32 as uint32,
    uint64 as uint64,
)  # fmt: skip
from .elementwise import (
    abs as abs,
    acos as acos,
    acosh as acosh,
    add as add,
    add_n as add_n,
    asin as asin,
    asinh as asinh,
    atan as atan,
    atan2 as atan2,
    atanh as atanh,
    clip_by_value as clip_by_value,
    complex as complex,
    cos as cos,
    cosh as cosh,
    divide as divide,
    equal as equal,
    exp as exp,
    floor as floor,
    greater as greater,
    greater_equal as greater_equal,
    less as less,
    less_equal as less_equal,
    logical_and as logical_and,
    logical_not as logical_not,
    logical_or as logical_or,
    maximum as maximum,
    minimum as minimum,
    multiply as multiply,
    negative as negative,
    not_equal as not_equal,
    pow as pow,
    round as round,
    scalar_mul as scalar_mul,
    sigmoid as sigmoid,
    sign as sign,
    sin as sin,
    sinh as sinh,
    sqrt as sqrt,
    square as square,
    subtract as subtract,
    tan as tan,
    tanh as tanh,
    truediv as truediv,
)  # fmt: skip
from .function import Function as Function, TensorSpec as TensorSpec, function as function
from .indexing import (
    argsort as argsort,
    boolean_mask as boolean_mask,
    gather as gather,
    gather_nd as gather_nd,
    scatter_nd as scatter_nd,
    searchsorted as searchsorted,
    sort as sort,
    tensor_scatter_nd_add as tensor_scatter_nd_add,
    tensor_scatter_nd_sub as tensor_scatter_nd_sub,
    tensor_scatter_nd_update as tensor_scatter_nd_update,
    unique as unique,
    unique_with_counts as unique_with_counts,
    where as where,
)  # fmt: skip
from .linalg import einsum as einsum, matmul as matmul, norm as norm, tensordot as tensordot
from .module import Module as Module
from .printing import tf_print
from .reductions import (
    argmax as argmax,
    argmin as argmin,
    cumsum as cumsum,
    reduce_all as reduce_all,
    reduce_any as reduce_any,
    reduce_logsumexp as reduce_logsumexp,
    reduce_max as reduce_max,
    reduce_mean as reduce_mean,
    reduce_min as reduce_min,
    reduce_prod as reduce_prod,
    reduce_sum as reduce_sum,
)  # fmt: skip
from .scopes import device as device, name_scope as name_scope
from .shapes import TensorShape as TensorShape
from .shaping import (
    broadcast_to as broadcast_to,
    concat as concat,
    ensure_shape as ensure_shape,
    expand_dims as expand_dims,
    pad as pad,
    rank as rank,
    repeat as repeat,
    reshape as reshape,
    reverse as reverse,
    roll as roll,
    shape as shape,
    size as size,
    slice_,
    split as split,
    squeeze as squeeze,
    stack as stack,
    strided_slice as strided_slice,
    tile as tile,
    transpose as transpose,
    unstack as unstack,
)  # fmt: skip
from .slices import IndexedSlices as IndexedSlices
from .tape import (
    GradientTape as GradientTape,
    UnconnectedGradients as UnconnectedGradients,
    get_logger as get_logger,
)
from .tensor import Tensor as Tensor, is_tensor as is_tensor
from .variables import Variable as Variable

if TYPE_CHECKING:
    from . import (
        autodiff as autodiff,
        compat as compat,
        config as config,
        data as data,
        debugging as debugging,
        keras as keras,
        math as math,
    )
    from .keras import (
        initializers as initializers,
        losses as losses,
        metrics as metrics,
        optimizers as optimizers,
    )

newaxis = None
print, slice = tf_print, slice_
__version__ = "2.21.0"

_LAZY = {"autodiff", "compat", "config", "data", "debugging", "keras", "math"}
_OF_KERAS = {"initializers", "losses", "metrics", "optimizers"}


def executing_eagerly() -> builtins.bool:
    """Always: minigrad runs everything at once."""
    return True


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return importlib.import_module(f".{name}", __name__)
    if name in _OF_KERAS:
        return importlib.import_module(f".keras.{name}", __name__)
    return _missing.missing("tf", name, [*globals(), *_LAZY, *_OF_KERAS])


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY, *_OF_KERAS})
