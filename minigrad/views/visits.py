"""Visits of instructions: which operations belong together, and what their result is called."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minigrad.observe import Applied, Log
    from minigrad.views.recording import Span
    from minigrad.views.syntax import Syntax


def names_of_objects(namespace: Mapping[str, Any]) -> dict[int, str]:
    """The user's names for tensors and arrays; of several names the first one given."""
    names: dict[int, str] = {}
    for name, thing in list(namespace.items()):
        if isinstance(thing, (TensorBase, np.ndarray)) and not name.startswith("_"):
            names.setdefault(id(thing), name)
    return names


def result_names(
    visits: Sequence[Sequence[Applied]],
    spans: Sequence[Span | None],
    syntax: Syntax,
    namespace: Mapping[str, Any],
) -> list[str]:
    """For every operation the name that its result got.

    Several operations of one instruction (a composite such as softmax) make one result: the last.
    """
    known = names_of_objects(namespace)
    names = [known.get(id(one.result), "") for visit in visits for one in visit]
    place = 0
    for visit in visits:
        place += len(visit)
        span = spans[place - 1]
        if span in syntax.names and not names[place - 1]:
            names[place - 1] = syntax.names[span]
    return names


def instruction(applied: Applied) -> Any:
    """What tells one instruction from another: where the cell was, and the innermost frame."""
    return tuple((id(site[0]), site[1]) for site in (applied.cell_site, applied.site) if site)


def grouped(applied: Sequence[Applied]) -> list[list[Applied]]:
    """Split the operations into visits of an instruction.

    The same instruction several times in a row may be one composite function or the turns of a
    loop; it is taken for turns where the operations repeat themselves.
    """
    visits = []
    for _, run in groupby(applied, key=instruction):
        same = list(run)
        period = _period([one.primitive.name for one in same])
        visits += [same[start : start + period] for start in range(0, len(same), period)]
    return visits


def _period(names: Sequence[str]) -> int:
    """The shortest part of which a sequence is made by repetition.

    >>> _period(["exp", "sum", "exp", "sum"]), _period(["exp", "sum"])
    (2, 2)
    """
    for period in range(1, len(names) // 2 + 1):
        if len(names) % period == 0 and names[period:] == names[:-period]:
            return period
    return max(len(names), 1)


def orders_of(log: Log) -> list[int]:
    """1 for every operation that a backward walk made while another tape recorded it."""
    orders = [0] * len(log.applied)
    for walk in log.passes:
        for place in range(walk.after, len(orders)):
            if log.applied[place].cell_site != walk.cell_site:
                break
            orders[place] = 1
    return orders
