"""How a primitive computes on one class of tensors: closures that make the result and leave the record.

They come in four shapes, because the two common ones are worth their own fast path: elementwise with one operand,
elementwise with two, and one or two operands with static parameters. Everything that can be decided once is decided
outside of the inner function; what is left inside is what every operation pays for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .blame import shape_error
from .calculus import reads
from .classes import adopt
from .records import tick
from .tensor import FLOAT

if TYPE_CHECKING:
    from collections.abc import Callable

    from .primitive import Primitive
    from .tensor import TensorBase

    Operation = Callable[..., Any]


SCALAR = FLOAT.type  # asking a NumPy scalar for its dtype costs a third of an addition


def make(primitive: Primitive, cls: type[TensorBase]) -> Operation:
    """The closure that applies ``primitive`` to tensors of class ``cls``."""
    if primitive.kind == "elementwise":
        return unary(primitive, cls) if len(primitive.rules) == 1 else binary(primitive, cls)[0]
    return (
        one_operand(primitive, cls) if len(primitive.rules) == 1 else two_operands(primitive, cls)
    )


def unary(primitive: Primitive, cls: type[TensorBase]) -> Operation:
    """Elementwise, one operand."""
    forward, rule, recording, settle = (
        primitive.forward,
        primitive.rule(),
        cls.recording,
        cls.settle,
    )
    read = reads(primitive.rules[0])
    save_output, save_input = "y" in read, "a" in read

    def operation(a: Any) -> Any:
        result = cls()
        value = a.array
        data = forward(value)
        if settle is not None and type(data) is not SCALAR and data.dtype is not FLOAT:
            data = settle(value, None, data)
        result.array = data
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


def binary(  # noqa: C901, PLR0915 - the hot path: every call it made would be paid per operation
    primitive: Primitive, cls: type[TensorBase]
) -> tuple[Operation, Operation]:
    """The operation, and the same with its operands exchanged (``2.0 - t``, ``array - t``)."""
    forward, recording, settle, sized = primitive.forward, cls.recording, cls.settle, cls.sized
    same, broadcast = primitive.rule(), primitive.rule(unbroadcast=True)
    for_a, for_b = (reads(rule) for rule in primitive.rules)
    saves, save_output = bool(for_a | for_b), "y" in for_a | for_b
    own_a, own_b = "a" in for_a, "b" in for_b  # is an operand needed for its own gradient?

    def operation(left: Any, right: Any) -> Any:  # noqa: C901, PLR0912
        a, shape, na = left.array, left.shape, left.node
        result = cls()
        rule = same
        try:
            if isinstance(right, cls):
                b, shape_b, nb = right.array, right.shape, right.node
                data = forward(a, b)
                if shape is shape_b or shape == shape_b:
                    result.shape = shape
                else:
                    result.shape = sized(data.shape)
                    rule = broadcast
            elif type(right) is float or type(right) is int:  # stays weak: float32 stays float32
                b, nb = right, None
                data = forward(a, b)
                result.shape = shape
            else:
                return operation(left, adopt(cls, right, like=left))
        except ValueError as error:
            raise shape_error(primitive.name, (left, right), error) from None
        if settle is not None and type(data) is not SCALAR and data.dtype is not FLOAT:
            data = settle(a, b, data)
        result.array = data
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
        b, nb = right.array, right.node
        result = cls()
        data = forward(left, b)
        if settle is not None and type(data) is not SCALAR and data.dtype is not FLOAT:
            data = settle(left, b, data)
        result.array = data
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


def one_operand(primitive: Primitive, cls: type[TensorBase]) -> Operation:
    """One operand, then static parameters by place or by name."""
    forward, recording, sized = primitive.forward, cls.recording, cls.sized
    rule = primitive.rule()
    read = reads(primitive.rules[0])
    save_input, save_output = "a" in read, "y" in read
    defaults, required = primitive.defaults, primitive.required

    def operation(a: Any, *static: Any, **named: Any) -> Any:
        if named or len(static) < required:
            params = primitive.complete(static, named)
        else:
            params = static + defaults[len(static) :]
        value = a.array
        try:
            data = forward(value, *params)
        except (ValueError, IndexError) as error:
            raise shape_error(primitive.name, (a,), error) from None
        result = cls()
        result.array = data
        result.shape = sized(data.shape)
        node = a.node
        if node is None or not recording():
            result.node = None
        else:
            kept, output = value if save_input else None, data if save_output else None
            result.node = [tick(), rule, node, None, kept, None, output, a.shape, None, params]
        return result

    return operation


def two_operands(primitive: Primitive, cls: type[TensorBase]) -> Operation:
    """Two operands that are not combined elementwise, then static parameters."""
    forward, recording, sized = primitive.forward, cls.recording, cls.sized
    rule = primitive.rule()
    for_a, for_b = (reads(expression) for expression in primitive.rules)
    own_a, own_b = "a" in for_a, "b" in for_b
    save_a, save_b, save_output = "a" in for_a | for_b, "b" in for_a | for_b, "y" in for_a | for_b

    def operation(left: Any, right: Any, *static: Any, **named: Any) -> Any:
        if not isinstance(right, cls):
            right = adopt(cls, right, like=left)
        params = primitive.complete(static, named)
        a, b = left.array, right.array
        try:
            data = forward(a, b, *params) if params else forward(a, b)
        except (ValueError, IndexError) as error:
            raise shape_error(primitive.name, (left, right), error) from None
        result = cls()
        result.array = data
        result.shape = sized(data.shape)
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
