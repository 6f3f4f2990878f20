"""The page: a picture that survives everywhere, an accessible table, and room for the script.

GitHub, nbviewer, nbconvert and untrusted notebooks remove scripts, styles and inline SVG. What
they all keep is an image with its data in the address, and a table; so these carry everything.
Inline styles are on the elements themselves, and there are no ids.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from minigrad.views.escape import esc
from minigrad.views.excerpt import excerpt
from minigrad.views.interactive import script_json
from minigrad.views.svg import summary
from minigrad.views.table import HEADINGS, table_lines, transcript
from minigrad.views.wording import plural

if TYPE_CHECKING:
    from minigrad.views.recording import Recording
    from minigrad.views.svg import Drawing

MOST_ROWS = 300
NARROWEST = 1000.0
"""Pictures up to this width shrink with the window, but not below `LEGIBLE`; others scroll."""
LEGIBLE = 0.7

_WORDS = {"name", "made by", "notes"}
_LEFT = ' style="text-align:left"'  # JupyterLab would set cells to the right


def fragment(drawing: Drawing, *, data: Any = None, script: str = "") -> str:
    """The output of a cell: picture, table, and, where a script is given, its data and itself.

    >>> from minigrad.views.recording import Node, Recording
    >>> from minigrad.views.scene import build_scene
    >>> from minigrad.views.svg import draw
    >>> fragment(draw(build_scene(Recording("", (Node(0, "input"),)))))[:33]
    '<div class="minigrad-tape"><div s'
    """
    shown = excerpt(drawing.scene).tape
    parts = [
        '<div class="minigrad-tape">',
        scrolled(picture(drawing), "Graph"),
        details("Table", scrolled(tape_table(shown), "Table")),
    ]
    if shown.steps:
        parts.append(details("Backward pass, step by step", tape_steps(shown)))
    if script:
        parts.append(f'<script type="application/json">{script_json(data)}</script>')
        parts.append(f'<script type="module">{script}</script>')
    return "".join([*parts, "</div>"])


def scrolled(content: str, label: str) -> str:
    """A part that scrolls sideways in a narrow window, also by keyboard.

    >>> scrolled("...", "Graph")
    '<div style="overflow-x:auto" tabindex="0" role="region" aria-label="Graph">...</div>'
    """
    return (
        f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{esc(label)}">'
        f"{content}</div>"
    )


def picture(drawing: Drawing) -> str:
    """The drawing as an image that carries its own data.

    >>> from minigrad.views.recording import Recording
    >>> from minigrad.views.scene import Scene
    >>> from minigrad.views.svg import draw
    >>> picture(draw(Scene(Recording())))[:10]
    '<img alt="'
    """
    data = base64.b64encode(drawing.svg.encode()).decode()
    least = LEGIBLE * drawing.width if drawing.width <= NARROWEST else drawing.width
    style = f"height:auto;max-width:100%;min-width:{least:.0f}px"
    return (
        f'<img alt="{esc(summary(drawing.scene), 300)}" width="{drawing.width:.0f}" '
        f'style="{style}" src="data:image/svg+xml;base64,{data}">'
    )


def details(heading: str, content: str) -> str:
    """A part of the page that opens on request.

    >>> details("Table", "...")[:9]
    '<details>'
    """
    return (
        f'<details><summary style="cursor:pointer;padding:4px 0">{esc(heading)}</summary>'
        f"{content}</details>"
    )


def tape_table(tape: Recording) -> str:
    """The recording as an HTML table with headings and a caption, at most `MOST_ROWS` rows.

    >>> from minigrad.views.recording import Recording
    >>> tape_table(Recording())[:6]
    '<table'
    """
    lines = table_lines(tape)
    shown = [k for k in range(1, len(HEADINGS)) if any(line.cells[k] for line in lines)]
    head = "".join(f'<th scope="col"{_LEFT}>{HEADINGS[k]}</th>' for k in shown)
    rows = []
    for line in lines[:MOST_ROWS]:
        cells = "".join(_cell(HEADINGS[k], line.cells[k]) for k in shown)
        rows.append(f'<tr><th scope="row">{line.number}</th>{cells}</tr>')
    more = len(lines) - MOST_ROWS
    caption = "The tape, oldest first" + (f"; {plural(more, 'row')} more" if more > 0 else "")
    return (
        f'<table cellpadding="4"><caption{_LEFT}>{caption}</caption><thead><tr>'
        f'<th scope="col">#</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )


def _cell(heading: str, text: str) -> str:
    """Words are set to the left; numbers stand as the page sets them."""
    style = _LEFT if text and heading in _WORDS else ""
    return f"<td{style}>{esc(text, 160)}</td>"


def tape_steps(tape: Recording) -> str:
    """The transcript of the backward passes as a list.

    >>> from minigrad.views.recording import Recording
    >>> tape_steps(Recording())
    '<ol></ol>'
    """
    sentences = (line.partition(". ")[2] for line in transcript(tape)[:MOST_ROWS])
    return f"<ol>{''.join(f'<li>{esc(sentence, 300)}</li>' for sentence in sentences)}</ol>"


def page(content: str, title: str = "Tape") -> str:
    """A whole HTML document around a fragment, in the reader's own colours.

    >>> page("...")[:15]
    '<!doctype html>'
    """
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{esc(title, 120)}</title><style>:root{{color-scheme:light dark}}"
        "body{font:15px/1.5 system-ui,sans-serif;margin:1.5rem}</style></head>"
        f'<body><main><h1 style="font-size:1.1rem">{esc(title, 120)}</h1>{content}</main></body>'
        "</html>\n"
    )
