"""The mathematics of layers, losses and initial weights, which the dialects spell in their own ways."""

from __future__ import annotations
