"""What stands around the graph: the cell's own text, and the notes below."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from minigrad.views import wording
from minigrad.views.escape import clean, clean_line, esc, esc_line
from minigrad.views.metrics import mono_width, text_width
from minigrad.views.theme import MONO, paint
from minigrad.views.wording import pixels as px

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minigrad.views.recording import Recording
    from minigrad.views.scene import Scene

SIZE, LEADING = 12.0, 19.0
MOST_LINES = 40
LONGEST = 64
NOTE = 11.0


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the picture with its size; its upper left corner is at (0, 0)."""

    width: float = 0.0
    height: float = 0.0
    svg: str = ""


def source_panel(tape: Recording) -> Block:
    """Set the cell's text with line numbers; lines that made a node carry theirs on a plate.

    Of a long cell only the lines that made a node are shown, with their neighbours.

    >>> from minigrad.views.recording import Recording
    >>> source_panel(Recording("")).height
    0.0
    """
    lines = tape.source.rstrip().split("\n") if tape.source.strip() else []
    if not lines:
        return Block()
    used = {node.span.line for node in tape.nodes if node.span}
    rows = list(_shown_rows(lines, used))
    gutter = 14 + text_width("0" * len(str(len(lines))), SIZE)
    texts = [clean_line(lines[number - 1], LONGEST) if number else "⋯" for number in rows]
    width = gutter + 22 + max(mono_width(text, SIZE) for text in texts)
    height = LEADING * len(rows) + 16
    parts = [f'<rect width="{px(width)}" height="{px(height)}" rx="8" {paint("panel")}/>']
    for place, (number, text) in enumerate(zip(rows, texts, strict=True)):
        y = 8 + LEADING * place
        if number:
            parts.append(_number(number, gutter, y, used=number in used))
        style = "ink" if number in used else "muted"
        parts.append(
            f'<text data-line="{number}" x="{px(gutter + 14)}" '
            f'y="{px(y + 13.5)}" font-size="{SIZE:g}" font-family="{MONO}" {paint(style)}>'
            f"{esc_line(text, LONGEST)}</text>"
        )
    return Block(round(width), height, "".join(parts))


def _shown_rows(lines: list[str], used: set[int]) -> Iterator[int]:
    """The numbers of the lines to show, with a 0 for each gap."""
    everything = range(1, len(lines) + 1)
    if len(lines) <= MOST_LINES:
        yield from everything
        return
    near = {number + step for number in used for step in (-1, 0, 1)}
    shown = [number for number in everything if number in near] or list(everything)
    before = 0
    for number in shown[:MOST_LINES]:
        if number > before + 1:
            yield 0
        yield number
        before = number
    if before < len(lines):
        yield 0


def _number(number: int, gutter: float, y: float, *, used: bool) -> str:
    plate = (
        f'<rect x="6" y="{px(y + 2)}" width="{px(gutter - 3)}" height="15" rx="4" {paint("chip")}/>'
    )
    text = (
        f'<text x="{px(gutter - 1)}" y="{px(y + 13.5)}" font-size="10.5" text-anchor="end" '
        f"{paint('ink' if used else 'muted')}>{number}</text>"
    )
    return plate + text if used else text


def footer(scene: Scene) -> Block:
    """The failure, what was folded or hidden, and the memory that the tape keeps alive.

    >>> from minigrad.views.recording import Recording
    >>> from minigrad.views.scene import Scene
    >>> footer(Scene(Recording())).height
    0.0
    """
    lines = list(_notes(scene))
    parts = [
        f'<text y="{px(NOTE + 16 * place)}" font-size="{NOTE:g}" {paint(style)}>'
        f"{esc(text, 140)}</text>"
        for place, (text, style) in enumerate(lines)
    ]
    width = max((text_width(text, NOTE) for text, _ in lines), default=0.0)
    return Block(width, 16.0 * len(lines) + 14 if lines else 0.0, "".join(parts))


def _notes(scene: Scene) -> Iterator[tuple[str, str]]:
    tape = scene.tape
    if tape.failure:
        for line in wrap(clean(tape.failure.message, 320), 110):
            yield line, "failure"
    for node in tape.nodes:
        if node.watched and node.gradient.state == "none" and node.gradient.reason:
            yield (
                f"{clean(node.name or 'a value', 30)}: None, {clean(node.gradient.reason)}",
                "none",
            )
    for note in scene.notes:
        yield note, "muted"
    if kept := tape.saved_bytes():
        yield f"{wording.memory(kept)} kept for the backward pass.", "muted"
