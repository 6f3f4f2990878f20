"""The picture of `minigrad.lab.lr_find`: the curve, its band over seeds, and the suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .picture import LINES, Picture, new_figure

if TYPE_CHECKING:
    from .finder import Found

STYLES = {
    "steepest": (LINES[3], "s", ":"),
    "valley": (LINES[2], "o", "-"),
    "minimum/10": (LINES[4], "D", "--"),
}


def plot_find(found: Found) -> Picture:
    """Smoothed loss against rate: the mean over seeds with the band from lowest to highest, and the suggestions."""
    figure, ax = new_figure()
    seen = np.isfinite(found.losses).all(axis=0)
    rates, losses = found.rates[seen], found.losses[:, seen]
    ax.set(xscale="log", xlabel="learning rate", ylabel="smoothed loss")
    if losses.size:
        mean = losses.mean(axis=0)
        ax.fill_between(
            rates, losses.min(axis=0), losses.max(axis=0), color=LINES[0], alpha=0.2, linewidth=0
        )
        ax.plot(
            rates,
            mean,
            color=LINES[0],
            label=f"mean of {len(losses)} seed{'s' * (len(losses) > 1)}",
        )
        for name, rate in found.suggestions.items():
            colour, marker, dashes = STYLES[name]
            height = np.interp(np.log(rate), np.log(rates), mean)
            ax.axvline(rate, color=colour, linestyle=dashes, linewidth=1)
            ax.plot(
                rate,
                height,
                color=colour,
                marker=marker,
                linestyle=dashes,
                label=f"{name}: {rate:.2g}",
            )
        if len(rates) < len(found.rates):
            ax.plot(
                rates[-1],
                mean[-1],
                marker="^",
                color="black",
                linestyle="",
                label="the loss is lost after this",
            )
        ax.legend(fontsize="small")
    if not found.suggestions:
        ax.set_title("no suggestion")
    return Picture(
        figure, f"Smoothed loss against learning rate, {found.reason}.".replace("..", ".")
    )
