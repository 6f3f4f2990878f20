"""One operation: what it computes, its derivative, and how it is bound to a class of tensors.

A `Primitive` is a row of the table in `minigrad.primitives`. It is instantiated once per class of tensors by
`bind`, as a closure that computes, makes the result and leaves the record. The closures come in three shapes,
because the two common ones are worth their own fast path: elementwise with one operand, elementwise with two,
and everything else.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np

from .blame import shape_error
from .calculus import compile_rule, compile_tangent, reads
from .records import tick
from .tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .calculus import Rule

    Operation = Callable[..., Any]

TABLE: dict[str, Primitive] = {}
UFUNCS: dict[np.ufunc, Primitive] = {}
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
        self.__name__ = name
        self.__doc__ = forward.__doc__
        self._bound: dict[type, Operation] = {}
        self._rules: dict[bool, Rule] = {}
        self._pushes: dict[int, Callable[[Any, list[Any]], Any]] = {}
        TABLE[name] = self
        if isinstance(forward, np.ufunc):
            UFUNCS[forward] = self
            NAMESPACE.setdefault(
                name, forward
            )  # on arrays the ufunc itself, on Tensors through NumPy's protocol
        else:
            NAMESPACE.setdefault(name, self)

    def __repr__(self) -> str:
        return f"<primitive {self.name}>"

    def rule(self, *, unbroadcast: bool = False) -> Rule:
        """The compiled derivative, ``rule(g, record) -> (ga, gb)``; compiled when first asked for."""
        if unbroadcast not in self._rules:
            rule = compile_rule(
                self.name, self.rules, self.params, NAMESPACE, unbroadcast=unbroadcast
            )
            rule.primitive = rule.used_up.primitive = self  # type: ignore[attr-defined]
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
        if not named:
            return static + self.defaults[len(static) :]
        params = [*static, *self.defaults[len(static) :]]
        for name, value in named.items():
            if name not in self.params:
                raise TypeError(
                    f"{self.name}() has no parameter {name!r}; it takes {', '.join(self.params) or 'none'}."
                )
            params[self.params.index(name)] = value
        return tuple(params)

    def __call__(self, *args: Any, **params: Any) -> Any:
        cls = common_class(args[: len(self.rules)])
        if cls is None:
            return self.forward(*args, **params)
        if not isinstance(args[0], cls):
            args = (adopt(cls, args[0]), *args[1:])
        return _watched(self, self.on(cls))(*args, **params)

    def on(self, cls: type[TensorBase]) -> Operation:
        """This operation for one class of tensors, made when first asked for."""
        operation = self._bound.get(cls)
        if operation is None:
            operation = self._bound[cls] = _make(self, cls)
        return operation


def tensor_class(cls: type) -> type[TensorBase] | None:
    """The class whose operators a value of this type uses: itself or the nearest base given to `bind`.

    >>> from minigrad import Variable
    >>> tensor_class(Variable).__name__
    'Tensor'
    """
    if cls not in _classes:
        _classes[cls] = next((base for base in cls.__mro__ if base in _installed), None)
    return _classes[cls]


def common_class(operands: Sequence[Any]) -> type[TensorBase] | None:
    """The class that an operation on these operands results in; None if no Tensor is among them."""
    found = None
    for operand in operands:
        cls = tensor_class(type(operand))
        if cls is not None and (found is None or issubclass(cls, found)):
            found = cls
    return found


# -- the three shapes of closures --------------------------------------------------------------------------


def _make(primitive: Primitive, cls: type[TensorBase]) -> Operation:
    if primitive.kind == "elementwise":
        return _unary(primitive, cls) if len(primitive.rules) == 1 else _binary(primitive, cls)[0]
    return (
        _one_operand(primitive, cls) if len(primitive.rules) == 1 else _two_operands(primitive, cls)
    )


def _unary(primitive: Primitive, cls: type[TensorBase]) -> Operation:
    forward, rule, recording = primitive.forward, primitive.rule(), cls.recording
    read = reads(primitive.rules[0])
    save_output, save_input = "y" in read, "a" in read

    def operation(a: Any) -> Any:
        result = cls()
        value = a.data
        result.data = data = forward(value)
        result.shape = a.shape
        parent = a.node
        if parent is None or not recording():
            result.node = None
        elif save_output:
            result.node = [tick(), rule, parent, None, value if save_input else None, None, data]
        else:
            result.node = [tick(), rule, parent, None, value]
        return result

    return operation


def _binary(primitive: Primitive, cls: type[TensorBase]) -> tuple[Operation, Operation]:
    """The operation, and the same with its operands exchanged (``2.0 - t``, ``array - t``)."""
    forward, recording = primitive.forward, cls.recording
    same, broadcast = primitive.rule(), primitive.rule(unbroadcast=True)
    for_a, for_b = (reads(rule) for rule in primitive.rules)
    saves, save_output = bool(for_a | for_b), "y" in for_a | for_b
    own_a, own_b = "a" in for_a, "b" in for_b  # is an operand needed for its own gradient?

    def operation(left: Any, right: Any) -> Any:
        a, shape, na = left.data, left.shape, left.node
        result = cls()
        rule = same
        try:
            if isinstance(right, cls):
                b, shape_b, nb = right.data, right.shape, right.node
                result.data = data = forward(a, b)
                if shape is shape_b or shape == shape_b:
                    result.shape = shape
                else:
                    result.shape = data.shape
                    rule = broadcast
            elif type(right) is float or type(right) is int:  # stays weak: float32 stays float32
                b, nb = right, None
                result.data = data = forward(a, b)
                result.shape = shape
            else:
                return operation(left, adopt(cls, right, like=left))
        except ValueError as error:
            raise shape_error(primitive, (left, right), error) from None
        if (na is None and nb is None) or not recording():
            result.node = None
            return result
        if nb is None:  # what only the other side's derivative reads need not be kept
            if not own_a:
                a = None
        elif na is None and not own_b:
            b = None
        if rule is broadcast:
            result.node = [
                tick(),
                rule,
                na,
                nb,
                a,
                b,
                data if save_output else None,
                shape,
                shape_b,
            ]
        elif save_output:
            result.node = [tick(), rule, na, nb, a, b, data]
        elif saves:
            result.node = [tick(), rule, na, nb, a, b]
        else:
            result.node = [tick(), rule, na, nb]
        return result

    def reflected(right: Any, left: Any) -> Any:
        if type(left) is not float and type(left) is not int:
            return operation(adopt(cls, left, like=right), right)
        b, nb = right.data, right.node
        result = cls()
        result.data = data = forward(left, b)
        result.shape = right.shape
        if nb is None or not recording():
            result.node = None
        else:
            kept = b if own_b else None
            result.node = (
                [tick(), same, None, nb, left, kept, data]
                if save_output
                else [tick(), same, None, nb, left, kept]
            )
        return result

    return operation, reflected


def _one_operand(primitive: Primitive, cls: type[TensorBase]) -> Operation:
    """One operand, then static parameters by place or by name."""
    forward, recording, rule = primitive.forward, cls.recording, primitive.rule()
    read = reads(primitive.rules[0])
    save_input, save_output = "a" in read, "y" in read
    defaults = primitive.defaults

    def operation(a: Any, *static: Any, **named: Any) -> Any:
        params = primitive.complete(static, named) if named else static + defaults[len(static) :]
        value = a.data
        try:
            data = forward(value, *params)
        except (ValueError, IndexError) as error:
            raise shape_error(primitive, (a,), error) from None
        result = cls()
        result.data = data
        result.shape = data.shape
        node = a.node
        if node is None or not recording():
            result.node = None
        else:
            kept, output = value if save_input else None, data if save_output else None
            result.node = [tick(), rule, node, None, kept, None, output, a.shape, None, params]
        return result

    return operation


def _two_operands(primitive: Primitive, cls: type[TensorBase]) -> Operation:
    """Two operands that are not combined elementwise, then static parameters."""
    forward, recording, rule = primitive.forward, cls.recording, primitive.rule()
    for_a, for_b = (reads(expression) for expression in primitive.rules)
    own_a, own_b = "a" in for_a, "b" in for_b
    save_a, save_b, save_output = "a" in for_a | for_b, "b" in for_a | for_b, "y" in for_a | for_b

    def operation(left: Any, right: Any, *static: Any, **named: Any) -> Any:
        if not isinstance(right, cls):
            right = adopt(cls, right, like=left)
        params = primitive.complete(static, named)
        a, b = left.data, right.data
        try:
            data = forward(a, b, *params) if params else forward(a, b)
        except (ValueError, IndexError) as error:
            raise shape_error(primitive, (left, right), error) from None
        result = cls()
        result.data = data
        result.shape = data.shape
        na, nb = left.node, right.node
        if (na is None and nb is None) or not recording():
            result.node = None
            return result
        result.node = [
            tick(), rule, na, nb,
            a if save_a and (own_a or nb is not None) else None,
            b if save_b and (own_b or na is not None) else None,
            data if save_output else None, left.shape, right.shape, params,
        ]  # fmt: skip
        return result

    return operation


def adopt(cls: type[TensorBase], value: Any, like: TensorBase | None = None) -> Any:
    """``value`` as a tensor of this class: a base class's tensor keeps its record, anything else is a constant."""
    if not isinstance(value, TensorBase):
        return cls.convert(value, like=like)
    own = tensor_class(type(value))
    if own is None or not issubclass(cls, own):
        raise TypeError(
            f"a {cls.__module__}.{cls.__name__} and a {type(value).__module__}.{type(value).__name__} cannot meet in "
            "one operation, as in the real frameworks. Pass the value across with .numpy()."
        )
    return cls.wrap(value.data, value.node)


