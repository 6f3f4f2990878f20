"""The picture: a scene, laid out, as one self-contained SVG.

It needs no style sheet, no script, no font and no id; it has its own background; the same
recording gives the same bytes. Groups carry what a script needs to find them again:
`data-box` (a box's number), `data-node` (the node shown, on ghosts too), `data-link` and
`data-edges` on lines, `data-line` on source lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minigrad.views import shapes
from minigrad.views.cards import (
    CAPTION,
    LABEL,
    LINE,
    PAD,
    RING,
    ROW,
    SMALL,
    TITLE,
    Card,
    cards,
    chip_width,
    map_step,
)
from minigrad.views.escape import esc
from minigrad.views.heat import LEVELS
from minigrad.views.layout import Direction, Layout, lay_out
from minigrad.views.margin import footer, source_panel
from minigrad.views.metrics import text_width
from minigrad.views.theme import SANS, dark_rules, paint
from minigrad.views.wording import DIGITS, pixels as px

if TYPE_CHECKING:
    from minigrad.views.scene import Box, Link, Scene

MARGIN = 22.0
WORDS = 9.5
BESIDE = 980.0
"""Source and graph stand side by side up to this width, else one above the other."""
SHORT, FLAT = 12, 900.0
"""Up to `SHORT` boxes flow from left to right, if that stays narrower than `FLAT` pixels."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A scene with its cards, its layout, and where the graph begins: all that is drawn."""

    scene: Scene
    cards: tuple[Card, ...]
    plan: Layout
    origin: tuple[float, float]
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
    plan = _plan(scene, written, direction)
    panel = source_panel(scene.tape)
    beside = panel.width + plan.width + 3 * MARGIN <= BESIDE
    left = MARGIN + (panel.width + MARGIN if beside and panel.width else 0.0)
    top = MARGIN + (0.0 if beside or not panel.height else panel.height + MARGIN)
    if beside and panel.height > plan.height:
        top += (panel.height - plan.height) / 2
    foot = footer(scene)
    width = (
        max(
            left + plan.width, left + _reach(scene, plan), MARGIN + panel.width, MARGIN + foot.width
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
        f'<g transform="translate({px(left)} {px(top)})">',
        *(_link(scene, number, plan) for number in range(len(scene.links))),
        *(_box(scene.boxes[k], k, card, plan) for k, card in enumerate(written)),
        *(_link_label(scene, number, plan) for number in range(len(scene.links))),
        "</g>",
        f'<g transform="translate({px(MARGIN)} {px(bottom)})">{foot.svg}</g>',
        "</svg>",
    ]
    return Drawing(scene, tuple(written), plan, (left, top), width, height, "".join(parts))


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
    from minigrad.views.wording import plural

    nodes = scene.tape.nodes
    operations = sum(not node.leaf for node in nodes)
    leaves = plural(len(nodes) - operations, "leaf")
    targets = ", ".join(node.name or node.op for node in nodes if node.target)
    goal = f", target {targets}" if targets else ""
    return f"Graph of a tape: {plural(operations, 'operation')} on {leaves}{goal}."


def _link(scene: Scene, number: int, plan: Layout) -> str:
    link, route, sideways = scene.links[number], plan.routes[number], plan.direction == "LR"
    edges = [scene.tape.edges[edge] for edge in link.edges]
    cut = all(edge.cut for edge in edges)
    # The line starts a little inside its box, so that slanted outlines leave no gap, and ends
    # under the arrow's head.
    (x0, y0), (x1, y1) = route[0], route[-1]
    start = (x0 - 8, y0) if sideways else (x0, y0 - 4)
    end = (x1 - 4, y1) if sideways else (x1, y1 - 4)
    path = shapes.curve((start, *route[1:-1], end) if len(route) > 1 else route, sideways=sideways)
    dash = ' stroke-dasharray="2 5"' if cut else ""
    width = "2.2" if len(link.edges) > 1 else "1.4"
    return (
        f'<g data-link="{number}" data-edges="{" ".join(map(str, link.edges))}">'
        f'<path d="{path}" fill="none" stroke-width="{width}"{dash} '
        f"{paint('cut' if cut else 'edge')}/>"
        f'<path d="{shapes.head(route[-1], sideways=sideways)}" {paint("head")}/></g>'
    )


def _link_label(scene: Scene, number: int, plan: Layout) -> str:
    """The argument's role, repeated axes and cuts, beside the straight piece before the head."""
    link = scene.links[number]
    text = label_words(scene, link)
    if not text:
        return ""
    x, y = plan.routes[number][-1]
    ends = [r[-1] for r, other in zip(plan.routes, scene.links, strict=True)
            if other.target == link.target]  # fmt: skip
    first, last = (x, y) == min(ends), (x, y) == max(ends)
    if plan.direction == "LR":
        below = last and not first
        place, anchor = (x - 10, y + (12 if below else -5)), "end"
    elif first and not last:
        place, anchor = (x - 6, y - 7), "end"
    elif last:
        place, anchor = (x + 6, y - 7), "start"
    else:
        return ""  # between two other arrows there is no room; the table tells it
    style = "none" if any(scene.tape.edges[edge].cut for edge in link.edges) else "muted"
    return _text(text, place, WORDS, style, f' text-anchor="{anchor}"', width=40)


def _reach(scene: Scene, plan: Layout) -> float:
    """How far to the right the labels stand out."""
    if plan.direction == "LR":
        return 0.0
    ends = (
        route[-1][0] + 6 + text_width(label_words(scene, link), WORDS)
        for route, link in zip(plan.routes, scene.links, strict=True)
    )
    return max(ends, default=0.0)


def label_words(scene: Scene, link: Link) -> str:
    """What is written on a line; nothing where it ends in a folded run."""
    return "" if scene.boxes[link.target].folded else link_words(scene, link)


def link_words(scene: Scene, link: Link) -> str:
    """What is written on a line.

    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> from minigrad.views.scene import build_scene
    >>> nodes = (Node(0, "input"), Node(1, "operation"))
    >>> scene = build_scene(Recording("", nodes, (Edge(0, 1, "left", stretched=(0,)),)))
    >>> link_words(scene, scene.links[0])
    'left, axis 0 repeated'
    """
    words: list[str] = []
    for edge in (scene.tape.edges[place] for place in link.edges):
        if edge.role:
            words.append(edge.role)
        if edge.stretched:
            axes = " and ".join(map(str, edge.stretched))
            words.append(f"{'axes' if len(edge.stretched) > 1 else 'axis'} {axes} repeated")
        if edge.cut:
            words.append(f"cut: {edge.cut}")
    return ", ".join(dict.fromkeys(words))


def _box(box: Box, number: int, card: Card, plan: Layout) -> str:
    ring = RING if card.double else 0.0
    x, y = plan.corners[number][0] + ring, plan.corners[number][1] + ring
    width, height = card.width, card.height
    dash = ' stroke-dasharray="5 3"' if card.dashed else ""
    border = "2" if card.style == "variable" else "1.3"
    named = f' data-node="{box.nodes[0]}"' if not box.folded else ""
    parts = [f'<g data-box="{number}"{named}>']
    if box.folded:
        for shift in (6, 3):
            sheet = shapes.outline("fold", x + shift, y + shift, width, height)
            parts.append(f'<path d="{sheet}" {paint("fold")}/>')
    if card.double:
        circle = shapes.outline(card.outline, x, y, width, height, RING)
        parts.append(f'<path d="{circle}" fill="none" stroke-width="2" {paint("target")}/>')
    frame = shapes.outline(card.outline, x, y, width, height)
    parts.append(f'<path d="{frame}" stroke-width="{border}"{dash} {paint(card.style)}/>')
    parts.extend(_content(card, x, y))
    return "".join([*parts, "</g>"])


def _content(card: Card, x: float, y: float) -> list[str]:
    left, right = x + PAD, x + card.width - PAD
    ink = "failure" if card.style == "failed" else "ink"
    parts = [
        _text(card.title, (left, y + 20), TITLE, ink, ' font-weight="bold"'),
        _text(card.subtitle, (left, y + 34), SMALL, "muted"),
    ]
    if card.line:
        parts.append(_chip(card.line, right + 4, y + 8))
    top = y + 43
    if card.rows:
        parts.append(f'<path d="M{px(left)} {px(top - 1.5)}H{px(right)}" {paint("rule")}/>')
    for row in card.rows:
        top += LINE
        parts.append(_text(row.label, (left, top - 1), SMALL, "muted"))
        extra = ' data-grad=""' if row.label == "grad" else ""
        parts.append(_text(row.text, (left + LABEL, top - 1), ROW, row.style, extra))
    for caption, chart in card.maps:
        parts.append(_text(caption, (left, top + 13), 8.5, "muted"))
        for level, path in shapes.heat_paths(chart, left, top + 6 + CAPTION).items():
            style = paint("more" if level > 0 else "less" if level else "head")
            depth = f' fill-opacity="{abs(level) / LEVELS:g}"' if 0 < abs(level) < LEVELS else ""
            parts.append(f'<path d="{path}"{depth} {style}/>')
        left += map_step(chart)
    if card.uses:
        parts.append(_label(card.uses, x + card.width - 14, y + card.height + 3.5, "muted", "end"))
    if card.mark:
        style = {"target": "target-ink", "not recorded": "muted"}.get(card.mark, "none")
        style = "failure" if card.style == "failed" else style
        parts.append(
            _label(card.mark, x + 14, y - (RING if card.double else 0) + 3, style, "start")
        )
    return parts


def _label(text: str, x: float, y: float, style: str, anchor: str) -> str:
    """A word that sits on a box's border, on a plate of the paper's colour."""
    width = text_width(text, 9.5, bold=True) + 8
    left = x - 4 if anchor == "start" else x - width + 4
    return (
        f'<rect x="{px(left)}" y="{px(y - 10)}" width="{px(width)}" height="13" rx="3" '
        f"{paint('paper')}/>"
        + _text(text, (x, y), 9.5, style, f' font-weight="bold" text-anchor="{anchor}"')
    )


def _chip(text: str, right: float, y: float) -> str:
    """The line number's plate, as it stands before the source line."""
    width = chip_width(text)
    return (
        f'<rect x="{px(right - width)}" y="{px(y)}" width="{px(width)}" height="15" rx="4" '
        f"{paint('chip')}/>"
        + _text(text, (right - width / 2, y + 11.2), SMALL, "ink", ' text-anchor="middle"')
    )


def _text(
    text: str, at: tuple[float, float], size: float, style: str, extra: str = "", width: int = 80
) -> str:
    x, y = at
    return (
        f'<text x="{px(x)}" y="{px(y)}" font-size="{size:g}"{extra} {paint(style)}>'
        f"{esc(text, width)}</text>"
    )
