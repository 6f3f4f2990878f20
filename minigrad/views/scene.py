"""What a picture shows of a recording: boxes and links, before anything has a place.

A box is a node, a second copy of one (a *ghost*), or a folded run of operations. Boxes are
numbered so that every link goes from a smaller to a greater number, as the layout wants it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from minigrad.views.aside import beside_the_tape
from minigrad.views.fold import LEVELS, Run, runs
from minigrad.views.layers import assign_layers
from minigrad.views.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minigrad.views.recording import Recording

READABLE = 200
"""Above this number of boxes the picture is folded."""
DRAWABLE = 5000
"""Above this number of boxes nothing is drawn; the table tells it all."""
NEAR_USES, NEAR_LAYERS = 3, 3
"""A leaf with at most three uses in neighbouring layers is joined to each by a line, so that one
sees its gradients meet; so is one that folds alone use. Others get a ghost at every further use."""
REACH = 24
"""A line that would cross more layers is replaced by a ghost of its source."""

Fold = Literal["auto", "all", "none"]
Part = Literal["value", "grad", "shape", "source"]


@dataclass(frozen=True, slots=True)
class Box:
    """One node, a ghost of one, or a folded run (then `label` says what is in it)."""

    nodes: tuple[int, ...]
    ghost: bool = False
    label: str = ""
    turns: int = 0

    @property
    def folded(self) -> bool:
        """Whether the box stands for several operations."""
        return bool(self.label)


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two boxes, for one edge of the recording, or for several between folds."""

    source: int
    target: int
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Boxes, links, and a sentence for each thing that is not shown as it was recorded.

    `hide` names what is left out of the picture.
    """

    tape: Recording
    boxes: tuple[Box, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    hide: tuple[Part, ...] = ()

    @property
    def too_large(self) -> bool:
        """Whether the scene has too many boxes to be drawn."""
        return len(self.boxes) > DRAWABLE


def build_scene(
    tape: Recording,
    *,
    fold: Fold = "auto",
    constants: bool = True,
    turn: int = 0,
    hide: tuple[Part, ...] = (),
) -> Scene:
    """Choose what is shown: fold until it is readable, hide constants if asked, add ghosts.

    `fold="auto"` shows independent turns of a loop once and folds further only above `READABLE`
    boxes; "all" folds every loop and scope; "none" shows every node. `turn` is the turn (from 0)
    that stays open in a folded loop; `hide` names what is left out of the picture.

    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> tape = Recording("", (Node(0, "input"), Node(1, "operation")), (Edge(0, 1), Edge(0, 1)))
    >>> [link.edges for link in build_scene(tape).links]
    [(0,), (1,)]
    """
    first = {"auto": 0, "all": LEVELS.index("scopes"), "none": -1}[fold]
    scene = Scene(tape)
    aside = set() if fold == "none" else beside_the_tape(tape)
    for level in range(first, len(LEVELS)):
        parts = runs(tape, level, turn, READABLE, aside)
        scene = _Builder(tape, parts, aside, constants=constants).scene()
        if len(scene.boxes) <= READABLE or fold == "none":
            break
    return replace(scene, hide=hide)


class _Builder:
    """Emits the boxes in order, each run preceded by the leaves and ghosts that it needs."""

    def __init__(
        self, tape: Recording, parts: list[Run], aside: set[int], *, constants: bool
    ) -> None:
        self.tape, self.runs = tape, parts
        self.owner = {node: place for place, run in enumerate(parts) for node in run.nodes}
        self.boxes: list[Box] = []
        self.links: list[Link] = []
        self.at: dict[int, int] = {}  # node -> its first box
        self.aside = aside
        self.hidden = set(aside)
        if not constants:
            self.hidden |= {node.id for node in tape.nodes if node.kind == "constant"}
        self.edges = [place for place, edge in enumerate(tape.edges) if edge.target in self.owner]
        self.lonely = self._lonely_turns()
        self._absorb_leaves()

    def scene(self) -> Scene:
        arrivals = self._arrivals()
        self._measure(arrivals)
        for place, run in enumerate(self.runs):
            if place not in self.lonely:
                self._add_run(place, run, arrivals[place])
        for node in self.tape.nodes:
            if node.leaf and node.id not in self.at and node.id not in self.hidden:
                self._add_box(Box((node.id,)))
        return Scene(self.tape, tuple(self.boxes), tuple(self.links), tuple(self._notes()))

    def _lonely_turns(self) -> set[int]:
        """The folded turns that exchange nothing with the rest: the open turn speaks for them."""
        linked = set()
        for edge in (self.tape.edges[place] for place in self.edges):
            source, target = self.owner.get(edge.source), self.owner[edge.target]
            if source is not None and source != target:
                linked |= {source, target}
        return {place for place, run in enumerate(self.runs) if run.turns and place not in linked}

    def _absorb_leaves(self) -> None:
        """Give a leaf that only one folded run uses to that run; hide what only hidden runs use."""
        users: dict[int, set[int]] = {}
        for edge in (self.tape.edges[place] for place in self.edges):
            if edge.source not in self.owner:
                users.setdefault(edge.source, set()).add(self.owner[edge.target])
        for leaf, places in users.items():
            if places <= self.lonely:
                self.hidden.add(leaf)
            elif len(places) == 1 and self.runs[min(places)].label:
                self.owner[leaf] = min(places)
                self.at[leaf] = -1  # it has no box of its own

    def _arrivals(self) -> list[list[int]]:
        """For every run the edges that come into it from outside, by their place."""
        arrivals: list[list[int]] = [[] for _ in self.runs]
        for place in self.edges:
            edge = self.tape.edges[place]
            target = self.owner[edge.target]
            source = self.owner.get(edge.source)
            if source != target and source not in self.lonely and edge.source not in self.hidden:
                arrivals[target].append(place)
        return arrivals

    def _measure(self, arrivals: list[list[int]]) -> None:
        """Find each run's layer, and the leaves whose uses are too many or too far apart."""
        leaves = [node.id for node in self.tape.nodes if node.leaf]
        number = {leaf: place for place, leaf in enumerate(leaves)}
        pairs, uses = [], dict[int, set[int]]()
        for place, arriving in enumerate(arrivals):
            for edge in arriving:
                source = self.tape.edges[edge].source
                if source in self.owner:
                    pairs.append((len(leaves) + self.owner[source], len(leaves) + place))
                else:
                    pairs.append((number[source], len(leaves) + place))
                    uses.setdefault(source, set()).add(place)
        self.layer = assign_layers(len(leaves) + len(self.runs), pairs)[len(leaves) :]
        self.shared = {leaf for leaf, places in uses.items() if not self._near(places)}

    def _near(self, places: set[int]) -> bool:
        layers = [self.layer[place] for place in places]
        few = len(places) <= NEAR_USES or all(self.runs[place].label for place in places)
        return few and max(layers) - min(layers) <= NEAR_LAYERS

    def _add_run(self, place: int, run: Run, arriving: list[int]) -> None:
        ways: dict[int, list[int]] = {}  # box -> the edges that come from it
        ghosts: dict[int, int] = {}
        for edge in arriving:
            source = self.tape.edges[edge].source
            if source not in ghosts and self._needs_ghost(source, place):
                ghosts[source] = self._add_box(Box((source,), ghost=True))
            elif source not in self.at:
                self._add_box(Box((source,)))
            ways.setdefault(ghosts.get(source, self.at[source]), []).append(edge)
        box = self._add_box(Box(run.nodes, label=run.label, turns=run.turns))
        for way, edges in ways.items():
            if run.label or self.boxes[way].folded:
                self.links.append(Link(way, box, tuple(edges)))
            else:
                self.links.extend(Link(way, box, (edge,)) for edge in edges)

    def _needs_ghost(self, source: int, place: int) -> bool:
        if source in self.owner:
            return self.layer[place] - self.layer[self.owner[source]] > REACH
        return source in self.at and source in self.shared

    def _add_box(self, box: Box) -> int:
        self.boxes.append(box)
        for node in box.nodes:
            self.at.setdefault(node, len(self.boxes) - 1)
        return len(self.boxes) - 1

    def _notes(self) -> Iterator[str]:
        """A sentence for each thing that is not shown as it was recorded."""
        for place in sorted(self.lonely):
            run = self.runs[place]
            yield f"Not drawn: {run.label}, {plural(len(run.nodes), 'operation')}."
        folded = [run for place, run in enumerate(self.runs)
                  if run.label and place not in self.lonely]  # fmt: skip
        if folded:
            inside = sum(len(run.nodes) for run in folded)
            yield f"Folded: {plural(inside, 'operation')} in {plural(len(folded), 'box')}."
        constants = {node.id for node in self.tape.nodes if node.kind == "constant"}
        if hidden := (self.hidden & constants) - self.aside:
            yield f"Hidden: {plural(len(hidden), 'constant')}."
        if beside := sum(not self.tape.nodes[node].leaf for node in self.aside):
            yield f"Not drawn: {plural(beside, 'operation')} beside the tape."
