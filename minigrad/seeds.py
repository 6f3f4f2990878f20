"""What a backward pass is asked for: its targets, the cotangents it starts from, and the zeros it may end with."""

from __future__ import annotations

from typing import Any

import numpy as np

from .classes import adopt, tensor_class
from .errors import DtypeError, ShapeError
from .nest import flatten
from .tensor import TensorBase

NUMBERS: dict[type, tuple[Any, Any]] = {
    kind: (kind(0), kind(1)) for kind in (np.float32, np.float64)
}
"""The usual zeros and ones, made once: NumPy's scalars do not change."""


def ones_like(data: Any) -> Any:
    """Ones of the shape and dtype of ``data``: a NumPy scalar for shape ``()``."""
    return _filled(data, 1)


def zeros_like(data: Any) -> Any:
    """Zeros of the shape and dtype of ``data``."""
    return _filled(data, 0)


def _filled(data: Any, number: int) -> Any:
    kind = type(data)
    if kind in NUMBERS:
        return NUMBERS[kind][number]
    if isinstance(data, np.generic):
        return kind(number)
    if isinstance(data, np.ndarray):
        return np.full(data.shape, number, data.dtype)
    return data * 0 + number  # a duck array


def tensors_among(target: Any) -> list[TensorBase]:
    """The Tensors of a nest of targets. Raises DtypeError for anything else in it."""
    if isinstance(target, TensorBase):
        return [target]
    targets = flatten(target)
    for one in targets:
        if not isinstance(one, TensorBase):
            raise DtypeError(
                f"the target of gradient() is a Tensor (or a nest of them), and {one!r} is a {type(one).__name__}. "
                "Pass the result of the recorded operations itself, not float() or .numpy() of it."
            )
    return targets


def seeds_for(targets: list[TensorBase], weights: Any) -> list[Any]:
    """One cotangent per target: ones, or the given weights, where one number serves all elements."""
    if weights is None:
        return [ones_like(target.array) for target in targets]
    given = flatten(weights)
    if len(given) != len(targets):
        given = [weights]  # nested lists of numbers: the weights of one target
    if len(given) != len(targets):
        raise ShapeError(
            f"there are {len(targets)} targets, and output_gradients does not hold one entry for each."
        )
    return [_seed(target, weight) for target, weight in zip(targets, given, strict=True)]


def _seed(target: TensorBase, weight: Any) -> Any:
    if weight is None:
        return ones_like(target.array)
    cls = tensor_class(type(target)) or type(target)
    seed = adopt(cls, weight, like=target)
    if seed.shape == target.shape:
        return seed
    if seed.shape != ():
        raise ShapeError(
            f"output_gradients has shape {seed.shape} and its target {target.shape}. Give one weight per element."
        )
    return seed * cls.wrap(ones_like(target.array))


def zero_wanted(unconnected_gradients: Any) -> bool:
    """Whether sources that are not connected get zeros instead of None."""
    wanted = getattr(unconnected_gradients, "value", unconnected_gradients)
    if wanted not in ("none", "zero", None):
        raise ValueError(
            f"unconnected_gradients is 'none' or 'zero', not {unconnected_gradients!r}."
        )
    return bool(wanted == "zero")
