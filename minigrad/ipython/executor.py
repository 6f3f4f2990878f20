"""Running a cell's body, or one expression, as if it stood in the cell itself.

The fallback behind the input transformer: for ``run_cell_magic``, for a body that starts with another cell
magic, and for ``%tape EXPRESSION``. The code is compiled under the cell's own file name with the cell's own
line numbers, so tracebacks and the recording point at what the user typed.
"""

from __future__ import annotations

import ast
import inspect
import io
import linecache
import tokenize
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError

if TYPE_CHECKING:
    from types import CodeType, FrameType

    from .cell import Cell

Shell = Any  # IPython annotates only parts of its InteractiveShell

TIMED = "<timed exec>"  # the file name under which %%time compiles its body

SILENT = {
    tokenize.ENDMARKER,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.COMMENT,
    tokenize.INDENT,
    tokenize.DEDENT,
}


def run_body(shell: Shell, body: str, cell: Cell, frame: FrameType | None) -> Any:
    """Run the body of ``%%tape`` in the user's namespace and return its last expression's value.

    Ends quietly (None) where the last expression is followed by ``;``. Raises what the body raises, and
    UsageError for a top-level ``await``, which only the cell itself could do.
    """
    __tracebackhide__ = True
    code = shell.transform_cell(body)
    at = cell.source.rfind(body.strip())
    if frame is not None and at >= 0:
        name = frame.f_code.co_filename
        above = cell.source[:at].count("\n")
        missing = above - (cell.offsets.get(name) or 0)
        cell.offsets[TIMED] = above + 1  # where the body starts with %%time
        _remember(name, "# %%tape\n" * min(missing, 1) + "\n" * (missing - 1) + code)
    else:
        name, missing = shell.compile.cache(code, shell.execution_count - 1), 0
        cell.source, cell.offsets = body, {name: 0}
    tree = shell.compile.ast_parse(code, filename=name)
    ast.increment_lineno(tree, missing)
    value = execute(shell, shell.transform_ast(tree), name, shell.user_ns, shell.user_ns)
    return None if ends_quietly(body) else value


def run_expression(
    shell: Shell, text: str, cell: Cell, frame: FrameType | None, local: dict[str, Any]
) -> Any:
    """Run what follows ``%tape`` on its line and return its value; names may be local to a function."""
    __tracebackhide__ = True
    name, lineno = (frame.f_code.co_filename, frame.f_lineno) if frame else ("<tape>", 1)
    tree = shell.compile.ast_parse(shell.transform_cell(text), filename=name)
    typed = cell.source.splitlines()
    place = (cell.line(name, lineno) or 1) - 1
    column = typed[place].find(text) if place < len(typed) else -1
    _shift(tree, lineno - 1, len(typed[place][:column].encode()) if column > 0 else 0)
    value = execute(shell, tree, name, frame.f_globals if frame else shell.user_ns, local)
    return None if ends_quietly(text) else value


def execute(
    shell: Shell,
    tree: ast.Module,
    name: str,
    namespace: dict[str, Any],
    local: dict[str, Any],
) -> Any:
    """Run a module's statements; return the value of the last one where that is an expression.

    >>> from types import SimpleNamespace
    >>> from IPython.core.compilerop import CachingCompiler
    >>> shell = SimpleNamespace(compile=CachingCompiler())
    >>> execute(shell, ast.parse("x = 3; x * x"), "<example>", {}, {})
    9
    """
    __tracebackhide__ = True
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(_compile(shell, tree, name, "exec"), namespace, local)  # noqa: S102 - the user's own code
    if not isinstance(last, ast.Expr):
        return None
    expression = _compile(shell, ast.Expression(last.value), name, "eval")
    return eval(expression, namespace, local)  # noqa: S307


def _compile(shell: Shell, tree: ast.Module | ast.Expression, name: str, mode: str) -> CodeType:
    with shell.compile.extra_flags(ast.PyCF_ALLOW_TOP_LEVEL_AWAIT):
        code: CodeType = shell.compile(tree, name, mode)
    if code.co_flags & (inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR):
        raise UsageError("await does not work here: write %tape on the cell's first line instead")
    return code


def ends_quietly(code: str) -> bool:
    """Whether the code's last token is ``;``, which silences the value.

    >>> ends_quietly("x * x;  # not shown"), ends_quietly("';'")
    (True, False)
    """
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return False
    return [token.string for token in tokens if token.type not in SILENT][-1:] == [";"]


def _remember(name: str, text: str) -> None:
    """Make ``text`` what tracebacks show for the file ``name``."""
    linecache.getlines(name)[:] = text.splitlines(keepends=True)


def _shift(tree: ast.Module, lines: int, columns: int) -> None:
    """Move a one-line tree to where its text stands in the cell; columns are UTF-8 bytes."""
    ast.increment_lineno(tree, lines)
    for node in ast.walk(tree):
        if isinstance(node, ast.expr | ast.stmt | ast.keyword | ast.arg):
            node.col_offset += columns
            if node.end_col_offset is not None:
                node.end_col_offset += columns
