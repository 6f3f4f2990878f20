"""Recording on and off: no_grad, enable_grad, set_grad_enabled, inference_mode."""

from __future__ import annotations

import functools
import inspect
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Self

from ... import autograd as core
from ...records import grad_mode

if TYPE_CHECKING:
    from collections.abc import Callable

_inference: ContextVar[bool] = ContextVar("torch_inference", default=False)


class _Mode:
    """A context manager that also decorates, with and without parentheses."""

    def __new__(cls, function: Callable[..., Any] | None = None) -> Any:
        mode = super().__new__(cls)
        return mode if function is None else mode(function)

    def __init__(self) -> None:
        self._entered: list[Any] = []

    def _open(self) -> Any:
        raise NotImplementedError

    def __enter__(self) -> Self:
        context = self._open()
        context.__enter__()
        self._entered.append(context)
        return self

    def __exit__(self, *error: object) -> None:
        self._entered.pop().__exit__(*error)

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with the mode on while it runs."""
        if inspect.isgeneratorfunction(function):
            return self._generator(function)

        @functools.wraps(function)
        def inside(*args: Any, **named: Any) -> Any:
            with type(self)():
                return function(*args, **named)

        return inside

    def _generator(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def inside(*args: Any, **named: Any) -> Any:
            items = function(*args, **named)
            while True:
                try:
                    with type(self)():  # off again while the caller's loop runs
                        item = next(items)
                except StopIteration:
                    return
                yield item

        return inside


class no_grad(_Mode):  # noqa: N801 - torch's name
    """Inside it nothing is recorded.

    >>> from minigrad.dialects import torch
    >>> x = torch.ones(1, requires_grad=True)
    >>> with torch.no_grad():
    ...     y = x * 2
    >>> y.requires_grad
    False
    """

    def _open(self) -> Any:
        return core.no_grad()


class enable_grad(_Mode):  # noqa: N801 - torch's name
    """Inside it operations are recorded again, also within `no_grad`."""

    def _open(self) -> Any:
        return core.enable_grad()


class set_grad_enabled:  # noqa: N801 - torch's name
    """Recording on or off from here on, or inside a ``with``."""

    def __init__(self, mode: bool) -> None:
        self._before = grad_mode.get()
        self.mode = mode
        grad_mode.set(mode)

    def __enter__(self) -> None:
        grad_mode.set(self.mode)

    def __exit__(self, *_: object) -> None:
        grad_mode.set(self._before)

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """As a decorator it acts only inside the function."""
        grad_mode.set(self._before)
        inside: Callable[..., Any] = (enable_grad() if self.mode else no_grad())(function)
        return inside


def is_grad_enabled() -> bool:
    """Whether operations are recorded now."""
    return grad_mode.get()


class inference_mode(_Mode):  # noqa: N801 - torch's name
    """`no_grad` for good: tensors made inside can never take part in a graph."""

    def __new__(cls, mode: Any = True) -> Any:
        """The mode, or a function decorated with it."""
        return super().__new__(cls, mode if callable(mode) else None)

    def __init__(self, mode: bool = True) -> None:
        super().__init__()

    def _open(self) -> Any:
        return _Inference()


class _Inference(core.no_grad):
    def __enter__(self) -> None:
        super().__enter__()
        self._token = _inference.set(True)

    def __exit__(self, *error: object) -> None:
        _inference.reset(self._token)
        super().__exit__(*error)


def inferring() -> bool:
    """Whether an `inference_mode` is open."""
    return _inference.get()


is_inference_mode_enabled = inferring
