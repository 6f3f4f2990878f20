"""``requires_grad`` and ``backward()``: PyTorch's way to ask the engine.

Tensors of these classes record always, except under `no_grad`. Gradients gather in the ``.grad`` of the leaves.
"""

from __future__ import annotations

import contextlib
import copy
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from . import hooks, observe
from .engine import backward
from .errors import BackwardError
from .hooks import HooksMixin
from .records import KIND, REFERENCE, REQUIRES_GRAD, RULE, SERIAL, grad_mode, leaf, open_tapes
from .seeds import ones_like
from .tensor import Tensor, TensorBase, as_data

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import DTypeLike

    from .records import Record


class BackwardMixin(HooksMixin):
    """What makes a class of tensors answer to ``backward()``; the class provides the slot ``_grad``."""

    if not TYPE_CHECKING:  # the slots are those of the class it is mixed into
        __slots__ = ()
    array: Any
    shape: tuple[int, ...]
    node: Record | None
    _grad: Any  # unset until the first gradient arrives: operations do not spend time on it

    recording: ClassVar[Callable[[], object]] = grad_mode.get

    @property
    def grad(self) -> Any:
        """The gradients gathered so far; None before the first."""
        return getattr(self, "_grad", None)

    @grad.setter
    def grad(self, gradient: Any) -> None:
        if gradient is not None and getattr(gradient, "shape", ()) != self.shape:
            raise BackwardError(
                f".grad has the tensor's shape {self.shape}, and one of shape {getattr(gradient, 'shape', ())} was "
                "assigned. Give one number per element, or None."
            )
        self._grad = gradient

    @property
    def is_leaf(self) -> bool:
        """Whether no recorded operation made this tensor."""
        return self.node is None or self.node[RULE] is None

    @property
    def requires_grad(self) -> bool:
        """Whether operations on this tensor are recorded."""
        return self.node is not None

    @requires_grad.setter
    def requires_grad(self, wanted: bool) -> None:
        self.requires_grad_(wanted)

    def requires_grad_(self, wanted: bool = True) -> Self:
        """Make this tensor a leaf whose gradient is wanted (or, with False, a constant)."""
        if not self.is_leaf:
            if not wanted:
                raise BackwardError(
                    "requires_grad can be switched off only for leaf tensors, and an operation made this one. "
                    "Use .detach() for a copy that is not connected."
                )
        elif not wanted:
            self.node = None
        elif self.node is None:
            if self.array.dtype.kind not in "fc":
                raise BackwardError(
                    f"only floating point tensors can require gradients, and this one has dtype {self.array.dtype}. "
                    "Write 3.0 instead of 3, or pass dtype=np.float32."
                )
            self.node = leaf(self, REQUIRES_GRAD)
        return self

    def backward(
        self,
        gradient: Any = None,
        retain_graph: bool | None = None,
        create_graph: bool = False,
        inputs: Sequence[Any] | None = None,
    ) -> None:
        """Add the gradient of this tensor to the ``.grad`` of every leaf it depends on (or of ``inputs`` alone).

        Args:
            gradient: the cotangent to start from, of this tensor's shape; may be left out for a single number.
            retain_graph: keep the saved values, so that the graph can be walked again.
            create_graph: record the walk itself, for derivatives of the gradient.
            inputs: the tensors whose ``.grad`` is wanted; others are left alone.

        Raises:
            BackwardError: when nothing was recorded, the graph is used up, or a start is needed.

        >>> x = tensor(3.0, requires_grad=True)
        >>> (x * x).backward()
        >>> x.grad
        GradTensor(6.0, dtype=float32)
        """
        inputs = None if inputs is None else _connected(inputs)
        totals, leaves = walk(
            [self],
            [gradient],
            keep=inputs or (),
            retain_graph=retain_graph,
            create_graph=create_graph,
        )
        if inputs is not None:
            owners = [(tensor.node[SERIAL], tensor) for tensor in inputs]
        else:
            owners = [
                (node[SERIAL], node[REFERENCE]()) for node in leaves if node[KIND] == REQUIRES_GRAD
            ]
            if hooks.retained:
                owners += [(key, kept) for key, kept in hooks.retained.items() if key in totals]
        reached = []
        shared = {id(gradient.array if isinstance(gradient, TensorBase) else gradient)}
        for serial, owner in owners:
            if owner is None or serial not in totals:
                continue
            total = totals[serial] if create_graph else owner.wrap(_own(totals[serial], shared))
            if serial in hooks.on_gradient and owner.is_leaf:  # those of operations ran in the walk
                total = hooks.apply(serial, total)
            reached.append((serial, owner, total))
        for serial, owner, total in reached:  # all hooks have answered: no gradient arrives alone
            owner.accumulate(total)
            for hook in tuple(hooks.after_accumulation.get(serial, ())):
                hooks.after_accumulation[serial][hook](owner)
        log = observe.current()
        if log and log.passes:
            log.passes[-1].sources = [owner for _, owner, _ in reached]
            log.passes[-1].results = [owner.grad.array.copy() for _, owner, _ in reached]

    def accumulate(self, gradient: Any) -> None:
        """Add to ``.grad``, in this tensor's dtype."""
        if gradient.dtype != self.array.dtype:
            gradient = type(gradient).wrap(gradient.array.astype(self.array.dtype))
        self.grad = gradient if self.grad is None else self.grad + gradient


