"""vmap: a function of one example becomes a function of many, run once.

The inputs go in as Tensors whose data is a `minigrad.batch.Batch`, and come out stacked. Both passages are
operations of the table, so an outer tape or transformation differentiates through them.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from .autograd import GradTensor
from .batch import Batch
from .errors import ShapeError
from .nest import flatten, pack
from .primitive import NAMESPACE, Primitive
from .records import PARENT_A, PARENT_B, RULE, SERIAL, tick
from .tensor import TensorBase, as_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from .records import Record

_levels = itertools.count(1)


def _enter(a: Any, axis: int, level: int, size: int) -> Batch:  # noqa: ARG001 - leaving needs it
    return Batch(np.moveaxis(a, axis, 0), level)


def _leave(a: Any, axis: int, level: int, size: int) -> Any:
    if isinstance(a, Batch) and a.level > level:  # a walk through here from within an inner vmap
        return Batch(_leave(a.stack, axis + 1 if axis >= 0 else axis, level, size), a.level)
    same = not isinstance(a, Batch) or a.level < level
    stack = np.broadcast_to(a, (size, *np.shape(a))) if same else a.stack
    return np.moveaxis(stack, 0, axis)


def _total(a: Any, level: int) -> Any:
    if isinstance(a, Batch) and a.level > level:
        return Batch(_total(a.stack, level), a.level)
    return a.stack.sum(0) if isinstance(a, Batch) and a.level == level else a


enter = Primitive("vmap_enter", _enter, ["vmap_leave(g, axis, level, size)"], kind="linear")
leave = Primitive("vmap_leave", _leave, ["vmap_enter(g, axis, level, size)"], kind="linear")
# What all examples share collects the gradients of all; its value passes unchanged.
shared = Primitive("vmap_shared", lambda a, level: a, ["vmap_total(g, level)"], kind="linear")  # noqa: ARG005
total = Primitive("vmap_total", _total, ["vmap_shared(g, level)"], kind="linear")
NAMESPACE |= {p.name: p for p in (enter, leave, shared, total)}


def vmap(function: Callable[..., Any], in_axes: Any = 0, out_axes: Any = 0) -> Callable[..., Any]:
    """``function`` for many examples at once, written for one.

    Args:
        function: of numbers, arrays, Tensors or nests of them; it may use tapes, ``backward()`` and `grad` on
            what it makes itself, and may not branch on values.
        in_axes: the axis of each argument along which its examples lie, or None for what all share. One entry
            for all arguments, or a tuple with one per argument; an entry may be a nest like its argument.
        out_axes: where that axis goes in the results; one number, or a nest like the result.

    Raises:
        ShapeError: if the arguments do not agree on the number of examples.
        BatchError: (from within) for ``if``, ``float()`` and whatever else asks for one value.

    >>> import minigrad as mg
    >>> slopes = vmap(mg.grad(lambda x: x * x * x))(mg.constant([1.0, 2.0, 3.0]))
    >>> slopes.numpy()
    array([ 3., 12., 27.], dtype=float32)
    """

    def batched(*args: Any) -> Any:
        axes = _axes(in_axes, args, "in_axes")
        leaves = [x if isinstance(x, TensorBase) else GradTensor.convert(x) for x in flatten(args)]
        size = _common_size(leaves, axes)
        level, begin = next(_levels), tick()
        inputs = [
            x if i is None else enter(x, i, level, size) for x, i in zip(leaves, axes, strict=True)
        ]
        result = function(*pack(args, inputs))
        outputs = flatten(result)
        _collect([o.node for o in outputs if isinstance(o, TensorBase)], level, begin)
        places = _axes(out_axes, result, "out_axes")
        return pack(result, [_out(o, i, level, size) for o, i in zip(outputs, places, strict=True)])

    return batched


def _axes(given: Any, nest: Any, what: str) -> list[int | None]:
    """The entry of ``in_axes`` or ``out_axes`` for every leaf of a nest."""
    if given is None or isinstance(given, int):
        return [given for _ in flatten(nest)]
    keys = flatten({key: key for key in nest}) if isinstance(nest, dict) else range(len(given))
    children = [nest[key] for key in keys] if isinstance(nest, dict) else nest
    entries = [given[key] for key in keys]
    if not isinstance(nest, (list, tuple, dict)) or len(entries) != len(children):
        raise ShapeError(
            f"{what}={given!r} has another structure than what it describes. Give one number, or one entry each."
        )
    return [
        axis
        for entry, child in zip(entries, children, strict=True)
        for axis in _axes(entry, child, what)
    ]


def _common_size(leaves: list[Any], axes: list[int | None]) -> int:
    sizes = set()
    for x, axis in zip(leaves, axes, strict=True):
        if axis is not None:
            if not -len(x.shape) <= axis < len(x.shape):
                raise ShapeError(
                    f"vmap: an argument of shape {x.shape} has no axis {axis} along which its examples could lie. "
                    "Pass in_axes=None for what all examples share, and a list of numbers as an array."
                )
            sizes.add(x.shape[axis])
    if len(sizes) != 1:
        shapes = ", ".join(f"{x.shape} along {axis}" for x, axis in zip(leaves, axes, strict=True))
        raise ShapeError(
            f"vmap: the arguments must agree on one number of examples, and they have {sorted(sizes) or 'none'} "
            f"({shapes}). Check in_axes."
        )
    return int(sizes.pop())


def _out(value: Any, axis: Any, level: int, size: int) -> Any:
    """One result, stacked along ``axis``; what is the same for all examples is repeated."""
    if isinstance(value, (TensorBase, Batch)):
        return leave(value, axis, level, size)
    return _leave(np.asarray(as_data(value)), axis, level, size)


def _collect(outputs: list[Record | None], level: int, begin: int) -> None:
    """Mark where what was recorded inside uses what was recorded before: there gradients are summed over examples.

    The marks need serials between those of inside and outside: fractions below ``begin`` are free.
    """
    stack = [node for node in outputs if node is not None and node[SERIAL] < begin]
    seen = {node[SERIAL] for node in stack}
    marks: dict[int, Record] = {}
    while stack:
        record = stack.pop()
        if record[RULE] is None or record[RULE].primitive is enter:
            continue
        for place in (PARENT_A, PARENT_B):
            parent = record[place]
            if parent is None:
                continue
            if parent[SERIAL] > begin:
                if parent[SERIAL] not in marks:
                    serial = begin - 1 + (len(marks) + 1) * 2.0**-20
                    marks[parent[SERIAL]] = [
                        serial,
                        shared.rule(),
                        parent,
                        None,
                        None,
                        None,
                        None,
                        (),
                        None,
                        (level,),
                    ]
                record[place] = marks[parent[SERIAL]]
            elif parent[SERIAL] not in seen:
                seen.add(parent[SERIAL])
                stack.append(parent)
