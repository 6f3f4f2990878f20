"""Name scopes: they put a prefix before the names of variables, and do nothing else."""

from __future__ import annotations

import contextlib
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_scopes: ContextVar[tuple[str, ...]] = ContextVar("name_scopes", default=())


@contextlib.contextmanager
def name_scope(name: str) -> Iterator[str]:
    """Prefix the names of the variables made inside.

    >>> from minigrad.dialects import tensorflow as tf
    >>> with tf.name_scope("outer"):
    ...     tf.Variable(1.0, name="v").name
    'outer/v:0'
    """
    token = _scopes.set((*_scopes.get(), name))
    try:
        yield scoped("") or name
    finally:
        _scopes.reset(token)


def scoped(name: str) -> str:
    """``name`` behind the open scopes."""
    return "/".join((*_scopes.get(), name))


@contextlib.contextmanager
def device(device_name: object) -> Iterator[None]:
    """Accepted: there is only the CPU."""
    yield
