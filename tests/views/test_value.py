"""Values as the views keep them."""

from __future__ import annotations

import numpy as np

from minigrad.batch import Batch
from minigrad.views.value import Value


def test_many_examples_at_once_have_the_shape_of_one_and_the_summary_of_all():
    value = Value.of(Batch(np.array([[1.0, 2.0], [3.0, 4.0]], np.float32)))
    assert (value.shape, value.dtype, value.numbers) == ((2,), "float32", None)
    assert (value.low, value.high, value.mean) == (1.0, 4.0, 2.5)
