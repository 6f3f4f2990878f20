"""Operations with a derivative of the user's own, with none, and with one that is recomputed.

A user's operation may have any number of inputs and outputs, and records have two parents. So it leaves a small
bundle of records: one per output, which names its cotangent; one that gathers these and calls the user's function;
and a chain of one per input, which hands out what the function returned.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from .autograd import no_grad
from .classes import common_class
from .errors import ShapeError
from .functional import vjp
from .nest import flatten, pack
from .primitive import Primitive
from .records import PARENT_A, tick
from .seeds import zeros_like
from .tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .records import Record

    Pull = Callable[[list[Any]], Sequence[Any]]


def stop_gradient(x: Any) -> Any:
    """The same value, through which no gradient flows.

    >>> import minigrad as mg
    >>> x = mg.Variable(3.0)
    >>> with mg.GradientTape() as tape:
    ...     y = x * mg.stop_gradient(x)
    >>> float(tape.gradient(y, x))
    3.0
    """
    cls = common_class([x])
    return x if cls is None else cls.wrap(x.array)


def custom_gradient(function: Callable[..., Any]) -> Callable[..., Any]:
    """A decorator for a function that returns its value and its own gradient function.

    The gradient function takes one cotangent per output and returns one cotangent per argument, of the argument's
    shape (for a nest of Tensors, a nest of them), or None. Where it computes with Tensors it can be differentiated
    again. The backward pass raises ShapeError for a wrong number or shape of gradients.

    >>> import minigrad as mg
    >>> @mg.custom_gradient
    ... def squared(x):
    ...     return x * x, lambda g: g * 2.0 * x
    >>> float(mg.grad(squared)(3.0)), float(mg.grad(mg.grad(squared))(3.0))
    (6.0, 2.0)
    """

    @functools.wraps(function)
    def applied(*args: Any) -> Any:
        with no_grad():
            returned = function(*args)
        if not (
            isinstance(returned, (tuple, list)) and len(returned) == 2 and callable(returned[1])
        ):
            raise TypeError(
                f"{getattr(function, '__name__', 'this')} is a custom_gradient, which returns its value and "
                f"its gradient function, and this one returned {returned!r}. "
                "Write: return value, lambda g: g * derivative."
            )
        value, gradient = returned

        def pull(cotangents: list[Any]) -> list[Any]:
            gradients = _as_list(gradient(*cotangents))
            return _spread(args, gradients) if len(gradients) == len(args) else gradients

        return _attach(function, args, value, pull)

    return applied


def checkpoint(function: Callable[..., Any]) -> Callable[..., Any]:
    """A decorator that saves memory: nothing inside is recorded, and the backward pass runs the function again.

    Gradients flow to its arguments (or nests of them); what it uses besides them is held fixed.

    Chen et al., Training Deep Nets with Sublinear Memory Cost (2016).

    >>> import minigrad as mg
    >>> float(mg.grad(mg.checkpoint(lambda x: mg.tanh(x * x)))(0.0))
    0.0
    """

    @functools.wraps(function)
    def applied(*args: Any) -> Any:
        with no_grad():
            value = function(*args)

        def pull(cotangents: list[Any]) -> list[Any]:
            gradients = vjp(function, *args)[1](pack(value, cotangents))
            return _spread(
                args,
                [g if _holds_tensor(a) else None for a, g in zip(args, gradients, strict=True)],
            )

        return _attach(function, args, value, pull)

    return applied


def _attach(function: Callable[..., Any], args: tuple[Any, ...], value: Any, pull: Pull) -> Any:
    outputs = flatten(value)
    inputs = _spread(args, args)
    cls = common_class([*inputs, *outputs])
    if cls is None:
        return value
    fresh = [
        cls.wrap(output.array) if isinstance(output, TensorBase) else cls.convert(output)
        for output in outputs
    ]
    connect(getattr(function, "__name__", "custom"), cls, inputs, fresh, pull)
    return pack(value, fresh)


def _holds_tensor(argument: Any) -> bool:
    return any(isinstance(leaf, TensorBase) for leaf in flatten(argument))


def _spread(args: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    """One value per argument, or per leaf of an argument that is a nest of Tensors."""
    spread: list[Any] = []
    for argument, value in zip(args, values, strict=True):
        spread += flatten(value) if _holds_tensor(argument) else [value]
    return spread


def _as_list(gradients: Any) -> list[Any]:
    return list(gradients) if isinstance(gradients, (list, tuple)) else [gradients]


class _Cotangents(dict[int, Any]):
    """The cotangents of several outputs, by position; the engine adds them up like numbers."""

    def __add__(self, other: _Cotangents) -> _Cotangents:
        return _Cotangents({**self, **other})


class _Custom(Primitive):
    """A primitive whose rule is a Python function; one is made per call, and none is in the table."""

    def __init__(self, name: str, call: Callable[[Any, Record], tuple[Any, Any]]) -> None:
        self.name = self.__name__ = name
        self.rules, self.params, self.kind, self.symbol, self.tangent = (
            ("g",),
            (),
            "general",
            "",
            (),
        )
        self._pushes = {}
        call.primitive = self  # type: ignore[attr-defined]

    def push(self, operand: int) -> Any:  # noqa: ARG002 - the signature of every primitive
        """There is no forward rule for a function of the user's."""
        raise TypeError(
            f"{self.name} was given a gradient, and forward mode would need a tangent. "
            "Use reverse mode: grad() or vjp()."
        )


