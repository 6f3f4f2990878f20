"""Functions that see a gradient on its way: hooks on tensors, and gradients kept at intermediate results.

Both are kept by the serial of the record concerned, outside of the records, which stay as small as they are.
"""

from __future__ import annotations

import itertools
import weakref
from typing import TYPE_CHECKING, Any

from .errors import BackwardError
from .records import RULE, SERIAL

if TYPE_CHECKING:
    from collections.abc import Callable

    Hook = Callable[[Any], Any]

_ids = itertools.count().__next__
on_gradient: dict[int, dict[int, Hook]] = {}
after_accumulation: dict[int, dict[int, Hook]] = {}
retained: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()


class HookHandle:
    """What registering a hook returns; ``remove()`` takes the hook away again."""

    def __init__(self, registry: dict[int, dict[int, Hook]], serial: int, hook: Hook) -> None:
        self._registry, self._serial, self._id = registry, serial, _ids()
        registry.setdefault(serial, {})[self._id] = hook

    def remove(self) -> None:
        """Take the hook away; doing so twice does no harm."""
        hooks = self._registry.get(self._serial, {})
        hooks.pop(self._id, None)
        if not hooks:
            self._registry.pop(self._serial, None)


def apply(serial: int, gradient: Any) -> Any:
    """The gradient after all hooks of a record; each may return a replacement, in the order they were registered."""
    for hook in tuple(on_gradient.get(serial, {}).values()):
        replacement = hook(gradient)
        if replacement is None:
            continue
        if getattr(replacement, "shape", None) != gradient.shape or not hasattr(
            replacement, "node"
        ):
            raise BackwardError(
                f"a hook returned {replacement!r} in place of a gradient of shape {gradient.shape}. "
                "Return a tensor of that shape, such as g * 2.0, or None to leave it as it is."
            )
        gradient = replacement
    return gradient


class HooksMixin:
    """``register_hook`` and ``retain_grad`` for classes of tensors that answer to ``backward()``."""

    if not TYPE_CHECKING:  # the slots are those of the class it is mixed into
        __slots__ = ()
    node: Any

    def register_hook(self, hook: Hook) -> HookHandle:
        """Call ``hook(gradient)`` whenever the gradient of this tensor is computed; it may return a replacement.

        Raises BackwardError for a tensor that does not require grad.

        >>> import minigrad as mg
        >>> x = mg.tensor(3.0, requires_grad=True)
        >>> handle = x.register_hook(lambda g: g * 10)
        >>> (x * x).backward()
        >>> float(x.grad)
        60.0
        """
        return HookHandle(on_gradient, self._tracked("register_hook")[SERIAL], hook)

    def register_post_accumulate_grad_hook(self, hook: Hook) -> HookHandle:
        """Call ``hook(tensor)`` after a gradient was added to the ``.grad`` of this leaf."""
        node = self._tracked("register_post_accumulate_grad_hook")
        if node[RULE] is not None:
            raise BackwardError(
                "gradients are accumulated only at leaf tensors, and an operation made this one. "
                "Use register_hook() to see its gradient."
            )
        return HookHandle(after_accumulation, node[SERIAL], hook)

    def retain_grad(self) -> None:
        """Keep the gradient of this intermediate result in its ``.grad``."""
        node = self._tracked("retain_grad")
        if node[RULE] is not None:
            retained[node[SERIAL]] = self

    def _tracked(self, what: str) -> Any:
        if self.node is None:
            raise BackwardError(
                f"{what}() needs a tensor that gradients flow through, and this one has requires_grad=False. "
                "Make it with requires_grad=True, or compute it from one that has it."
            )
        return self.node
