"""GradientTape: TensorFlow's way to ask the engine.

A tape owns no records. It is an interval of serials, and a note of what is watched: an operation was "recorded
on the tape" if its record's serial lies in the interval. That alone gives nesting, late ``watch``, persistent
tapes and holes made by ``stop_recording``, and lets memory go as soon as the last tensor does.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Self

from . import observe
from .classes import tensor_class
from .engine import backward
from .errors import DtypeError, ShapeError, TapeError
from .nest import flatten, pack
from .primitive import Primitive
from .primitives.shapes import astype
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
    transforming,
)
from .seeds import seeds_for, tensors_among, zero_wanted, zeros_like
from .tensor import TensorBase
from .variable import VariableMixin
from .why import Reason, explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from .records import Record

watch_point = Primitive("watch", lambda a: a, ["g"], kind="linear")


class GradientTape:
    """Records operations while open, and differentiates them when asked.

    Args:
        persistent: allow more than one call of `gradient`.
        watch_accessed_variables: follow every trainable Variable that is used; else only what is watched.

    >>> from minigrad import Variable
    >>> x = Variable(3.0)
    >>> with GradientTape() as tape:
    ...     y = x * x
    >>> tape.gradient(y, x)
    Tensor(6.0, dtype=float32)
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

    # -- recording -----------------------------------------------------------------------------------------------

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
            open_tapes.set(tuple(tape for tape in open_tapes.get() if tape is not self))

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
    def _needed(node: Record, tapes: tuple[GradientTape, ...]) -> bool:
        if node[RULE] is None:
            return len(tapes) > 1 or node[KIND] != WATCHED
        return not tapes or node[SERIAL] < tapes[0].begin

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
        open_tapes.set(tuple(tape for tape in before if tape is not self))
        try:
            yield
        finally:
            open_tapes.set(before)
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

    # -- asking --------------------------------------------------------------------------------------------------

    def gradient(
        self,
        target: Any,
        sources: Any,
        output_gradients: Any = None,
        unconnected_gradients: str = "none",
    ) -> Any:
        """The gradient of ``target`` with respect to each source, in the structure of ``sources``.

        Args:
            target: a Tensor, or a nest of them, which are summed; the elements of an array are summed too.
            sources: a Tensor or Variable, or any nest of them.
            output_gradients: weights for the elements of the target, in the structure of ``target``.
            unconnected_gradients: 'none' or 'zero', what to give for a source that the target does not depend on.

        Returns:
            One Tensor per source, of the source's shape and dtype, or None.

        Raises:
            TapeError: on the second call of a tape that is not persistent, or before anything was recorded.
        """
        zero = zero_wanted(unconnected_gradients)
        self._use_once()
        flat_sources = flatten(sources)
        targets = tensors_among(target)
        results = self._walk(targets, flat_sources, seeds_for(targets, output_gradients))
        if zero:
            results = [
                self._wrap(s, zeros_like(s.data)) if g is None else g
                for s, g in zip(flat_sources, results, strict=True)
            ]
        return pack(sources, results)

    def why(self, target: Any, source: Any) -> Reason:
        """Why the gradient of ``target`` with respect to ``source`` is None, in a sentence, and what to do.

        It may be asked at any time, also after the tape was used.

        >>> from minigrad import Variable, constant
        >>> x = constant(3.0)
        >>> with GradientTape() as tape:
        ...     y = x * Variable(2.0)
        >>> tape.why(y, x).kind
        'not watched'
        """
        follows = self._node if isinstance(source, TensorBase) else lambda _: None
        return explain(target, source, follows, self._newest, self._oldest, self._automatic)

    def _use_once(self) -> None:
        if self._newest == OLDEST:
            raise TapeError(
                "this tape has recorded nothing yet. Run the forward pass inside `with GradientTape() as tape:`."
            )
        if self._persistent:
            return
        if self._used:
            raise TapeError(
                "a non-persistent GradientTape answers once, and its memory is free after that. Ask for all sources "
                "in one call, tape.gradient(y, [a, b]), or make it with GradientTape(persistent=True)."
            )
        self._used = True
        if self._open:
            self.__exit__(None, None, None)

    def _walk(self, targets: list[TensorBase], sources: list[Any], seeds: list[Any]) -> list[Any]:
        # While somebody else records, the walk is recorded too: its results can be differentiated again.
        watched_from_outside = open_tapes.get() or transforming.get()
        lift = _class_of(targets[0]) if targets and watched_from_outside else None
        nodes = [self._node(source) for source in sources]
        roots = []
        for target, seed in zip(targets, seeds, strict=True):
            node = self._watched[id(target)][1] if id(target) in self._watched else target.node
            if node is not None:
                roots.append((node, _as_cotangent(seed, lift)))
        log = observe.current()
        walk = log.begin("gradient", targets, sources, seeds) if log else None
        totals, _ = backward(
            roots,
            keep=[node[SERIAL] for node in nodes if node is not None and node[RULE] is not None],
            newest=self._newest,
            oldest=self._oldest,
            holes=self._holes,
            lift=lift,
            observer=walk.observe if walk else None,
        )
        results = [
            None
            if node is None or node[SERIAL] not in totals
            else self._wrap(source, totals[node[SERIAL]])
            for source, node in zip(sources, nodes, strict=True)
        ]
        if walk:
            walk.results = results
        return results

    @staticmethod
    def _wrap(source: TensorBase, gradient: Any) -> Any:
        if gradient.dtype != source.dtype:  # it was computed in the wider dtype of another operand
            gradient = astype(gradient, source.dtype)
        return gradient if isinstance(gradient, TensorBase) else _class_of(source).wrap(gradient)

    def _node(self, source: Any) -> Record | None:
        """Where the gradient of a source is to be found; None if this tape does not follow it."""
        if not isinstance(source, TensorBase):
            raise DtypeError(
                f"a source of gradient() is a Tensor or Variable, and {source!r} is a {type(source).__name__}. "
                "Make it one before the tape: x = mg.Variable(...)."
            )
        if id(source) in self._watched:
            return self._watched[id(source)][1]
        node = source.leaf if isinstance(source, VariableMixin) else source.node
        return node if node is not None and self._follows(node) else None

    def _follows(self, node: Record) -> bool:
        """Whether a node depends on anything that this tape watches."""
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


def _as_cotangent(seed: Any, lift: type[TensorBase] | None) -> Any:
    if lift is None:
        return seed.data if isinstance(seed, TensorBase) else seed
    return seed if isinstance(seed, TensorBase) else lift.wrap(seed)


def _class_of(tensor: TensorBase) -> type[TensorBase]:
    return tensor_class(type(tensor)) or type(tensor)
