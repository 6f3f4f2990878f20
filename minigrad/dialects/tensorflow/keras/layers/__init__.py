"""``tf.keras.layers``."""

from __future__ import annotations

from typing import Any

from ...missing import missing as _missing
from ..symbolic import Input as Input
from .base import Layer as Layer
from .convolution import (
    AveragePooling2D as AveragePooling2D,
    Conv2D as Conv2D,
    GlobalAveragePooling2D as GlobalAveragePooling2D,
    MaxPooling2D as MaxPooling2D,
)  # fmt: skip
from .core import (
    ELU as ELU,
    Activation as Activation,
    Add as Add,
    Concatenate as Concatenate,
    Dense as Dense,
    Dropout as Dropout,
    Embedding as Embedding,
    Flatten as Flatten,
    Identity as Identity,
    Lambda as Lambda,
    LeakyReLU as LeakyReLU,
    Multiply as Multiply,
    ReLU as ReLU,
    Rescaling as Rescaling,
    Reshape as Reshape,
    Softmax as Softmax,
)  # fmt: skip
from .normalization import (
    BatchNormalization as BatchNormalization,
    LayerNormalization as LayerNormalization,
)

InputLayer, MaxPool2D, AvgPool2D = Input, MaxPooling2D, AveragePooling2D


def __getattr__(name: str) -> Any:
    return _missing("tf.keras.layers", name, globals())