# -- binding a class of tensors ------------------------------------------------------------------------------

OPERATORS = {
    "__add__": "add",
    "__sub__": "subtract",
    "__mul__": "multiply",
    "__truediv__": "divide",
    "__pow__": "power",
}
COMPARISONS = {
    "__lt__": np.less,
    "__le__": np.less_equal,
    "__gt__": np.greater,
    "__ge__": np.greater_equal,
    "__eq__": np.equal,
    "__ne__": np.not_equal,
}

_classes: dict[type, type[TensorBase] | None] = {}
_installed: dict[type[TensorBase], dict[str, tuple[Primitive, Operation, bool]]] = {}
_observer: Callable[[Primitive, Operation, bool], Operation] | None = None


def bind(cls: type[TensorBase], methods: Sequence[str] = ()) -> None:
    """Give a class of tensors its operators, whose results are of this class and follow its ``recording``.

    A second or a derived class gets closures of its own, so that each dialect decides for itself what is
    recorded, at no cost per operation. ``methods`` names the primitives that become methods as well.
    """
    attributes: dict[str, tuple[Primitive, Operation, bool]] = {}
    _installed[cls] = attributes
    _classes.clear()
    for attribute, name in OPERATORS.items():
        primitive = TABLE[name]
        operation, exchanged = _binary(primitive, cls)
        primitive._bound[cls] = operation
        attributes[attribute] = primitive, operation, False
        attributes[attribute.replace("__", "__r", 1)] = primitive, exchanged, True
    attributes["__pow__"] = TABLE["power"], _power(cls), False
    for attribute, name in {
        "__matmul__": "matmul",
        "__neg__": "negative",
        "__abs__": "absolute",
        "__getitem__": "getitem",
    }.items():
        attributes[attribute] = TABLE[name], TABLE[name].on(cls), False
    attributes["__rmatmul__"] = TABLE["matmul"], _exchanged(TABLE["matmul"].on(cls), cls), True
    for name in methods:
        attributes[name] = TABLE[name], TABLE[name].on(cls), False
    for attribute, forward in COMPARISONS.items():
        setattr(cls, attribute, _comparison(forward, cls))
    cls.__hash__ = TensorBase.__hash__  # type: ignore[method-assign] - an __eq__ set later must not unset it
    _install()


