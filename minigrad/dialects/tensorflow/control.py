"""Loops and conditions as functions: cond, while_loop, map_fn, scan and their family. All run eagerly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minigrad.nest import flatten, pack

from .creation import convert_to_tensor
from .shaping import concat, stack
from .tensor import EagerTensor, tensor

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]


def cond(
    pred: Any,
    true_fn: Function | None = None,
    false_fn: Function | None = None,
    name: str | None = None,
) -> Any:
    """The result of one of two functions."""
    chosen = true_fn if bool(pred) else false_fn
    if chosen is None:
        raise TypeError("tf.cond needs both true_fn= and false_fn=, functions without arguments.")
    return chosen()


def case(pred_fn_pairs: Any, default: Function | None = None, **_: Any) -> Any:
    """The result of the first function whose condition holds."""
    for pred, function in pred_fn_pairs:
        if bool(pred):
            return function()
    return default() if default else None


def switch_case(
    branch_index: Any, branch_fns: Any, default: Function | None = None, name: str | None = None
) -> Any:
    """The result of the function at an index."""
    branches = dict(branch_fns) if isinstance(branch_fns, dict) else dict(enumerate(branch_fns))
    return branches.get(int(branch_index), default or branches[max(branches)])()


def while_loop(
    cond: Function, body: Function, loop_vars: Any, maximum_iterations: Any = None, **_: Any
) -> Any:
    """``body`` repeated on the loop variables while the condition holds."""
    values, kind, steps = tuple(loop_vars), type(loop_vars), 0
    while bool(cond(*values)) and (maximum_iterations is None or steps < int(maximum_iterations)):
        found = body(*values)
        values = tuple(found) if isinstance(found, (list, tuple)) else (found,)
        steps += 1
    return kind(convert_to_tensor(v) for v in values) if kind in (list, tuple) else values


def _rows(elems: Any) -> list[Any]:
    tensors = [tensor(x) for x in flatten(elems)]
    return [pack(elems, [x[i] for x in tensors]) for i in range(tensors[0].shape[0])]


def _stacked(results: list[Any]) -> Any:
    first = results[0]
    if isinstance(first, (list, tuple, dict)):
        columns = list(zip(*(flatten(r) for r in results), strict=True))
        return pack(first, [stack([tensor(v) for v in column]) for column in columns])
    return stack([tensor(v) for v in results])


def _each(elems: Any) -> list[Any]:
    return (
        _rows(elems)
        if isinstance(elems, (list, tuple, dict))
        and any(isinstance(x, EagerTensor) for x in flatten(elems))
        else list(tensor(elems))
    )


def map_fn(fn: Function, elems: Any, *_: Any, **__: Any) -> Any:
    """``fn`` of each row, stacked."""
    return _stacked([fn(row) for row in _each(elems)])


def vectorized_map(fn: Function, elems: Any, *_: Any, **__: Any) -> Any:
    """``fn`` of each row, stacked; here one row at a time."""
    return _stacked([fn(row) for row in _each(elems)])


def foldl(fn: Function, elems: Any, initializer: Any = None, **_: Any) -> Any:
    """``fn(accumulated, row)`` from the first row to the last."""
    rows = _each(elems)
    total, rows = (rows[0], rows[1:]) if initializer is None else (initializer, rows)
    for row in rows:
        total = fn(total, row)
    return tensor(total)


def foldr(fn: Function, elems: Any, initializer: Any = None, **_: Any) -> Any:
    """``fn(accumulated, row)`` from the last row to the first."""
    rows = _each(elems)[::-1]
    total, rows = (rows[0], rows[1:]) if initializer is None else (initializer, rows)
    for row in rows:
        total = fn(total, row)
    return tensor(total)


def scan(fn: Function, elems: Any, initializer: Any = None, **_: Any) -> Any:
    """As `foldl`, with every intermediate result."""
    rows = _each(elems)
    total, rows, found = (
        (rows[0], rows[1:], [rows[0]]) if initializer is None else (initializer, rows, [])
    )
    for row in rows:
        total = fn(total, row)
        found.append(total)
    return _stacked(found)


class TensorArray:
    """A list of tensors that is written by index; every write gives the array to go on with."""

    def __init__(self, dtype: Any, size: Any = 0, dynamic_size: bool = False, **_: Any) -> None:
        self.dtype = dtype
        self._items: list[Any] = [None] * int(size)

    def write(self, index: Any, value: Any) -> TensorArray:
        """Put a tensor in a place."""
        place = int(index)
        self._items += [None] * (place + 1 - len(self._items))
        self._items[place] = tensor(value)
        return self

    def read(self, index: Any) -> Any:
        """The tensor in a place."""
        return self._items[int(index)]

    def stack(self) -> Any:
        """All tensors along a new first axis."""
        return stack(self._items)

    def concat(self) -> Any:
        """All tensors one after the other."""
        return concat(self._items, 0)

    def unstack(self, value: Any) -> TensorArray:
        """Fill the places with the rows of a tensor."""
        self._items = list(tensor(value))
        return self

    def size(self) -> Any:
        """The number of places."""
        return tensor(len(self._items))
