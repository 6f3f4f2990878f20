"""What a function can change behind its caller's back, remembered and put back bit for bit."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.tensor import TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPAQUE = (
    ModuleType,
    type,
    FunctionType,
    BuiltinFunctionType,
    MethodType,
    CodeType,
    str,
    bytes,
    int,
    float,
    complex,
)


def reached(function: Callable[..., Any]) -> dict[str, Any]:
    """The objects that a function's code names: its closure, its defaults, and globals.

    >>> weights = [1.0]
    >>> "weights" in reached(lambda: weights)
    True
    """
    target = getattr(function, "__wrapped__", function)
    owner = {"self": target.__self__} if isinstance(target, MethodType) else {}
    code = getattr(target, "__code__", None)
    if code is None:
        return owner | {"function": target}
    cells = zip(code.co_freevars, target.__closure__ or (), strict=True)
    closed = {name: cell.cell_contents for name, cell in cells if _filled(cell)}
    named = {name: target.__globals__[name] for name in _names(code) if name in target.__globals__}
    defaults = {f"default {i}": value for i, value in enumerate(target.__defaults__ or ())}
    return owner | named | closed | defaults


def _filled(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018 - an empty cell raises
    except ValueError:
        return False
    return True


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


@dataclass
class Snapshot:
    """The state of some objects and of all they hold: tensors, arrays, generators, lists, dicts and attributes.

    NumPy's and Python's global random states belong to it as well.

    >>> weights = np.zeros(2)
    >>> before = Snapshot({"weights": weights})
    >>> weights += 1
    >>> before.changed()
    ['weights']
    >>> before.restore()
    >>> weights
    array([0., 0.])
    """

    objects: dict[str, Any]
    _saved: dict[int, tuple[str, Any, Any]] = field(default_factory=dict)
    _random: Any = None

    def __post_init__(self) -> None:
        self._random = (np.random.get_state(), random.getstate())  # noqa: NPY002 - it is the global one that is meant
        for name, value in self.objects.items():
            self._remember(name, value)

    def _remember(self, name: str, value: Any) -> None:
        stack = [(name, value)]
        while stack:
            name, value = stack.pop()
            if value is None or isinstance(value, OPAQUE) or id(value) in self._saved:
                continue
            state = _state(value)
            if state is None:
                continue
            self._saved[id(value)] = (name, value, state)
            stack += [(f"{name}{where}", part) for where, part in _parts(value)]

    def changed(self) -> list[str]:
        """The names of what is no longer as it was; the global random states do not count."""
        return [
            name for name, value, state in self._saved.values() if not _same(state, _state(value))
        ]

    def restore(self) -> None:
        """Put everything back as it was, in place."""
        np.random.set_state(self._random[0])  # noqa: NPY002
        random.setstate(self._random[1])
        for _, value, state in self._saved.values():
            _put_back(value, state)


def _state(value: Any) -> Any:  # noqa: PLR0911 - one return for each kind
    """A copy of what can change in an object itself; None for what cannot change, or is not understood."""
    match value:
        case TensorBase():
            array = value.array
            return array, array.copy(), getattr(value, "_grad", None)
        case np.ndarray():
            return value.copy() if value.flags.writeable else None
        case np.random.Generator():
            return value.bit_generator.state
        case np.random.RandomState():
            return value.get_state()
        case dict() | list() | set():
            return value.copy()
        case _ if hasattr(value, "__dict__"):
            return dict(vars(value))
    return None


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    match value:
        case TensorBase():
            yield ".grad", getattr(value, "_grad", None)
        case dict():
            yield from ((f"[{key!r}]", part) for key, part in value.items())
        case list():
            yield from ((f"[{i}]", part) for i, part in enumerate(value[:10_000]))
        case set() | np.ndarray() | np.random.Generator() | np.random.RandomState():
            return
        case _:
            yield from ((f".{key}", part) for key, part in vars(value).items())


def _same(a: Any, b: Any) -> bool:
    """Whether two states agree to the last bit; what they contain is compared by identity."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == 3 and hasattr(a[1], "tobytes"):
        return _same(np.asarray(a[1]), np.asarray(b[1]))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(
            x is b[key] or _equal(x, b[key]) for key, x in a.items()
        )
    if isinstance(a, (list, set)):
        return len(a) == len(b) and all(x is y or _equal(x, y) for x, y in zip(a, b, strict=True))
    return _equal(a, b)


def _equal(a: Any, b: Any) -> bool:
    if isinstance(a, (dict, tuple)) and type(a) is type(b):
        return str(a) == str(b)  # the states of generators
    plain = (int, float, complex, str, bytes, bool, np.generic)
    return isinstance(a, plain) and isinstance(b, plain) and bool(a == b)


def _put_back(value: Any, state: Any) -> None:
    match value:
        case TensorBase():
            array, copy, grad = state
            if isinstance(array, np.ndarray) and array.flags.writeable:
                array[...] = copy
            value.array = array
            if hasattr(value, "_grad"):
                value._grad = grad  # noqa: SLF001 - as it was, also where a dialect guards `.grad`
        case np.ndarray():
            value[...] = state
        case np.random.Generator():
            value.bit_generator.state = state
        case np.random.RandomState():
            value.set_state(state)
        case dict() | set():
            value.clear()
            value.update(state)
        case list():
            value[:] = state
        case _:
            vars(value).clear()
            vars(value).update(state)
