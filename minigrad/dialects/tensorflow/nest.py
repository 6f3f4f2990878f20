"""``tf.nest``: nested lists, tuples and dicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minigrad.nest import flatten as core_flatten, pack, transform

from .missing import missing as _missing

if TYPE_CHECKING:
    from collections.abc import Callable


def flatten(structure: Any, expand_composites: bool = False) -> list[Any]:
    """The leaves of a nest; dicts in the order of their sorted keys.

    >>> flatten({"b": [1, 2], "a": (3,)})
    [3, 1, 2]
    """
    return core_flatten(structure)


def map_structure(func: Callable[..., Any], *structure: Any, **_: Any) -> Any:
    """``func`` of the leaves of one nest, or of several of one structure."""
    if len(structure) == 1:
        return transform(func, structure[0])
    leaves = [core_flatten(s) for s in structure]
    return pack(structure[0], [func(*row) for row in zip(*leaves, strict=True)])


def pack_sequence_as(structure: Any, flat_sequence: Any, expand_composites: bool = False) -> Any:
    """The leaves in the structure of a nest."""
    return pack(structure, list(flat_sequence))


def is_nested(structure: Any) -> bool:
    """Whether it is a list, tuple or dict."""
    return isinstance(structure, (list, tuple, dict))


def assert_same_structure(nest1: Any, nest2: Any, *_: Any, **__: Any) -> None:
    """ValueError unless both have one structure."""
    one, two = (transform(lambda _: 0, n) for n in (nest1, nest2))
    if one != two:
        raise ValueError(f"the structures differ: {one} and {two}.")


def __getattr__(name: str) -> Any:
    return _missing("tf.nest", name, globals())
