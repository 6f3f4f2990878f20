"""Which of minigrad's functions answers for which of NumPy's, and how their arguments are carried across.

Most have the same names and parameters, so `carried` does it by NumPy's own signature. A parameter that minigrad's
function does not have is refused when it is given a value other than its default.
"""

from __future__ import annotations

import inspect
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from . import algebra, functions
from .primitive import Primitive
from .primitives import cumulative, extrema, kinks, linalg, reductions, shapes

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]


class NoCounterpart(Exception):  # noqa: N818 - it carries the name of a parameter to `minigrad.protocols`
    """A parameter of NumPy's that minigrad's function does not have."""


RENAMED = {"min": "a_min", "max": "a_max", "correction": "ddof"}


def carried(theirs: Function, ours: Function) -> Function:
    """``ours``, called with the arguments of ``theirs``.

    >>> import minigrad as mg
    >>> float(carried(np.sum, mg.sum)(mg.constant([1.0, 2.0]), axis=0, dtype=None))
    3.0
    """
    if isinstance(ours, Primitive):
        operands, accepted = len(ours.rules), set(ours.params)
    else:
        parameters = inspect.signature(ours).parameters.values()
        operands = sum(p.default is p.empty for p in parameters)
        accepted = {p.name for p in parameters}

    def function(*args: Any, **named: Any) -> Any:
        signature = _signature(theirs)
        bound = signature.bind(*args, **named).arguments
        bound.update(bound.pop("kwargs", {}))
        given = list(bound.items())
        rest = {}
        for name, value in given[operands:]:
            place = signature.parameters.get(name)
            own = RENAMED.get(name, name)
            if own in accepted:
                rest[own] = value
            elif place is None or value is not place.default:
                raise NoCounterpart(name)
        return ours(*(value for _, value in given[:operands]), **rest)

    return function


@cache
def _signature(function: Function) -> inspect.Signature:
    return inspect.signature(function)


def _round(a: Any, decimals: int = 0) -> Any:
    return kinks.rint(a) if decimals == 0 else kinks.rint(a * 10.0**decimals) / 10.0**decimals


def _where(condition: Any, x: Any = None, y: Any = None) -> Any:
    if x is None or y is None:
        return np.nonzero(condition)
    return functions.where(condition, x, y)


def _einsum(subscripts: str, *operands: Any, optimize: Any = None) -> Any:  # noqa: ARG001 - always in a good order
    return algebra.einsum(subscripts, *operands)


def _reshape(a: Any, shape: Any) -> Any:
    return shapes.reshape(a, shape)


def _transpose(a: Any, axes: Any = None) -> Any:
    return shapes.transpose(a, axes)


def _vdot(a: Any, b: Any) -> Any:
    return algebra.dot(functions.ravel(a), functions.ravel(b))


SAME: dict[Function, Function] = {
    np.sum: reductions.sum, np.mean: reductions.mean, np.var: reductions.var, np.std: reductions.std,
    np.prod: cumulative.prod, np.cumsum: cumulative.cumsum, np.cumprod: cumulative.cumprod,
    np.max: extrema.max, np.min: extrema.min, np.amax: extrema.max, np.amin: extrema.min, np.sort: extrema.sort,
    np.clip: functions.clip, np.round: _round, np.around: _round,
    np.concatenate: functions.concatenate, np.stack: functions.stack, np.hstack: functions.hstack,
    np.vstack: functions.vstack, np.split: functions.split, np.repeat: functions.repeat, np.take: functions.take,
    np.take_along_axis: functions.take_along_axis, np.diag: functions.diag, np.ravel: functions.ravel,
    np.moveaxis: functions.moveaxis, np.swapaxes: functions.swapaxes, np.expand_dims: functions.expand_dims,
    np.squeeze: functions.squeeze, np.pad: functions.pad, np.reshape: _reshape, np.transpose: _transpose,
    np.broadcast_to: shapes.broadcast_to, np.tile: shapes.tile, np.flip: shapes.flip, np.roll: shapes.roll,
    np.diagonal: shapes.diagonal, np.tril: shapes.tril, np.triu: shapes.triu, np.trace: algebra.trace,
    np.dot: algebra.dot, np.inner: algebra.inner, np.outer: algebra.outer, np.vdot: _vdot,
    np.tensordot: algebra.tensordot, np.matrix_transpose: algebra.matrix_transpose,
    np.linalg.norm: algebra.norm, np.linalg.vector_norm: algebra.norm, np.linalg.solve: algebra.solve,
    np.linalg.slogdet: algebra.slogdet, np.linalg.inv: linalg.inv, np.linalg.det: linalg.det,
    np.linalg.cholesky: linalg.cholesky, np.linalg.matmul: linalg.matmul, np.linalg.outer: algebra.outer,
    np.linalg.matrix_transpose: algebra.matrix_transpose, np.linalg.tensordot: algebra.tensordot,
}  # fmt: skip
FUNCTIONS: dict[Function, Function] = {
    theirs: carried(theirs, ours) for theirs, ours in SAME.items()
}
FUNCTIONS |= {np.where: _where, np.einsum: _einsum}

# -- the ufuncs' methods -------------------------------------------------------------------------------------------

REDUCTIONS: dict[np.ufunc, Function] = {
    np.add: reductions.sum, np.multiply: cumulative.prod, np.maximum: extrema.max, np.minimum: extrema.min,
    np.logaddexp: reductions.logsumexp,
}  # fmt: skip
ACCUMULATIONS: dict[np.ufunc, Function] = {
    np.add: cumulative.cumsum,
    np.multiply: cumulative.cumprod,
}

# -- what has no derivative: it answers with whole numbers, booleans, text, or constants -----------------------------

PLAIN_UFUNCS = frozenset({
    np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal, np.isnan, np.isinf, np.isfinite,
    np.signbit, np.logical_and, np.logical_or, np.logical_not, np.logical_xor,
})  # fmt: skip
VALUES = frozenset({
    np.argmax, np.argmin, np.argsort, np.searchsorted, np.nonzero, np.count_nonzero, np.any, np.all, np.unique,
    np.isclose, np.allclose, np.array_equal, np.isin, np.shape, np.ndim, np.size, np.result_type, np.iscomplexobj,
    np.isrealobj, np.array2string, np.array_repr, np.array_str, np.zeros_like, np.ones_like, np.full_like,
    np.empty_like, np.histogram, np.bincount, np.shares_memory, np.may_share_memory, np.save, np.savetxt,
})  # fmt: skip
