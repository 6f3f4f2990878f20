"""What the page's script is given: the data, and the script itself.

The script (`assets/tape.js`, an ES module) finds the picture that stands in the page as an image,
replaces it by the same SVG as part of the page, and makes it answer. It is given one JSON object:

    version     the version of the form
    svg         nothing: the script takes the picture from the image's own source
    recording   what is drawn of the recording (see `minigrad.views.excerpt`), as
                `Recording.to_json` writes it (nodes, edges, source, steps), with nothing in it
                twice (see `minigrad.views.thin`)
    boxes       one object per box of the picture, in the order of `data-box`: `nodes` (ids; several
                in a fold; the places are in the picture itself)
    links       one object per line, in the order of `data-link`: `source` and `target` (boxes),
                `edges` (places in the recording's edges)
    templates   for each formula id that occurs in the steps ("multiply/0") what
                `minigrad.views.formulas` wrote for it

Spans (line, start, end in characters), steps and templates are all the script needs to
play the backward pass; it computes no mathematics and asks nobody.
"""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from minigrad.views.escape import clean
from minigrad.views.excerpt import excerpt
from minigrad.views.serial import plain
from minigrad.views.thin import thin

if TYPE_CHECKING:
    from minigrad.views.recording import Node, Recording, Step
    from minigrad.views.svg import Drawing
    from minigrad.views.value import Value

NUMBERS = 64
SOURCE = 100_000
"""More characters of a cell are not sent to the page."""


def payload(drawing: Drawing, templates: dict[str, Any] | None = None) -> dict[str, Any]:
    """The data for the script, as lists and dicts.

    >>> from minigrad.views.recording import Node, Recording
    >>> from minigrad.views.scene import build_scene
    >>> from minigrad.views.svg import draw
    >>> data = payload(draw(build_scene(Recording("", (Node(0, "input"),)))))
    >>> data["boxes"][0]["nodes"], data["version"]
    ([0], 1)
    """
    scene = excerpt(drawing.scene)
    boxes = [{"nodes": list(box.nodes)} for box in scene.boxes]
    links = [
        {"source": link.source, "target": link.target, "edges": list(link.edges)}
        for link in scene.links
    ]
    return {
        "version": scene.tape.version,
        "recording": thin(plain(lighter(scene.tape))),
        "boxes": boxes,
        "links": links,
        "templates": templates or {},
    }


def lighter(tape: Recording) -> Recording:
    """The same recording without the numbers of larger arrays, and with short texts only.

    >>> from minigrad.views.recording import Node, Recording
    >>> len(lighter(Recording("", (Node(0, "input", name="x" * 1000),))).nodes[0].name)
    80
    """
    failure = tape.failure and replace(tape.failure, message=clean(tape.failure.message, 320))
    return replace(
        tape,
        source=tape.source[:SOURCE],
        nodes=tuple(map(_light_node, tape.nodes)),
        edges=tuple(replace(e, role=clean(e.role), cut=clean(e.cut)) for e in tape.edges),
        steps=tuple(map(_light_step, tape.steps)),
        failure=failure,
    )


def _light_node(node: Node) -> Node:
    gradient = node.gradient
    frame = node.frame and replace(
        node.frame,
        file=clean(node.frame.file),
        function=clean(node.frame.function),
        text=clean(node.frame.text),
    )
    return replace(
        node,
        name=clean(node.name),
        op=clean(node.op),
        params=clean(node.params),
        static="",
        scope=clean(node.scope),
        value=_light(node.value),
        gradient=replace(gradient, value=_light(gradient.value), reason=clean(gradient.reason)),
        frame=frame,
    )


def _light_step(step: Step) -> Step:
    parts = tuple(
        replace(part, contribution=_light(part.contribution), total=_light(part.total))
        for part in step.parts
    )
    return replace(step, upstream=_light(step.upstream), parts=parts)


def _light(value: Value | None) -> Any:
    return value if value is None or value.size <= NUMBERS else replace(value, numbers=None)


def script_json(data: Any) -> str:
    r"""JSON that can stand inside a <script> element, whatever texts are in it.

    >>> script_json("</script><!--")
    '"\\u003c/script\\u003e\\u003c!--"'
    """
    text = json.dumps(data, allow_nan=False, separators=(",", ":"))
    for harmful in "<>&\u2028\u2029":
        text = text.replace(harmful, f"\\u{ord(harmful):04x}")
    return text


def module_source() -> str:
    """The script that goes into the page, without its comments and indentation.

    >>> "export function mount" in module_source()
    True
    """
    file = files("minigrad.views") / "assets" / "tape.js"
    lines = (line.strip() for line in file.read_text(encoding="utf-8").split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("//"))
