"""torch.utils: data and checkpoint."""

from __future__ import annotations

from . import checkpoint as checkpoint, data as data
