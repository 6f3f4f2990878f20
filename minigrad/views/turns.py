"""Loops: which turn of which loop made an operation.

Neither the tape nor Python says so. What is known is the instruction, and that within one turn of
a loop its own instructions run once; so an instruction that comes a second time begins a new turn.
Instructions of an inner loop may repeat within a turn; those of a function as often as the loop's
body calls it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from minigrad.views.syntax import encloses

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from minigrad.views.recording import Span
    from minigrad.views.syntax import Loop, Syntax

UNLIMITED = 1 << 60


def count_turns(
    visits: Iterable[tuple[Hashable, Span | None]], syntax: Syntax
) -> list[tuple[int | None, int]]:
    r"""For every visit of an instruction the line of the loop around it (or None) and its turn.

    >>> from minigrad.views.recording import Span
    >>> from minigrad.views.syntax import read_syntax
    >>> at = Span(2, 8, 2, 13)
    >>> count_turns([("i", at), ("i", at)], read_syntax("for x in xs:\n    y = x * x"))
    [(1, 0), (1, 1)]
    """
    visits = list(visits)
    around = {span: _loops_around(span, syntax) for span in {s for _, s in visits if s}}
    direct = {loops[-1] for loops in around.values() if loops}
    turn: Counter[Loop] = Counter()
    seen: dict[Loop, Counter[Hashable]] = {}
    latest: dict[Loop, Span] = {}
    found: list[tuple[int | None, int]] = []
    for instruction, span in visits:
        loops = [loop for loop in around.get(span, ()) if loop in direct] if span else []
        if span is None or not loops:
            found.append((None, 0))
            continue
        outer = loops[0]
        count = seen.setdefault(outer, Counter())
        if count[instruction] >= _allowed(outer, loops, span, syntax) or (
            loops[-1] is not outer and outer in latest and _before(span, latest[outer])
        ):
            turn[outer] += 1
            count.clear()
            del latest[outer]
        count[instruction] += 1
        if loops[-1] is outer:
            latest[outer] = span
        else:
            latest.setdefault(outer, span)
        found.append((outer.line, turn[outer]))
    return found


def _loops_around(span: Span, syntax: Syntax) -> list[Loop]:
    """The loops around a piece of source, outermost first, also around the calls of its function."""
    inside = [loop for loop in syntax.loops if encloses(loop.span, span)]
    for name, body in syntax.functions.items():
        if encloses(body, span):
            calls = [place for called, place in syntax.calls if called == name]
            around = [loop for loop in syntax.loops if any(encloses(loop.span, c) for c in calls)]
            inside = [*(loop for loop in around if not encloses(body, loop.span)), *inside]
    return sorted(dict.fromkeys(inside), key=lambda loop: (loop.line, -loop.span.end_line))


def _allowed(outer: Loop, loops: list[Loop], span: Span, syntax: Syntax) -> int:
    """How often an instruction may run within one turn of the outer loop."""
    if len(loops) > 1:
        return UNLIMITED
    for name, body in syntax.functions.items():
        if encloses(body, span) and not encloses(body, outer.span):
            return sum(called == name and encloses(outer.span, at) for called, at in syntax.calls)
    return 1


def _before(inner: Span, last: Span) -> bool:
    """Whether an inner loop's piece runs before the last one seen of the outer loop's own."""
    return (inner.end_line, inner.end) < (last.line, last.start) or (
        inner != last and encloses(last, inner)
    )
