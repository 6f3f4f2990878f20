"""``tf.print``: numbers in their shortest form, structures with their brackets."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from minigrad.tensor import TensorBase


def tf_print(
    *inputs: Any,
    output_stream: Any = None,
    summarize: int | None = 3,
    sep: str = " ",
    end: str = "\n",
    name: str | None = None,
) -> None:
    """Print tensors and structures; to stderr, or in a notebook to the cell.

    >>> import sys
    >>> tf_print([1.0, 2.5], output_stream=sys.stdout)
    [1, 2.5]
    """
    shell = sys.modules.get("IPython")
    in_notebook = shell is not None and shell.get_ipython() is not None
    stream = output_stream or (sys.stdout if in_notebook else sys.stderr)
    count = 3 if summarize is None else summarize
    print(*(_text(x, count) for x in inputs), sep=sep, end=end, file=stream)


def _text(x: Any, edge: int) -> str:
    if isinstance(x, TensorBase):
        return _array(np.asarray(x.data), edge)
    if isinstance(x, np.ndarray):
        return _array(x, edge)
    if isinstance(x, dict):
        return "{" + ", ".join(f"{k!r}: {_text(v, edge)}" for k, v in x.items()) + "}"
    if isinstance(x, tuple):
        return "(" + ", ".join(_text(v, edge) for v in x) + ("," if len(x) == 1 else "") + ")"
    if isinstance(x, list):
        return "[" + ", ".join(_text(v, edge) for v in x) + "]"
    return _number(x) if isinstance(x, (float, np.floating)) else str(x)


def _array(x: np.ndarray[Any, Any], edge: int, indent: int = 0) -> str:
    if x.ndim == 0:
        return _number(x[()])
    long = edge >= 0 and len(x) > 2 * edge
    parts = [*x[:edge], None, *x[len(x) - edge :]] if long else list(x)
    texts = ["..." if p is None else _array(np.asarray(p), edge, indent + 1) for p in parts]
    return (
        "[" + (" " if x.ndim == 1 else "\n" * (x.ndim - 1) + " " * (indent + 1)).join(texts) + "]"
    )


def _number(x: Any) -> str:
    """As C++ prints it: six digits (fifteen for doubles), three (two) more where those do not say it all."""
    if isinstance(x, (bool, np.bool_, np.integer)):
        return str(int(x))
    value, double = float(x), np.asarray(x).dtype.itemsize == 8 and not isinstance(x, float)
    short, long = ("15", "17") if double else ("6", "9")
    text = f"{value:.{short}g}"
    same = float(text) == value if double else np.float32(text) == np.float32(value)
    return text if same or np.isnan(value) else f"{value:.{long}g}"
