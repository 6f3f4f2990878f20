"""The outlines by which the kinds of boxes are told apart, and the drawn lines between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.views.wording import pixels as px

if TYPE_CHECKING:
    from minigrad.views.heat import HeatMap
    from minigrad.views.layout import Point

HEAD = 7.0
"""Length of an arrow's head."""


def outline(kind: str, x: float, y: float, width: float, height: float, grow: float = 0) -> str:
    """The SVG element of a box, without its end, moved outwards by `grow`.

    Operations are round, inputs slanted, variables pointed to the sides, constants cut at their
    corners, folds plain.

    >>> outline("input", 0, 0, 20, 5)
    '<path d="M8 0L20 0L12 5L0 5z"'
    >>> outline("operation", 0, 0, 20, 5)
    '<rect width="20" height="5" rx="9"'
    """
    x, y, width, height = x - grow, y - grow, width + 2 * grow, height + 2 * grow
    if kind in {"operation", "fold"}:
        place = f'x="{px(x)}" y="{px(y)}" ' if x or y else ""
        corner = f' rx="{px(9 + grow)}"' if kind == "operation" else ""
        return f'<rect {place}width="{px(width)}" height="{px(height)}"{corner}'
    points = corners(kind, x, y, width, height)
    return '<path d="M' + "L".join(f"{px(a)} {px(b)}" for a, b in points) + 'z"'


def corners(kind: str, x: float, y: float, width: float, height: float) -> list[Point]:
    """The corners of every outline but that of operations, whose corners are round.

    >>> corners("fold", 0, 0, 10, 5)
    [(0, 0), (10, 0), (10, 5), (0, 5)]
    """
    right, bottom, middle = x + width, y + height, y + height / 2
    if kind == "input":
        return [(x + 8, y), (right, y), (right - 8, bottom), (x, bottom)]
    if kind == "variable":
        upper, lower = [(x + 7, y), (right - 7, y)], [(right - 7, bottom), (x + 7, bottom)]
        return [*upper, (right, middle), *lower, (x, middle)]
    if kind == "constant":
        right_side = [(right - 8, y), (right, y + 8), (right, bottom - 8), (right - 8, bottom)]
        return [(x + 8, y), *right_side, (x + 8, bottom), (x, bottom - 8), (x, y + 8)]
    return [(x, y), (right, y), (right, bottom), (x, bottom)]


def curve(route: tuple[Point, ...], *, sideways: bool) -> str:
    """The SVG path of a route: straight along the flow, an S where it changes its lane.

    >>> curve(((0, 0), (0, 10), (20, 30)), sideways=False)
    'M0 0V10C0 20 20 20 20 30'
    """
    x, y = route[0]
    path = [f"M{px(x)} {px(y)}"]
    for a, b in route[1:]:
        if sideways and b == y:
            path.append(f"H{px(a)}")
        elif not sideways and a == x:
            path.append(f"V{px(b)}")
        elif sideways:
            half = px((x + a) / 2)
            path.append(f"C{half} {px(y)} {half} {px(b)} {px(a)} {px(b)}")
        else:
            half = px((y + b) / 2)
            path.append(f"C{px(x)} {half} {px(a)} {half} {px(a)} {px(b)}")
        x, y = a, b
    return "".join(path)


def head(tip: Point, *, sideways: bool) -> str:
    """The SVG path of an arrow's head at its tip. A path, not a marker: markers need ids.

    >>> head((10, 20), sideways=False)
    'M10 20l-3.5 -7h7z'
    """
    x, y = tip
    turn = f"l-{px(HEAD)} -{px(HEAD / 2)}v{px(HEAD)}z" if sideways else ""
    return f"M{px(x)} {px(y)}" + (turn or f"l-{px(HEAD / 2)} -{px(HEAD)}h{px(HEAD)}z")


def heat_paths(chart: HeatMap, x: float, y: float) -> dict[int, str]:
    """One SVG path per level: squares for positive cells, diamonds for negative, dots for zeros.

    >>> from minigrad.views.heat import HeatMap
    >>> heat_paths(HeatMap(1, 2, (0, 1)), 0, 0)
    {0: 'M3 3h2v2h-2z', 1: 'M9 0h8v8h-8z'}
    """
    side = chart.cell - 1
    half = px(side / 2)
    marks = {
        1: (0.0, 0.0, f"h{side}v{side}h-{side}z"),
        0: (side / 2 - 1, side / 2 - 1, "h2v2h-2z"),
        -1: (side / 2, 0.0, f"l{half} {half} -{half} {half} -{half} -{half}z"),
    }
    paths: dict[int, list[str]] = {}
    for place, level in enumerate(chart.levels):
        across, down, mark = marks[(level > 0) - (level < 0)]
        left = x + chart.cell * (place % chart.columns) + across
        top = y + chart.cell * (place // chart.columns) + down
        paths.setdefault(level, []).append(f"M{px(left)} {px(top)}{mark}")
    return {level: "".join(parts) for level, parts in sorted(paths.items())}
