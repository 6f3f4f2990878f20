"""The lab in the page: all runs are made beforehand, and the browser draws them while a slider moves."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.errors import MissingExtra

from .bound import bound_at
from .descent import Problem, flat
from .figures import overview, plot_path
from .landscape import frame, values
from .runs import Run, Sweep
from .sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOMENTA = (0.0, 0.5, 0.8, 0.9, 0.95)
OTHERS = ("nesterov", "adam")
HEIGHT, DEPTH = 1e3, 1e-6  # the loss panel shows this much above and below the start
CURVE, SIDE = 81, 24  # points of the landscape along one weight, and along each of two


class Explorer:
    """An interactive picture that needs no kernel: a slider for the rate, the path, the loss, and the map.

    Attributes:
        runs: everything that was run, as a `Sweep`.
        data: what the page draws from, plain JSON.
    """

    def __init__(self, loss: Callable[..., Any], runs: Sweep, data: dict[str, Any]) -> None:
        self._loss = loss
        self.runs = runs
        self.data = data

    @property
    def chosen(self) -> Run:
        """The run that is shown first."""
        return self.runs[self.data["rate"]]

    def __repr__(self) -> str:
        run = self.chosen
        said = f"lr = {run.rate:.4g} {run.regime}: {run.reason}."
        bound = self.runs.bound
        return said + (
            f"\nPlain gradient descent must diverge above 2/λmax = {bound:.4g}." if bound else ""
        )

    def picture(self) -> Any:
        """The same for paper: the path of the chosen run, or all rates where there are too many weights."""
        count = len(self.data["rates"])
        if self.data["landscape"]:
            return plot_path(self._loss, self.chosen)
        return overview(Sweep(self.runs.runs[:count], self.runs.bound))

    def _repr_html_(self) -> str:
        try:
            still = self.picture()._repr_html_()
        except MissingExtra as error:
            still = f"<p>{error}</p>"
        text = json.dumps(self.data, separators=(",", ":")).replace("</", "<\\/")
        key = hashlib.sha256(text.encode()).hexdigest()[:12]
        start = (
            f"for (const root of document.querySelectorAll('[data-rate-lab=\"{key}\"]:not([data-mounted])')) {{\n"
            "  root.dataset.mounted = 1;\n"
            "  mount(root, JSON.parse(root.querySelector('script').textContent));\n}"
        )
        return (
            f'<div data-rate-lab="{key}"><script type="application/json">{text}</script>{still}</div>'
            f'<script type="module">{module_source()}\n{start}</script>'
        )


def module_source() -> str:
    """The ES module that draws the lab; the widget uses the same.

    >>> "export function mount" in module_source()
    True
    """
    return (files(__package__) / "assets" / "rate_lab.js").read_text("utf-8")


def explore(
    loss: Callable[..., Any],
    start: Any,
    rate: float | None = None,
    *,
    rates: Sequence[float] | None = None,
    steps: int = 50,
    optimizers: Sequence[str] = OTHERS,
    seed: int = 0,
) -> Explorer:
    """Run many rates, momenta and optimizers, and show them under a slider that works in the saved notebook.

    Args:
        loss: as in `minigrad.lab.sweep`.
        start: as there.
        rate: where the slider begins; it becomes one of the rates.
        rates: those of the slider; by default 36 around the bound 2/λmax, or around 0.1 where it is not known.
        steps: updates per run.
        optimizers: besides gradient descent with momentum.
        seed: of the start and of a random loss.

    >>> print(explore(lambda w: (2.0 - 3.0 * w) ** 2, 1.0, 0.2))
    lr = 0.2 diverges: diverged at step 1: from there on the loss stays above its start (1), and it ends at 3.14e+41.
    Plain gradient descent must diverge above 2/λmax = 0.1111.
    """
    problem = Problem(loss, start)
    middle = bound_at(problem, seed) or 0.1
    given = (
        np.geomspace(middle / 100, middle * 4, 36) if rates is None else np.asarray(rates, float)
    )
    every = sorted({*map(float, given), *([] if rate is None else [float(rate)])})
    momentum = [("sgd", {"momentum": m} if m else {}) for m in MOMENTA]
    runs = sweep(loss, start, every, steps=steps, seeds=[seed], optimizers=[*momentum, *optimizers])
    first = every.index(float(rate)) if rate is not None else len(every) // 2
    rows = [list(runs.runs[i : i + len(every)]) for i in range(0, len(runs), len(every))]
    begin = abs(next((float(r.losses[0]) for r in runs if len(r.losses)), 1.0)) or 1.0
    size = flat(problem.begin(seed)).size
    data = {
        "rates": [_short(x) for x in every],
        "rate": first,
        "series": 0,
        "momenta": list(MOMENTA),
        "names": ["gradient descent", *optimizers],
        "steps": steps,
        "low": begin * DEPTH,
        "high": begin * HEIGHT,
        "bound": runs.bound,
        "landscape": _landscape(loss, start, rows[0], first)
        if size <= 2 and not problem.random
        else None,
        "runs": [[_page_run(run, begin * HEIGHT, draw=size <= 2) for run in row] for row in rows],
    }
    return Explorer(loss, runs, data)


def _page_run(run: Run, top: float, *, draw: bool) -> dict[str, Any]:
    """What the page needs of a run, in a few digits: up to where it leaves the picture, above or below."""
    out = np.flatnonzero(~(run.losses <= top))
    above = np.flatnonzero(~(run.losses <= top / HEIGHT * DEPTH))
    end = int(out[0]) + 1 if out.size else int(above[-1]) + 2 if above.size else 1
    path = run.path[:end] if draw and run.path is not None else np.empty((0, 0))
    places = ", ".join(str([_short(x) for x in point]).strip("[]") for point in path[:4])
    return {
        "regime": run.regime,
        "reason": run.reason.partition(": ")[2]
        if run.reason.startswith(run.regime)
        else run.reason,
        "losses": [_short(x) if np.isfinite(x) else None for x in run.losses[:end]],
        "path": [[_short(x) for x in point] for point in path if np.isfinite(point).all()],
        "places": places + (", …" if len(path) > 4 else ""),
        "gone": bool(out.size),
    }


def _short(x: float) -> float:
    return float(f"{x:.4g}")


def _landscape(
    loss: Callable[..., Any], start: Any, runs: list[Run], first: int
) -> dict[str, Any] | None:
    """The loss on a grid that shows the chosen path, and those of the rates that stay."""
    paths = [
        run.path
        for run in [*(r for r in runs if r.regime != "diverges"), runs[first]]
        if run.path is not None
    ]
    scalar = not callable(start) and np.shape(getattr(start, "array", start)) in {(), (2,)}
    if not paths or not scalar:
        return None
    low, high = frame(paths)
    if len(low) == 1:
        w = np.linspace(low[0], high[0], CURVE)
        return {"kind": "curve", "w": _list(w), "loss": _list(values(loss, w))}
    w, v = (np.linspace(a, b, SIDE) for a, b in zip(low, high, strict=True))
    points = np.stack(np.meshgrid(w, v), axis=-1).reshape(-1, 2)
    table = values(loss, points).reshape(SIDE, SIDE)
    return {"kind": "contour", "w": _list(w), "v": _list(v), "loss": [_list(row) for row in table]}


def _list(row: Any) -> list[float]:
    return [_short(x) for x in np.nan_to_num(row)]
