"""Turn results into JSON that is the same for minigrad and for the framework it imitates."""

from __future__ import annotations

import types
from typing import Any, TypeAlias

import numpy as np

Json: TypeAlias = Any
Skip = object()
"""What `normalise` answers for a value that says nothing: a module, a function, a tape."""


def normalise(x: Any) -> Json:
    """The value as plain JSON with its kind, dtype and shape; `Skip` where nothing can be compared."""
    if isinstance(x, types.ModuleType | types.FunctionType | type):
        return Skip
    if isinstance(x, np.ndarray | np.generic):
        values = [_number(v) for v in np.ravel(x)]
        return {"array": values, "dtype": x.dtype.name, "shape": list(x.shape)}
    if x is None or isinstance(x, bool | int | float | str):
        return x
    return _framework_value(x)


def _framework_value(x: Any) -> Json:
    kind = type(x).__name__
    if isinstance(x, BaseException):
        return {"error": [c.__name__ for c in type(x).__mro__ if issubclass(c, Exception)]}
    if kind in {"TensorShape", "Size"}:
        unknown = kind == "TensorShape" and x.rank is None
        return {"shape": None if unknown else [_dim(d) for d in x]}
    if isinstance(x, np.dtype) or kind in {"DType", "dtype"}:
        return {"dtype": dtype_name(x)}
    if kind == "IndexedSlices":
        return {"slices": [normalise(v) for v in (x.values, x.indices, x.dense_shape)]}
    if all(hasattr(x, name) for name in ("numpy", "dtype", "shape")):
        return _tensor(x)
    return _container(x)


def _container(x: Any) -> Json:
    if isinstance(x, tuple):
        items = _kept(list(x))
        return (
            {"tuple": items, "fields": list(x._fields)}
            if hasattr(x, "_fields")
            else {"tuple": items}
        )
    if isinstance(x, list):
        return _kept(x)
    if isinstance(x, dict | types.MappingProxyType):
        return {"dict": {str(k): v for k, v in zip(x, _kept(list(x.values())), strict=True)}}
    if isinstance(x, set | frozenset):
        return {"set": sorted(_kept(list(x)), key=repr)}
    return Skip


def _kept(values: list[Any]) -> list[Json]:
    found = [normalise(v) for v in values]
    return [type(v).__name__ if f is Skip else f for v, f in zip(values, found, strict=True)]


def _tensor(x: Any) -> Json:
    """A framework's tensor; torch's says in addition whether it requires a gradient and what made it."""
    try:
        values = np.asarray((x.detach() if hasattr(x, "detach") else x).numpy())
    except Exception:  # noqa: BLE001  (a symbolic tensor has no values)
        return Skip
    result: dict[str, Json] = {
        "kind": next(
            (k for k in ("Variable", "Parameter") if any(k in c.__name__ for c in type(x).__mro__)),
            "Tensor",
        ),
        "tensor": [_number(v) for v in values.ravel()],
        "dtype": dtype_name(x.dtype),
        "shape": [_dim(d) for d in x.shape],
    }
    if hasattr(x, "grad_fn"):
        result["requires_grad"] = bool(x.requires_grad)
        result["grad_fn"] = None if x.grad_fn is None else _node_name(x.grad_fn)
    return result


def _node_name(node: Any) -> str:
    return str(node.name()).removeprefix("torch::autograd::")


def dtype_name(dtype: Any) -> str:
    """``float32`` for TensorFlow's, torch's, Keras's and NumPy's way to say it."""
    return str(getattr(dtype, "name", dtype)).removeprefix("torch.").removesuffix("_ref")


def _dim(d: Any) -> int | None:
    return None if d is None else int(d)


def _number(v: Any) -> Json:
    if isinstance(v, (bytes, str)):
        return v.decode() if isinstance(v, bytes) else str(v)
    if isinstance(v, (bool, np.bool_)):
        return bool(v)
    if isinstance(v, (np.complexfloating, complex)):
        return [float(v.real), float(v.imag)]
    return int(v) if isinstance(v, (int, np.integer)) else float(v)
