"""What the dialect raises: minigrad's errors, made to be also the classes that torch raises."""

from __future__ import annotations

from ...errors import MinigradError


class SizeError(MinigradError, RuntimeError):
    """Shapes that do not fit; torch raises RuntimeError where NumPy raises ValueError."""


class KindError(MinigradError, RuntimeError):
    """A dtype that an operation does not take; a RuntimeError in torch."""


class ModeError(MinigradError, RuntimeError):
    """An operation that the present mode, or the history of the tensor, does not allow."""


class DimError(MinigradError, IndexError):
    """A dim or an index that is not there."""


class _LinAlgError(MinigradError, RuntimeError):
    """A matrix that cannot be inverted or decomposed."""


def dims_error(dim: int, ndim: int) -> DimError:
    """The error for a dim out of range."""
    low, high = -max(ndim, 1), max(ndim, 1) - 1
    return DimError(
        f"dim={dim} is out of range: a tensor with {ndim} dimensions takes dims from {low} to {high}."
    )
