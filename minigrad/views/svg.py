"""The picture: a scene, laid out, as one self-contained SVG.

It needs no style sheet, no script, no font and no id; it has its own background; the same
recording gives the same bytes. Groups carry what a script needs to find them again:
`data-box` (a box's number), `data-node` (the node shown, on ghosts too), `data-grad` on the text
of a node's gradient, `data-link` on a line and on its arrow's head, `data-line` on source lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minigrad.views.boxes import box_group
from minigrad.views.cards import ROW, Card, cards
from minigrad.views.escape import clean, esc
from minigrad.views.layout import Direction, Layout, lay_out
from minigrad.views.links import WORDS, label_reach, label_words, link_labels, link_paths
from minigrad.views.margin import Block, footer, source_panel
from minigrad.views.metrics import text_width
from minigrad.views.theme import SANS, dark_rules, paint
from minigrad.views.wording import DIGITS, pixels as px, plural

if TYPE_CHECKING:
    from minigrad.views.scene import Scene

MARGIN = 22.0
PENS = f'stroke-width="1.4" font-size="{ROW:g}"'
BESIDE = 980.0
"""Source and graph stand side by side up to this width, else one above the other."""
SHORT, FLAT = 12, 900.0
"""Up to `SHORT` boxes flow from left to right, if that stays narrower than `FLAT` pixels."""


TANGLED = 40
"""From so many crossings on, and one for two boxes, the other engine is suggested."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A scene with its cards and its layout, and the SVG that was made of them."""

    scene: Scene
    cards: tuple[Card, ...]
    plan: Layout
    width: float
    height: float
    svg: str


def draw(scene: Scene, *, direction: Direction | None = None, digits: int = DIGITS) -> Drawing:
    """Draw a scene. Without a direction, small graphs flow to the right and others down.

    >>> from minigrad.views.recording import Node, Recording
    >>> from minigrad.views.scene import build_scene
    >>> draw(build_scene(Recording("", (Node(0, "input", name="x"),)))).svg[:4]
    '<svg'
    """
    written = cards(scene, digits=digits)
    return compose(scene, tuple(written), _plan(scene, written, direction))


def compose(scene: Scene, written: tuple[Card, ...], plan: Layout, between: str = "") -> Drawing:
    """Put cards and lines where the plan says; `between` stands above the lines, below the boxes.

    >>> from minigrad.views.layout import lay_out
    >>> from minigrad.views.recording import Recording
    >>> from minigrad.views.scene import Scene
    >>> "<path/>" in compose(Scene(Recording()), (), lay_out([], []), "<path/>").svg
    True
    """
    panel = Block() if "source" in scene.hide else source_panel(scene.tape)
    beside = panel.width + plan.width + 3 * MARGIN <= BESIDE
    left = MARGIN + (panel.width + MARGIN if beside and panel.width else 0.0)
    top = MARGIN + (0.0 if beside or not panel.height else panel.height + MARGIN)
    if beside and panel.height > plan.height:
        top += (panel.height - plan.height) / 2
    foot = footer(_with_advice(scene, plan))
    width = (
        max(
            left + plan.width,
            left + label_reach(scene, plan),
            MARGIN + panel.width,
            MARGIN + foot.width,
        )
        + MARGIN
    )
    bottom = max(top + plan.height, MARGIN + panel.height) + MARGIN
    height = bottom + foot.height
    parts = [
        _opening(width, height, scene),
        f"<style>{dark_rules()}</style>",
        f'<rect width="100%" height="100%" {paint("paper")}/>',
        f'<g transform="translate({px(MARGIN)} {px(MARGIN)})">{panel.svg}</g>',
        f'<g transform="translate({px(left)} {px(top)})" {PENS} {paint("ink")}>',
        link_paths(scene, plan),
        between,
        *(box_group(scene.boxes[k], k, card, plan) for k, card in enumerate(written)),
        link_labels(scene, plan),
        "</g>",
        f'<g transform="translate({px(MARGIN)} {px(bottom)})">{foot.svg}</g>',
        "</svg>",
    ]
    return Drawing(scene, written, plan, width, height, "".join(parts))


def _with_advice(scene: Scene, plan: Layout) -> Scene:
    """Dense nets of single numbers are what Graphviz draws better."""
    folded = any(box.folded for box in scene.boxes)
    if folded or plan.crossings < max(TANGLED, len(scene.boxes) / 2):
        return scene
    advice = 'Many lines cross here: .view(engine="dot") may untangle them, where Graphviz is.'
    return replace(scene, notes=(*scene.notes, advice))


def _plan(scene: Scene, written: list[Card], direction: Direction | None) -> Layout:
    sizes = [card.size for card in written]
    edges = [(link.source, link.target) for link in scene.links]
    words = [text_width(label_words(scene, link), WORDS) for link in scene.links]
    if direction == "LR" or (direction is None and len(sizes) <= SHORT):
        flat = lay_out(sizes, edges, "LR", [width + 16 if width else 0.0 for width in words])
        if direction or flat.width <= FLAT:
            return flat
    return lay_out(sizes, edges, "TB", [16.0 if width else 0.0 for width in words])


def _opening(width: float, height: float, scene: Scene) -> str:
    w, h = px(width), px(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
        f'role="img" aria-label="{esc(summary(scene), 300)}" font-family="{SANS}">'
    )


def summary(scene: Scene) -> str:
    """The picture in one sentence, for those who do not see it.

    >>> from minigrad.views.recording import Recording
    >>> from minigrad.views.scene import Scene
    >>> summary(Scene(Recording()))
    'Graph of a tape: 0 operations on 0 leaves.'
    """
    nodes = scene.tape.nodes
    operations = sum(not node.leaf for node in nodes)
    leaves = plural(len(nodes) - operations, "leaf")
    named = dict.fromkeys(clean(node.name or node.op, 24) for node in nodes if node.target)
    targets = ", ".join(named)
    goal = f", target {targets}" if targets else ""
    return f"Graph of a tape: {plural(operations, 'operation')} on {leaves}{goal}."
