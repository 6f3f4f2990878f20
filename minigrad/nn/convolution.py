"""Convolution and pooling: windows are gathered by index, and the rest is a matrix product or a reduction."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from minigrad.primitives import TABLE

Pair = tuple[int, int]


def output_length(length: int, kernel: int, stride: int, dilation: int = 1) -> int:
    """How many windows fit.

    >>> output_length(5, 3, 1), output_length(5, 3, 2)
    (3, 2)
    """
    return (length - dilation * (kernel - 1) - 1) // stride + 1


@lru_cache(maxsize=64)
def window_index(length: int, kernel: int, stride: int, dilation: int) -> np.ndarray[Any, Any]:
    """Positions by (window, place in the window).

    >>> window_index(4, 2, 1, 1).tolist()
    [[0, 1], [1, 2], [2, 3]]
    """
    windows = np.arange(output_length(length, kernel, stride, dilation)) * stride
    return windows[:, None] + np.arange(kernel) * dilation


def windows(x: Any, kernel: Pair, stride: Pair, dilation: Pair = (1, 1)) -> Any:
    """All windows of images: (batch, channels, H, W) to (batch, channels, rows, columns, kh, kw)."""
    rows, columns = (
        window_index(n, k, s, d)
        for n, k, s, d in zip(x.shape[2:], kernel, stride, dilation, strict=True)
    )
    everything = slice(None)
    index = (everything, everything, rows[:, None, :, None], columns[None, :, None, :])
    return TABLE["getitem"](x, index)


def padded(x: Any, padding: Pair, value: float = 0.0) -> Any:
    """Images with a frame of ``value`` around them."""
    if not any(padding):
        return x
    above, left = padding
    return TABLE["pad"](x, ((0, 0), (0, 0), (above, above), (left, left)), value)


def convolve(
    x: Any, weight: Any, stride: Pair, padding: Pair, dilation: Pair, groups: int = 1
) -> Any:
    """Cross-correlation of images (batch, channels, H, W) with kernels (out, channels / groups, kh, kw)."""
    n = x.shape[0]
    out, inside, *kernel = weight.shape
    found = windows(padded(x, padding), tuple(kernel), stride, dilation)
    rows, columns = found.shape[2:4]
    patches = TABLE["transpose"](
        found, (1, 4, 5, 0, 2, 3)
    )  # channels, kh, kw, then one column per window
    patches = TABLE["reshape"](
        patches, (groups, inside * kernel[0] * kernel[1], n * rows * columns)
    )
    kernels = TABLE["reshape"](weight, (groups, out // groups, inside * kernel[0] * kernel[1]))
    product = TABLE["reshape"](TABLE["matmul"](kernels, patches), (out, n, rows, columns))
    return TABLE["transpose"](product, (1, 0, 2, 3))


def max_pool(x: Any, kernel: Pair, stride: Pair, padding: Pair = (0, 0)) -> Any:
    """The largest of each window; of equals the first has the gradient."""
    found = windows(padded(x, padding, -np.inf), kernel, stride)
    return TABLE["max_first"](found, (4, 5))


def mean_pool(x: Any, kernel: Pair, stride: Pair, padding: Pair = (0, 0)) -> Any:
    """The mean of each window."""
    return TABLE["mean"](windows(padded(x, padding), kernel, stride), (4, 5))
