"""Convolution and pooling as functions."""

from __future__ import annotations

from typing import Any

from ....nn import convolution
from ..errors import SizeError
from ..nodes import as_one, begin
from ..tensor import Tensor, row


def pair(value: Any) -> tuple[int, int]:
    """One number for both directions, or two."""
    return (value, value) if isinstance(value, int) else tuple(value)


def conv2d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Tensor:
    """Cross-correlation of images (batch, channels, H, W), or one image, with kernels."""
    if input.ndim == 3:
        return conv2d(input.unsqueeze(0), weight, bias, stride, padding, dilation, groups).squeeze(
            0
        )
    if input.shape[1] != weight.shape[1] * groups:
        raise SizeError(
            f"this convolution takes {weight.shape[1] * groups} channels, "
            f"and the input has {input.shape[1]}: {tuple(input.shape)}."
        )
    spread = pair(dilation)
    if padding == "same":
        padding = tuple(d * (k - 1) // 2 for d, k in zip(spread, weight.shape[2:], strict=True))
    start = begin()
    result = convolution.convolve(
        input, weight, pair(stride), pair(0 if padding == "valid" else padding), spread, groups
    )
    if bias is not None:
        result = result + row("reshape")(bias, (1, -1, 1, 1))
    return as_one(result, "ConvolutionBackward0", start)


def conv1d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
    groups: int = 1,
) -> Tensor:
    """Cross-correlation of signals (batch, channels, length) with kernels."""
    start = begin()
    result = conv2d(
        input.unsqueeze(2),
        weight.unsqueeze(2),
        bias,
        (1, stride),
        (0, padding),
        (1, dilation),
        groups,
    )
    return as_one(result.squeeze(2), "ConvolutionBackward0", start)


def max_pool2d(input: Tensor, kernel_size: Any, stride: Any = None, padding: Any = 0) -> Tensor:
    """The largest of each window; the windows touch unless ``stride`` says otherwise."""
    return _pooled(
        convolution.max_pool, "MaxPool2DWithIndicesBackward0", input, kernel_size, stride, padding
    )


def avg_pool2d(input: Tensor, kernel_size: Any, stride: Any = None, padding: Any = 0) -> Tensor:
    """The mean of each window."""
    return _pooled(convolution.mean_pool, "AvgPool2DBackward0", input, kernel_size, stride, padding)


def _pooled(
    pool: Any, name: str, input: Tensor, kernel_size: Any, stride: Any, padding: Any
) -> Tensor:
    if input.ndim == 3:
        return _pooled(pool, name, input.unsqueeze(0), kernel_size, stride, padding).squeeze(0)
    start = begin()
    kernel = pair(kernel_size)
    return as_one(
        pool(input, kernel, kernel if stride is None else pair(stride), pair(padding)), name, start
    )


def max_pool1d(
    input: Tensor, kernel_size: int, stride: int | None = None, padding: int = 0
) -> Tensor:
    """The largest of each window of a signal."""
    step = kernel_size if stride is None else stride
    return max_pool2d(input.unsqueeze(-2), (1, kernel_size), (1, step), (0, padding)).squeeze(-2)


def avg_pool1d(
    input: Tensor, kernel_size: int, stride: int | None = None, padding: int = 0
) -> Tensor:
    """The mean of each window of a signal."""
    step = kernel_size if stride is None else stride
    return avg_pool2d(input.unsqueeze(-2), (1, kernel_size), (1, step), (0, padding)).squeeze(-2)


def adaptive_avg_pool2d(input: Tensor, output_size: Any) -> Tensor:
    """Means of windows as large as needed for this output; sizes must divide."""
    wanted = pair(output_size)
    if any(n % k for n, k in zip(input.shape[-2:], wanted, strict=True)):
        raise NotImplementedError(
            f"adaptive pooling here needs sizes that divide: {tuple(input.shape[-2:])} to {wanted}."
        )
    if wanted == (1, 1):
        return input.mean((-2, -1), keepdim=True)
    return avg_pool2d(input, tuple(n // k for n, k in zip(input.shape[-2:], wanted, strict=True)))
