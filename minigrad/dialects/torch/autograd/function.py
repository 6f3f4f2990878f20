"""torch.autograd.Function: an operation with a forward and a backward of your own."""

from __future__ import annotations

import weakref
from typing import Any

import numpy as np

from ....custom import connect
from ....records import PARENT_A, RULE
from .. import modes
from ..errors import ModeError
from ..nodes import INNER
from ..tensor import Tensor


class _SavedOutput:
    """An output that forward saved, held without a reference cycle: its record reaches the context."""

    def __init__(self, output: Tensor) -> None:
        self.reference = weakref.ref(output)
        self.array = output.array

    def get(self) -> Tensor:
        """The output, or its value where nobody holds it any more."""
        output = self.reference()
        return Tensor.wrap(self.array) if output is None else output


class FunctionCtx:
    """What forward leaves for backward."""

    def __init__(self) -> None:
        self._saved: tuple[Any, ...] = ()
        self._cut: tuple[Any, ...] = ()
        self._dirty: tuple[Any, ...] = ()
        self._materialise = True
        self.needs_input_grad: tuple[bool, ...] = ()

    def save_for_backward(self, *tensors: Any) -> None:
        """Keep tensors for backward."""
        self._saved = tensors

    @property
    def saved_tensors(self) -> tuple[Any, ...]:
        """The tensors that forward kept."""
        return tuple(s.get() if isinstance(s, _SavedOutput) else s for s in self._saved)

    def mark_non_differentiable(self, *tensors: Any) -> None:
        """These outputs have no gradient."""
        self._cut = tensors

    def mark_dirty(self, *tensors: Any) -> None:
        """These inputs were changed in place."""
        self._dirty = tensors

    def set_materialize_grads(self, value: bool) -> None:
        """Whether backward gets zeros (True) or None for outputs without a gradient."""
        self._materialise = value


class Function:
    """Subclass it with static methods ``forward(ctx, ...)`` and ``backward(ctx, ...)``; call ``.apply(...)``.

    >>> from minigrad.dialects import torch
    >>> class Square(torch.autograd.Function):
    ...     @staticmethod
    ...     def forward(ctx, x):
    ...         ctx.save_for_backward(x)
    ...         return x * x
    ...
    ...     @staticmethod
    ...     def backward(ctx, g):
    ...         (x,) = ctx.saved_tensors
    ...         return 2 * x * g
    >>> x = torch.tensor(3.0, requires_grad=True)
    >>> Square.apply(x).backward()
    >>> x.grad
    tensor(6.)
    """

    @staticmethod
    def forward(*args: Any, **named: Any) -> Any:
        """What the function computes; write it in your class."""
        raise NotImplementedError("a Function needs a static method forward(ctx, ...).")

    @staticmethod
    def backward(ctx: Any, *grad_outputs: Any) -> Any:
        """The gradients of the inputs from those of the outputs; write it in your class."""
        raise NotImplementedError(
            "a Function needs a static method backward(ctx, ...) to be differentiated."
        )

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Refused: torch's functions have no instances."""
        raise RuntimeError(
            f"a Function is used through its class: {type(self).__name__}.apply(...)."
        )

    @classmethod
    def apply(cls, *inputs: Any) -> Any:
        """Run forward without recording, and connect backward to the graph."""
        ctx = FunctionCtx()
        ctx.needs_input_grad = tuple(isinstance(x, Tensor) and x.requires_grad for x in inputs)
        with modes.no_grad():
            if hasattr(cls, "setup_context"):
                result = cls.forward(*inputs)
                cls.setup_context(ctx, inputs, result)
            else:
                result = cls.forward(ctx, *inputs)
        given = result if isinstance(result, tuple) else (result,)
        outputs = [_fresh(o, inputs, ctx) for o in given]
        ctx._saved = tuple(
            _SavedOutput(s) if any(s is o for o in outputs) else s for s in ctx._saved
        )
        followed = [
            i for i, o in enumerate(outputs) if isinstance(o, Tensor) and _carries(o, given[i], ctx)
        ]
        if any(ctx.needs_input_grad):
            _connect(cls, ctx, inputs, outputs, followed)
        return tuple(outputs) if isinstance(result, tuple) else outputs[0]


def _fresh(output: Any, inputs: tuple[Any, ...], ctx: FunctionCtx) -> Any:
    """An output that may get a node: forward's own tensors as they are, its inputs as new tensors."""
    if not isinstance(output, Tensor) or any(output is dirty for dirty in ctx._dirty):
        return output
    return Tensor.wrap(output.array) if any(output is x for x in inputs) else output


