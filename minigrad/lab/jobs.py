"""The work of a sweep in pieces that can be sent to a worker: runs that differ in their rate alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .descent import Interrupted, Problem, descend, flat
from .optimizers import Choice
from .runs import Run, judged
from .schedules import Constant
from .status import FAILED, INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Job:
    """Runs that differ in their rate alone, so that one program can make them; it can be sent to a worker."""

    problem: Problem
    rates: tuple[float, ...]
    optimizer: Choice
    schedule: Constant
    seed: int
    steps: int
    keep: bool
    together: bool
    target: float | None

    def blank(self, rate: float) -> Run:
        """A run of this job before anything has happened."""
        name = type(self.schedule).__name__.lower()
        return Run(rate, str(self.optimizer), name, self.seed)


def work(
    job: Job, tick: Callable[[int], object] = lambda _rows: None
) -> tuple[list[Run], list[str]]:
    """Make the runs of one job, and the notes about how; workers of an executor call this."""
    notes: list[str] = []
    if job.together and len(job.rates) > 1:
        try:
            return _rows(job, tick), notes
        except Exception as error:  # noqa: BLE001 - anything a user's function may raise; singly it is told apart
            said = f"{type(error).__name__}: {str(error).split('. ')[0]}"
            notes.append(
                f"The rates ran one by one, because as one program the loss fails: {said}."
            )
    runs: list[Run] = []
    for rate in job.rates:
        runs.append(_single(job, rate, tick))
        if runs[-1].status == INTERRUPTED:
            break
    return runs, notes


def _rows(job: Job, tick: Callable[[int], object]) -> list[Run]:
    nest = job.problem.begin(job.seed)
    w = np.repeat(flat(nest)[None], len(job.rates), axis=0)
    rates = np.asarray(job.rates, w.dtype)[:, None]
    evaluate = job.problem.gradient(nest, job.seed, rows=True)
    interrupted = False
    try:
        losses, path = descend(evaluate, w, rates, job.steps, optimizer=job.optimizer, schedule=job.schedule,
                               keep=job.keep, tick=tick)  # fmt: skip
    except Interrupted as stop:
        (losses, path), interrupted = stop.rows, True
    return [
        _finished(job, rate, losses[:, i], None if path is None else path[:, i], interrupted)
        for i, rate in enumerate(job.rates)
    ]


def _single(job: Job, rate: float, tick: Callable[[int], object]) -> Run:
    nest = job.problem.begin(job.seed)
    evaluate = job.problem.gradient(nest, job.seed, rows=False)
    w = flat(nest)
    try:
        losses, path = descend(evaluate, w, w.dtype.type(rate), job.steps, optimizer=job.optimizer,
                               schedule=job.schedule, keep=job.keep, tick=tick)  # fmt: skip
    except Interrupted as stop:
        losses, path = stop.rows
        return _finished(job, rate, losses, path, interrupted=True)
    except Exception as error:  # noqa: BLE001 - the other rates go on
        said = f"failed: {type(error).__name__}: {error}"
        return replace(job.blank(rate), status=FAILED, reason=said)
    return _finished(job, rate, losses, path, interrupted=False)


def _finished(job: Job, rate: float, losses: Any, path: Any, interrupted: bool) -> Run:
    """A judged run, which ends at its first loss that is not finite."""
    broken = np.flatnonzero(~np.isfinite(losses))
    end = int(broken[0]) + 1 if broken.size else len(losses)
    kept = None if path is None else np.array(path[:end], dtype=float)
    run = judged(replace(job.blank(rate), losses=np.array(losses[:end]), path=kept), job.target)
    if interrupted and not broken.size:
        said = f"interrupted at step {max(end - 1, 0)}"
        return replace(run, status=INTERRUPTED, step=max(end - 1, 0), reason=said)
    return run
