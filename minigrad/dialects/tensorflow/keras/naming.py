"""Names: of objects that are found by them, and of layers, which count up."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..module import snake_case

_counts: Counter[str] = Counter()


def unique(prefix: str) -> str:
    """``dense``, ``dense_1``, ``dense_2``, ... since the session began."""
    count = _counts[prefix]
    _counts[prefix] += 1
    return f"{prefix}_{count}" if count else prefix


def clear() -> None:
    """Begin to count again."""
    _counts.clear()


def find(what: str, identifier: Any, names: dict[str, Any], *, call: bool = True) -> Any:
    """The object that a name stands for, made if ``call``; anything that is no name is itself."""
    if isinstance(identifier, dict):
        return names[identifier["class_name"]](**identifier.get("config", {}))
    if isinstance(identifier, type):
        return identifier() if call else identifier
    if not isinstance(identifier, str):
        return identifier
    wanted = identifier.lower()
    known = {n: x for n, x in names.items() if not n.startswith("_") and callable(x)}
    for name, x in known.items():
        if identifier == name or (
            isinstance(x, type) and wanted in {name.lower(), snake_case(name)}
        ):
            return x() if call and isinstance(x, type) else x
    raise ValueError(
        f"there is no {what} named {identifier!r}. Known are: {', '.join(sorted(known))}."
    )
