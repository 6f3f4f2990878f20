"""How ``%%tape`` leaves the cell an ordinary cell.

The first line ``%%tape ARGS`` is rewritten to the line magic ``%tape --cell ARGS`` *before* IPython compiles the
cell; nothing else changes, and the number of lines stays. So everything that IPython and Jupyter do for a cell
still works: the last expression, ``;``, ``await``, breakpoints, the error's line and the failing status.

`CloseAtEnd` adds, only where it must, one call behind the cell's last statement.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_LINE = re.compile(r"%%tape(?=\s|$)(?P<arguments>[^\n]*)")


def tape_line(lines: list[str]) -> list[str]:
    r"""Rewrite a first line ``%%tape ARGS`` to a line magic; return other cells as they are.

    Help (``%%tape?``), an empty body and a body that starts with another cell magic are left to the real cell
    magic of the same name.

    >>> tape_line(["%%tape -q\n", "x * x\n"])
    ["get_ipython().run_line_magic('tape', '--cell -q')\n", 'x * x\n']
    >>> tape_line(["%%tape\n"])
    ['%%tape\n']
    """
    first = FIRST_LINE.match(lines[0]) if lines else None
    body = "".join(lines[1:]).strip() if first else ""
    if not first or not body or body.startswith("%%"):
        return lines
    arguments = first["arguments"].strip()
    if arguments.endswith("?"):
        return lines
    return [f"{call(f'--cell {arguments}'.strip())}\n", *lines[1:]]


def call(arguments: str) -> str:
    """The Python that runs ``%tape ARGUMENTS``, as IPython itself writes it.

    >>> call("-q")
    "get_ipython().run_line_magic('tape', '-q')"
    """
    return f"get_ipython().run_line_magic('tape', {arguments!r})"


class CloseAtEnd(ast.NodeTransformer):
    r"""Put ``%tape --end`` behind the last statement of a cell that asks for it.

    The last expression ``V`` becomes ``(V, end)[0]``, so that it is displayed (and silenced by ``;``) as before.
    ``needed(ARGS)`` says for the arguments of the cell's ``%tape`` whether the call is to be added. It must not
    raise: IPython removes a transformer that does.

    >>> tree = ast.parse(call("-b L") + "\nL")
    >>> print(ast.unparse(CloseAtEnd(lambda arguments: True).visit(tree)).splitlines()[-1])
    (L, get_ipython().run_line_magic('tape', '--end'))[0]
    """

    def __init__(self, needed: Callable[[str], bool]) -> None:
        self.needed = needed

    def visit_Module(self, module: ast.Module) -> ast.Module:
        """Rewrite the last statement of a cell in which one of the statements is such a ``%tape``."""
        tapes = [line for line in map(_tape_arguments, module.body) if line is not None]
        if not any(map(self.needed, tapes)):
            return module
        last = module.body[-1]
        end = cast("ast.Expr", ast.parse(call("--end")).body[0])
        for node in ast.walk(end):
            ast.copy_location(node, last)
        if isinstance(last, ast.Expr) and _tape_arguments(last) is None:
            pair = ast.Tuple([last.value, end.value], ast.Load())
            last.value = ast.Subscript(pair, ast.Constant(0), ast.Load())
        else:
            module.body.append(end)
        return ast.fix_missing_locations(module)


def _tape_arguments(statement: ast.stmt) -> str | None:
    """The arguments of a top-level ``%tape`` line; None for any other statement."""
    match statement:
        case ast.Expr(
            ast.Call(
                func=ast.Attribute(attr="run_line_magic"),
                args=[ast.Constant("tape"), ast.Constant(str(arguments))],
            )
        ):
            return arguments
        case _:
            return None
