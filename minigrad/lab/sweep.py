"""Sweeps: rates × optimizers × schedules × seeds, together where vmap can, and on any executor."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .bound import bound_at
from .descent import Problem, flat
from .jobs import Job, work
from .optimizers import Choice, choose
from .progress import Progress
from .runs import Run, Sweep
from .schedules import Constant
from .status import FAILED, INTERRUPTED

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Optimizer = str | tuple[str, dict[str, Any]] | Choice
KEPT = 4_000_000  # numbers of weights that a sweep remembers before it keeps the losses only


def sweep(
    loss: Callable[..., Any],
    start: Any,
    rates: Iterable[float],
    *,
    steps: int = 100,
    optimizers: Sequence[Optimizer] = ("sgd",),
    schedules: Sequence[Constant] = (Constant(),),
    seeds: Sequence[int] = (0,),
    target: float | None = None,
    together: bool = True,
    executor: Executor | None = None,
) -> Sweep:
    """Run gradient descent at many learning rates.

    Args:
        loss: a function of the weights giving one number; with a parameter ``rng`` it is given a random
            generator, which is the same at every rate.
        start: the weights to start from (a number, an array, a nest), or a function of a random generator.
        rates: learning rates; one that is not a positive number gives a failed run that says so.
        steps: updates per run.
        optimizers: names or (name, options), see `minigrad.lab.optimizers`.
        schedules: see `minigrad.lab.schedules`.
        seeds: of the starting weights and the random loss.
        target: a loss that counts as converged.
        together: run all rates as one vmapped program; where that fails, a note says why, and they run singly.
        executor: any `concurrent.futures.Executor`, also ``dask.distributed.Client(...).get_executor()``.

    >>> runs = sweep(lambda w: (2.0 - 3.0 * w) ** 2, 1.0, [0.01, 0.2])
    >>> [run.regime for run in runs], round(runs.bound, 4)
    (['good', 'diverges'], 0.1111)
    """
    problem = Problem(loss, start)
    wanted = [float(rate) for rate in rates]
    usable = tuple(rate for rate in dict.fromkeys(wanted) if rate > 0 and np.isfinite(rate))
    chosen = [choose(optimizer) for optimizer in optimizers]
    notes = list(_checked(problem, seeds[0]))
    groups = list(itertools.product(chosen, schedules, seeds))
    size = flat(problem.begin(seeds[0])).size * (steps + 1) * len(usable) * len(groups)
    pieces = _pieces(usable, executor)
    jobs = [
        Job(problem, piece, optimizer, schedule, seed, steps, size <= KEPT, together, target)
        for optimizer, schedule, seed in groups
        for piece in pieces
    ]
    if size > KEPT:
        notes.append("The weights along the way were not kept: there are too many of them.")
    with Progress(len(usable) * len(groups) * (steps + 1)) as progress:
        done, more = _collect(jobs, executor, progress)
    made = {(r.rate, r.optimizer, r.schedule, r.seed): r for r in done}
    runs = []
    for (optimizer, schedule, seed), rate in itertools.product(groups, wanted):
        blank = Job(problem, (), optimizer, schedule, seed, steps, False, False, None).blank(rate)
        key = (rate, blank.optimizer, blank.schedule, seed)
        runs.append(made[key] if key in made else _unusable(blank))
    return Sweep(tuple(runs), bound_at(problem, seeds[0]), tuple(dict.fromkeys(notes + more)))


def trajectory(
    loss: Callable[..., Any], start: Any, rate: float, *, optimizer: Optimizer = "sgd", **how: Any
) -> Run:
    """One run, with the weights along the way; ``how`` is as in `sweep`.

    >>> run = trajectory(lambda w: (2.0 - 3.0 * w) ** 2, 1.0, 0.01, steps=2)
    >>> [round(float(w), 3) for w in run.path[:, 0]], [round(float(x), 3) for x in run.losses]
    ([1.0, 0.94, 0.891], [1.0, 0.672, 0.452])
    """
    return sweep(loss, start, [rate], optimizers=[optimizer], together=False, **how)[0]


def compare(
    loss: Callable[..., Any],
    start: Any,
    optimizers: dict[str, float] | Sequence[tuple[Optimizer, float]],
    **how: Any,
) -> Sweep:
    """Optimizers side by side, each at its own rate, from the same start, with the same random numbers and steps.

    >>> runs = compare(lambda w: w**2, 1.0, {"sgd": 0.1, "adam": 0.1}, steps=50)
    >>> [(run.optimizer, run.rate) for run in runs]
    [('sgd', 0.1), ('adam', 0.1)]
    """
    pairs = list(optimizers.items()) if isinstance(optimizers, dict) else list(optimizers)
    sweeps = [
        sweep(loss, start, [rate], optimizers=[optimizer], **how) for optimizer, rate in pairs
    ]
    notes = dict.fromkeys(note for one in sweeps for note in one.notes)
    return Sweep(
        tuple(run for one in sweeps for run in one),
        sweeps[0].bound if sweeps else None,
        tuple(notes),
    )


def threshold(
    loss: Callable[..., Any], start: Any, low: float = 1e-6, high: float = 1e3, *, steps: int = 200
) -> float:
    """The learning rate above which plain gradient descent diverges, measured by trying.

    Three sweeps of 24 rates, each between the last that stayed and the first that did not.
    Raises ValueError if all rates between ``low`` and ``high`` behave alike.

    >>> round(threshold(lambda w: (2.0 - 3.0 * w) ** 2, 1.0), 3)
    0.111
    """
    for _ in range(3):
        runs = sweep(loss, start, np.geomspace(low, high, 24), steps=steps)
        if runs.threshold() is None:
            raise ValueError(
                f"no border of divergence lies between the rates {low:g} and {high:g}: "
                f"all runs are alike ({runs[0].reason}). Widen low= and high=."
            )
        lost = [run.rate for run in runs if run.regime == "diverges"]
        high = min(rate for rate in lost if rate > runs.threshold())  # type: ignore[operator]
        low = max(run.rate for run in runs if run.rate < high)
    return float(np.sqrt(low * high))


# -- how it is done -------------------------------------------------------------------------------------------


def _checked(problem: Problem, seed: int) -> Iterable[str]:
    """Evaluate the loss at the start, twice: errors there are the user's to see, and change is worth a note."""
    nest = problem.begin(seed)
    first, again = (problem.gradient(nest, seed, rows=False)(flat(nest))[0] for _ in range(2))
    if np.isfinite(first) and first != again:
        yield (
            f"The loss is not a function of the weights alone: at the same weights it gave {first:.4g} and then "
            f"{again:.4g}, so the runs share something that changes. Make models and data inside of the function, "
            "or draw random numbers from its parameter rng."
        )


