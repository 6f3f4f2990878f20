"""torch.autograd.backward and torch.autograd.grad: the core's one backward walk, with torch's arguments."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from .... import autograd as core, hooks
from ....records import SERIAL, writes
from ..errors import ModeError
from ..tensor import Tensor


def _several(given: Any) -> list[Any]:
    return [given] if given is None or isinstance(given, Tensor) else list(given)


def backward(
    tensors: Any,
    grad_tensors: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    inputs: Any = None,
) -> None:
    """Add the gradients of several tensors, each with its cotangent, to the leaves' ``.grad``."""
    targets = _several(tensors)
    seeds = [None] * len(targets) if grad_tensors is None else _several(grad_tensors)
    if len(targets) == 1:
        targets[0].backward(
            seeds[0], retain_graph, create_graph, None if inputs is None else _several(inputs)
        )
        return
    total = Tensor.wrap(np.zeros((), np.float32))
    for target, seed in zip(targets, seeds, strict=True):
        core.start(target, seed)
        total = total + (target if seed is None else (target * seed)).sum()
    total.backward(None, retain_graph, create_graph, None if inputs is None else _several(inputs))


def run(
    input: Tensor,
    gradient: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    inputs: Any = None,
) -> None:
    """``tensor.backward()``: the core's, which warns where create_graph makes ``.grad`` hold its own graph."""
    if create_graph:
        warnings.warn(
            "backward(create_graph=True) leaves a graph in .grad, and in torch a reference cycle. "
            "torch.autograd.grad(..., create_graph=True) returns the gradient instead.",
            UserWarning,
            stacklevel=2,
        )
    wanted = None if inputs is None else _several(inputs)
    if wanted is not None and not wanted:
        raise ModeError("inputs= names no tensor. Leave it out to reach all leaves.")
    core.GradTensor.backward(input, gradient, retain_graph, create_graph, wanted)


def accumulate(input: Tensor, gradient: Tensor) -> None:
    """Add to ``.grad``: into the same memory, unless the gradient has a graph of its own."""
    if gradient.array.dtype != input.array.dtype:
        gradient = gradient.to(input.dtype)
    before = getattr(input, "_grad", None)
    if before is None:
        input._grad = gradient
    elif gradient.node is not None or before.node is not None:
        input._grad = before + gradient
    else:
        writes.note(before.array)
        if isinstance(before.array, np.ndarray):
            before.array += gradient.array
        else:
            before.array = before.array + gradient.array


def grad(
    outputs: Any,
    inputs: Any,
    grad_outputs: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    allow_unused: bool | None = None,
    is_grads_batched: bool = False,
    materialize_grads: bool = False,
) -> tuple[Any, ...]:
    """The gradients of the (summed) outputs with respect to the inputs, as a tuple; no ``.grad`` is touched.

    >>> from minigrad.dialects import torch
    >>> x = torch.tensor(3.0, requires_grad=True)
    >>> torch.autograd.grad(x * x, x)
    (tensor(6.),)
    """
    targets, sources = _several(outputs), _several(inputs)
    seeds = [None] * len(targets) if grad_outputs is None else _several(grad_outputs)
    if is_grads_batched:
        return _batched(targets, sources, seeds, retain_graph, create_graph)
    if not sources:
        raise ModeError("grad() needs at least one input to differentiate with respect to.")
    for i, source in enumerate(sources):
        if source.node is None:
            raise ModeError(
                f"the input at index {i} does not require grad. Make it with requires_grad=True."
            )
    totals, leaves = core.walk(
        targets, seeds, keep=sources, retain_graph=retain_graph, create_graph=create_graph
    )
    del leaves
    found = [_found(source, totals, create_graph) for source in sources]
    for i, gradient in enumerate(found):
        if gradient is None and materialize_grads:
            found[i] = Tensor.wrap(np.zeros_like(sources[i].array)[()])
        elif gradient is None and not allow_unused:
            raise ModeError(
                f"the input at index {i} appears to not have been used in the graph. Say allow_unused=True if None is "
                "what you want there."
            )
    return tuple(found)


def _found(source: Tensor, totals: dict[int, Any], create_graph: bool) -> Any:
    node: Any = source.node
    total = totals.get(node[SERIAL])
    if total is None:
        return None
    gradient = total if create_graph else Tensor.wrap(total)
    if source.is_leaf:  # the hooks of operations ran in the walk
        gradient = hooks.apply(node[SERIAL], gradient)
    return gradient if gradient.array.dtype == source.array.dtype else gradient.to(source.dtype)


def _batched(
    targets: Any, sources: Any, seeds: Any, retain_graph: bool | None, create_graph: bool
) -> tuple[Any, ...]:
    from ..joining import stack

    count = seeds[0].shape[0]
    keep = bool(create_graph if retain_graph is None else retain_graph)
    rows = [
        grad(
            targets,
            sources,
            [s[i] for s in seeds],
            retain_graph=keep or i < count - 1,
            create_graph=create_graph,
        )
        for i in range(count)
    ]
    return tuple(stack(column) for column in zip(*rows, strict=True))
