"""Functions that read and write single elements: gather, scatter, where, masks, sorting."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import numpy as np

from minigrad.functions import where as choose
from minigrad.primitives import TABLE
from minigrad.records import RULE

from .errors import InvalidArgumentError
from .rows import row, static
from .shapes import as_shape
from .shaping import _alike, reshape
from .tensor import EagerTensor, tensor

TopKV2 = namedtuple("TopKV2", ["values", "indices"])  # noqa: PYI024
Unique = namedtuple("Unique", ["y", "idx"])  # noqa: PYI024
UniqueWithCounts = namedtuple("UniqueWithCounts", ["y", "idx", "count"])  # noqa: PYI024


def gather(
    params: Any,
    indices: Any,
    validate_indices: Any = None,
    axis: Any = None,
    batch_dims: int = 0,
    name: str | None = None,
) -> Any:
    """The elements (rows, along axis 0) that the indices name; the gradient of a variable is IndexedSlices."""
    x, places = tensor(params), np.asarray(tensor(indices).data)
    axis = batch_dims if axis is None else static(axis) % len(x.shape)
    if places.size and not (places.min() >= 0 and places.max() < x.shape[axis]):
        raise InvalidArgumentError(
            f"indices from {places.min()} to {places.max()} do not lie in [0, {x.shape[axis]})."
        )
    if batch_dims:
        grid = np.indices(places.shape, sparse=True)[:batch_dims]
        return row("getitem")(x, (*grid, *(slice(None),) * (axis - batch_dims), places))
    node = x.node
    if axis == 0 and node is not None and node[RULE] is None:
        return row("take_rows")(x, places)
    return row("getitem")(x, (slice(None),) * axis + (places,))


def gather_nd(params: Any, indices: Any, batch_dims: int = 0, name: str | None = None) -> Any:
    """The elements (or slices) whose coordinates stand in the last axis of ``indices``."""
    return row("getitem")(tensor(params), _places(indices))


def _places(indices: Any) -> tuple[Any, ...]:
    return tuple(np.moveaxis(np.asarray(tensor(indices).data), -1, 0))


def scatter_nd(indices: Any, updates: Any, shape: Any, name: str | None = None) -> Any:
    """Zeros with the updates added in at the places that ``indices`` names."""
    return row("scatter")(tensor(updates), _places(indices), as_shape(shape))


def tensor_scatter_nd_add(tensor: Any, indices: Any, updates: Any, name: str | None = None) -> Any:
    """A copy with the updates added at the places that ``indices`` names."""
    x, new = _alike([tensor, updates])
    return x + row("scatter")(new, _places(indices), tuple(x.shape))


def tensor_scatter_nd_sub(tensor: Any, indices: Any, updates: Any, name: str | None = None) -> Any:
    """A copy with the updates subtracted at the places that ``indices`` names."""
    x, new = _alike([tensor, updates])
    return x - row("scatter")(new, _places(indices), tuple(x.shape))


def tensor_scatter_nd_update(
    tensor: Any, indices: Any, updates: Any, name: str | None = None
) -> Any:
    """A copy with the places that ``indices`` names overwritten."""
    x, new = _alike([tensor, updates])
    return TABLE["setitem"](x, new, _places(indices))


def where(condition: Any, x: Any = None, y: Any = None, name: str | None = None) -> Any:
    """``x`` where the condition holds, ``y`` elsewhere; without them, the places where it holds."""
    mask = np.asarray(tensor(condition).data)
    if x is None or y is None:
        return EagerTensor.wrap(np.argwhere(mask))
    left, right = _alike([x, y])
    if mask.dtype.kind != "b":
        raise InvalidArgumentError("the condition of tf.where is bool. Write tf.where(x > 0, ...).")
    try:
        return choose(mask, left, right)
    except ValueError as error:
        raise InvalidArgumentError(str(error)) from None


def boolean_mask(
    tensor: Any, mask: Any, axis: int | None = None, name: str = "boolean_mask"
) -> Any:
    """The elements at which the mask is True."""
    from .creation import convert_to_tensor

    places = np.asarray(convert_to_tensor(mask).data)
    return row("getitem")(convert_to_tensor(tensor), (slice(None),) * (axis or 0) + (places,))


# -- order ----------------------------------------------------------------------------------------------------------


def argsort(
    values: Any,
    axis: int = -1,
    direction: str = "ASCENDING",
    stable: bool = False,
    name: str | None = None,
) -> Any:
    """The indices that sort along an axis; no gradient."""
    return EagerTensor.wrap(_order(tensor(values).data, axis, direction).astype(np.int32))


def sort(values: Any, axis: int = -1, direction: str = "ASCENDING", name: str | None = None) -> Any:
    """Sorted along an axis; the gradient goes back to where each element stood."""
    x = tensor(values)
    return _along(x, _order(x.data, axis, direction), axis)


def _order(data: Any, axis: int, direction: str) -> Any:
    if direction not in ("ASCENDING", "DESCENDING"):
        raise ValueError(f"direction is 'ASCENDING' or 'DESCENDING', not {direction!r}.")
    if direction == "ASCENDING":
        return np.argsort(data, axis=axis, kind="stable")
    backwards = np.flip(data, axis)
    return data.shape[axis] - 1 - np.flip(np.argsort(backwards, axis=axis, kind="stable"), axis)


def _along(x: Any, order: Any, axis: int) -> Any:
    grid = list(np.indices(order.shape, sparse=True))
    grid[axis] = order
    return row("getitem")(x, tuple(grid))


def top_k(
    input: Any, k: Any = 1, sorted: bool = True, index_type: Any = None, name: str | None = None
) -> Any:
    """The k largest along the last axis, largest first, and their places."""
    x = tensor(input)
    order = _order(x.data, -1, "DESCENDING")[..., : static(k)]
    return TopKV2(_along(x, order, -1), EagerTensor.wrap(order.astype(np.int32)))


def in_top_k(targets: Any, predictions: Any, k: int, name: str | None = None) -> Any:
    """Whether each target is among the k largest predictions of its row."""
    chosen, scores = np.asarray(tensor(targets).data), tensor(predictions).data
    own = np.take_along_axis(scores, chosen[:, None], 1)
    return EagerTensor.wrap((scores > own).sum(1) < static(k))


def unique(x: Any, out_idx: Any = None, name: str | None = None) -> Any:
    """The different values in the order in which they come, and which of them each element is."""
    values, places, _ = _unique(x)
    return Unique(values, places)


def unique_with_counts(x: Any, out_idx: Any = None, name: str | None = None) -> Any:
    """As `unique`, and how often each value comes."""
    return UniqueWithCounts(*_unique(x))


def _unique(x: Any) -> tuple[Any, Any, Any]:
    values, first, inverse, counts = np.unique(
        tensor(x).data, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.argsort(first)
    position = np.argsort(order)
    wrap = EagerTensor.wrap
    return (
        wrap(values[order]),
        wrap(position[inverse].astype(np.int32)),
        wrap(counts[order].astype(np.int32)),
    )


def searchsorted(
    sorted_sequence: Any,
    values: Any,
    side: str = "left",
    out_type: Any = None,
    name: str | None = None,
) -> Any:
    """Where values belong in a sorted row."""
    found = np.searchsorted(tensor(sorted_sequence).data, tensor(values).data, side=side)  # type: ignore[call-overload]
    return EagerTensor.wrap(np.asarray(found, np.int32))


def bincount(
    arr: Any,
    weights: Any = None,
    minlength: Any = None,
    maxlength: Any = None,
    dtype: Any = None,
    name: str | None = None,
) -> Any:
    """How often each whole number comes."""
    found = np.bincount(
        tensor(arr).data, None if weights is None else tensor(weights).data, minlength or 0
    )
    return EagerTensor.wrap(found.astype(np.int32 if weights is None else np.float32))


def confusion_matrix(
    labels: Any,
    predictions: Any,
    num_classes: Any = None,
    weights: Any = None,
    dtype: Any = None,
    name: str | None = None,
) -> Any:
    """How often class i (row) was taken for class j (column)."""
    true, guess = tensor(labels).data, tensor(predictions).data
    n = static(num_classes) or int(max(true.max(), guess.max())) + 1
    found = np.zeros((n, n), np.int32)
    np.add.at(found, (true, guess), 1)
    return EagerTensor.wrap(found)


def segment_sum(data: Any, segment_ids: Any, name: str | None = None) -> Any:
    """Sums of the rows that share a segment number."""
    ids = np.asarray(tensor(segment_ids).data)
    return unsorted_segment_sum(data, ids, int(ids.max()) + 1 if ids.size else 0)


def unsorted_segment_sum(
    data: Any, segment_ids: Any, num_segments: Any, name: str | None = None
) -> Any:
    """Sums of the rows that share a segment number, in any order."""
    x, ids = tensor(data), np.asarray(tensor(segment_ids).data)
    rest = tuple(x.shape[ids.ndim :])
    return row("scatter")(reshape(x, (-1, *rest)), ids.reshape(-1), (static(num_segments), *rest))
