"""Timing that a noisy machine cannot fool: CPU time, rounds of all candidates in turn, medians and ratios."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROUNDS = 9
ROUND_SECONDS = 0.02


def medians(candidates: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of CPU time per call: the median over rounds in which every candidate has its turn."""
    counts = {name: _calls_per_round(call) for name, call in candidates.items()}
    samples: dict[str, list[float]] = {name: [] for name in candidates}
    gc.collect()
    gc.disable()
    try:
        for _ in range(ROUNDS):
            for name, call in candidates.items():
                samples[name].append(_seconds(call, counts[name]) / counts[name])
    finally:
        gc.enable()
    return {name: statistics.median(times) for name, times in samples.items()}


def _seconds(call: Callable[[], object], count: int) -> float:
    begin = time.process_time()
    for _ in range(count):
        call()
    return time.process_time() - begin


def _calls_per_round(call: Callable[[], object]) -> int:
    call()  # whatever is made once is made now
    count = 1
    while (seconds := _seconds(call, count)) < ROUND_SECONDS / 4:
        count *= 4
    return max(1, round(count * ROUND_SECONDS / max(seconds, 1e-9)))
