"""torch.nn: modules, parameters, losses."""

from __future__ import annotations

from typing import Any

from .. import missing
from . import functional as functional, init as init, utils as utils
from .containers import (
    ModuleDict as ModuleDict,
    ModuleList as ModuleList,
    ParameterDict as ParameterDict,
    ParameterList as ParameterList,
    Sequential as Sequential,
)
from .layers import (
    Dropout as Dropout,
    Embedding as Embedding,
    Flatten as Flatten,
    Identity as Identity,
    Linear as Linear,
    Unflatten as Unflatten,
)
from .module import Module as Module
from .normalisation import (
    BatchNorm1d as BatchNorm1d,
    BatchNorm2d as BatchNorm2d,
    GroupNorm as GroupNorm,
    LayerNorm as LayerNorm,
)
from .parameter import Parameter as Parameter
from .stateless import (
    ACTIVATIONS as _ACTIVATIONS,
    LOSSES as _LOSSES,
    CosineSimilarity as CosineSimilarity,
    PairwiseDistance as PairwiseDistance,
    PReLU as PReLU,
)
from .windows import (
    AdaptiveAvgPool2d as AdaptiveAvgPool2d,
    AvgPool1d as AvgPool1d,
    AvgPool2d as AvgPool2d,
    Conv1d as Conv1d,
    Conv2d as Conv2d,
    MaxPool1d as MaxPool1d,
    MaxPool2d as MaxPool2d,
)

globals().update(_ACTIVATIONS | _LOSSES)


def __getattr__(name: str) -> Any:
    raise missing.no_such_name("torch.nn", name, [n for n in globals() if not n.startswith("_")])
