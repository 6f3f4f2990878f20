"""torch.accelerator, so that programs that ask for one go on without it."""

from __future__ import annotations


def is_available() -> bool:
    """Whether there is an accelerator: never here.

    >>> is_available()
    False
    """
    return False


def current_accelerator() -> None:
    """The accelerator in use: none."""


def device_count() -> int:
    """How many accelerators there are: none."""
    return 0
