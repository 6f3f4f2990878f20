"""GradientTape: what it records, what it answers, and when it answers None."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg


def value(tensor: object) -> object:
    return None if tensor is None else tensor.numpy().tolist()  # type: ignore[attr-defined]


def test_the_derivative_of_x_squared_at_3_is_6() -> None:
    x = mg.Variable(3.0)
    with mg.GradientTape() as tape:
        y = x * x
    assert value(tape.gradient(y, x)) == 6.0


def test_a_variable_keeps_its_dtype_through_literals() -> None:
    v = mg.Variable(1.0)
    with mg.GradientTape() as tape:
        y = (2.0 - v * 3.0) ** 2 / 7.0
    assert y.dtype == np.float32
    assert tape.gradient(y, v).dtype == np.float32


def test_a_second_gradient_is_refused_unless_the_tape_is_persistent() -> None:
    x = mg.Variable(3.0)
    with mg.GradientTape() as tape:
        y = x * x
    tape.gradient(y, x)
    with pytest.raises(RuntimeError, match="persistent=True"):
        tape.gradient(y, x)
    with mg.GradientTape(persistent=True) as tape:
        y = x * x
    assert [value(tape.gradient(y, x)) for _ in range(2)] == [6.0, 6.0]


def test_a_constant_is_followed_only_after_watch() -> None:
    x = mg.constant(3.0)
    with mg.GradientTape() as tape:
        y = x * x
    assert tape.gradient(y, x) is None
    with mg.GradientTape() as tape:
        tape.watch(x)
        y = x * x
    assert value(tape.gradient(y, x)) == 6.0


def test_operations_before_and_after_the_tape_are_not_connected() -> None:
    v = mg.Variable(2.0)
    z = v * v
    assert z.node is None
    with mg.GradientTape(persistent=True) as tape:
        y = z * v
    assert value(tape.gradient(y, v)) == 4.0  # z counts as a constant
    late = y * 3.0
    assert late.node is None
    assert tape.gradient(late, v) is None


def test_intermediate_values_can_be_sources_and_targets() -> None:
    v = mg.Variable(2.0)
    with mg.GradientTape(persistent=True) as tape:
        h = v * v
        y = h * h
    assert value(tape.gradient(y, h)) == 8.0
    assert value(tape.gradient(h, v)) == 4.0
    assert [value(g) for g in tape.gradient(y, [h, v])] == [8.0, 32.0]
    assert value(tape.gradient([y, h], v)) == 36.0


def test_a_target_that_is_also_a_source_adds_one() -> None:
    x = mg.Variable(2.0)
    with mg.GradientTape() as tape:
        y = x * x
    assert value(tape.gradient([x, y], x)) == 5.0


def test_gradients_come_back_in_the_structure_of_the_sources() -> None:
    a, b = mg.Variable(2.0), mg.Variable(3.0)
    with mg.GradientTape() as tape:
        y = a * b
    found = tape.gradient(y, {"left": a, "rest": [b, (a,)]})
    assert value(found["left"]) == 3.0
    assert value(found["rest"][0]) == 2.0
    assert value(found["rest"][1][0]) == 3.0


def test_without_automatic_watching_only_what_is_watched_has_a_gradient() -> None:
    a, b = mg.Variable(2.0), mg.Variable(3.0)
    with mg.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(a)
        y = a * b
    assert [value(g) for g in tape.gradient(y, [a, b])] == [3.0, None]


def test_a_variable_that_is_not_trainable_gives_none_or_zero_on_request() -> None:
    fixed, free = mg.Variable(1.0, trainable=False), mg.Variable(2.0)
    with mg.GradientTape(persistent=True) as tape:
        y = fixed * free
    assert tape.gradient(y, fixed) is None
    assert value(tape.gradient(y, fixed, unconnected_gradients="zero")) == 0.0


def test_watched_variables_are_those_used_in_the_order_of_their_making() -> None:
    x, w, b, unused = (mg.Variable(1.0, name=name) for name in ("x", "w", "b", "unused"))
    with mg.GradientTape() as tape:
        _ = b + w * x
    assert [v.name for v in tape.watched_variables()] == ["x", "w", "b"]
    assert unused not in set(tape.watched_variables())


def test_nested_tapes_give_the_second_derivative() -> None:
    x = mg.Variable(3.0)
    with mg.GradientTape() as outer:
        with mg.GradientTape() as inner:
            y = x * x * x
        dy = inner.gradient(y, x)
    assert value(dy) == 27.0
    assert value(outer.gradient(dy, x)) == 18.0


def test_a_persistent_tape_records_its_own_gradient() -> None:
    v = mg.Variable(3.0)
    with mg.GradientTape(persistent=True) as tape:
        y = v * v * v
        g = tape.gradient(y, v)
    assert value(tape.gradient(g, v)) == 18.0


def test_an_inner_tape_does_not_see_what_only_the_outer_one_watches() -> None:
    x = mg.constant(3.0)
    with mg.GradientTape() as outer:
        outer.watch(x)
        before = x * x
        with mg.GradientTape(persistent=True) as inner:
            y = x * x
            h = x * 2.0
            q = h * h
        assert inner.gradient(y, x) is None
        assert inner.gradient(q, h) is None
        with mg.GradientTape() as second:
            second.watch(before)
            z = before * x
        assert value(second.gradient(z, before)) == 3.0
    assert value(outer.gradient(y, x)) == 6.0


def test_watching_late_counts_only_what_comes_after() -> None:
    x = mg.constant(3.0)
    with mg.GradientTape() as outer:
        outer.watch(x)
        with mg.GradientTape() as inner:
            y = x * x
            inner.watch(x)
            z = y + x
        assert value(inner.gradient(z, x)) == 1.0
    assert value(outer.gradient(z, x)) == 7.0


def test_watching_an_intermediate_value_does_not_cut_it_off() -> None:
    v = mg.Variable(3.0)
    with mg.GradientTape() as tape:
        h = v * v
        tape.watch(h)
        y = h * h
    assert [value(g) for g in tape.gradient(y, [h, v])] == [18.0, 108.0]


def test_watching_at_every_step_does_not_grow_anything() -> None:
    x = mg.constant(3.0)
    for _ in range(5):
        with mg.GradientTape() as tape:
            tape.watch(x)
            y = x * x
        assert value(tape.gradient(y, x)) == 6.0
    assert x.node is not None
    assert x.node[1] is None  # still a leaf


def test_a_persistent_tape_survives_a_later_watch_of_its_source() -> None:
    x = mg.constant(3.0)
    with mg.GradientTape(persistent=True) as first:
        first.watch(x)
        y = x * x
    with mg.GradientTape() as second:
        second.watch(x)
        z = x * x * x
    assert value(first.gradient(y, x)) == 6.0
    assert value(second.gradient(z, x)) == 27.0


def test_stop_recording_makes_a_hole_for_this_tape_only() -> None:
    v = mg.Variable(3.0)
    with mg.GradientTape() as outer:
        with mg.GradientTape() as tape:
            y = v * v
            with tape.stop_recording():
                k = v * 5.0
            z = y * k
        assert value(tape.gradient(z, v)) == 90.0  # k counts as a constant
    assert value(outer.gradient(z, v)) == 135.0


def test_a_value_assigned_later_does_not_change_what_was_saved() -> None:
    v = mg.Variable([1.0, 2.0])
    with mg.GradientTape() as tape:
        y = (v * v).sum()
        v.assign([10.0, 10.0])
    assert value(tape.gradient(y, v)) == [2.0, 4.0]


def test_output_gradients_weight_the_elements_of_the_target() -> None:
    x = mg.Variable([1.0, 2.0])
    with mg.GradientTape(persistent=True) as tape:
        y = x * x
    assert value(tape.gradient(y, x, output_gradients=[1.0, 10.0])) == [2.0, 40.0]
    with pytest.raises(ValueError, match=r"shape \(3,\).*target \(2,\)"):
        tape.gradient(y, x, output_gradients=[1.0, 1.0, 1.0])


def test_reentering_an_open_tape_is_refused_and_a_closed_one_goes_on() -> None:
    x = mg.Variable(3.0)
    tape = mg.GradientTape()
    with tape, pytest.raises(RuntimeError, match="already recording"), tape:
        pass
    tape = mg.GradientTape()
    with tape:
        y = x * x
    with tape:
        z = y * x
    assert value(tape.gradient(z, x)) == 27.0


@pytest.mark.parametrize(
    ("wrong", "kind", "says"),
    [
        (
            lambda: mg.GradientTape().gradient(mg.constant(1.0), mg.constant(1.0)),
            RuntimeError,
            "recorded nothing",
        ),
        (lambda: mg.GradientTape().watch(mg.constant(1.0)), RuntimeError, "Call it inside"),
        (lambda: mg.GradientTape().reset(), ValueError, "Call it inside"),
    ],
)
def test_a_tape_that_never_recorded_says_so(
    wrong: object, kind: type[Exception], says: str
) -> None:
    with pytest.raises(kind, match=says):
        wrong()  # type: ignore[operator]


def test_targets_and_sources_must_be_tensors() -> None:
    x = mg.Variable(3.0)
    with mg.GradientTape(persistent=True) as tape:
        y = x * x
    with pytest.raises(TypeError, match="is a float"):
        tape.gradient(6.0, x)
    with pytest.raises(TypeError, match="is a float"):
        tape.gradient(y, 3.0)
    with pytest.raises(ValueError, match="'none' or 'zero'"):
        tape.gradient(y, x, unconnected_gradients="foo")


def test_an_error_inside_the_tape_leaves_nothing_open() -> None:
    x = mg.Variable([1.0, 2.0])
    with pytest.raises(ValueError, match=r"x has shape \(2,\)"), mg.GradientTape():
        x + mg.constant([1.0, 2.0, 3.0])
    assert (x * x).node is None


def test_the_jacobian_has_the_target_shape_followed_by_the_source_shape() -> None:
    x, unused = mg.Variable([[1.0, 2.0, 3.0]]), mg.Variable(1.0)
    with mg.GradientTape() as tape:
        y = (x * x).reshape(3)
    square, none = tape.jacobian(y, [x, unused])
    assert square.shape == (3, 1, 3)
    assert value(square.reshape(3, 3)) == np.diag([2.0, 4.0, 6.0]).tolist()
    assert none is None


def test_a_batch_jacobian_holds_one_jacobian_per_example() -> None:
    x = mg.Variable([[1.0, 2.0], [3.0, 4.0]])
    with mg.GradientTape() as tape:
        y = x * x
    assert value(tape.batch_jacobian(y, x)) == [[[2.0, 0.0], [0.0, 4.0]], [[6.0, 0.0], [0.0, 8.0]]]
    with mg.GradientTape() as tape:
        y = (x * x)[:1]
    with pytest.raises(ValueError, match=r"shape \(1, 2\), the source \(2, 2\)"):
        tape.batch_jacobian(y, x)
