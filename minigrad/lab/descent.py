"""The descent itself: many runs in rows of one array, or one row at a time."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.errors import ShapeError
from minigrad.functional import value_and_grad
from minigrad.nest import flatten, pack
from minigrad.tensor import TensorBase
from minigrad.vmap import vmap

from .optimizers import Choice
from .schedules import Constant

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


class Interrupted(Exception):  # noqa: N818 - not an error: what is finished comes with it
    """A KeyboardInterrupt, with the rows as far as they came."""

    def __init__(self, rows: Any) -> None:
        super().__init__("interrupted")
        self.rows = rows


@dataclass(frozen=True)
class Problem:
    """A loss and where to start, with the weights in one flat array.

    Attributes:
        loss: of the weights in the structure of ``start``, and of a random generator if it takes ``rng``.
        start: the weights: a number, an array or a nest of them; or a function of a random generator making them.
    """

    loss: Callable[..., Any]
    start: Any

    def begin(self, seed: int) -> Any:
        """The nest of starting weights for a seed, as floating point arrays."""
        made = self.start(np.random.default_rng(seed)) if callable(self.start) else self.start
        return pack(made, [_floating(x) for x in flatten(made)])

    @property
    def random(self) -> bool:
        """Whether the loss draws random numbers."""
        try:
            return "rng" in inspect.signature(self.loss).parameters
        except (TypeError, ValueError):
            return False

    def gradient(self, nest: Any, seed: int, *, rows: bool) -> Callable[[Any], tuple[Any, Any]]:
        """A function of flat weights (n,), or of rows (k, n), that gives losses and gradients of that layout."""
        leaves = flatten(nest)
        ends = np.cumsum([x.size for x in leaves])
        spans = list(zip(ends - [x.size for x in leaves], ends, leaves, strict=True))
        named = {"rng": np.random.default_rng([seed, 1])} if self.random else {}

        def checked(weights: Any) -> Any:
            value = self.loss(weights, **named)
            if not isinstance(value, TensorBase) or value.shape != ():
                raise not_scalar(value)
            return value

        evaluate = vmap(value_and_grad(checked)) if rows else value_and_grad(checked)

        def flat(w: Any) -> tuple[Any, Any]:
            lead = w.shape[:-1]
            parts = [w[..., low:high].reshape(lead + x.shape) for low, high, x in spans]
            value, gradients = evaluate(pack(nest, parts))
            made = [np.asarray(g.array, w.dtype).reshape((*lead, -1)) for g in flatten(gradients)]
            return value.array, made[0] if len(made) == 1 else np.concatenate(made, axis=-1)

        return flat


def not_scalar(value: Any) -> ShapeError:
    """The error for a loss that is not one number."""
    found = (
        f"has shape {value.shape}" if hasattr(value, "shape") else f"is a {type(value).__name__}"
    )
    return ShapeError(
        f"a loss is one number, made from the weights by minigrad's operations, and this one {found}. "
        "Reduce it with .sum() or .mean(), and do not convert it with float() or .numpy()."
    )


def _floating(value: Any) -> NDArray[Any]:
    array = np.array(value.array if isinstance(value, TensorBase) else value)
    return array if array.dtype.kind == "f" else array.astype(float)


def flat(nest: Any) -> NDArray[Any]:
    """The weights of a nest one after the other, in their common dtype.

    >>> flat({"b": np.zeros(1), "W": np.ones((1, 2))}).tolist()
    [1.0, 1.0, 0.0]
    """
    return np.concatenate([x.reshape(-1) for x in flatten(nest)])


def descend(
    evaluate: Callable[[Any], tuple[Any, Any]],
    w: NDArray[Any],
    rates: NDArray[Any],
    steps: int,
    *,
    optimizer: Choice,
    schedule: Constant,
    keep: bool,
    tick: Callable[[int], object],
) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """Go down for some steps, all rows together; rows that overflow go on as nan and disturb nobody.

    Args:
        evaluate: losses and gradients of the rows.
        w: where the rows begin, shape (k, n), or (n,) for a single run.
        rates: one per row, shape (k, 1), or a number.
        steps: the number of updates.
        optimizer: how an update is made of a gradient.
        schedule: what the rates are multiplied by.
        keep: keep the weights of every step.
        tick: called after every step with the number of rows.

    Returns:
        Losses (steps + 1, ...) and weights (steps + 1, ..., n), or None for the weights.
    """
    losses = np.full((steps + 1, *w.shape[:-1]), np.nan)
    path = np.full((steps + 1, *w.shape), np.nan, w.dtype) if keep else None
    state: dict[str, Any] = {}
    pace = schedule.start()
    step = -1
    try:
        with np.errstate(all="ignore"):
            for step in range(steps + 1):
                losses[step], gradient = evaluate(w)
                if path is not None:
                    path[step] = w
                tick(len(w) if w.ndim > 1 else 1)
                if step == steps or not np.isfinite(losses[step]).any():
                    break
                factor = schedule.factor(step, pace)
                factor = factor[:, None] if np.ndim(factor) else factor
                w = optimizer.update(w, gradient, state, rates * factor).astype(w.dtype, copy=False)
                pace = schedule.seen(pace, losses[step])
    except KeyboardInterrupt:
        raise Interrupted((losses[:step], None if path is None else path[:step])) from None
    return losses[: step + 1], None if path is None else path[: step + 1]
