"""Compare minigrad's dialects with the frameworks they imitate, snippet by snippet.

The results of the real framework are stored beside the snippets, so the comparison needs no framework; where it is
installed, the same snippets run on it live. `python -m tests.dialects.record` refreshes what is stored.
"""

from __future__ import annotations

import functools
import json
import math
import os
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.dialects.snippets import importable, prepared, run, run_topic, topics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.dialects.normal import Json
    from tests.dialects.snippets import Snippet, Topic

RTOL = {"float16": 2e-3, "bfloat16": 2e-2, "float32": 2e-5, "float64": 1e-9, "complex64": 2e-5}
ATOL = {"float16": 1e-3, "bfloat16": 1e-2, "float32": 2e-6, "float64": 1e-12, "complex64": 2e-6}
NUMBER = re.compile(r"[-+]?\d+\.\d*(?:e[-+]?\d+)?|[-+]?\d+e[-+]?\d+", re.IGNORECASE)


def cases(dialect: str) -> list[Any]:
    """One pytest parameter per snippet; cells that share a namespace are run together when one is asked for."""
    return [
        pytest.param(topic, snippet, id=f"{topic.name}:{snippet.id}")
        for topic in topics(dialect)
        for snippet in topic.snippets
    ]


def topic_cases(dialect: str) -> list[Any]:
    """One pytest parameter per topic."""
    return [pytest.param(topic, id=topic.name) for topic in topics(dialect)]


def check_recorded(topic: Topic, snippet: Snippet) -> None:
    """Assert that minigrad gives what the framework gave when the expectations were recorded."""
    stored = _stored(topic)
    if snippet.id not in stored:
        pytest.fail(
            f"no expectation for {snippet.id}; python -m tests.dialects.record {topic.dialect} {topic.name}"
        )
    _assert_same(stored[snippet.id], _result(topic, snippet, real=False), snippet)


def check_live_topic(topic: Topic) -> None:
    """`check_live` for every snippet of a topic."""
    for snippet in topic.snippets:
        check_live(topic, snippet)


def check_live(topic: Topic, snippet: Snippet) -> None:
    """Assert that minigrad gives what the installed framework gives now; skip where it is not installed."""
    if not importable(topic.dialect):
        pytest.skip(
            f"{topic.dialect} is not installed here; the recorded results were compared instead"
        )
    for name, value in topic.environment.items():
        if os.environ.get(name) != value:
            pytest.skip(f"this topic needs {name}={value}, set before {topic.dialect} is imported")
    _assert_same(_result(topic, snippet, real=True), _result(topic, snippet, real=False), snippet)


def _stored(topic: Topic) -> dict[str, Json]:
    results: dict[str, Json] = (
        json.loads(topic.expected.read_text(encoding="utf-8")) if topic.expected.exists() else {}
    )
    return results


def _result(topic: Topic, snippet: Snippet, *, real: bool) -> Json:
    if topic.shared:
        return _cells(topic.dialect, topic.name, real)[snippet.id]
    return _as_json(run(snippet, prepared(topic, real=real), real=real))


@functools.cache
def _cells(dialect: str, name: str, real: bool) -> dict[str, Json]:
    (topic,) = (t for t in topics(dialect) if t.name == name)
    results: dict[str, Json] = _as_json(run_topic(topic, real=real))
    return results


def _as_json(result: Json) -> Json:
    return json.loads(json.dumps(result))


def _assert_same(expected: Json, actual: Json, snippet: Snippet) -> None:
    found = list(differences(expected, actual, snippet.flags))
    if "differs" in snippet.flags:
        assert found, f"{snippet.id} no longer differs: take its flag away"
    elif found:
        text = "\n".join(found)
        pytest.fail(f"{snippet.title}\n\n{snippet.source}\n\n{text}", pytrace=False)


