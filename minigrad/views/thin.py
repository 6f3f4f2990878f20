"""The recording for the page, told once: what the script can tell from the rest is left out.

A gradient is written where it arrives. So a node's gradient keeps its state and reason alone, a
step's `upstream` goes where it is the last total that its node received, and a part's `total` where
its contribution was the only one. Numbers come with `DIGITS` significant digits and without their
summary; arrays above `NUMBERS` elements come with the summary alone. `complete` in `assets/tape.js`
puts everything back.
"""

from __future__ import annotations

import math
from typing import Any

NUMBERS = 64
DIGITS = 6
SUMMARY = ("low", "high", "mean", "spread", "nonfinite")

Data = dict[str, Any]


def thin(recording: Data) -> Data:
    """A recording as `plain` gives it, without what is said twice.

    >>> part = {"edge": 0, "contribution": {"numbers": [2.0]}, "total": {"numbers": [2.0]}}
    >>> step = {"node": 1, "upstream": {"numbers": [1.0], "mean": 1.0}, "parts": [part]}
    >>> thin({"edges": [{"source": 0, "target": 1}], "steps": [step]})["steps"][0]["parts"]
    [{'edge': 0, 'contribution': {'numbers': [2]}}]
    """
    steps = _steps(recording.get("steps", []), recording.get("edges", []))
    nodes = [_node(node) for node in recording.get("nodes", [])]
    return recording | ({"nodes": nodes} if nodes else {}) | ({"steps": steps} if steps else {})


def _node(node: Data) -> Data:
    gradient = {k: v for k, v in node.get("gradient", {}).items() if k != "value"}
    kept = {k: v for k, v in node.items() if k != "gradient"}
    if "value" in node:
        kept["value"] = value(node["value"])
    return kept | ({"gradient": gradient} if gradient else {})


def _steps(steps: list[Data], edges: list[Data]) -> list[Data]:
    received: dict[tuple[int, int], Data] = {}
    made = []
    for step in steps:
        walk = step.get("walk", 0)
        known = received.get((walk, step["node"])) == step["upstream"]
        parts = []
        for part in step.get("parts", []):
            received[walk, edges[part["edge"]]["source"]] = part["total"]
            only = part["total"] == part["contribution"]
            light = {k: _part(k, v) for k, v in part.items() if not (k == "total" and only)}
            parts.append(light)
        light = {k: v for k, v in step.items() if k not in {"upstream", "parts"}}
        if not known:
            light["upstream"] = value(step["upstream"])
        made.append(light | ({"parts": parts} if parts else {}))
    return made


def _part(key: str, content: Any) -> Any:
    if key == "numbers":
        return [[letter, short(x)] for letter, x in content]
    return value(content) if key in {"contribution", "total"} else content


def value(content: Data) -> Data:
    """A value with either its numbers or its summary.

    >>> value({"shape": [2], "numbers": [0.333333333, 1.0], "low": 0.3, "mean": 0.6})
    {'shape': [2], 'numbers': [0.333333, 1]}
    """
    numbers = content.get("numbers")
    if numbers is None or len(numbers) > NUMBERS:
        return {k: short(v) if k in SUMMARY else v for k, v in content.items() if k != "numbers"}
    kept = {k: v for k, v in content.items() if k not in SUMMARY}
    return kept | {"numbers": [short(x) for x in numbers]}


def short(x: Any) -> Any:
    """A number with `DIGITS` significant digits, whole ones without a point; other things as they are.

    >>> short(0.123456789), short(3.0), short("nan")
    (0.123457, 3, 'nan')
    """
    if not isinstance(x, float) or not math.isfinite(x):
        return x
    rounded = float(f"{x:.{DIGITS}g}")
    whole = (
        rounded.is_integer()
        and abs(rounded) < 1e15
        and not (rounded == 0 and math.copysign(1, x) < 0)
    )
    return int(rounded) if whole else rounded
