"""Sums of products in Einstein's notation: the primitive of two operands, from which all contractions are made.

``einsum("ij,jk->ik", a, b)`` multiplies along every index and sums over those that the result does not have.
Its derivative is again of this kind, with the indices exchanged.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from minigrad.primitive import NAMESPACE, Primitive

from .shapes import Shape, broadcast_to, unbroadcast


def _contract(a: Any, b: Any, spec: str) -> Any:
    return np.einsum(spec, a, b, optimize=prod(a.shape) * prod(b.shape) > 4096)[()]


def for_left(g: Any, b: Any, shape: Shape, spec: str) -> Any:
    """The cotangent of the left operand: the result's indices times the right one's, summed to the left one's."""
    left, right, result = indices(spec)
    return fitted(contract(g, b, f"{result},{right}->{left}"), shape)


def for_right(g: Any, a: Any, shape: Shape, spec: str) -> Any:
    """The cotangent of the right operand."""
    left, right, result = indices(spec)
    return fitted(contract(a, g, f"{left},{result}->{right}"), shape)


def fitted(g: Any, shape: Shape) -> Any:
    """Summed where the operand's axis of length 1 was stretched, stretched where the other one's was."""
    wide = tuple(max(n, m) for n, m in zip(g.shape, shape, strict=True))
    wide = tuple(
        0 if 0 in pair else n
        for n, pair in zip(wide, zip(g.shape, shape, strict=True), strict=True)
    )
    return unbroadcast(broadcast_to(g, wide), shape)


def indices(spec: str) -> tuple[str, str, str]:
    """The letters of the operands and of the result.

    >>> indices("ij,jk->ik")
    ('ij', 'jk', 'ik')
    """
    operands, result = spec.split("->")
    left, right = operands.split(",")
    return left, right, result


contract = Primitive(
    "einsum", _contract, ["for_left(g, b, a.shape, spec)", "for_right(g, a, b.shape, spec)"], kind="bilinear"
)  # fmt: skip
NAMESPACE |= {"for_left": for_left, "for_right": for_right}
