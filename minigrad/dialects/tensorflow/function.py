"""``tf.function``: here the Python function runs as it stands, on every call.

What a learner sees of TensorFlow's tracing is kept where eager running can keep it: input signatures are checked,
Variables may be made on the first call only, the object has ``get_concrete_function`` and ``python_function``.
Differs from TensorFlow: Python's own side effects (``print``, ``list.append``) happen on every call, and conditions
and loops on tensors are Python's, so nothing about their dtypes or shapes is refused.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import numpy as np

from .dtypes import DType, as_dtype
from .shapes import TensorShape
from .tensor import EagerTensor, tensor
from .variables import Variable, births

if TYPE_CHECKING:
    from collections.abc import Callable


class TensorSpec:
    """The shape and dtype of a tensor; None in the shape stands for any length."""

    def __init__(self, shape: Any = None, dtype: Any = "float32", name: str | None = None) -> None:
        self.shape = None if shape is None else TensorShape(shape)
        self.dtype: DType = as_dtype(dtype)
        self.name = name

    def accepts(self, value: Any) -> bool:
        """Whether a tensor fits."""
        return value.dtype == self.dtype and (
            self.shape is None or self.shape.is_compatible_with(value.shape)
        )

    def __repr__(self) -> str:
        return f"TensorSpec(shape={self.shape}, dtype={self.dtype!r}, name={self.name!r})"


class Function:
    """A Python function under `function`."""

    def __init__(self, python_function: Callable[..., Any], input_signature: Any = None) -> None:
        self.python_function = python_function
        self.input_signature = input_signature
        self._signatures: dict[Any, tuple[Any, ...]] = {}
        functools.update_wrapper(self, python_function)

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Run the function; numbers and Variables that it returns come out as tensors."""
        if self.input_signature is not None:
            args = self._checked(args)
        begun = bool(self._signatures)
        args = self._as_first_seen(args, named)
        before = births.count
        result = _as_tensors(self.python_function(*args, **named))
        if begun and births.count > before:
            raise ValueError(
                f"{self.python_function.__name__} made a new tf.Variable on a later call. Make Variables "
                "once: outside, or on the first call alone (`if self.v is None: self.v = tf.Variable(...)`)."
            )
        return result

    def _as_first_seen(self, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """The arguments, Python numbers as in the first call that was equal: 1 reuses the trace of 1.0."""
        key = _signature((args, named))
        try:
            first = self._signatures.setdefault(key, args)
        except TypeError:  # an argument that cannot be hashed stands for itself
            self._signatures[id(args)] = args
            return args
        return tuple(
            old if isinstance(new, (int, float)) else new
            for old, new in zip(first, args, strict=True)
        )

    def experimental_get_tracing_count(self) -> int:
        """How many signatures the function has been called with: how often TensorFlow would have traced it."""
        return len(self._signatures)

    def _checked(self, args: tuple[Any, ...]) -> tuple[Any, ...]:
        specs = list(self.input_signature)
        given = tuple(tensor(a) for a in args[-len(specs) :]) if specs else ()
        for spec, value in zip(specs, given, strict=False):
            if not spec.accepts(value):
                raise TypeError(
                    f"{self.python_function.__name__} takes {spec}, and "
                    f"got shape {tuple(value.shape)}, dtype {value.dtype.name}."
                )
        return (*args[: len(args) - len(given)], *given)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        key = f"_function_{self.python_function.__name__}"
        bound = vars(instance).get(key)
        if bound is None:
            method = self.python_function.__get__(instance)
            bound = vars(instance)[key] = Function(method, self.input_signature)
        return bound

    def get_concrete_function(self, *args: Any, **named: Any) -> Function:
        """The function for one signature: here, itself."""
        self._signatures.setdefault(_signature((args, named)), args)
        return self


def _signature(value: Any) -> Any:
    """What calls have in common that share a trace: dtype and shape of tensors, the values of everything else."""
    if isinstance(value, Variable):
        return id(value)
    if isinstance(value, (EagerTensor, TensorSpec)):
        return "tensor", value.dtype.name, None if value.shape is None else tuple(value.shape)
    if isinstance(value, np.ndarray):
        return "tensor", value.dtype.name, value.shape
    if isinstance(value, dict):
        return tuple((key, _signature(v)) for key, v in sorted(value.items()))
    if isinstance(value, (list, tuple)):
        return tuple(_signature(v) for v in value)
    return value


def _as_tensors(result: Any) -> Any:
    """Numbers and Variables that a function returns come out as tensors."""
    if isinstance(result, dict):
        return {key: _as_tensors(value) for key, value in result.items()}
    if isinstance(result, tuple) and hasattr(result, "_fields"):
        return type(result)(*(_as_tensors(value) for value in result))
    if isinstance(result, (list, tuple)):
        return type(result)(_as_tensors(value) for value in result)
    if isinstance(result, (bool, int, float)):
        return tensor(result)
    if isinstance(result, Variable):
        return result.value()
    return result


def function(func: Callable[..., Any] | None = None, input_signature: Any = None, **_: Any) -> Any:
    """A decorator for functions that TensorFlow would trace; here they run as they stand."""
    if func is None:
        return lambda f: Function(f, input_signature)
    return Function(func, input_signature)
