"""The backward pass as a widget, whose step and selection Python can read and set."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from minigrad.views import formulas, interactive
from minigrad.views.svg import summary

if TYPE_CHECKING:
    from minigrad.views.view import TapeView


class TapeWidget(anywidget.AnyWidget):
    """A drawn tape that can be stepped from the page and from Python.

    Traits:
        step: how many steps of the backward pass are done, from 0 to ``steps``.
        selected: the id of the selected node, -1 for none.

    >>> from minigrad.views.recording import Node, Recording
    >>> from minigrad.views.view import TapeView
    >>> TapeWidget(TapeView(Recording("", (Node(0, "input", name="x"),))))
    TapeWidget(step=0 of 0)
    """

    _esm = interactive.module_source() + (files(__package__) / "widget.js").read_text("utf-8")

    data = traitlets.Dict().tag(sync=True)
    svg = traitlets.Unicode().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    step = traitlets.Int().tag(sync=True)
    selected = traitlets.Int(-1).tag(sync=True)

    def __init__(self, view: TapeView, **traits: Any) -> None:
        drawing = view.drawing
        self.steps = len(view.recording.steps)
        self._nodes = len(view.recording.nodes)
        super().__init__(
            data=interactive.payload(drawing, formulas.templates(view.recording)),
            svg=drawing.svg,
            summary=summary(view.scene),
            **{"step": self.steps} | traits,
        )

    @traitlets.validate("step")
    def _step_in_range(self, proposal: dict[str, Any]) -> int:
        """By edge there are more steps than operations: at most one for each edge."""
        most = max(
            self.steps, len(self.data.get("recording", {}).get("edges", ())) if self.data else 0
        )
        return max(0, min(int(proposal["value"]), most))

    @traitlets.validate("selected")
    def _known_node(self, proposal: dict[str, Any]) -> int:
        return int(proposal["value"]) if 0 <= proposal["value"] < self._nodes else -1

    def __repr__(self) -> str:
        return f"TapeWidget(step={self.step} of {self.steps})"
