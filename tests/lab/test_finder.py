"""The finder: suggestions with a reason, none without one, and nothing left changed."""

import random

import numpy as np
import pytest

import minigrad as mg
from minigrad import lab, optim


def test_everything_that_the_steps_change_is_put_back_bit_for_bit():
    w, rng = mg.Variable([1.0, 2.0]), np.random.default_rng(3)
    optimizer = optim.SGD([w], lr=0.1, momentum=0.9)

    def step(lr):
        optimizer.lr = lr
        noise = rng.standard_normal() + np.random.standard_normal() + random.random()  # noqa: NPY002, S311
        with mg.GradientTape() as tape:
            loss = mg.sum(w * w) * (1 + 0.01 * noise)
        optimizer.step(tape.gradient(loss, [w]))
        return loss

    step(0.1)
    value, velocity = w.numpy().tobytes(), optimizer.states[0]["velocity"].tobytes()
    states = rng.bit_generator.state, np.random.get_state(), random.getstate()  # noqa: NPY002
    found = lab.lr_find(step)
    assert found.suggestions
    assert w.numpy().tobytes() == value
    assert optimizer.states[0]["velocity"].tobytes() == velocity
    assert optimizer.lr == 0.1
    assert rng.bit_generator.state == states[0]
    assert str(np.random.get_state()) == str(states[1])  # noqa: NPY002
    assert random.getstate() == states[2]


def test_all_is_put_back_also_when_a_step_raises():
    history = []

    def step(lr):
        history.append(lr)
        raise RuntimeError("no data")

    with pytest.raises(RuntimeError, match="no data"):
        lab.lr_find(step)
    assert history == []


def test_the_suggestions_lie_below_the_bound_and_carry_their_reason():
    found = lab.lr_find(lambda w: (2.0 - 3.0 * w) ** 2, 1.0)
    assert set(found.suggestions) == {"steepest", "valley", "minimum/10"}
    assert all(0 < rate < 1 / 9 for rate in found.suggestions.values())
    assert "the middle of the longest fall" in found.reason
    assert "suggested" in lab.plot_find(found).alt


@pytest.mark.parametrize(
    ("step", "said"),
    [(lambda _: 1.0, "the curve is flat"), (lambda _: np.nan, "the curve is broken"),
     (lambda lr: 1 + np.log10(lr / 1e-5), "the loss only rises")],
    ids=["flat", "broken", "rising"],
)  # fmt: skip
def test_a_curve_without_a_fall_gives_no_suggestion_and_says_why(step, said):
    found = lab.lr_find(step)
    assert found.rate is None
    assert found.reason.startswith(f"no suggestion: {said}")
    assert "no suggestion" in lab.plot_find(found).alt


def test_a_range_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r"0 < low < high"):
        lab.lr_find(lambda _: 1.0, low=1, high=0.1)
