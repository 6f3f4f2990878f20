"""From a log to what stands under the cell. The views are imported here, when a cell is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minigrad.observe import Log
    from minigrad.views import TapeView

    from .cell import Cell
    from .options import Options

DIGITS = {"short": 4, "full": 9}


def draw(
    log: Log,
    cell: Cell,
    options: Options,
    names: Mapping[str, Any],
    error: BaseException | None,
) -> TapeView:
    """The tape of a cell: what was recorded, and how the options want it to be shown."""
    from minigrad.views import TapeView

    return TapeView.from_log(
        log,
        cell,
        names,
        error=error,
        of=options.backward or options.of or "",
        direction=None if options.layout == "auto" else options.layout,
        digits=DIGITS[options.values],
    )
