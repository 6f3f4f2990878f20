"""The backward pass as pictures: one SVG per step, or one GIF, all laid out alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from minigrad.errors import TapeError, missing
from minigrad.views import shapes
from minigrad.views.cards import LABEL, PAD, RING, ROW, Card, cards
from minigrad.views.excerpt import excerpt
from minigrad.views.metrics import fit
from minigrad.views.moments import Moment, moments
from minigrad.views.svg import Drawing, compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minigrad.views.layout import Point

MOST_STEPS = 300
FLOW, DONE = "#d55e00", "#008a64"
"""These stand out on white and on the dark paper alike."""
CHARACTER = 6.0
"""The width of a letter of the caption, on the whole."""
PAUSE, END = 1200, 3000  # milliseconds


def stills(drawing: Drawing, *, captions: bool = True) -> Iterator[tuple[Moment, Drawing]]:
    """The drawing at every moment of the backward pass; boxes keep their places and sizes.

    Raises TapeError without a backward pass, or where one has more than `MOST_STEPS` steps.
    """
    scene = excerpt(drawing.scene)
    steps = len(scene.tape.steps)
    if not steps:
        raise TapeError("No backward pass was recorded, so there are no steps: write %%tape -b L.")
    if steps > MOST_STEPS:
        raise TapeError(
            f"{steps:,} steps are too many pictures ({MOST_STEPS} are the most): "
            "record a smaller example, or read .steps()."
        )
    for moment in moments(scene.tape):
        lines = [*_wrapped(moment, drawing.width), "\u2007"][:2] if captions else []
        now = replace(scene, tape=moment.tape, notes=(*lines, *scene.notes))
        written = tuple(map(_card, cards(now), drawing.cards, _phases(drawing, moment)))
        between = "".join(_lines(drawing, moment)) + "".join(_halos(drawing, moment))
        yield moment, compose(now, written, drawing.plan, between)


def _wrapped(moment: Moment, width: float) -> list[str]:
    """The caption in at most two lines."""
    return wrap(moment.caption, max(int(width / CHARACTER), 40))[:2]


def _phases(drawing: Drawing, moment: Moment) -> list[str]:
    """The phase of every box; folded ones have none."""
    boxes = excerpt(drawing.scene).boxes
    return [moment.phases.get(box.nodes[0], "") if not box.folded else "" for box in boxes]


def _card(card: Card, final: Card, phase: str) -> Card:
    """What the box shows at a moment, in the size that it has at the end."""
    room = final.width - 2 * PAD - LABEL
    rows = tuple(replace(row, text=fit(row.text, ROW, room)) for row in card.rows)
    mark = phase if phase and card.mark in {"", "target"} else card.mark
    return replace(card, rows=rows, mark=mark, width=final.width, height=final.height)


def _halos(drawing: Drawing, moment: Moment) -> Iterator[str]:
    """Outlines outside the boxes, whose marks stay readable."""
    for card, corner, width, colour, dash in halos(drawing, moment):
        beside = width / 2 + (RING if card.double else 0.0)
        shape = shapes.outline(card.outline, *corner, card.width, card.height, beside)
        dashes = ' stroke-dasharray="4 3"' if dash else ""
        yield f'{shape} fill="none" stroke="{colour}" stroke-width="{width:g}"{dashes}/>'


def halos(drawing: Drawing, moment: Moment) -> Iterator[tuple[Card, Point, float, str, bool]]:
    """Card, corner, line width, colour, and whether the line is dashed, for each box in a phase."""
    looks = {"now": (4.5, FLOW, False), "ready": (2.4, FLOW, False), "done": (2.4, DONE, False)}
    corners = drawing.plan.corners
    for card, (x, y), phase in zip(drawing.cards, corners, _phases(drawing, moment), strict=True):
        if phase:
            ring = RING if card.double else 0.0
            yield card, (x + ring, y + ring), *looks.get(phase, (2.4, FLOW, True))


def flows(drawing: Drawing, moment: Moment) -> Iterator[tuple[Point, ...]]:
    """The routes along which something is sent."""
    links = excerpt(drawing.scene).links
    for link, route in zip(links, drawing.plan.routes, strict=True):
        if moment.flowing.intersection(link.edges):
            yield route


def _lines(drawing: Drawing, moment: Moment) -> Iterator[str]:
    sideways = drawing.plan.direction == "LR"
    for route in flows(drawing, moment):
        path = shapes.curve(route, sideways=sideways)
        yield f'<path d="{path}" fill="none" stroke="{FLOW}" stroke-width="3"/>'


def write_frames(drawing: Drawing, folder: Path) -> list[Path]:
    """Write one SVG per moment, `step-000.svg` first; the same tape gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for moment, still in stills(drawing):
        file = folder / f"step-{moment.number:03}.svg"
        file.write_text(still.svg, encoding="utf-8", newline="\n")
        written.append(file)
    return written


def write_gif(drawing: Drawing, file: Path, *, scale: float = 1.5) -> None:
    """Write one animated GIF that repeats. Raises MissingExtra without Matplotlib or Pillow."""
    try:
        from PIL import Image

        made = [Image.fromarray(_pixels(*moment, scale)) for moment in stills(drawing)]
    except ImportError:
        raise missing("matplotlib", "Writing a GIF", "lab") from None
    # One palette for all, so that only what changes is stored, and white stays white.
    palette = made[-1].quantize(method=Image.Quantize.MAXCOVERAGE)
    first, *rest = (image.quantize(palette=palette, dither=Image.Dither.NONE) for image in made)
    pauses = [PAUSE] * len(rest) + [END]
    first.save(file, save_all=True, append_images=rest, duration=pauses, loop=0, disposal=1)


def _pixels(moment: Moment, still: Drawing, scale: float) -> Any:
    """One picture as an array of red, green and blue."""
    import numpy as np

    from minigrad.views import raster

    figure, axes = raster.figure_of(still, below=40.0)
    figure.set_dpi(raster.DPI * scale)
    sideways = still.plan.direction == "LR"
    routes = [(route, FLOW) for route in flows(still, moment)]
    raster.emphasize(axes, routes, list(halos(still, moment)), sideways=sideways)
    raster.write_below(axes, still, _wrapped(moment, still.plan.width))
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())[..., :3].copy()
