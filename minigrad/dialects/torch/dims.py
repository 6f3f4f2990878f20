"""``dim`` as torch users write it: a number, several, or none, counted from either end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .dtypes import Size
from .errors import SizeError, dims_error


def one(dim: Any, ndim: int) -> int:
    """``dim`` as a number from 0; DimError (an IndexError) where it is not there.

    >>> one(-1, 3)
    2
    """
    dim = int(dim)
    if not -max(ndim, 1) <= dim < max(ndim, 1):
        raise dims_error(dim, ndim)
    return dim % ndim if ndim else 0


def several(dim: Any, ndim: int) -> tuple[int, ...] | None:
    """The dims to reduce as numbers from 0; None for all of them."""
    if dim is None or (not isinstance(dim, int) and len(dim) == 0):
        return None
    dims = dim if isinstance(dim, Iterable) else (dim,)
    found = tuple(one(d, ndim) for d in dims)
    if len(set(found)) < len(found):
        raise RuntimeError(f"dim={dim} names one dimension twice. Name each once.")
    return found if ndim else None


def sizes(given: tuple[Any, ...]) -> Size:
    """Sizes written as ``2, 3`` or ``(2, 3)``.

    >>> sizes((2, 3)), sizes(([2, 3],))
    (torch.Size([2, 3]), torch.Size([2, 3]))
    """
    if len(given) == 1 and isinstance(given[0], Iterable):
        given = tuple(given[0])
    return Size(int(n) for n in given)


def resolved(shape: tuple[int, ...], count: int) -> Size:
    """A shape with its one -1 filled in; SizeError (a RuntimeError) where it cannot hold ``count`` elements."""
    unknown = [i for i, n in enumerate(shape) if n == -1]
    if len(unknown) > 1:
        raise SizeError(f"only one size can be -1, and {list(shape)} has {len(unknown)}.")
    known = Size(n for n in shape if n != -1).numel()
    fits = known == count if not unknown else known > 0 and count % known == 0
    if not fits:
        raise SizeError(
            f"shape {list(shape)} is invalid for a tensor of {count} elements. Their product must be {count}."
        )
    return Size(count // known if n == -1 else n for n in shape)
