"""PNG and PDF: the same picture through Matplotlib, which is imported only here; else through dot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from minigrad.errors import missing
from minigrad.views import dot, svg
from minigrad.views.boxes import MARKS
from minigrad.views.cards import LABEL, LINE, PAD, RING, ROW, SMALL, TITLE, Card
from minigrad.views.links import WORDS, label_words
from minigrad.views.shapes import corners
from minigrad.views.theme import STYLES

if TYPE_CHECKING:
    from pathlib import Path

    from minigrad.views.layout import Point
    from minigrad.views.svg import Drawing

DPI = 72.0


def write(drawing: Drawing, file: Path, kind: Literal["png", "pdf"], *, scale: float = 2.0) -> None:
    """Write the graph; one unit of the picture becomes `scale` pixels.

    Raises MissingExtra where neither Matplotlib nor dot is there.
    """
    try:
        figure, _ = figure_of(drawing)
    except ImportError:
        _by_dot(drawing, file, kind)
        return
    stamp = {"CreationDate": None} if kind == "pdf" else {"Software": None}
    figure.savefig(file, format=kind, dpi=DPI * scale, facecolor="white", metadata=stamp)


def figure_of(drawing: Drawing, below: float = 0.0) -> tuple[Any, Any]:
    """The graph as a Matplotlib figure and its axes, with room left below it.

    Raises ImportError without Matplotlib.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    margin = svg.MARGIN
    width, height = drawing.plan.width + 2 * margin, drawing.plan.height + 2 * margin + below
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-margin, width - margin), ylim=(height - margin, -margin))
    axes.axis("off")
    _draw(axes, drawing)
    return figure, axes


def _by_dot(drawing: Drawing, file: Path, kind: str) -> None:
    source = dot.dot_source(drawing.scene, direction=drawing.plan.direction)
    try:
        file.write_bytes(dot.run_dot(source, kind, many=len(drawing.cards) > dot.MANY))
    except FileNotFoundError:
        raise missing("matplotlib", f"Writing {kind.upper()}", "lab") from None


def _draw(axes: Any, drawing: Drawing) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path as Curve

    plan, scene = drawing.plan, drawing.scene
    for link, route in zip(scene.links, plan.routes, strict=True):
        cut = all(scene.tape.edges[edge].cut for edge in link.edges)
        curve = Curve(*_curve(route, sideways=plan.direction == "LR"))
        arrow = FancyArrowPatch(
            path=curve,
            arrowstyle="-|>",
            mutation_scale=8,
            linewidth=1.2,
            linestyle=":" if cut else "-",
            color=STYLES["cut" if cut else "edge"]["stroke"][0],
        )
        axes.add_patch(arrow)
    for card, corner in zip(drawing.cards, plan.corners, strict=True):
        _box(axes, card, corner)
    for link, route in zip(scene.links, plan.routes, strict=True):
        x, y = route[-1]
        _text(axes, x - 8, y - 6, label_words(scene, link), WORDS, "muted", ha="right")


def _curve(route: tuple[Point, ...], *, sideways: bool) -> tuple[list[Point], list[int]]:
    """The route as Matplotlib's points and codes: 1 moves, 2 draws a line, 4 a cubic curve."""
    points, codes = [route[0]], [1]
    x, y = route[0]
    for a, b in route[1:]:
        if x == a or y == b:
            points.append((a, b))
            codes.append(2)
        else:
            half = (x + a) / 2, (y + b) / 2
            bend = [(half[0], y), (half[0], b)] if sideways else [(x, half[1]), (a, half[1])]
            points += [*bend, (a, b)]
            codes += [4, 4, 4]
        x, y = a, b
    return points, codes


def _box(axes: Any, card: Card, corner: Point) -> None:
    ring = RING if card.double else 0.0
    x, y = corner[0] + ring, corner[1] + ring
    styles = STYLES[card.style]
    looks = [(0.0, styles["fill"][0], styles["stroke"][0])]
    if card.double:
        looks.insert(0, (RING, "none", STYLES["target"]["stroke"][0]))
    for grow, fill, stroke in looks:
        patch = outline_patch(card, (x, y), grow)
        wide = card.outline == "variable" or grow
        patch.set(facecolor=fill, edgecolor=stroke, linewidth=2 if wide else 1.2,
                  linestyle="--" if card.dashed else "-")  # fmt: skip
        axes.add_patch(patch)
    _text(axes, x + PAD, y + 20, card.title, TITLE, "ink", weight="bold")
    _text(axes, x + PAD, y + 34, card.subtitle, SMALL, "muted")
    for place, row in enumerate(card.rows, start=1):
        baseline = y + 42 + LINE * place
        _text(axes, x + PAD, baseline, row.label, SMALL, "muted")
        _text(axes, x + PAD + LABEL, baseline, row.text, ROW, row.style)


def emphasize(
    axes: Any,
    routes: list[tuple[tuple[Point, ...], str]],
    frames: list[tuple[Card, Point, float, str, bool]],
    *,
    sideways: bool,
) -> None:
    """Draw routes and cards' outlines again with stronger lines, and a card's mark on its border."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Curve

    for route, colour in routes:
        curve = Curve(*_curve(route, sideways=sideways))
        axes.add_patch(PathPatch(curve, fill=False, edgecolor=colour, linewidth=3))
    for card, (x, y), width, colour, dashed in frames:
        patch = outline_patch(card, (x, y))
        patch.set(fill=False, edgecolor=colour, linewidth=width, linestyle="--" if dashed else "-")
        axes.add_patch(patch)
        plate = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
        style = MARKS.get(card.mark, "muted")
        _text(axes, x + 14, y + 3, card.mark, 9.5, style, weight="bold", bbox=plate)


def write_below(axes: Any, drawing: Drawing, lines: list[str]) -> None:
    """Write lines of text below the graph."""
    for place, line in enumerate(lines):
        _text(axes, 0, drawing.plan.height + 22 + 16 * place, line, ROW, "ink")


def outline_patch(card: Card, corner: Point, grow: float = 0.0) -> Any:
    """A card's outline, moved outwards by `grow`, as a Matplotlib patch."""
    from matplotlib.patches import FancyBboxPatch, Polygon

    x, y = corner[0] - grow, corner[1] - grow
    width, height = card.width + 2 * grow, card.height + 2 * grow
    if card.outline == "operation":
        round_ = f"round,pad=0,rounding_size={9 + grow}"
        return FancyBboxPatch((x, y), width, height, boxstyle=round_)
    return Polygon(corners(card.outline, x, y, width, height), closed=True)


def _text(axes: Any, x: float, y: float, words: str, size: float, style: str, **more: Any) -> None:
    """A line of text; `$` is a dollar, not the begin of mathematics."""
    if words:
        axes.text(x, y, words, fontsize=size * 0.93, color=STYLES[style]["fill"][0],
                  parse_math=False, va="baseline", **more)  # fmt: skip
