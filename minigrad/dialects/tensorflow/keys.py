"""How a tensor is addressed: the keys of ``x[...]``, and references that stand for tensors in sets."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.tensor import TensorBase


def position(key: Any) -> Any:
    """A key as TensorFlow reads it: a list names one position per axis, masks and slices are NumPy's."""
    if isinstance(key, TensorBase):
        return key.data if key.data.ndim and key.data.dtype.kind == "b" else _whole(key.data)
    if isinstance(key, (tuple, list)):
        return tuple(position(part) for part in key)
    if isinstance(key, slice):
        return slice(
            *(None if part is None else _whole(part) for part in (key.start, key.stop, key.step))
        )
    return key if key is None or key is Ellipsis or isinstance(key, np.ndarray) else _whole(key)


def _whole(part: Any) -> int:
    if isinstance(part, float) or getattr(getattr(part, "dtype", None), "kind", "i") == "f":
        raise TypeError(
            f"tensors are indexed by integers and slices, and {part!r} is neither. Write int({part!r})."
        )
    return int(part)


class Reference:
    """What ``tensor.ref()`` gives: equal to another reference to the same tensor, and hashable."""

    def __init__(self, tensor: Any) -> None:
        self._tensor = tensor

    def deref(self) -> Any:
        """The tensor itself."""
        return self._tensor

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and other._tensor is self._tensor

    def __hash__(self) -> int:
        return id(self._tensor)

    def __repr__(self) -> str:
        return f"<Reference wrapping {self._tensor!r}>"
