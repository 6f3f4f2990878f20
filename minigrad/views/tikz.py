"""The picture for LaTeX: a TikZ picture from the same coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.views.cards import LABEL, LINE, PAD, RING, Card
from minigrad.views.escape import clean
from minigrad.views.links import label_words
from minigrad.views.shapes import corners
from minigrad.views.theme import STYLES
from minigrad.views.wording import pixels as px

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minigrad.views.layout import Point
    from minigrad.views.svg import Drawing

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "–": "--", "−": "$-$", "×": r"$\times$", "÷": r"$\div$", "±": r"$\pm$", "…": r"\dots{}",
}  # fmt: skip
USED = ("operation", "input", "variable", "constant", "fold", "failed")


def tex(text: str) -> str:
    r"""A text that LaTeX prints as it is, whatever it contains.

    >>> print(tex(r"w_1 & \input{x}"))
    w\_1 \& \textbackslash{}input\{x\}
    """
    return "".join(_SPECIAL.get(letter, letter) for letter in clean(text))


def tikz_picture(drawing: Drawing) -> str:
    r"""The graph as a `tikzpicture`; paste it into a document that loads TikZ.

    >>> from minigrad.views.recording import Recording
    >>> from minigrad.views.scene import Scene
    >>> from minigrad.views.svg import draw
    >>> tikz_picture(draw(Scene(Recording()))).splitlines()[-1]
    '\\end{tikzpicture}'
    """
    lines = ["% \\usepackage{tikz}", *_colours()]
    lines.append("\\begin{tikzpicture}[x=0.75pt,y=-0.75pt,>=stealth,font=\\sffamily\\footnotesize]")
    lines.extend(_edges(drawing))
    for card, corner in zip(drawing.cards, drawing.plan.corners, strict=True):
        lines.extend(_box(card, corner))
    return "\n".join([*lines, "\\end{tikzpicture}"]) + "\n"


def _colours() -> Iterator[str]:
    for style in (*USED, "gradient", "none", "muted", "edge", "cut", "target"):
        for attribute, (light, _) in STYLES[style].items():
            yield f"\\definecolor{{mg-{style}-{attribute}}}{{HTML}}{{{light[1:].upper()}}}"


def _edges(drawing: Drawing) -> Iterator[str]:
    scene, plan = drawing.scene, drawing.plan
    sideways = plan.direction == "LR"
    for link, route in zip(scene.links, plan.routes, strict=True):
        cut = all(scene.tape.edges[edge].cut for edge in link.edges)
        style = "mg-cut-stroke,dotted,thick" if cut else "mg-edge-stroke"
        x, y = route[0]
        path = f"({px(x)},{px(y)})"
        for a, b in route[1:]:
            if sideways:
                bend = f"({px((x + a) / 2)},{px(y)}) and ({px((x + a) / 2)},{px(b)})"
            else:
                bend = f"({px(x)},{px((y + b) / 2)}) and ({px(a)},{px((y + b) / 2)})"
            straight = a == x or b == y
            path += (
                f" -- ({px(a)},{px(b)})"
                if straight
                else f" .. controls {bend} .. ({px(a)},{px(b)})"
            )
            x, y = a, b
        yield f"\\draw[->,{style}] {path};"
        if words := label_words(scene, link):
            look = "anchor=south east,text=mg-muted-fill,font=\\tiny\\sffamily"
            yield f"\\node[{look}] at ({px(x)},{px(y)}) {{{tex(words)}}};"


def _box(card: Card, corner: Point) -> Iterator[str]:
    ring = RING if card.double else 0.0
    x, y = corner[0] + ring, corner[1] + ring
    right, bottom = x + card.width, y + card.height
    frame = f"({px(x)},{px(y)}) rectangle ({px(right)},{px(bottom)})"
    look = [f"draw=mg-{card.style}-stroke", f"fill=mg-{card.style}-fill"]
    if card.outline == "operation":
        look.append("rounded corners=6pt")
    else:
        points = corners(card.outline, x, y, card.width, card.height)
        frame = " -- ".join(f"({px(a)},{px(b)})" for a, b in points) + " -- cycle"
    look += ["thick"] if card.outline == "variable" else []
    look += ["dashed"] if card.dashed else []
    if card.double:
        outer = (
            f"({px(x - RING)},{px(y - RING)}) rectangle ({px(right + RING)},{px(bottom + RING)})"
        )
        yield f"\\draw[mg-target-stroke,thick,rounded corners=8pt] {outer};"
    yield f"\\draw[{','.join(look)}] {frame};"
    yield _node(x + PAD, y + 20, f"\\bfseries {tex(card.title)}")
    yield _node(x + PAD, y + 34, f"\\scriptsize {tex(card.subtitle)}", "mg-muted-fill")
    top = y + 43.0
    for row in card.rows:
        top += LINE
        yield _node(x + PAD, top - 1, f"\\scriptsize {tex(row.label)}", "mg-muted-fill")
        colour = f"mg-{row.style}-fill" if row.style != "ink" else "black"
        yield _node(x + PAD + LABEL, top - 1, tex(row.text), colour)


def _node(x: float, y: float, text: str, colour: str = "black") -> str:
    place = f"({px(x)},{px(y)})"
    return f"\\node[anchor=base west,inner sep=0,text={colour}] at {place} {{{text}}};"
