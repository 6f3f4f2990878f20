"""save and load without pickle: arrays in an npz file, and the structure around them as JSON in it.

A file holds tensors, numbers, texts, None, lists, tuples and dicts, and cannot hold code, so loading one is safe.
torch's own files are pickles and are not read.
"""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np

from .nn.parameter import Parameter
from .tensor import Tensor

STRUCTURE = "structure"


def save(obj: Any, f: Any) -> None:
    """Write tensors and plain values to a path or an open binary file; TypeError for anything else.

    >>> import io
    >>> from minigrad.dialects import torch
    >>> file = io.BytesIO()
    >>> torch.save({"w": torch.ones(2), "epoch": 3}, file)
    >>> _ = file.seek(0)
    >>> torch.load(file)
    {'w': tensor([1., 1.]), 'epoch': 3}
    """
    arrays: dict[str, Any] = {}
    text = json.dumps(_described(obj, arrays))
    arrays[STRUCTURE] = np.frombuffer(text.encode(), np.uint8)
    if isinstance(f, (str, os.PathLike)):
        with Path(f).open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
    else:
        np.savez(f, allow_pickle=False, **arrays)


def load(f: Any, map_location: Any = None, *, weights_only: bool = True) -> Any:
    """Read what `save` wrote; the classes of tensors, dicts and tuples come back as they were."""
    with np.load(f, allow_pickle=False) as arrays:
        if STRUCTURE not in arrays:
            raise RuntimeError(
                "this file was not written by minigrad's torch.save(). Save it again from here."
            )
        return _restored(json.loads(arrays[STRUCTURE].tobytes()), arrays)


def _described(obj: Any, arrays: dict[str, Any]) -> Any:
    if obj is None or isinstance(obj, (bool, int, float, str)):
        return obj
    if isinstance(obj, (Tensor, np.ndarray, np.generic)):
        name = f"array{len(arrays)}"
        arrays[name] = obj.array if isinstance(obj, Tensor) else obj
        kind = (
            "parameter"
            if isinstance(obj, Parameter)
            else "tensor"
            if isinstance(obj, Tensor)
            else "array"
        )
        return {"kind": kind, "name": name, "grad": isinstance(obj, Tensor) and obj.requires_grad}
    if isinstance(obj, dict):
        kind = "ordered" if isinstance(obj, OrderedDict) else "dict"
        return {
            "kind": kind,
            "items": [[_described(k, arrays), _described(v, arrays)] for k, v in obj.items()],
        }
    if isinstance(obj, (list, tuple)):
        return {
            "kind": "tuple" if isinstance(obj, tuple) else "list",
            "items": [_described(x, arrays) for x in obj],
        }
    raise TypeError(
        f"a {type(obj).__name__} cannot be saved: "
        "the file holds tensors, numbers, texts, lists and dicts, and no code. "
        "For a module save model.state_dict()."
    )


def _restored(described: Any, arrays: Any) -> Any:
    if not isinstance(described, dict):
        return described
    kind = described["kind"]
    if kind in {"tensor", "parameter", "array"}:
        array = arrays[described["name"]]
        if kind == "array":
            return array
        made = Tensor.wrap(array[()] if array.ndim == 0 else array)
        return (
            Parameter(made, described["grad"])
            if kind == "parameter"
            else made.requires_grad_(described["grad"])
        )
    items = described["items"]
    if kind in {"dict", "ordered"}:
        pairs = [(_restored(k, arrays), _restored(v, arrays)) for k, v in items]
        return OrderedDict(pairs) if kind == "ordered" else dict(pairs)
    values = [_restored(x, arrays) for x in items]
    return tuple(values) if kind == "tuple" else values
