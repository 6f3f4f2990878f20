"""Rows of a table, and spectra of matrices: their cotangents."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad.errors import NoRuleError
from minigrad.primitives.rows import RowSlices, take_rows
from minigrad.primitives.spectral import eigvalsh, svdvals


def test_two_readings_of_a_row_add_up():
    rows = RowSlices(np.array([1.0, 2.0, 4.0]), np.array([0, 2, 0]), (3,))
    assert rows.dense().tolist() == [5.0, 0.0, 2.0]


def test_rows_plus_rows_stay_rows():
    rows = RowSlices(np.array([1.0]), np.array([1]), (2,))
    assert isinstance(rows + rows, RowSlices)
    assert (rows + rows).dense().tolist() == [0.0, 2.0]


def test_rows_plus_an_array_is_an_array():
    rows = RowSlices(np.array([1.0]), np.array([1]), (2,))
    assert (np.array([10.0, 20.0]) + rows).tolist() == [10.0, 21.0]
    assert (rows + np.array([10.0, 20.0])).tolist() == [10.0, 21.0]


def test_second_derivative_through_rows():
    x = mg.Variable([1.0, 2.0, 3.0])
    with mg.GradientTape() as outer:
        with mg.GradientTape() as inner:
            y = (take_rows(x, np.array([0, 2])) ** 3).sum()
        slope = inner.gradient(y, x)
    assert np.asarray(outer.gradient(slope, x).array).tolist() == [6.0, 0.0, 18.0]


@pytest.mark.parametrize(
    ("function", "start"),
    [(eigvalsh, [[2.0, 0.5], [0.5, 1.0]]), (svdvals, [[1.0, 2.0], [3.0, 5.0]])],
)
def test_spectra_agree_with_finite_differences(function, start):
    mg.check_gradient(lambda a: function(a + mg.transpose(a)), np.array(start))


def test_the_second_derivative_of_a_spectrum_is_refused():
    x = mg.Variable([[2.0, 0.0], [0.0, 1.0]])
    with mg.GradientTape(), mg.GradientTape() as tape:
        y = eigvalsh(x).sum()
        with pytest.raises(NoRuleError, match="no second one here"):
            tape.gradient(y, x)
