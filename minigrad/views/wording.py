"""Numbers and shapes as the learner reads them: short, without locale, the same everywhere."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minigrad.views.recording import Gradient
    from minigrad.views.value import Value

DIGITS = 4
PENDING = "–"


def number(x: float, digits: int = DIGITS) -> str:
    """Write a number with at most `digits` significant digits.

    >>> [number(x) for x in (6.0, -0.33333, 12345.678, 1e-7, float("nan"))]
    ['6.0', '-0.3333', '12346', '1e-7', 'nan']
    """
    if not math.isfinite(x):
        return str(x)
    if x == int(x) and abs(x) < 10 ** (digits + 2):
        return f"{x:.1f}"
    power = math.floor(math.log10(abs(x)))
    if -5 < power < 6:
        text = f"{x:.{max(digits - 1 - power, 0)}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    head, _, power_text = f"{x:.{digits}g}".partition("e")
    return f"{head}e{int(power_text)}"


def shape(dimensions: tuple[int, ...] | None) -> str:
    """Write a shape as Python does; nothing at all for an operation that failed.

    >>> shape((32, 16)), shape(()), shape(None)
    ('(32, 16)', '()', '')
    """
    return "" if dimensions is None else str(dimensions)


def value(content: Value | None, digits: int = DIGITS) -> str:
    """A scalar as its number, a short vector in full, other arrays as mean ± standard deviation.

    >>> from minigrad.views.value import Value
    >>> value(Value.scalar(6.0)), value(Value.of([1.0, 2.5]))
    ('6.0', '[1.0, 2.5]')
    >>> value(Value.of([[1.0, 2.0], [3.0, 4.0]]))
    '2.5 ± 1.12'
    """
    if content is None:
        return ""
    if content.numbers is not None and content.shape == ():
        return scalar(content.numbers[0], content.dtype, digits)
    if content.numbers is not None and len(content.shape) == 1 and content.size <= 3:
        parts = (scalar(x, content.dtype, digits) for x in content.numbers)
        return f"[{', '.join(parts)}]"
    if not content.size:
        return "no elements"
    if content.nonfinite == content.size:
        return "all non-finite"
    scale = max(abs(content.low), abs(content.high))
    mean = 0.0 if abs(content.mean) < 1e-6 * scale else content.mean  # rounding noise
    summary = f"{number(mean, digits - 1)} ± {number(content.spread, digits - 1)}"
    return f"{summary}, {content.nonfinite} non-finite" if content.nonfinite else summary


def scalar(x: float, dtype: str, digits: int = DIGITS) -> str:
    """One element, written as its dtype asks.

    >>> scalar(3.0, "int64"), scalar(1.0, "bool"), scalar(3.0, "float32")
    ('3', 'True', '3.0')
    """
    if dtype == "bool":
        return str(bool(x))
    return str(int(x)) if "int" in dtype else number(x, digits)


def gradient(content: Gradient, digits: int = DIGITS) -> str:
    """The gradient line: a dash while not computed, None, an exact 0, or the number.

    >>> from minigrad.views.recording import Gradient
    >>> gradient(Gradient()), gradient(Gradient("none"))
    ('–', 'None')
    """
    if content.state == "pending":
        return PENDING
    if content.state == "none":
        return "None"
    if content.state == "zero":
        return "0"
    return value(content.value, digits)


def memory(size: int) -> str:
    """A number of bytes.

    >>> memory(12), memory(2048), memory(3 * 2**20)
    ('12 B', '2.0 KiB', '3.0 MiB')
    """
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.1f} KiB" if size < 2**20 else f"{size / 2**20:.1f} MiB"


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "leaf"), plural(2, "operation")
    ('1 leaf', '2 operations')
    """
    plurals = {"leaf": "leaves", "box": "boxes"}
    return f"{count:,} {noun if count == 1 else plurals.get(noun, noun + 's')}"


def pixels(length: float) -> str:
    """A length in a picture: to a tenth, without a useless zero.

    >>> pixels(12.0), pixels(3.25)
    ('12', '3.2')
    """
    return f"{length:.1f}".removesuffix(".0")
