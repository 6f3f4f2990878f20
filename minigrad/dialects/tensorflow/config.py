"""``tf.config``: there is one device, and everything runs eagerly."""

from __future__ import annotations

from typing import Any

from .missing import missing as _missing

_eager = [False]


def run_functions_eagerly(run_eagerly: bool) -> None:
    """Accepted and remembered; functions run eagerly in any case."""
    _eager[0] = run_eagerly


def functions_run_eagerly() -> bool:
    """What `run_functions_eagerly` was told."""
    return _eager[0]


def list_physical_devices(device_type: str | None = None) -> list[Any]:
    """No GPU, so the list of them is empty."""
    return ["CPU:0"] if device_type in (None, "CPU") else []


def __getattr__(name: str) -> Any:
    return _missing("tf.config", name, globals())
