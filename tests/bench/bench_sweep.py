"""How much faster are 50 learning rates as one program?  Run: python tests/bench/bench_sweep.py

A 5-10-1 tanh network, 64 examples, 200 steps. Torch, where it is installed, goes one by one.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

import minigrad as mg
from minigrad import lab

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS, RATES = 200, np.geomspace(1e-3, 0.5, 50)
RNG = np.random.default_rng(0)
X = RNG.standard_normal((64, 5)).astype(np.float32)
Y = np.sin(X.sum(axis=1, keepdims=True))
START = {
    "W": (0.4 * RNG.standard_normal((5, 10))).astype(np.float32),
    "b": np.zeros(10, np.float32),
    "V": (0.3 * RNG.standard_normal((10, 1))).astype(np.float32),
    "c": np.zeros(1, np.float32),
}


def loss(p: dict[str, Any]) -> Any:
    """Mean square error of the network."""
    return mg.mean((mg.tanh(mg.matmul(X, p["W"]) + p["b"]) @ p["V"] + p["c"] - Y) ** 2)


def torch_one_by_one() -> None:
    """The same with eager torch, a rate at a time."""
    import torch

    x, y = torch.tensor(X), torch.tensor(Y)
    for rate in RATES:
        p = {name: torch.tensor(value, requires_grad=True) for name, value in START.items()}
        optimizer = torch.optim.SGD(p.values(), lr=float(rate))
        for _ in range(STEPS):
            optimizer.zero_grad()
            ((torch.tanh(x @ p["W"] + p["b"]) @ p["V"] + p["c"] - y) ** 2).mean().backward()
            optimizer.step()


def best(function: Callable[[], object], repeats: int) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        function()
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    """Print the times and their ratios."""
    together = best(lambda: lab.sweep(loss, START, RATES, steps=STEPS), 5)
    singly = best(lambda: lab.sweep(loss, START, RATES, steps=STEPS, together=False), 2)
    print(f"{len(RATES)} rates x {STEPS} steps as one program: {together:.3f} s")
    print(f"one by one: {singly:.3f} s, {singly / together:.1f} times as long")
    try:
        eager = best(torch_one_by_one, 1)
    except ImportError:
        print("torch is not installed: no comparison with it")
    else:
        print(f"torch one by one: {eager:.3f} s, {eager / together:.1f} times as long")


if __name__ == "__main__":
    main()
