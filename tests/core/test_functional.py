"""Derivatives as functions of functions."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg


def cube(x: object) -> object:
    return x * x * x  # type: ignore[operator]


def test_grad_of_a_cube_at_every_order() -> None:
    first, second, third = mg.grad(cube), mg.grad(mg.grad(cube)), mg.grad(mg.grad(mg.grad(cube)))
    assert [float(f(2.0)) for f in (first, second, third)] == [12.0, 12.0, 6.0]


def test_value_and_grad_takes_several_arguments_and_auxiliary_results() -> None:
    def loss(w: object, x: object) -> object:
        return (w * x).sum(), "aside"  # type: ignore[operator]

    (value, aux), (dw, dx) = mg.value_and_grad(loss, argnums=(0, 1), has_aux=True)(
        mg.constant([1.0, 2.0]), mg.constant([3.0, 4.0])
    )
    assert float(value) == 11.0
    assert aux == "aside"
    assert dw.numpy().tolist() == [3.0, 4.0]
    assert dx.numpy().tolist() == [1.0, 2.0]


def test_arguments_and_results_may_be_nests() -> None:
    gradient = mg.grad(lambda p: p["w"] * p["w"] + p["b"][0])({"w": 3.0, "b": [1.0]})
    assert float(gradient["w"]) == 6.0
    assert float(gradient["b"][0]) == 1.0


def test_grad_of_a_vector_result_says_what_else_there_is() -> None:
    with pytest.raises(ValueError, match=r"\(2,\).*vjp\(\) or jacobian\(\)"):
        mg.grad(lambda x: x * x)(mg.constant([1.0, 2.0]))


def test_vjp_and_jvp_are_transposes_of_each_other() -> None:
    def f(x: object) -> object:
        return mg.tanh(x @ mg.constant(np.array([[1.0, -2.0], [0.5, 3.0]])))  # type: ignore[operator]

    rng = np.random.default_rng(0)
    x, v, u = rng.normal(size=2), rng.normal(size=2), rng.normal(size=2)
    _, pull = mg.vjp(f, x)
    _, pushed = mg.jvp(f, (x,), (v,))
    assert np.isclose(u @ pushed.numpy(), pull(u)[0].numpy() @ v)


def test_the_jacobian_of_a_linear_map_is_its_matrix() -> None:
    matrix = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    found = mg.jacobian(lambda x: mg.constant(matrix) @ x)(np.array([1.0, 1.0]))
    assert found.numpy().tolist() == matrix.tolist()


def test_the_hessian_of_a_quadratic_form_is_its_symmetric_part_twice() -> None:
    a = np.array([[2.0, 1.0], [0.0, 3.0]])
    found = mg.hessian(lambda x: x @ (mg.constant(a) @ x))(np.array([1.0, -1.0]))
    assert found.numpy().tolist() == (a + a.T).tolist()


def test_a_hessian_vector_product_agrees_with_the_hessian() -> None:
    x, v = np.array([1.0, 2.0]), np.array([0.5, -1.0])
    f = lambda t: (t * t * t).sum() + t[0] * t[1]  # noqa: E731
    assert np.allclose(mg.hvp(f, x, v).numpy(), mg.hessian(f)(x).numpy() @ v)


def test_transformations_see_through_tapes_and_backward() -> None:
    def slope(x: object) -> object:
        with mg.GradientTape() as tape:
            tape.watch(x)
            y = cube(x)
        return tape.gradient(y, x)

    assert float(mg.grad(slope)(mg.constant(2.0))) == 12.0
    v = mg.Variable(2.0)
    with mg.GradientTape() as tape:
        y = mg.grad(cube)(v)
    assert float(tape.gradient(y, v)) == 12.0


def test_an_unconnected_argument_has_a_gradient_of_zeros() -> None:
    assert mg.grad(lambda x, _y: x * 1.0, argnums=1)(
        1.0, mg.constant([1.0, 2.0])
    ).numpy().tolist() == [0.0, 0.0]


def test_cotangents_and_tangents_must_have_the_right_shapes() -> None:
    _, pull = mg.vjp(lambda x: x * x, mg.constant([1.0, 2.0]))
    with pytest.raises(ValueError, match=r"cotangents have shapes \[\(3,\)\]"):
        pull([1.0, 1.0, 1.0])
    with pytest.raises(ValueError, match="tangents have shapes"):
        mg.jvp(cube, (1.0,), (mg.constant([1.0, 1.0]),))


def test_custom_gradients_are_used_and_can_be_differentiated() -> None:
    @mg.custom_gradient
    def wrong_on_purpose(x: object, y: object) -> object:
        return x * y, lambda g: (g * 10.0, g * x)  # type: ignore[operator]

    assert [float(g) for g in mg.grad(wrong_on_purpose, (0, 1))(2.0, 3.0)] == [10.0, 2.0]
    assert float(mg.grad(mg.grad(wrong_on_purpose, 1), 0)(2.0, 3.0)) == 1.0


def test_a_custom_gradient_with_several_outputs_gathers_their_cotangents() -> None:
    @mg.custom_gradient
    def both(x: object) -> object:
        return [x * 2.0, x * 3.0], lambda g2, g3: g2 * 2.0 + g3 * 3.0  # type: ignore[operator]

    assert float(mg.grad(lambda x: both(x)[0] * 10.0 + both(x)[1])(1.0)) == 23.0
    assert float(mg.grad(lambda x: both(x)[1])(1.0)) == 3.0  # the other one's cotangent is zero


@pytest.mark.parametrize(
    ("returned", "says"),
    [
        (lambda g: (g, g), "2 gradients for 1 arguments"),
        (lambda _g: mg.constant([1.0, 2.0]), r"shape \(2,\)"),
    ],
)
def test_a_custom_gradient_of_the_wrong_number_or_shape_is_refused(
    returned: object, says: str
) -> None:
    broken = mg.custom_gradient(lambda x: (x * 1.0, returned))
    with pytest.raises(ValueError, match=says):
        mg.grad(broken)(3.0)


def test_checkpoint_records_nothing_inside_and_gives_the_same_gradient() -> None:
    f = lambda x: mg.tanh(x * x) * x  # noqa: E731
    x = mg.tensor(0.7, requires_grad=True)
    y = mg.checkpoint(f)(x)
    assert y.node[1].primitive.name == "<lambda>"
    y.backward()
    assert np.isclose(float(x.grad), float(mg.grad(f)(0.7)))


def test_check_gradient_catches_a_wrong_rule() -> None:
    wrong = mg.custom_gradient(lambda x: (x * x, lambda g: g * x))
    with pytest.raises(mg.MinigradError, match="finite differences give"):
        mg.check_gradient(wrong, 3.0, modes=("reverse",))
