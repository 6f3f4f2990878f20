"""What stands in a box, line by line, and how large the box must be for it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from minigrad.views import wording
from minigrad.views.escape import clean
from minigrad.views.heat import HeatMap, heat_map
from minigrad.views.metrics import fit, text_width

if TYPE_CHECKING:
    from minigrad.views.recording import Node, Recording
    from minigrad.views.scene import Box, Scene

TITLE, SMALL, ROW = 14.0, 10.5, 12.0  # font sizes
TOP, PAD, LINE, LABEL, CAPTION, RING = 43.0, 13.0, 15.0, 38.0, 12.0, 4.0
NARROW, WIDE = 96.0, 230.0
EXPRESSION = 18

SYMBOLS = {
    "add": "+",
    "subtract": "−",
    "multiply": "×",
    "divide": "÷",
    "power": "**",
    "matmul": "@",
    "negative": "−",
    "getitem": "[ ]",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled line of a card; `style` is the colour of its text."""

    label: str
    text: str
    style: str = "ink"


@dataclass(frozen=True, slots=True)
class Card:
    """The texts of a box and its size. `style` is its colour, `outline` the shape of its border."""

    style: str
    outline: str
    title: str
    subtitle: str
    rows: tuple[Row, ...] = ()
    line: str = ""
    uses: str = ""
    mark: str = ""
    maps: tuple[tuple[str, HeatMap], ...] = ()
    width: float = NARROW
    height: float = 0.0
    double: bool = False
    dashed: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """The room that the layout must keep: the box, and the ring around a target."""
        ring = 2 * RING if self.double else 0.0
        return self.width + ring, self.height + ring


def cards(scene: Scene, *, digits: int = wording.DIGITS, maps: bool = True) -> list[Card]:
    """Write the card of every box of a scene.

    >>> from minigrad.views.recording import Node, Recording
    >>> from minigrad.views.scene import build_scene
    >>> [card.subtitle for card in cards(build_scene(Recording("", (Node(0, "input"),))))]
    ['input']
    """
    uses = drawn_uses(scene)
    bad = first_bad(scene.tape)
    usual = _usual_dtype(scene.tape)
    maps = maps and len(scene.boxes) <= 40
    written = []
    for box in scene.boxes:
        if box.folded:
            card = _fold_card(scene.tape, box)
        elif box.ghost:
            card = _ghost_card(scene.tape.nodes[box.nodes[0]])
        else:
            node = scene.tape.nodes[box.nodes[0]]
            card = _node_card(scene, node, uses[node.id], digits, usual, node.id in bad, maps)
        written.append(card)
    return written


def drawn_uses(scene: Scene) -> list[int]:
    """For every node how many uses of it are drawn; a training loop's other turns do not count.

    >>> from minigrad.views.recording import Recording
    >>> from minigrad.views.scene import Scene
    >>> drawn_uses(Scene(Recording()))
    []
    """
    uses = [0] * len(scene.tape.nodes)
    for link in scene.links:
        for edge in link.edges:
            uses[scene.tape.edges[edge].source] += 1
    return uses


def first_bad(tape: Recording) -> set[int]:
    """The nodes with a NaN or an infinity whose inputs have none: where it began.

    >>> from minigrad.views.recording import Node, Recording
    >>> from minigrad.views.value import Value
    >>> first_bad(Recording("", (Node(0, "input", value=Value.scalar(float("inf"))),)))
    {0}
    """
    bad = {node.id for node in tape.nodes if node.value is not None and node.value.nonfinite}
    return bad - {edge.target for edge in tape.edges if edge.source in bad}


def title(node: Node, source: str = "") -> str:
    """The user's name for the value, else the expression that made it, else a symbol or number.

    >>> from minigrad.views.recording import Node, Span
    >>> title(Node(0, "operation", op="multiply"))
    '×'
    >>> title(Node(0, "operation", op="multiply", span=Span(1, 4, 1, 9)), "y = a * b + c")
    'a * b'
    """
    if node.name:
        return clean(node.name)
    if node.op:
        return expression(node, source) or clean(SYMBOLS.get(node.op, node.op))
    return clean(wording.value(node.value)) or node.kind


def expression(node: Node, source: str) -> str:
    """The part of the cell that made a node, if it is short enough for a title.

    >>> from minigrad.views.recording import Node, Span
    >>> expression(Node(0, "operation", span=Span(1, 0, 1, 5)), "a + b")
    'a + b'
    """
    span = node.span
    lines = source.split("\n")
    if span is None or span.line != span.end_line or span.line > len(lines):
        return ""
    text = clean(lines[span.line - 1][span.start : span.end])
    return text if len(text) <= EXPRESSION else ""


def _usual_dtype(tape: Recording) -> str:
    """The dtype that goes without saying: float32, unless the tape has none of it."""
    found = {node.dtype for node in tape.nodes}
    return "float32" if "float32" in found or len(found) != 1 else found.pop()


