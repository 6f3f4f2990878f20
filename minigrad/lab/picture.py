"""A picture: a matplotlib figure with the same finding in words."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import TYPE_CHECKING, Any

from minigrad.errors import missing

if TYPE_CHECKING:
    from pathlib import Path

# Okabe and Ito's palette, which colour-blind readers can tell apart; each regime has a marker of its own too.
COLOURS = {
    "too small": "#56B4E9", "good": "#009E73", "oscillates": "#E69F00", "diverges": "#D55E00", "failed": "#999999",
}  # fmt: skip
MARKERS = {"too small": "v", "good": "o", "oscillates": "D", "diverges": "^", "failed": "x"}
LINES = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#000000"]
DASHES = ["-", "--", "-.", ":"]


class Picture:
    """What the plotting functions return.

    Attributes:
        figure: matplotlib's Figure, to be changed or saved as one likes.
        alt: the finding in words, for who cannot see the picture.
    """

    def __init__(self, figure: Any, alt: str) -> None:
        self.figure = figure
        self.alt = alt

    def __repr__(self) -> str:
        return self.alt

    def png(self) -> bytes:
        """The picture as the bytes of a PNG file."""
        buffer = io.BytesIO()
        self.figure.savefig(buffer, format="png", dpi=110, facecolor="white")
        return buffer.getvalue()

    def save(self, file: str | Path) -> None:
        """Write the figure to a file of any kind that matplotlib knows."""
        self.figure.savefig(file)

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png()).decode()
        return f'<img alt="{escape(self.alt)}" src="data:image/png;base64,{data}" style="max-width:100%">'


def new_figure(width: float = 6.4, height: float = 4.0, panels: int = 1) -> tuple[Any, Any]:
    """A figure that no window manager knows about, and its axes (a list if there are several panels).

    Raises MissingExtra where matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise missing("matplotlib", "Drawing curves", "lab") from None
    figure = Figure(
        figsize=(width * (1 if panels == 1 else 0.8 * panels), height), layout="constrained"
    )
    axes = figure.subplots(1, panels)
    for ax in [axes] if panels == 1 else axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(visible=True, alpha=0.25)
    return figure, axes if panels == 1 else list(axes)
