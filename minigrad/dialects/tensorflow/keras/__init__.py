"""``tf.keras``: layers, losses, metrics, optimizers, and models with ``fit``.

Names follow Keras 3, with what Keras 2 had on top: ``optimizer.minimize``, variables called ``dense/kernel:0``.
"""

from __future__ import annotations

from typing import Any

from ..missing import missing as _missing
from . import (
    activations as activations,
    backend as backend,
    callbacks as callbacks,
    initializers as initializers,
    layers as layers,
    losses as losses,
    metrics as metrics,
    models as models,
    optimizers as optimizers,
    regularizers as regularizers,
    utils as utils,
)  # fmt: skip
from .initializers import Initializer as Initializer
from .layers import Layer as Layer
from .losses import Loss as Loss
from .metrics import Metric as Metric
from .models import Model as Model, Sequential as Sequential
from .optimizers import Optimizer as Optimizer
from .regularizers import Regularizer as Regularizer
from .symbolic import Input as Input

__version__ = "3.15.1"


def __getattr__(name: str) -> Any:
    return _missing("tf.keras", name, globals())
