"""What is said when something does not fit: the user's own names, both shapes, and what to do; nothing stays open."""

from __future__ import annotations

import re

import numpy as np
import pytest

import minigrad as mg
from minigrad.errors import BackwardError, DtypeError, InPlaceError, ShapeError
from minigrad.records import writes

a = mg.constant(np.ones((2, 3)))
b = np.ones((4, 5))
w = mg.tensor(np.ones((2, 3)), requires_grad=True)


@pytest.mark.parametrize(
    "line",
    ["a + b", "b + a", "a @ b", "a < b", "a == b", "mg.maximum(a, b)", "mg.concatenate([a, b[0]])",
     "mg.where(a > 0, a, b)", "np.hypot(a, b)", "a += b"],
)  # fmt: skip
def test_operands_that_do_not_fit_are_named_as_the_line_spells_them_and_said_once(
    line, tmp_path, monkeypatch
):
    (tmp_path / "line_of_the_user.py").write_text(
        f"import numpy as np\nimport minigrad as mg\ndef run(a, b):\n    {line}\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "line_of_the_user", raising=False)
    run = __import__("line_of_the_user").run
    with pytest.raises(ShapeError) as caught:
        run(a, b)
    said = str(caught.value)
    assert "a has shape (2, 3)" in said
    assert re.search(r"b(\[0\])? has shape \((4, 5|5,)\)", said)
    assert said.count("What to do") == 1


def test_a_method_names_its_tensor_and_not_its_arguments():
    with pytest.raises(ShapeError, match=r"a has shape \(2, 3\).*cannot reshape"):
        a.reshape((4, 4))
    with pytest.raises(ShapeError, match=r"w has shape \(2, 3\).*axis 5 is out of bounds"):
        w.sum(axis=5)


def test_an_index_out_of_range_is_an_index_error_like_in_any_sequence():
    with pytest.raises(IndexError, match=r"w has shape \(2, 3\).*index 5 is out of bounds"):
        w[5]


def test_a_singular_matrix_is_not_called_a_matter_of_shapes():
    with pytest.raises(np.linalg.LinAlgError, match=r"inv: .*Singular matrix.*diagonal"):
        mg.inv(mg.constant(np.ones((2, 2))))


def test_a_tensor_is_unequal_to_what_is_no_number():
    assert (w == None) is False  # noqa: E711
    assert w != "text"
    assert w in [None, w]
    with pytest.raises(TypeError, match="not supported between"):
        w < None  # noqa: B015


def test_what_is_no_number_is_refused_by_its_own_type():
    with pytest.raises(DtypeError, match="NoneType became an array of dtype object"):
        w + None


def test_a_floating_tensor_is_no_index():
    with pytest.raises(TypeError):
        [1, 2, 3][mg.constant(1.0)]


def test_an_update_of_another_shape_names_the_variable_and_both_shapes():
    v = mg.Variable([1.0, 2.0], name="v")
    with pytest.raises(ShapeError, match=r"assign_add: the Variable 'v' has shape \(2,\).*\(3,\)"):
        v.assign_add(np.ones(3))
    assert v.numpy().tolist() == [1.0, 2.0]


def test_a_custom_gradient_without_its_gradient_function_says_what_to_return():
    @mg.custom_gradient
    def square(x):
        return x * x

    with pytest.raises(TypeError, match="square is a custom_gradient, which returns its value and"):
        square(w)


def test_a_custom_gradient_may_return_plain_numbers():
    three_times = mg.custom_gradient(lambda x: (x * 3.0, lambda _: 3.0))
    assert float(mg.grad(three_times)(1.0)) == 3.0


def test_integer_literals_beside_a_floating_tensor_do_not_widen_it():
    x = mg.constant([1.0, 2.0])
    for result in (
        x * [1, 2],
        [1, 2] * x,
        mg.where(x > 1, x, 0),
        x @ [1, 2],
        mg.maximum(x, [0, 1]),
    ):
        assert result.dtype == np.float32


def test_a_float32_number_is_shown_with_its_own_digits():
    assert repr(mg.constant(0.1)) == "Tensor(0.1, dtype=float32)"


def test_a_tape_asked_while_it_pauses_stays_closed():
    v = mg.Variable(2.0)
    with mg.GradientTape() as tape:
        y = v * v
        with tape.stop_recording():
            assert float(tape.gradient(y, v)) == 4.0
    assert (v * v).node is None


def test_the_jacobian_of_nothing_is_empty():
    v = mg.Variable(np.zeros((0, 3)))
    with mg.GradientTape() as tape:
        y = v * v
    assert tape.jacobian(y, v).shape == (0, 3, 0, 3)


def test_an_array_given_as_start_does_not_become_the_gradient_itself():
    x, seed = mg.tensor([1.0, 2.0], requires_grad=True), np.ones(2, np.float32)
    (x + 1.0).backward(seed)
    assert not np.shares_memory(x.grad.numpy(), seed)


@pytest.mark.parametrize("transform", [mg.grad, mg.jacobian])
def test_whole_numbers_have_no_derivative_and_are_refused(transform):
    with pytest.raises(DtypeError, match=r"argument 0 has dtype int32.*Write 3\.0 instead of 3"):
        transform(lambda n: n * n)(3)
    with pytest.raises(DtypeError, match="argument 1 has dtype int64"):
        transform(lambda x, p: x * p["w"], argnums=1)(2.0, {"w": np.array(3)})


def test_an_argument_that_is_not_given_by_position_is_named():
    with pytest.raises(TypeError, match=r"argnums=1 asks for .* argument 1, and 1 were given"):
        mg.grad(lambda p, q: p * q, argnums=1)(2.0, q=3.0)


def test_a_function_with_aux_that_returns_no_pair_is_told_so():
    with pytest.raises(TypeError, match="has_aux=True the function returns a pair"):
        mg.grad(lambda x: x * x, has_aux=True)(1.0)


@pytest.mark.parametrize("wrong", [{"order": 3}, {"modes": ("revers",)}, {"modes": ()}])
def test_a_check_that_would_check_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match="order is 1 or 2 and modes are 'reverse' and 'forward'"):
        mg.check_gradient(mg.exp, 2.0, **wrong)


