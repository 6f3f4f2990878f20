"""What became of a run: converged, slow, oscillating or diverged, at which step, and how one can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTLED = 0.01  # converged: what is left of the whole descent
TURNING = 0.6  # more updates than this turn back: not noise, which gives a half
LATE = 0.9  # after this part of the steps a loss that settles may still be falling

CONVERGED, SLOW, OSCILLATING = "converged", "slow", "oscillating"
DIVERGED, FAILED, INTERRUPTED = "diverged", "failed", "interrupted"


class Status(NamedTuple):
    """One word, the step it happened at (None where there is no one step), and the reason as a sentence."""

    word: str
    step: int | None
    reason: str


def classify(  # noqa: PLR0911 - one return for each verdict
    losses: Any, path: Any = None, target: float | None = None
) -> Status:
    """Judge a run by its losses, and by the path of its weights where that is known.

    Args:
        losses: one per step, the first before any update.
        path: the weights at the same steps, shape (steps + 1, n).
        target: converged means at or below this loss; without it, that 99 % of the descent is done and over.

    >>> classify([8.0, 4.0, 2.0, 1.0, 0.5, 0.25, 0.1, 0.03, 0.01, 0.01, 0.01, 0.01]).word
    'converged'
    >>> classify([1.0, 6.76, 45.7, 309.0]).reason
    'diverged at step 1: from there on the loss stays above its start (1), and it ends at 309'
    """
    values = np.asarray(losses, dtype=float)
    if len(values) < 2:
        return Status(INTERRUPTED, 0, "interrupted before the first update")
    broken = np.flatnonzero(~np.isfinite(values))
    if broken.size:
        step = int(broken[0])
        return Status(DIVERGED, step, f"diverged at step {step}: the loss is {values[step]} there")
    flips, noise = overshoots(path), 0.0
    if is_noisy(values):
        values, noise = _smoothed(values)
    if _grows(values, noise):
        step = int(np.flatnonzero(values <= values[0])[-1]) + 1
        said = f"from there on the loss stays above its start ({values[0]:.3g}), and it ends at {values[-1]:.3g}"
        return Status(DIVERGED, step, f"diverged at step {step}: {said}")
    settled = _settled_at(values, target, noise)
    if settled is not None:
        how = (
            f"the loss is at most {target:g}"
            if target is not None
            else "99 % of the descent is done"
        )
        zigzag = ", jumping over the minimum at every step" if flips > 0.9 else ""
        return Status(CONVERGED, settled, f"converged at step {settled}: {how}{zigzag}")
    rises = int(np.sum(np.diff(values) > 0))
    if flips > TURNING or (not noise and rises > 0.25 * len(values)):
        said = f"the loss rose in {rises} of {len(values) - 1} steps"
        if flips > TURNING:
            said = f"{flips:.0%} of the updates turn back on the one before"
        return Status(
            OSCILLATING, None, f"oscillating: {said}, and the loss ends at {values[-1]:.3g}"
        )
    if values[-1] == values[0]:
        return Status(SLOW, None, f"slow: the loss did not change from {values[0]:.3g}")
    said = f"after {len(values) - 1} steps the loss has come from {values[0]:.3g} to {values[-1]:.3g} and still falls"
    return Status(SLOW, None, f"slow: {said}")


def overshoots(path: Any) -> float:
    """Which part of the updates points against the update before: 1 when each jumps over the minimum.

    >>> overshoots([[0.0], [2.0], [1.0], [1.5]])
    1.0
    """
    if path is None or len(path) < 3:
        return 0.0
    moves = np.diff(np.asarray(path, dtype=float), axis=0)
    with np.errstate(all="ignore"):
        turns = np.sum(moves[1:] * moves[:-1], axis=1)
    moving = turns[turns != 0]
    return float(np.mean(moving < 0)) if moving.size else 0.0


def is_noisy(values: NDArray[Any]) -> bool:
    """Whether the loss goes up and down at random, as it does when every step draws other data.

    Of independent numbers two in three are peaks or valleys; of a zigzag all are, of a smooth curve few.

    >>> is_noisy(np.random.default_rng(0).standard_normal(200)), is_noisy(np.array([1.0, 0.0] * 50))
    (True, False)
    """
    if len(values) < 40:
        return False
    moves = np.diff(values)
    turns = float(np.mean(moves[1:] * moves[:-1] < 0))
    return 0.5 < turns < 0.85


def _smoothed(values: NDArray[Any]) -> tuple[NDArray[Any], float]:
    """The mean over the last twentieth of the steps, and the noise that is left in it."""
    window = max(2, len(values) // 20)
    sums = np.cumsum(np.insert(values, 0, 0.0))
    ends = np.arange(len(values)) + 1
    begins = np.maximum(ends - window, 0)
    noise = float(np.std(np.diff(values)) / np.sqrt(2 * window))
    return (sums[ends] - sums[begins]) / (ends - begins), noise


def _grows(values: NDArray[Any], noise: float) -> bool:
    """Above the start at the end, and higher in the last quarter than in the one before."""
    quarter = max(1, len(values) // 4)
    earlier = values[-2 * quarter : -quarter].max()
    return bool(values[-1] > values[0] + 3 * noise and values[-quarter:].max() > earlier + noise)


def _settled_at(values: NDArray[Any], target: float | None, noise: float) -> int | None:
    """The step from which on the loss stays down, if that is not just the end of a slow descent."""
    level, latest = target, len(values) - 1
    if level is None:
        fall = values[0] - values[-1]
        if not fall > 3 * noise:
            return None
        level, latest = values[-1] + max(SETTLED * fall, 3 * noise), int(LATE * latest)
    above = np.flatnonzero(values > level)
    step = int(above[-1]) + 1 if above.size else 0
    return step if step <= latest else None
