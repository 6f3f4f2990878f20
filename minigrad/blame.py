"""Whose line was it?  Found only when there is an error to explain, at no cost before.

Errors should speak of the learner's own code: the line that failed and the operands as they are spelled there.
"""

from __future__ import annotations

import ast
import itertools
import linecache
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import DtypeError, ShapeError

if TYPE_CHECKING:
    from types import CodeType, FrameType

    from .primitive import Primitive

HERE = str(Path(__file__).parent)


def is_own(filename: str) -> bool:
    """Whether a code object's file is minigrad's own: its package, or a rule compiled by it."""
    return filename.startswith((HERE, "<rule of "))


def user_frame(depth: int = 1) -> FrameType | None:
    """The innermost frame outside minigrad."""
    frame: FrameType | None = sys._getframe(depth)  # noqa: SLF001 - the only way to ask who called
    while frame is not None and is_own(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def positions(code: CodeType, lasti: int) -> tuple[int | None, int | None, int | None, int | None]:
    """(line, end line, column, end column) of one instruction; columns count UTF-8 bytes."""
    return next(itertools.islice(code.co_positions(), lasti // 2, None), (None, None, None, None))


def source_of(code: CodeType, lasti: int) -> str:
    """The text of the expression that an instruction belongs to, or '' where the source is not at hand."""
    line, end_line, start, end = positions(code, lasti)
    if line is None or line != end_line:
        return ""
    return linecache.getline(code.co_filename, line).encode()[start:end].decode()


def operand_names(expression: str, count: int) -> list[str]:
    """How the operands of a one-operation expression are spelled, if that can be told.

    >>> operand_names("x @ weights[0]", 2), operand_names("mg.exp(x)", 1)
    (['x', 'weights[0]'], ['x'])
    """
    try:
        node = ast.parse(expression.strip(), mode="eval").body
    except SyntaxError:
        return []
    match node:
        case ast.BinOp():
            parts: list[ast.expr] = [node.left, node.right]
        case ast.UnaryOp():
            parts = [node.operand]
        case ast.Call(func=ast.Attribute(value=owner)) if len(node.args) < count:
            parts = [owner, *node.args]
        case ast.Call():
            parts = node.args
        case _:
            return []
    return [ast.unparse(part) for part in parts[:count]] if len(parts) >= count else []


def describe(operands: tuple[Any, ...]) -> str:
    """The operands with their spelling in the user's line, shapes and dtypes, for an error message."""
    frame = user_frame(3)
    text = source_of(frame.f_code, frame.f_lasti) if frame is not None else ""
    names = operand_names(text, len(operands)) or ["the left operand", "the right operand"]
    said = [
        f"{name} has shape {getattr(x, 'shape', ())}"
        for name, x in zip(names, operands, strict=False)
    ]
    return (f"{text.strip()!r}: " if text else "") + " and ".join(said)


def shape_error(primitive: Primitive, operands: tuple[Any, ...], error: Exception) -> Exception:
    """The error for operands that do not fit, in the user's own names."""
    advice = "reshape one of them, or insert axes of length 1 where they should be stretched"
    if primitive.name == "matmul":
        advice = "the last axis of the left one must be as long as the second last of the right one: try .T"
    misfit: type[Exception] = getattr(type(operands[0]), "misfit", ShapeError)
    return misfit(
        f"{primitive.name}: {describe(operands)}. NumPy says: {error}. What to do: {advice}."
    )


def dtype_error(what: str, dtype: object) -> DtypeError:
    """The error for a dtype that carries no gradient."""
    return DtypeError(
        f"{what} has dtype {dtype}, and only floating point numbers have a derivative. "
        "Write 3.0 instead of 3, or convert it with dtype=np.float32."
    )
