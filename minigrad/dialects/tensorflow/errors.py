"""The exception classes of TensorFlow; ``tf.errors``."""

from __future__ import annotations

from typing import Any

from minigrad.errors import MinigradError

from .missing import missing as _missing


class OpError(MinigradError):
    """The base of what TensorFlow's operations raise; the last argument is the message."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.message = str(args[-1]) if args else ""

    def __str__(self) -> str:
        return self.message


class InvalidArgumentError(OpError):
    """Shapes, dtypes or values that an operation cannot take."""


class NotFoundError(OpError):
    """Something that was named does not exist."""


class OutOfRangeError(OpError):
    """An iteration went past its end."""


class UnimplementedError(OpError):
    """TensorFlow has this, and minigrad does not."""


class FailedPreconditionError(OpError):
    """The system is not in the state that an operation needs."""


class InaccessibleTensorError(ValueError):
    """A tensor was used outside of the traced function that it belongs to."""


def __getattr__(name: str) -> Any:
    return _missing("tf.errors", name, globals())
