"""PyTorch's spelling: ``from minigrad.dialects import torch``.

The names, defaults, dtypes, exceptions and graph nodes are torch's; the mathematics is minigrad's core.

>>> from minigrad.dialects import torch
>>> x = torch.tensor(3.0, requires_grad=True)
>>> y = x**2
>>> y.backward()
>>> x.grad
tensor(6.)
"""

from __future__ import annotations

import importlib
import math
from typing import Any

from . import (
    activations as _activations,
    choosing as _choosing,
    dtypes as _dtypes,
    factories as _factories,
    inplace as _inplace,
    joining as _joining,
    methods as _methods,
    missing as _missing,
    modes as _modes,
    printing as _printing,
    products as _products,
    promotion as _promotion,
    randomness as _randomness,
    reductions as _reductions,
    shaping as _shaping,
    special as _special,
)

_methods.install()
_NAMES: dict[Any, str] = {
    _modes: "no_grad enable_grad set_grad_enabled inference_mode is_grad_enabled is_inference_mode_enabled",
    _factories: "tensor from_numpy as_tensor asarray zeros ones empty full zeros_like ones_like empty_like full_like "
    "eye arange linspace logspace is_tensor",
    _randomness: "Generator manual_seed initial_seed default_generator rand randn randint randperm rand_like "
    "randn_like randint_like normal bernoulli multinomial",
    _dtypes: "float16 float32 float64 uint8 int8 int16 int32 int64 complex64 complex128 dtype Size device finfo iinfo "
    "get_default_dtype set_default_dtype promote_types can_cast strided layout",
    _joining: "cat stack hstack vstack atleast_1d atleast_2d meshgrid cartesian_prod",
    _shaping: "broadcast_shapes broadcast_tensors fliplr flipud",
    _choosing: "where",
    _products: "einsum cdist",
    _reductions: "var_mean std_mean",
    _printing: "set_printoptions",
    _activations: "relu relu_ sigmoid tanh",
    _promotion: "result_type",
    _special: " ".join(function.__name__ for function in _special.MODULE_ONLY),
}
_LAZY = {
    "accelerator",
    "autograd",
    "cuda",
    "func",
    "linalg",
    "nn",
    "optim",
    "serialization",
    "utils",
}
_ELSEWHERE = {"is_anomaly_enabled": "autograd.anomaly", "vmap": "func"}
_ELSEWHERE |= {"load": "serialization", "save": "serialization"}

globals().update(_methods.FUNCTIONS)
globals().update({name: _inplace.with_out(_methods.FUNCTIONS[name]) for name in _inplace.OUT})
globals().update(
    {name: getattr(module, name) for module, names in _NAMES.items() for name in names.split()}
)
globals().update(
    {
        "float": _dtypes.float32, "double": _dtypes.float64, "half": _dtypes.float16, "long": _dtypes.int64,
        "int": _dtypes.int32, "short": _dtypes.int16, "bool": _dtypes.bool_,
        "concat": _joining.cat, "concatenate": _joining.cat, "row_stack": _joining.vstack,
        "pi": math.pi, "e": math.e, "inf": math.inf, "nan": math.nan, "newaxis": None,
        "set_num_threads": lambda n: None, "seed": _randomness.default_generator.seed, "__version__": "2.13.0+minigrad",
        "Tensor": _factories.typed_class("Tensor", None),
    }
)  # fmt: skip
globals().update({d.legacy: _factories.typed_class(d.legacy, d) for d in _dtypes.ALL})


def __getattr__(name: str) -> Any:
    """Modules are loaded when first asked for; a name that is not here raises an AttributeError that helps."""
    if name in _LAZY:
        return importlib.import_module(f"{__name__}.{name}")
    if name in _ELSEWHERE:
        return getattr(importlib.import_module(f"{__name__}.{_ELSEWHERE[name]}"), name)
    raise _missing.no_such_name("torch", name, __dir__())


def __dir__() -> list[str]:
    return sorted({n for n in globals() if not n.startswith("_")} | _LAZY | set(_ELSEWHERE))
