"""``tf.keras.backend``: the few calls that scripts still make."""

from __future__ import annotations

from typing import Any

from ..missing import missing as _missing
from . import naming


def clear_session() -> None:
    """Begin to count layer names again."""
    naming.clear()


def floatx() -> str:
    """The dtype of layers: float32."""
    return "float32"


def epsilon() -> float:
    """The small number that keeps logarithms finite."""
    return 1e-7


def get_value(x: Any) -> Any:
    """A variable's value as an array."""
    return x.numpy()


def set_value(x: Any, value: Any) -> None:
    """Assign to a variable."""
    x.assign(value)


def __getattr__(name: str) -> Any:
    return _missing("tf.keras.backend", name, globals())
