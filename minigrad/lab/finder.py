"""The learning-rate finder: raise the rate step by step, watch the loss, and suggest a rate with its reason.

After Smith (2017), section 3.3. Three suggestions are drawn: where the loss falls most steeply, the middle of
the longest valley, and a tenth of the rate with the lowest loss. A curve that shows no fall gets none.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.tensor import TensorBase

from .descent import Problem, flat, not_scalar
from .state import Snapshot, reached

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

FLAT = 0.05  # a fall by less than this part of the starting loss is no fall
RISE = 4.0  # the sweep ends when the loss is this many times its lowest


@dataclass(frozen=True, eq=False)
class Found:
    """What the finder saw.

    Attributes:
        rates: the rates that were tried, rising.
        losses: smoothed, shape (seeds, rates); nan after a seed's sweep had ended.
        suggestions: rates by name: 'steepest', 'valley', 'minimum/10'; empty where there is none.
        reason: why, as a sentence.
    """

    rates: NDArray[Any]
    losses: NDArray[Any]
    suggestions: dict[str, float]
    reason: str

    @property
    def rate(self) -> float | None:
        """The suggestion to begin with: the valley's; None where the curve gives none."""
        return self.suggestions.get("valley")

    def __repr__(self) -> str:
        return self.reason

    def _repr_html_(self) -> str:
        from .find_figure import plot_find

        return plot_find(self)._repr_html_()


def lr_find(
    step: Callable[..., Any],
    start: Any = None,
    *,
    low: float = 1e-5,
    high: float = 10.0,
    num: int = 60,
    seeds: Sequence[int] = (0, 1, 2),
    smoothing: float = 0.7,
    shared: dict[str, Any] | None = None,
) -> Found:
    """Find a learning rate. All that the steps change is put back bit for bit, also after an error.

    Args:
        step: ``step(lr)`` makes one update at this rate and returns the loss before it; with a parameter
            ``rng`` it is given a random generator. With ``start``, a loss of the weights instead.
        start: where plain gradient descent on a loss starts, as in `minigrad.lab.sweep`.
        low: the smallest rate.
        high: the largest rate; they lie evenly on a logarithmic axis.
        num: how many.
        seeds: the sweep is repeated for each; they seed ``rng`` and NumPy's global generator.
        smoothing: weight of the past in the running mean of the losses.
        shared: what the steps may change, by name; found from the function's code if left out.

    >>> found = lr_find(lambda w: (2.0 - 3.0 * w) ** 2, 1.0)
    >>> 0.001 < found.rate < 1 / 9
    True
    """
    if not 0 < low < high or num < 10:
        raise ValueError(
            f"lr_find() needs 0 < low < high and num >= 10, not low={low:g}, high={high:g}, num={num}."
        )
    rates = np.geomspace(low, high, num)
    before = Snapshot(reached(step) if shared is None else shared)
    losses = np.full((len(seeds), num), np.nan)
    try:
        for row, seed in zip(losses, seeds, strict=True):
            before.restore()
            np.random.seed(seed)  # noqa: NPY002 - what the user's steps may draw from
            _climb(_stepper(step, start, seed), rates, row, smoothing)
    finally:
        before.restore()
    return suggest(rates, losses)


def _stepper(step: Callable[..., Any], start: Any, seed: int) -> Callable[[float], float]:
    """One update as a function of the rate that returns the loss before it."""
    if start is None:
        try:
            takes = "rng" in inspect.signature(step).parameters
        except (TypeError, ValueError):
            takes = False
        named = {"rng": np.random.default_rng(seed)} if takes else {}
        return lambda rate: _number(step(rate, **named))
    problem = Problem(step, start)
    nest = problem.begin(seed)
    evaluate, w = problem.gradient(nest, seed, rows=False), flat(nest)

    def descend(rate: float) -> float:
        nonlocal w
        loss, gradient = evaluate(w)
        w = w - w.dtype.type(rate) * gradient
        return float(loss)

    return descend


def _number(loss: Any) -> float:
    value = np.asarray(loss.array if isinstance(loss, TensorBase) else loss)
    if value.shape != () or value.dtype.kind not in "fiu":
        raise not_scalar(loss)
    return float(value)


def _climb(
    step: Callable[[float], float], rates: NDArray[Any], row: NDArray[Any], beta: float
) -> None:
    """Fill one row with smoothed losses, until the loss is lost; the running mean is corrected for its start."""
    mean, lowest = 0.0, np.inf
    with np.errstate(all="ignore"):
        for i, rate in enumerate(rates):
            loss = step(float(rate))
            mean = beta * mean + (1 - beta) * loss
            smooth = mean / (1 - beta ** (i + 1))
            if not np.isfinite(smooth) or (
                i > 0 and smooth > lowest + (RISE - 1) * max(abs(lowest), abs(row[0]) * 0.25)
            ):
                return
            row[i] = smooth
            lowest = min(lowest, smooth)


def suggest(rates: NDArray[Any], losses: NDArray[Any]) -> Found:
    """Judge the curves: the suggestions and the reason, or no suggestion and why.

    >>> suggest(np.geomspace(0.001, 1, 12), np.ones((1, 12))).reason
    'no suggestion: the curve is flat, the loss stays within 0 % of its start (1). Look at larger rates.'
    """
    seen = np.isfinite(losses).all(axis=0)
    curve = losses.mean(axis=0)[seen]
    if len(curve) < 6:
        said = f"the curve is broken, the loss is lost after {len(curve)} rates. Begin with a smaller rate"
        return Found(rates, losses, {}, f"no suggestion: {said}.")
    bottom, start = int(curve.argmin()), curve[0]
    fall = (start - curve[bottom]) / max(abs(start), 1e-300)
    if np.ptp(curve) <= FLAT * abs(start):
        said = f"the curve is flat, the loss stays within {np.ptp(curve) / abs(start):.0%} of its start ({start:.3g})"
        return Found(
            rates, losses, {}, f"no suggestion: {said.replace('%', ' %')}. Look at larger rates."
        )
    if fall <= FLAT or bottom == 0:
        said = f"the loss only rises from its start ({start:.3g}). Begin with a smaller rate, or check the model"
        return Found(rates, losses, {}, f"no suggestion: {said}.")
    low, high = longest_fall(curve[: bottom + 1])
    slope = np.gradient(curve[: bottom + 1], np.log(rates[: bottom + 1]))
    made = {
        "steepest": float(rates[int(slope.argmin())]),
        "valley": float(rates[low + (high - low) // 2]),
        "minimum/10": float(rates[bottom] / 10),
    }
    reason = (
        f"suggested: {made['valley']:.2g}, the middle of the longest fall of the loss ({curve[low]:.3g} at "
        f"{rates[low]:.2g} to {curve[high]:.3g} at {rates[high]:.2g}); steepest at {made['steepest']:.2g}; "
        f"a tenth of the lowest point's rate is {made['minimum/10']:.2g}"
    )
    return Found(rates, losses, made, reason)


def longest_fall(curve: NDArray[Any]) -> tuple[int, int]:
    """The ends of the longest descent, in which small rises (a hundredth of the range) do not count.

    >>> longest_fall(np.array([1.0, 2.0, 1.5, 1.0, 0.5]))
    (1, 4)
    """
    slack = 0.01 * np.ptp(curve)
    best, begin = (0, 0), 0
    for i in range(1, len(curve)):
        if curve[i] > curve[i - 1] + slack:
            begin = i
        if i - begin > best[1] - best[0]:
            best = (begin, i)
    return best
