"""Literal numbers for what a sweep cannot see: the kinks, the edges, and what is refused."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import minigrad as mg
from minigrad.primitives import TABLE


def slope(function: Any, *args: Any) -> list[float]:
    """The derivative of the sum of a function's values in each argument."""
    gradients = mg.grad(lambda *x: function(*x).sum(), tuple(range(len(args))))(*args)
    return [g.numpy().tolist() for g in gradients]


@pytest.mark.parametrize(
    ("name", "at", "expected"),
    [
        ("absolute", [0.0], [0.0]),
        ("sign", [0.0], [0.0]),
        ("relu", [0.0], [0.0]),
        ("relu", [math.nan], [0.0]),
        ("relu_nan", [math.nan], [1.0]),
        ("maximum", [2.0, 2.0], [0.5, 0.5]),
        ("maximum_first", [2.0, 2.0], [1.0, 0.0]),
        ("minimum", [2.0, 2.0], [0.5, 0.5]),
        ("minimum_first", [2.0, 2.0], [1.0, 0.0]),
        ("guarded_power", [0.0, 0.0], [0.0, 0.0]),
        ("power_positive", [-2.0, 3.0], [12.0, 0.0]),
        ("euclidean_norm", [[0.0, 0.0]], [[0.0, 0.0]]),
        ("std", [[3.0, 3.0]], [[0.0, 0.0]]),
        ("xlogy", [0.0, 0.0], [0.0, 0.0]),
        ("max", [[1.0, 3.0, 3.0]], [[0.0, 0.5, 0.5]]),
        ("max_first", [[1.0, 3.0, 3.0]], [[0.0, 1.0, 0.0]]),
        ("prod", [[0.0, 2.0, 3.0]], [[6.0, 0.0, 0.0]]),
        ("prod", [[0.0, 0.0, 3.0]], [[0.0, 0.0, 0.0]]),
        ("cumprod", [[0.0, 2.0]], [[3.0, 0.0]]),
        ("sigmoid", [0.0], [0.25]),
        ("rint", [1.5], [0.0]),
    ],
)
def test_at_a_kink_the_derivative_is_the_chosen_one(name: str, at: Any, expected: Any) -> None:
    found = slope(TABLE[name], *(mg.constant(x) for x in at))
    assert found == expected


def test_the_bounds_of_clip_belong_to_the_inside() -> None:
    assert slope(lambda x: mg.clip(x, 0.0, 1.0), mg.constant([-1.0, 0.0, 0.5, 1.0, 2.0])) == [
        [0, 1, 1, 1, 0]
    ]


def test_a_guarded_root_sends_nothing_back_where_nothing_arrives() -> None:
    x = mg.constant([0.0, 4.0])
    assert slope(lambda x: mg.where(x > 0, TABLE["sqrt_guarded"](x), 0.0), x) == [[0.0, 0.25]]


def test_a_repeated_index_adds_up() -> None:
    x = mg.constant([1.0, 2.0, 3.0])
    assert slope(lambda x: x[[0, 0, 2]], x) == [[2.0, 0.0, 1.0]]
    assert slope(lambda x: mg.take(x, [1, 1, 1]), x) == [[0.0, 3.0, 0.0]]


def test_what_is_written_twice_belongs_to_the_last_value() -> None:
    found = slope(
        lambda x, v: mg.setitem(x, [0, 0], v), mg.constant([1.0, 2.0]), mg.constant([5.0, 6.0])
    )
    assert found == [[0.0, 1.0], [0.0, 1.0]]


def test_assigning_an_item_sends_the_gradient_to_the_value_and_around_it() -> None:
    x, v = mg.tensor([1.0, 2.0], requires_grad=True), mg.tensor(5.0, requires_grad=True)
    y = x * 3.0
    before = y.numpy()
    y[0] = v * v
    assert y.numpy().tolist() == [25.0, 6.0]
    assert before.tolist() == [3.0, 6.0]  # what was read earlier stays
    y.sum().backward()
    assert x.grad.numpy().tolist() == [0.0, 3.0]
    assert float(v.grad) == 10.0


def test_a_value_saved_before_the_assignment_keeps_its_derivative() -> None:
    x = mg.tensor([1.0, 2.0], requires_grad=True)
    y = x * 1.0
    square = (y * y).sum()
    y[0] = 100.0
    square.backward()
    assert x.grad.numpy().tolist() == [2.0, 4.0]


def test_a_leaf_is_not_written_while_recording() -> None:
    x = mg.tensor([1.0, 2.0], requires_grad=True)
    with pytest.raises(RuntimeError, match=r"where its gradient ends.*no_grad"):
        x[0] = 5.0
    with mg.no_grad():
        x[0] = 5.0
    assert x.numpy().tolist() == [5.0, 2.0]
    assert x.requires_grad


def test_a_constant_says_how_to_make_a_changed_copy() -> None:
    with pytest.raises(TypeError, match=r"cannot be changed in place.*mg\.setitem"):
        mg.constant([1.0, 2.0])[0] = 5.0


