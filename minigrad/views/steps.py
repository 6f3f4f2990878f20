"""The backward pass as plain data: one entry for every contribution along an edge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from minigrad.errors import TapeError
from minigrad.views import wording
from minigrad.views.finding import nodes_named
from minigrad.views.formulas import template
from minigrad.views.reasons import upstream, why_none
from minigrad.views.replay import Replay
from minigrad.views.report import Report
from minigrad.views.table import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minigrad.views.recording import Recording
    from minigrad.views.value import Value


@dataclass(frozen=True, slots=True)
class EdgeStep:
    """What one operation sends to one of its operands.

    `number` is the step's place in the transcript (an operation's edges share it) and `walk` counts
    the backward passes, both from 1. `local` is the local derivative where everything is a number,
    else None. `total` is what the operand has gathered with this contribution, the `arrived`-th of
    `expected`. `rule` is the derivative as text; `edge` a place in `Recording.edges`.
    """

    number: int
    walk: int
    node: str
    operation: str
    operand: str
    upstream: Value
    local: float | None
    contribution: Value
    total: Value
    arrived: int
    expected: int
    rule: str
    edge: int

    @property
    def final(self) -> bool:
        """Whether the operand's gradient is complete with this contribution."""
        return self.arrived == self.expected

    def __str__(self) -> str:
        sent = wording.value(self.contribution)
        if self.local is not None:
            factors = map(_factor, (wording.value(self.upstream), wording.number(self.local)))
            sent = f"{' · '.join(factors)} = {sent}"
        text = f"{self.number}. {self.node} ({self.operation}) sends {sent} to {self.operand}"
        if self.expected == 1:
            return f"{text}."
        place = f"{self.arrived} of {self.expected} arrived"
        return f"{text}, which has {wording.value(self.total)} now, {place}."


class Steps(tuple[EdgeStep, ...]):
    """The contributions in the order of the walk; shown as a table.

    >>> Steps().transcript()
    ''
    """

    __slots__ = ()

    def transcript(self) -> str:
        """One sentence per contribution."""
        return "\n".join(map(str, self))

    def report(self) -> Report:
        """The contributions as a table."""
        headings = ("step", "from", "by", "to", "upstream", "local", "sends", "total", "arrived")
        rows = tuple(
            (
                str(step.number), step.node, step.operation, step.operand,
                wording.value(step.upstream),
                "" if step.local is None else wording.number(step.local),
                wording.value(step.contribution), wording.value(step.total),
                f"{step.arrived} of {step.expected}",
            )
            for step in self
        )  # fmt: skip
        return Report("The backward pass, one contribution per row", headings, rows)

    def __repr__(self) -> str:
        return repr(self.report())

    def _repr_html_(self) -> str:
        return self.report()._repr_html_()


def edge_steps(
    tape: Recording, target: str | None = None, sources: str | Sequence[str] | None = None
) -> Steps:
    """The contributions of the backward passes, of one target's only, or on the way to sources only.

    Raises TapeError where nothing was walked back, and ValueError for names that are not there.

    >>> from minigrad.views.recording import Recording
    >>> edge_steps(Recording())
    Traceback (most recent call last):
    minigrad.errors.TapeError: No backward pass was recorded: ask for a gradient in the cell, or write %%tape -b L.
    """
    walks = _walks(tape, target)
    wanted = None if sources is None else _leading_to(tape, sources)
    replay = Replay(tape)
    expected = Counter(
        (step.walk, tape.edges[part.edge].source) for step in tape.steps for part in step.parts
    )
    arrived: Counter[tuple[int, int]] = Counter()
    found = []
    for number, step in enumerate(tape.steps, start=1):
        for part in step.parts:
            operand = tape.edges[part.edge].source
            arrived[step.walk, operand] += 1
            if step.walk not in walks or (wanted is not None and operand not in wanted):
                continue
            node = tape.nodes[step.node]
            found.append(
                EdgeStep(
                    number, step.walk + 1, label(tape, node), node.op,
                    label(tape, tape.nodes[operand]), step.upstream, _local(replay, part.edge),
                    part.contribution, part.total, arrived[step.walk, operand],
                    expected[step.walk, operand], template(part.formula).get("text", ""), part.edge,
                )
            )  # fmt: skip
    if not found:
        _nothing_sent(tape, target, sources)
    return Steps(found)


def _walks(tape: Recording, target: str | None) -> set[int]:
    """The walks that begin at a target of that name, or all."""
    starts: dict[int, int] = {}
    for step in tape.steps:
        starts.setdefault(step.walk, step.node)
    nodes = None if target is None else nodes_named(tape, target)
    if not starts:
        if any(node.target for node in tape.nodes):
            _nothing_sent(tape, target, None)
        raise TapeError(
            "No backward pass was recorded: ask for a gradient in the cell, or write %%tape -b L."
        )
    walks = {walk for walk, node in starts.items() if nodes is None or node in nodes}
    if not walks:
        known = dict.fromkeys(label(tape, tape.nodes[node]) for node in starts.values())
        raise ValueError(f"No backward pass begins at {target}; they begin at {', '.join(known)}.")
    return walks


def _leading_to(tape: Recording, sources: str | Sequence[str]) -> set[int]:
    """The sources and all that is made from them."""
    names = [sources] if isinstance(sources, str) else list(sources)
    found = {node for name in names for node in nodes_named(tape, name)}
    for edge in sorted(tape.edges, key=lambda edge: edge.target):
        if edge.source in found and not edge.cut:
            found.add(edge.target)
    return found


def _local(replay: Replay, edge: int) -> float | None:
    try:
        return replay.local(edge)
    except TapeError:
        return None


def _nothing_sent(
    tape: Recording, target: str | None, sources: str | Sequence[str] | None
) -> NoReturn:
    ends = [node.id for node in tape.nodes if node.target]
    goal = target or ", ".join(label(tape, tape.nodes[end]) for end in ends[-1:]) or "the target"
    if sources is not None and ends:
        name = sources if isinstance(sources, str) else sources[0]
        source = nodes_named(tape, name)[-1]
        told = tape.nodes[source].gradient.reason
        reached = source in upstream(tape.edges, ends, cuts=False) and tape.nodes[source].watched
        why = told or ("it is the target itself" if reached else
                       why_none(tape.nodes, tape.edges, source, ends))  # fmt: skip
        raise TapeError(f"No gradient flows from {goal} to {name}: {why}.")
    raise TapeError(
        f"{goal} reaches nothing that is watched, so no gradient flows: "
        "make one of its inputs a Variable, or tape.watch(...) it."
    )


def _factor(text: str) -> str:
    return f"({text})" if text.startswith("-") else text
