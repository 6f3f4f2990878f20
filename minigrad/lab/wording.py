"""Findings in words with numbers: the table of a sweep, and what a picture shows to who cannot see it."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from .status import DIVERGED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .runs import Run, Sweep

SHOWN = 12  # rows of a table; of more, those in the middle are left out


def label(run: Run, runs: Sequence[Run]) -> str:
    """What tells a run from the others of its sweep.

    >>> from minigrad.lab.runs import Run
    >>> a, b = Run(0.1), Run(0.1, "adam")
    >>> label(a, [a, b])
    'sgd 0.1'
    """
    parts = [run.optimizer] if len({r.optimizer for r in runs}) > 1 else []
    parts += [run.schedule] if len({r.schedule for r in runs}) > 1 else []
    parts += [f"seed {run.seed}"] if len({r.seed for r in runs}) > 1 else []
    return " ".join([*parts, f"{run.rate:.4g}"])


def rows(sweep: Sweep) -> list[tuple[str, str, str, str]]:
    """Run, regime, final loss and reason, one row per run; the middle of a long table is left out."""
    runs = list(sweep)
    made = [(label(run, runs), run.regime, f"{run.final:.4g}", run.reason) for run in runs]
    if len(made) <= SHOWN:
        return made
    half = SHOWN // 2
    gap = ("…", f"({len(made) - SHOWN} more)", "", "")
    return [*made[:half], gap, *made[-half:]]


def table(sweep: Sweep) -> str:
    """A sweep as aligned text.

    >>> from minigrad.lab.runs import Run, Sweep
    >>> print(
    ...     table(
    ...         Sweep((Run(0.1, losses=[4.0, 1.0], status="slow", reason="slow: it still falls"),))
    ...     )
    ... )
    rate  regime     final loss  reason
    0.1   too small           1  slow: it still falls
    """
    body = [("rate", "regime", "final loss", "reason"), *rows(sweep)]
    widths = [max(len(row[i]) for row in body) for i in range(3)]
    lines = [
        f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c:>{widths[2]}}  {d}".rstrip() for a, b, c, d in body
    ]
    return "\n".join(lines)


def html_table(sweep: Sweep) -> str:
    """The same table in HTML."""
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("rate", "regime", "final loss", "reason")
    )
    body = "".join(
        "<tr>"
        + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in row)
        + "</tr>"
        for row in rows(sweep)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def finding(sweep: Sweep) -> str:
    """Which rates did what, the best of them and the bound, as sentences.

    >>> from minigrad import lab
    >>> print(finding(lab.sweep(lambda w: (2.0 - 3.0 * w) ** 2, 1.0, [0.001, 0.01, 0.2])))
    Rate 0.001 is too small. Rate 0.01 is good. Rate 0.2 diverges. The best is 0.01 with a final loss of 5.791e-18.
    Plain gradient descent must diverge above 2/λmax = 0.1111.
    """
    runs = list(sweep)
    if len({(r.optimizer, r.schedule, r.seed) for r in runs}) > 1:
        said = [f"{label(run, runs)}: {run.reason}." for run in runs[:SHOWN]]
    else:
        said = []
        for regime, group in groupby(
            sorted(runs, key=lambda run: run.rate), key=lambda run: run.regime
        ):
            part = list(group)
            ends = f"{part[0].rate:.4g}" + (f" to {part[-1].rate:.4g}" if len(part) > 1 else "")
            verb = (
                ""
                if regime in {"diverges", "oscillates", "failed"}
                else ("are " if len(part) > 1 else "is ")
            )
            word = (
                {"diverges": "diverge", "oscillates": "oscillate"}.get(regime, regime)
                if len(part) > 1
                else regime
            )
            said.append(f"Rate{'s' * (len(part) > 1)} {ends} {verb}{word}.")
    stable = [run for run in runs if run.status != DIVERGED and run.final == run.final]
    if stable:
        best = min(stable, key=lambda run: run.final)
        said.append(f"The best is {label(best, runs)} with a final loss of {best.final:.4g}.")
    text = " ".join(said)
    if sweep.bound:
        text += f"\nPlain gradient descent must diverge above 2/λmax = {sweep.bound:.4g}."
    return text
