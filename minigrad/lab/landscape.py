"""The loss as a curve over one weight, or as contour lines over two, with the paths of runs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.vmap import vmap

from .picture import COLOURS, DASHES, LINES
from .wording import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .runs import Run

GRID = 121  # points along a curve; a contour has a third of them along each side
REACH = 4.0  # how many times the distance of a stable path the picture shows of one that runs away


def values(loss: Callable[..., Any], points: NDArray[Any]) -> NDArray[Any]:
    """The loss at many points, in one vmapped run where that can be.

    >>> values(lambda w: w * w, np.array([1.0, 2.0])).tolist()
    [1.0, 4.0]
    """
    with np.errstate(all="ignore"):
        try:
            return np.asarray(vmap(loss)(points).array, float)
        except Exception:  # noqa: BLE001 - a loss that branches is evaluated point by point
            return np.array([float(loss(point)) for point in points])


def frame(paths: Sequence[NDArray[Any]]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The corners of a picture that shows the paths, or the beginning of those that run away.

    >>> low, high = frame([np.array([[1.0], [0.0]])])
    >>> low.tolist(), high.tolist()
    ([-0.25], [1.25])
    """
    near = []
    for path in paths:
        finite = path[np.isfinite(path).all(axis=1)]
        start, first = finite[0], np.abs(finite[1] - finite[0]).max() if len(finite) > 1 else 1.0
        away = np.abs(finite - start).max(axis=1)
        out = (
            np.flatnonzero(away > REACH * max(first, 1e-12))
            if len(finite) > 2
            else np.empty(0, int)
        )
        near.append(finite[: out[0]] if out.size and _runs_away(finite) else finite)
    every = np.concatenate(near)
    low, high = every.min(axis=0), every.max(axis=0)
    margin = 0.25 * np.where(high > low, high - low, np.maximum(np.abs(high), 1))
    return low - margin, high + margin


def _runs_away(path: NDArray[Any]) -> bool:
    moves = np.abs(np.diff(path, axis=0)).max(axis=1)
    return bool(moves[-1] > moves[0])


def draw_curve(ax: Any, loss: Callable[..., Any], runs: Sequence[Run]) -> None:
    """The loss over one weight, and each path jumping along it."""
    low, high = frame([run.path for run in runs])
    w = np.linspace(low[0], high[0], GRID)
    curve = values(loss, w)
    ax.plot(w, curve, color="#555555", linewidth=1.5, zorder=1)
    ax.set(xlabel="w", ylabel="loss", xlim=(low[0], high[0]))
    for i, run in enumerate(runs):
        colour = LINES[i % len(LINES)] if len(runs) > 1 else COLOURS.get(run.regime, "#999999")
        x, y = run.path[:, 0], run.losses
        ax.plot(x, y, color=colour, marker="o", markersize=4, linewidth=1, linestyle=DASHES[i % 4],
                label=f"{label(run, runs)}: {run.regime}")  # fmt: skip
        for step in range(min(3, len(x))):
            ax.annotate(str(step), (x[step], y[step]), textcoords="offset points", xytext=(5, 5), fontsize="small",
                        annotation_clip=True)  # fmt: skip
    top = max(np.nanmax(curve[np.isfinite(curve)]), 1e-12)
    ax.set_ylim(min(np.nanmin(curve), 0) - 0.03 * top, 1.05 * top)
    if len(runs) == 1:
        ax.set_title(f"lr = {runs[0].rate:g}: {runs[0].regime}")


def draw_contour(ax: Any, loss: Callable[..., Any], runs: Sequence[Run]) -> None:
    """Contour lines of the loss over two weights, and each path across them."""
    low, high = frame([run.path for run in runs])
    side = GRID // 3
    a, b = np.meshgrid(np.linspace(low[0], high[0], side), np.linspace(low[1], high[1], side))
    z = values(loss, np.column_stack([a.ravel(), b.ravel()])).reshape(a.shape)
    shown = np.log10(z - np.nanmin(z) + 1e-3 * np.ptp(z[np.isfinite(z)]) + 1e-300)
    ax.contourf(a, b, shown, levels=14, cmap="Greys", alpha=0.55)
    for i, run in enumerate(runs):
        ax.plot(run.path[:, 0], run.path[:, 1], color=LINES[i % len(LINES)], marker="o", markersize=3, linewidth=1.2,
                linestyle=DASHES[i % 4], label=f"{label(run, runs)}: {run.regime}")  # fmt: skip
    ax.set(xlabel="w₁", ylabel="w₂", xlim=(low[0], high[0]), ylim=(low[1], high[1]))
