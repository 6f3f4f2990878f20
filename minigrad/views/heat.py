"""Small heat-maps: an array at a glance, inside its box."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minigrad.views.value import Value

MOST = 16
"""Arrays with more rows or columns are told by their summary alone."""
LEVELS = 4
ROOM = 78.0


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A grid of `rows` x `columns` cells; `levels` goes from -4 to 4, the sign is the number's.

    Positive cells are squares, negative ones diamonds, and the size of the number is the depth of
    the colour, so that the map can be read without colour too.
    """

    rows: int
    columns: int
    levels: tuple[int, ...]

    @property
    def cell(self) -> int:
        """The side of a cell in pixels."""
        return max(4, min(9, int(ROOM / self.columns)))

    @property
    def width(self) -> float:
        """The width of the map in pixels."""
        return float(self.cell * self.columns)

    @property
    def height(self) -> float:
        """The height of the map in pixels."""
        return float(self.cell * self.rows)


def heat_map(array: Value) -> HeatMap | None:
    """Draw a vector or a matrix of up to 16 by 16 elements; None for anything else.

    The scale is the array's own: its largest absolute value has the full colour, 0 has none.

    >>> from minigrad.views.value import Value
    >>> heat_map(Value.of([[1.0, -4.0], [0.0, 2.0]])).levels
    (1, -4, 0, 2)
    """
    if array.numbers is None or not 1 <= len(array.shape) <= 2 or array.size < 4:
        return None
    rows, columns = (1, *array.shape)[-2:]
    if max(rows, columns) > MOST:
        return None
    scale = max(abs(array.low), abs(array.high)) or 1.0
    levels = tuple(_level(x / scale) for x in array.numbers)
    return HeatMap(rows, columns, levels)


def _level(share: float) -> int:
    """A share of the scale as a level; what is not finite has the strongest."""
    if not -1 <= share <= 1:
        return LEVELS
    level = ceil(abs(share) * LEVELS)
    return level if share > 0 else -level
