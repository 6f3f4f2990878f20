"""What a tape records: an interval of serials, and what is watched in it.

A tape owns no records. An operation was "recorded on the tape" if its record's serial lies in the tape's interval.
That alone gives nesting, late ``watch``, persistent tapes and holes made by ``stop_recording``, and lets memory go
as soon as the last tensor does.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Self

from .errors import DtypeError, ShapeError, TapeError
from .nest import flatten
from .primitive import Primitive
from .records import (
    KIND,
    OLDEST,
    PARENT_A,
    PARENT_B,
    RULE,
    SERIAL,
    VARIABLE,
    WATCHED,
    leaf,
    open_tapes,
    tick,
)
from .tensor import TensorBase
from .variable import VariableMixin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from .records import Record

watch_point = Primitive("watch", lambda a: a, ["g"], kind="linear")


class Recorder:
    """The recording half of a tape: open, closed, paused, reset, and what it watches.

    Args:
        persistent: allow more than one question.
        watch_accessed_variables: follow every trainable Variable that is used; else only what is watched.
    """

    # Defaults live on the class: a tape in a training loop is two stores.
    _newest = OLDEST
    _oldest = OLDEST
    _open = False
    _used = False
    _holes: tuple[tuple[int, int], ...] = ()
    _watched: dict[int, tuple[TensorBase, Record]] = {}  # noqa: RUF012 - replaced, never changed
    _accessed: dict[int, Any] = {}  # noqa: RUF012 - replaced, never changed

    def __init__(self, persistent: bool = False, watch_accessed_variables: bool = True) -> None:
        self._persistent = persistent
        self._automatic = watch_accessed_variables

    def __enter__(self) -> Self:
        if self._open:
            raise TapeError(
                "this tape is already recording. Use one `with` for it, or a second GradientTape() inside."
            )
        if self._newest == OLDEST:
            self._newest = tick()
        else:  # recording goes on after a pause: what happened meanwhile is a hole
            self._holes += ((tick(), self._oldest),)
            self._oldest = OLDEST
        self._open = True
        open_tapes.set((*open_tapes.get(), self))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._open:
            self._oldest = tick()
            self._open = False
            open_tapes.set(without(self, open_tapes.get()))

    def watch(self, tensors: Any) -> None:
        """Follow these tensors (a Tensor, or any nest of them) from here on."""
        if self._newest == OLDEST:
            raise TapeError(
                "watch() needs a tape that records. Call it inside `with GradientTape() as tape:`."
            )
        for tensor in flatten(tensors):
            if not isinstance(tensor, TensorBase):
                raise ShapeError(
                    f"watch() follows Tensors and Variables, and {tensor!r} is a {type(tensor).__name__}. "
                    "Make it one first: x = mg.constant(...)."
                )
            if tensor.dtype.kind in "fc":
                self._watched = {**self._watched, id(tensor): (tensor, self._leaf_of(tensor))}

    def _leaf_of(self, tensor: TensorBase) -> Record:
        """The node at which this tape's gradients of ``tensor`` end."""
        node = tensor.leaf if isinstance(tensor, VariableMixin) else tensor.node
        if isinstance(tensor, VariableMixin) and node is not None:
            return node
        tapes = open_tapes.get()
        if node is not None and self._needed(node, tapes):
            # Somebody else's gradients pass through here: mark the place and stay connected.
            node = [tick(), watch_point.rule(), node, None]
        elif node is None or node[RULE] is not None:
            node = leaf(tensor, WATCHED)
        tensor.node = node
        return node

    @staticmethod
    def _needed(node: Record, tapes: tuple[Recorder, ...]) -> bool:
        if node[RULE] is None:
            return len(tapes) > 1 or node[KIND] != WATCHED
        return not tapes or node[SERIAL] < tapes[0].begin

    @property
    def is_open(self) -> bool:
        """Whether it records at this moment."""
        return self._open

    @property
    def begin(self) -> int:
        """The serial at which recording began; what was recorded since has smaller ones."""
        return self._newest

    @contextlib.contextmanager
    def stop_recording(self) -> Iterator[None]:
        """A stretch of code that this tape does not see."""
        if not self._open:
            raise TapeError(
                "stop_recording() pauses a tape that records. Call it inside the tape's `with`."
            )
        begin = tick()
        before = open_tapes.get()
        open_tapes.set(without(self, before))
        try:
            yield
        finally:
            # It may have been closed in between: gradient() of a tape that answers once does that.
            open_tapes.set(before if self.is_open else without(self, before))
            self._holes += ((tick(), begin),)

    def reset(self) -> None:
        """Forget everything recorded and watched so far, and go on recording."""
        if not self._open:
            raise ValueError(
                "reset() clears a tape that records, and this one does not. Call it inside the tape's `with`."
            )
        self._newest = tick()
        self._holes, self._watched, self._accessed = (), {}, {}

    def note_access(self, variable: Any) -> None:
        """A Variable was used while this tape was open; Variables call this."""
        if self._automatic and variable.leaf is not None and variable.leaf[KIND] == VARIABLE:
            if not self._accessed:
                self._accessed = {}
            self._accessed[id(variable)] = variable

    def watched_variables(self) -> tuple[Any, ...]:
        """The Variables that this tape watches, in the order in which they were made."""
        mine = {
            key: tensor
            for key, (tensor, _) in self._watched.items()
            if isinstance(tensor, VariableMixin)
        }
        return tuple(sorted((self._accessed | mine).values(), key=lambda variable: -variable.born))

    def _node(self, source: Any) -> Record | None:
        """Where the gradient of a source is to be found; None if this tape does not follow it."""
        if not isinstance(source, TensorBase):
            raise DtypeError(
                f"a source of gradient() is a Tensor or Variable, and {source!r} is a {type(source).__name__}. "
                "Make it one before the tape: x = mg.Variable(...)."
            )
        if self._watched and id(source) in self._watched:
            return self._watched[id(source)][1]
        node = source.leaf if isinstance(source, VariableMixin) else source.node
        return node if node is not None and self._follows(node) else None

    def _follows(self, node: Record) -> bool:
        """Whether a node depends on anything that this tape watches."""
        if node[RULE] is None and node[KIND] == VARIABLE:
            return self._automatic
        mine = {watched[SERIAL] for _, watched in self._watched.values()}
        stack, seen = [node], set()
        while stack:
            node = stack.pop()
            serial = node[SERIAL]
            if serial in mine or (
                node[RULE] is None and node[KIND] == VARIABLE and self._automatic
            ):
                return True
            if (
                serial not in seen
                and node[RULE] is not None
                and self._oldest <= serial <= self._newest
            ):
                seen.add(serial)
                stack += [
                    parent for parent in (node[PARENT_A], node[PARENT_B]) if parent is not None
                ]
        return False


def without(tape: Recorder, tapes: tuple[Recorder, ...]) -> tuple[Recorder, ...]:
    """The open tapes that remain when one of them closes, which is nearly always the last."""
    return tapes[:-1] if tapes and tapes[-1] is tape else tuple(t for t in tapes if t is not tape)
