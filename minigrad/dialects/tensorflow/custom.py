"""Gradients of one's own, and functions that cut or keep the graph."""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.custom import connect, stop_gradient as core_stop
from minigrad.nest import flatten, pack

from .dtypes import numpy_dtype
from .slices import dense
from .tape import GradientTape
from .tensor import EagerTensor, tensor

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]


def stop_gradient(input: Any, name: str | None = None) -> Any:
    """The same value, through which no gradient flows."""
    return core_stop(tensor(input))


def custom_gradient(f: Function) -> Function:
    """A decorator for a function that returns its value and its own gradient function.

    The gradient function takes one upstream gradient per output and returns one gradient per argument. Where ``f``
    uses Variables, it must take ``variables=`` and return a pair: the arguments' gradients, and the variables'.
    """

    @functools.wraps(f)
    def applied(*args: Any, **named: Any) -> Any:
        inputs = [tensor(dense(a)) for a in args]
        with GradientTape() as tape:
            value, grad = f(*inputs, **named)
        own = [v for v in tape.watched_variables() if not any(v is a for a in inputs)]
        takes = "variables" in inspect.signature(grad).parameters
        if own and not takes:
            names = [v.name for v in own]
            raise TypeError(
                f"{_name(f)} uses the Variables {names}, so its gradient function must take variables= and return "
                "a pair: the gradients of the arguments, and a list of those of the variables."
            )
        outputs = [EagerTensor.wrap(tensor(o).data) for o in flatten(value)]

        def pull(cotangents: list[Any]) -> list[Any]:
            found = grad(*cotangents, variables=own) if own else grad(*cotangents)
            mine, theirs = found if own else (found, [])
            gradients = list(mine) if isinstance(mine, (list, tuple)) else [mine]
            if len(gradients) != len(inputs):
                raise ValueError(
                    f"the gradient function of {_name(f)} returned {len(gradients)} gradients, and {len(inputs)} are "
                    "expected: one per argument, None where there is none."
                )
            return [
                None if g is None else tensor(dense(g))
                for g in (*gradients, *flatten(list(theirs)))
            ]

        connect(_name(f), EagerTensor, [*inputs, *own], outputs, pull)
        return pack(value, outputs)

    return applied


def _name(f: Function) -> str:
    return str(getattr(f, "__name__", "custom_gradient"))


def grad_pass_through(f: Function) -> Function:
    """``f`` with the gradient of the identity."""

    @custom_gradient
    def applied(*args: Any) -> Any:
        return f(*args), lambda *g: g[0] if len(args) == 1 else g

    return applied


def recompute_grad(f: Function) -> Function:
    """``f``, recomputed on the way back instead of remembered."""

    @functools.wraps(f)
    def applied(*args: Any) -> Any:
        inputs = [tensor(a) for a in args]
        with GradientTape() as tape:
            value = f(*(EagerTensor.wrap(x.data) for x in inputs))
        own = list(tape.watched_variables())
        outputs = [EagerTensor.wrap(tensor(o).data) for o in flatten(value)]

        def pull(cotangents: list[Any]) -> list[Any]:
            fresh = [EagerTensor.wrap(x.data, x.node) for x in inputs]
            with GradientTape() as again:
                again.watch(fresh)
                made = flatten(f(*fresh))
            return [
                None if g is None else dense(g)
                for g in again.gradient(made, [*fresh, *own], cotangents)
            ]

        connect(_name(f), EagerTensor, [*inputs, *own], outputs, pull)
        return pack(value, outputs)

    return applied


def numpy_function(
    func: Function, inp: Any, Tout: Any, stateful: bool = True, name: str | None = None
) -> Any:
    """A NumPy function as an operation; the graph is cut."""
    found = func(*(tensor(x).numpy() for x in inp))
    if isinstance(Tout, (list, tuple)):
        return [
            tensor(EagerTensor.convert(v).data.astype(numpy_dtype(t)))
            for v, t in zip(found, Tout, strict=True)
        ]
    return EagerTensor.wrap(np.asarray(found).astype(numpy_dtype(Tout))[()])


def py_function(func: Function, inp: Any, Tout: Any, name: str | None = None) -> Any:
    """A Python function of tensors as an operation; the graph is kept."""
    found = func(*inp)
    return [tensor(v) for v in found] if isinstance(Tout, (list, tuple)) else tensor(found)
