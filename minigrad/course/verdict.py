"""What a check says about an answer, for a notebook and for a terminal."""

from __future__ import annotations

import re
import sys
from html import escape
from typing import Any, Literal, NamedTuple

State = Literal["open", "right", "wrong", "note"]

MARKS: dict[State, str] = {"open": "○", "right": "✓", "wrong": "✗", "note": "→"}
COLOURS: dict[State, str] = {
    "open": "#8a8f98",
    "right": "#2f9e60",
    "wrong": "#d9622b",
    "note": "#3b82c4",
}
"""Edges only: the mark and the words carry the meaning, and text keeps the page's own colour."""


class Verdict(NamedTuple):
    """One sentence or two about one exercise; `kind` names the mistake, if it was recognised."""

    state: State
    key: str
    text: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{MARKS[self.state]} {self.key}  {self.text}"

    def _repr_html_(self) -> str:
        words = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(self.text)).replace("\n", "<br>")
        edge = f"border-left:4px solid {COLOURS[self.state]};padding:.3em .8em;margin:.2em 0"
        return (
            f'<div style="{edge}"><b>{MARKS[self.state]} {escape(self.key)}</b>&ensp;{words}</div>'
        )

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(str(self))


def show(thing: Any) -> None:
    """Display in a notebook, print anywhere else.

    >>> show(Verdict("right", "01.2", "6.0 is right."))
    ✓ 01.2  6.0 is right.
    """
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        ipython.display.display(thing)
    else:
        print(thing)
