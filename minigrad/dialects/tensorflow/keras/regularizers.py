"""``tf.keras.regularizers``: penalties on the size of variables."""

from __future__ import annotations

from typing import Any

from .. import elementwise as e, reductions as r
from ..missing import missing as _missing
from .naming import find


class Regularizer:
    """Called with a variable, it gives a penalty."""

    def __call__(self, x: Any) -> Any:
        """The penalty for this value."""
        raise NotImplementedError(f"{type(self).__name__} needs a __call__(self, x).")


class L1L2(Regularizer):
    """``l1 * sum(|x|) + l2 * sum(x * x)``."""

    def __init__(self, l1: float = 0.0, l2: float = 0.0) -> None:
        self.l1, self.l2 = l1, l2

    def __call__(self, x: Any) -> Any:
        """The penalty for this value."""
        parts = []
        if self.l1:
            parts.append(self.l1 * r.reduce_sum(e.abs(x)))
        if self.l2:
            parts.append(self.l2 * r.reduce_sum(e.square(x)))
        return e.add_n(parts or [0.0])


class L1(L1L2):
    """``l1 * sum(|x|)``."""

    def __init__(self, l1: float = 0.01) -> None:
        super().__init__(l1=l1)


class L2(L1L2):
    """``l2 * sum(x * x)``."""

    def __init__(self, l2: float = 0.01) -> None:
        super().__init__(l2=l2)


l1, l2, l1_l2 = L1, L2, L1L2


def get(identifier: Any) -> Any:
    """A regularizer from its name, or itself."""
    return None if identifier is None else find("regularizer", identifier, globals())


def __getattr__(name: str) -> Any:
    return _missing("tf.keras.regularizers", name, globals())
