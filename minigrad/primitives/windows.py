"""Convolutions and sliding windows over the last axes, on strided views: no element is copied to make a window.

What is called convolution in neural networks is a correlation: the kernel is not reversed. Its two adjoints are rows
of their own, and the three close under differentiation: each one's derivative is made of the other two.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from minigrad.primitive import Primitive

Sizes = tuple[int, ...]
Padding = tuple[tuple[int, int], ...]


def _windows(a: Any, size: Sizes, stride: Sizes) -> Any:
    n = len(size)
    spatial = tuple(range(-n, 0))
    view = np.lib.stride_tricks.sliding_window_view(a, size, spatial)
    steps = (slice(None, None, step) for step in stride)
    index: tuple[Any, ...] = (..., *steps, *(slice(None),) * n)
    return view[index]


def _overlap(a: Any, shape: Sizes, stride: Sizes) -> Any:
    """Add windows up where they came from."""
    n = len(stride)
    result = np.zeros(shape, a.dtype)
    counts, size = a.shape[-2 * n : -n], a.shape[-n:]
    for offset in itertools.product(*map(range, size)):
        steps = zip(offset, stride, counts, strict=True)
        places: tuple[Any, ...] = (..., *(slice(i, i + step * n, step) for i, step, n in steps))
        result[places] += a[(..., *offset)]
    return result


def _padded(a: Any, padding: Padding) -> Any:
    return np.pad(a, ((0, 0), (0, 0), *padding)) if any(map(any, padding)) else a


def _conv(a: Any, b: Any, stride: Sizes, padding: Padding) -> Any:
    n = len(stride)
    seen = _windows(_padded(a, padding), b.shape[2:], stride)
    kernel = (1, *range(2, 2 + n))
    return np.moveaxis(np.tensordot(seen, b, ((1, *range(2 + n, 2 + 2 * n)), kernel)), -1, 1)


def _conv_input(a: Any, b: Any, shape: Sizes, stride: Sizes, padding: Padding) -> Any:
    n = len(stride)
    parts = np.moveaxis(np.tensordot(a, b, (1, 0)), n + 1, 1)
    around = zip(shape[2:], padding, strict=True)
    whole = _overlap(parts, (*shape[:2], *(m + sum(p) for m, p in around)), stride)
    inner = zip(shape[2:], padding, strict=True)
    return whole[(..., *(slice(p[0], p[0] + m) for m, p in inner))]


def _conv_kernel(a: Any, b: Any, shape: Sizes, stride: Sizes, padding: Padding) -> Any:
    seen = _windows(_padded(b, padding), shape[2:], stride)
    axes = (0, *range(2, 2 + len(stride)))
    return np.tensordot(a, seen, (axes, axes))


windows = Primitive("windows", _windows, ["overlap(g, a.shape, stride)"], kind="linear")
overlap = Primitive(
    "overlap", _overlap, ["windows(g, a.shape[-len(stride):], stride)"], kind="linear"
)
conv = Primitive(
    "conv", _conv,
    ["conv_input(g, b, a.shape, stride, padding)", "conv_kernel(g, a, b.shape, stride, padding)"],
    kind="bilinear", symbol="∗",
)  # fmt: skip
conv_input = Primitive(
    "conv_input", _conv_input,
    ["conv(g, b, stride, padding)", "conv_kernel(a, g, b.shape, stride, padding)"], kind="bilinear",
)  # fmt: skip
conv_kernel = Primitive(
    "conv_kernel", _conv_kernel,
    ["conv(b, g, stride, padding)", "conv_input(a, g, b.shape, stride, padding)"], kind="bilinear",
)  # fmt: skip
