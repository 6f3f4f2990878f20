"""Each optimizer's rule makes the steps that one can compute on paper."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad import optim

ONE, TWO = np.float64(1.0), np.float64(2.0)


def test_gradient_descent_subtracts_the_rate_times_the_gradient():
    assert optim.sgd(ONE, TWO, {}, 0.25) == 0.5


def test_momentum_adds_nine_tenths_of_the_last_step():
    state = {}
    first = optim.sgd(ONE, ONE, state, 0.1, momentum=0.9)
    second = optim.sgd(first, ONE, state, 0.1, momentum=0.9)
    assert (first, second) == pytest.approx((0.9, 0.71))


@pytest.mark.parametrize(("folded", "expected"), [(True, 0.604), (False, 0.766)])
def test_a_changed_rate_tells_the_two_kinds_of_velocity_apart(folded, expected):
    state, x = {}, ONE
    for rate in (0.1, 0.01):
        x = optim.sgd(x, 2 * x, state, rate, momentum=0.9, folded=folded)
    assert x == pytest.approx(expected)


def test_nesterov_looks_ahead():
    assert optim.sgd(ONE, ONE, {}, 0.1, momentum=0.9, nesterov=True) == pytest.approx(0.81)
    assert optim.sgd(ONE, ONE, {}, 0.1, momentum=0.9, nesterov=True, folded=True) == pytest.approx(
        0.81
    )


def test_dampening_leaves_the_first_step_alone():
    state = {}
    first = optim.sgd(ONE, ONE, state, 0.1, momentum=0.5, dampening=1.0)
    assert optim.sgd(first, ONE, state, 0.1, momentum=0.5, dampening=1.0) == pytest.approx(0.85)


def test_rmsprop_divides_by_the_running_root_mean_square():
    assert optim.rmsprop(ONE, TWO, {}, 0.1, rho=0.75, epsilon=0.0) == pytest.approx(1 - 0.1 * 2 / 1)


def test_adagrad_remembers_all_squares():
    state = {}
    first = optim.adagrad(ONE, np.float64(3.0), state, 0.1, epsilon=0.0)
    second = optim.adagrad(first, np.float64(4.0), state, 0.1, epsilon=0.0)
    assert (first, second) == pytest.approx((0.9, 0.9 - 0.1 * 4 / 5))


def test_the_first_step_of_adam_is_the_rate():
    assert optim.adam(ONE, TWO, {}, 0.1) == pytest.approx(0.9)


def test_epsilon_stands_beside_the_corrected_root_or_with_hat_beside_the_other():
    corrected, uncorrected = 2.0, 2.0 * 0.001**0.5  # as large as the root, epsilon halves the step
    assert optim.adam(ONE, TWO, {}, 0.1, epsilon=corrected) == pytest.approx(0.95)
    assert optim.adam(ONE, TWO, {}, 0.1, epsilon=uncorrected, hat=True) == pytest.approx(0.95)


def test_amsgrad_keeps_the_largest_square():
    kept, lost = {}, {}
    for gradient in (np.float64(10.0), np.float64(0.1)):
        a = optim.adam(ONE, gradient, kept, 0.1, amsgrad=True, beta_2=0.1)
        b = optim.adam(ONE, gradient, lost, 0.1, beta_2=0.1)
    assert a > b


def test_a_long_gradient_is_scaled_down():
    np.testing.assert_allclose(optim.clipped(np.array([3.0, 4.0]), 1.0), [0.6, 0.8])


def test_float32_stays_float32():
    rules = (
        optim.sgd,
        optim.rmsprop,
        optim.adagrad,
        optim.adadelta,
        optim.adam,
        optim.adamax,
        optim.nadam,
    )
    for rule in rules:
        for value in (np.float32(1.0), np.ones(3, np.float32)):
            assert rule(value, value, {}, 0.1).dtype == np.float32


def test_an_optimizer_follows_a_tape():
    w = mg.Variable([1.0, -2.0])
    optimizer = optim.Adam([w], lr=0.1)
    for _ in range(200):
        with mg.GradientTape() as tape:
            loss = (w * w).sum()
        optimizer.step(tape.gradient(loss, [w]))
    np.testing.assert_allclose(w.numpy(), [0.0, 0.0], atol=1e-2)


def test_an_optimizer_follows_backward():
    x = mg.tensor(1.0, requires_grad=True)
    optimizer = optim.SGD([x], lr=0.25)
    (x * x).backward()
    optimizer.step()
    optimizer.zero_grad()
    assert float(x.detach()) == 0.5
    assert x.grad is None


def test_a_parameter_without_gradient_is_left_alone():
    w = mg.Variable(1.0)
    optim.SGD([w]).step([None])
    assert float(w) == 1.0


def test_no_parameters_are_refused():
    with pytest.raises(ValueError, match=r"the list is empty\. Pass \[w, b\]"):
        optim.SGD([])
