"""The progress of ``fit`` and ``evaluate``: one line an epoch, redrawn in place on a terminal."""

from __future__ import annotations

import sys
import time
from typing import Any

WIDTH = 20


class Progress:
    """One bar of a known (or unknown) number of steps."""

    def __init__(self, steps: int | None, verbose: Any) -> None:
        self.steps, self.verbose = steps, 1 if verbose == "auto" else int(verbose)
        self.begin = time.perf_counter()
        self.live = self.verbose == 1 and sys.stdout.isatty()

    def update(self, done: int, logs: dict[str, float]) -> None:
        """Redraw the bar after a step, on a terminal."""
        if self.live:
            print("\r" + self._line(done, logs), end="", flush=True)  # noqa: T201

    def finish(self, done: int, logs: dict[str, float]) -> None:
        """Leave the last line."""
        if self.verbose == 1:
            print(("\r" if self.live else "") + self._line(done, logs))  # noqa: T201
        elif self.verbose == 2:
            print(f"{done}/{done} - {self._seconds():.0f}s - {_numbers(logs)}")  # noqa: T201

    def _seconds(self) -> float:
        return time.perf_counter() - self.begin

    def _line(self, done: int, logs: dict[str, float]) -> str:
        total = self.steps or done
        full = round(WIDTH * done / max(total, 1))
        bar = "━" * full + "─" * (WIDTH - full)
        each = self._seconds() / max(done, 1)
        pace = f"{each * 1e3:.0f}ms/step" if each >= 1e-3 else f"{each * 1e6:.0f}us/step"
        return f"{done}/{total} {bar} {self._seconds():.0f}s {pace} - {_numbers(logs)}"


def _numbers(logs: dict[str, float]) -> str:
    return " - ".join(
        f"{name}: {value:.4f}" if abs(value) > 1e-3 else f"{name}: {value:.4e}"
        for name, value in logs.items()
    )
