"""The panels of the lab, each a `Picture`."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.errors import MissingExtra

from .picture import COLOURS, DASHES, LINES, MARKERS, Picture, new_figure
from .runs import Run, Sweep
from .wording import finding, html_table, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MANY = 7  # more curves than there are colours: then the colour says the regime
DEPTH = 1e-12  # below this part of their start losses count as zero, which a logarithmic axis cannot show
HEIGHT = 1e3  # curves that rise to this multiple of their start leave the picture


def plot_losses(runs: Sweep | Sequence[Run]) -> Picture:
    """Loss against step, on a logarithmic axis; where a curve leaves the picture or ends in inf, an arrow."""
    sweep = _sweep(runs)
    figure, ax = new_figure()
    _losses(ax, sweep)
    return Picture(figure, "Loss against step. " + finding(sweep))


def plot_final(runs: Sweep | Sequence[Run]) -> Picture:
    """Final loss against rate with the regimes shaded and the bound 2/λmax; arrows are above the picture."""
    sweep = _sweep(runs)
    figure, ax = new_figure()
    _final(ax, sweep)
    return Picture(figure, "Final loss against learning rate. " + finding(sweep))


def overview(runs: Sweep | Sequence[Run]) -> Picture:
    """The loss curves, and the final loss against the rate, side by side."""
    sweep = _sweep(runs)
    figure, (left, right) = new_figure(panels=2)
    _losses(left, sweep)
    _final(right, sweep)
    return Picture(
        figure, "Loss against step, and final loss against learning rate. " + finding(sweep)
    )


def plot_ratios(runs: Sweep | Sequence[Run]) -> Picture:
    """Update-to-weight ratio against step, with the guide of 1e-3 that suits many networks."""
    sweep = _sweep(runs)
    figure, ax = new_figure()
    said = []
    for i, run in enumerate(sweep):
        ax.plot(np.arange(1, len(run.ratios) + 1), run.ratios, **_line(i, run, sweep))
        if len(run.ratios):
            said.append(f"{label(run, sweep.runs)}: {np.nanmedian(run.ratios):.2g}")
    ax.axhline(1e-3, color="black", linestyle=":", linewidth=1)
    ax.annotate(
        "guide: 1e-3", (1, 1e-3), xycoords=("axes fraction", "data"), ha="right", va="bottom"
    )
    ax.set(yscale="log", xlabel="step", ylabel="‖update‖ / ‖weights‖")
    _legend(ax, sweep)
    return Picture(
        figure,
        f"Update-to-weight ratio against step, medians: {', '.join(said)}. The guide is 1e-3.",
    )


def plot_schedule(schedule: Any, run: Run) -> Picture:
    """The rate that a schedule gives beside the loss it led to."""
    state, rates = schedule.start(), []
    for step, loss in enumerate(run.losses):
        rates.append(run.rate * float(schedule.factor(step, state)))
        state = schedule.seen(state, loss)
    figure, (left, right) = new_figure(panels=2, height=3.2)
    left.plot(rates, color=LINES[0])
    left.set(xlabel="step", ylabel="learning rate")
    _losses(right, Sweep((run,)))
    said = f"The rate goes from {rates[0]:.3g} over at most {max(rates):.3g} to {rates[-1]:.3g}"
    return Picture(
        figure, f"{said}; the loss goes from {run.losses[0]:.3g} to {run.final:.3g} ({run.reason})."
    )


def plot_path(loss: Callable[..., Any], *runs: Run) -> Picture:
    """The way of the weights: on the curve of the loss for one weight, on its contour lines for two.

    Args:
        loss: the loss of the runs, of a number or of an array of two numbers.
        runs: with their paths kept; several are drawn over each other.

    Raises:
        ValueError: for more than two weights, or where no path was kept.
    """
    sizes = {run.path.shape[1] if run.path is not None else 0 for run in runs}
    if sizes not in ({1}, {2}):
        raise ValueError(
            f"plot_path() draws runs with one or two weights, and these have {sorted(sizes)}. "
            "For more use plot_losses(), or sweep a smaller model."
        )
    from .landscape import draw_contour, draw_curve

    figure, ax = new_figure()
    (draw_curve if sizes == {1} else draw_contour)(ax, loss, runs)
    if len(runs) > 1:
        ax.legend()
    steps = "; ".join(f"{label(run, runs)}: {run.reason}, {_stations(run)}" for run in runs)
    return Picture(figure, f"The path of the weights on the loss. {steps}.")


def _stations(run: Run) -> str:
    """The first few places of a path.

    >>> _stations(Run(0.2, path=np.array([[1.0], [-0.2], [2.92]])))
    'w = 1, -0.2, 2.92'
    """
    places = [
        f"{p[0]:.3g}" if len(p) == 1 else f"({', '.join(f'{x:.3g}' for x in p)})"
        for p in run.path[:4]
    ]
    return "w = " + ", ".join(places) + (", …" if len(run.path) > 4 else "")


def sweep_html(sweep: Sweep) -> str:
    """What a notebook shows for a sweep: the picture if matplotlib is there, the table, and the notes."""
    notes = "".join(f"<p>{note}</p>" for note in map(_escaped, sweep.notes))
    try:
        picture = overview(sweep)._repr_html_()
    except MissingExtra as error:
        picture = f"<p>{_escaped(str(error))}</p>"
    return picture + html_table(sweep) + notes


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _sweep(runs: Sweep | Sequence[Run]) -> Sweep:
    return runs if isinstance(runs, Sweep) else Sweep(tuple(runs))


def _line(i: int, run: Run, sweep: Sweep) -> dict[str, Any]:
    """Colour and dashes of a curve: its own while there are few, else those of its regime."""
    if len(sweep) <= MANY:
        return {"color": LINES[i], "linestyle": DASHES[i % 4], "label": label(run, sweep.runs)}
    return {"color": COLOURS.get(run.regime, "#999999"), "linewidth": 0.9}


def _legend(ax: Any, sweep: Sweep) -> None:
    if 1 < len(sweep) <= MANY:
        ax.legend(title="rate", fontsize="small")


def _losses(ax: Any, sweep: Sweep) -> None:
    low, top, scale = _window(sweep)
    ax.set(yscale=scale, xlabel="step", ylabel="loss")
    gone = False
    for i, run in enumerate(sweep):
        steps, shown = np.arange(len(run.losses)), np.maximum(run.losses, low)
        out = np.flatnonzero(~(run.losses <= top))
        style = _line(i, run, sweep)
        if out.size:
            gone = True
            steps, shown = steps[: out[0] + 1], np.append(shown[: out[0]], top)
            ax.plot(out[0], top, marker="^", color=style["color"], markersize=8, clip_on=False)
        ax.plot(steps, shown, **style)
    if gone:
        ax.set_ylim(top=top)
        _say(ax, "▲ leaves the picture")
    _legend(ax, sweep)


def _say(ax: Any, text: str) -> None:
    ax.annotate(text, (1, 1), xycoords="axes fraction", ha="right", va="bottom", fontsize="small")


def _window(sweep: Sweep) -> tuple[float, float, str]:
    """The lowest and highest loss that is drawn, and the kind of axis: logarithmic unless a loss is negative."""
    begins = [run.losses[0] for run in sweep if len(run.losses) and np.isfinite(run.losses[0])]
    start = max(begins, default=1.0)
    if any(np.any(run.losses < 0) for run in sweep):
        return -np.inf, max(abs(start), 1.0) * HEIGHT, "symlog"
    start = start or 1.0
    return start * DEPTH, start * HEIGHT, "log"


def _final(ax: Any, sweep: Sweep) -> None:
    runs = sorted((run for run in sweep if run.rate > 0), key=lambda run: run.rate)
    low, top, scale = _window(sweep)
    ax.set(xscale="log", yscale=scale, xlabel="learning rate", ylabel="final loss")
    if len({(run.optimizer, run.schedule, run.seed) for run in runs}) == 1:
        _shade(ax, runs)
    for regime in dict.fromkeys(run.regime for run in runs):
        part = [run for run in runs if run.regime == regime]
        places = [max(low, run.final) if run.final < top else top for run in part]
        look = {"color": COLOURS.get(regime, "#999999"), "marker": MARKERS.get(regime, "x")}
        edge = {"markeredgecolor": "black", "markeredgewidth": 0.4} if look["marker"] != "x" else {}
        ax.plot(
            [run.rate for run in part],
            places,
            linestyle="",
            label=regime,
            clip_on=False,
            **look,
            **edge,
        )
    if sweep.bound and runs and runs[0].rate / 10 < sweep.bound < runs[-1].rate * 10:
        ax.axvline(sweep.bound, color="black", linestyle="--", linewidth=1)
        place = (sweep.bound, 1)
        ax.annotate(f"2/λmax = {sweep.bound:.4g}", place, xycoords=("data", "axes fraction"), ha="right", va="bottom",
                    fontsize="small")  # fmt: skip
    if any(not run.final < top for run in runs):
        ax.set_ylim(top=top)
    ax.legend(fontsize="small", loc="best")


def _shade(ax: Any, runs: list[Run]) -> None:
    """A band behind the rates of each regime, meeting halfway between neighbours."""
    if len(runs) < 2:
        return
    rates = [run.rate for run in runs]
    middles = [np.sqrt(a * b) for a, b in itertools.pairwise(rates)]
    edges = [rates[0] ** 2 / middles[0], *middles, rates[-1] ** 2 / middles[-1]]
    for run, (low, high) in zip(runs, itertools.pairwise(edges), strict=True):
        ax.axvspan(low, high, color=COLOURS.get(run.regime, "#999999"), alpha=0.18, linewidth=0)
    ax.set_xlim(edges[0], edges[-1])
