"""``t[...]`` to read and to write, and the functions that select by index."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import dims, dtypes
from .errors import DimError, KindError, SizeError
from .extrema import SortPair, TopPair, take
from .memory import as_view, assign, replace, unrecorded, written
from .nodes import as_one, begin, label
from .tensor import Tensor, row


def getitem(input: Tensor, index: Any) -> Tensor:
    """``input[index]``: a view for numbers and slices, a copy for masks and index tensors."""
    plain, basic = (index, True) if type(index) is int and input.shape else _plain(index, input)
    try:
        result: Tensor = row("getitem")(input, plain)
    except (IndexError, ValueError, SizeError) as error:
        raise _out_of_range(input, index, error) from None
    if basic:
        return as_view(input, label(result, _view_name(plain)), lambda t: getitem(t, plain))
    return result


def setitem(input: Tensor, index: Any, value: Any) -> None:
    """``input[index] = value``, in place; the gradient flows to ``value`` and around it."""
    plain, _ = _plain(index, input)
    values = (
        value if isinstance(value, Tensor) else Tensor.wrap(np.asarray(value, input.array.dtype))
    )
    if unrecorded(input, values) and isinstance(input.array, np.ndarray):
        try:
            input.array[plain] = values.array
        except (IndexError, ValueError) as error:
            raise _misfit(input, index, values, error) from None
        written(input)
        return
    try:
        result = assign(input, values, plain)
    except (IndexError, SizeError) as error:
        raise _misfit(input, index, values, error) from None
    replace(input, result, "IndexPutBackward0" if isinstance(plain, np.ndarray) else "CopySlices")


def _misfit(input: Tensor, index: Any, values: Tensor, error: Exception) -> Exception:
    if isinstance(error, IndexError):
        return _out_of_range(input, index, error)
    return SizeError(
        f"a value of shape {tuple(values.shape)} does not fit into that place "
        f"of a tensor of shape {tuple(input.shape)}."
    )


def _out_of_range(input: Tensor, index: Any, error: Exception) -> Exception:
    return DimError(
        f"index {index!r} does not fit a tensor of shape {tuple(input.shape)}: {error}."
    )


def _plain(index: Any, input: Tensor) -> tuple[Any, bool]:
    """The index as NumPy takes it, and whether it is made of numbers and slices alone."""
    parts = index if isinstance(index, tuple) else (index,)
    plain = tuple(_part(p) for p in parts)
    if input.ndim == 0 and any(isinstance(p, int) for p in plain):
        raise DimError("a 0-d tensor has no elements to index; .item() gives its number.")
    basic = all(p is None or p is Ellipsis or isinstance(p, (int, slice)) for p in plain)
    return (plain if isinstance(index, tuple) else plain[0]), basic


def _part(part: Any) -> Any:
    if isinstance(part, slice):
        if part.step is not None and int(part.step) <= 0:
            raise ValueError(
                "step must be greater than zero in a torch slice. Use .flip(dim) to read backwards."
            )
        return slice(*(None if p is None else int(p) for p in (part.start, part.stop, part.step)))
    if part is None or part is Ellipsis or isinstance(part, (bool, np.bool_)):
        return part
    if isinstance(part, (int, np.integer)):
        return int(part)
    if isinstance(part, Tensor):
        part = part.array
        if part.dtype.kind not in "iub":
            raise DimError(
                f"an index tensor holds integers or booleans, and this one {part.dtype}. Use .long()."
            )
        return part if part.dtype.kind == "b" or part.shape else int(part)
    if isinstance(part, (list, np.ndarray, range)):
        return np.asarray(part)
    raise TypeError(
        f"a tensor is indexed by integers, slices, masks and index tensors, not by {type(part).__name__}."
    )


def _view_name(index: Any) -> str:
    if type(index) is int:
        return "SelectBackward0"
    parts = index if isinstance(index, tuple) else (index,)
    last = next((p for p in reversed(parts) if p != slice(None) and p is not Ellipsis), slice(None))
    return (
        "SelectBackward0"
        if isinstance(last, int)
        else "UnsqueezeBackward0"
        if last is None
        else "SliceBackward0"
    )


# -- functions ---------------------------------------------------------------------------------------------


def _integers(index: Tensor, what: str) -> Any:
    if index.array.dtype.kind not in "iu":
        raise KindError(
            f"{what}() takes an int64 index, and this one is {index.dtype}. Use .long()."
        )
    return index.array


def _along(shape: tuple[int, ...], axis: int, places: Any) -> tuple[Any, ...]:
    index = list(np.ogrid[tuple(slice(n) for n in places.shape)])
    index[axis] = places
    return tuple(index)


def gather(input: Tensor, dim: int, index: Tensor) -> Tensor:
    """``out[i][j] = input[i][index[i][j]]`` for dim 1."""
    places = _integers(index, "gather")
    return label(
        row("getitem")(input, _along(input.shape, dims.one(dim, input.ndim), places)),
        "GatherBackward0",
    )


def take_along_dim(input: Tensor, indices: Tensor, dim: int) -> Tensor:
    """`gather`, for indices that an argsort made."""
    return label(take(input, indices.array, dims.one(dim, input.ndim)), "GatherBackward0")


def scatter(input: Tensor, dim: int, index: Tensor, src: Any) -> Tensor:
    """A copy in which ``out[index[i][j]][j] = src[i][j]`` for dim 0."""
    places = _integers(index, "scatter")
    values = src if isinstance(src, Tensor) else Tensor.wrap(np.asarray(src, input.array.dtype))
    if values.ndim:
        values = values[tuple(slice(n) for n in places.shape)]
    return label(
        assign(input, values, _along(input.shape, dims.one(dim, input.ndim), places)),
        "ScatterBackward0",
    )


def scatter_add(input: Tensor, dim: int, index: Tensor, src: Tensor) -> Tensor:
    """A copy in which ``src`` is added at the indices, repeated ones adding up."""
    places = _integers(index, "scatter_add")
    axes = _along(input.shape, dims.one(dim, input.ndim), places)
    start = begin()
    return as_one(
        input + row("scatter")(src, axes, tuple(input.shape)), "ScatterAddBackward0", start
    )


def index_select(input: Tensor, dim: int, index: Tensor) -> Tensor:
    """The slices that ``index`` names, along ``dim``."""
    places = (slice(None),) * dims.one(dim, input.ndim) + (_integers(index, "index_select"),)
    return label(row("getitem")(input, places), "IndexSelectBackward0")


def index_add(
    input: Tensor, dim: int, index: Tensor, source: Tensor, *, alpha: float = 1
) -> Tensor:
    """A copy with slices of ``source`` added at the indices."""
    places = (slice(None),) * dims.one(dim, input.ndim) + (_integers(index, "index_add"),)
    start = begin()
    scaled = source if alpha == 1 else source * alpha
    return as_one(
        input + row("scatter")(scaled, places, tuple(input.shape)), "IndexAddBackward0", start
    )


def index_fill(input: Tensor, dim: int, index: Tensor, value: float) -> Tensor:
    """A copy with the indexed slices set to ``value``."""
    places = (slice(None),) * dims.one(dim, input.ndim) + (index.array,)
    return label(
        assign(input, Tensor.wrap(np.asarray(value, input.array.dtype)), places),
        "IndexFillBackward0",
    )


def index_copy(input: Tensor, dim: int, index: Tensor, source: Tensor) -> Tensor:
    """A copy with the indexed slices taken from ``source``."""
    places = (slice(None),) * dims.one(dim, input.ndim) + (index.array,)
    return label(assign(input, source, places), "IndexCopyBackward0")


def index_put(input: Tensor, indices: Any, values: Tensor, accumulate: bool = False) -> Tensor:
    """A copy with ``values`` put (or added) at the indices."""
    places = tuple(i.array for i in indices)
    if accumulate:
        return label(
            input + row("scatter")(values, places, tuple(input.shape)), "IndexPutBackward0"
        )
    return label(assign(input, values, places), "IndexPutBackward0")


def masked_fill(input: Tensor, mask: Tensor, value: Any) -> Tensor:
    """``value`` where the mask holds."""
    filling = (
        value
        if isinstance(value, Tensor)
        else Tensor.wrap(np.asarray(value, input.array.dtype)[()])
    )
    return label(row("where")(filling, input, mask.array), "MaskedFillBackward0")


def masked_select(input: Tensor, mask: Tensor) -> Tensor:
    """The elements where the mask holds, as a vector."""
    return label(input[mask], "MaskedSelectBackward0")


def select(input: Tensor, dim: int, index: int) -> Tensor:
    """One slice along ``dim``, as a view."""
    return getitem(input, (slice(None),) * dims.one(dim, input.ndim) + (index,))


def take_flat(input: Tensor, index: Tensor) -> Tensor:
    """Elements by their place in the flattened tensor."""
    return label(row("getitem")(input, np.unravel_index(index.array, input.shape)), "TakeBackward0")


def nonzero(input: Tensor, *, as_tuple: bool = False) -> Any:
    """The indices of the elements that are not 0, one a row (or one tensor per dim)."""
    found = np.nonzero(input.array)
    if as_tuple:
        return tuple(Tensor.wrap(i) for i in found)
    return Tensor.wrap(np.stack(found, 1))


def sort(input: Tensor, dim: int = -1, descending: bool = False, stable: bool = False) -> Any:
    """The pair (values, indices), sorted along ``dim``."""
    axis = dims.one(dim, input.ndim)
    keys = -input.array if descending else input.array
    order = np.argsort(keys, axis=axis, kind="stable")
    return SortPair(label(take(input, order, axis), "SortBackward0"), Tensor.wrap(order))


def argsort(input: Tensor, dim: int = -1, descending: bool = False, stable: bool = False) -> Tensor:
    """The indices that would sort."""
    found: Tensor = sort(input, dim, descending, stable).indices
    return found


def topk(input: Tensor, k: int, dim: int = -1, largest: bool = True, sorted: bool = True) -> Any:
    """The ``k`` largest (or smallest), as the pair (values, indices)."""
    axis = dims.one(dim, input.ndim)
    keys = -input.array if largest else input.array
    order = np.take(np.argsort(keys, axis=axis, kind="stable"), np.arange(k), axis)
    return TopPair(label(take(input, order, axis), "TopkBackward0"), Tensor.wrap(order))


def unique(
    input: Tensor, sorted: bool = True, return_inverse: bool = False, return_counts: bool = False
) -> Any:
    """The distinct values, sorted; with the inverse and the counts where asked."""
    values, inverse, counts = np.unique(input.array, return_inverse=True, return_counts=True)
    found = [values] + [inverse] * return_inverse + [counts] * return_counts
    tensors = tuple(Tensor.wrap(x) for x in found)
    return tensors if len(tensors) > 1 else tensors[0]


def bincount(input: Tensor, weights: Tensor | None = None, minlength: int = 0) -> Tensor:
    """How often each number from 0 occurs."""
    return Tensor.wrap(
        np.bincount(input.array, None if weights is None else weights.array, minlength)
    )


def one_hot(tensor: Tensor, num_classes: int = -1) -> Tensor:
    """Rows with a 1 at the class, as int64."""
    if tensor.array.dtype.kind not in "iu":
        raise KindError(
            f"one_hot() takes int64 classes, and this tensor is {tensor.dtype}. Use .long()."
        )
    count = int(tensor.array.max()) + 1 if num_classes == -1 else num_classes
    return Tensor.wrap(np.eye(count, dtype=dtypes.int64.dtype)[tensor.array])