def _connected(inputs: Any) -> Sequence[Any]:
    """The tensors of ``inputs=``, one or several. Raises BackwardError for one without a record."""
    several: Sequence[Any] = [inputs] if isinstance(inputs, TensorBase) else inputs
    for tensor in several:
        if tensor.node is None:
            raise BackwardError(
                f"inputs= holds a tensor of shape {tensor.shape} that does not require grad. "
                "Make it with requires_grad=True before it is used, or leave it out."
            )
    return several


def _own(array: Any, shared: set[int]) -> Any:
    """``array``, or a copy of it where somebody else holds the same memory and might write into it."""
    if isinstance(array, np.ndarray) and (array.base is not None or id(array) in shared):
        return array.copy()
    shared.add(id(array))
    return array


def walk(
    targets: Sequence[Any],
    seeds: Sequence[Any],
    *,
    keep: Sequence[Any] = (),
    retain_graph: bool | None = None,
    create_graph: bool = False,
) -> tuple[dict[int, Any], list[Record]]:
    """The backward walk from several targets, with PyTorch's rules for starts and for what is freed after.

    Returns the totals by serial, and the leaves that were reached.
    """
    roots = []
    for target, seed in zip(targets, seeds, strict=True):
        if target.node is None:
            raise BackwardError(
                f"this tensor of shape {target.shape} does not require grad and no recorded operation made it, so "
                "there is nothing to walk back along. Make an input with requires_grad=True, and compute outside "
                "of no_grad()."
            )
        cotangent = start(target, seed)
        roots.append((target.node, cotangent if create_graph else cotangent.array))
    log = observe.current()
    noted = log.begin("backward", targets, list(keep), seeds) if log else None
    cls = type(targets[0])
    kept = {tensor.node[SERIAL] for tensor in keep if tensor.node is not None}

    def hook(serial: int, total: Any) -> Any:
        if create_graph:
            return hooks.apply(serial, total)
        with no_grad():
            return hooks.apply(serial, cls.wrap(total)).array

    return backward(
        roots,
        keep=kept.union(hooks.retained) if hooks.retained else kept,
        lift=cls if create_graph else None,
        free=not (create_graph if retain_graph is None else retain_graph),
        hooked=hooks.on_gradient,
        hook=hook,
        observer=noted.observe if noted else None,
    )


def start(target: Any, seed: Any) -> Any:
    """The cotangent that a walk from ``target`` starts with, as a tensor of the target's class."""
    if seed is None:
        if target.array.size != 1:
            raise BackwardError(
                f"backward() can start by itself only from one number (a scalar output), and this tensor has shape "
                f"{target.shape}. Reduce it first (.sum(), .mean()), or pass gradient= with that shape."
            )
        return target.wrap(ones_like(target.array))
    seed = seed if isinstance(seed, Tensor) else target.convert(seed, like=target)
    if seed.shape != target.shape:
        raise BackwardError(
            f"gradient= has shape {seed.shape} and the tensor {target.shape}. They must be the same."
        )
    return seed


class GradTensor(BackwardMixin, Tensor):
    """A Tensor with ``requires_grad`` and ``backward()``; made by `tensor`."""

    __slots__ = ("_grad",)
    recording = grad_mode.get

    def __copy__(self) -> GradTensor:
        """A tensor of its own: a leaf's copy is another leaf, a result's has the same record."""
        if self.is_leaf:
            return tensor(self.array, requires_grad=self.requires_grad)
        return GradTensor.wrap(self.array, self.node)

    def __deepcopy__(self, memo: dict[int, Any]) -> GradTensor:
        if not self.is_leaf:
            raise BackwardError(
                f"an operation made this tensor of shape {self.shape}, and a deep copy would lack what it was made "
                "from. Copy its value, .detach(), or the leaves."
            )
        memo[id(self)] = made = self.__copy__()
        made.grad = copy.deepcopy(self.grad, memo)
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return tensor, (self.array, None, self.requires_grad and self.is_leaf)


def tensor(value: Any, dtype: DTypeLike | None = None, requires_grad: bool = False) -> GradTensor:
    """A tensor that records by itself: PyTorch's spelling of an input.

    >>> w = tensor([1.0, 2.0], requires_grad=True)
    >>> (w * w).sum().backward()
    >>> w.grad.numpy()
    array([2., 4.], dtype=float32)
    """
    data = as_data(value, dtype)
    made = GradTensor.wrap(data.copy())
    return made.requires_grad_() if requires_grad else made


class _GradMode(contextlib.ContextDecorator):
    _wanted: ClassVar[bool]

    def __init__(self) -> None:
        self._before: list[tuple[bool, tuple[Any, ...]]] = []

    def __enter__(self) -> None:
        self._before.append((grad_mode.get(), open_tapes.get()))
        grad_mode.set(self._wanted)
        if not self._wanted:
            open_tapes.set(())

    def __exit__(self, *_: object) -> None:
        mode, tapes = self._before.pop()
        grad_mode.set(mode)
        open_tapes.set(tapes)


class no_grad(_GradMode):  # noqa: N801 - PyTorch's name
    """Inside it nothing is recorded; a context manager and a decorator.

    >>> x = tensor(3.0, requires_grad=True)
    >>> with no_grad():
    ...     y = x * x
    >>> y.requires_grad
    False
    """

    _wanted = False


class enable_grad(_GradMode):  # noqa: N801 - PyTorch's name
    """Inside it operations are recorded again, also within `no_grad`."""

    _wanted = True
