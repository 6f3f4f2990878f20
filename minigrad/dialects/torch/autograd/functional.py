"""torch.autograd.functional: Jacobians, Hessians and products with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import modes
from ..errors import SizeError
from ..joining import stack
from ..tensor import Tensor
from .backward import grad

if TYPE_CHECKING:
    from collections.abc import Callable


def _as_tuple(given: Any) -> tuple[Any, ...]:
    return (
        given if isinstance(given, tuple) else tuple(given) if isinstance(given, list) else (given,)
    )


def _fresh(inputs: Any, create_graph: bool) -> tuple[Tensor, ...]:
    """Inputs that the function's graph begins at; connected to the caller's with ``create_graph``."""
    return tuple(
        x.view_as(x) if create_graph and x.requires_grad else x.detach().requires_grad_()
        for x in _as_tuple(inputs)
    )


def _run(
    func: Callable[..., Any], inputs: Any, create_graph: bool
) -> tuple[tuple[Tensor, ...], tuple[Any, ...], bool]:
    given = _fresh(inputs, create_graph)
    with modes.enable_grad():
        outputs = func(*given)
    return given, _as_tuple(outputs), isinstance(outputs, (tuple, list))


def _zeros(like: Tensor) -> Tensor:
    return Tensor.wrap(np.zeros_like(like.array)[()])


def _pulled(
    output: Tensor, inputs: tuple[Tensor, ...], seed: Any, create_graph: bool
) -> tuple[Tensor, ...]:
    if not output.requires_grad:
        return tuple(_zeros(x) for x in inputs)
    found = grad(
        output, inputs, seed, retain_graph=True, create_graph=create_graph, allow_unused=True
    )
    return tuple(_zeros(x) if g is None else g for g, x in zip(found, inputs, strict=True))


def jacobian(
    func: Callable[..., Any],
    inputs: Any,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
) -> Any:
    """All partial derivatives, of shape output + input; nested tuples for several outputs and inputs.

    >>> from minigrad.dialects import torch
    >>> torch.autograd.functional.jacobian(lambda x: x**2, torch.tensor([1.0, 2.0]))
    tensor([[2., 0.],
            [0., 4.]])
    """
    given, outputs, several = _run(func, inputs, create_graph)
    blocks: tuple[Any, ...] = tuple(_rows(output, given, create_graph) for output in outputs)
    if not isinstance(inputs, (tuple, list)):
        blocks = tuple(row[0] for row in blocks)
    return blocks if several else blocks[0]


def _rows(output: Tensor, inputs: tuple[Tensor, ...], create_graph: bool) -> tuple[Tensor, ...]:
    """The Jacobian of one output: one backward walk per element."""
    rows = []
    for i in range(output.array.size):
        seed = np.zeros(output.array.size, output.array.dtype)
        seed[i] = 1
        rows.append(_pulled(output, inputs, Tensor.wrap(seed.reshape(output.shape)), create_graph))
    if not rows:
        return tuple(
            Tensor.wrap(np.zeros((*output.shape, *x.shape), x.array.dtype)) for x in inputs
        )
    return tuple(
        stack(column).reshape((*output.shape, *x.shape))
        for column, x in zip(zip(*rows, strict=True), inputs, strict=True)
    )


def _number(outputs: tuple[Any, ...], what: str) -> Tensor:
    if len(outputs) != 1 or outputs[0].array.size != 1:
        raise SizeError(
            f"{what}() takes a function of one number as output, and got shapes {[tuple(o.shape) for o in outputs]}. "
            "Reduce it, for example with .sum()."
        )
    number: Tensor = outputs[0].reshape(())
    return number


def hessian(
    func: Callable[..., Any],
    inputs: Any,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
) -> Any:
    """All second derivatives of a function with one number as output."""

    def gradient(*xs: Tensor) -> Any:
        with modes.enable_grad():
            output = _number(_as_tuple(func(*xs)), "hessian")
        found = _pulled(output, xs, None, create_graph=True)
        return found if isinstance(inputs, (tuple, list)) else found[0]

    return jacobian(gradient, inputs, create_graph)


def vjp(
    func: Callable[..., Any],
    inputs: Any,
    v: Any = None,
    create_graph: bool = False,
    strict: bool = False,
) -> Any:
    """The output, and the vector ``v`` times the Jacobian."""
    given, outputs, several = _run(func, inputs, create_graph)
    seeds = (None,) * len(outputs) if v is None else _as_tuple(v)
    found = grad(
        outputs, given, seeds, retain_graph=True, create_graph=create_graph, allow_unused=True
    )
    products = tuple(_zeros(x) if g is None else g for g, x in zip(found, given, strict=True))
    return _detached(outputs, several, create_graph), _unpacked(products, inputs)


def jvp(
    func: Callable[..., Any],
    inputs: Any,
    v: Any = None,
    create_graph: bool = False,
    strict: bool = False,
) -> Any:
    """The output, and the Jacobian times the vector ``v``: the derivative of a vjp, which is linear in its vector."""
    given, outputs, several = _run(func, inputs, create_graph)
    weights = tuple(_zeros(o).requires_grad_() for o in outputs)
    pulled = grad(outputs, given, weights, create_graph=True, allow_unused=True)
    vectors = (None,) * len(given) if v is None else _as_tuple(v)
    pairs = [(g, w) for g, w in zip(pulled, vectors, strict=True) if g is not None]
    if not pairs:
        tangents = tuple(_zeros(o) for o in outputs)
    else:
        found = grad(
            [g for g, _ in pairs],
            weights,
            [w for _, w in pairs],
            create_graph=create_graph,
            allow_unused=True,
        )
        tangents = tuple(_zeros(o) if t is None else t for t, o in zip(found, outputs, strict=True))
    return _detached(outputs, several, create_graph), tangents if several else tangents[0]


def vhp(
    func: Callable[..., Any],
    inputs: Any,
    v: Any = None,
    create_graph: bool = False,
    strict: bool = False,
) -> Any:
    """The output, and the vector ``v`` times the Hessian."""
    given, outputs, _ = _run(func, inputs, create_graph)
    output = _number(outputs, "vhp")
    gradient = _pulled(output, given, None, create_graph=True)
    seeds = (None,) * len(given) if v is None else _as_tuple(v)
    linked = [(g, s) for g, s in zip(gradient, seeds, strict=True) if g.requires_grad]
    found: Any = (None,) * len(given)
    if linked:
        found = grad(
            [g for g, _ in linked],
            given,
            [s for _, s in linked],
            create_graph=create_graph,
            allow_unused=True,
        )
    products = tuple(_zeros(x) if g is None else g for g, x in zip(found, given, strict=True))
    return _detached((output,), False, create_graph), _unpacked(products, inputs)


hvp = vhp  # the Hessian is symmetric


def _detached(outputs: tuple[Any, ...], several: bool, create_graph: bool) -> Any:
    kept = outputs if create_graph else tuple(o.detach() for o in outputs)
    return kept if several else kept[0]


def _unpacked(values: tuple[Any, ...], inputs: Any) -> Any:
    return values if isinstance(inputs, (tuple, list)) else values[0]