def test_vmap_makes_no_array_of_objects():
    with pytest.raises(DtypeError, match="NoneType"):
        mg.vmap(lambda _: None)(np.ones((3, 2)))


def test_vmap_of_softmax_gives_each_row_its_own():
    rows = np.array([[0.0, 0.0], [0.0, 100.0]])
    np.testing.assert_allclose(
        mg.vmap(mg.softmax)(rows).numpy(), [[0.5, 0.5], [0.0, 1.0]], atol=1e-9
    )


def test_an_overwritten_value_names_the_line_that_wrote():
    x = mg.tensor([1.0, 2.0], requires_grad=True)
    doubled = x * 2.0
    y = (doubled * doubled).sum()
    doubled.numpy()[0] = 5.0
    writes.note(doubled.numpy())  # as every in-place operation does after writing
    with pytest.raises(
        InPlaceError, match=r"multiply saved .*since \(line \d+: writes\.note\(doubled"
    ):
        y.backward()


def test_a_hook_that_fails_leaves_no_gradient_half_delivered():
    x, y = (mg.tensor(1.0, requires_grad=True) for _ in range(2))
    y.register_hook(lambda _: 3.0)
    with pytest.raises(
        BackwardError, match=r"a hook returned 3\.0 in place of a gradient of shape \(\)"
    ):
        (x * y).backward()
    assert (x.grad, y.grad) == (None, None)


def test_inputs_of_backward_must_require_grad():
    x = mg.tensor(2.0, requires_grad=True)
    with pytest.raises(BackwardError, match=r"inputs= holds a tensor of shape \(\) that does not"):
        (x * x).backward(inputs=[mg.tensor(1.0)])
    (x * x).backward(inputs=x)
    assert float(x.grad) == 4.0


def test_a_gradient_of_another_shape_cannot_be_assigned():
    x = mg.tensor([1.0, 2.0], requires_grad=True)
    with pytest.raises(
        BackwardError, match=r"has the tensor's shape \(2,\), and one of shape \(3,\)"
    ):
        x.grad = mg.tensor(np.ones(3))
    assert x.grad is None


def test_arguments_of_checkpoint_and_custom_gradient_may_be_nests():
    nest = {"a": 2.0, "b": 3.0}
    product = mg.checkpoint(lambda d: d["a"] * d["b"])
    by_hand = mg.custom_gradient(
        lambda d, _: (d["a"] * d["b"], lambda g: ({"a": g * d["b"], "b": g * d["a"]}, None))
    )
    for function in (product, lambda d: by_hand(d, (0, 1))):
        assert {key: float(g) for key, g in mg.grad(function)(nest).items()} == {"a": 3.0, "b": 2.0}
