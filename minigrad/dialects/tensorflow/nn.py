"""Activations and losses; ``tf.nn``."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.functions import where as choose
from minigrad.nn import convolution, losses

from . import elementwise as e
from .creation import convert_to_tensor
from .elementwise import (
    log_sigmoid as log_sigmoid,
    sigmoid as sigmoid,
    softplus as softplus,
    softsign as softsign,
    tanh as tanh,
)
from .errors import InvalidArgumentError
from .indexing import gather, in_top_k as in_top_k, top_k as top_k
from .linalg import l2_normalize as l2_normalize
from .missing import missing as _missing
from .random import uniform
from .reductions import moments as moments, reduce_sum, zero_fraction as zero_fraction
from .rows import activation, pair, row, static
from .shaping import pad, transpose
from .tensor import EagerTensor, tensor

relu = activation("relu", "relu", "max(x, 0); slope 0 at 0.")
silu = activation("silu", "silu", "x * sigmoid(x).")
swish = activation("swish", "silu", "x * sigmoid(x).")


def gelu(features: Any, approximate: bool = False, name: str | None = None) -> Any:
    """x times the normal distribution function of x, or its tanh approximation."""
    return row("gelu_tanh" if approximate else "gelu")(tensor(features))


def elu(features: Any, name: str | None = None) -> Any:
    """x, and exp(x) - 1 below 0; slope 1 at 0."""
    return row("elu")(tensor(features))


def selu(features: Any, name: str | None = None) -> Any:
    """The self-normalising variant of elu (Klambauer et al. 2017)."""
    x = tensor(features)
    negative = x.data < 0
    zero = EagerTensor.wrap(np.zeros_like(x.data))
    return 1.0507009873554805 * choose(
        negative, 1.6732632423543772 * e.expm1(choose(negative, x, zero)), x
    )


def relu6(features: Any, name: str | None = None) -> Any:
    """x limited to [0, 6]; slope 0 at both ends."""
    x = tensor(features)
    inside = (x.data > 0) & (x.data < 6)
    return choose(inside, x, EagerTensor.wrap(np.clip(x.data, 0, 6)))


def leaky_relu(features: Any, alpha: float = 0.2, name: str | None = None) -> Any:
    """x, and ``alpha * x`` below 0; slope alpha at 0."""
    return row("leaky_relu")(tensor(features), alpha)


def crelu(features: Any, axis: int = -1, name: str | None = None) -> Any:
    """relu(x) and relu(-x) side by side."""
    from .shaping import concat

    x = tensor(features)
    return relu(concat([x, -x], axis))


def softmax(logits: Any, axis: int | None = -1, name: str | None = None) -> Any:
    """Positive numbers that sum to 1 along an axis, in proportion to exp(logits)."""
    return row("softmax")(_floats(logits), -1 if axis is None else axis)


def log_softmax(logits: Any, axis: int | None = -1, name: str | None = None) -> Any:
    """The logarithm of the softmax, without overflow."""
    return row("log_softmax")(_floats(logits), -1 if axis is None else axis)


def _floats(x: Any) -> Any:
    x = tensor(x)
    if x.data.dtype.kind not in "fc":
        raise InvalidArgumentError(
            f"this function takes floats, and its argument has dtype {x.data.dtype.name}."
        )
    return x


def softmax_cross_entropy_with_logits(
    labels: Any, logits: Any, axis: int = -1, name: str | None = None
) -> Any:
    """The cross-entropy between rows of probabilities and the softmax of rows of logits, one number per row."""
    target, scores = pair(labels, logits)
    scores = scores if isinstance(scores, EagerTensor) else EagerTensor.convert(scores, like=target)
    if axis not in (-1, len(scores.shape) - 1):
        return -reduce_sum(target * log_softmax(scores, axis), axis)
    return row("dense_cross_entropy")(scores, target)


def sparse_softmax_cross_entropy_with_logits(
    labels: Any, logits: Any, name: str | None = None
) -> Any:
    """The cross-entropy between class numbers and the softmax of rows of logits, one number per row."""
    scores, classes = _floats(logits), np.asarray(tensor(labels).data)
    n = scores.shape[-1]
    if classes.size and not (classes.min() >= 0 and classes.max() < n):
        raise InvalidArgumentError(
            f"labels from {classes.min()} to {classes.max()} do not lie in [0, {n})."
        )
    return row("sparse_cross_entropy")(scores, classes)


def sigmoid_cross_entropy_with_logits(
    labels: Any = None, logits: Any = None, name: str | None = None
) -> Any:
    """The cross-entropy between probabilities and sigmoid(logits), one number per element."""
    target, scores = pair(labels, logits)
    scores = scores if isinstance(scores, EagerTensor) else EagerTensor.convert(scores, like=target)
    return row("sigmoid_cross_entropy")(scores, target)


def weighted_cross_entropy_with_logits(
    labels: Any, logits: Any, pos_weight: Any, name: str | None = None
) -> Any:
    """As `sigmoid_cross_entropy_with_logits`, positive examples counted ``pos_weight`` times."""
    target, scores = pair(labels, logits)
    scores = scores if isinstance(scores, EagerTensor) else EagerTensor.convert(scores, like=target)
    return losses.weighted_sigmoid_cross_entropy(scores, target, pos_weight)


def bias_add(value: Any, bias: Any, data_format: str | None = None, name: str | None = None) -> Any:
    """``value`` plus one number per last axis."""
    x, b = pair(value, bias)
    return x + b


def l2_loss(t: Any, name: str | None = None) -> Any:
    """Half the sum of squares."""
    return reduce_sum(e.square(t)) / 2.0


def batch_normalization(
    x: Any,
    mean: Any,
    variance: Any,
    offset: Any,
    scale: Any,
    variance_epsilon: float,
    name: str | None = None,
) -> Any:
    """``(x - mean) / sqrt(variance + epsilon) * scale + offset``."""
    factor = e.rsqrt(tensor(variance) + variance_epsilon)
    factor = factor if scale is None else factor * scale
    shifted = tensor(x) * factor - tensor(mean) * factor
    return shifted if offset is None else shifted + offset


def dropout(
    x: Any, rate: Any, noise_shape: Any = None, seed: Any = None, name: str | None = None
) -> Any:
    """Zero with probability ``rate``, else divided by 1 - rate; the mean stays."""
    x, share = convert_to_tensor(x), static(rate)
    if not 0 <= share < 1:
        raise ValueError(
            f"the rate of dropout lies in [0, 1), and {share} was given. It is the share to drop."
        )
    if share == 0:
        return x
    kept = uniform(tuple(x.shape) if noise_shape is None else noise_shape, seed=seed).data >= share
    return x * EagerTensor.wrap((kept / (1.0 - share)).astype(x.data.dtype))


def embedding_lookup(params: Any, ids: Any, max_norm: Any = None, name: str | None = None) -> Any:
    """The rows that the ids name."""
    return gather(params, ids)


def _images(
    x: Any, kernel: Any, strides: Any, padding: Any, fill: float = 0.0
) -> tuple[Any, tuple[int, int], tuple[int, int]]:
    """Images with channels second and the frame that ``padding`` asks for, the window and the strides."""
    window, steps = _two(kernel), _two(strides)
    x = transpose(tensor(x), [0, 3, 1, 2])
    if padding == "SAME":
        frame = [[0, 0], [0, 0]]
        for n, k, s in zip(x.shape[2:], window, steps, strict=True):
            missing = max((-(-n // s) - 1) * s + k - n, 0)
            frame.append([missing // 2, missing - missing // 2])
        x = pad(x, frame, constant_values=fill)
    elif padding != "VALID":
        raise ValueError(f"padding is 'VALID' or 'SAME', not {padding!r}.")
    return x, window, steps


def _two(x: Any) -> tuple[int, int]:
    x = static(x)
    return (x, x) if isinstance(x, int) else (x[1], x[2]) if len(x) == 4 else (x[0], x[-1])


def conv2d(
    input: Any,
    filters: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = None,
    name: str | None = None,
) -> Any:
    """Images (batch, height, width, channels) against kernels (height, width, channels, filters)."""
    kernel = tensor(filters)
    x, _, steps = _images(input, list(kernel.shape[:2]), strides, padding)
    found = convolution.convolve(
        x, transpose(kernel, [3, 2, 0, 1]), steps, (0, 0), _two(dilations or 1)
    )
    return transpose(found, [0, 2, 3, 1])


def max_pool2d(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    name: str | None = None,
) -> Any:
    """The largest number of each window."""
    x, window, steps = _images(input, ksize, strides, padding, float("-inf"))
    return transpose(convolution.max_pool(x, window, steps), [0, 2, 3, 1])


def avg_pool2d(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    name: str | None = None,
) -> Any:
    """The mean of each window; with SAME, of what lies inside the image."""
    x, window, steps = _images(input, ksize, strides, padding)
    inside, _, _ = _images(np.ones_like(tensor(input).data), ksize, strides, padding)
    share = convolution.mean_pool(inside, window, steps)
    return transpose(convolution.mean_pool(x, window, steps) / share, [0, 2, 3, 1])


max_pool, avg_pool = max_pool2d, avg_pool2d


def __getattr__(name: str) -> Any:
    return _missing("tf.nn", name, globals())
