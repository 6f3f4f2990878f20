"""What a cell hands to the user: a recording that shows itself, in every form there is."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from minigrad.errors import missing
from minigrad.views import dot, formulas, html, interactive, raster, text, tikz
from minigrad.views.excerpt import excerpt
from minigrad.views.recording import Recording
from minigrad.views.scene import Fold, Part, Scene, build_scene
from minigrad.views.svg import Drawing, draw, summary
from minigrad.views.teaching import Teaching
from minigrad.views.wording import DIGITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minigrad.observe import Log
    from minigrad.views.layout import Direction
    from minigrad.views.spans import Cell

ENGINES = ("own", "dot")
STEPPABLE = 1500
"""Of more nodes the page shows picture and table; walking through them there would need megabytes."""
PARTS = get_args(Part)


@dataclass(frozen=True)
class TapeView(Teaching):
    """A recording and how it is to be shown; showing it draws it.

    Args:
        recording: the data.
        direction: "TB" or "LR"; left out, small graphs flow to the right and others down.
        fold: "auto" folds until the picture is readable, "all" every loop and scope, "none"
            nothing.
        constants: False hides literal numbers.
        turn: which turn (from 0) of a folded loop stays open.
        digits: the significant digits of numbers.
        hide: what the picture leaves out: any of "value", "grad", "shape" and "source".
        engine: "own", or "dot" to let Graphviz find the places.

    >>> from minigrad.views.recording import Node, Recording
    >>> TapeView(Recording("", (Node(0, "input", name="x"),)))
    <Graph of a tape: 0 operations on 1 leaf.>
    """

    recording: Recording
    direction: Direction | None = None
    fold: Fold = "auto"
    constants: bool = True
    turn: int = 0
    digits: int = DIGITS
    hide: tuple[Part, ...] = ()
    engine: str = "own"

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise ValueError(f'engine="{self.engine}" is not known; choose "own" or "dot".')
        if self.direction not in {None, "TB", "LR"}:
            raise ValueError(f'direction="{self.direction}" is not known; choose "TB" or "LR".')
        if self.fold not in {"auto", "all", "none"}:
            raise ValueError(f'fold="{self.fold}" is not known; choose "auto", "all" or "none".')
        if unknown := [part for part in self.hide if part not in PARTS]:
            raise ValueError(f"hide={unknown} is not known; choose from {', '.join(PARTS)}.")

    @classmethod
    def from_log(
        cls, log: Log, cell: Cell, namespace: Mapping[str, Any], **options: Any
    ) -> TapeView:
        """Make the recording of a cell and its view; see `minigrad.views.from_log.from_log`.

        `error` and `of` go to the recording, other options to the view.
        """
        from minigrad.views.from_log import from_log

        made = {name: options.pop(name) for name in ("error", "of") if name in options}
        return cls(from_log(log, cell, namespace, **made), **options)

    @classmethod
    def load(cls, file: str | Path) -> TapeView:
        """Read a file that `json` wrote. Raises ValueError for anything else.

        >>> TapeView.load("no such file.json")
        Traceback (most recent call last):
        FileNotFoundError: [Errno 2] No such file or directory: 'no such file.json'
        """
        return cls(Recording.from_json(Path(file).read_bytes()))

    def view(self, **options: Any) -> TapeView:
        """The same recording shown otherwise: any of the class's arguments.

        >>> TapeView(Recording()).view(direction="TB").direction
        'TB'
        """
        return replace(self, **options)

    @cached_property
    def scene(self) -> Scene:
        """The boxes and links that are shown."""
        return build_scene(
            self.recording,
            fold=self.fold,
            constants=self.constants,
            turn=self.turn,
            hide=self.hide,
        )

    @cached_property
    def shown(self) -> Recording:
        """What is drawn of the recording: of a training loop one turn."""
        return excerpt(self.scene).tape

    @cached_property
    def drawing(self) -> Drawing:
        """The scene, laid out and drawn. Raises ValueError where it is too large for a picture."""
        if self.scene.too_large:
            raise ValueError(
                f"{len(self.scene.boxes):,} boxes are too many for a picture; "
                'fold them with .view(fold="auto"), or read .table().'
            )
        if self.engine == "dot":
            return dot.draw(self.scene, direction=self.direction, digits=self.digits)
        return draw(self.scene, direction=self.direction, digits=self.digits)

    # -- texts ---------------------------------------------------------------------------------

    def __repr__(self) -> str:
        return f"<{summary(Scene(self.recording))}>"

    def table(self, width: int | None = None, *, ascii_only: bool | None = None) -> str:
        """The tape as a table, as wide as the terminal; of a folded loop the turn that is drawn.

        >>> from minigrad.views.recording import Node
        >>> print(TapeView(Recording("", (Node(0, "input", name="x"),))).table(80))
           name  made by  grad
        0  x     input    –
        """
        return text.text_table(self.shown, width=_width(width), ascii_only=_ascii(ascii_only))

    def text(self, width: int | None = None, *, ascii_only: bool | None = None) -> str:
        """The graph as a tree in text, with the steps of the backward pass below.

        >>> from minigrad.views.recording import Node
        >>> print(TapeView(Recording("", (Node(0, "input", name="x"),))).text(80))
        x  input
        """
        plain = _ascii(ascii_only)
        parts = [text.text_graph(self.shown, width=_width(width), ascii_only=plain)]
        if self.shown.steps:
            parts.append(text.text_steps(self.shown, ascii_only=plain))
        return "\n\n".join(part for part in parts if part)

    # -- files ---------------------------------------------------------------------------------

    def svg(self, file: str | Path | None = None) -> str:
        """The picture as SVG, written to a file if one is given.

        >>> TapeView(Recording()).svg()[:4]
        '<svg'
        """
        return _written(self.drawing.svg, file)

    def html(self, file: str | Path | None = None) -> str:
        """The picture, table and steps as a page of its own, which asks nobody for anything.

        >>> TapeView(Recording()).html()[:15]
        '<!doctype html>'
        """
        return _written(html.page(self._fragment(), summary(self.scene)), file)

    def json(self, file: str | Path | None = None) -> str:
        """The recording as JSON; `TapeView.load` reads it again.

        >>> TapeView(Recording()).json()
        '{"version":1}'
        """
        return _written(self.recording.to_json(), file)

    def tikz(self, file: str | Path | None = None) -> str:
        """The picture as a TikZ picture for LaTeX.

        >>> TapeView(Recording()).tikz().count("tikzpicture")
        2
        """
        return _written(tikz.tikz_picture(self.drawing), file)

    def png(self, file: str | Path, *, scale: float = 2.0) -> None:
        """Write the picture as PNG. Raises MissingExtra where neither Matplotlib nor dot is there."""
        raster.write(self.drawing, Path(file), "png", scale=scale)

    def pdf(self, file: str | Path) -> None:
        """Write the picture as PDF. Raises MissingExtra where neither Matplotlib nor dot is there."""
        raster.write(self.drawing, Path(file), "pdf")

    def to_graphviz(self) -> Any:
        """The graph as a `graphviz.Digraph`. Raises MissingExtra without the package."""
        return dot.to_graphviz(self.scene, direction=self.direction, digits=self.digits)

    def live(self) -> Any:
        """The picture as a widget, whose ``step`` and ``selected`` Python can read and set.

        Raises MissingExtra where anywidget is not installed.
        """
        try:
            from minigrad_widgets import TapeWidget
        except ImportError as error:
            if error.name not in {"anywidget", "traitlets", "minigrad_widgets"}:
                raise
            raise missing("anywidget", "A live picture", "notebook") from None
        return TapeWidget(self)

    # -- the notebook --------------------------------------------------------------------------

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """The table for terminals and screen readers, the page for notebooks."""
        bundle = {"text/plain": text.text_table(self.shown)}
        if include is None or "text/html" in include:
            bundle["text/html"] = self._fragment()
        return {kind: content for kind, content in bundle.items() if kind not in (exclude or ())}

    def _fragment(self) -> str:
        if self.scene.too_large:
            return html.details("Table", html.tape_table(self.recording))
        if len(self.shown.nodes) > STEPPABLE:
            return html.fragment(self.drawing)
        data = interactive.payload(self.drawing, formulas.templates(self.recording))
        return html.fragment(self.drawing, data=data, script=interactive.module_source())


def _written(content: str, file: str | Path | None) -> str:
    if file is not None:
        Path(file).write_text(content, encoding="utf-8", newline="\n")
    return content


def _width(width: int | None) -> int:
    return shutil.get_terminal_size((100, 24)).columns if width is None else width


def _ascii(wanted: bool | None) -> bool:
    """ASCII where asked for, or where the terminal could not print anything else."""
    if wanted is not None:
        return wanted
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return not encoding.startswith("utf")
