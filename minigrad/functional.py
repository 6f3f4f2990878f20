"""Derivatives as functions of functions: `grad`, `vjp`, `jvp`, `jacobian`, `hessian`, `hvp`.

Arguments and results may be nested lists, tuples and dicts of numbers, arrays and Tensors. Each transformation
may be applied to the result of another, to any depth, and to code that uses tapes or ``backward()`` itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .autograd import GradTensor
from .blame import dtype_error
from .errors import ShapeError
from .functions import stack
from .nest import flatten, pack
from .primitives.shapes import reshape
from .seeds import ones_like, zeros_like
from .tensor import TensorBase, as_data
from .traced import Traced

if TYPE_CHECKING:
    from collections.abc import Callable

    from .traced import Function


def vjp(function: Function, *primals: Any) -> tuple[Any, Callable[[Any], tuple[Any, ...]]]:
    """The value of a function, and the function that pulls a cotangent of it back to the arguments.

    >>> import minigrad as mg
    >>> y, pull = mg.vjp(lambda a, b: a * b, 3.0, 4.0)
    >>> [float(g) for g in pull(1.0)]
    [4.0, 3.0]
    """
    traced = Traced(function, primals)

    def pull(cotangent: Any) -> tuple[Any, ...]:
        given = (
            flatten(cotangent) if isinstance(traced.result, (list, tuple, dict)) else [cotangent]
        )
        _same_shapes(given, traced.outputs, "cotangent")
        packed: tuple[Any, ...] = pack(primals, traced.pull(given))
        return packed

    return traced.result, pull


def jvp(function: Function, primals: tuple[Any, ...], tangents: tuple[Any, ...]) -> tuple[Any, Any]:
    """The value of a function, and its derivative in the direction of ``tangents``: forward mode.

    >>> import minigrad as mg
    >>> y, dy = mg.jvp(lambda a: a * a, (3.0,), (1.0,))
    >>> float(y), float(dy)
    (9.0, 6.0)
    """
    traced = Traced(function, tuple(primals))
    given = flatten(tangents)
    _same_shapes(given, traced.inputs, "tangent")
    return traced.result, pack(traced.result, traced.push(given))


def _same_shapes(given: list[Any], expected: list[Any], what: str) -> None:
    shapes = [np.shape(g.array if isinstance(g, TensorBase) else g) for g in given]
    wanted = [e.shape for e in expected]
    if shapes != wanted:
        raise ShapeError(
            f"the {what}s have shapes {shapes}, and {wanted} is needed. Give one {what} per value, of its shape."
        )


def _at_places(
    function: Function, places: tuple[int, ...], args: tuple[Any, ...], named: dict[str, Any]
) -> Function:
    """``function`` of some of its arguments, the others being fixed."""

    def of_places(*chosen: Any) -> Any:
        everything = list(args)
        for place, value in zip(places, chosen, strict=True):
            everything[place] = value
        return function(*everything, **named)

    return of_places


def _chosen(args: tuple[Any, ...], places: tuple[int, ...]) -> tuple[Any, ...]:
    """The arguments to differentiate. Raises where there is none at a place, or it holds whole numbers."""
    for place in places:
        if not -len(args) <= place < len(args):
            raise TypeError(
                f"argnums={place} asks for the derivative by argument {place}, and {len(args)} were given by position. "
                "Arguments given by name are held fixed."
            )
        for value in flatten(args[place]):
            dtype = as_data(value).dtype
            if dtype.kind not in "fc":
                raise dtype_error(f"argument {place}", dtype)
    return tuple(args[place] for place in places)


def _pair(result: Any) -> Any:
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        raise TypeError(
            f"with has_aux=True the function returns a pair, (value, anything else), and this one returned {result!r}."
        )
    return result


def value_and_grad(
    function: Function, argnums: int | tuple[int, ...] = 0, has_aux: bool = False
) -> Function:
    """A function that returns the value of ``function`` and its gradient.

    Args:
        function: returns one number; with ``has_aux``, a pair of it and anything else.
        argnums: which argument (or arguments) to differentiate; each may be a nest.
        has_aux: pass the second part of the result through.

    >>> import minigrad as mg
    >>> value, gradient = mg.value_and_grad(lambda w: (w * w).sum())(mg.constant([1.0, 2.0]))
    >>> float(value), gradient.numpy()
    (5.0, array([2., 4.], dtype=float32))
    """
    places = (argnums,) if isinstance(argnums, int) else tuple(argnums)

    def differentiated(*args: Any, **named: Any) -> Any:
        extra: list[Any] = []
        at_places = _at_places(function, places, args, named)

        def without_aux(*chosen: Any) -> Any:
            result = at_places(*chosen)
            if has_aux:
                result, aux = _pair(result)
                extra.append(aux)
            return result

        traced = Traced(without_aux, _chosen(args, places))
        if len(traced.outputs) != 1 or traced.outputs[0].array.size != 1:
            shapes = [output.shape for output in traced.outputs]
            raise ShapeError(
                f"grad() differentiates a function that returns one number, and this one returned shape(s) {shapes}. "
                "Reduce the result (.sum(), .mean()), or use vjp() or jacobian()."
            )
        gradients = pack(
            traced.primals, traced.pull([GradTensor.wrap(ones_like(traced.outputs[0].array))])
        )
        gradient = gradients[0] if isinstance(argnums, int) else gradients
        value = (traced.result, extra[0]) if has_aux else traced.result
        return value, gradient

    return differentiated


def grad(function: Function, argnums: int | tuple[int, ...] = 0, has_aux: bool = False) -> Function:
    """A function that returns the gradient of ``function``, and may be differentiated again.

    >>> import minigrad as mg
    >>> cube = lambda x: x * x * x
    >>> float(mg.grad(cube)(2.0)), float(mg.grad(mg.grad(cube))(2.0))
    (12.0, 12.0)
    """
    both = value_and_grad(function, argnums, has_aux)

    def gradient(*args: Any, **named: Any) -> Any:
        value, result = both(*args, **named)
        return (result, value[1]) if has_aux else result

    return gradient


def hvp(function: Function, primal: Any, vector: Any) -> Any:
    """The Hessian of ``function`` at ``primal`` times a vector, without ever forming the Hessian.

    Forward mode over reverse mode (Pearlmutter 1994).

    >>> import minigrad as mg
    >>> mg.hvp(
    ...     lambda x: (x * x * x).sum(), mg.constant([1.0, 2.0]), mg.constant([1.0, 1.0])
    ... ).numpy()
    array([ 6., 12.], dtype=float32)
    """
    return jvp(grad(function), (primal,), (vector,))[1]


def jacobian(function: Function, argnums: int | tuple[int, ...] = 0) -> Function:
    """A function that returns the Jacobian: result shape followed by argument shape.

    One backward walk per element of the result; for a nest of arguments or results, the nest of Jacobians.

    >>> import minigrad as mg
    >>> mg.jacobian(lambda x: x * x)(mg.constant([1.0, 2.0])).numpy()
    array([[2., 0.],
           [0., 4.]], dtype=float32)
    """
    places = (argnums,) if isinstance(argnums, int) else tuple(argnums)

    def differentiated(*args: Any, **named: Any) -> Any:
        traced = Traced(_at_places(function, places, args, named), _chosen(args, places))
        rows = [_rows(traced, number) for number in range(len(traced.outputs))]
        jacobians = [pack(traced.primals, columns) for columns in rows]
        chosen = [j[0] for j in jacobians] if isinstance(argnums, int) else jacobians
        return pack(traced.result, chosen)

    return differentiated


def _rows(traced: Traced, number: int) -> list[Any]:
    """The Jacobians of one output with respect to every input."""
    shape, size = traced.outputs[number].shape, traced.outputs[number].array.size
    pulled = []
    for position in range(size):
        seeds = [zeros_like(output.array) for output in traced.outputs]
        seeds[number] = np.eye(1, size, position, dtype=seeds[number].dtype).reshape(shape)[()]
        pulled.append(traced.pull([GradTensor.wrap(seed) for seed in seeds]))
    return [_stacked([row[i] for row in pulled], shape, x) for i, x in enumerate(traced.inputs)]


def _stacked(rows: list[Any], shape: tuple[int, ...], source: TensorBase) -> Any:
    whole = (*shape, *source.shape)
    return reshape(stack(rows), whole) if rows else GradTensor.wrap(np.zeros(whole, source.dtype))


def hessian(function: Function, argnums: int = 0) -> Function:
    """A function that returns the matrix of second derivatives, of shape argument shape twice.

    >>> import minigrad as mg
    >>> mg.hessian(lambda x: (x * x * x).sum())(mg.constant([1.0, 2.0])).numpy()
    array([[ 6.,  0.],
           [ 0., 12.]], dtype=float32)
    """
    return jacobian(grad(function, argnums), argnums)
