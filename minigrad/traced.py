"""One run of a function on fresh inputs, which can then be walked in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .autograd import GradTensor, enable_grad
from .engine import backward, forward
from .nest import flatten, pack
from .recorder import watch_point
from .records import REQUIRES_GRAD, SERIAL, leaf, open_tapes, tick, transforming
from .tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]


class Traced:
    """The inputs, the outputs, and where the records begin."""

    def __init__(self, function: Function, primals: tuple[Any, ...]) -> None:
        self.primals = primals
        self.begin = tick()
        given = flatten(primals)
        self.inputs = [_input(value) for value in given]
        outer = any(isinstance(value, TensorBase) and value.node is not None for value in given)
        self.nested = outer or transforming.get() > 0 or bool(open_tapes.get())
        transforming.set(transforming.get() + 1)
        try:
            with enable_grad():
                self.result = function(*pack(primals, list(self.inputs)))
        finally:
            transforming.set(transforming.get() - 1)
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
            return tensor.array
        return (
            tensor if isinstance(tensor, GradTensor) else GradTensor.wrap(tensor.array, tensor.node)
        )

    @staticmethod
    def _result(total: Any, like: TensorBase) -> Any:
        if total is None:
            return GradTensor.wrap(like.array * 0)
        return total if isinstance(total, TensorBase) else GradTensor.wrap(total)


def _input(value: Any) -> GradTensor:
    """A fresh tensor for an argument, connected to what an outer transformation follows."""
    if isinstance(value, TensorBase) and value.node is not None:
        return GradTensor.wrap(value.array, [tick(), watch_point.rule(), value.node, None])
    made = GradTensor.convert(value)
    if made.dtype.kind in "fc":
        made.node = leaf(made, REQUIRES_GRAD)
    return made
