"""detect_anomaly: the first operation that made a NaN, forwards or backwards, with its line.

It listens through `minigrad.observe`, so that without it no operation pays for the possibility.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .blame import line_of
from .errors import AnomalyError
from .observe import Applied, Log, Pass
from .records import RULE, SERIAL
from .tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .observe import Site
    from .records import Record


class detect_anomaly(Log):  # noqa: N801 - PyTorch's name for this context manager
    """Inside it, the first NaN raises AnomalyError, naming the operation, its operands and the line that asked for it.

    It looks at every value, so a program runs several times slower in it: for finding a fault, not for training.

    >>> import minigrad as mg
    >>> x = mg.tensor(-1.0, requires_grad=True)
    >>> with mg.detect_anomaly():  # doctest: +ELLIPSIS
    ...     y = mg.sqrt(x)
    Traceback (most recent call last):
        ...
    minigrad.errors.AnomalyError: sqrt made the first NaN, from -1.0...
    """

    def __init__(self) -> None:
        super().__init__()
        self._origin: dict[int, Site | None] = {}

    def note(self, applied: Applied) -> None:
        """Look at one result; keep where its record was made, for the way back."""
        if applied.record is not None:
            self._origin[applied.record[SERIAL]] = applied.site
        if _has_nan(applied.result) and not any(_has_nan(value) for value in applied.inputs):
            operands = " and ".join(_shown(value) for value in applied.inputs)
            raise AnomalyError(
                f"{applied.primitive.name} made the first NaN, from {operands}{line_of(applied.site)}. "
                "The usual causes are a logarithm or root of a negative number, 0/0 and inf-inf."
            )

    def begin(
        self, kind: str, targets: Sequence[Any], sources: Sequence[Any], seeds: Sequence[Any]
    ) -> Pass:
        """A backward walk that looks at every cotangent."""
        return _CheckedPass(kind, targets, sources, seeds, None, 0, origin=self._origin)


@dataclass
class _CheckedPass(Pass):
    origin: dict[int, Site | None] = field(default_factory=dict)

    def observe(
        self, record: Record, upstream: Any, contributions: tuple[Any, Any], totals: tuple[Any, Any]
    ) -> None:
        """Raise if this record was the first to make a NaN of a number; keep nothing."""
        del totals
        if not _has_nan(upstream) and any(_has_nan(g) for g in contributions):
            raise AnomalyError(
                f"the derivative of {record[RULE].primitive.name} made the first NaN of the backward pass, from the "
                f"cotangent {_shown(upstream)}{line_of(self.origin.get(record[SERIAL]))}. "
                "Its operand lies where the derivative is infinite or undefined, such as the root of 0."
            )


def _has_nan(value: Any) -> bool:
    data = value.array if isinstance(value, TensorBase) else value
    try:
        return bool(np.isnan(data).any())
    except TypeError:  # not a number at all
        return False


def _shown(value: Any) -> str:
    data = value.array if isinstance(value, TensorBase) else value
    return f"shape {data.shape}" if getattr(data, "shape", ()) else f"{data}"
