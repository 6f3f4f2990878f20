"""The boxes: outline, texts, heat-maps, and the plates on their borders."""

from __future__ import annotations

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
    chip_width,
    map_step,
)
from minigrad.views.escape import esc
from minigrad.views.heat import LEVELS
from minigrad.views.metrics import text_width
from minigrad.views.theme import paint
from minigrad.views.wording import pixels as px

if TYPE_CHECKING:
    from minigrad.views.layout import Layout
    from minigrad.views.scene import Box


def box_group(box: Box, number: int, card: Card, plan: Layout) -> str:
    """One box with all that stands in it, as an SVG group.

    >>> from minigrad.views.layout import lay_out
    >>> from minigrad.views.scene import Box
    >>> card = Card("input", "input", "x", "input", height=50)
    >>> box_group(Box((7,)), 0, card, lay_out([card.size], []))[:30]
    '<g data-box="0" data-node="7">'
    """
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
        line_of_text(card.title, (left, y + 20), TITLE, ink, ' font-weight="bold"'),
        line_of_text(card.subtitle, (left, y + 34), SMALL, "muted"),
    ]
    if card.line:
        parts.append(_chip(card.line, right + 4, y + 8))
    top = y + 43
    if card.rows:
        parts.append(f'<path d="M{px(left)} {px(top - 1.5)}H{px(right)}" {paint("rule")}/>')
    for row in card.rows:
        top += LINE
        parts.append(line_of_text(row.label, (left, top - 1), SMALL, "muted"))
        extra = ' data-grad=""' if row.label == "grad" else ""
        parts.append(line_of_text(row.text, (left + LABEL, top - 1), ROW, row.style, extra))
    for caption, chart in card.maps:
        parts.append(line_of_text(caption, (left, top + 13), 8.5, "muted"))
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
        + line_of_text(text, (x, y), 9.5, style, f' font-weight="bold" text-anchor="{anchor}"')
    )


def _chip(text: str, right: float, y: float) -> str:
    """The line number's plate, as it stands before the source line."""
    width = chip_width(text)
    return (
        f'<rect x="{px(right - width)}" y="{px(y)}" width="{px(width)}" height="15" rx="4" '
        f"{paint('chip')}/>"
        + line_of_text(text, (right - width / 2, y + 11.2), SMALL, "ink", ' text-anchor="middle"')
    )


def line_of_text(
    text: str, at: tuple[float, float], size: float, style: str, extra: str = "", width: int = 80
) -> str:
    """A line of a user's or our own text, cleaned, escaped and cut to `width` characters.

    >>> line_of_text("a<b", (1, 2), 10, "ink")
    '<text x="1" y="2" font-size="10" class="mg-ink" fill="#1f2328">a&lt;b</text>'
    """
    x, y = at
    return (
        f'<text x="{px(x)}" y="{px(y)}" font-size="{size:g}"{extra} {paint(style)}>'
        f"{esc(text, width)}</text>"
    )
