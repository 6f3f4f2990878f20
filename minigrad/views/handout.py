"""All steps of a backward pass on a page to print: pictures, formulas and numbers."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from minigrad.views import wording
from minigrad.views.escape import clean, esc
from minigrad.views.film import stills
from minigrad.views.formulas import template
from minigrad.views.html import page, picture
from minigrad.views.svg import summary
from minigrad.views.table import label

if TYPE_CHECKING:
    from minigrad.views.recording import Part, Recording
    from minigrad.views.svg import Drawing

LETTER = re.compile(r'<mover data-v="(g)">.*?</mover>|<mi data-v="(\w)">\w</mi>')
LONGEST = 16
"""Longer names stand as the rule's own letter in a formula."""
STYLE = "<style>section{break-inside:avoid;margin-bottom:2rem}math{font-size:1.15rem}</style>"


def handout(drawing: Drawing) -> str:
    """The page as HTML, which asks nobody for anything.

    Raises TapeError where nothing was walked back, or in too many steps.
    """
    parts = [STYLE]
    for moment, still in stills(drawing, captions=False):
        tape = moment.tape
        step = tape.steps[moment.number - 1] if moment.number else None
        lines = "".join(f"<p>{formula(tape, part)}</p>" for part in (step.parts if step else ()))
        heading = f"Step {moment.number}" if step else "Before"
        parts.append(
            f"<section><h2>{heading}</h2><p>{esc(moment.caption, 300)}</p>{lines}"
            f"{picture(still)}</section>"
        )
    return page("".join(parts), f"{summary(drawing.scene)[:-1]}, step by step")


def formula(tape: Recording, part: Part) -> str:
    """One contribution: the rule with names, then with numbers, then what is sent.

    >>> from minigrad.views.recording import Edge, Node, Part, Recording
    >>> from minigrad.views.value import Value
    >>> six = Value.scalar(6.0)
    >>> nodes = Node(0, "variable", name="x"), Node(1, "operation", op="negative", name="y")
    >>> tape = Recording("", nodes, (Edge(0, 1),))
    >>> formula(tape, Part(0, six, six, "negative/0", (("g", -6.0),)))[-36:]
    '</mrow><mo>=</mo><mn>6.0</mn></math>'
    """
    edge = tape.edges[part.edge]
    name, sent = label(tape, tape.nodes[edge.source]), wording.value(part.contribution)
    made = template(part.formula)
    if not made:
        return f"{escape(name)} receives {escape(sent)}"
    letters = _letters(tape, edge.target)
    mine = _word(tape, edge.source, made["to"])
    local = (
        f"<mo>=</mo>{letters['g']}<mo>·</mo><mfrac><mrow><mo>∂</mo>{letters['y']}</mrow>"
        f"<mrow><mo>∂</mo>{mine}</mrow></mfrac>"
        if made["local"]
        else ""
    )
    numbers = {letter: _number(x) for letter, x in part.numbers}
    filled = f"<mo>=</mo>{_put(made['rule'], numbers)}" if numbers else ""
    result = f"<mo>=</mo><mn>{_minus(sent)}</mn>" if numbers else ""
    math = f"<math>{_barred(mine)}{local}<mo>=</mo>{_put(made['rule'], letters)}{filled}{result}"
    total = wording.value(part.total)
    after = "" if total == sent else f" {escape(name)} has gathered {escape(total)} now."
    return f"{math}</math>" + (f" sends {escape(sent)}." if not numbers else "") + after


def _letters(tape: Recording, target: int) -> dict[str, str]:
    """What the letters of a rule are called here."""
    y = _word(tape, target, "y")
    operands = [tape.edges[edge].source for edge in tape.arguments()[target]]
    named = {
        letter: _word(tape, node, letter) for letter, node in zip("ab", operands, strict=False)
    }
    return {"g": _barred(y), "y": y, **named}


def _word(tape: Recording, node: int, otherwise: str) -> str:
    word = clean(label(tape, tape.nodes[node]))
    if len(word) > LONGEST:
        return f"<mi>{otherwise}</mi>"
    if re.fullmatch(r"[\w.%]+", word):
        return f'<mi mathvariant="normal">{word}</mi>'
    return f"<mrow><mo>(</mo><mtext>{escape(word)}</mtext><mo>)</mo></mrow>"


def _barred(inside: str) -> str:
    return f'<mover>{inside}<mo stretchy="false">¯</mo></mover>'


def _put(rule: str, meaning: dict[str, str]) -> str:
    """The rule with its letters replaced."""
    return LETTER.sub(lambda found: meaning.get(found[1] or found[2], found[0]), rule)


def _number(x: float) -> str:
    text = f"<mn>{_minus(wording.number(x))}</mn>"
    return f"<mrow><mo>(</mo>{text}<mo>)</mo></mrow>" if text.startswith("<mn>−") else text


def _minus(text: str) -> str:
    return escape(text.replace("-", "−"))
