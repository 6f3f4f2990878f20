"""Loss functions: torch's arguments and reductions over the core's losses."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from ....nn import losses as core
from .. import activations
from ..dtypes import int64, uint8
from ..errors import DimError, KindError, SizeError
from ..nodes import as_one, begin
from ..tensor import Tensor, row


def reduced(loss: Tensor, reduction: str) -> Tensor:
    """The mean, the sum, or every number ('none')."""
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    if reduction == "none":
        return loss
    raise ValueError(f"reduction is 'mean', 'sum' or 'none', not {reduction!r}.")


def _pair(input: Tensor, target: Tensor) -> None:
    if input.shape != target.shape:
        warnings.warn(
            f"the target has shape {tuple(target.shape)} and the input {tuple(input.shape)}; they broadcast, which is "
            "rarely meant. Reshape one of them.",
            UserWarning,
            stacklevel=3,
        )


def mse_loss(input: Tensor, target: Tensor, *, reduction: str = "mean") -> Tensor:
    """The mean squared error.

    >>> from minigrad.dialects import torch
    >>> torch.nn.functional.mse_loss(torch.tensor([1.0, 2.0]), torch.tensor([0.0, 4.0]))
    tensor(2.5000)
    """
    _pair(input, target)
    start = begin()
    return as_one(reduced(core.squared_error(input, target), reduction), "MseLossBackward0", start)


def l1_loss(input: Tensor, target: Tensor, *, reduction: str = "mean") -> Tensor:
    """The mean absolute error."""
    _pair(input, target)
    return reduced(core.absolute_error(input, target), reduction)


def huber_loss(
    input: Tensor, target: Tensor, reduction: str = "mean", delta: float = 1.0
) -> Tensor:
    """Squared near 0, straight beyond ``delta``."""
    _pair(input, target)
    start = begin()
    return as_one(reduced(core.huber(input, target, delta), reduction), "HuberLossBackward0", start)


def smooth_l1_loss(
    input: Tensor, target: Tensor, *, reduction: str = "mean", beta: float = 1.0
) -> Tensor:
    """`huber_loss` divided by ``beta``."""
    _pair(input, target)
    start = begin()
    each = core.huber(input, target, beta) / beta if beta else core.absolute_error(input, target)
    return as_one(reduced(each, reduction), "SmoothL1LossBackward0", start)


def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    *,
    ignore_index: int = -100,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Tensor:
    """The cross-entropy of softmax(input) with classes (int64) or probabilities (floats of the input's shape).

    >>> from minigrad.dialects import torch
    >>> torch.nn.functional.cross_entropy(torch.zeros(1, 2), torch.tensor([0]))
    tensor(0.6931)
    """
    start = begin()
    log_p = activations.log_softmax(input, 0 if input.ndim == 1 else 1)
    if target.dtype.is_floating_point and target.shape == input.shape:
        loss = _from_probabilities(log_p, target, weight, reduction, label_smoothing)
        return as_one(loss, "DivBackward1" if reduction == "mean" else "SumBackward1", start)
    loss = nll_loss(log_p, target, weight, ignore_index=ignore_index, reduction=reduction)
    if label_smoothing:
        classes = log_p.shape[0 if log_p.ndim == 1 else 1]
        even = reduced(-log_p.sum(0 if log_p.ndim == 1 else 1), reduction)
        loss = loss * (1 - label_smoothing) + even * (label_smoothing / classes)
    return loss


def _from_probabilities(
    log_p: Tensor, target: Tensor, weight: Tensor | None, reduction: str, smoothing: float
) -> Tensor:
    axis = 0 if log_p.ndim == 1 else 1
    if smoothing:
        target = target * (1 - smoothing) + smoothing / log_p.shape[axis]
    products = log_p * target
    if weight is not None:
        products = products * weight.reshape([-1 if i == axis else 1 for i in range(log_p.ndim)])
    each = -products.sum(axis)
    return each.sum() / max(1, each.array.size) if reduction == "mean" else reduced(each, reduction)


def nll_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    *,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """-log-probability of each target class; the mean is over targets that are not ignored."""
    classes = _check_classes(input, target, ignore_index)
    counted = classes != ignore_index
    safe = np.where(counted, classes, 0)
    start = begin()
    rows = list(np.ogrid[tuple(slice(n) for n in safe.shape)]) if safe.ndim else []
    rows.insert(0 if input.ndim == 1 else 1, safe)
    weights = counted.astype(input.array.dtype) * (1 if weight is None else weight.array[safe])
    each = -row("getitem")(input, tuple(rows)) * Tensor.wrap(
        np.asarray(weights, input.array.dtype)[()]
    )
    if reduction == "mean":
        total = weights.sum(dtype=input.array.dtype)
        with np.errstate(invalid="ignore"):
            loss = each.sum() / Tensor.wrap(total)
    else:
        loss = reduced(each, reduction)
    return as_one(loss, "NllLossBackward0" if input.ndim <= 2 else "NllLoss2DBackward0", start)


def _check_classes(input: Tensor, target: Tensor, ignore_index: int) -> Any:
    if target.dtype not in {int64, uint8}:
        raise KindError(
            f"class targets are int64 (or uint8), and these are {target.dtype}. Use target.long()."
        )
    axis = 0 if input.ndim == 1 else 1
    batch = tuple(n for i, n in enumerate(input.shape) if i != axis)
    if tuple(target.shape) != batch:
        raise ValueError(
            f"the input has shape {tuple(input.shape)}, so the targets need shape {batch}, not {tuple(target.shape)}."
        )
    classes = target.array.astype(np.int64)
    wrong = (classes != ignore_index) & ((classes < 0) | (classes >= input.shape[axis]))
    if wrong.any():
        worst = np.asarray(classes)[wrong].ravel()[0]
        raise DimError(
            f"target {worst} is out of bounds: "
            f"there are {input.shape[axis]} classes, from 0 to {input.shape[axis] - 1}."
        )
    return classes


def binary_cross_entropy(
    input: Tensor, target: Tensor, weight: Tensor | None = None, *, reduction: str = "mean"
) -> Tensor:
    """The cross-entropy of probabilities, with logarithms of at least -100."""
    if input.shape != target.shape:
        raise ValueError(
            f"the target has shape {tuple(target.shape)} and the input {tuple(input.shape)}. They must be the same."
        )
    if ((input.array < 0) | (input.array > 1)).any():
        raise SizeError(
            "binary_cross_entropy() takes probabilities from 0 to 1. For logits use binary_cross_entropy_with_logits()."
        )
    start = begin()
    with np.errstate(divide="ignore"):
        each = core.binary_cross_entropy(input, target)
    return as_one(reduced(_weighted(each, weight), reduction), "BinaryCrossEntropyBackward0", start)


def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    *,
    reduction: str = "mean",
    pos_weight: Tensor | None = None,
) -> Tensor:
    """The cross-entropy of sigmoid(input), without overflow."""
    if input.shape != target.shape:
        raise ValueError(
            f"the target has shape {tuple(target.shape)} and the input {tuple(input.shape)}. They must be the same."
        )
    start = begin()
    if pos_weight is None:
        each = row("sigmoid_cross_entropy")(input, target)
    else:
        each = core.weighted_sigmoid_cross_entropy(input, target, pos_weight)
    return as_one(
        reduced(_weighted(each, weight), reduction), "BinaryCrossEntropyWithLogitsBackward0", start
    )


def _weighted(each: Tensor, weight: Tensor | None) -> Tensor:
    return each if weight is None else each * weight


def kl_div(
    input: Tensor, target: Tensor, *, reduction: str = "mean", log_target: bool = False
) -> Tensor:
    """The divergence from log-probabilities ``input`` to ``target``; 'batchmean' is the textbook's."""
    each = core.kullback_leibler(input, target, log_target=log_target)
    if reduction == "batchmean":
        total: Tensor = each.sum() / input.shape[0]
        return total
    return reduced(each, reduction)
