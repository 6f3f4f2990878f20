"""Every row of the table against finite differences: both modes, both orders, shapes of rank 0 to 4, both dtypes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import minigrad as mg
from minigrad.errors import GradientMismatch
from minigrad.nest import flatten
from minigrad.primitive import NAMESPACE
from minigrad.primitives import TABLE, rows, spectral
from minigrad.primitives.elementwise import elementwise
from tests.core import sweep_arrays
from tests.core.sweep import CASES

ELSEWHERE = {
    "watch": "test_tape.py",
    "vmap_": "test_vmap.py",
}  # marks of a tape and of vmap, not of mathematics
ONCE = {
    "eigvalsh",
    "svdvals",
}  # their second derivative needs the eigenvectors' first, which is not in the table
ADDING = rows, spectral, sweep_arrays  # imported for the rows and the cases that they add


def test_every_row_of_the_table_has_a_case() -> None:
    missing = {name for name in TABLE if not name.startswith(tuple(ELSEWHERE))} - CASES.keys()
    assert not missing, "add a case to tests/core/sweep.py"


@pytest.mark.parametrize("name", sorted(CASES))
@settings(max_examples=20, deadline=None, derandomize=True, database=None)
@given(data=st.data(), seed=st.integers(0, 99))
def test_every_rule_agrees_with_finite_differences(name: str, data: Any, seed: int) -> None:
    function, operands = CASES[name](data.draw, np.random.default_rng(seed))
    mg.check_gradient(function, *operands, order=1 if name in ONCE else 2, rtol=1e-4, atol=1e-5)
    for dtype in (np.float32, np.float64):
        keeps_dtype_and_shape(function, [x.astype(dtype)[()] for x in map(np.asarray, operands)])


def keeps_dtype_and_shape(function: Any, operands: list[Any]) -> None:
    result, pull = mg.vjp(function, *operands)
    assert {result.dtype} == {x.dtype for x in operands}
    gradients = flatten(pull(result))
    assert [g.shape for g in gradients] == [x.shape for x in operands]
    assert [g.dtype for g in gradients] == [x.dtype for x in operands]


def test_a_wrong_rule_is_caught() -> None:
    wrong = elementwise("wrong_square", lambda a: a * a, "g * a")
    try:
        with pytest.raises(GradientMismatch, match="order 1 in reverse mode"):
            mg.check_gradient(wrong, 3.0)
        with pytest.raises(GradientMismatch, match="order 1 in forward mode"):
            mg.check_gradient(wrong, 3.0, modes=("forward",))
    finally:
        del TABLE["wrong_square"], NAMESPACE["wrong_square"]


def test_a_rule_that_is_right_once_and_wrong_twice_is_caught() -> None:
    def once(a: Any) -> Any:
        return 3.0 * a.detach() * a.detach() * (a - a.detach()) + (a * a * a).detach()

    with pytest.raises(GradientMismatch):
        mg.check_gradient(once, 2.0, order=2)
