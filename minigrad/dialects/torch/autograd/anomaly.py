"""Anomaly mode: the backward pass stops at the first NaN, and names the node and the line of its forward."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ....blame import positions
from ....errors import AnomalyError
from ....observe import Applied, Log, Pass
from ....records import SERIAL
from ....tensor import TensorBase
from ..nodes import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....observe import Site
    from ....records import Record


class _Watch(Log):
    """Keeps where each record was made, and looks at what every rule sends on."""

    def __init__(self, check_nan: bool) -> None:
        super().__init__()
        self._check = check_nan
        self._origin: dict[int, Site | None] = {}

    def note(self, applied: Applied) -> None:
        if applied.record is not None:
            self._origin[applied.record[SERIAL]] = applied.site

    def begin(
        self, kind: str, targets: Sequence[Any], sources: Sequence[Any], seeds: Sequence[Any]
    ) -> Pass:
        return _Checked(
            kind, targets, sources, seeds, None, 0, origin=self._origin if self._check else None
        )


@dataclass
class _Checked(Pass):
    origin: dict[int, Any] | None = field(default=None)

    def observe(
        self, record: Record, upstream: Any, contributions: tuple[Any, Any], totals: tuple[Any, Any]
    ) -> None:
        del upstream, totals
        for place, sent in enumerate(contributions):
            if self.origin is not None and _has_nan(sent):
                raise AnomalyError(
                    f"Function {name_of(record)!r} returned nan values in its {place}th output"
                    f"{_line(self.origin.get(record[SERIAL]))}. "
                    "Its operand lies where the derivative is infinite or undefined."
                )


def _has_nan(value: Any) -> bool:
    array = value.array if isinstance(value, TensorBase) else value
    return (
        isinstance(array, (np.ndarray, np.generic))
        and array.dtype.kind == "f"
        and bool(np.isnan(array).any())
    )


def _line(site: Site | None) -> str:
    if site is None:
        return ""
    code, lasti = site
    return f"; its forward ran in {code.co_filename}, line {positions(code, lasti)[0]}"


_open: list[_Watch] = []


def is_anomaly_enabled() -> bool:
    """Whether anomaly mode is on."""
    return bool(_open)


class set_detect_anomaly:  # noqa: N801 - torch's name
    """Anomaly mode on or off from here on, or inside a ``with``."""

    def __init__(self, mode: bool, check_nan: bool = True) -> None:
        self._before = len(_open)
        if mode:
            watch = _Watch(check_nan)
            watch.__enter__()
            _open.append(watch)
        else:
            _close(0)

    def __enter__(self) -> None:
        """Entering changes nothing more."""

    def __exit__(self, *_: object) -> None:
        _close(self._before)


def _close(count: int) -> None:
    while len(_open) > count:
        _open.pop().close()


class detect_anomaly:  # noqa: N801 - torch's name
    """Inside it, a backward pass that makes a NaN raises RuntimeError; everything is slower.

    >>> from minigrad.dialects import torch
    >>> torch.is_anomaly_enabled()
    False
    """

    def __init__(self, check_nan: bool = True) -> None:
        warnings.warn(
            "anomaly mode looks at every gradient and is slow; use it to find a fault only.",
            UserWarning,
            stacklevel=2,
        )
        self.check_nan = check_nan

    def __enter__(self) -> None:
        self._mode = set_detect_anomaly(True, self.check_nan)

    def __exit__(self, *error: object) -> None:
        self._mode.__exit__(*error)
