"""What a tape saw, made visible: the recording and everything that is drawn or printed from it."""

from minigrad.views.recording import (
    Edge,
    Failure,
    Frame,
    Gradient,
    Node,
    Part,
    Recording,
    Span,
    Step,
)
from minigrad.views.value import Value
from minigrad.views.view import TapeView

__all__ = [
    "Edge",
    "Failure",
    "Frame",
    "Gradient",
    "Node",
    "Part",
    "Recording",
    "Span",
    "Step",
    "TapeView",
    "Value",
]
