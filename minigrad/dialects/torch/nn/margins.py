"""Losses with a margin, and likelihoods."""

from __future__ import annotations

import numpy as np

from ....nn import losses as core
from ..choosing import where
from ..products import cosine_similarity
from ..reductions import norm
from ..tensor import Tensor, row
from .losses import reduced


def margin_ranking_loss(
    input1: Tensor, input2: Tensor, target: Tensor, margin: float = 0.0, *, reduction: str = "mean"
) -> Tensor:
    """max(0, -target * (input1 - input2) + margin)."""
    return reduced(core.hinge(-target * (input1 - input2) + margin), reduction)


def hinge_embedding_loss(
    input: Tensor, target: Tensor, margin: float = 1.0, *, reduction: str = "mean"
) -> Tensor:
    """The input where the target is 1, max(0, margin - input) where it is -1."""
    return reduced(where(target == 1, input, core.hinge(margin - input)), reduction)


def soft_margin_loss(input: Tensor, target: Tensor, *, reduction: str = "mean") -> Tensor:
    """log(1 + exp(-target * input))."""
    return reduced(row("softplus")(-target * input), reduction)


def multi_margin_loss(
    input: Tensor, target: Tensor, margin: float = 1.0, *, reduction: str = "mean"
) -> Tensor:
    """max(0, margin - right + wrong), summed over the wrong classes and divided by their number."""
    chosen = input.gather(1, target.reshape(-1, 1))
    losses = core.hinge(margin - chosen + input)
    mask = np.ones(input.shape, input.array.dtype)
    mask[np.arange(len(mask)), target.array] = 0
    return reduced((losses * Tensor.wrap(mask)).sum(1) / input.shape[1], reduction)


def triplet_margin_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    margin: float = 1.0,
    p: float = 2.0,
    *,
    reduction: str = "mean",
) -> Tensor:
    """max(0, distance to the positive - distance to the negative + margin)."""
    near, far = (pairwise_distance(anchor, x, p) for x in (positive, negative))
    return reduced(core.hinge(near - far + margin), reduction)


def cosine_embedding_loss(
    input1: Tensor, input2: Tensor, target: Tensor, margin: float = 0.0, *, reduction: str = "mean"
) -> Tensor:
    """1 - cos where the target is 1, max(0, cos - margin) where it is -1."""
    cosine = cosine_similarity(input1, input2, input1.ndim - 1)
    return reduced(where(target == 1, 1 - cosine, core.hinge(cosine - margin)), reduction)


def gaussian_nll_loss(
    input: Tensor, target: Tensor, var: Tensor, *, reduction: str = "mean", eps: float = 1e-6
) -> Tensor:
    """(log var + (input - target)² / var) / 2."""
    spread = var.clamp(min=eps)
    return reduced(0.5 * (spread.log() + core.squared_error(input, target) / spread), reduction)


def poisson_nll_loss(
    input: Tensor,
    target: Tensor,
    *,
    log_input: bool = True,
    reduction: str = "mean",
    eps: float = 1e-8,
) -> Tensor:
    """exp(input) - target * input, or for rates input - target * log(input)."""
    each = input.exp() - target * input if log_input else input - target * (input + eps).log()
    return reduced(each, reduction)


def pairwise_distance(x1: Tensor, x2: Tensor, p: float = 2.0, eps: float = 1e-6) -> Tensor:
    """The norm of x1 - x2 + eps along the last dim."""
    return norm(x1 - x2 + eps, p, -1)
