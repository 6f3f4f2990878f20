"""``tf.math``: functions of numbers, reductions and running sums."""

from __future__ import annotations

from typing import Any

from . import missing as _missing
from .control import foldl as foldl
from .elementwise import *  # noqa: F403
from .indexing import (
    bincount as bincount,
    confusion_matrix as confusion_matrix,
    in_top_k as in_top_k,
    segment_sum as segment_sum,
    top_k as top_k,
    unsorted_segment_sum as unsorted_segment_sum,
)  # fmt: skip
from .linalg import l2_normalize as l2_normalize
from .nn import log_softmax as log_softmax, softmax as softmax
from .reductions import *  # noqa: F403


def __getattr__(name: str) -> Any:
    return _missing.missing("tf.math", name, globals())
