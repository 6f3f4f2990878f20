"""Hooks on nodes: they see what a node received and what it sends on, and may replace either."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Self

from ...records import RULE
from ...tensor import TensorBase
from .tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...records import Record

    Hook = Callable[..., Any]


class RemovableHandle:
    """What registering a hook returns; ``remove()`` takes the hook away again."""

    _ids = itertools.count()

    def __init__(self, hooks: dict[int, Hook], hook: Hook) -> None:
        self.id = next(self._ids)
        self._hooks = hooks
        hooks[self.id] = hook

    def remove(self) -> None:
        """Take the hook away; doing so twice does no harm."""
        self._hooks.pop(self.id, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()


class _Hooked:
    """A record's rule with hooks before and after it."""

    def __init__(self, rule: Any) -> None:
        self.__dict__.update(rule.__dict__)
        self.rule = rule
        self.before: dict[int, Hook] = {}
        self.after: dict[int, Hook] = {}

    def __call__(self, upstream: Any, record: Record) -> tuple[Any, Any]:
        for hook in tuple(self.before.values()):
            replaced = hook((_tensor(upstream),))
            if replaced is not None:
                upstream = _like(replaced[0], upstream)
        sent: tuple[Any, Any] = self.rule(upstream, record)
        for hook in tuple(self.after.values()):
            inputs = sent[: len(self.rule.primitive.rules)]
            replaced = hook(tuple(map(_tensor, inputs)), (_tensor(upstream),))
            if replaced is not None:
                sent = (
                    *(_like(new, old) for new, old in zip(replaced, inputs, strict=True)),
                    None,
                )[:2]
        return sent


def _tensor(value: Any) -> Any:
    return value if value is None or isinstance(value, TensorBase) else Tensor.wrap(value)


def _like(replaced: Any, original: Any) -> Any:
    return replaced if isinstance(original, TensorBase) or replaced is None else replaced.array


def _hooked(record: Record) -> _Hooked:
    if not isinstance(record[RULE], _Hooked):
        record[RULE] = _Hooked(record[RULE])
    rule: _Hooked = record[RULE]
    return rule


def after(record: Record, hook: Hook) -> RemovableHandle:
    """Call ``hook(grad_inputs, grad_outputs)`` once the record's rule has run."""
    return RemovableHandle(_hooked(record).after, hook)


def before(record: Record, hook: Hook) -> RemovableHandle:
    """Call ``hook(grad_outputs)`` before the record's rule runs."""
    return RemovableHandle(_hooked(record).before, hook)
