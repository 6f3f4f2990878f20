"""Derivative rules as mathematics: made from the very text that the engine runs.

A rule such as ``g * b`` is an expression; here it becomes MathML, which browsers show without any
library, and a line of text. The cotangent that arrives is written ȳ, since it belongs to the
operation's output y, and what is sent on to the operand a is ā.
"""

from __future__ import annotations

import ast
from html import escape
from string import Formatter
from typing import TYPE_CHECKING

from minigrad.primitives import TABLE

if TYPE_CHECKING:
    from minigrad.primitive import Primitive
    from minigrad.views.recording import Recording

OPERANDS = ("a", "b")
BARRED = {"g": "ȳ", "a": "ā", "b": "b\u0304"}
READ_AS = {
    "matmul_left": "{0} · {1}ᵀ",
    "matmul_right": "{1}ᵀ · {0}",
    "spread": "{0} repeated",
    "scatter": "{0} put back",
}
"""How rules that only a function can state are read aloud; their arguments after these go without saying."""
LOOSE, TIGHT, UNARY, POWER, ATOM = range(5)
BINARY: dict[type[ast.operator], tuple[int, str]] = {
    ast.Add: (LOOSE, "+"),
    ast.Sub: (LOOSE, "−"),
    ast.Mult: (TIGHT, "·"),
    ast.MatMult: (TIGHT, "@"),
    ast.Div: (TIGHT, "/"),
    ast.Pow: (POWER, "^"),
}
COMPARISONS = {ast.Gt: ">", ast.GtE: "≥", ast.Lt: "<", ast.LtE: "≤", ast.Eq: "=", ast.NotEq: "≠"}


def templates(tape: Recording) -> dict[str, dict[str, str]]:
    """For every formula that occurs in the steps: `rule` and `local` as MathML, `text` as a line.

    >>> from minigrad.views.recording import Recording
    >>> templates(Recording())
    {}
    """
    found = {part.formula for step in tape.steps for part in step.parts if part.formula}
    return {name: made for name in sorted(found) if (made := template(name))}


def template(formula: str) -> dict[str, str]:
    """The template of one formula, "multiply/0"; empty for an operation that has no row in the table.

    >>> template("multiply/0")["text"]
    'ā = ȳ · b'
    """
    name, _, place = formula.partition("/")
    primitive = TABLE.get(name)
    if primitive is None or not place.isdigit() or int(place) >= len(primitive.rules):
        return {}
    operand = int(place)
    rule = _parse(primitive.rules[operand])
    return {
        "to": OPERANDS[operand],
        "rule": mathml(rule),
        "local": mathml(local) if (local := local_derivative(primitive, operand)) else "",
        "text": f"{BARRED[OPERANDS[operand]]} = {plain(rule)}",
    }


def local_derivative(primitive: Primitive, operand: int) -> ast.expr | None:
    """∂y/∂(operand) of an elementwise operation: its rule with the cotangent left out.

    >>> plain(local_derivative(TABLE["divide"], 1))
    '−a / (b · b)'
    """
    if primitive.kind != "elementwise":
        return None
    tree = _WithoutCotangent().visit(_parse(primitive.rules[operand]))
    return None if any(isinstance(n, ast.Name) and n.id == "g" for n in ast.walk(tree)) else tree


def _parse(rule: str) -> ast.expr:
    return ast.parse(rule, mode="eval").body


class _WithoutCotangent(ast.NodeTransformer):
    """Put 1 for g, and leave factors of 1 out."""

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Constant(1) if node.id == "g" else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Mult):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if _is_one(one):
                    return other
                if isinstance(one, ast.UnaryOp) and _is_one(one.operand):
                    return ast.UnaryOp(ast.USub(), other)
        return node


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == 1


# -- text ------------------------------------------------------------------------------------------


def plain(node: ast.expr, strength: int = LOOSE) -> str:
    """An expression as a line of text, with the parentheses that it needs.

    >>> plain(_parse("g * (1 - y * y)"))
    'ȳ · (1 − y · y)'
    """
    match node:
        case ast.BinOp(op=op):
            own, sign = BINARY[type(op)]
            text = f"{plain(node.left, own)} {sign} {plain(node.right, own + 1)}"
            return f"({text})" if own < strength else text
        case ast.UnaryOp():
            text = "−" + plain(node.operand, UNARY)
            return f"({text})" if strength > TIGHT else text
        case ast.Compare():
            signs = [COMPARISONS.get(type(op), "?") for op in node.ops]
            text = plain(node.left)
            for sign, right in zip(signs, node.comparators, strict=True):
                text += f" {sign} {plain(right)}"
            return f"[{text}]"
        case ast.Name():
            return BARRED["g"] if node.id == "g" else node.id
        case ast.Call():
            words = [plain(argument) for argument in node.args]
            reading = READ_AS.get(ast.unparse(node.func))
            return reading.format(*words) if reading else f"{plain(node.func)}({', '.join(words)})"
        case _:
            return ast.unparse(node)


