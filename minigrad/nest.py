"""Nested lists, tuples and dicts of tensors: flatten them, and pack results the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


NESTS = (dict, list, tuple)


def flatten(nest: Any) -> list[Any]:
    """The leaves of a nest, in order; dicts in the order of their sorted keys.

    Raises ValueError for a nest that contains itself.

    >>> flatten([1, (2, {"b": 4, "a": 3})])
    [1, 2, 3, 4]
    """
    if not isinstance(nest, NESTS):
        return [nest]
    if not isinstance(nest, dict) and not any(isinstance(item, NESTS) for item in nest):
        return list(nest)  # a flat list, the common case
    leaves: list[Any] = []
    _collect(nest, leaves, ())
    return leaves


def _collect(nest: Any, leaves: list[Any], inside: tuple[int, ...]) -> None:
    children = _children(nest)
    if children is None:
        leaves.append(nest)
        return
    if id(nest) in inside:
        raise ValueError(
            f"this {type(nest).__name__} contains itself, so it has no leaves to list. Pass a finite nest."
        )
    for child in children:
        _collect(child, leaves, (*inside, id(nest)))


def _children(nest: Any) -> list[Any] | None:
    if isinstance(nest, dict):
        return [nest[key] for key in _order(nest)]
    return list(nest) if isinstance(nest, (list, tuple)) else None


def _order(nest: dict[Any, Any]) -> list[Any]:
    try:
        return sorted(nest)
    except TypeError:  # keys that do not compare keep their own order
        return list(nest)


def pack(nest: Any, leaves: list[Any]) -> Any:
    """``leaves`` in the structure of ``nest``.

    >>> pack({"w": 0, "b": [0, 0]}, [1, 2, 3])
    {'w': 3, 'b': [1, 2]}
    """
    if (
        type(nest) is list
        and len(nest) == len(leaves)
        and not any(isinstance(item, NESTS) for item in nest)
    ):
        return list(leaves)  # a flat list, the common case
    source = iter(leaves)
    return transform(lambda _: next(source), nest)


def transform(function: Callable[[Any], Any], nest: Any) -> Any:
    """``function`` of each leaf, in the same structure and in the order of `flatten`.

    >>> transform(str, (1, [2]))
    ('1', ['2'])
    """
    if not isinstance(nest, NESTS):
        return function(nest)
    if isinstance(nest, dict):
        made = {key: transform(function, nest[key]) for key in _order(nest)}
        return {key: made[key] for key in nest}
    items = [transform(function, item) for item in nest]
    return type(nest)(*items) if hasattr(nest, "_fields") else type(nest)(items)
