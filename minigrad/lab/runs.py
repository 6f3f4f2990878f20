"""Runs and sweeps: plain data that is compared, saved and loaded again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .status import CONVERGED, DIVERGED, FAILED, OSCILLATING, SLOW, overshoots

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 1
REGIMES = {
    SLOW: "too small",
    CONVERGED: "good",
    OSCILLATING: "oscillates",
    DIVERGED: "diverges",
    FAILED: "failed",
}


@dataclass(frozen=True, eq=False)
class Run:
    """One descent: how it was set up, what happened, and how it is judged.

    Attributes:
        rate, optimizer, schedule, seed: the set-up, names in words.
        losses: float64 array; the first is before any update, the last may be non-finite.
        path: the weights at the same steps, shape (len(losses), n), or None where they were not kept.
        status, step, reason: see `minigrad.lab.status`.
    """

    rate: float
    optimizer: str = "sgd"
    schedule: str = "constant"
    seed: int = 0
    losses: Any = field(default_factory=lambda: np.empty(0))
    path: Any = None
    status: str = ""
    step: int | None = None
    reason: str = ""

    @property
    def final(self) -> float:
        """The last loss; nan without any."""
        return float(self.losses[-1]) if len(self.losses) else float("nan")

    @property
    def regime(self) -> str:
        """The learner's word: too small, good, oscillates, diverges; a descent in zigzag counts as 'oscillates'."""
        zigzag = self.status == CONVERGED and overshoots(self.path) > 0.9
        return "oscillates" if zigzag else REGIMES.get(self.status, self.status)

    @property
    def ratios(self) -> Any:
        """Update-to-weight ratio ‖Δw‖ / ‖w‖ of each step, where the path is known."""
        if self.path is None:
            return np.empty(0)
        with np.errstate(all="ignore"):
            moved = np.linalg.norm(np.diff(self.path, axis=0), axis=1)
            return moved / np.linalg.norm(self.path[:-1], axis=1)


@dataclass(frozen=True, eq=False)
class Sweep:
    """Many runs of one experiment.

    Attributes:
        runs: in the order in which they were asked for.
        bound: 2/λmax, above which plain gradient descent must diverge; None where it is not known.
        notes: what should be known about how the runs were made, one sentence each.
    """

    runs: tuple[Run, ...]
    bound: float | None = None
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.runs)

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs)

    def __getitem__(self, index: int) -> Run:
        return self.runs[index]

    @property
    def best(self) -> Run:
        """The run with the lowest finite final loss. Raises ValueError where no run has one."""
        finite = [run for run in self.runs if np.isfinite(run.final)]
        if not finite:
            raise ValueError(
                "no run ends in a finite loss, so none is the best. Try smaller rates."
            )
        return min(finite, key=lambda run: run.final)

    def threshold(self) -> float | None:
        """The measured border of divergence: between the largest rate that stays and the next, which does not."""
        rates = sorted({run.rate for run in self.runs})
        lost = {run.rate for run in self.runs if run.status == DIVERGED}
        stable = [rate for rate in rates if rate not in lost]
        above = [rate for rate in rates if rate in lost and (not stable or rate > stable[-1])]
        return float(np.sqrt(stable[-1] * above[0])) if stable and above else None

    # -- as text and in a notebook -----------------------------------------------------------------------

    def __repr__(self) -> str:
        from .wording import table

        return "\n".join([table(self), *self.notes])

    def _repr_html_(self) -> str:
        from .figures import sweep_html

        return sweep_html(self)

    # -- on disk ------------------------------------------------------------------------------------------

    def save(self, file: str | Path) -> None:
        """Write everything to a ``.json`` file, or to a smaller ``.npz``; neither needs pickle."""
        path = Path(file)
        runs = [asdict(run) for run in self.runs]
        head = {"minigrad.lab": VERSION, "bound": self.bound, "notes": self.notes, "runs": runs}
        if path.suffix == ".json":
            path.write_text(json.dumps(head, default=_listed, allow_nan=True), encoding="utf-8")
            return
        arrays: dict[str, Any] = {}
        for i, run in enumerate(runs):
            arrays |= {
                f"{i}.{key}": run.pop(key) for key in ("losses", "path") if run[key] is not None
            }
        with path.open("wb") as stream:
            np.savez_compressed(stream, head=np.array(json.dumps(head, default=_listed)), **arrays)


def _listed(value: Any) -> Any:
    return value.tolist()


def load(file: str | Path) -> Sweep:
    """The sweep that `Sweep.save` wrote. Raises ValueError for a file of another kind.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Sweep((Run(0.1, losses=np.array([1.0, np.inf])),)).save(f"{folder}/runs.json")
    ...     load(f"{folder}/runs.json")[0].losses
    array([ 1., inf])
    """
    path = Path(file)
    arrays: dict[str, Any] = {}
    if path.suffix == ".json":
        head = json.loads(path.read_text(encoding="utf-8"))
    else:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {key: archive[key] for key in archive.files}
        head = json.loads(str(arrays.pop("head", "{}")))
    if head.get("minigrad.lab") != VERSION:
        raise ValueError(
            f"{path.name} holds no sweep of version {VERSION}. Load what Sweep.save(...) wrote."
        )
    runs = []
    for i, entry in enumerate(head["runs"]):
        for key in ("losses", "path"):
            given = arrays.get(f"{i}.{key}", entry.get(key))
            entry[key] = None if given is None else np.asarray(given, dtype=float)
        runs.append(Run(**entry))
    return Sweep(tuple(runs), head["bound"], tuple(head["notes"]))


def judged(run: Run, target: float | None = None) -> Run:
    """The run with its status."""
    from .status import classify

    status = classify(run.losses, run.path, target)
    return replace(run, status=status.word, step=status.step, reason=status.reason)
