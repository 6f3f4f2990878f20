"""Derivatives as functions of functions: `grad`, `vjp`, `jvp`, `jacobian`, `hessian`, `hvp`.

Arguments and results may be nested lists, tuples and dicts of numbers, arrays and Tensors. Each transformation
may be applied to the result of another, to any depth, and to code that uses tapes or ``backward()`` itself.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import numpy as np

from .autograd import GradTensor, enable_grad
from .engine import backward, forward
from .errors import ShapeError
from .nest import flatten, pack
from .records import REQUIRES_GRAD, SERIAL, leaf, open_tapes, tick
from .seeds import ones_like
from .tape import watch_point
from .tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]

_depth: ContextVar[int] = ContextVar("transformation_depth", default=0)


class _Traced:
    """One run of a function on fresh inputs: the inputs, the outputs, and where the records begin."""

    def __init__(self, function: Function, primals: tuple[Any, ...]) -> None:
        self.primals = primals
        self.begin = tick()
        given = flatten(primals)
        self.inputs = [_input(value) for value in given]
        outer = any(isinstance(value, TensorBase) and value.node is not None for value in given)
        self.nested = outer or _depth.get() > 0 or bool(open_tapes.get())
        token = _depth.get()
        _depth.set(token + 1)
        try:
            with enable_grad():
                self.result = function(*pack(primals, list(self.inputs)))
        finally:
            _depth.set(token)
        self.outputs = [
            o if isinstance(o, TensorBase) else GradTensor.convert(o) for o in flatten(self.result)
        ]
        self.lift = GradTensor if self.nested else None

    def pull(self, cotangents: list[Any]) -> list[Any]:
        """The gradients of the inputs for these cotangents of the outputs; zeros where nothing is connected."""
        seeds = [
            self._plain(GradTensor.convert(c, like=o) if not isinstance(c, TensorBase) else c)
            for c, o in zip(cotangents, self.outputs, strict=True)
        ]
        roots = [
            (o.node, seed)
            for o, seed in zip(self.outputs, seeds, strict=True)
            if o.node is not None
        ]
        keep = [t.node[SERIAL] for t in self.inputs if t.node is not None]
        totals, _ = backward(roots, keep=keep, newest=self.begin, lift=self.lift)
        return [
            self._result(totals.get(t.node[SERIAL]) if t.node is not None else None, t)
            for t in self.inputs
        ]

    def push(self, tangents: list[Any]) -> list[Any]:
        """The tangents of the outputs for these tangents of the inputs."""
        given = [
            self._plain(t if isinstance(t, TensorBase) else GradTensor.convert(t, like=x))
            for t, x in zip(tangents, self.inputs, strict=True)
        ]
        known = {
            x.node[SERIAL]: t for x, t in zip(self.inputs, given, strict=True) if x.node is not None
        }
        made = forward([o.node for o in self.outputs], known, newest=self.begin, lift=self.lift)
        return [
            self._result(None if o.node is None else made.get(o.node[SERIAL]), o)
            for o in self.outputs
        ]

    def _plain(self, tensor: TensorBase) -> Any:
        if self.lift is None:
            return tensor.data
        return (
            tensor if isinstance(tensor, GradTensor) else GradTensor.wrap(tensor.data, tensor.node)
        )

    @staticmethod
    def _result(total: Any, like: TensorBase) -> Any:
        if total is None:
            return GradTensor.wrap(like.data * 0)
        return total if isinstance(total, TensorBase) else GradTensor.wrap(total)


def _input(value: Any) -> GradTensor:
    """A fresh tensor for an argument, connected to what an outer transformation follows."""
    if isinstance(value, TensorBase) and value.node is not None:
        return GradTensor.wrap(value.data, [tick(), watch_point.rule(), value.node, None])
    made = GradTensor.convert(value)
    if made.dtype.kind in "fc":
        made.node = leaf(made, REQUIRES_GRAD)
    return made


def vjp(function: Function, *primals: Any) -> tuple[Any, Callable[[Any], tuple[Any, ...]]]:
    """The value of a function, and the function that pulls a cotangent of it back to the arguments.

    >>> import minigrad as mg
    >>> y, pull = mg.vjp(lambda a, b: a * b, 3.0, 4.0)
    >>> [float(g) for g in pull(1.0)]
    [4.0, 3.0]
    """
    traced = _Traced(function, primals)

    def pull(cotangent: Any) -> tuple[Any, ...]:
        given = (
            flatten(cotangent) if isinstance(traced.result, (list, tuple, dict)) else [cotangent]
        )
        _same_shapes(given, traced.outputs, "cotangent")
        packed: tuple[Any, ...] = pack(primals, traced.pull(given))
        return packed

    return traced.result, pull


def jvp(function: Function, primals: tuple[Any, ...], tangents: tuple[Any, ...]) -> tuple[Any, Any]:
    """The value of a function, and its derivative in the direction of ``tangents``: forward mode.

    >>> import minigrad as mg
    >>> y, dy = mg.jvp(lambda a: a * a, (3.0,), (1.0,))
    >>> float(y), float(dy)
    (9.0, 6.0)
    """
    traced = _Traced(function, tuple(primals))
    given = flatten(tangents)
    _same_shapes(given, traced.inputs, "tangent")
    return traced.result, pack(traced.result, traced.push(given))


def _same_shapes(given: list[Any], expected: list[Any], what: str) -> None:
    shapes = [np.shape(g.data if isinstance(g, TensorBase) else g) for g in given]
    wanted = [e.shape for e in expected]
    if shapes != wanted:
        raise ShapeError(
            f"the {what}s have shapes {shapes}, and {wanted} is needed. Give one {what} per value, of its shape."
        )


def value_and_grad(
    function: Function, argnums: int | tuple[int, ...] = 0, has_aux: bool = False
) -> Function:
    """A function that returns the value of ``function`` and its gradient.

    Args:
        function: returns one number; with ``has_aux``, a pair of it and anything else.
        argnums: which argument (or arguments) to differentiate; each may be a nest.
        has_aux: pass the second part of the result through.

    >>> import minigrad as mg
    >>> value, gradient = mg.value_and_grad(lambda w: (w * w).sum())([1.0, 2.0])
    >>> float(value), [float(g) for g in gradient]
    (5.0, [2.0, 4.0])
    """
    places = (argnums,) if isinstance(argnums, int) else tuple(argnums)

    def differentiated(*args: Any, **named: Any) -> Any:
        extra: list[Any] = []

        def of_places(*chosen: Any) -> Any:
            everything = list(args)
            for place, value in zip(places, chosen, strict=True):
                everything[place] = value
            result = function(*everything, **named)
            if has_aux:
                result, aux = result
                extra.append(aux)
            return result

        traced = _Traced(of_places, tuple(args[place] for place in places))
        if len(traced.outputs) != 1 or traced.outputs[0].data.size != 1:
            shapes = [output.shape for output in traced.outputs]
            raise ShapeError(
                f"grad() differentiates a function that returns one number, and this one returned shape(s) {shapes}. "
                "Reduce the result (.sum(), .mean()), or use vjp() or jacobian()."
            )
        gradients = pack(
            traced.primals, traced.pull([GradTensor.wrap(ones_like(traced.outputs[0].data))])
        )
        gradient = gradients[0] if isinstance(argnums, int) else gradients
        value = (traced.result, extra[0]) if has_aux else traced.result
        return value, gradient

    return differentiated


def grad(function: Function, argnums: int | tuple[int, ...] = 0, has_aux: bool = False) -> Function:
    """A function that returns the gradient of ``function``, and may be differentiated again.

    >>> import minigrad as mg
    >>> cube = lambda x: x * x * x
    >>> float(mg.grad(cube)(2.0)), float(mg.grad(mg.grad(cube))(2.0))
    (12.0, 12.0)
    """
    both = value_and_grad(function, argnums, has_aux)

    def gradient(*args: Any, **named: Any) -> Any:
        value, result = both(*args, **named)
        return (result, value[1]) if has_aux else result

    return gradient


def hvp(function: Function, primal: Any, vector: Any) -> Any:
    """The Hessian of ``function`` at ``primal`` times a vector, without ever forming the Hessian.

    Forward mode over reverse mode (Pearlmutter 1994).

    >>> import minigrad as mg
    >>> mg.hvp(
    ...     lambda x: (x * x * x).sum(), mg.constant([1.0, 2.0]), mg.constant([1.0, 1.0])
    ... ).numpy()
    array([ 6., 12.], dtype=float32)
    """
    return jvp(grad(function), (primal,), (vector,))[1]
