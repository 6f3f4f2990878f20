"""Widgets for minigrad: the module that draws a saved page, with traits that Python shares."""

from .tape import TapeWidget

__all__ = ["TapeWidget"]
