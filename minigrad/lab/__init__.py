"""The learning-rate lab: experiments as plain data, then pictures of them.

>>> from minigrad import lab
>>> runs = lab.sweep(lambda w: (2.0 - 3.0 * w) ** 2, 1.0, [0.001, 0.05, 0.1, 0.2])
>>> for run in runs:
...     print(run.rate, run.regime)
0.001 too small
0.05 good
0.1 oscillates
0.2 diverges
"""

from __future__ import annotations

from .bound import bound, curvature, update
from .experiment import experiment
from .explore import Explorer, explore
from .figures import overview, plot_final, plot_losses, plot_path, plot_ratios, plot_schedule
from .find_figure import plot_find
from .finder import Found, lr_find
from .runs import Run, Sweep, load
from .schedules import Constant, Cosine, OneCycle, Plateau, Step, WarmUp
from .status import classify
from .sweep import compare, sweep, threshold, trajectory

__all__ = [
    "Constant",
    "Cosine",
    "Explorer",
    "Found",
    "OneCycle",
    "Plateau",
    "Run",
    "Step",
    "Sweep",
    "WarmUp",
    "bound",
    "classify",
    "compare",
    "curvature",
    "experiment",
    "explore",
    "load",
    "lr_find",
    "overview",
    "plot_final",
    "plot_find",
    "plot_losses",
    "plot_path",
    "plot_ratios",
    "plot_schedule",
    "sweep",
    "threshold",
    "trajectory",
    "update",
]
