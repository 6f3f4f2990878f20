"""The lines between the boxes, and the words on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.views import shapes
from minigrad.views.boxes import line_of_text
from minigrad.views.escape import clean
from minigrad.views.metrics import text_width
from minigrad.views.theme import paint

if TYPE_CHECKING:
    from minigrad.views.layout import Layout, Point
    from minigrad.views.scene import Link, Scene

WORDS = 9.5
"""The size of the words on a line."""


def link_paths(scene: Scene, plan: Layout) -> str:
    """All lines, and above them all arrows' heads; both carry their link's number.

    >>> from minigrad.views.layout import lay_out
    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> from minigrad.views.scene import build_scene
    >>> nodes = (Node(0, "input"), Node(1, "operation"))
    >>> scene = build_scene(Recording("", nodes, (Edge(0, 1),)))
    >>> link_paths(scene, lay_out([(60, 40), (60, 40)], [(0, 1)])).count('data-link="0"')
    2
    """
    sideways = plan.direction == "LR"
    lines: dict[str, list[str]] = {"edge": [], "cut": []}
    heads = []
    for number, (link, route) in enumerate(zip(scene.links, plan.routes, strict=True)):
        cut = all(scene.tape.edges[edge].cut for edge in link.edges)
        path = shapes.curve(_under_the_boxes(route, sideways=sideways), sideways=sideways)
        bundle = ' stroke-width="2.4"' if len(link.edges) > 1 else ""
        lines["cut" if cut else "edge"].append(f'<path data-link="{number}" d="{path}"{bundle}/>')
        tip = shapes.head(route[-1], sideways=sideways)
        heads.append(f'<path data-link="{number}" d="{tip}"/>')
    dotted = ' stroke-dasharray="2 5"'
    return "".join(
        f'<g fill="none"{dotted if style == "cut" else ""} {paint(style)}>{"".join(paths)}</g>'
        for style, paths in lines.items()
        if paths
    ) + (f'<g stroke="none" {paint("head")}>{"".join(heads)}</g>' if heads else "")


def _under_the_boxes(route: tuple[Point, ...], *, sideways: bool) -> tuple[Point, ...]:
    """Begin a little inside the source, whose outline may be slanted, and end under the head."""
    (x0, y0), (x1, y1) = route[0], route[-1]
    start = (x0 - 8, y0) if sideways else (x0, y0 - 4)
    end = (x1 - 4, y1) if sideways else (x1, y1 - 4)
    return (start, *route[1:-1], end)


def link_labels(scene: Scene, plan: Layout) -> str:
    """The arguments' roles, repeated axes and cuts, each beside the piece before its head.

    >>> from minigrad.views.layout import lay_out
    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> from minigrad.views.scene import build_scene
    >>> nodes = (Node(0, "input"), Node(1, "operation"))
    >>> scene = build_scene(Recording("", nodes, (Edge(0, 1, "base"),)))
    >>> link_labels(scene, lay_out([(60, 40), (60, 40)], [(0, 1)])).count("base")
    1
    """
    arriving: dict[int, list[Point]] = {}
    for link, route in zip(scene.links, plan.routes, strict=True):
        arriving.setdefault(link.target, []).append(route[-1])
    labels = []
    for link, route in zip(scene.links, plan.routes, strict=True):
        if words := label_words(scene, link):
            ends = arriving[link.target]
            first, last = route[-1] == min(ends), route[-1] == max(ends)
            cut = any(scene.tape.edges[edge].cut for edge in link.edges)
            style = "none" if cut else "muted"
            labels.append(_label(words, route[-1], style, plan.direction, first=first, last=last))
    return "".join(labels)


def _label(words: str, tip: Point, style: str, direction: str, *, first: bool, last: bool) -> str:
    x, y = tip
    if direction == "LR":
        place, anchor = (x - 10, y + (12 if last and not first else -5)), "end"
    elif first and not last:
        place, anchor = (x - 6, y - 7), "end"
    elif last:
        place, anchor = (x + 6, y - 7), "start"
    else:
        return ""  # between two other arrows there is no room; the table tells it
    return line_of_text(words, place, WORDS, style, f' text-anchor="{anchor}"', width=40)


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
            words.append(clean(edge.role, 24))
        if edge.stretched:
            axes = " and ".join(map(str, edge.stretched))
            words.append(f"{'axes' if len(edge.stretched) > 1 else 'axis'} {axes} repeated")
        if edge.cut:
            words.append(f"cut: {clean(edge.cut, 32)}")
    return ", ".join(dict.fromkeys(words))
