"""The course around the engine: the `minigrad` command that opens it, and its exercises.

A lesson imports what it needs from here:

>>> from minigrad.course import check, figure, hint, progress
"""

from minigrad.course.checks import check, hint, progress
from minigrad.course.figures import figure

__all__ = ["check", "figure", "hint", "progress"]
