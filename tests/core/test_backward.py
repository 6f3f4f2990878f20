"""requires_grad and backward(): accumulation, freeing, and what is refused."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

import minigrad as mg


def leaf(value: object) -> mg.GradTensor:
    return mg.tensor(value, requires_grad=True)


def test_gradients_accumulate_over_calls() -> None:
    x = leaf([1.0, 2.0])
    for times in (1, 2, 3):
        (x * x).sum().backward()
        assert x.grad.numpy().tolist() == [2.0 * times, 4.0 * times]


def test_a_value_used_twice_gets_both_contributions() -> None:
    x = leaf(3.0)
    y = x + x
    (y * y).backward()
    assert float(x.grad) == 24.0


def test_a_graph_can_be_walked_once_unless_it_is_retained() -> None:
    x = leaf(3.0)
    y = x * x
    y.backward(retain_graph=True)
    y.backward()
    assert float(x.grad) == 12.0
    with pytest.raises(RuntimeError, match=r"second time.*multiply.*retain_graph=True"):
        y.backward()


def test_a_graph_that_saved_nothing_may_be_walked_again() -> None:
    x = leaf(3.0)
    y = x + x
    y.backward()
    y.backward()
    assert float(x.grad) == 4.0


def test_a_shared_trunk_is_used_up_by_the_first_walk() -> None:
    x = leaf(3.0)
    trunk = x * x
    a, b = trunk * 2.0, trunk * 3.0
    a.backward()
    with pytest.raises(RuntimeError, match="second time"):
        b.backward()


def test_two_leaves_never_share_one_gradient_array() -> None:
    a, b = leaf([1.0, 1.0]), leaf([1.0, 1.0])
    (a + b).sum().backward()
    (a * 3.0).sum().backward()
    assert a.grad.numpy().tolist() == [4.0, 4.0]
    assert b.grad.numpy().tolist() == [1.0, 1.0]


def test_no_grad_records_nothing_and_detach_cuts() -> None:
    x = leaf([1.0, 2.0])
    with mg.no_grad():
        y = x * 2.0
    assert not y.requires_grad
    (x.detach() * x).sum().backward()
    assert x.grad.numpy().tolist() == [1.0, 2.0]


def test_backward_starts_from_one_number_or_a_given_gradient() -> None:
    x = leaf([1.0, 2.0])
    with pytest.raises(RuntimeError, match=r"shape \(2,\).*\.sum\(\)"):
        (x * x).backward()
    (x * x).backward(gradient=[1.0, 10.0])
    assert x.grad.numpy().tolist() == [2.0, 40.0]
    with pytest.raises(RuntimeError, match=r"shape \(3,\)"):
        (x * x).backward(gradient=[1.0, 1.0, 1.0])


def test_backward_without_a_graph_says_what_to_do() -> None:
    with pytest.raises(RuntimeError, match="requires_grad=True"):
        mg.tensor(3.0).backward()


def test_integers_cannot_require_gradients() -> None:
    with pytest.raises(RuntimeError, match=r"int32.*3\.0 instead of 3"):
        mg.tensor(3, requires_grad=True)


def test_create_graph_makes_gradients_that_can_be_differentiated() -> None:
    x = leaf(2.0)
    (x * x * x).backward(create_graph=True)
    first = x.grad
    assert float(first) == 12.0
    x.grad = None
    first.backward()
    assert float(x.grad) == 12.0


def alive() -> int:
    return sum(
        isinstance(o, mg.Tensor)
        or (type(o) is list and len(o) >= 4 and type(o[0]) is int and o[0] < 0)
        for o in gc.get_objects()
    )


def test_a_graph_dies_with_its_last_tensor_and_leaves_no_cycles() -> None:
    gc.collect()
    gc.disable()
    try:
        before = alive()
        x = leaf([1.0, 2.0, 3.0])
        y = x
        for _ in range(100):
            y = y * 1.5
        assert alive() >= before + 100
        del y
        assert alive() <= before + 2
        with mg.GradientTape(persistent=True) as tape:
            tape.watch(x)
            z = ((x * x).tanh() @ mg.constant([1.0, 1.0, 1.0])) * 2.0
            g = tape.gradient(z, x)
            h = tape.gradient(g, x)
        del z, g, h, tape, x
        assert alive() <= before
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_create_graph_makes_no_reference_cycle() -> None:
    gc.collect()
    gc.disable()
    try:
        x = leaf([2.0, 3.0])
        gone = weakref.ref(x)
        (x * x * x).sum().backward(create_graph=True)
        del x
        assert gone() is None
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_two_hundred_thousand_operations_need_no_recursion() -> None:
    x = leaf(1.0)
    y = x
    for _ in range(200_000):
        y = y + 1.0
    y.backward()
    assert float(x.grad) == 1.0
    z = x
    for _ in range(200_000):
        z = z + 1.0
    del z  # and freeing the chain needs none either


def test_a_tape_follows_tensors_that_require_grad_too() -> None:
    x = leaf(3.0)
    with mg.GradientTape() as tape:
        tape.watch(x)
        y = x * x
    assert float(tape.gradient(y, x)) == 6.0
    assert np.isclose(float(y), 9.0)


def test_hooks_see_and_replace_gradients_in_the_order_they_were_registered() -> None:
    x = leaf(2.0)
    y = x * 10.0
    y.register_hook(lambda g: g + 1.0)
    handle = y.register_hook(lambda g: g * 3.0)
    x.register_hook(lambda g: g + 0.5)
    y.backward(retain_graph=True)
    assert float(x.grad) == 10.0 * (3.0 * (1.0 + 1.0)) + 0.5
    handle.remove()
    x.grad = None
    y.backward()
    assert float(x.grad) == 20.5


def test_retain_grad_keeps_the_gradient_of_an_intermediate_result() -> None:
    x = leaf(3.0)
    h = x * x
    h.retain_grad()
    (h * h).backward()
    assert float(h.grad) == 18.0
    assert float(x.grad) == 108.0
    with pytest.raises(RuntimeError, match="requires_grad=False"):
        mg.tensor(1.0).retain_grad()


def test_a_hook_after_accumulation_sees_the_sum() -> None:
    x = leaf(3.0)
    seen = []
    x.register_post_accumulate_grad_hook(lambda t: seen.append(float(t.grad)))
    (x * x).backward()
    (x * x).backward()
    assert seen == [6.0, 12.0]
    with pytest.raises(RuntimeError, match="leaf"):
        (x * x).register_post_accumulate_grad_hook(print)


def test_gradients_of_two_leaves_are_separate_memory() -> None:
    a, b = leaf([1.0, 1.0]), leaf([1.0, 1.0])
    (a + b).sum().backward()
    a.grad.data[...] = 0.0
    assert b.grad.numpy().tolist() == [1.0, 1.0]


def test_inputs_fill_the_grad_of_a_non_leaf_and_leave_others_alone() -> None:
    x = leaf(3.0)
    h = x * x
    (h * h).backward(inputs=[h])
    assert float(h.grad) == 18.0
    assert x.grad is None


def test_the_observer_sees_the_running_total_of_a_value_used_twice() -> None:
    from minigrad.observe import Log

    x = leaf(3.0)
    with Log() as log:
        (x * x).backward()
    (event,) = log.passes[0].events
    assert [float(g) for g in event.contributions] == [3.0, 3.0]
    assert [float(t) for t in event.totals] == [3.0, 6.0]