def _carries(output: Tensor, given: Any, ctx: FunctionCtx) -> bool:
    return output.array.dtype.kind == "f" and not any(given is cut for cut in ctx._cut)


def _connect(
    cls: type[Function],
    ctx: FunctionCtx,
    inputs: tuple[Any, ...],
    outputs: list[Any],
    followed: list[int],
) -> None:
    name = f"{cls.__name__}Backward"

    # Zeros for outputs without a gradient are made from these: the outputs themselves would be a reference cycle.
    kinds = [(o.array.shape, o.array.dtype) if isinstance(o, Tensor) else None for o in outputs]

    def pull(cotangents: list[Any]) -> list[Any]:
        arrived = dict(zip(followed, cotangents, strict=True))
        everything = [
            arrived[i] if i in arrived else kind and Tensor.wrap(np.zeros(*kind)[()])
            for i, kind in enumerate(kinds)
        ]
        given = cls.backward(ctx, *everything)
        return _checked(name, list(given) if isinstance(given, tuple) else [given], inputs)

    connect(name, Tensor, inputs, [outputs[i] for i in followed], pull)
    for i in followed:
        node = outputs[i].node
        if node is not None:
            _label(outputs[i], name, i)
            if ctx._saved:
                _use_up(node, name)


def _label(output: Tensor, name: str, place: int) -> None:
    """The record of the output is torch's node; those that gather and hand out are inside it."""
    node: Any = output.node
    below = node[PARENT_A]
    node[RULE].label, node[RULE].output = name, place
    stack = [below]
    while stack:
        record = stack.pop()
        if (
            record is not None
            and getattr(record[RULE], "primitive", None) is not None
            and record[RULE].primitive.name == name
        ):
            record[RULE].label = INNER
            stack += record[2:4]


def _use_up(node: Any, name: str) -> None:
    """A function that saved tensors can be walked once, unless the graph is retained."""

    def used_up(_upstream: Any, _record: Any) -> Any:
        raise ModeError(
            f"the graph was walked a second time, and what {name} had saved is gone. "
            "Pass retain_graph=True the first time."
        )

    used_up.__dict__.update(node[RULE].__dict__)
    node[RULE].used_up = used_up
    node.append(None)


def _checked(name: str, gradients: list[Any], inputs: tuple[Any, ...]) -> list[Any]:
    while len(gradients) > len(inputs) and gradients[-1] is None:
        gradients.pop()
    if len(gradients) != len(inputs):
        raise RuntimeError(
            f"function {name} returned an incorrect number of gradients: expected {len(inputs)}, one per argument of "
            f"forward, and got {len(gradients)}. Return None for arguments without a gradient."
        )
    for i, (gradient, value) in enumerate(zip(gradients, inputs, strict=True)):
        if (
            isinstance(gradient, Tensor)
            and isinstance(value, Tensor)
            and gradient.shape != value.shape
        ):
            if gradient.ndim >= value.ndim and _sums_to(gradient.shape, value.shape):
                gradients[i] = _summed(gradient, value)
                continue
            raise RuntimeError(
                f"function {name} returned an invalid gradient at index {i}: "
                f"its shape is {tuple(gradient.shape)}, and the "
                f"argument's is {tuple(value.shape)}."
            )
    return [g if isinstance(v, Tensor) else None for g, v in zip(gradients, inputs, strict=True)]


def _sums_to(shape: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    padded = (1,) * (len(shape) - len(wanted)) + tuple(wanted)
    return all(n in {1, m} for m, n in zip(shape, padded, strict=True))


def _summed(gradient: Tensor, value: Tensor) -> Tensor:
    from ....primitives.shapes import unbroadcast

    result: Tensor = unbroadcast(gradient, tuple(value.shape))
    return result


def once_differentiable(backward: Any) -> Any:
    """A decorator for a backward that cannot be differentiated again."""

    def once(ctx: Any, *gradients: Any) -> Any:
        with modes.no_grad():
            results = backward(ctx, *gradients)
        if not any(isinstance(g, Tensor) and g.requires_grad for g in gradients):
            return results
        several = results if isinstance(results, tuple) else (results,)
        found = tuple(
            _Refusing.apply(*[g for g in gradients if isinstance(g, Tensor)], r)
            if isinstance(r, Tensor)
            else r
            for r in several
        )
        return found if isinstance(results, tuple) else found[0]

    return once


class _Refusing(Function):
    @staticmethod
    def forward(ctx: Any, *values: Any) -> Any:
        return values[-1].clone()

    @staticmethod
    def backward(ctx: Any, *_: Any) -> Any:
        raise ModeError(
            "this backward was declared once_differentiable, and a second derivative was asked for."
        )
