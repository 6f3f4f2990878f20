"""torch.cuda, so that programs that ask for a GPU go on without one."""

from __future__ import annotations


def is_available() -> bool:
    """Whether there is a GPU: never here.

    >>> is_available()
    False
    """
    return False


def device_count() -> int:
    """How many GPUs there are: none here."""
    return 0


def manual_seed_all(seed: int) -> None:
    """Seed every GPU: there is none."""
    del seed
