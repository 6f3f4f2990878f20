"""A progress bar for what takes longer than a second, where tqdm is installed."""

from __future__ import annotations

import time
import warnings
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType


class Progress:
    """Counts to ``total``; shows tqdm's bar (the notebook's where there is one) after ``delay`` seconds.

    The bar leaves nothing behind: a saved notebook is the same whether it was needed or not.
    """

    def __init__(self, total: int, delay: float = 1.0) -> None:
        self._total, self._done = total, 0
        self._opens = time.monotonic() + delay
        self._bar: Any = None
        self._handle: Any = None

    def __enter__(self) -> Self:
        return self

    def tick(self, count: int = 1) -> None:
        """Another ``count`` steps are done."""
        self._done += count
        if self._bar is not None:
            self._bar.update(self._done - self._bar.n)
        elif time.monotonic() > self._opens:
            self._opens = float("inf")
            self._open()

    def _open(self) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # tqdm's own advice about notebooks
                from tqdm.auto import tqdm
        except ImportError:
            return
        options = {"total": self._total, "initial": self._done, "leave": False, "unit": "step"}
        try:
            self._bar = tqdm(
                **options, display=False
            )  # the notebook's, which is shown here to be erased
        except KeyError:
            self._bar = tqdm(**options)
            return
        from IPython.display import display

        self._handle = display(self._bar.container, display_id=True)  # type: ignore[no-untyped-call]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()
        if self._handle is not None:
            self._handle.update({"text/plain": ""}, raw=True)
