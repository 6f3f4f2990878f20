"""The functions of the module as methods of Tensor."""

from __future__ import annotations

from typing import Any

from ...binding import bind
from . import (
    activations as a,
    casting as c,
    choosing as ch,
    comparing,
    elementwise as e,
    extrema,
    indexing as x,
    inplace,
    joining as j,
    products as p,
    randomness as rnd,
    reductions as r,
    shaping as s,
    special,
)
from .factories import new_full, new_ones, new_tensor, new_zeros
from .tensor import UNARY, Tensor, retained, version


def _pick(module: Any, names: str) -> dict[str, Any]:
    return {name: getattr(module, name) for name in names.split()}


FUNCTIONS: dict[str, Any] = {
    **e.UNARY_FUNCTIONS,
    **_pick(
        e,
        "neg positive rsqrt frac round add sub rsub mul div floor_divide remainder fmod pow maximum",
    ),
    **_pick(e, "minimum atan2 hypot logaddexp copysign xlogy lerp addcmul addcdiv"),
    **_pick(ch, "fmax fmin clamp nan_to_num isnan"),
    **_pick(r, "sum mean prod std var logsumexp all any cumsum cumprod count_nonzero"),
    **_pick(extrema, "amax amin max min argmax argmin"),
    **_pick(r, "norm dist quantile"),
    **_pick(extrema, "median"),
    **_pick(
        s,
        "reshape flatten unflatten squeeze unsqueeze permute transpose t movedim broadcast_to clone tile",
    ),
    **_pick(s, "repeat_interleave flip roll rot90 narrow"),
    **_pick(j, "unbind split chunk diag tril triu"),
    **_pick(
        x,
        "gather take_along_dim scatter scatter_add index_select index_add index_fill index_copy index_put",
    ),
    **_pick(x, "masked_fill masked_select select nonzero sort argsort topk unique bincount"),
    **_pick(p, "matmul mm mv dot bmm outer inner addmm addmv tensordot kron trace inverse det"),
    **_pick(c, "numel is_floating_point detach is_inference"),
    **_pick(comparing, "equal isclose allclose"),
    "softmax": lambda input, dim, dtype=None: a.softmax(input, dim, dtype),
    "log_softmax": lambda input, dim, dtype=None: a.log_softmax(input, dim, dtype),
    **comparing.COMPARISONS,
    **comparing.TESTS,
    **{function.__name__: function for function in special.FUNCTIONS},
    "ger": p.outer,
    "moveaxis": s.movedim,
    "swapdims": s.transpose,
    "trapz": special.trapezoid,
    "selu": a.selu,
    "celu": a.celu,
    "take": x.take_flat,
    "ravel": lambda input: s.reshape(input, -1),
    "argwhere": x.nonzero,
    "diagonal": j.diagonal_of,
    "swapaxes": s.transpose,
    "negative": e.neg,
    "multiply": e.mul,
    "subtract": e.sub,
    "divide": e.div,
    "true_divide": e.div,
    "clip": ch.clamp,
    "clamp_min": lambda input, min: ch.clamp(input, min=min),
    "clamp_max": lambda input, max: ch.clamp(input, max=max),
    "arctan2": e.atan2,
    "bernoulli": rnd.bernoulli,
    "multinomial": rnd.multinomial,
}
"""What is both a function of the module and a method."""

METHODS_ONLY: dict[str, Any] = {
    **inplace.METHODS,
    **c.CASTS,
    **_pick(s, "view view_as reshape_as expand expand_as contiguous is_contiguous stride repeat"),
    **_pick(c, "to type_as cpu cuda detach_ data_ptr dim size"),
    **_pick(rnd, "normal_ uniform_ random_ bernoulli_"),
    "nelement": c.numel,
    "ndimension": c.dim,
    "element_size": lambda input: input.itemsize,
    "new_empty": special.new_empty,
    "fliplr": s.fliplr,
    "flipud": s.flipud,
    "type": c.type_of,
    "_is_view": c.is_view,
    "__deepcopy__": c.deepcopy,
    "__getitem__": x.getitem,
    "__setitem__": x.setitem,
    "__matmul__": p.matmul,
    "__floordiv__": e.floor_divide,
    "__rfloordiv__": e._rfloordiv,
    "__mod__": e.remainder,
    "__rmod__": lambda input, other: e.remainder(Tensor.convert(other, like=input), input),
    "__and__": comparing.COMPARISONS["bitwise_and"],
    "__or__": comparing.COMPARISONS["bitwise_or"],
    "__xor__": comparing.COMPARISONS["bitwise_xor"],
    "__invert__": comparing.TESTS["bitwise_not"],
    "__abs__": e.UNARY_FUNCTIONS["abs"],
    "__pos__": e.positive,
    "where": lambda input, condition, other: ch.where(condition, input, other),
    "new_tensor": new_tensor,
    "new_zeros": new_zeros,
    "new_ones": new_ones,
    "new_full": new_full,
}
for _name in (
    "scatter",
    "scatter_add",
    "index_add",
    "index_fill",
    "index_copy",
    "index_put",
    "masked_fill",
):
    METHODS_ONLY[f"{_name}_"] = inplace.in_place(FUNCTIONS[_name], f"{_name}_")

PROPERTIES: dict[str, Any] = {
    "T": s.all_reversed,
    "mT": lambda input: s.transpose(input, -2, -1),
    "_version": version,
    "_base": c.base,
    "retains_grad": retained,
}


def install() -> None:
    """Put everything on the class."""
    from .autograd.backward import accumulate, run

    Tensor.backward = run  # type: ignore[method-assign, assignment]
    Tensor.accumulate = accumulate  # type: ignore[method-assign, assignment]
    for name, function in {**FUNCTIONS, **METHODS_ONLY}.items():
        if name not in UNARY:  # those are bound straight from the table
            setattr(Tensor, name, function)
    for name, function in PROPERTIES.items():
        setattr(Tensor, name, property(function))
    bind(Tensor, UNARY)  # last, so that the operators above are kept
    Tensor.data = property(c.get_data, c.set_data)  # the core's slot is `array`