# -- MathML ----------------------------------------------------------------------------------------


def mathml(node: ast.expr, strength: int = LOOSE) -> str:  # noqa: PLR0911 - one return per kind of node
    """An expression as MathML. Letters that stand for numbers carry `data-v`, to be replaced.

    >>> mathml(_parse("g / a"))
    '<mfrac><mover data-v="g"><mi>y</mi><mo>¯</mo></mover><mi data-v="a">a</mi></mfrac>'
    """
    match node:
        case ast.BinOp(op=ast.Div()):
            return f"<mfrac>{mathml(node.left)}{mathml(node.right)}</mfrac>"
        case ast.BinOp(op=ast.Pow()):
            return f"<msup>{mathml(node.left, ATOM)}{mathml(node.right)}</msup>"
        case ast.BinOp(op=op):
            own, sign = BINARY[type(op)]
            return _fenced(
                f"{mathml(node.left, own)}<mo>{sign}</mo>{mathml(node.right, own + 1)}",
                own < strength,
            )
        case ast.UnaryOp():
            return _fenced(f"<mo>−</mo>{mathml(node.operand, UNARY)}", strength > TIGHT)
        case ast.Compare():
            signs = [COMPARISONS.get(type(op), "?") for op in node.ops]
            inside = mathml(node.left) + "".join(
                f"<mo>{escape(sign)}</mo>{mathml(right)}"
                for sign, right in zip(signs, node.comparators, strict=True)
            )
            return f"<mrow><mo>[</mo>{inside}<mo>]</mo></mrow>"
        case ast.Name():
            return _letter(node.id)
        case ast.Constant():
            return f"<mn>{escape(str(node.value))}</mn>"
        case ast.Call():
            return _call(node)
        case _:
            return f"<mtext>{escape(ast.unparse(node))}</mtext>"


def _letter(name: str) -> str:
    if name == "g":
        return '<mover data-v="g"><mi>y</mi><mo>¯</mo></mover>'
    if name in {"a", "b", "y"}:
        return f'<mi data-v="{name}">{name}</mi>'
    constants = {
        "LN2": "<mrow><mi>ln</mi><mn>2</mn></mrow>",
        "LN10": "<mrow><mi>ln</mi><mn>10</mn></mrow>",
    }
    return constants.get(name, f"<mtext>{escape(name)}</mtext>")


def _call(node: ast.Call) -> str:
    name = ast.unparse(node.func).removeprefix("np.")
    if name in READ_AS:
        words = [mathml(argument, ATOM) for argument in node.args]
        return _reading(READ_AS[name], words)
    inside = "<mo>,</mo>".join(mathml(argument) for argument in node.args)
    if name == "sqrt":
        return f"<msqrt>{inside}</msqrt>"
    if name == "exp":
        return f"<msup><mi>e</mi><mrow>{inside}</mrow></msup>"
    title = {"log": "ln"}.get(name, name)
    return f"<mrow><mi>{escape(title)}</mi><mo>(</mo>{inside}<mo>)</mo></mrow>"


def _reading(reading: str, words: list[str]) -> str:
    """A reading such as "{0} · {1}ᵀ" with MathML in its places."""
    made: list[str] = []
    for text, place, *_ in Formatter().parse(reading):
        if text.startswith("ᵀ"):
            made[-1] = f"<msup>{made[-1]}<mi>T</mi></msup>"
        if rest := text.removeprefix("ᵀ").strip():
            made.append(
                f"<mo>{rest}</mo>" if rest == "·" else f"<mtext>&#160;{escape(rest)}</mtext>"
            )
        if place:
            made.append(words[int(place)])
    return f"<mrow>{''.join(made)}</mrow>"


def _fenced(inside: str, fence: bool) -> str:
    return f"<mrow><mo>(</mo>{inside}<mo>)</mo></mrow>" if fence else f"<mrow>{inside}</mrow>"
