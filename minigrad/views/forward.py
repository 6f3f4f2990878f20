"""Forward mode on a recorded tape: one tangent, pushed from a source through all that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.views import wording
from minigrad.views.finding import the_source, the_target
from minigrad.views.order import local_slopes
from minigrad.views.paths import factor
from minigrad.views.replay import Replay
from minigrad.views.report import Report
from minigrad.views.table import label

if TYPE_CHECKING:
    from minigrad.views.recording import Recording


def forward_report(tape: Recording, source: str, target: str | None = None) -> Report:
    """The tangent of every value between a source and the target, where the source moves by 1.

    A node's tangent is the sum of (local derivative · tangent) over its operands, in the order in
    which the values were computed. Raises TapeError where a value on the way is an array, and
    ValueError where no path leads there.
    """
    end = the_target(tape, target)
    start = the_source(tape, source, end)
    replay = Replay(tape)
    slopes = local_slopes(replay, end, start)
    tangents = {start: 1.0}
    rows = [(start, "seed")]
    visited = 0
    for node in range(start + 1, end + 1):
        pushed = [
            (slopes[edge], tangents[operand])
            for edge, operand in zip(replay.arguments[node], replay.operands(node), strict=True)
            if edge in slopes and operand in tangents
        ]
        if pushed:
            visited += len(pushed)
            tangents[node] = sum(slope * tangent for slope, tangent in pushed)
            rows.append((node, " + ".join(f"{factor(s)} · {factor(t)}" for s, t in pushed)))
    words = tuple(
        (label(tape, tape.nodes[node]), wording.value(tape.nodes[node].value), how,
         wording.number(tangents[node]))
        for node, how in rows
    )  # fmt: skip
    names = [label(tape, tape.nodes[node]) for node in (end, start)]
    note = (
        f"d{names[0]}/d{names[1]} = {wording.number(tangents[end])} after one walk with "
        f"{wording.plural(visited, 'edge')}; each other input needs a walk of its own."
    )
    headings = ("node", "value", "local derivative · tangent", "tangent")
    return Report(f"Forward mode: {names[1]} moves by 1", headings, words, note)
