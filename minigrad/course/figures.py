"""Figures that everybody can read: a matplotlib figure with a text alternative."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Any

from minigrad.course.verdict import show
from minigrad.errors import missing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK = "#123456"  # stands for "the colour of the text" until the SVG is written
THEME = "<style>:root{color:#1f2328}@media(prefers-color-scheme:dark){:root{color:#e2e5ea}}</style>"
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "minigrad",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "lines.linewidth": 2,
}
COLOURS = ("#2f81c7", "#d9622b", "#2f9e60", "#b05fb8", "#b8860b")
"""Told apart by people who see few colours, and readable on white and on black."""


@contextmanager
def figure(*, alt: str, panels: int = 1, size: tuple[float, float] = (6.4, 3.6)) -> Iterator[Any]:
    """Axes to draw on; when the body ends they are shown, with `alt` for everybody who cannot see them.

    The picture is an SVG whose lines and letters follow the page's theme. Several `panels` stand side
    by side; then the body gets a tuple of axes.

    Raises:
        MissingExtra: matplotlib is not installed.

    >>> with figure(alt="A straight line from 0 to 1.") as axes:
    ...     line = axes.plot([0, 1], [0, 1])
    A straight line from 0 to 1.
    """
    try:
        import matplotlib as mpl
        from cycler import cycler
        from matplotlib.figure import Figure
    except ImportError:
        raise missing("matplotlib", "Drawing a figure", "lab") from None
    style: Any = STYLE | {"axes.prop_cycle": cycler(color=COLOURS)}
    with mpl.rc_context(style):
        drawn = Figure(figsize=size, layout="constrained")
        axes = drawn.subplots(1, panels)
        yield axes if panels == 1 else tuple(axes)
        show(Picture(to_svg(drawn), alt))


class Picture:
    """An SVG and the sentence that stands for it."""

    def __init__(self, svg: str, alt: str) -> None:
        self.svg = svg
        self.alt = alt

    def __str__(self) -> str:
        return self.alt

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(self.alt)

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.svg.encode()).decode()
        return (
            f'<img style="max-width:100%" alt="{escape(self.alt)}" '
            f'src="data:image/svg+xml;base64,{data}">'
        )


def to_svg(drawn: Figure) -> str:
    """A figure as SVG: the same bytes each time, without a background, in the page's colours."""
    file = io.StringIO()
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    drawn.savefig(file, format="svg", transparent=True, metadata=metadata)
    svg = file.getvalue().replace(INK, "currentColor")
    return re.sub(r"(<svg\b[^>]*>)", rf"\1{THEME}", svg[svg.index("<svg") :], count=1)
