"""Layers with parameters or state."""

from __future__ import annotations

import math
from typing import Any

from .. import factories, shaping
from ..tensor import Tensor
from . import functional as F, init
from .module import Module
from .parameter import Parameter


def uniform(shape: tuple[int, ...], limit: float, dtype: Any = None) -> Parameter:
    """A parameter that begins uniform on ±limit."""
    return Parameter(init.uniform_(factories.empty(*shape, dtype=dtype), -limit, limit))


class Linear(Module):
    """x Wᵀ + b with W of shape (out, in); both begin uniform on ±1/√in.

    >>> from minigrad.dialects import torch
    >>> torch.nn.Linear(3, 2)
    Linear(in_features=3, out_features=2, bias=True)
    """

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        limit = 1 / math.sqrt(in_features) if in_features else 0.0
        self.weight = uniform((out_features, in_features), limit, dtype)
        self.register_parameter("bias", uniform((out_features,), limit, dtype) if bias else None)

    def forward(self, input: Tensor) -> Tensor:
        """The affine map of the last dim."""
        own = self._parameters
        return F.linear(input, own["weight"], own.get("bias"))

    def extra_repr(self) -> str:
        """The sizes."""
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self._parameters.get('bias') is not None}"
        )


class Embedding(Module):
    """Rows of a table, standard normal at first."""

    def __init__(
        self, num_embeddings: int, embedding_dim: int, padding_idx: int | None = None
    ) -> None:
        super().__init__()
        self.num_embeddings, self.embedding_dim, self.padding_idx = (
            num_embeddings,
            embedding_dim,
            padding_idx,
        )
        table = init.normal_(factories.empty(num_embeddings, embedding_dim))
        if padding_idx is not None:
            table[padding_idx] = 0.0
        self.weight = Parameter(table)

    @classmethod
    def from_pretrained(cls, embeddings: Tensor, freeze: bool = True) -> Embedding:
        """A table with known rows."""
        layer = cls(*embeddings.shape)
        layer.weight = Parameter(embeddings, not freeze)
        return layer

    def forward(self, input: Tensor) -> Tensor:
        """The rows with these numbers."""
        return F.embedding(input, self.weight, self.padding_idx)

    def extra_repr(self) -> str:
        """The sizes."""
        padding = "" if self.padding_idx is None else f", padding_idx={self.padding_idx}"
        return f"{self.num_embeddings}, {self.embedding_dim}{padding}"


class Flatten(Module):
    """Dims from ``start_dim`` to ``end_dim`` as one; the batch dim stays."""

    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> None:
        super().__init__()
        self.start_dim, self.end_dim = start_dim, end_dim

    def forward(self, input: Tensor) -> Tensor:
        """The flattened tensor."""
        return shaping.flatten(input, self.start_dim, self.end_dim)

    def extra_repr(self) -> str:
        """The dims."""
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"


class Unflatten(Module):
    """One dim as several."""

    def __init__(self, dim: int, unflattened_size: Any) -> None:
        super().__init__()
        self.dim, self.unflattened_size = dim, unflattened_size

    def forward(self, input: Tensor) -> Tensor:
        """The reshaped tensor."""
        return shaping.unflatten(input, self.dim, self.unflattened_size)

    def extra_repr(self) -> str:
        """The dim and its sizes."""
        return f"dim={self.dim}, unflattened_size={self.unflattened_size}"


class Identity(Module):
    """The input itself."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__()

    def forward(self, input: Any) -> Any:
        """The input."""
        return input


class Dropout(Module):
    """Zeros at random while training."""

    def __init__(self, p: float = 0.5, inplace: bool = False) -> None:
        super().__init__()
        self.p, self.inplace = p, inplace

    def forward(self, input: Tensor) -> Tensor:
        """The input with zeros and the rest scaled; in eval mode the input."""
        return F.dropout(input, self.p, self.training)

    def extra_repr(self) -> str:
        """The probability."""
        return f"p={self.p}, inplace={self.inplace}"