def test_the_error_function_has_all_digits() -> None:
    x = np.linspace(-6, 6, 1201)
    assert np.allclose(mg.erf(x), [math.erf(v) for v in x], rtol=1e-15, atol=0)
    assert np.allclose(mg.erfc(x), [math.erfc(v) for v in x], rtol=1e-14, atol=0)
    assert mg.erf(np.float32(0.5)).dtype == np.float32


@pytest.mark.parametrize(
    "function", [mg.sigmoid, mg.softplus, mg.log_softmax, mg.logsumexp, mg.tanh]
)
def test_large_numbers_do_not_overflow(function: Any) -> None:
    x = mg.constant([-1000.0, 0.0, 1000.0])
    assert not np.isnan(function(x).numpy()).any()
    assert not np.isnan(slope(function, x)).any()


def test_the_cross_entropy_of_two_equal_logits_is_log_two() -> None:
    logits = mg.constant([[0.0, 0.0]])
    by_class = slope(lambda z: mg.softmax_cross_entropy(z, [1]), logits)
    by_probability = slope(lambda z: mg.softmax_cross_entropy(z, mg.constant([[0.0, 1.0]])), logits)
    assert by_class == by_probability == [[[0.5, -0.5]]]
    assert mg.softmax_cross_entropy(logits, [1]).numpy().tolist() == [np.float32(math.log(2))]


@pytest.mark.parametrize(
    ("call", "kind", "says"),
    [
        (lambda z: mg.softmax_cross_entropy(z, [3]), IndexError, "reach from 3 to 3, and there are 2 classes"),
        (lambda z: mg.softmax_cross_entropy(z, [0, 1]), ValueError, r"targets \(2,\).*Class numbers need shape \(1,\)"),
        (lambda z: mg.softmax_cross_entropy(z, [True]), TypeError, "booleans"),
        (lambda z: mg.split(z, 3, axis=1), ValueError, "cannot be cut into 3 equal parts"),
        (lambda z: mg.squeeze(z, 1), ValueError, r"shape \(1, 2\) has another length at axis 1"),
        (lambda _: mg.concatenate([]), ValueError, "at least one array"),
        (lambda z: mg.norm(z, "nuc"), ValueError, "'nuc' of matrices has no derivative rule"),
        (lambda z: mg.pad(z, 1, mode="mean"), ValueError, "'mean' makes new elements"),
        (lambda z: mg.einsum("ijk->i", z), ValueError, r"'ijk' .* does not fit an operand of shape \(1, 2\)"),
        (lambda z: mg.einsum("ij,jk->ik", z), ValueError, "names 2 operands, and 1 were given"),
        (lambda z: mg.tensordot(z, z, 1), ValueError, "have different lengths"),
        (lambda z: mg.conv2d(z, z), ValueError, r"images have shape \(1, 2\)"),
        (lambda z: mg.max_pool2d(z, 2), ValueError, r"window \(2, 2\) is larger than the image"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_its_shapes(
    call: Any, kind: type[Exception], says: str
) -> None:
    with pytest.raises(kind, match=says):
        call(mg.constant([[1.0, 2.0]]))


@pytest.mark.parametrize(
    "spec", ["ij->ji", "ii", "ii->i", "ij,jk", "ij,jk,kl->il", "...i,i->...", "i,i,i->", "ij,k->jk", "iij->j"]
)  # fmt: skip
def test_einsum_agrees_with_numpy(spec: str) -> None:
    rng = np.random.default_rng(0)
    terms = spec.partition("->")[0].split(",")
    operands = [rng.standard_normal((2,) * len(term.replace("...", "xy"))) for term in terms]
    found = mg.einsum(spec, *map(mg.constant, operands))
    assert np.allclose(found.numpy(), np.einsum(spec, *operands))
    mg.check_gradient(lambda *x: mg.einsum(spec, *x), *operands, order=2, rtol=1e-4)


def test_a_convolution_slides_without_reversing_the_kernel() -> None:
    image = mg.constant(np.arange(9, dtype=np.float32).reshape(1, 1, 3, 3))
    kernel = mg.constant([[[[1.0, 0.0], [0.0, 10.0]]]])
    assert mg.conv2d(image, kernel).numpy().tolist() == [[[[40.0, 51.0], [73.0, 84.0]]]]
    assert mg.conv2d(image, kernel, stride=2, padding=1).shape == (1, 1, 2, 2)


def test_pooling_gives_the_derivative_to_the_largest_or_to_all() -> None:
    image = mg.constant([[1.0, 4.0], [4.0, 2.0]])
    assert slope(lambda x: mg.max_pool2d(x, 2), image) == [[[0.0, 1.0], [0.0, 0.0]]]
    assert slope(lambda x: mg.avg_pool2d(x, 2), image) == [[[0.25, 0.25], [0.25, 0.25]]]
    assert mg.avg_pool2d(image, 2, padding=1, count_padding=False).numpy().tolist() == [
        [1.0, 4.0],
        [4.0, 2.0],
    ]


def test_a_static_parameter_that_is_needed_is_asked_for() -> None:
    with pytest.raises(TypeError, match=r"where\(\) needs mask"):
        TABLE["where"](mg.constant([1.0]), mg.constant([2.0]))
