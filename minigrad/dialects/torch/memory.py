"""Views and in-place operations: tensors that share memory, and what a write means for the graph.

A write puts the new values into the old memory and the new record onto the tensor. Where the tensor is a view,
the record goes to the base it looks into (``CopySlices``), and every living view of that base is connected anew.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ...calculus import reads
from ...records import PARENT_A, PARENT_B, RULE, SERIAL, A, Y, grad_mode, tick, writes
from .conversions import same_memory
from .errors import ModeError, SizeError
from .nodes import label
from .promotion import check_stores
from .tensor import Tensor, row

if TYPE_CHECKING:
    from collections.abc import Callable

    Replay = Callable[[Tensor], Tensor]


CROWDED = 64  # views, before those that are gone are swept out


class View(NamedTuple):
    """Where a view looks: its base, how to make it from the base again, and what forbids writing to it."""

    base: Tensor
    replay: Replay
    frozen: str


def as_view(source: Tensor, result: Tensor, replay: Replay, *, frozen: str = "") -> Tensor:
    """Note that ``result = replay(source)`` looks at the memory of ``source``; unchanged where it does not."""
    if isinstance(result.array, np.ndarray) and not same_memory(result.array, source.array):
        return result
    above: View | None = getattr(source, "_view", None)
    if above is None:
        base = source
    else:
        base, first, frozen = above.base, above.replay, frozen or above.frozen
        inner = replay
        replay = lambda t: inner(first(t))  # noqa: E731 - one step more
    if not grad_mode.get():
        frozen = "made under no_grad()"
    result._view = View(base, replay, frozen)
    views: list[Any] | None = getattr(base, "_views", None)
    if views is None:
        base._views = [weakref.ref(result)]
    else:
        if len(views) >= CROWDED:
            views[:] = [v for v in views if v() is not None]
        views.append(weakref.ref(result))
    return result


def unrecorded(target: Tensor, other: Any = None) -> bool:
    """Whether a write of ``other`` to ``target`` leaves no record: nothing requires a gradient, or recording is off."""
    if not grad_mode.get():
        return True
    view: View | None = getattr(target, "_view", None)
    free = target.node is None and (view is None or view.base.node is None)
    return free and (not isinstance(other, Tensor) or other.node is None)


def fits(shape: tuple[int, ...], target: tuple[int, ...]) -> bool:
    """Whether values of one shape broadcast to another."""
    padded = (1,) * (len(target) - len(shape)) + tuple(shape)
    return len(padded) == len(target) and all(
        n in {1, m} for n, m in zip(padded, target, strict=True)
    )


def written(target: Tensor) -> None:
    """Note for the version check that the memory of ``target`` was just written to."""
    if not getattr(target, "_silent", False):
        writes.note(target.array)


def overwrite(target: Tensor, values: Any) -> None:
    """Put ``values`` into the memory of ``target``, and note the write for the version check."""
    written(target)
    if isinstance(target.array, np.ndarray):
        target.array[...] = values
        return
    target.array = target.array.dtype.type(values)
    view: View | None = getattr(target, "_view", None)
    if view is not None:  # one element of a vector: NumPy handed out its number, not its memory
        view.base.array[_places(view)] = target.array


def _places(view: View) -> tuple[Any, ...]:
    """Which elements of the base the view shows, as an index of the base."""
    shape = view.base.shape
    with_numbers = Tensor.wrap(np.arange(view.base.array.size).reshape(shape))
    token = grad_mode.set(False)
    try:
        flat = view.replay(with_numbers).array
    finally:
        grad_mode.reset(token)
    return tuple(np.unravel_index(flat, shape)) if shape else ()


def replace(target: Tensor, result: Tensor, name: str = "") -> Tensor:
    """Make ``target`` hold what ``result`` holds, in the same memory: the end of every in-place operation."""
    view: View | None = getattr(target, "_view", None)
    if grad_mode.get():
        _check_allowed(target, view)
    _check_fits(target, result)
    record = result.node
    if record is not None and record[RULE] is not None:
        _keep_saved(record, target, result)
    overwrite(target, result.array)
    if (
        record is not None
        and record[RULE] is not None
        and len(record) > Y
        and record[Y] is target.array
    ):
        record[SERIAL] = tick()  # younger than the write: what it saved is the output as written
    if not grad_mode.get():
        return target
    if record is not None or target.node is not None:
        target.node = record
        if name:
            label(target, name)
    if view is not None:
        _rebase(target, view)
    elif getattr(target, "_views", None):
        _reconnect(target)
    return target


def _check_allowed(target: Tensor, view: View | None) -> None:
    if target.node is not None and target.node[RULE] is None and view is None:
        raise ModeError(
            "a leaf Variable that requires grad is being used in an in-place operation. Wrap the update in "
            "torch.no_grad(), or make a new tensor: x = x + 1."
        )
    if view is None:
        return
    base = view.base
    if base.node is not None and base.node[RULE] is None:
        raise ModeError(
            "a view of a leaf Variable that requires grad is being used in an in-place operation. Wrap the update "
            "in torch.no_grad(), or write to a .clone()."
        )
    if view.frozen and (base.node is not None or target.node is not None):
        raise ModeError(
            f"this view was {view.frozen}, so a write to it cannot be recorded. Write to a .clone()."
        )


def _check_fits(target: Tensor, result: Tensor) -> None:
    if result.shape != target.shape:
        raise SizeError(
            f"an in-place operation cannot change a shape: the tensor has {target.shape}, the result {result.shape}. "
            "Make a new tensor: x = x + y."
        )
    check_stores(result.array.dtype, target.array.dtype)
    if isinstance(target.array, np.ndarray) and 0 in target.array.strides and target.array.size > 1:
        raise SizeError(
            "this tensor was expanded, so that its elements share memory. Write to a .clone()."
        )


def _keep_saved(record: list[Any], target: Tensor, result: Tensor) -> None:
    """The record of an in-place operation saves the operand as it was, and the output where it now lies."""
    if len(record) > A and record[A] is target.array and isinstance(target.array, np.ndarray):
        record[A] = target.array.copy()
    if len(record) > Y and record[Y] is result.array and _needs_output(record):
        record[Y] = target.array if isinstance(target.array, np.ndarray) else result.array


def _needs_output(record: list[Any]) -> bool:
    """Whether a derivative that is wanted reads the output."""
    sides = zip(record[RULE].primitive.rules, record[PARENT_A : PARENT_B + 1], strict=False)
    return any("y" in reads(rule) for rule, parent in sides if parent is not None)


def _rebase(target: Tensor, view: View) -> None:
    """After a write to a view: the base is what it was, except for the view's elements."""
    base = view.base
    if target.node is None and base.node is None:
        return
    before = Tensor.wrap(base.array, base.node)
    base.node = label(row("setitem")(before, target, _places(view)), "CopySlices").node
    _reconnect(base)


def _reconnect(base: Tensor) -> None:
    """Make every living view of ``base`` again, for its new record."""
    again = Tensor.wrap(base.array, base.node)
    for reference in base._views:
        view = reference()
        if view is not None:
            view.node = view._view.replay(again).node
            label(view, "AsStridedBackward0")


def assign(target: Tensor, values: Any, index: Any = ...) -> Tensor:
    """The values of ``target`` with some replaced, as a recorded operation; ``target`` itself is not changed."""
    whole = Tensor.wrap(target.array, target.node)
    try:
        result: Tensor = row("setitem")(whole, values, index)
    except ValueError as error:
        raise SizeError(f"these values do not fit there: {error}. Check both shapes.") from None
    return result
