"""Scopes: names for the parts of a calculation, so that its drawn tape can be folded by them."""

from __future__ import annotations

from contextlib import ContextDecorator
from contextvars import ContextVar

_path: ContextVar[str] = ContextVar("scope", default="")


class scope(ContextDecorator):  # noqa: N801 - it reads as a keyword: with mg.scope("layer1")
    """Operations inside it belong to the part called ``name``; scopes nest. A decorator, too.

    It changes nothing but how the tape is drawn.

    >>> with scope("encoder"), scope("layer1"):
    ...     current_scope()
    'encoder/layer1'
    """

    def __init__(self, name: str) -> None:
        self.name = name.replace("/", ".")
        self._before: list[str] = []

    def __enter__(self) -> None:
        before = _path.get()
        self._before.append(before)
        _path.set(f"{before}/{self.name}" if before else self.name)

    def __exit__(self, *_: object) -> None:
        _path.set(self._before.pop())


def current_scope() -> str:
    """The names of the open scopes, outermost first, joined by slashes; empty outside of any.

    >>> current_scope()
    ''
    """
    return _path.get()