def connect(
    name: str, cls: type[TensorBase], inputs: Sequence[Any], outputs: Sequence[Any], pull: Pull
) -> None:
    """Record that ``outputs`` were made from ``inputs``, with a derivative given as a function.

    Args:
        name: what messages and pictures call the operation.
        cls: the class of tensors that it works on.
        inputs: its arguments; those that are no recorded Tensors get no gradient.
        outputs: fresh Tensors, not recorded yet; their nodes are set here.
        pull: from the list of the outputs' cotangents, as Tensors, to one cotangent (or None) per input.
    """
    nodes = [value.node if isinstance(value, TensorBase) else None for value in inputs]
    if not cls.recording() or all(node is None for node in nodes):
        return
    blanks = [zeros_like(output.array) for output in outputs]
    shapes = [getattr(value, "shape", ()) for value in inputs]

    def gather(cotangents: Any, _record: Record) -> tuple[Any, None]:
        given = [cotangents.get(i, blank) for i, blank in enumerate(blanks)]
        lifted = any(isinstance(g, TensorBase) for g in given)
        wrapped = [g if isinstance(g, TensorBase) else cls.wrap(g) for g in given]
        found = list(pull(wrapped)) if lifted else _unrecorded(pull, wrapped)
        if len(found) != len(inputs):
            raise ShapeError(
                f"the gradient of {name} returned {len(found)} gradients for {len(inputs)} arguments. "
                "Return one per argument, None where there is none."
            )
        found = [g if g is None or hasattr(g, "dtype") else cls.convert(g) for g in found]
        return [_checked(name, i, g, shapes[i], lifted) for i, g in enumerate(found)], None

    chain: Record | None = None
    for node in reversed(nodes):
        chain = [tick(), _named(name, _hand_out), node, chain]
    gathered = [tick(), _named(name, gather), chain, None]
    for i, output in enumerate(outputs):
        output.node = [tick(), _named(name, functools.partial(_name_it, i)), gathered, None]


def _unrecorded(pull: Pull, cotangents: list[Any]) -> list[Any]:
    with no_grad():
        return list(pull(cotangents))


def _checked(name: str, place: int, gradient: Any, shape: tuple[int, ...], lifted: bool) -> Any:
    if gradient is None:
        return None
    if getattr(gradient, "shape", ()) != shape:
        raise ShapeError(
            f"the gradient of {name} for argument {place} has shape {getattr(gradient, 'shape', ())}, and the argument "
            f"has shape {shape}. Return a gradient of the argument's own shape."
        )
    return gradient.array if isinstance(gradient, TensorBase) and not lifted else gradient


def _name_it(place: int, g: Any, _record: Record) -> tuple[Any, None]:
    return _Cotangents({place: g}), None


def _hand_out(gradients: list[Any], record: Record) -> tuple[Any, Any]:
    own, rest = gradients[0], gradients[1:]
    return record[PARENT_A] and own, rest or None


def _named(
    name: str, rule: Callable[[Any, Record], tuple[Any, Any]]
) -> Callable[[Any, Record], tuple[Any, Any]]:
    fresh = functools.partial(rule)
    _Custom(name, fresh)
    return fresh
