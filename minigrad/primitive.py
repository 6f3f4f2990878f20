"""One operation: its name, what it computes, and its derivative. A row of the table in `minigrad.primitives`."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np

from .calculus import compile_rule, compile_tangent
from .classes import adopt, common_class
from .operations import make

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .calculus import Rule
    from .operations import Operation
    from .tensor import TensorBase

    Observer = Callable[["Primitive", Operation, bool], Operation]

TABLE: dict[str, Primitive] = {}
UFUNCS: dict[np.ufunc, Primitive] = {}
NEEDED = inspect.Parameter.empty
PLAIN = frozenset({np.ndarray, np.float32, np.float64, float, int})
NAMESPACE: dict[str, Any] = {"np": np}  # what the rules may call


class Primitive:
    """A differentiable operation, callable on Tensors and arrays alike.

    With a Tensor among its operands it returns a Tensor of the same class and records; on plain arrays it
    returns what NumPy returns, which is what makes one derivative rule serve both.

    Attributes:
        name: NumPy's name for it where NumPy has one.
        forward: the function on arrays.
        rules: one derivative expression per operand (see `minigrad.calculus`).
        params: the names of its static parameters, in order, after the operands.
        kind: 'elementwise', 'linear' or 'bilinear' where that is enough to know forward mode, else 'general'.
        tangent: for kind 'general', one expression per operand in ``t``, its tangent.
        symbol: how it is written between (or before) its operands, if it is.
    """

    def __init__(
        self,
        name: str,
        forward: Operation,
        rules: Sequence[str],
        *,
        kind: str = "general",
        symbol: str = "",
        tangent: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.forward = forward
        self.rules = tuple(rules)
        self.operands = len(self.rules)
        self.kind = kind
        self.symbol = symbol
        self.tangent = tuple(tangent)
        self.variadic = False
        self.params: tuple[str, ...] = ()
        self.defaults: tuple[Any, ...] = ()
        if not isinstance(forward, np.ufunc) and kind != "elementwise":
            parameters = list(inspect.signature(forward).parameters.values())[len(rules) :]
            signature = [p for p in parameters if p.kind is not p.VAR_POSITIONAL]
            self.variadic = len(signature) < len(parameters)
            self.params = tuple(p.name for p in signature)
            self.defaults = tuple(p.default for p in signature)
        self.required = self.defaults.count(NEEDED)
        self.__name__ = name
        self.__doc__ = forward.__doc__
        self.bound: dict[type, Operation] = {}
        self._rules: dict[bool, Rule] = {}
        self._pushes: dict[int, Callable[[Any, list[Any]], Any]] = {}
        TABLE[name] = self
        if isinstance(forward, np.ufunc):
            UFUNCS[forward] = self
        # The primitive, not the ufunc: a dialect may cut the graph where NumPy is handed its tensors.
        NAMESPACE.setdefault(name, self)

    def __repr__(self) -> str:
        return f"<primitive {self.name}>"

    def rule(self, *, unbroadcast: bool = False) -> Rule:
        """The compiled derivative, ``rule(g, record) -> (ga, gb)``; compiled when first asked for."""
        if unbroadcast not in self._rules:
            rule = compile_rule(
                self.name, self.rules, self.params, NAMESPACE, unbroadcast=unbroadcast
            )
            rule.primitive = rule.used_up.primitive = self
            self._rules[unbroadcast] = rule
        return self._rules[unbroadcast]

    def push(self, operand: int) -> Callable[[Any, list[Any]], Any]:
        """Forward mode: ``push(t, record)``, what the tangent of one operand adds to that of the output.

        An elementwise rule serves both directions; a linear operation is its own tangent map.
        """
        if operand not in self._pushes:
            static = ", *params" if self.params or self.variadic else ""
            operands = "t, b" if operand == 0 else "a, t"
            expression = {
                "elementwise": lambda: f"(lambda g: {self.rules[operand]})(t)",
                "linear": lambda: f"{self.name}(t{static})",
                "bilinear": lambda: f"{self.name}({operands}{static})",
                "general": lambda: self.tangent[operand],
            }[self.kind]()
            self._pushes[operand] = compile_tangent(
                self.name, expression, self.params, {**NAMESPACE, self.name: self}
            )
        return self._pushes[operand]

    def complete(self, static: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """All static parameters in order: those given by place, by name, and the defaults."""
        params = [*static, *self.defaults[len(static) :]]
        for name, value in named.items():
            if name not in self.params:
                raise TypeError(
                    f"{self.name}() has no parameter {name!r}; it takes {', '.join(self.params) or 'none'}."
                )
            params[self.params.index(name)] = value
        if self.required and any(value is NEEDED for value in params):
            lacking = [
                name for name, value in zip(self.params, params, strict=False) if value is NEEDED
            ]
            raise TypeError(f"{self.name}() needs {' and '.join(lacking)} as well.")
        return tuple(params)

    def __call__(self, *args: Any, **params: Any) -> Any:
        """Apply it: on Tensors recorded, on plain arrays as NumPy would."""
        operands = self.operands
        if type(args[0]) in PLAIN and (operands == 1 or type(args[1]) in PLAIN):
            return self.forward(
                *args, **params
            )  # a rule at work on arrays: the common case, made short
        cls = common_class(args[:operands])
        if cls is None:
            return self.forward(*args, **params)
        if not isinstance(args[0], cls):
            args = (_literal(cls, args[0], args[1]), *args[1:])
        return watched(self, self.on(cls))(*args, **params)

    def on(self, cls: type[TensorBase]) -> Operation:
        """This operation for one class of tensors, made when first asked for."""
        operation = self.bound.get(cls)
        if operation is None:
            operation = self.bound[cls] = make(self, cls)
        return operation


def _literal(cls: type[TensorBase], first: Any, second: TensorBase) -> Any:
    """A number or array before a Tensor, as in ``maximum(0, t)``: a number takes the dtype of floating Tensors."""
    if type(first) is int and second.dtype.kind == "f":
        first = float(first)
    return adopt(cls, first, like=second)


_observer: Observer | None = None


def watched(primitive: Primitive, operation: Operation, *, exchanged: bool = False) -> Operation:
    """The operation as the present observer wants it."""
    return operation if _observer is None else _observer(primitive, operation, exchanged)


def set_observer(observer: Observer | None) -> None:
    """From now on every operation asked for is wrapped by ``observer(primitive, operation, exchanged)``."""
    global _observer  # noqa: PLW0603 - one switch for all classes; only `minigrad.binding` turns it
    _observer = observer
