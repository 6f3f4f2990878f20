"""Derivative rules: written once, as text; compiled for the engine, parsed for the reader.

The table of primitives states each derivative as a Python expression, for example

    multiply:  "g * b",  "g * a"          tanh:  "g * (1 - y * y)"

where ``g`` is the cotangent that arrives (the gradient of the target with respect to this output), ``a`` and
``b`` are the operands, ``y`` is the output, ``params`` all static parameters of the operation, and every other
name is one of those parameters or another primitive. Everything that has to know the derivative reads this one text:

* `compile_rule` turns it into the function that the engine calls, ``rule(g, record) -> (ga, gb)``;
* `reads` tells which values a record must keep for it (``a.shape`` alone keeps no array);
* `minigrad.views.formulas` prints it as mathematics, with names or with numbers.

The expressions use only what arrays and Tensors share, so the same compiled rule runs on plain arrays (first
order, nothing recorded) and on Tensors (recorded again: any order).
"""

from __future__ import annotations

import ast
import linecache
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, cast

from .errors import BackwardError
from .records import PARAMS, PARENT_A, PARENT_B, SHAPE_A, SHAPE_B, A, B, Y

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .primitive import Primitive

    class Rule(Protocol):
        """A compiled derivative: ``rule(g, record) -> (ga, gb)``."""

        primitive: Primitive
        used_up: Rule
        """What the engine puts in its place when a record may be walked only once."""

        def __call__(self, upstream: Any, record: list[Any], /) -> tuple[Any, Any]:
            """Carry one cotangent back to the two operands."""


VALUES = {"a": A, "b": B, "y": Y}
SHAPES = {"a": SHAPE_A, "b": SHAPE_B}
PARENTS = (PARENT_A, PARENT_B)


def reads(expression: str) -> set[str]:
    """The values that a rule reads: of 'a', 'b', 'y' the whole array, of 'a.shape', 'b.shape' the shape.

    >>> sorted(reads("g * b * a ** (b - 1)")), sorted(reads("spread(g, a.shape, axis)"))
    (['a', 'b'], ['a.shape'])
    """
    found: set[str] = set()
    shaped: set[int] = set()
    for node in ast.walk(
        ast.parse(expression, mode="eval")
    ):  # breadth first: owners after attributes
        if isinstance(node, ast.Attribute) and node.attr == "shape":
            shaped.add(id(node.value))
        elif isinstance(node, ast.Name) and node.id in VALUES:
            shape_only = id(node) in shaped and node.id in SHAPES
            found.add(f"{node.id}.shape" if shape_only else node.id)
    return found


class _FromRecord(ast.NodeTransformer):
    """Replace the names of a rule by places in the record ``r``."""

    def __init__(self, params: Sequence[str]) -> None:
        self.params = list(params)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        owner = node.value
        if node.attr == "shape" and isinstance(owner, ast.Name) and owner.id in SHAPES:
            return _slot(SHAPES[owner.id])
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in VALUES:
            return _slot(VALUES[node.id])
        if node.id in self.params:
            return ast.Subscript(
                _slot(PARAMS), ast.Constant(self.params.index(node.id)), ast.Load()
            )
        return _slot(PARAMS) if node.id == "params" else node


def _slot(index: int) -> ast.expr:
    return ast.Subscript(ast.Name("r", ast.Load()), ast.Constant(index), ast.Load())


def compile_rule(
    name: str,
    expressions: Sequence[str],
    params: Sequence[str],
    namespace: Mapping[str, Any],
    *,
    unbroadcast: bool,
) -> Rule:
    """Compile the derivative expressions of one primitive into ``rule(g, record) -> (ga, gb)``.

    A binary rule computes only the side whose parent is recorded. With ``unbroadcast``, each result is summed
    down to the shape of its operand; no rule mentions broadcasting itself.
    The text is kept in `linecache`, so a traceback through a rule shows its line.

    >>> rule = compile_rule("double", ["2 * g"], [], {}, unbroadcast=False)
    >>> rule(3.0, [-1, None, None, None])
    (6.0, None)
    """
    sides = []
    for expression, parent, shape in zip(expressions, PARENTS, SHAPES.values(), strict=False):
        tree = _FromRecord(params).visit(ast.parse(expression, mode="eval"))
        text = ast.unparse(tree)
        if unbroadcast:
            text = f"unbroadcast({text}, r[{shape}])"
        sides.append(text if len(expressions) == 1 else f"r[{parent}] and ({text})")
    if len(sides) == 1:
        sides.append("None")
    source = f"def {name}_rule(g, r):\n    return {sides[0]}, {sides[1]}\n"
    filename = f"<rule of {name}{' (broadcast)' if unbroadcast else ''}>"
    scope = _run(source, filename, namespace)
    rule: Rule = scope[f"{name}_rule"]
    rule.used_up = _used_up(name)
    return rule


def compile_tangent(
    name: str, expression: str, params: Sequence[str], namespace: Mapping[str, Any]
) -> Callable[[Any, list[Any]], Any]:
    """Compile what one operand's tangent ``t`` adds to the output's: ``push(t, record)``."""
    text = ast.unparse(_FromRecord(params).visit(ast.parse(expression, mode="eval")))
    scope = _run(
        f"def {name}_tangent(t, r):\n    return {text}\n", f"<rule of {name} (tangent)>", namespace
    )
    push: Callable[[Any, list[Any]], Any] = scope[f"{name}_tangent"]
    return push


def _run(source: str, filename: str, namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Execute the source of a rule, and keep it where tracebacks look for it."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    scope = {**namespace, "__name__": "minigrad.rules"}
    exec(compile(source, filename, "exec"), scope)  # noqa: S102 - our own table, no outside text
    return scope


def _used_up(name: str) -> Rule:
    def used_up(_upstream: Any, _record: list[Any]) -> NoReturn:
        raise BackwardError(
            f"the graph was walked a second time, and the values that {name} had saved went with the first walk. "
            "Pass retain_graph=True to the first backward(), or run the forward pass again."
        )

    return cast("Rule", used_up)
