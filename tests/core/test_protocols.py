"""NumPy's own functions on Tensors: they record, or they say what to use instead."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import minigrad as mg
from minigrad.errors import GradientCutWarning, NoRuleError

ONES = np.ones((2, 2), np.float32)


@pytest.fixture
def t() -> Any:
    return mg.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)


@pytest.mark.parametrize(
    "expression",
    [
        "np.exp(t)", "np.square(t)", "np.power(t, 2)", "np.divide(1, t)", "np.maximum(t, 2.0)", "ONES * t", "ONES @ t",
        "np.sum(t, axis=0)", "np.sum(t, 0, None, None, True)", "np.mean(t, 1, keepdims=True)", "np.prod(t)",
        "np.var(t, ddof=1)", "np.std(t, axis=0, correction=1)", "np.max(t, axis=1)", "np.amin(t)", "np.cumsum(t)",
        "np.sort(t, axis=0)", "np.clip(t, 1.5, 3)", "np.clip(t, min=2)", "np.clip(t, None, t * 0.5)", "np.round(t, 1)",
        "np.concatenate([t, ONES])", "np.concatenate((t, t), axis=None)", "np.stack([t, ONES], 1)", "np.hstack([t, t])",
        "np.vstack([ONES, t])", "np.split(t, 2)[0]", "np.repeat(t, 2)", "np.tile(t, 2)", "np.take(t, [0, 0], axis=1)",
        "np.take_along_axis(t, np.array([[0], [1]]), 1)", "np.pad(t, 1)", "np.pad(t, 1, mode='edge')", "np.flip(t)",
        "np.roll(t, 1)", "np.reshape(t, (4,))", "np.ravel(t)", "np.transpose(t, (1, 0))", "np.swapaxes(t, 0, 1)",
        "np.moveaxis(t, 0, 1)", "np.expand_dims(t, 0)", "np.squeeze(t[:1])", "np.broadcast_to(t, (3, 2, 2))",
        "np.where(t > 2, t, 0.0)", "np.where(ONES > 2, 0.0, t)", "np.diag(t)", "np.tril(t)", "np.trace(t)",
        "np.dot(t, t)", "np.matmul(t, t)", "np.inner(t, t)", "np.outer(t, t)", "np.vdot(t, t)", "np.tensordot(t, t)",
        "np.einsum('ij,jk->k', t, t)", "np.linalg.inv(t)", "np.linalg.det(t)", "np.linalg.slogdet(t)[1]",
        "np.linalg.solve(t, t[0])", "np.linalg.norm(t, axis=1)", "np.linalg.vector_norm(t)", "np.add.reduce(t)",
        "np.maximum.reduce(t, axis=1)", "np.multiply.accumulate(t, axis=1)", "np.multiply.outer(t, ONES)",
    ],
)  # fmt: skip
def test_it_records_and_gives_what_numpy_gives(expression: str, t: Any) -> None:
    found = eval(expression, {"np": np, "ONES": ONES, "t": t})  # noqa: S307 - the list above
    expected = eval(expression, {"np": np, "ONES": ONES, "t": t.numpy()})  # noqa: S307
    assert isinstance(found, mg.Tensor)
    assert found.requires_grad
    assert found.dtype == np.float32
    assert np.allclose(found.numpy(), expected)


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("np.fft.fft(t)", r"np\.fft.*fft has no derivative rule.*t\.numpy\(\)"),
        ("np.median(t)", r"np\.median has no derivative rule"),
        ("np.sum(t, initial=3.0)", r"np\.sum with initial="),
        ("np.exp(t, where=ONES > 0)", r"np\.exp with where="),
        ("np.add.at(t, 0, 1)", r"np\.add\.at has no"),
        ("np.add.reduceat(t, [0])", r"np\.add\.reduceat has no"),
        ("np.linalg.cholesky(t, upper=True)", r"np\.linalg\.cholesky with upper="),
        ("np.copyto(t, ONES)", r"np\.copyto has no"),
        ("np.add(t, t, out=ONES.copy())", r"existing array.*x = x \+ t"),
    ],
)
def test_what_has_no_rule_is_refused_by_name(expression: str, says: str, t: Any) -> None:
    with pytest.raises(NoRuleError, match=says):
        eval(expression, {"np": np, "ONES": ONES, "t": t})  # noqa: S307


def test_an_array_cannot_take_a_tensor_in_place(t: Any) -> None:
    total = ONES.copy()
    with pytest.raises(TypeError, match=r"x = x \+ t"):
        total += t
    assert total.tolist() == ONES.tolist()


def test_questions_with_whole_or_boolean_answers_are_answered(t: Any) -> None:
    assert int(np.argmax(t)) == 3
    assert np.allclose(t, [[1, 2], [3, 4]])
    assert np.isnan(t).numpy().tolist() == [[False, False], [False, False]]
    assert np.shape(t) == (2, 2)
    assert np.zeros_like(t).numpy().tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert not np.zeros_like(t).requires_grad


def test_nothing_becomes_an_object_array(t: Any) -> None:
    for made in (ONES * t, np.float32(2) * t, [1.0, 2.0] * t, np.stack([t, t])):
        assert isinstance(made, mg.Tensor)
        assert made.dtype.kind == "f"


def test_taking_the_value_of_a_recorded_tensor_says_what_is_lost(t: Any) -> None:
    with pytest.warns(GradientCutWarning, match=r"shape \(2, 2\).*no gradient.*t\.numpy\(\)"):
        np.asarray(t)
    one = t[0, 0]
    with pytest.warns(GradientCutWarning, match=r"math\.exp.*float\(t\)"):
        exponential(one)


def exponential(x: Any) -> float:
    return math.exp(x)


def test_asking_for_the_value_by_name_is_silent(t: Any) -> None:
    one = t[0, 0]
    assert (float(one), f"{one:.1f}", one.item()) == (1.0, "1.0", 1.0)
    assert t.numpy().tolist() == [[1.0, 2.0], [3.0, 4.0]]
    with mg.no_grad():
        assert np.asarray(t).shape == (2, 2)
    assert np.asarray(mg.constant([1.0])).shape == (1,)
