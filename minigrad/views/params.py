"""The static arguments of an operation, as one would type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.tensor import TensorBase
from minigrad.views.escape import clean

if TYPE_CHECKING:
    from minigrad.observe import Applied

SHORT = 24
"""Longer arguments are shortened where they are shown."""
LONGEST = 10_000
"""Longer texts are not kept."""


def params_text(applied: Applied) -> str:
    """The static arguments that differ from their defaults, as one would type them."""
    primitive = applied.primitive
    defaults = dict(zip(primitive.params, primitive.defaults, strict=False))
    told = []
    for name, given in applied.params.items():
        if name == "index":
            told.append(index_text(given))
        elif isinstance(given, (np.ndarray, TensorBase)):
            told.append(f"{name}={given.dtype}{given.shape}")
        elif not (name in defaults and given is defaults[name]):
            told.append(f"{name}={clean(repr(given), SHORT)}")
    return ", ".join(told)


def static_text(applied: Applied) -> str:
    """The static arguments in full, where `params_text` shortens one; else nothing.

    A replay reads this (see `minigrad.views.replay`); arrays are written as lists.
    """
    if not any(map(_is_shortened, applied.params.values())):
        return ""
    text = ", ".join(f"{name}={literal(given)}" for name, given in applied.params.items())
    return text if len(text) <= LONGEST else ""


def _is_shortened(given: Any) -> bool:
    parts = given if isinstance(given, tuple) else (given,)
    return any(isinstance(part, (np.ndarray, TensorBase)) for part in parts) or (
        not isinstance(given, (np.dtype, type)) and len(repr(given)) > SHORT
    )


def literal(given: Any) -> str:
    """A static argument as Python reads it again.

    >>> literal((slice(0, 2), np.array([1, 0]), Ellipsis, np.int64(3)))
    '(slice(0, 2, None), [1, 0], Ellipsis, 3)'
    """
    if isinstance(given, TensorBase):
        given = given.array
    if isinstance(given, tuple):
        return f"({', '.join(map(literal, given))}{',' * (len(given) == 1)})"
    return repr(given.tolist() if isinstance(given, (np.ndarray, np.generic)) else given)


def index_text(index: Any) -> str:
    """An index as one types it.

    >>> index_text((slice(None), 0)), index_text(slice(1, None, 2)), index_text(Ellipsis)
    ('[:, 0]', '[1::2]', '[...]')
    """
    parts = []
    for part in index if isinstance(index, tuple) else (index,):
        if isinstance(part, slice):
            ends = ["" if end is None else clean(repr(end), 8) for end in (part.start, part.stop)]
            step = "" if part.step is None else f":{clean(repr(part.step), 8)}"
            parts.append(":".join(ends) + step)
        elif isinstance(part, (np.ndarray, TensorBase)):
            parts.append(f"{part.dtype}{part.shape}")
        else:
            parts.append("..." if part is Ellipsis else clean(repr(part), 12))
    return f"[{', '.join(parts)}]"
