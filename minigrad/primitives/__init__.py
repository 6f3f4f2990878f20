"""The table of primitives: one row per operation, and nothing else knows its derivative.

A row states the forward function, the derivative with respect to each operand as an expression (see
`minigrad.calculus` for what the names mean), and, where that is not enough for forward mode, the tangent.
The sweep in `tests/core/test_sweep.py` checks every row against finite differences at first and second order,
so adding an operation means adding a row.
"""

from __future__ import annotations

from minigrad.primitive import TABLE as TABLE

from . import (
    cumulative as cumulative,
    einsum as einsum,
    elementwise as elementwise,
    extrema as extrema,
    indexing as indexing,
    kinks as kinks,
    linalg as linalg,
    losses as losses,
    neural as neural,
    reductions as reductions,
    shapes as shapes,
    special as special,
    variants as variants,
    windows as windows,
)
