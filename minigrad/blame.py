"""Whose line was it?  Found only when there is an error to explain, at no cost before.

Errors should speak of the learner's own code: the line that failed and the operands as they are spelled there.
"""

from __future__ import annotations

import ast
import itertools
import linecache
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .errors import DtypeError, MinigradError, ShapeError

if TYPE_CHECKING:
    from collections.abc import Container
    from types import CodeType, FrameType

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


def line_of(site: tuple[CodeType, int] | None) -> str:
    """A place in code as a message ends with it, `` (line 3: y = mg.log(x))``; '' where there is none."""
    if site is None:
        return ""
    code, lasti = site
    number = positions(code, lasti)[0]
    text = linecache.getline(code.co_filename, number or 0).strip()
    return f" (line {number}{': ' + text if text else ''})"


def source_of(code: CodeType, lasti: int) -> str:
    """The text of the expression that an instruction belongs to, or '' where the source is not at hand."""
    line, end_line, start, end = positions(code, lasti)
    if line is None or line != end_line:
        return ""
    return linecache.getline(code.co_filename, line).encode()[start:end].decode()


def operand_names(expression: str, count: int, modules: Container[str] = ()) -> list[str]:
    """How the operands of a one-operation expression are spelled, if that can be told.

    ``modules`` names the owners whose functions are not methods.

    >>> operand_names("x @ weights[0]", 2), operand_names("mg.exp(x)", 1, {"mg"})
    (['x', 'weights[0]'], ['x'])
    >>> operand_names("x.reshape(4, 4)", 1), operand_names("mg.stack([x, y])", 2, {"mg"})
    (['x'], ['x', 'y'])
    """
    try:
        (statement,) = ast.parse(expression.strip()).body
    except (SyntaxError, ValueError):
        return []
    node = statement.value if isinstance(statement, ast.Expr) else statement
    match node:
        case ast.AugAssign():
            parts: list[ast.expr] = [node.target, node.value]
        case ast.BinOp():
            parts = [node.left, node.right]
        case ast.UnaryOp(operand=part) | ast.Subscript(value=part):
            parts = [part]
        case ast.Compare(comparators=[right]):
            parts = [node.left, right]
        case ast.Call(func=ast.Attribute(value=owner)) if _first_name(owner) not in modules:
            parts = [owner, *node.args]
        case ast.Call(func=ast.Attribute(attr="where")):
            parts = node.args[1:]
        case ast.Call(args=[ast.List(elts=parts) | ast.Tuple(elts=parts), *_]) if count > 1:
            parts = parts if len(parts) == count else []  # more were joined in steps
        case ast.Call():
            parts = node.args
        case _:
            return []
    return [ast.unparse(part) for part in parts[:count]] if len(parts) >= count else []


def _first_name(owner: ast.expr) -> str:
    while isinstance(owner, ast.Attribute):
        owner = owner.value
    return owner.id if isinstance(owner, ast.Name) else ""


def _modules(frame: FrameType) -> set[str]:
    known = frame.f_globals | frame.f_locals
    return {name for name in frame.f_code.co_names if isinstance(known.get(name), ModuleType)}


def describe(operands: tuple[Any, ...]) -> str:
    """The operands with their spelling in the user's line, shapes and dtypes, for an error message."""
    frame = user_frame(3)
    text = source_of(frame.f_code, frame.f_lasti) if frame is not None else ""
    modules = _modules(frame) if frame is not None else set()
    otherwise = ["the left operand", "the right operand"] if len(operands) > 1 else ["the operand"]
    names = operand_names(text, len(operands), modules) or otherwise
    said = [
        f"{name} has shape {getattr(x, 'shape', ())}"
        for name, x in zip(names, operands, strict=False)
    ]
    return (f"{text.strip()!r}: " if text else "") + " and ".join(said)


def shape_error(name: str, operands: tuple[Any, ...], error: Exception) -> Exception:
    """The error for operands that do not fit an operation, in the user's own names."""
    if isinstance(error, MinigradError):
        return error  # it is explained already
    misfit: type[Exception] = getattr(type(operands[0]), "misfit", ShapeError)
    own: type[Exception] = ShapeError if isinstance(error, ValueError) else IndexError
    said = str(error).strip()
    if "ingular matrix" in said:
        advice = "add a little to its diagonal, or solve the least squares problem"
        own = type(error)
    elif name == "matmul":
        advice = "the last axis of the left one must be as long as the second last of the right one: try .T"
    elif name == "getitem":
        advice = "an index is an integer below the length of its axis, a slice, or an array of integers or booleans"
    elif len(operands) == 1:
        advice = (
            "give axes and lengths that go with this shape; axes count from 0, or from -1 backwards"
        )
    else:
        advice = "reshape one of them, or insert axes of length 1 where they should be stretched"
    kind = own if misfit is ShapeError else misfit
    return kind(f"{name}: {describe(operands)}. NumPy says: {said}. What to do: {advice}.")


def dtype_error(what: str, dtype: object) -> DtypeError:
    """The error for a dtype that carries no gradient."""
    return DtypeError(
        f"{what} has dtype {dtype}, and only floating point numbers have a derivative. "
        "Write 3.0 instead of 3, or convert it with dtype=np.float32."
    )
