"""What the cell's text says about its operations: names, operands and loops.

The text is only parsed, never run.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minigrad.views.recording import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = re.compile(r"^(\s*)[%!?].*|^(\s*\S.*)\?$")
_LOOPS = (
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop of the cell: the line where it begins, and the piece that is repeated."""

    line: int
    span: Span


@dataclass
class Syntax:
    """`names` maps an expression's span to the name it is assigned to; `operands` to its parts.

    `functions` are the cell's own functions with their spans, `calls` the spans where a name is
    called.
    """

    names: dict[Span, str] = field(default_factory=dict)
    operands: dict[Span, list[tuple[str, Span]]] = field(default_factory=dict)
    loops: list[Loop] = field(default_factory=list)
    functions: dict[str, Span] = field(default_factory=dict)
    calls: list[tuple[str, Span]] = field(default_factory=list)


def read_syntax(source: str) -> Syntax:
    r"""Parse a cell; magics count as empty lines, and a text that is not Python tells nothing.

    >>> read_syntax("%%tape\ny = a * b").names
    {Span(line=2, start=4, end_line=2, end=9): 'y'}
    """
    lines = source.split("\n")
    try:
        tree = _parse("\n".join(_without_magic(line) for line in lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Syntax()
    reader = _Reader(lines)
    for node in ast.walk(tree):
        reader.read(node)
    return reader.found


def _parse(text: str) -> ast.AST:
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    tree: ast.AST = compile(text, "<cell>", "exec", flags, dont_inherit=True)
    return tree


def _without_magic(line: str) -> str:
    found = _MAGIC.match(line)
    return line if found is None else f"{found[1] or ''}pass"


def encloses(outer: Span, inner: Span) -> bool:
    """Whether a piece of source contains another.

    >>> encloses(Span(1, 0, 3, 0), Span(2, 4, 2, 8))
    True
    """
    begins = (outer.line, outer.start) <= (inner.line, inner.start)
    return begins and (inner.end_line, inner.end) <= (outer.end_line, outer.end)


class _Reader:
    """Collects what `Syntax` holds, one node of the tree at a time."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.found = Syntax()

    def read(self, node: ast.AST) -> None:
        if isinstance(node, _LOOPS):
            self.found.loops.append(Loop(node.lineno, self._repeated(node)))
        if isinstance(node, ast.FunctionDef):
            self.found.functions[node.name] = self._span(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            self.found.calls.append((node.func.id, self._span(node)))
        for name, value in _assigned(node):
            self.found.names.setdefault(self._span(value), name)
        if parts := _parts(node):
            spelled = [(ast.unparse(part), self._span(part)) for part in parts]
            self.found.operands[self._span(node)] = spelled

    def _repeated(self, loop: ast.AST) -> Span:
        """The part of a loop that runs at every turn: its body, or the whole comprehension."""
        body = getattr(loop, "body", None)
        if not isinstance(body, list):
            return self._span(loop)
        first = loop.test if isinstance(loop, ast.While) else body[0]
        start, end = self._span(first), self._span(body[-1])
        return Span(start.line, start.start, end.end_line, end.end)

    def _span(self, node: ast.AST) -> Span:
        line, end_line = node.lineno, node.end_lineno  # type: ignore[attr-defined]
        start, end = node.col_offset, node.end_col_offset  # type: ignore[attr-defined]
        return Span(line, self._characters(line, start), end_line, self._characters(end_line, end))

    def _characters(self, line: int, column: int) -> int:
        return len(self.lines[line - 1].encode()[:column].decode(errors="replace"))


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The names that a statement gives to expressions."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _pairs(target, value)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from _pairs(target, value)
        case ast.NamedExpr(target=target, value=value):
            yield from _pairs(target, value)
        case ast.AugAssign(target=target):  # its instruction covers the whole statement
            yield from _pairs(target, node)


def _pairs(target: ast.AST, value: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=False):
            yield from _pairs(one, other)
    elif isinstance(target, (ast.Name, ast.Attribute, ast.Subscript)):
        yield ast.unparse(target), value


def _parts(node: ast.AST) -> list[ast.expr]:
    """The expressions that an operation takes: operands, or a method's owner and the arguments."""
    parts: list[ast.expr] = []
    match node:
        case ast.BinOp(left=left, right=right):
            parts = [left, right]
        case ast.AugAssign(target=target, value=value):
            parts = [target, value]
        case ast.UnaryOp(operand=only) | ast.Subscript(value=only):
            parts = [only]
        case ast.Call(func=ast.Attribute(value=owner), args=arguments) if not _is_module(owner):
            parts = [owner, *arguments]
        case ast.Call(args=arguments):
            parts = list(arguments)
    return parts


def _is_module(owner: ast.expr) -> bool:
    """Whether `mg` in `mg.exp(x)` is a module by its usual short name, not an operand."""
    return isinstance(owner, ast.Name) and owner.id in {"mg", "np", "minigrad", "tf", "torch", "F"}
