"""GradientTape: TensorFlow's way to ask the engine. What it records is in `minigrad.recorder`."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from . import observe
from .classes import tensor_class
from .engine import backward
from .errors import ShapeError, TapeError
from .functions import stack
from .nest import flatten, pack
from .primitives.shapes import astype, reshape
from .recorder import Recorder
from .records import OLDEST, open_tapes, transforming
from .seeds import seeds_for, tensors_among, zero_wanted, zeros_like
from .tensor import TensorBase
from .why import Reason, explain


class GradientTape(Recorder):
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
        zero = unconnected_gradients != "none" and zero_wanted(unconnected_gradients)
        self._use_once()
        flat_sources = [sources] if isinstance(sources, TensorBase) else flatten(sources)
        targets = tensors_among(target)
        results = self._walk(targets, flat_sources, seeds_for(targets, output_gradients))
        if isinstance(sources, TensorBase) and not zero:
            return results[0]
        if zero:
            results = [
                self._wrap(s, zeros_like(s.array)) if g is None else g
                for s, g in zip(flat_sources, results, strict=True)
            ]
        return pack(sources, results)

    def jacobian(self, target: Any, sources: Any, unconnected_gradients: str = "none") -> Any:
        """The Jacobian of one Tensor for each source: target shape followed by source shape, or None.

        >>> from minigrad import Variable
        >>> x = Variable([1.0, 2.0])
        >>> with GradientTape() as tape:
        ...     y = x * x
        >>> tape.jacobian(y, x).numpy()
        array([[2., 0.],
               [0., 4.]], dtype=float32)
        """
        zero = zero_wanted(unconnected_gradients)
        self._use_once()
        (of,) = tensors_among([target])
        flat_sources = flatten(sources)
        rows = [self._walk([of], flat_sources, [seed]) for seed in _basis(of.shape, of.dtype)]
        found = []
        for i, source in enumerate(flat_sources):
            shape = (*of.shape, *source.shape)
            if any(row[i] is None for row in rows):
                found.append(self._wrap(source, np.zeros(shape, source.dtype)) if zero else None)
            elif not rows:
                found.append(self._wrap(source, np.zeros(shape, source.dtype)))
            else:
                found.append(reshape(stack([row[i] for row in rows]), shape))
        return pack(sources, found)

    def batch_jacobian(self, target: Any, source: Any) -> Any:
        """The Jacobian of each example: shape (n, target shape without n, source shape without n), or None.

        Both have a leading axis of n examples, and example i of the target depends on example i of the source alone.
        Raises ShapeError where the leading axes differ or are missing.

        >>> from minigrad import Variable
        >>> x = Variable([[1.0, 2.0], [3.0, 4.0]])
        >>> with GradientTape() as tape:
        ...     y = x * x
        >>> tape.batch_jacobian(y, x)[1].numpy()
        array([[6., 0.],
               [0., 8.]], dtype=float32)
        """
        (of,) = tensors_among([target])
        if not of.shape or not source.shape or of.shape[0] != source.shape[0]:
            raise ShapeError(
                f"batch_jacobian() needs a first axis of the same length, and the target has shape {of.shape}, "
                f"the source {source.shape}. Use jacobian() where there are no examples side by side."
            )
        self._use_once()
        seeds = [np.broadcast_to(seed, of.shape) for seed in _basis((1, *of.shape[1:]), of.dtype)]
        rows = [self._walk([of], [source], [seed])[0] for seed in seeds]
        if any(row is None for row in rows):
            return None
        return reshape(stack(rows, axis=1), (*of.shape, *source.shape[1:]))

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
        watched, roots = self._watched, []
        for target, seed in zip(targets, seeds):  # noqa: B905 - `strict` costs more than it tells here
            node = watched[id(target)][1] if watched and id(target) in watched else target.node
            if node is not None:
                roots.append((node, _as_cotangent(seed, lift)))
        log = observe.current()
        walk = log.begin("gradient", targets, sources, seeds) if log else None
        totals, _ = backward(
            roots,
            keep=[node[0] for node in nodes if node is not None and node[1] is not None],
            newest=self._newest,
            oldest=self._oldest,
            holes=self._holes,
            lift=lift,
            observer=walk.observe if walk else None,
        )
        results = []
        for source, node in zip(sources, nodes):  # noqa: B905
            total = None if node is None else totals.get(node[0])
            results.append(None if total is None else self._wrap(source, total))
        if walk:
            walk.results = results
        return results

    @staticmethod
    def _wrap(source: TensorBase, gradient: Any) -> Any:
        dtype = source.array.dtype
        if (
            gradient.dtype is not dtype and gradient.dtype != dtype
        ):  # the wider one of another operand
            gradient = astype(gradient, dtype)
        return gradient if isinstance(gradient, TensorBase) else _class_of(source).wrap(gradient)


def _basis(shape: tuple[int, ...], dtype: Any) -> list[Any]:
    """The cotangents that pick one element each."""
    size = math.prod(shape)
    return [np.eye(1, size, k, dtype=dtype).reshape(shape)[()] for k in range(size)]


def _as_cotangent(seed: Any, lift: type[TensorBase] | None) -> Any:
    if lift is None:
        return seed.array if isinstance(seed, TensorBase) else seed
    return seed if isinstance(seed, TensorBase) else lift.wrap(seed)


def _class_of(tensor: TensorBase) -> type[TensorBase]:
    return tensor_class(type(tensor)) or type(tensor)
