"""Convolution and pooling of images, in the layout (batch, channels, height, width)."""

from __future__ import annotations

from typing import Any

import numpy as np

from .errors import ShapeError
from .primitives.extrema import max_first
from .primitives.reductions import mean, sum as total
from .primitives.shapes import pad
from .primitives.windows import conv, windows

Pair = int | tuple[int, int]
Padding = int | tuple[Pair, Pair]


def conv2d(x: Any, kernel: Any, stride: Pair = 1, padding: Padding = 0) -> Any:
    """The sums of products of a kernel with the image at every place; the kernel is not reversed.

    Args:
        x: images of shape (n, channels, height, width).
        kernel: of shape (out channels, channels, kernel height, kernel width).
        stride: the step, one number or (vertical, horizontal).
        padding: zeros around the image: one number, (vertical, horizontal), or ((top, bottom), (left, right)).

    Raises ShapeError where the shapes do not fit.

    >>> import minigrad as mg
    >>> image = mg.constant([[[[1.0, 2.0], [3.0, 4.0]]]])
    >>> conv2d(image, mg.constant([[[[1.0, 0.0], [0.0, 1.0]]]])).numpy()
    array([[[[5.]]]], dtype=float32)
    """
    border = _borders(padding)
    if len(x.shape) != 4 or len(kernel.shape) != 4 or x.shape[1] != kernel.shape[1]:
        raise ShapeError(
            f"conv2d: the images have shape {x.shape} and the kernel {kernel.shape}. They must be (n, channels, "
            "height, width) and (out channels, channels, kernel height, kernel width), with as many channels in both."
        )
    _check_size("conv2d", x.shape, kernel.shape[2:], border)
    return conv(x, kernel, _pair(stride), border)


def max_pool2d(x: Any, size: Pair, stride: Pair | None = None, padding: Padding = 0) -> Any:
    """The largest element of each window; of equal ones the first receives the derivative.

    Args:
        x: images of shape (..., height, width).
        size: of the window, one number or (height, width).
        stride: the step; None for the window's own size, so that windows do not overlap.
        padding: as for `conv2d`; the border counts as minus infinity.

    >>> import minigrad as mg
    >>> max_pool2d(mg.constant([[1.0, 2.0], [3.0, 4.0]]), 2).numpy()
    array([[4.]], dtype=float32)
    """
    return max_first(_pools("max_pool2d", x, size, stride, padding, -np.inf), (-2, -1))


def avg_pool2d(
    x: Any, size: Pair, stride: Pair | None = None, padding: Padding = 0, count_padding: bool = True
) -> Any:
    """The mean of each window; arguments as for `max_pool2d`.

    With ``count_padding=False`` the zeros of the border do not count as elements.

    >>> import minigrad as mg
    >>> avg_pool2d(mg.constant([[1.0, 2.0], [3.0, 4.0]]), 2).numpy()
    array([[2.5]], dtype=float32)
    """
    seen = _pools("avg_pool2d", x, size, stride, padding, 0.0)
    if count_padding:
        return mean(seen, (-2, -1))
    present = _pools("avg_pool2d", np.ones(x.shape[-2:], x.dtype), size, stride, padding, 0.0)
    return total(seen, (-2, -1)) / total(present, (-2, -1))


def _pools(
    name: str, x: Any, size: Pair, stride: Pair | None, padding: Padding, fill: float
) -> Any:
    border = _borders(padding)
    _check_size(name, x.shape, _pair(size), border)
    if any(map(any, border)):
        x = pad(x, ((0, 0),) * (len(x.shape) - 2) + border, fill)
    return windows(x, _pair(size), _pair(size if stride is None else stride))


def _pair(n: Pair) -> tuple[int, int]:
    return (n, n) if isinstance(n, int) else (n[0], n[1])


def _borders(padding: Padding) -> tuple[tuple[int, int], tuple[int, int]]:
    vertical, horizontal = (padding, padding) if isinstance(padding, int) else padding
    return _pair(vertical), _pair(horizontal)


def _check_size(
    name: str, shape: tuple[int, ...], size: tuple[int, ...], border: tuple[tuple[int, int], ...]
) -> None:
    whole = tuple(n + sum(b) for n, b in zip(shape[-2:], border, strict=True))
    if any(n < k for n, k in zip(whole, size, strict=True)):
        raise ShapeError(
            f"{name}: the window {size} is larger than the image, {whole} with its padding. "
            "Use a smaller window or more padding."
        )
