"""``tf.keras.utils``: seeds, one-hot rows."""

from __future__ import annotations

import random as python_random
from typing import Any

import numpy as np

from .. import random
from ..missing import missing as _missing


def set_random_seed(seed: int) -> None:
    """Start Python's, NumPy's and the dialect's random numbers from one seed."""
    python_random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - what the real function does
    random.set_seed(seed)


def to_categorical(x: Any, num_classes: int | None = None) -> Any:
    """Class numbers as one-hot rows of an array.

    >>> to_categorical([0, 2]).tolist()
    [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    """
    classes = np.asarray(x, int)
    classes = classes[..., 0] if classes.ndim > 1 and classes.shape[-1] == 1 else classes
    n = num_classes or int(classes.max()) + 1
    return np.eye(n)[classes]


def __getattr__(name: str) -> Any:
    return _missing("tf.keras.utils", name, globals())