def _pieces(rates: tuple[float, ...], executor: Executor | None) -> list[tuple[float, ...]]:
    """All rates in one piece, or one piece for each worker."""
    workers = (
        1
        if executor is None
        else int(getattr(executor, "_max_workers", None) or os.cpu_count() or 1)
    )
    return [rates[i::workers] for i in range(min(workers, len(rates)))]


def _unusable(run: Run) -> Run:
    if run.rate > 0 and np.isfinite(run.rate):
        return replace(run, status=INTERRUPTED, reason="interrupted before it began")
    said = f"failed: a learning rate is a positive number, and this is {run.rate:g}"
    return replace(run, status=FAILED, reason=said)


def _collect(
    jobs: list[Job], executor: Executor | None, progress: Progress
) -> tuple[list[Run], list[str]]:
    """The runs of all jobs; after an interrupt, those that were finished."""
    runs: list[Run] = []
    notes: list[str] = []
    try:
        futures = None if executor is None else [executor.submit(work, job) for job in jobs]
        for i, job in enumerate(jobs):
            made, said = (
                work(job, progress.tick) if futures is None else _outcome(job, futures[i], progress)
            )
            runs += made
            notes += said
            if any(run.status == INTERRUPTED for run in made):
                raise KeyboardInterrupt  # noqa: TRY301 - the same end as when it comes between two jobs
    except KeyboardInterrupt:
        complete = sum(run.status != INTERRUPTED for run in runs)
        notes.append(
            f"Interrupted: {complete} of {sum(len(job.rates) for job in jobs)} runs are complete."
        )
        for future in futures or ():
            future.cancel()
    return runs, notes


def _outcome(job: Job, future: Future[Any], progress: Progress) -> tuple[list[Run], list[str]]:
    """What a worker sent back; where the job could not travel, its runs say so."""
    try:
        made: tuple[list[Run], list[str]] = future.result()
    except Exception as error:  # noqa: BLE001 - the other jobs go on
        advice = (
            " Define the loss at the top level of a module, so that workers can import it."
            * _travels(error)
        )
        said = f"failed: {type(error).__name__}: {error}.{advice}"
        made = [replace(job.blank(rate), status=FAILED, reason=said) for rate in job.rates], []
    progress.tick(len(job.rates) * (job.steps + 1))
    return made


def _travels(error: Exception) -> bool:
    return "pickle" in f"{type(error).__name__} {error}".lower()
