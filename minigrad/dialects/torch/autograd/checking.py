"""gradcheck and gradgradcheck: compare backward with finite differences."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from ....errors import MinigradError
from ..tensor import Tensor
from .backward import grad

if TYPE_CHECKING:
    from collections.abc import Callable


class GradcheckError(MinigradError, RuntimeError):
    """backward() and finite differences disagree."""


def gradcheck(
    func: Callable[..., Any],
    inputs: Any,
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    raise_exception: bool = True,
    **_: Any,
) -> bool:
    """Whether the derivatives of ``func`` agree with central differences; GradcheckError where they do not.

    Inputs should be float64: float32 has too few digits for differences this small.

    >>> from minigrad.dialects import torch
    >>> x = torch.tensor([0.5], dtype=torch.float64, requires_grad=True)
    >>> torch.autograd.gradcheck(torch.sin, (x,))
    True
    """
    given = inputs if isinstance(inputs, (tuple, list)) else (inputs,)
    checked = [x for x in given if isinstance(x, Tensor) and x.requires_grad]
    if not checked:
        raise ValueError("gradcheck() needs at least one input tensor with requires_grad=True.")
    if any(x.array.dtype != np.float64 for x in checked):
        warnings.warn(
            "gradcheck() needs float64 inputs; in float32 it will most likely fail. Use .double().",
            UserWarning,
            stacklevel=2,
        )
    outputs = _outputs(func, given)
    for i, output in enumerate(outputs):
        if output.array.dtype.kind != "f" or not output.requires_grad:
            continue
        for j, source in enumerate(checked):
            expected = _numerical(func, given, source, i, eps)
            found = _analytical(output, source)
            if not np.allclose(found, expected, rtol, atol):
                if raise_exception:
                    raise GradcheckError(_mismatch(i, j, expected, found))
                return False
    return True


def _outputs(func: Callable[..., Any], inputs: Any) -> list[Tensor]:
    result = func(*inputs)
    return [
        o
        for o in (result if isinstance(result, (tuple, list)) else (result,))
        if isinstance(o, Tensor)
    ]


def _mismatch(output: int, source: int, numerical: Any, analytical: Any) -> str:
    return (
        f"Jacobian mismatch for output {output} with respect to input {source}:\nby differences\n{numerical}\n"
        f"by backward()\n{analytical}\nLook at the backward of the operations between them."
    )


def _numerical(
    func: Callable[..., Any], inputs: Any, source: Tensor, output: int, eps: float
) -> Any:
    flat = source.array.reshape(-1) if source.ndim else None
    columns = []
    for k in range(source.array.size):
        kept = source.array if flat is None else flat[k].copy()
        sides = []
        for step in (eps, -eps):
            _put(source, k, kept + step)
            sides.append(np.array(_outputs(func, inputs)[output].array, np.float64).reshape(-1))
        _put(source, k, kept)
        columns.append((sides[0] - sides[1]) / (2 * eps))
    return np.stack(columns)


def _put(source: Tensor, place: int, value: Any) -> None:
    if source.ndim:
        source.array[np.unravel_index(place, source.shape)] = value
    else:
        source.array = value


def _analytical(output: Tensor, source: Tensor) -> Any:
    rows = []
    for i in range(output.array.size):
        seed = np.zeros(output.array.size, output.array.dtype)
        seed[i] = 1
        (g,) = grad(
            output,
            source,
            Tensor.wrap(seed.reshape(output.shape)[()]),
            retain_graph=True,
            allow_unused=True,
        )
        rows.append(np.zeros(source.array.size) if g is None else np.reshape(g.array, -1))
    return np.stack(rows, 1)


def gradgradcheck(
    func: Callable[..., Any], inputs: Any, grad_outputs: Any = None, **options: Any
) -> bool:
    """`gradcheck` of the gradient of ``func``."""
    given = inputs if isinstance(inputs, (tuple, list)) else (inputs,)
    seeds = grad_outputs
    if seeds is None:
        made = [
            np.linspace(0.5, 1.5, o.array.size).reshape(o.shape)[()] for o in _outputs(func, given)
        ]
        seeds = tuple(Tensor.wrap(np.asarray(m, np.float64)[()]).requires_grad_() for m in made)

    def gradient(*everything: Any) -> Any:
        values, weights = everything[: len(given)], everything[len(given) :]
        checked = [x for x in values if isinstance(x, Tensor) and x.requires_grad]
        found = grad(_outputs(func, values), checked, weights, create_graph=True, allow_unused=True)
        return tuple(g for g in found if g is not None)

    return gradcheck(gradient, (*given, *seeds), **options)
