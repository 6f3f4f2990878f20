"""torch.nn.functional: layers, activations and losses as functions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ....nn import normalisation
from .. import missing
from ..activations import *  # noqa: F403 - the activations are part of this namespace
from ..activations import softmax
from ..errors import DimError, KindError, SizeError
from ..indexing import one_hot as one_hot
from ..joining import pad as pad
from ..nodes import INNER, as_one, begin, label
from ..products import cosine_similarity as cosine_similarity
from ..randomness import stream
from ..reductions import norm as _norm
from ..tensor import Tensor, row
from .losses import *  # noqa: F403 - so are the losses
from .margins import *  # noqa: F403
from .margins import pairwise_distance as pairwise_distance
from .windowing import *  # noqa: F403
from .windowing import pair as pair


def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """input @ weight.T + bias.

    >>> from minigrad.dialects import torch
    >>> torch.nn.functional.linear(torch.ones(1, 2), torch.ones(3, 2))
    tensor([[2., 2., 2.]])
    """
    if not isinstance(input, Tensor):
        raise TypeError(
            f"a layer takes a Tensor, and got a {type(input).__name__}. Use torch.from_numpy(array)."
        )
    if input.array.dtype is not weight.array.dtype:
        raise KindError(
            f"the input is {input.dtype} and the weight {weight.dtype}. Convert one: x.float(), or layer.double()."
        )
    if input.shape[-1:] != weight.shape[1:]:
        raise SizeError(
            f"mat1 and mat2 shapes cannot be multiplied: the input has shape {tuple(input.shape)}, "
            "and this layer takes "
            f"{weight.shape[1]} features in the last dim."
        )
    turned = label(row("transpose")(weight, (1, 0)), "TBackward0")
    product = row("matmul")(input, turned)
    matrix = len(input.shape) == 2
    if bias is None:
        return label(product, "MmBackward0" if matrix else "UnsafeViewBackward0")
    return label(bias + label(product, INNER), "AddmmBackward0" if matrix else "ViewBackward0")


def bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """x1ᵀ W x2 + b for each output."""
    from ..products import einsum

    result = einsum("bi,oij,bj->bo", input1, weight, input2)
    return result if bias is None else result + bias


def embedding(input: Tensor, weight: Tensor, padding_idx: int | None = None) -> Tensor:
    """Rows of ``weight`` by number; the row ``padding_idx`` gets no gradient."""
    places = input.array
    if places.dtype.kind not in "iu":
        raise KindError(
            f"an embedding is indexed by int64, and this index is {input.dtype}. Use .long()."
        )
    if places.size and (places.min() < 0 or places.max() >= weight.shape[0]):
        raise DimError(
            f"index {places.max()} is out of range: this embedding has {weight.shape[0]} rows."
        )
    rows = row("getitem")(weight, places)
    if padding_idx is not None:
        rows = row("where")(
            rows.detach(), rows, (places == padding_idx % weight.shape[0])[..., None]
        )
    return label(rows, "EmbeddingBackward0")


def dropout(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Zeros with probability ``p`` while training, the rest scaled by 1 / (1 - p)."""
    if not 0 <= p <= 1:
        raise ValueError(f"dropout's probability is from 0 to 1, not {p}.")
    if not training or p == 0:
        return input
    kept = stream().random(input.shape) >= p
    scale = kept.astype(input.array.dtype) * (1 / (1 - p) if p < 1 else 0.0)
    return input * Tensor.wrap(np.asarray(scale, input.array.dtype)[()])


# -- normalisation ---------------------------------------------------------------------------------------------


def batch_norm(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Tensor:
    """Normalise each channel (dim 1), over the batch while training, else with the running statistics."""
    axes = tuple(i for i in range(input.ndim) if i != 1)
    wide = tuple(-1 if i == 1 else 1 for i in range(input.ndim))
    count = input.array.size // input.shape[1]
    start = begin()
    if training or running_mean is None or running_var is None:
        if count == 1:
            raise ValueError(
                f"training needs more than one value per channel, and the input has shape {tuple(input.shape)}."
            )
        mean, var = normalisation.moments(input, axes)
        if running_mean is not None and running_var is not None:
            _follow(running_mean, mean, momentum)
            _follow(running_var, var * (count / (count - 1)), momentum)
    else:
        mean, var = (row("reshape")(t, wide) for t in (running_mean, running_var))
    result = normalisation.standardise(input, mean, var, eps)
    if weight is not None and bias is not None:
        result = result * row("reshape")(weight, wide) + row("reshape")(bias, wide)
    return as_one(result, "NativeBatchNormBackward0", start)


def _follow(running: Tensor, now: Tensor, momentum: float) -> None:
    running.array[...] += momentum * (now.array.reshape(-1) - running.array)


def layer_norm(
    input: Tensor,
    normalized_shape: Any,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
) -> Tensor:
    """Normalise over the last dims."""
    axes = tuple(range(input.ndim - len(tuple(normalized_shape)), input.ndim))
    start = begin()
    result = normalisation.standardise(input, *normalisation.moments(input, axes), eps)
    result = result if weight is None else result * weight
    result = result if bias is None else result + bias
    return as_one(result, "NativeLayerNormBackward0", start)


def group_norm(
    input: Tensor,
    num_groups: int,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
) -> Tensor:
    """Normalise each example over groups of channels."""
    grouped = row("reshape")(input, (input.shape[0], num_groups, -1))
    result = normalisation.standardise(grouped, *normalisation.moments(grouped, (2,)), eps)
    result = row("reshape")(result, tuple(input.shape))
    wide = (1, -1, *(1,) * (input.ndim - 2))
    result = result if weight is None else result * row("reshape")(weight, wide)
    return result if bias is None else result + row("reshape")(bias, wide)


def normalize(input: Tensor, p: float = 2.0, dim: int = 1, eps: float = 1e-12) -> Tensor:
    """Vectors along ``dim`` divided by their norm."""
    return input / _norm(input, p, dim, True).clamp(min=eps)


def scaled_dot_product_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
) -> Tensor:
    """softmax(q kᵀ / √d) v (Vaswani et al. 2017)."""
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    if is_causal:
        attn_mask = Tensor.wrap(np.tri(*scores.shape[-2:], dtype=bool))
    if attn_mask is not None:
        blocked = attn_mask.array.dtype.kind == "b"
        scores = scores.masked_fill(~attn_mask, -math.inf) if blocked else scores + attn_mask
    return dropout(softmax(scores, -1), dropout_p) @ value


def __getattr__(name: str) -> Any:
    raise missing.no_such_name("torch.nn.functional", name, list(globals()))
