"""Activations and losses as modules: each calls its function of the same purpose in nn.functional."""

from __future__ import annotations

from typing import Any

from .. import factories
from ..tensor import Tensor
from . import functional as F
from .module import Module
from .parameter import Parameter


class _Activation(Module):
    """A module that calls one function of nn.functional with fixed options."""

    function: str
    options: tuple[tuple[str, Any], ...] = ()
    shown: str = ""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__()
        known = dict(self.options)
        given = dict(zip(known, args, strict=False)) | named
        if unknown := set(given) - set(known) - {"inplace"}:
            raise TypeError(
                f"{type(self).__name__}() takes {', '.join(known) or 'no options'}, not {', '.join(unknown)}."
            )
        self.inplace = given.pop("inplace", False)
        self._options = known | given
        for name, value in self._options.items():
            object.__setattr__(self, name, value)

    def forward(self, input: Tensor) -> Tensor:
        """The activation of each element."""
        more = {"inplace": True} if self.inplace else {}
        result: Tensor = getattr(F, self.function)(input, **self._options, **more)
        return result

    def extra_repr(self) -> str:
        """The options, as torch shows them."""
        text = self.shown.format(*map(repr, self._options.values()))
        return text + ("inplace=True" if self.inplace else "")


def _activation(name: str, function: str, shown: str = "", **options: Any) -> Any:
    doc = f"``nn.functional.{function}`` as a module."
    body = {"function": function, "options": tuple(options.items()), "shown": shown, "__doc__": doc}
    return type(name, (_Activation,), body | {"__module__": __name__})


ACTIVATIONS = {
    name: _activation(name, function)
    for name, function in {
        "ReLU": "relu", "ReLU6": "relu6", "Sigmoid": "sigmoid", "Tanh": "tanh", "SELU": "selu", "SiLU": "silu",
        "Mish": "mish", "Softsign": "softsign", "LogSigmoid": "logsigmoid", "Hardsigmoid": "hardsigmoid",
        "Hardswish": "hardswish", "Tanhshrink": "tanhshrink",
    }.items()
}  # fmt: skip
ACTIVATIONS |= {
    "LeakyReLU": _activation("LeakyReLU", "leaky_relu", "negative_slope={}", negative_slope=0.01),
    "ELU": _activation("ELU", "elu", "alpha={}", alpha=1.0),
    "CELU": _activation("CELU", "celu", "alpha={}", alpha=1.0),
    "GELU": _activation("GELU", "gelu", "approximate={}", approximate="none"),
    "Softplus": _activation(
        "Softplus", "softplus", "beta={}, threshold={}", beta=1.0, threshold=20.0
    ),
    "Hardtanh": _activation(
        "Hardtanh", "hardtanh", "min_val={}, max_val={}", min_val=-1.0, max_val=1.0
    ),
    "Softmax": _activation("Softmax", "softmax", "dim={}", dim=None),
    "LogSoftmax": _activation("LogSoftmax", "log_softmax", "dim={}", dim=None),
    "Softmin": _activation("Softmin", "softmin", "dim={}", dim=None),
    "GLU": _activation("GLU", "glu", "dim={}", dim=-1),
    "Threshold": _activation(
        "Threshold", "threshold", "threshold={}, value={}", threshold=0.0, value=0.0
    ),
}


class PReLU(Module):
    """Leaky ReLU with a learned slope."""

    def __init__(self, num_parameters: int = 1, init: float = 0.25) -> None:
        super().__init__()
        self.num_parameters = num_parameters
        self.weight = Parameter(factories.full((num_parameters,), float(init)))

    def forward(self, input: Tensor) -> Tensor:
        """The activation of each element."""
        return F.prelu(input, self.weight)

    def extra_repr(self) -> str:
        """The number of slopes."""
        return f"num_parameters={self.num_parameters}"


class _Loss(Module):
    """A module that calls one loss of nn.functional with fixed options."""

    function: str
    tensors: tuple[str, ...] = ()

    def __init__(self, *, reduction: str = "mean", **options: Any) -> None:
        super().__init__()
        self.reduction = reduction
        self._options = {k: v for k, v in options.items() if k not in self.tensors}
        for name in self.tensors:
            self.register_buffer(name, options.get(name), persistent=options.get(name) is not None)

    def forward(self, *inputs: Tensor) -> Tensor:
        """The loss."""
        buffers = {
            name: self._buffers[name] for name in self.tensors if self._buffers[name] is not None
        }
        result: Tensor = getattr(F, self.function)(
            *inputs, **buffers, **self._options, reduction=self.reduction
        )
        return result


def _loss(name: str, function: str, *first: str, tensors: tuple[str, ...] = ()) -> Any:
    def begin(self: Any, *args: Any, **options: Any) -> None:
        _Loss.__init__(self, **dict(zip(first, args, strict=False)), **options)

    body = {"function": function, "tensors": tensors, "__init__": begin}
    return type(
        name,
        (_Loss,),
        body | {"__doc__": f"``nn.functional.{function}`` as a module.", "__module__": __name__},
    )


LOSSES = {
    "MSELoss": _loss("MSELoss", "mse_loss"),
    "L1Loss": _loss("L1Loss", "l1_loss"),
    "SmoothL1Loss": _loss("SmoothL1Loss", "smooth_l1_loss"),
    "HuberLoss": _loss("HuberLoss", "huber_loss"),
    "CrossEntropyLoss": _loss("CrossEntropyLoss", "cross_entropy", "weight", tensors=("weight",)),
    "NLLLoss": _loss("NLLLoss", "nll_loss", "weight", tensors=("weight",)),
    "BCELoss": _loss("BCELoss", "binary_cross_entropy", "weight", tensors=("weight",)),
    "BCEWithLogitsLoss": _loss(
        "BCEWithLogitsLoss",
        "binary_cross_entropy_with_logits",
        "weight",
        tensors=("weight", "pos_weight"),
    ),
    "KLDivLoss": _loss("KLDivLoss", "kl_div"),
    "MarginRankingLoss": _loss("MarginRankingLoss", "margin_ranking_loss", "margin"),
    "HingeEmbeddingLoss": _loss("HingeEmbeddingLoss", "hinge_embedding_loss", "margin"),
    "SoftMarginLoss": _loss("SoftMarginLoss", "soft_margin_loss"),
    "TripletMarginLoss": _loss("TripletMarginLoss", "triplet_margin_loss", "margin"),
    "CosineEmbeddingLoss": _loss("CosineEmbeddingLoss", "cosine_embedding_loss", "margin"),
    "GaussianNLLLoss": _loss("GaussianNLLLoss", "gaussian_nll_loss"),
    "PoissonNLLLoss": _loss("PoissonNLLLoss", "poisson_nll_loss"),
}


class CosineSimilarity(Module):
    """The cosine between vectors along ``dim``."""

    def __init__(self, dim: int = 1, eps: float = 1e-8) -> None:
        super().__init__()
        self.dim, self.eps = dim, eps

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        """The cosines."""
        return F.cosine_similarity(x1, x2, self.dim, self.eps)


class PairwiseDistance(Module):
    """The distance between vectors along the last dim."""

    def __init__(self, p: float = 2.0, eps: float = 1e-6) -> None:
        super().__init__()
        self.p, self.eps = p, eps

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        """The distances."""
        return F.pairwise_distance(x1, x2, self.p, self.eps)
