"""The part of a recording that a scene draws, as a recording of its own.

A training loop of a thousand turns is drawn as one; what the page's script is given should not be
larger than what it shows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minigrad.views.recording import Part
    from minigrad.views.scene import Scene


def excerpt(scene: Scene) -> Scene:
    """The same boxes and links over a recording that holds their nodes, edges and steps alone.

    Ids are given anew. Nothing changes where every node is drawn.

    >>> from minigrad.views.recording import Node, Recording
    >>> from minigrad.views.scene import Box, Scene
    >>> tape = Recording("", (Node(0, "input"), Node(1, "input", name="x")))
    >>> [(node.id, node.name) for node in excerpt(Scene(tape, (Box((1,)),))).tape.nodes]
    [(0, 'x')]
    """
    tape = scene.tape
    inside = {node for box in scene.boxes for node in box.nodes}
    inside |= {e.source for e in tape.edges if e.target in inside and tape.nodes[e.source].leaf}
    drawn = sorted(inside)
    if len(drawn) == len(tape.nodes):
        return scene
    number = {node: place for place, node in enumerate(drawn)}
    kept = [
        place
        for place, edge in enumerate(tape.edges)
        if edge.source in number and edge.target in number
    ]
    place_of = {edge: place for place, edge in enumerate(kept)}

    def parts(whole: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(replace(p, edge=place_of[p.edge]) for p in whole if p.edge in place_of)

    failure = tape.failure
    if failure and failure.node is not None:
        failure = replace(failure, node=number.get(failure.node))
    edges = (tape.edges[place] for place in kept)
    smaller = replace(
        tape,
        nodes=tuple(replace(tape.nodes[node], id=number[node]) for node in drawn),
        edges=tuple(replace(e, source=number[e.source], target=number[e.target]) for e in edges),
        steps=tuple(
            replace(step, node=number[step.node], parts=parts(step.parts))
            for step in tape.steps
            if step.node in number
        ),
        failure=failure,
    )
    return replace(
        scene,
        tape=smaller,
        boxes=tuple(
            replace(box, nodes=tuple(number[node] for node in box.nodes)) for box in scene.boxes
        ),
        links=tuple(
            replace(link, edges=tuple(place_of[edge] for edge in link.edges))
            for link in scene.links
        ),
    )
