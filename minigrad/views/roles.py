"""What an operand is to its operation, and what an operation does to the gradient's way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minigrad.observe import Applied
    from minigrad.primitive import Primitive

COMMUTATIVE = {"add", "multiply", "maximum", "minimum", "hypot", "logaddexp"}
ROLES = {
    "divide": ("numerator", "denominator"),
    "power": ("base", "exponent"),
    "where": ("where true", "where false"),
    "concatenate": ("first", "then"),
    "setitem": ("array", "new values"),
    "arctan2": ("y", "x"),
}


def role(primitive: Primitive, operand: int) -> str:
    """The operand's role, where exchanging the operands would change the result.

    >>> from minigrad.primitive import TABLE
    >>> role(TABLE["subtract"], 0), role(TABLE["power"], 1), role(TABLE["add"], 0)
    ('left', 'exponent', '')
    """
    if len(primitive.rules) < 2 or primitive.name in COMMUTATIVE:
        return ""
    return ROLES.get(primitive.name, ("left", "right"))[operand]


def stretched_axes(
    primitive: Primitive, source: tuple[int, ...] | None, result: tuple[int, ...]
) -> tuple[int, ...]:
    """The axes of the result along which broadcasting repeated an operand.

    A single number is not told: it meets every element, which nobody needs to be shown.

    >>> from minigrad.primitive import TABLE
    >>> stretched_axes(TABLE["add"], (5,), (4, 5)), stretched_axes(TABLE["add"], (4, 1), (4, 5))
    ((0,), (1,))
    """
    if primitive.kind != "elementwise" or not source or source == tuple(result):
        return ()
    padded = (1,) * (len(result) - len(source)) + tuple(source)
    return tuple(
        axis for axis, (mine, whole) in enumerate(zip(padded, result, strict=True)) if mine != whole
    )


def cut_reason(applied: Applied) -> str:
    """Why an operation on followed operands left no record.

    Integers and truth values have no derivative; otherwise recording was off.
    """
    if applied.result.dtype.kind not in "fc":
        return f"{applied.result.dtype} has no gradient"
    return "not recorded"
