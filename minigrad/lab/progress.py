"""A progress bar for what takes longer than a second, where tqdm is installed."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType


class Progress:
    """Counts to ``total``; shows tqdm's bar (the notebook's where there is one) after the first second."""

    def __init__(self, total: int, delay: float = 1.0) -> None:
        self._total, self._delay = total, delay
        self._bar: Any = None

    def __enter__(self) -> Self:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # tqdm's own advice about notebooks
            try:
                from tqdm.auto import tqdm
            except ImportError:
                return self
            self._bar = tqdm(total=self._total, delay=self._delay, leave=False, unit="step")
        return self

    def tick(self, count: int = 1) -> None:
        """Another ``count`` steps are done."""
        if self._bar is not None:
            self._bar.update(count)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()
