"""How torch prints a tensor: four decimals, aligned columns, long ones summarised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, isfinite
from typing import Any

import numpy as np

from .dtypes import get_default_dtype


@dataclass(frozen=True)
class Options:
    """What `set_printoptions` changes."""

    precision: int = 4
    threshold: float = 1000
    edgeitems: int = 3
    linewidth: int = 80
    sci_mode: bool | None = None


PROFILES = {
    "default": Options(),
    "short": Options(precision=2, edgeitems=2),
    "full": Options(threshold=float("inf")),
}
_options = [Options()]


def set_printoptions(
    precision: int | None = None,
    threshold: float | None = None,
    edgeitems: int | None = None,
    linewidth: int | None = None,
    profile: str | None = None,
    sci_mode: bool | None = None,
) -> None:
    """Choose how tensors print; ``profile`` ('default', 'short', 'full') starts from a set of choices."""
    base = PROFILES[profile] if profile else _options[0]
    given = {
        "precision": precision,
        "threshold": threshold,
        "edgeitems": edgeitems,
        "linewidth": linewidth,
    }
    chosen = {name: value for name, value in given.items() if value is not None}
    _options[0] = replace(base, **chosen, sci_mode=sci_mode)  # type: ignore[arg-type]


class Formatter:
    """One number format for a whole tensor: as wide as its widest number."""

    def __init__(self, values: np.ndarray[Any, Any], options: Options) -> None:
        self.precision = options.precision
        self.integral = values.dtype.kind != "f"
        self.whole, self.scientific = True, False
        counted = values if self.integral else values[np.isfinite(values) & (values != 0)]
        if not self.integral and counted.size:
            self._choose_style(counted.astype(np.float64))
        if options.sci_mode is not None:
            self.scientific = options.sci_mode
        self.width = max((len(self._text(v)) for v in counted.ravel()), default=1)

    def _choose_style(self, numbers: np.ndarray[Any, Any]) -> None:
        sizes = np.abs(numbers)
        low, high = float(sizes.min()), float(sizes.max())
        self.whole = bool((numbers == np.ceil(numbers)).all())
        self.scientific = high / low > 1000 or high > 1e8 or (not self.whole and low < 1e-4)

    def _text(self, value: Any) -> str:
        if self.integral:
            return str(value)
        if self.scientific:
            return f"{value:.{self.precision}e}"
        if self.whole:
            return f"{value:.0f}" + ("." if isfinite(value) else "")
        return f"{value:.{self.precision}f}"

    def __call__(self, value: Any) -> str:
        """The text of one number, as wide as the widest."""
        return self._text(value).rjust(self.width)


def body(values: np.ndarray[Any, Any], indent: int) -> str:
    """The numbers of a tensor in brackets, continued lines indented."""
    if values.size == 0:
        return "[]"
    options = _options[0]
    summarise = values.size > options.threshold
    shown = _edges(values, options.edgeitems) if summarise else values
    formatter = Formatter(shown, options)
    if values.ndim == 0:
        formatter.width = 0
    return _nested(values, indent, formatter, options, summarise)


def _edges(values: np.ndarray[Any, Any], n: int) -> np.ndarray[Any, Any]:
    for axis, length in enumerate(values.shape):
        if length > 2 * n:
            ends = np.r_[0:n, length - n : length]
            values = values.take(ends, axis)
    return values


def _nested(
    values: np.ndarray[Any, Any], indent: int, form: Formatter, options: Options, summarise: bool
) -> str:
    if values.ndim == 0:
        return form(values[()])
    n = options.edgeitems
    cut = summarise and len(values) > 2 * n
    if values.ndim == 1:
        return _row(values, indent, form, options, cut)
    rows = [*values[:n], *values[-n:]] if cut else list(values)
    texts = [_nested(row, indent + 1, form, options, summarise) for row in rows]
    if cut:
        texts.insert(n, "...")
    return "[" + ("," + "\n" * (values.ndim - 1) + " " * (indent + 1)).join(texts) + "]"


def _row(
    values: np.ndarray[Any, Any], indent: int, form: Formatter, options: Options, cut: bool
) -> str:
    n = options.edgeitems
    texts = [form(v) for v in ([*values[:n], *values[-n:]] if cut else values)]
    if cut:
        texts.insert(n, " ...")
    per_line = max(1, (options.linewidth - indent) // (form.width + 2))
    lines = [
        ", ".join(texts[i : i + per_line])
        for i in range(0, ceil(len(texts) / per_line) * per_line, per_line)
    ]
    return "[" + (",\n" + " " * (indent + 1)).join(lines) + "]"


def tensor_text(values: np.ndarray[Any, Any], kind: Any, notes: list[str]) -> str:
    """``tensor(...)`` with what is worth saying after the numbers: dtype, then ``notes`` (the gradient's)."""
    prefix = "tensor("
    text = prefix + body(values, len(prefix))
    usual = [get_default_dtype().dtype] + (
        [] if values.size == 0 else [np.dtype(np.int64), np.dtype(bool)]
    )
    extra = [f"size={tuple(values.shape)}"] if values.size == 0 and values.ndim != 1 else []
    if kind.dtype not in usual:
        extra.append(f"dtype={kind}")
    last = len(text) - text.rfind("\n") + 1
    for note in extra + notes:
        if last + len(note) + 2 > _options[0].linewidth:
            text += ",\n" + " " * len(prefix) + note
            last = len(prefix) + len(note)
        else:
            text += ", " + note
            last += len(note) + 2
    return text + ")"
