"""detect_anomaly: the first NaN, and the line that made it."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg


def test_the_first_nan_of_the_forward_pass_is_named_with_its_line() -> None:
    x = mg.tensor(-1.0, requires_grad=True)
    says = r"sqrt made the first NaN, from -1\.0 \(line \d+: mg\.sqrt\(x\) \* 2\.0"
    with pytest.raises(RuntimeError, match=says), mg.detect_anomaly():
        mg.sqrt(x) * 2.0


def test_the_first_nan_of_the_backward_pass_is_named_with_the_forward_line() -> None:
    x = mg.tensor(0.0, requires_grad=True)
    says = r"derivative of sqrt.*cotangent 0\.0 \(line \d+: \(mg\.sqrt\(x\) \* 0\.0\)\.backward"
    with pytest.raises(RuntimeError, match=says), mg.detect_anomaly():
        (mg.sqrt(x) * 0.0).backward()


def test_a_healthy_program_runs_as_always_and_nothing_stays_open() -> None:
    x = mg.tensor(4.0, requires_grad=True)
    with mg.detect_anomaly():
        mg.sqrt(x).backward()
    assert float(x.grad) == 0.25
    assert np.isnan(mg.sqrt(mg.tensor(-1.0)).numpy())  # outside, a NaN is a value