def differences(expected: Json, actual: Json, flags: dict[str, str]) -> Iterator[str]:
    """Say where two results differ; nothing where they agree."""
    raised, wanted = actual.get("raises"), expected.get("raises")
    if (raised is None) != (wanted is None) or (wanted and wanted[0] not in raised):
        yield f"raises: expected {wanted and wanted[0]}, got {raised and raised[0]}"
    if expected.get("warns") != actual.get("warns"):
        yield f"warns: expected {expected.get('warns')}, got {actual.get('warns')}"
    if "shapes" not in flags:
        yield from _texts("printed", expected.get("printed", ""), actual.get("printed", ""), flags)
    for name, value in expected["names"].items():
        if name not in actual["names"]:
            yield f"{name}: missing, expected {value!r:.120}"
        else:
            yield from _values(name, value, actual["names"][name], flags)


def _values(path: str, a: Json, b: Json, flags: dict[str, str]) -> Iterator[str]:
    if isinstance(a, str) and isinstance(b, str):
        yield from _texts(path, a, b, flags)
    elif isinstance(a, dict) and isinstance(b, dict):
        yield from _records(path, a, b, flags)
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for i, (x, y) in enumerate(zip(a, b, strict=True)):
            yield from _values(f"{path}[{i}]", x, y, flags)
    elif isinstance(a, float) and isinstance(b, float):
        if not ("shapes" in flags or _close(a, b, *_tolerance("float32", flags))):
            yield f"{path}: expected {a!r}, got {b!r}"
    elif type(a) is not type(b) or a != b:
        yield f"{path}: expected {a!r:.200}, got {b!r:.200}"


def _records(
    path: str, a: dict[str, Json], b: dict[str, Json], flags: dict[str, str]
) -> Iterator[str]:
    if "error" in a:
        if "error" not in b or a["error"][0] not in b["error"]:
            yield f"{path}: expected {a['error'][0]}, got {b!r:.120}"
        return
    for key, value in a.items():
        if key not in b:
            yield f"{path}: no {key}; expected {a!r:.200}, got {b!r:.200}"
            return
        if key in ("tensor", "array") and len(value) == len(b[key]):
            yield from _numbers(path, a, b, key, flags)
        else:
            yield from _values(f"{path}.{key}", value, b[key], flags)
    if "dict" not in a and len(b) > len(a) and ("tensor" in b) != ("tensor" in a):
        yield f"{path}: expected {a!r:.120}, got {b!r:.120}"


def _numbers(
    path: str, a: dict[str, Json], b: dict[str, Json], key: str, flags: dict[str, str]
) -> Iterator[str]:
    if "shapes" in flags:
        return
    rtol, atol = _tolerance(a["dtype"], flags)
    if not all(_close(x, y, rtol, atol) for x, y in zip(a[key], b[key], strict=True)):
        yield f"{path}: expected {a[key]!r:.300},\n{' ' * len(path)}       got {b[key]!r:.300}"


def _tolerance(dtype: str, flags: dict[str, str]) -> tuple[float, float]:
    rtol = float(flags["rtol"]) if "rtol" in flags else RTOL.get(dtype, 0.0)
    return rtol, ATOL.get(dtype, 0.0)


def _close(x: Json, y: Json, rtol: float, atol: float) -> bool:
    if isinstance(x, list):
        return all(_close(p, q, rtol, atol) for p, q in zip(x, y, strict=True))
    if isinstance(x, str | bool) or isinstance(y, str | bool):
        return bool(x == y)
    if not (math.isfinite(x) and math.isfinite(y)):
        return x == y or (math.isnan(x) and math.isnan(y))
    return bool(abs(x - y) <= atol + rtol * abs(x))


def _texts(path: str, a: str, b: str, flags: dict[str, str]) -> Iterator[str]:
    """Texts agree when their words do and their decimal numbers are close."""
    if "shapes" in flags or a == b:
        return
    rtol, atol = _tolerance("float32", flags)
    numbers = [[float(n) for n in NUMBER.findall(t)] for t in (a, b)]
    same = len(numbers[0]) == len(numbers[1]) and all(
        _close(x, y, rtol, atol) for x, y in zip(*numbers, strict=True)
    )
    if NUMBER.sub("#", a) != NUMBER.sub("#", b) or not same:
        yield f"{path}: expected {a!r:.400},\n{' ' * len(path)}       got {b!r:.400}"
