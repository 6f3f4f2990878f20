"""What a tape view teaches beside the picture: steps as data, and questions one may ask of a tape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minigrad.views.recording import Recording
    from minigrad.views.report import Report
    from minigrad.views.steps import Steps
    from minigrad.views.svg import Drawing


class Teaching:
    """Questions to a recording. The answers show themselves, in terminals and in notebooks.

    >>> from minigrad.views import Edge, Node, Part, Recording, Step, TapeView, Value
    >>> one, six = Value.scalar(1.0), Value.scalar(6.0)
    >>> x = Node(0, "variable", name="x", value=Value.scalar(3.0), watched=True)
    >>> y = Node(1, "operation", op="square", name="y", value=Value.scalar(9.0), target=True)
    >>> tape = Recording("", (x, y), (Edge(0, 1),), (Step(1, one, (Part(0, six, six),)),))
    >>> TapeView(tape).steps()[0].local
    6.0
    >>> print(TapeView(tape).steps("y", "x").transcript())
    1. y (square) sends 1.0 · 6.0 = 6.0 to x.
    """

    recording: Recording

    if TYPE_CHECKING:

        @property
        def drawing(self) -> Drawing:
            """The picture, laid out."""

    def steps(self, target: str | None = None, sources: str | Sequence[str] | None = None) -> Steps:
        """The backward pass as a tuple of `minigrad.views.steps.EdgeStep`, one per contribution.

        Args:
            target: only the passes that begin at a node of that name.
            sources: only what lies on the way to these names.

        Raises TapeError where nothing was walked back, ValueError for names that are not there.
        """
        from minigrad.views.steps import edge_steps

        return edge_steps(self.recording, target, sources)

    def order(self, target: str | None = None) -> Report:
        """Why topological order: the wrong numbers of a careless walk beside the right ones.

        Raises TapeError where a value on the way is an array.
        """
        from minigrad.views.order import order_report

        return order_report(self.recording, target)

    def paths(self, source: str, target: str | None = None) -> Report:
        """All paths from a source to the target, their products, and the sum of these.

        Raises TapeError where a value on the way is an array, ValueError where no path leads there.
        """
        from minigrad.views.paths import path_report

        return path_report(self.recording, source, target)

    def check(self) -> Report:
        """Every gradient of the last backward pass beside central differences, with the error.

        Raises TapeError where there is none, or where an operation cannot be computed again.
        """
        from minigrad.views.finite import check_report

        return check_report(self.recording)

    def forward(self, source: str, target: str | None = None) -> Report:
        """Forward mode on the same tape: what a nudge of one source does to every value after it.

        Raises TapeError where a value on the way is an array, ValueError where no path leads there.
        """
        from minigrad.views.forward import forward_report

        return forward_report(self.recording, source, target)

    def cost(self, target: str | None = None) -> Report:
        """What forward and reverse mode would cost on this graph.

        Raises TapeError where no input could be changed.
        """
        from minigrad.views.cost import cost_report

        return cost_report(self.recording, target)

    # -- pictures of the steps -----------------------------------------------------------------

    def frames(self, folder: str | Path) -> list[Path]:
        """Write one SVG per step into a folder (`step-000.svg`, ...), for slides.

        Raises TapeError where nothing was walked back, or in too many steps.
        """
        from minigrad.views.film import write_frames

        return write_frames(self.drawing, Path(folder))

    def gif(self, file: str | Path, *, scale: float = 1.5) -> None:
        """Write the steps as an animated GIF. Raises MissingExtra without Matplotlib or Pillow."""
        from minigrad.views.film import write_gif

        write_gif(self.drawing, Path(file), scale=scale)

    def steps_page(self, file: str | Path) -> None:
        """Write a page to print: for every step its picture, formulas and numbers."""
        from minigrad.views.handout import handout

        Path(file).write_text(handout(self.drawing), encoding="utf-8", newline="\n")
