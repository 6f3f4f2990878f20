"""Copies and pickles: values of their own, whose gradients are nobody else's."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest

import minigrad as mg
from minigrad.errors import BackwardError

WAYS = [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]  # noqa: S301 - our own bytes


@pytest.mark.parametrize("duplicate", WAYS)
def test_a_copied_variable_is_another_variable(duplicate):
    v = mg.Variable([1.0, 2.0], name="v")
    twin = duplicate(v)
    with mg.GradientTape() as tape:
        y = v * v * twin
    assert [g.numpy().tolist() for g in tape.gradient(y, [v, twin])] == [[2.0, 8.0], [1.0, 4.0]]
    twin.assign_add([1.0, 1.0])
    assert v.numpy().tolist() == [1.0, 2.0]
    assert (twin.name, twin.trainable) == ("v", True)


@pytest.mark.parametrize("duplicate", WAYS)
def test_a_copied_leaf_gathers_its_own_gradient(duplicate):
    x = mg.tensor([1.0, 2.0], requires_grad=True)
    twin = duplicate(x)
    (twin * twin).sum().backward()
    assert twin.grad.numpy().tolist() == [2.0, 4.0]
    assert x.grad is None


def test_a_deep_copy_takes_the_gradient_along():
    x = mg.tensor(3.0, requires_grad=True)
    (x * x).backward()
    twin = copy.deepcopy(x)
    assert float(twin.grad) == 6.0
    assert twin.grad is not x.grad


def test_a_deep_copy_of_a_result_is_refused():
    x = mg.tensor([1.0, 2.0], requires_grad=True)
    with pytest.raises(BackwardError, match=r"shape \(2,\).*\.detach\(\)"):
        copy.deepcopy(x * x)


def test_a_constant_is_its_own_copy_and_a_result_is_pickled_without_its_records():
    v = mg.Variable([1.0, 2.0])
    with mg.GradientTape() as tape:
        y = v * v
        z = copy.copy(y) * 2.0
    assert pickle.loads(pickle.dumps(y)).node is None  # noqa: S301 - our own bytes
    assert tape.gradient(z, v).numpy().tolist() == [4.0, 8.0]


def test_a_variable_does_not_follow_the_array_it_was_assigned():
    v, given = mg.Variable(np.zeros(2)), np.ones(2)
    v.assign(given)
    given[0] = 7.0
    assert v.numpy().tolist() == [1.0, 1.0]
