"""Batch: an array with a hidden leading axis, so that code for one example runs on many at once.

A Batch shows the shape of one example and holds the examples stacked. It lies *below* the tape, as the data of
a Tensor: operations, derivative rules and user code run on it unchanged, once for all examples. NumPy's
protocols bring its ufuncs and functions here; the few that matter for speed have a rule, and every other one
is run example by example and stacked, which is slower and never wrong.

Batches nest: each `minigrad.vmap` has a level of its own, and to the inner one an outer Batch is a constant.
"""

from __future__ import annotations

import operator
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from .batch_methods import ArrayMethods
from .errors import BatchError
from .nest import flatten, transform
from .tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]

LEAKS = {"item", "tolist", "tobytes", "dump", "dumps", "tofile"}  # they would tell one from another


class Batch(ArrayMethods):
    """Examples of one shape, stacked along a hidden first axis.

    Args:
        stack: an array (or an outer Batch) of shape ``(number of examples, *shape)``.
        level: which `minigrad.vmap` hides the axis; inner ones have larger levels.
        weak: stands for a Python number, so float32 stays float32 beside it.

    >>> rates = Batch(np.array([0.1, 0.2]))
    >>> (rates * np.ones(3)).shape, (rates * np.ones(3)).stack.shape
    ((3,), (2, 3))
    """

    __slots__ = ("level", "shape", "stack", "weak")
    __hash__ = object.__hash__
    below_tape = True  # a Tensor keeps it as its data instead of converting it

    def __init__(self, stack: Any, level: int = 0, *, weak: bool = False) -> None:
        self.stack = stack
        self.shape: tuple[int, ...] = stack.shape[1:]
        self.level = level
        self.weak = weak

    def __repr__(self) -> str:
        return f"Batch({len(self.stack)} × shape {self.shape}, dtype={self.dtype})"

    def __len__(self) -> int:
        if not self.shape:
            raise self._refusal("len()")
        return self.shape[0]

    # -- what would need the examples to agree ----------------------------------------------------------------

    def _refusal(self, what: str) -> BatchError:
        return BatchError(
            f"{what} asks for one value, and under vmap this one stands for {len(self.stack)} at once "
            f"(each of shape {self.shape}). Use mg.where(condition, a, b) instead of `if`, keep losses as Tensors "
            "instead of float(), or call the function once per example in a loop."
        )

    def __bool__(self) -> bool:
        raise self._refusal("`if`, `while`, `and`, `or` or bool()")

    def __float__(self) -> float:
        raise self._refusal("float()")

    def __int__(self) -> int:
        raise self._refusal("int()")

    def __index__(self) -> int:
        raise self._refusal("use as an index or in range()")

    def __format__(self, spec: str) -> str:
        if spec:
            raise self._refusal(f"the format {spec!r}")
        return str(self)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NoReturn:
        raise self._refusal("conversion to one array")

    # -- NumPy's protocols ----------------------------------------------------------------------------------------

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *operands: Any, **options: Any) -> Any:
        """NumPy calls this for a ufunc with a Batch among its operands."""
        if any(isinstance(x, TensorBase) for x in operands):
            return NotImplemented  # the Tensor records, and comes back with its data
        if method != "__call__" or options or ufunc.signature:
            if ufunc is np.matmul and method == "__call__":
                return matmul(*operands)
            function = ufunc if method == "__call__" else getattr(ufunc, method)
            return one_by_one(function, operands, options)
        level = innermost(operands).level
        ndim = max(len(getattr(x, "shape", ())) for x in operands)
        operands, weak = _settled(operands)
        return Batch(ufunc(*[aligned(x, level, ndim) for x in operands]), level, weak=weak)

    def __array_function__(
        self, function: Function, types: Any, args: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:
        """NumPy calls this for its other functions."""
        from .batching import RULES

        return RULES.get(function, one_by_one_of(function))(*args, **named)

    def __getattr__(self, name: str) -> Any:
        """The methods of arrays that have no rule of their own run example by example."""
        if name in LEAKS:
            raise self._refusal(f".{name}()")
        method = getattr(np.ndarray, name, None)
        if not callable(method) or name.startswith("__"):
            raise AttributeError(f"'Batch' object has no attribute {name!r}")

        def each(*args: Any, **named: Any) -> Any:
            return one_by_one(
                lambda x, *rest, **more: getattr(x, name)(*rest, **more), (self, *args), named
            )

        return each

    # -- methods that the primitives and rules use ----------------------------------------------------------------

    def __getitem__(self, index: Any) -> Any:
        parts = index if isinstance(index, tuple) else (index,)
        if any(isinstance(part, Batch) for part in parts) or not one_block(parts):
            return one_by_one(operator.getitem, (self, index), {})
        return self._with(self.stack[(slice(None), *parts)])

    def scatter(self, index: Any, shape: tuple[int, ...]) -> Batch:
        """Zeros of a shape, with each example added at the index: the adjoint of selecting."""
        from .primitives.indexing import plain, scatter

        index = plain(index)
        parts = index if isinstance(index, tuple) else (index,)
        if any(isinstance(part, Batch) for part in parts) or not one_block(parts):
            made: Batch = one_by_one(scatter.forward, (self, index, shape), {})
            return made
        return self._with(
            scatter.forward(self.stack, (slice(None), *parts), (len(self.stack), *shape))
        )

    def __matmul__(self, other: Any) -> Any:
        return NotImplemented if isinstance(other, TensorBase) else matmul(self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return matmul(other, self)

    def __neg__(self) -> Batch:
        return self._with(-self.stack)

    def __abs__(self) -> Batch:
        return self._with(abs(self.stack))

    def __invert__(self) -> Batch:
        return self._with(~self.stack)


def _binary(name: str, ufunc: np.ufunc) -> None:
    """The operator and its reflection; equal shapes and plain numbers skip the protocol."""
    fast = getattr(operator, name)

    def apply(self: Batch, other: Any) -> Any:
        kind = type(other)
        if (
            kind is Batch
            and other.level == self.level
            and other.shape == self.shape
            and other.weak is self.weak
        ):
            return Batch(fast(self.stack, other.stack), self.level, weak=self.weak)
        if kind is float or kind is int:
            return Batch(fast(self.stack, other), self.level, weak=self.weak)
        return NotImplemented if isinstance(other, TensorBase) else ufunc(self, other)

    def reflected(self: Batch, other: Any) -> Any:
        if type(other) is float or type(other) is int:
            return Batch(fast(other, self.stack), self.level, weak=self.weak)
        return ufunc(other, self)

    dunder = name.strip("_")
    setattr(Batch, f"__{dunder}__", apply)
    if dunder not in {"lt", "le", "gt", "ge", "eq", "ne"}:
        setattr(Batch, f"__r{dunder}__", reflected)


for _name, _ufunc in {
    "add": np.add, "sub": np.subtract, "mul": np.multiply, "truediv": np.true_divide, "pow": np.power,
    "floordiv": np.floor_divide, "mod": np.remainder, "and_": np.bitwise_and, "or_": np.bitwise_or,
    "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal, "eq": np.equal, "ne": np.not_equal,
}.items():  # fmt: skip
    _binary(_name, _ufunc)


def innermost(values: Any) -> Batch:
    """The Batch of the innermost level among some values (or nests of them)."""
    found: Batch = max(
        (x for x in flatten(list(values)) if isinstance(x, Batch)), key=lambda x: x.level
    )
    return found


def aligned(x: Any, level: int, ndim: int) -> Any:
    """The stack of a Batch of this level, with axes of length 1 where others have more; anything else as it is."""
    if not isinstance(x, Batch) or x.level != level:
        return x
    extra = ndim - len(x.shape)
    return x.stack.reshape((len(x.stack), *(1,) * extra, *x.shape)) if extra else x.stack


def _settled(operands: tuple[Any, ...]) -> tuple[tuple[Any, ...], bool]:
    """Weak operands in the dtype of the others; and whether all are weak, so that the result is."""
    strong = [
        x.dtype for x in operands if hasattr(x, "dtype") and not (isinstance(x, Batch) and x.weak)
    ]
    weak = [isinstance(x, Batch) and x.weak for x in operands]
    if not strong or not any(weak):
        return operands, any(weak)
    dtype = np.result_type(*strong)
    if dtype.kind not in "fc":  # an int array beside a Python float gives a float64
        return operands, False
    return tuple(x.astype(dtype) if w else x for x, w in zip(operands, weak, strict=True)), False


def one_block(index: tuple[Any, ...]) -> bool:
    """Whether an index keeps its meaning behind one more leading slice.

    NumPy moves the axes of several arrays to the front when a slice stands between them.

    >>> one_block((0, slice(None))), one_block((np.array([0]), slice(None), np.array([1])))
    (True, False)
    """
    advanced = [not (part is None or part is Ellipsis or isinstance(part, slice)) for part in index]
    if not any(hasattr(part, "shape") or isinstance(part, list) for part in index):
        return True
    first, last = advanced.index(True), len(advanced) - advanced[::-1].index(True)
    return all(advanced[first:last])


def matmul(a: Any, b: Any) -> Any:
    """``a @ b`` for each example; vectors are seen as a row on the left and a column on the right."""
    level = innermost((a, b)).level
    row, column = len(a.shape) == 1, len(b.shape) == 1
    a, b = a[None, :] if row else a, b[:, None] if column else b
    ndim = max(len(a.shape), len(b.shape))
    product = Batch(np.matmul(aligned(a, level, ndim), aligned(b, level, ndim)), level)
    rows, columns = 0 if row else slice(None), 0 if column else slice(None)
    return product[..., rows, columns] if row or column else product


def one_by_one(function: Function, args: Any, named: dict[str, Any]) -> Any:
    """Run a function on each example by itself and stack the results; nests of arguments are searched."""
    top = innermost((args, named))

    def of(k: int) -> Any:
        pick = lambda x: x.stack[k] if isinstance(x, Batch) and x.level == top.level else x  # noqa: E731
        return function(*transform(pick, list(args)), **transform(pick, named))

    return _stacked([of(k) for k in range(len(top.stack))], top.level)


def one_by_one_of(function: Function) -> Function:
    """A NumPy function as one that runs example by example."""
    return lambda *args, **named: one_by_one(function, args, named)


def singly(forward: Function) -> Function:
    """A forward that fills an array in place, which no Batch can stand in for: it runs example by example.

    >>> @singly
    ... def first_zero(a):
    ...     made = np.array(a)
    ...     made[0] = 0
    ...     return made
    >>> first_zero(Batch(np.ones((2, 2)))).stack.tolist()
    [[0.0, 1.0], [0.0, 1.0]]
    """

    @wraps(forward)
    def run(*args: Any) -> Any:
        if any(isinstance(x, Batch) for x in args):
            return one_by_one(forward, args, {})
        return forward(*args)

    return run


def _stacked(results: list[Any], level: int) -> Any:
    first = results[0]
    if isinstance(first, (tuple, list)):
        parts = [_stacked(list(part), level) for part in zip(*results, strict=True)]
        return type(first)(*parts) if hasattr(first, "_fields") else type(first)(parts)
    return Batch(np.stack(results), level)
