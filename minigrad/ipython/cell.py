"""The cell that is recorded: its text as the user typed it, and how Python's line numbers map to it."""

from __future__ import annotations

import linecache
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from IPython.core.inputtransformer2 import leading_indent

if TYPE_CHECKING:
    from types import FrameType

TAPE = re.compile(r"\s*%%?tape(?=\s|$)")


@dataclass
class Cell:
    r"""A cell's text, and for each file name under which it runs the lines to add to Python's count.

    >>> cell = Cell("%%time\n%%tape\nx * x", {"<timed exec>": 1})
    >>> cell.line("<timed exec>", 2), cell.line("other.py", 2)
    (3, None)
    """

    source: str = ""
    offsets: dict[str, int | None] = field(default_factory=dict)

    def line(self, filename: str, lineno: int) -> int | None:
        """The line of `source`, counted from 1, or None for code from elsewhere."""
        if filename not in self.offsets:
            self.offsets[filename] = self._find("".join(linecache.getlines(filename)).strip())
        offset = self.offsets[filename]
        return None if offset is None else lineno + offset

    def _find(self, text: str) -> int | None:
        """Where a part of the cell begins that another magic (``%%capture``) has run as a cell of its own."""
        at = self.source.rfind(text) if text else -1
        return self.source[:at].count("\n") if at >= 0 else None


def user_frame(namespace: dict[str, Any]) -> FrameType | None:
    """The innermost running frame of the user's own code: the one whose globals are the namespace."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the documented way needs a traceback
    while frame is not None and frame.f_globals is not namespace:
        frame = frame.f_back
    return frame


def locate(frame: FrameType | None, raw: str) -> Cell:
    """The cell whose ``%tape`` line is running in ``frame``; ``raw`` is the text that was typed.

    IPython drops leading blank lines before it compiles, and ``%%time`` and its like compile the cell's body
    alone: the line on which ``%tape`` stands in the text tells how far Python's count is off.
    """
    raw = without_indent(raw)
    if frame is None:
        return Cell(raw)
    name, lineno = frame.f_code.co_filename, frame.f_lineno
    if not raw:  # silent code: all that is known is what was compiled
        return Cell("".join(linecache.getlines(name)), {name: 0})
    tapes = [number for number, line in enumerate(raw.splitlines(), 1) if TAPE.match(line)]
    direct = lineno + leading_blank_lines(raw)
    return Cell(raw, {name: (direct if direct in tapes or not tapes else tapes[0]) - lineno})


def leading_blank_lines(raw: str) -> int:
    r"""How many lines IPython drops from the cell's top.

    >>> leading_blank_lines("\n  \n%%tape\n")
    2
    """
    return raw[: len(raw) - len(raw.lstrip())].count("\n")


def without_indent(raw: str) -> str:
    r"""A cell that is indented as a whole, as IPython compiles it: columns count from the cell's own margin.

    >>> without_indent("\n  %%tape\n  x * x")
    '\n%%tape\nx * x'
    """
    blank = leading_blank_lines(raw)
    lines = raw.splitlines(keepends=True)
    return "".join([*lines[:blank], *leading_indent(lines[blank:])])  # type: ignore[no-untyped-call]


def show_in_tracebacks(cell: Cell, frame: FrameType | None) -> None:
    """Let tracebacks show ``# %%tape`` as it was typed, not the call that it became.

    A comment, because highlighting needs the text to stay Python.
    """
    if frame is None or frame.f_code.co_filename not in linecache.cache:
        return
    lines = linecache.getlines(frame.f_code.co_filename)
    typed = cell.source.splitlines()
    place = cell.line(frame.f_code.co_filename, frame.f_lineno)
    if (
        place
        and place <= len(typed)
        and TAPE.match(typed[place - 1])
        and frame.f_lineno <= len(lines)
    ):
        line = lines[frame.f_lineno - 1]
        indent = line[: len(line) - len(line.lstrip())]
        lines[frame.f_lineno - 1] = f"{indent}# {typed[place - 1].strip()}\n"
