"""Where in the learner's cell an operation stands: from instructions to characters.

Python knows for every instruction its line and its columns, in UTF-8 bytes. The views count
characters, as slicing a string does.
"""

from __future__ import annotations

import linecache
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from minigrad.views.recording import Frame, Span

if TYPE_CHECKING:
    from types import CodeType

    Site = tuple[CodeType, int]
    Position = tuple[int | None, int | None, int | None, int | None]


class Cell(Protocol):
    """A cell's text, and how lines of running code map to it."""

    source: str

    def line(self, filename: str, lineno: int) -> int | None:
        """The line of `source`, counted from 1; None for code from elsewhere."""


class Script:
    """A cell that is a whole file, or a text run under a file name of its own.

    >>> Script("y = x", "<lesson>").line("<lesson>", 1)
    1
    """

    def __init__(self, source: str, filename: str) -> None:
        self.source, self.filename = source, filename

    def line(self, filename: str, lineno: int) -> int | None:
        """The same line, for code of this file."""
        return lineno if filename == self.filename else None


class Places:
    """Resolves sites, each code object decoded once."""

    def __init__(self, cell: Cell) -> None:
        self._cell = cell
        self._positions: dict[int, list[Position]] = {}
        self._codes: list[CodeType] = []  # kept alive, so that their ids stay theirs

    @cached_property
    def lines(self) -> list[str]:
        """The cell's lines."""
        return self._cell.source.split("\n")

    def span(self, site: Site | None) -> Span | None:
        """The piece of the cell that an instruction belongs to; None for code from elsewhere."""
        if site is None:
            return None
        line, end_line, start, end = self._position(site)
        if line is None:
            return None
        mine = self._cell.line(site[0].co_filename, line)
        if mine is None or not 1 <= mine <= len(self.lines):
            return None
        last = min(mine + (end_line or line) - line, len(self.lines))
        if start is None or end is None:  # python -X no_debug_ranges
            return Span(mine, 0, mine, len(self.lines[mine - 1]))
        return Span(mine, self.characters(mine, start), last, self.characters(last, end))

    def frame(self, site: Site | None) -> Frame | None:
        """The line of a helper's source, for code that is not the cell's."""
        if site is None:
            return None
        code = site[0]
        line = self._position(site)[0]
        if line is None or self._cell.line(code.co_filename, line) is not None:
            return None
        text = linecache.getline(code.co_filename, line).strip()
        # Without its folder: that is another one on each machine, and for each kernel.
        file = PurePath(code.co_filename).name
        return Frame(file, code.co_name, line, text)

    def characters(self, line: int, column: int) -> int:
        """A column of the cell in characters, from one in bytes.

        >>> Places(Script("θ*x", "c")).characters(1, 2)
        1
        """
        return len(self.lines[line - 1].encode()[:column].decode(errors="replace"))

    def _position(self, site: Site) -> Position:
        code, lasti = site
        if id(code) not in self._positions:
            self._positions[id(code)] = list(code.co_positions())
            self._codes.append(code)
        known = self._positions[id(code)]
        return known[lasti // 2] if 0 <= lasti // 2 < len(known) else (None,) * 4
