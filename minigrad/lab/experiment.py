"""Experiments of any kind: a function that trains as it likes at a given rate and returns its losses."""

from __future__ import annotations

import inspect
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from minigrad.tensor import TensorBase

from .progress import Progress
from .runs import Run, Sweep, judged
from .state import Snapshot, reached
from .status import FAILED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def experiment(
    body: Callable[..., Any],
    rates: Iterable[float],
    *,
    steps: int = 100,
    seed: int = 0,
    target: float | None = None,
    strict: bool = False,
    timeout: float | None = None,
    shared: dict[str, Any] | None = None,
    report: Callable[[Sweep], object] | None = None,
) -> Sweep:
    """Run a function once per learning rate, each time from the same state.

    Args:
        body: takes ``lr``, and ``steps`` and ``rng`` if it names them; returns its losses, one number per step.
            What it changes outside of itself is put back after each run, and noted.
        rates: learning rates; one that is not a positive number gives a failed run that says so.
        steps: passed on.
        seed: of the random generator, the same at every rate.
        target: a loss that counts as converged.
        strict: let the first error through; otherwise it is that run's and the others go on.
        timeout: seconds after which no further run begins.
        shared: what the body may change, by name; found from its code if left out.
        report: called with the sweep so far after every run.

    >>> runs = experiment(lambda lr: [(1 - 18 * lr) ** (2 * n) for n in range(30)], [0.01, 0.2])
    >>> [run.regime for run in runs]
    ['good', 'diverges']
    """
    wanted = [float(rate) for rate in rates]
    before = Snapshot(reached(body) if shared is None else shared)
    given = _parameters(body, steps)
    runs: list[Run] = []
    notes: dict[str, None] = {}
    began = time.monotonic()
    with Progress(len(wanted), delay=1.0 if report is None else float("inf")) as progress:
        try:
            for rate in wanted:
                if timeout is not None and time.monotonic() - began > timeout:
                    notes[
                        f"Stopped after {timeout:g} s: {len(runs)} of {len(wanted)} runs are complete."
                    ] = None
                    break
                try:
                    if "rng" in given:
                        given["rng"] = np.random.default_rng(seed)
                    runs.append(_one(body, rate, given, seed, target, strict))
                finally:
                    notes |= dict.fromkeys(_told(before.changed()))
                    before.restore()
                progress.tick()
                if report is not None:
                    report(Sweep(tuple(runs), notes=tuple(notes)))
        except KeyboardInterrupt as interrupt:
            notes[f"Interrupted: {len(runs)} of {len(wanted)} runs are complete."] = None
            interrupt.runs = Sweep(tuple(runs), notes=tuple(notes))  # type: ignore[attr-defined]
            raise
    return Sweep(tuple(runs), notes=tuple(notes))


def _parameters(body: Callable[..., Any], steps: int) -> dict[str, Any]:
    """The arguments besides ``lr`` that the body names."""
    try:
        names = inspect.signature(body).parameters
    except (TypeError, ValueError):
        return {}
    return {name: value for name, value in {"steps": steps, "rng": None}.items() if name in names}


def _told(changed: list[str]) -> list[str]:
    if not changed:
        return []
    names = ", ".join(changed[:5]) + (", …" if len(changed) > 5 else "")
    said = (
        f"The runs share {names}, which each of them changes. It was put back before the next run; "
    )
    return [said + "make models and optimizers inside of the experiment."]


def _one(
    body: Callable[..., Any],
    rate: float,
    given: dict[str, Any],
    seed: int,
    target: float | None,
    strict: bool,
) -> Run:
    run = Run(rate, "the cell's" if body.__name__ == "cell" else body.__name__, seed=seed)
    if not (rate > 0 and np.isfinite(rate)):
        return replace(
            run,
            status=FAILED,
            reason=f"failed: a learning rate is a positive number, and this is {rate:g}",
        )
    try:
        with np.errstate(all="ignore"):
            losses = numbers(body(rate, **given))
    except Exception as error:
        if strict:
            raise
        return replace(run, status=FAILED, reason=f"failed: {type(error).__name__}: {error}")
    broken = np.flatnonzero(~np.isfinite(losses))
    return judged(replace(run, losses=losses[: broken[0] + 1] if broken.size else losses), target)


def numbers(losses: Any) -> Any:
    """The losses of an experiment as one array. Raises TypeError for what is not a sequence of numbers.

    >>> numbers([1, 0.5]).tolist()
    [1.0, 0.5]
    """
    plain = losses.array if isinstance(losses, TensorBase) else losses
    if isinstance(plain, (list, tuple)):
        plain = [np.asarray(x.array if isinstance(x, TensorBase) else x) for x in plain]
    try:
        array = np.asarray(plain, dtype=float)
    except (TypeError, ValueError):
        array = np.empty(0)
    if array.ndim != 1 or not array.size:
        found = f"a value of shape {array.shape}" if array.size else f"{losses!r:.60}"
        raise TypeError(
            f"an experiment gives its losses as a list of numbers, one per step, and this one gives {found}. "
            "End it with the list: losses"
        )
    return array
