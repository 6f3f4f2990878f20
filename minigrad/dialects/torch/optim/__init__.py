"""torch.optim: optimizers and learning-rate schedulers."""

from __future__ import annotations

from typing import Any

from .. import missing
from . import lr_scheduler as lr_scheduler
from .algorithms import (
    SGD as SGD,
    Adadelta as Adadelta,
    Adagrad as Adagrad,
    Adam as Adam,
    Adamax as Adamax,
    AdamW as AdamW,
    NAdam as NAdam,
    RMSprop as RMSprop,
)
from .optimizer import Optimizer as Optimizer


def __getattr__(name: str) -> Any:
    raise missing.no_such_name("torch.optim", name, [n for n in globals() if not n.startswith("_")])
