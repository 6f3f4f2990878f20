"""`python tests/bench` prints what an operation and a training step cost, as ratios to NumPy written by hand.

Set OPENBLAS_NUM_THREADS=1 for figures that can be compared. The frameworks are timed where they are installed.
"""

from __future__ import annotations

import numpy as np
from timing import medians
from workloads import WORKLOADS, installed

import minigrad as mg


def main() -> None:
    """Print both tables."""
    if torch := installed("torch"):
        torch.set_num_threads(1)
    operations()
    print(f"\n{'workload':40}{'numpy':>12}  ratios to it")
    for title, make in WORKLOADS.items():
        found = medians(make())
        base = found.pop("numpy")
        ratios = "  ".join(f"{name} {seconds / base:.2f}" for name, seconds in found.items())
        print(f"{title:40}{base * 1e6:9.1f} µs  {ratios}")


def operations() -> None:
    """The cost of one operation with recording, and of walking its record back."""
    print(f"{'operation':14}{'NumPy':>10}{'recording':>12}{'backward':>11}")
    for title, value in {
        "scalar": np.float32(1.5),
        "(10,)": np.full(10, 1.5, np.float32),
        "(100, 10)": np.full((100, 10), 1.5, np.float32),
    }.items():
        x = mg.tensor(value, requires_grad=True)
        found = medians({"numpy": lambda value=value: value * value, "forward": lambda x=x: x * x})
        print(
            f"{title:14}{found['numpy'] * 1e9:7.0f} ns{found['forward'] * 1e9:9.0f} ns"
            f"{backward_per_record(x) * 1e9:8.0f} ns"
        )


def backward_per_record(x: mg.GradTensor, length: int = 2000) -> float:
    """Seconds per record of a chain of multiplications."""

    def chain() -> mg.GradTensor:
        y = x
        for _ in range(length):
            y = y * 1.0
        return y

    def there_and_back() -> None:
        chain().backward(gradient=x.detach())

    found = medians({"there": chain, "both": there_and_back})
    return (found["both"] - found["there"]) / length


if __name__ == "__main__":
    main()
