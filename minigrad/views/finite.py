"""Each recorded gradient beside what central differences say, by computing the tape again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.errors import TapeError
from minigrad.views import wording
from minigrad.views.replay import Replay
from minigrad.views.report import Report
from minigrad.views.table import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minigrad.views.recording import Recording

STEP = np.finfo(np.float64).eps ** (1 / 3)
TOLERANCE = 1e-3
"""The recorded gradients have the seven digits of float32; more than this is no rounding."""
MANY = 200
"""Of more values the leaves alone are checked."""
ELEMENTS = 16
"""Larger arrays are compared along one direction instead of element by element."""


def check_report(tape: Recording) -> Report:
    """Compare the gradients of the last backward pass with central differences in float64.

    Arrays of up to `ELEMENTS` elements are nudged element by element, larger ones along one fixed
    random direction; of more than `MANY` values the leaves alone are. Raises TapeError without a
    backward pass, and where an operation cannot be computed again.
    """
    checker = Checker(tape)
    compared = [(node, *checker.compare(node)) for node in checker.nodes()]
    errors = [_error(recorded, measured) for _, recorded, measured, _ in compared]
    rows = tuple(
        (label(tape, tape.nodes[node]), how, _words(recorded), _words(measured),
         wording.number(error, 2), _verdict(error))
        for (node, recorded, measured, how), error in zip(compared, errors, strict=True)
    )  # fmt: skip
    headings = ("node", "nudged", "gradient", "differences", "error", "")
    caption = "Gradients and central differences"
    if len(rows) < len(checker.totals):
        caption += f", {len(rows):,} of {len(checker.totals):,} values"
    return Report(caption, headings, rows, _note(rows, errors))


def _error(recorded: Any, measured: Any) -> float:
    """The largest relative error, absolute for gradients below 1; NaN where one is not finite."""
    with np.errstate(all="ignore"):
        return float(np.max(np.abs(recorded - measured) / np.maximum(1, np.abs(recorded))))


def _verdict(error: float) -> str:
    if not np.isfinite(error):
        return "not finite"
    return "ok" if error <= TOLERANCE else "differs"


def _note(rows: tuple[tuple[str, ...], ...], errors: list[float]) -> str:
    verdicts = {verdict: [row[0] for row in rows if row[-1] == verdict] for verdict in
                ("differs", "not finite")}  # fmt: skip
    if names := verdicts["differs"]:
        return (
            f"{', '.join(names[:4])}: the recorded gradient and the differences disagree; "
            "a corner (relu, abs, max) at the value itself does that, too."
        )
    if names := verdicts["not finite"]:
        return f"{', '.join(names[:4])}: with NaN or infinity on the way nothing can be compared."
    return f"All agree; the largest error is {wording.number(max(errors, default=0.0), 2)}."


class Checker:
    """The last backward pass of a recording, and its target as a function of any node."""

    def __init__(self, tape: Recording) -> None:
        if not tape.steps:
            raise TapeError("There are no gradients to check: write %%tape -b L.")
        self.tape = tape
        self.walk = tape.steps[-1].walk
        self.seeds = seeds(tape, self.walk)
        self.replay = Replay(tape)
        self.base = self.replay.values(list(self.seeds))

        self.totals = {
            tape.edges[part.edge].source: _array(part.total.numbers, part.total.shape)
            for step in tape.steps
            if step.walk == self.walk
            for part in step.parts
            if part.total.numbers is not None
        }

    def nodes(self) -> list[int]:
        """The nodes that received something in the walk and whose numbers are kept.

        Each costs the tape twice; of more than `MANY` the leaves alone, and of these the first.
        """
        kept = [n for n, total in self.totals.items() if n in self.base and total.size]
        if len(kept) > MANY:
            kept = [node for node in kept if self.tape.nodes[node].leaf]
        return sorted(kept)[:MANY]

    def compare(self, node: int) -> tuple[Any, Any, str]:
        """The recorded gradient, the measured one, and how it was measured."""
        recorded = self.totals[node]
        size, shape = recorded.size, recorded.shape
        if size > ELEMENTS:
            direction = np.random.default_rng(0).standard_normal(recorded.shape)
            slope = self.slope(node, direction)
            return np.sum(recorded * direction), np.asarray(slope), "along a direction"
        measured = [self.slope(node, unit) for unit in np.eye(size).reshape(size, *shape)]
        how = "itself" if shape == () else "each element"
        return recorded, np.asarray(measured).reshape(shape), how

    def slope(self, node: int, direction: Any) -> float:
        """The central difference of the target when a node is nudged along a direction."""
        here = self.base[node]
        h = STEP * max(1.0, float(np.max(np.abs(here))))
        above, below = (self.target(node, here + s * h * direction) for s in (1, -1))
        return (above - below) / (2 * h)

    def target(self, node: int, value: Any) -> float:
        """The target, times its seed, with another value at a node; nothing passes a cut edge."""
        changed = {node: value}
        for later in range(node + 1, max(self.seeds) + 1):
            edges = self.replay.arguments[later]
            moved = [e for e in edges if not self.tape.edges[e].cut
                     and self.tape.edges[e].source in changed]  # fmt: skip
            if moved and later in self.base:
                fresh = {self.tape.edges[e].source for e in moved}
                values = {s: changed[s] if s in fresh else self.base[s]
                          for s in self.replay.operands(later)}  # fmt: skip
                changed[later] = self.replay.apply(later, values)
        return sum(
            float(np.sum(seed * changed.get(end, self.base[end])))
            for end, seed in self.seeds.items()
        )


def seeds(tape: Recording, walk: int) -> dict[int, Any]:
    """What a walk began with: at each target its upstream without what other nodes had sent it.

    >>> from minigrad.views.recording import Edge, Node, Recording, Step
    >>> from minigrad.views.value import Value
    >>> nodes = Node(0, "input"), Node(1, "operation", op="exp", target=True)
    >>> tape = Recording("", nodes, (Edge(0, 1),), (Step(1, Value.scalar(1.0)),))
    >>> float(seeds(tape, 0)[1])
    1.0
    """
    gathered: dict[int, Any] = {}
    found = {}
    for step in tape.steps:
        if step.walk != walk:
            continue
        if tape.nodes[step.node].target:
            seed = _array(step.upstream.numbers, step.upstream.shape)
            seed = seed - gathered.get(step.node, 0.0)
            if np.any(seed):
                found[step.node] = seed
        for part in step.parts:
            total = part.total
            if total.numbers is not None:
                source = tape.edges[part.edge].source
                gathered[source] = _array(total.numbers, total.shape)
    if not found:
        raise TapeError("The last backward pass began with a seed of which no numbers are kept.")
    return found


def _array(numbers: Sequence[float] | None, shape: tuple[int, ...]) -> Any:
    return np.zeros(()) if numbers is None else np.asarray(numbers).reshape(shape)


def _words(array: Any) -> str:
    numbers = [wording.number(float(f"{x:.6g}")) for x in array.ravel()[:4]]
    if array.ndim == 0:
        return numbers[0]
    shown = ", ".join(numbers)
    return f"[{shown}{', …' if array.size > 4 else ''}]"