def _power(cls: type[TensorBase]) -> Operation:
    square, power = TABLE["square"].on(cls), TABLE["power"].on(cls)

    def operation(a: Any, exponent: Any) -> Any:
        if (type(exponent) is int or type(exponent) is float) and exponent == 2:
            return square(a)
        return power(a, exponent)

    return operation


def _exchanged(operation: Operation, cls: type[TensorBase]) -> Operation:
    return lambda right, left: operation(adopt(cls, left, like=right), right)


def _comparison(forward: np.ufunc, cls: type[TensorBase]) -> Operation:
    def operation(left: Any, right: Any) -> Any:
        return cls.wrap(forward(left.data, adopt(cls, right, like=left).data))

    return operation


def _install() -> None:
    for cls, attributes in _installed.items():
        for attribute, (primitive, operation, exchanged) in attributes.items():
            setattr(cls, attribute, _watched(primitive, operation, exchanged=exchanged))


def _watched(primitive: Primitive, operation: Operation, *, exchanged: bool = False) -> Operation:
    return operation if _observer is None else _observer(primitive, operation, exchanged)


def observe_operations(observer: Callable[[Primitive, Operation, bool], Operation] | None) -> None:
    """Wrap every bound operation with ``observer(primitive, operation, exchanged)``, or unwrap all with None.

    Off, it costs nothing, since the operations themselves are exchanged (see `minigrad.observe`).
    """
    global _observer  # noqa: PLW0603 - one switch for all classes; only `minigrad.observe` turns it
    _observer = observer
    _install()
