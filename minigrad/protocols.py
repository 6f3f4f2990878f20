"""NumPy's own functions on Tensors: ``np.exp(t)``, ``np.sum(t, axis=0)``, ``ndarray * t`` record like minigrad's.

NumPy asks its arguments before it computes: `array_ufunc` answers for the ufuncs and their methods, and
`array_function` for all other functions, by the table in `minigrad.numpy_table`. What has no derivative rule here is
refused by name. What has no derivative at all, because it answers with whole numbers or booleans, is computed.
"""

from __future__ import annotations

import dis
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from .blame import user_frame
from .classes import common_class
from .errors import GradientCutWarning, NoRuleError
from .nest import flatten, transform
from .numpy_table import ACCUMULATIONS, FUNCTIONS, PLAIN_UFUNCS, REDUCTIONS, VALUES, NoCounterpart
from .primitive import UFUNCS
from .tensor import Tensor, TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import DTypeLike


def array_ufunc(
    self: TensorBase,  # noqa: ARG001 - NumPy's signature
    ufunc: np.ufunc,
    method: str,
    *operands: Any,
    **options: Any,
) -> Any:
    """NumPy calls this for a ufunc, or one of its methods, with a Tensor among its operands."""
    name = f"np.{ufunc.__name__}" + ("" if method == "__call__" else f".{method}")
    if "out" in options:
        raise NoRuleError(
            f"{name} was to write into an existing array (out=, or an operator like +=), where no derivative can "
            "follow. Make a new value instead: x = x + t."
        )
    if method == "__call__" and not options:
        if ufunc in UFUNCS:
            return UFUNCS[ufunc](*operands)
        if ufunc in PLAIN_UFUNCS:
            return _of_values(ufunc, operands, {})
    if method in {"reduce", "accumulate"} and options.keys() <= {"axis", "keepdims"}:
        ours = (REDUCTIONS if method == "reduce" else ACCUMULATIONS).get(ufunc)
        if ours is not None:
            return ours(*operands, **{"axis": 0, **options})
    if method == "outer" and ufunc in UFUNCS and not options:
        a, b = operands
        return UFUNCS[ufunc](np.reshape(a, a.shape + (1,) * len(b.shape)), b)
    raise unsupported(name, options)


def array_function(
    self: Tensor,  # noqa: ARG001 - NumPy's signature
    function: Callable[..., Any],
    types: Any,  # noqa: ARG001
    args: tuple[Any, ...],
    named: dict[str, Any],
) -> Any:
    """NumPy calls this for its other functions with a Tensor among their arguments."""
    if function in FUNCTIONS:
        try:
            return FUNCTIONS[function](*args, **named)
        except NoCounterpart as error:
            raise unsupported(_name(function), {str(error): None}) from None
    if function in VALUES:
        return _of_values(function, args, named)
    raise unsupported(_name(function), {})


def _of_values(function: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """The function of the arrays; an array that comes out becomes a Tensor that nothing follows."""
    tensors = [x for x in flatten([args, named]) if isinstance(x, TensorBase)]
    args, named = transform(lambda x: x.array if isinstance(x, TensorBase) else x, (args, named))
    result = function(*args, **named)
    cls = common_class(tensors)
    if cls is not None and isinstance(result, (np.ndarray, np.generic)):
        return cls.wrap(result)
    return result


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__.replace('numpy', 'np', 1)}.{function.__name__}"


def unsupported(name: str, options: dict[str, Any]) -> NoRuleError:
    """The error for a NumPy function that has no derivative rule."""
    with_options = f" with {', '.join(options)}=" if options else ""
    return NoRuleError(
        f"{name}{with_options} has no derivative rule for Tensors. Use minigrad's functions (mg.*), or leave the tape "
        f"on purpose: {name}(t.numpy())."
    )


# -- leaving the tape without saying so --------------------------------------------------------------------------


def as_array(
    self: Tensor, dtype: DTypeLike | None = None, copy: bool | None = None
) -> np.ndarray[Any, Any]:
    """``np.asarray(t)``: the value; warns where operations on the Tensor are being recorded."""
    if self.node is not None and type(self).recording():
        _warn(self, "np.asarray()", "t.numpy()")
    return TensorBase.__array__(self, dtype, copy)


def as_float(self: Tensor) -> float:
    """``float(t)``: the value; ``math.exp(t)``, which also comes here, warns where the Tensor is recorded."""
    if self.node is not None and type(self).recording() and _taken_by_a_call():
        _warn(self, "a function of plain numbers, such as math.exp,", "float(t)")
    return float(self.array)


def _taken_by_a_call() -> bool:
    """Whether the running line calls a function that wants a number, and its code nowhere says ``float``."""
    frame = user_frame(3)
    if frame is None or "float" in frame.f_code.co_names:
        return False
    return "CALL" in dis.opname[frame.f_code.co_code[frame.f_lasti]]


def _warn(tensor: Tensor, taker: str, instead: str) -> None:
    message = (
        f"{taker} takes the value out of a recorded Tensor of shape {tensor.shape}, and what is computed from it will "
        f"have no gradient. If that is meant, write {instead}; else use the function of the same name in minigrad."
    )
    frame = user_frame(3)
    if frame is None:
        warnings.warn(message, GradientCutWarning, stacklevel=3)
        return
    place = frame.f_code.co_filename, frame.f_lineno
    registry = frame.f_globals.setdefault("__warningregistry__", {})
    warnings.warn_explicit(message, GradientCutWarning, *place, registry=registry)


# Set here and not in the classes, since they need the table of primitives.
TensorBase.__array_ufunc__ = array_ufunc  # type: ignore[attr-defined]
Tensor.__array_function__ = array_function  # type: ignore[attr-defined]
Tensor.__array__ = as_array  # type: ignore[assignment, method-assign]
Tensor.__float__ = as_float  # type: ignore[assignment, method-assign]
