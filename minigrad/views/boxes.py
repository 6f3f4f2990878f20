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
    TOP,
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

MARKS = {
    "target": "target-ink",
    "first NaN or inf": "none",
    "now": "gradient",
    "ready": "gradient",
    "done": "target-ink",
}
"""The colours of the words on the border; others are muted."""


def box_group(box: Box, number: int, card: Card, plan: Layout) -> str:
    """One box with all that stands in it, as an SVG group moved to its place.

    >>> from minigrad.views.layout import lay_out
    >>> from minigrad.views.scene import Box
    >>> card = Card("input", "input", "x", "input", height=50)
    >>> box_group(Box((7,)), 0, card, lay_out([card.size], []))[:57]
    '<g data-box="0" data-node="7" transform="translate(0 0)">'
    """
    ring = RING if card.double else 0.0
    x, y = plan.corners[number]
    named = f' data-node="{box.nodes[0]}"' if not box.folded else ""
    place = f"translate({px(x + ring)} {px(y + ring)})"
    frame = _frame(card, folded=box.folded)
    return f'<g data-box="{number}"{named} transform="{place}">{frame}{_content(card)}</g>'


def _frame(card: Card, *, folded: bool) -> str:
    """The outline; folds look like a pile, targets have a ring around them."""
    width, height = card.width, card.height
    parts = []
    if folded:
        for shift in (6, 3):
            sheet = shapes.outline("fold", shift, shift, width, height)
            parts.append(f"{sheet} {paint('fold')}/>")
    if card.double:
        circle = shapes.outline(card.outline, 0, 0, width, height, RING)
        parts.append(f'{circle} fill="none" stroke-width="2" {paint("target")}/>')
    border = ' stroke-width="2"' if card.style == "variable" else ""
    dash = ' stroke-dasharray="5 3"' if card.dashed else ""
    frame = shapes.outline(card.outline, 0, 0, width, height)
    return "".join([*parts, f"{frame}{border}{dash} {paint(card.style)}/>"])


def _content(card: Card) -> str:
    """Title, subtitle and rows, heat-maps, and what stands on the border."""
    ink = "failure" if card.style == "failed" else "ink"
    top = TOP
    muted = [_words(card.subtitle, PAD, 34)]
    parts = [line_of_text(card.title, (PAD, 20), TITLE, ink, ' font-weight="bold"')]
    if card.rows:
        parts.append(
            f'<path d="M{px(PAD)} {px(top - 1.5)}H{px(card.width - PAD)}" {paint("rule")}/>'
        )
    for row in card.rows:
        top += LINE
        muted.append(_words(row.label, PAD, top - 1))
        extra = ' data-grad=""' if row.label == "grad" else ""
        parts.append(line_of_text(row.text, (PAD + LABEL, top - 1), ROW, row.style, extra))
    parts.append(f'<g font-size="{SMALL:g}" {paint("muted")}>{"".join(muted)}</g>')
    parts.append(_maps(card, top))
    if card.line:
        parts.append(_chip(card.line, card.width - PAD + 4, 8))
    if card.uses:
        parts.append(_label(card.uses, card.width - 14, card.height + 3.5, "muted", "end"))
    if card.mark:
        style = MARKS.get(card.mark, "muted")
        style = "failure" if card.style == "failed" else style
        parts.append(_label(card.mark, 14, 3 - (RING if card.double else 0), style, "start"))
    return "".join(parts)


def _maps(card: Card, top: float) -> str:
    parts = []
    left = PAD
    for caption, chart in card.maps:
        parts.append(line_of_text(caption, (left, top + 13), 8.5, "muted"))
        for level, path in shapes.heat_paths(chart, left, top + 6 + CAPTION).items():
            style = paint("more" if level > 0 else "less" if level else "head")
            depth = f' fill-opacity="{abs(level) / LEVELS:g}"' if 0 < abs(level) < LEVELS else ""
            parts.append(f'<path d="{path}" stroke="none"{depth} {style}/>')
        left += map_step(chart)
    return "".join(parts)


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


def _words(text: str, x: float, y: float) -> str:
    """A line of text that takes its size and colour from the group around it."""
    return f'<text x="{px(x)}" y="{px(y)}">{esc(text)}</text>' if text else ""


def line_of_text(
    text: str, at: tuple[float, float], size: float, style: str, extra: str = "", width: int = 80
) -> str:
    """A line of a user's or our own text, cleaned, escaped and cut to `width` characters.

    The usual size and colour are those of the graph's group, and not repeated.

    >>> line_of_text("a<b", (1, 2), 10, "muted")
    '<text x="1" y="2" font-size="10" class="mg-muted" fill="#57606a">a&lt;b</text>'
    >>> line_of_text("a", (1, 2), 12, "ink")
    '<text x="1" y="2">a</text>'
    """
    x, y = at
    font = f' font-size="{size:g}"' if size != ROW else ""
    colour = f" {paint(style)}" if style != "ink" else ""
    return f'<text x="{px(x)}" y="{px(y)}"{font}{extra}{colour}>{esc(text, width)}</text>'
