"""Nested lists, tuples and dicts of tensors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...nest import flatten, pack
from .tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["flatten", "map_tensors", "pack"]


def map_tensors(function: Callable[[Tensor], Any], tree: Any) -> Any:
    """``function`` of every tensor in a nest; the rest stays as it is."""
    leaves = [function(leaf) if isinstance(leaf, Tensor) else leaf for leaf in flatten(tree)]
    return pack(tree, leaves)
