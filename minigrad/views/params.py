"""The static arguments of an operation, as one would type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.tensor import TensorBase
from minigrad.views.escape import clean

if TYPE_CHECKING:
    from minigrad.observe import Applied


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
            told.append(f"{name}={clean(repr(given), 24)}")
    return ", ".join(told)


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
