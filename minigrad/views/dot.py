"""Graphviz as a second engine: better for dense nets of single numbers, and never required.

The DOT text is our own, with our own quoting: the `graphviz` package takes `<...>` for markup and
expands backslashes, and the texts in a tape are foreign. Ids are `b0`, `b1`, ...; nothing that a
user wrote becomes an id, an address or a tooltip. `dot` is found when it is needed, gets five
seconds, and where it fails the own layout draws, with one sentence that says so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from minigrad.errors import missing
from minigrad.views import svg
from minigrad.views.cards import Card, cards
from minigrad.views.escape import clean
from minigrad.views.links import label_words
from minigrad.views.theme import STYLES
from minigrad.views.wording import DIGITS

if TYPE_CHECKING:
    from minigrad.views.layout import Direction
    from minigrad.views.scene import Scene
    from minigrad.views.svg import Drawing

SECONDS = 5
MANY = 150
SHAPES = {"input": "parallelogram", "variable": "hexagon", "constant": "octagon", "fold": "box3d"}
HASTE = ("-Gnslimit=1", "-Gnslimit1=1", "-Gmclimit=0.1", "-Gsplines=line")
"""What keeps dot within seconds on large graphs, at some cost in beauty."""


def quote(text: str, limit: int = 80) -> str:
    r"""A text as a DOT string that means exactly these characters.

    >>> quote('a"]; b [label="\\N')
    '"a\\"]; b [label=\\"\\\\N"'
    >>> quote("<b>")
    '"<b>"'
    """
    safe = clean(text, limit).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{safe}"'


def dot_lines(scene: Scene, digits: int = DIGITS) -> list[str]:
    """The statements of the graph, without the surrounding braces.

    >>> from minigrad.views.recording import Recording
    >>> from minigrad.views.scene import Scene
    >>> len(dot_lines(Scene(Recording())))
    3
    """
    lines = [
        'graph [bgcolor="white" ranksep=0.45 nodesep=0.3]',
        'node [fontname="Helvetica" fontsize=11 style="filled" margin="0.14,0.07"]',
        'edge [fontname="Helvetica" fontsize=9 color="#6b7580" fontcolor="#57606a" arrowsize=0.7]',
    ]
    for number, (box, card) in enumerate(
        zip(scene.boxes, cards(scene, digits=digits), strict=True)
    ):
        lines.append(_node(number, card, ghost=box.ghost))
    for link in scene.links:
        words = label_words(scene, link)
        label = f" xlabel={quote(words)}" if words else ""
        cut = all(scene.tape.edges[edge].cut for edge in link.edges)
        style = ' style="dotted" color="#a3407a"' if cut else ""
        lines.append(f"b{link.source} -> b{link.target} [{(label + style).strip()}]")
    return lines


def _node(number: int, card: Card, *, ghost: bool) -> str:
    texts = [card.mark, card.title, card.subtitle, *(f"{r.label}  {r.text}" for r in card.rows)]
    if card.line:
        texts.append(f"line {card.line}")
    label = "\\n".join(quote(text)[1:-1] for text in texts if text)
    style = "filled,rounded" if card.outline == "operation" else "filled"
    style += ",dashed" if ghost or card.dashed else ""
    colours = STYLES[card.style]
    return (
        f'b{number} [label="{label}" shape={SHAPES.get(card.outline, "box")} style="{style}" '
        f'fillcolor="{colours["fill"][0]}" color="{colours["stroke"][0]}"'
        f"{' peripheries=2' if card.double else ''}]"
    )


def dot_source(scene: Scene, *, direction: Direction | None = None, digits: int = DIGITS) -> str:
    """The whole DOT text.

    >>> from minigrad.views.recording import Recording
    >>> from minigrad.views.scene import Scene
    >>> dot_source(Scene(Recording())).splitlines()[0]
    'digraph tape {'
    """
    lines = [f"rankdir={_direction(scene, direction)}", *dot_lines(scene, digits)]
    return "digraph tape {\n" + "".join(f"\t{line}\n" for line in lines) + "}\n"


def _direction(scene: Scene, direction: Direction | None) -> str:
    return direction or ("LR" if len(scene.boxes) <= svg.SHORT else "TB")


def to_graphviz(scene: Scene, *, direction: Direction | None = None, digits: int = DIGITS) -> Any:
    """The graph as a `graphviz.Digraph`; its `.source` needs no program.

    Raises MissingExtra where the package is not installed.
    """
    try:
        import graphviz
    except ImportError:
        raise missing("graphviz", "to_graphviz()", "views") from None
    graph = graphviz.Digraph("tape", graph_attr={"rankdir": _direction(scene, direction)})
    graph.body.extend(f"\t{line}\n" for line in dot_lines(scene, digits))
    return graph


def run_dot(source: str, kind: str, *, many: bool = False) -> bytes:
    """What `dot` makes of a DOT text. Raises OSError or TimeoutError, each with one sentence."""
    program = shutil.which("dot")
    if program is None:
        raise FileNotFoundError(
            "dot was not found; install Graphviz (apt install graphviz, brew install graphviz)"
        )
    try:
        done = subprocess.run(
            [program, f"-T{kind}", *(HASTE if many else ())],
            input=source.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError(f"dot did not answer within {SECONDS} seconds") from None
    except subprocess.CalledProcessError as error:
        raise OSError(f"dot failed: {clean(error.stderr.decode(errors='replace'))}") from None
    return done.stdout


def draw(scene: Scene, *, direction: Direction | None = None, digits: int = DIGITS) -> Drawing:
    """The picture as Graphviz lays it out; where it cannot, our own with a note that says why."""
    source = dot_source(scene, direction=direction, digits=digits)
    try:
        answer = run_dot(source, "svg", many=len(scene.boxes) > MANY).decode()
    except OSError as error:
        noted = replace(scene, notes=(*scene.notes, f"Drawn without Graphviz: {error}."))
        return svg.draw(noted, direction=direction, digits=digits)
    picture = answer[answer.index("<svg") :]
    size = re.search(r'width="(\d+)pt" height="(\d+)pt"', picture)
    width, height = (float(part) for part in size.groups()) if size else (0.0, 0.0)
    own = svg.draw(scene, direction=direction, digits=digits)
    return replace(own, svg=picture, width=width, height=height)