def _node_card(
    scene: Scene, node: Node, uses: int, digits: int, usual: str, bad: bool, maps: bool
) -> Card:
    heading = title(node, scene.tape.source)
    what = node.op if node.op and heading != node.op else "" if node.op else node.kind
    words = ["backward:" if node.order else "", clean(what, 24), clean(node.params, 24)]
    if node.shape and "shape" not in scene.hide:
        words.append(wording.shape(node.shape))
    if node.dtype not in ("", "float", "int", usual):
        words.append(node.dtype)
    drawn = tuple(
        (caption, chart)
        for caption, array in (("value", node.value), ("grad", node.gradient.value))
        if maps and caption not in scene.hide and array is not None and (chart := heat_map(array))
    )
    return _sized(
        style="failed" if node.value is None and not node.leaf else node.kind,
        outline=node.kind,
        title=heading,
        subtitle=" ".join(word for word in words if word) or ("scalar" if node.value else ""),
        rows=tuple(row for row in _rows(node, digits) if row.label not in scene.hide),
        line=str(node.span.line) if node.span else "",
        uses=f"{uses} uses" if uses > 1 else "",
        mark=_mark(node, bad),
        maps=drawn,
        double=node.target,
        dashed=not node.recorded,
    )


def _mark(node: Node, bad: bool) -> str:
    """The word above a box that needs one."""
    if node.value is None and not node.leaf:
        return "failed here"
    if bad:
        return "first NaN or inf"
    if node.target:
        return "target"
    return "" if node.recorded else "not recorded"


def _rows(node: Node, digits: int) -> tuple[Row, ...]:
    if node.value is None:
        return ()
    unnamed = node.kind == "constant" and not node.name
    rows = [] if unnamed else [Row("value", wording.value(node.value, digits))]
    if node.kind != "constant" or node.gradient.state != "pending":
        rows.append(Row("grad", wording.gradient(node.gradient, digits), _gradient_style(node)))
    return tuple(rows)


def _gradient_style(node: Node) -> str:
    styles = {"pending": "muted", "none": "none", "nonfinite": "none"}
    return styles.get(node.gradient.state, "gradient")


def _ghost_card(node: Node) -> Card:
    style = "operation" if node.op else node.kind
    return _sized(
        style=style, outline=node.kind, title=title(node), subtitle=f"{node.kind}, again",
        dashed=True,
    )  # fmt: skip


def _fold_card(tape: Recording, box: Box) -> Card:
    inside = [tape.nodes[node] for node in box.nodes]
    rows = [Row("kept", wording.memory(sum(node.saved_bytes for node in inside)))]
    lines = sorted({node.span.line for node in inside if node.span})
    source = tape.source.split("\n")
    heading, what = box.label, wording.plural(len(inside), "operation")
    if box.turns:  # "loop in line 3, turns 2 to 12"
        where, _, heading = box.label.partition(", ")
        what = f"{where}, {what}"
    elif len(lines) == 1 and heading == f"line {lines[0]}" and lines[0] <= len(source):
        heading = source[lines[0] - 1].strip()
    return _sized(
        style="fold",
        outline="fold",
        title=clean(heading),
        subtitle=what,
        rows=tuple(rows) if any(node.saved_bytes for node in inside) else (),
        line=str(lines[0]) if len(lines) == 1 else f"{lines[0]}–{lines[-1]}" if lines else "",
        mark=f"× {box.turns}" if box.turns else "",
        double=any(node.target for node in inside),
    )


def _sized(**content: object) -> Card:
    """Measure a card: wide enough for its longest line, between `NARROW` and `WIDE`."""
    card = Card(**content)  # type: ignore[arg-type]
    chip = chip_width(card.line) + 8 if card.line else 0.0
    texts = [
        text_width(card.title, TITLE, bold=True) + chip,
        text_width(card.subtitle, SMALL),
        sum(map_step(chart) for _, chart in card.maps),
        *(LABEL + text_width(row.text, ROW) for row in card.rows),
    ]
    width = ceil(min(max(max(texts) + 2 * PAD, NARROW), WIDE))
    room = width - 2 * PAD
    height = TOP + (LINE * len(card.rows) + 10 if card.rows else 0)
    if card.maps:
        height += max(chart.height for _, chart in card.maps) + CAPTION + 4
    rows = tuple(Row(r.label, fit(r.text, ROW, room - LABEL), r.style) for r in card.rows)
    shorter = {
        "title": fit(card.title, TITLE, room - chip, bold=True),
        "subtitle": fit(card.subtitle, SMALL, room),
        "rows": rows,
        "width": width,
        "height": ceil(height),
    }
    return Card(**content | shorter)  # type: ignore[arg-type]


def map_step(chart: HeatMap) -> float:
    """The room that a heat-map takes in a row of them, its caption included.

    >>> map_step(HeatMap(1, 1, (1,)))
    34.0
    """
    return max(chart.width, 24.0) + 10


def chip_width(text: str) -> float:
    """The width of the small plate that carries a line number.

    >>> chip_width("12")
    19.7
    """
    return round(text_width(text, SMALL) + 8, 1)
