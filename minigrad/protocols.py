"""NumPy's own functions on Tensors: ``np.exp(t)``, ``np.sum(t)``, ``ndarray * t`` record like minigrad's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import NoRuleError
from .primitive import UFUNCS
from .tensor import TensorBase

if TYPE_CHECKING:
    import numpy as np


def array_ufunc(
    self: TensorBase,  # noqa: ARG001 - NumPy's signature
    ufunc: np.ufunc,
    method: str,
    *operands: Any,
    **options: Any,
) -> Any:
    """NumPy calls this for a ufunc with a Tensor among its operands."""
    primitive = UFUNCS.get(ufunc)
    if primitive is None or method != "__call__" or options:
        raise unsupported(
            f"np.{ufunc.__name__}" + ("" if method == "__call__" else f".{method}"), options
        )
    return primitive(*operands)


def unsupported(name: str, options: dict[str, Any]) -> NoRuleError:
    """The error for a NumPy function that has no derivative rule."""
    with_options = f" with {', '.join(options)}=" if options else ""
    return NoRuleError(
        f"{name}{with_options} has no derivative rule for Tensors. Use minigrad's functions (mg.*), or leave the tape "
        f"on purpose: {name}(t.numpy())."
    )


# Set here and not in the class, since it needs the table of primitives.
TensorBase.__array_ufunc__ = array_ufunc  # type: ignore[attr-defined]
