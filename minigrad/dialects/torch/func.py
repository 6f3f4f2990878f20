"""torch.func: derivatives of functions as functions, which nest, and vmap."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from . import modes, trees
from .autograd import functional as _functional
from .autograd.backward import grad as _grad
from .conversions import in_vmap
from .errors import SizeError
from .joining import stack
from .tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Function = Callable[..., Any]

_depth: ContextVar[int] = ContextVar("torch_func_depth", default=0)


def _enter(tree: Any) -> Any:
    """The arguments as the beginnings of a graph of their own, connected to an outer one."""
    return trees.map_tensors(
        lambda t: t.view_as(t) if t.requires_grad else t.detach().requires_grad_(), tree
    )


def _nested(tree: Any) -> bool:
    return _depth.get() > 0 or any(
        isinstance(t, Tensor) and t.requires_grad for t in trees.flatten(tree)
    )


def _leave(tree: Any, keep: bool) -> Any:
    return tree if keep else trees.map_tensors(lambda t: t.detach() if t.requires_grad else t, tree)


def _call(function: Function, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
    token = _depth.set(_depth.get() + 1)
    try:
        with modes.enable_grad():
            return function(*args, **named)
    finally:
        _depth.reset(token)


def grad_and_value(func: Function, argnums: Any = 0, has_aux: bool = False) -> Function:
    """A function that returns (gradient, value), or (gradient, (value, aux))."""
    places = (argnums,) if isinstance(argnums, int) else tuple(argnums)

    def differentiated(*args: Any, **named: Any) -> Any:
        keep = _nested(args)
        chosen = [_enter(args[p]) for p in places]
        everything = list(args)
        for place, value in zip(places, chosen, strict=True):
            everything[place] = value
        output = _call(func, tuple(everything), named)
        output, aux = output if has_aux else (output, None)
        _check_number(output)
        leaves = [t for t in trees.flatten(chosen) if isinstance(t, Tensor)]
        if output.requires_grad:
            found = _grad(
                output, leaves, create_graph=keep, allow_unused=True, materialize_grads=True
            )
        else:
            found = tuple(t.detach() * 0 for t in leaves)
        gradients = trees.pack(chosen, list(found))
        result = gradients[0] if isinstance(argnums, int) else tuple(gradients)
        value = _leave(output, keep)
        return result, ((value, _leave(aux, keep)) if has_aux else value)

    return differentiated


def _check_number(output: Any) -> None:
    if not isinstance(output, Tensor):
        raise RuntimeError(  # noqa: TRY004 - torch's class
            f"grad() needs a function that returns a Tensor, and this one returned a {type(output).__name__}."
        )
    if output.ndim:
        raise SizeError(
            f"grad() needs f(*args) to return a scalar tensor, and got one with {output.ndim} dims. "
            "Reduce it (.sum()), or "
            "use vjp() or jacrev()."
        )


def grad(func: Function, argnums: Any = 0, has_aux: bool = False) -> Function:
    """A function that returns the gradient of ``func``; it may be differentiated again.

    >>> from minigrad.dialects import torch
    >>> torch.func.grad(torch.func.grad(lambda x: x**3))(torch.tensor(2.0))
    tensor(12.)
    """
    both = grad_and_value(func, argnums, has_aux)

    def gradient(*args: Any, **named: Any) -> Any:
        result, value = both(*args, **named)
        return (result, value[1]) if has_aux else result

    return gradient


def vjp(func: Function, *primals: Any, has_aux: bool = False) -> Any:
    """The output, and the function that pulls a cotangent back to the inputs."""
    keep = _nested(primals)
    given = [_enter(p) for p in primals]
    output = _call(func, tuple(given), {})
    output, aux = output if has_aux else (output, None)

    def pull(*cotangents: Any) -> Any:
        seeds = [c for c in trees.flatten(list(cotangents)) if isinstance(c, Tensor)]
        again = keep or any(s.requires_grad for s in seeds)
        leaves = [t for t in trees.flatten(given) if isinstance(t, Tensor)]
        found = _grad(
            trees.flatten(output),
            leaves,
            seeds,
            retain_graph=True,
            create_graph=again,
            allow_unused=True,
            materialize_grads=True,
        )
        return tuple(trees.pack(given, list(found)))

    value = _leave(output, keep)
    return (value, pull, _leave(aux, keep)) if has_aux else (value, pull)


def jvp(func: Function, primals: tuple[Any, ...], tangents: tuple[Any, ...]) -> Any:
    """The output, and its derivative in the direction of ``tangents``."""
    return _functional.jvp(func, tuple(primals), tuple(tangents), create_graph=_nested(primals))


def jacrev(func: Function, argnums: int = 0) -> Function:
    """A function that returns the Jacobian with respect to one argument."""

    def differentiated(*args: Any) -> Any:
        def of_one(x: Any) -> Any:
            return func(*args[:argnums], x, *args[argnums + 1 :])

        return _functional.jacobian(of_one, args[argnums], create_graph=_nested(args))

    return differentiated


jacfwd = jacrev  # the same numbers; minigrad's own mg.jvp is the forward mode


def hessian(func: Function, argnums: int = 0) -> Function:
    """A function that returns the Hessian with respect to one argument."""

    def second(*args: Any) -> Any:
        def of_one(x: Any) -> Any:
            return func(*args[:argnums], x, *args[argnums + 1 :])

        return _functional.hessian(of_one, args[argnums], create_graph=_nested(args))

    return second


def vmap(
    func: Function, in_dims: Any = 0, out_dims: Any = 0, randomness: str = "error"
) -> Function:
    """``func``, written for one sample, for all samples along a dim; ``if`` on values and .item() are refused.

    >>> from minigrad.dialects import torch
    >>> torch.vmap(torch.dot)(torch.ones(2, 3), torch.ones(2, 3))
    tensor([3., 3.])
    """

    def mapped(*args: Any) -> Any:
        dims = in_dims if isinstance(in_dims, tuple) else (in_dims,) * len(args)
        count = _count(args, dims)
        token = in_vmap.set(randomness == "error")
        try:
            results = [
                func(*(_sample(a, d, i) for a, d in zip(args, dims, strict=True)))
                for i in range(count)
            ]
        finally:
            in_vmap.reset(token)
        return _stacked(results, out_dims)

    return mapped


def _count(args: tuple[Any, ...], dims: tuple[Any, ...]) -> int:
    counts = {
        t.shape[d]
        for a, d in zip(args, dims, strict=True)
        if d is not None
        for t in trees.flatten(a)
        if isinstance(t, Tensor)
    }
    if len(counts) != 1:
        raise ValueError(
            f"vmap() needs mapped dims of one length, and found {sorted(counts)}. Check in_dims."
        )
    return int(counts.pop())


def _sample(argument: Any, dim: int | None, i: int) -> Any:
    return argument if dim is None else trees.map_tensors(lambda t: t.select(dim, i), argument)


def _stacked(results: list[Any], out_dims: Any) -> Any:
    columns = zip(*(trees.flatten(r) for r in results), strict=True)
    dims = out_dims if isinstance(out_dims, tuple) else None
    made = [stack(list(c), dims[k] if dims else out_dims) for k, c in enumerate(columns)]
    return trees.pack(results[0], made)


def functional_call(
    module: Any, parameter_and_buffer_dicts: Mapping[str, Any], args: Any = (), kwargs: Any = None
) -> Any:
    """Call a module with other tensors in the place of its parameters."""
    places = []
    for path, value in parameter_and_buffer_dicts.items():
        owner, _, name = path.rpartition(".")
        holder = module.get_submodule(owner)
        kind = holder._parameters if name in holder._parameters else holder._buffers
        places.append((kind, name, kind[name]))
        kind[name] = value
    try:
        return module(*(args if isinstance(args, tuple) else (args,)), **(kwargs or {}))
    finally:
        for kind, name, value in places:
            kind[name] = value
