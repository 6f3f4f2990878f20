"""tape.why: each way to a None has its own sentence."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg


def test_a_constant_was_not_watched() -> None:
    x = mg.constant(3.0)
    with mg.GradientTape() as tape:
        y = x * x
    reason = tape.why(y, x)
    assert reason.kind == "not watched"
    assert "tape.watch" in str(reason)


def test_a_variable_that_was_rebound_is_a_plain_tensor() -> None:
    x = mg.Variable(3.0, name="x")
    x = x - 0.1
    with mg.GradientTape() as tape:
        y = x * x
    assert "assign_sub" in str(tape.why(y, x))


def test_a_variable_may_be_not_trainable_or_not_watched() -> None:
    fixed = mg.Variable(3.0, trainable=False, name="fixed")
    with mg.GradientTape() as tape:
        y = fixed * fixed
    assert str(tape.why(y, fixed)).startswith("'fixed' was made with trainable=False")
    free = mg.Variable(3.0)
    with mg.GradientTape(watch_accessed_variables=False) as tape:
        y = free * free
    assert "watch_accessed_variables=False" in str(tape.why(y, free))


def test_whole_numbers_have_no_derivative() -> None:
    n = mg.Variable(3, name="n")
    with mg.GradientTape() as tape:
        y = n * 2
    assert str(tape.why(y, n)) == (
        "'n' has dtype int32, and whole numbers have no derivative. "
        "Write it with a decimal point (3.0), or give dtype=np.float32."
    )


def test_the_target_left_the_tape_through_numpy() -> None:
    x = mg.Variable(3.0)
    with mg.GradientTape() as tape:
        y = mg.constant(np.square(x.numpy()))
    assert tape.why(y, x).kind == "target not recorded"


def test_the_target_was_computed_outside_the_tape() -> None:
    x = mg.tensor(3.0, requires_grad=True)  # records also outside of tapes
    early = x * x
    with mg.GradientTape() as tape:
        tape.watch(x)
        inside = x * x
    late = inside * 2.0
    assert tape.why(early, x).kind == "before the tape"
    assert tape.why(late, x).kind == "after the tape"
    assert tape.why(inside, x).kind == "connected"


def test_a_source_computed_before_the_tape_is_a_constant_for_it() -> None:
    x = mg.tensor(3.0, requires_grad=True)
    h = x * x
    with mg.GradientTape() as tape:
        y = h * h
    assert tape.why(y, h).kind == "before the tape"


def test_a_variable_that_was_not_used_is_not_on_the_path() -> None:
    w, b = mg.Variable(1.0, name="w"), mg.Variable(2.0, name="b")
    with mg.GradientTape() as tape:
        y = w * w
        _ = b * 2.0
    assert "no recorded operation leads from 'b' to the target; it depends on 'w'" in str(
        tape.why(y, b)
    )


def test_a_number_is_not_a_tensor() -> None:
    with mg.GradientTape() as tape:
        y = mg.Variable(1.0) * 2.0
    assert tape.why(y, 3.0).kind == "not a tensor"


@pytest.mark.parametrize("used", [True, False])
def test_it_may_be_asked_before_and_after_the_gradient(used: bool) -> None:
    x = mg.Variable(3.0)
    with mg.GradientTape() as tape:
        y = x * x
    if used:
        tape.gradient(y, x)
    assert tape.why(y, x).kind == "connected"
