"""The lines between the boxes, and the words on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.views import shapes
from minigrad.views.boxes import line_of_text
from minigrad.views.metrics import text_width
from minigrad.views.theme import paint

if TYPE_CHECKING:
    from minigrad.views.layout import Layout
    from minigrad.views.scene import Link, Scene

WORDS = 9.5
"""The size of the words on a line."""


def link_path(scene: Scene, number: int, plan: Layout) -> str:
    """One line with its arrow's head, as an SVG group.

    >>> from minigrad.views.layout import lay_out
    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> from minigrad.views.scene import build_scene
    >>> nodes = (Node(0, "input"), Node(1, "operation"))
    >>> scene = build_scene(Recording("", nodes, (Edge(0, 1),)))
    >>> link_path(scene, 0, lay_out([(60, 40), (60, 40)], [(0, 1)]))[:32]
    '<g data-link="0" data-edges="0">'
    """
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


def link_label(scene: Scene, number: int, plan: Layout) -> str:
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
    return line_of_text(text, place, WORDS, style, f' text-anchor="{anchor}"', width=40)


def label_reach(scene: Scene, plan: Layout) -> float:
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
